import Diagnostics

/// Why the output folder cannot take a site, beyond what the machine refuses (a `FileError`).
package enum OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Another build holds the folder; its process number where that is known.
  case busy(folder: String, process: Int32?)
  case notAFolder(String)
  /// The folder, or one inside it, is where another file system is mounted.
  case mountPoint(String)
  /// The folder was moved or replaced while the site was being built.
  case replaced(folder: String)
  /// Paths, sorted, that hold something which no build has written and which the site would overwrite.
  case occupied(folder: String, paths: [String])
  /// A path that no file of a site can have, and why.
  case path(String, reason: String)
  case givenTwice(String)
  /// The site wants a file at this path, and others below it or below a file above it.
  case fileAndFolder(String)
  /// The 1-based line at which the manifest stops making sense.
  case damagedManifest(path: String, line: Int)
  /// A file was announced, and writing it failed or has not ended.
  case incomplete(String)
  /// The build was already committed or abandoned.
  case ended(folder: String)

  package var description: String {
    switch self {
    case .busy(let folder, let process?): "another build (process \(process)) is writing \(folder)"
    case .busy(let folder, nil): "another build is writing \(folder)"
    case .notAFolder(let path): "\(path) is not a folder"
    case .mountPoint(let path): "\(path) is a mount point, and a site cannot be swapped in there"
    case .replaced(let folder): "\(folder) was moved or replaced during the build"
    case .occupied(let folder, let paths):
      "the site would overwrite what somebody else has put into \(folder): "
        + paths.prefix(5).joined(separator: ", ") + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
    case .path(let path, let reason): "\(DiagnosticPrinter.json(path)) cannot be a file of the site: \(reason)"
    case .givenTwice(let path): "the site has two files at \(path)"
    case .fileAndFolder(let path): "the site has a file and a folder of the same name: \(path)"
    case .damagedManifest(let path, let line): "\(path) is damaged at line \(line)"
    case .incomplete(let path): "the site is not complete: \(path) was not written"
    case .ended(let folder): "this build of \(folder) has ended"
    }
  }

  /// What to do about it.
  package var help: String? {
    switch self {
    case .busy: "wait until it has finished, or stop it"
    case .notAFolder: "give the name of a folder, or of one that does not exist yet"
    case .mountPoint: "build into a folder inside it"
    case .replaced: "build again"
    case .occupied: "move it out of the folder, or give the page another address"
    case .damagedManifest:
      "it lists the files that belong to the site: bring it back from a backup, "
        + "or remove the whole folder if it holds nothing but the site"
    case .path, .givenTwice, .fileAndFolder, .incomplete, .ended: nil
    }
  }
}
