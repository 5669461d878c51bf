import Content
import Crypto
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Documents that were made before, each under a name that is the hash of all that it was made from.
///
/// The folder may be removed at any time. A file in it is one document: a line with its number of pages, and what is too
/// long, then the PDF.
struct PrintCache: Sendable {
  private let folder: String

  /// - Throws: ``FileError`` where the folder cannot be made.
  init(folder: String) throws {
    self.folder = folder
    try makeCacheFolder(folder)
  }

  /// A document as it was made.
  struct Entry: Sendable {
    var pageCount: Int
    var overflow: Typesetter.Overflow?
    var pdf: [UInt8]
  }

  /// Where the typesetting program writes a document; nobody else does.
  func part(_ name: String) -> String { "\(folder)/\(name).\(getpid()).part" }

  /// Nil where the document is not there, or damaged.
  func entry(_ name: String) -> Entry? {
    guard let bytes = try? readFile("\(folder)/\(name)"), let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      bytes[(end + 1)...].starts(with: "%PDF-".utf8),
      bytes.reversed().drop(while: { $0 == 0x0A }).starts(with: "FOE%%".utf8)
    else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ", maxSplits: 2).map(String.init)
    guard let pages = words.first.flatMap({ Int($0) }) else { return nil }
    let lines = words.count > 1 ? Int(words[1]) : nil
    return Entry(
      pageCount: pages,
      overflow: lines.map { Typesetter.Overflow(lines: $0, section: words.count > 2 ? words[2] : "") },
      pdf: Array(bytes[(end + 1)...]))
  }

  /// Takes over what the program has written.
  /// - Throws: ``FileError``.
  func keep(_ name: String, _ result: Typesetter.Result) throws -> Entry {
    let pdf = try readFile(part(name))
    let overflow = result.overflow.map { " \($0.lines) \($0.section)" } ?? ""
    let bytes = Array("\(result.pageCount)\(overflow)\n".utf8) + pdf
    // Beside, then renamed: a build that is killed leaves no half file under the name.
    let whole = "\(folder)/\(name).\(getpid()).whole"
    let descriptor = open(whole, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", whole) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError("write", whole) }
      written += count
    }
    guard rename(whole, "\(folder)/\(name)") == 0 else { throw FileError("write", "\(folder)/\(name)") }
    unlink(part(name))
    return Entry(pageCount: result.pageCount, overflow: result.overflow, pdf: pdf)
  }

  /// Removes everything but the named documents, and what another build is writing just now.
  func removeAll(except names: Set<String>) {
    guard let tree = try? SourceTree(root: folder) else { return }
    for file in tree.files where !names.contains(file.path) && !Self.isBeingWritten(file.path) {
      unlink("\(folder)/\(file.path)")
    }
  }

  /// Whether a file's name has the number of another process that runs.
  private static func isBeingWritten(_ file: String) -> Bool {
    let parts = file.split(separator: ".")
    guard parts.count == 3, let process = pid_t(parts[1]), process > 0, process != getpid() else { return false }
    return kill(process, 0) == 0 || errno == EPERM
  }
}

/// Makes a folder and those above it, where they are missing.
/// - Throws: ``FileError``.
func makeCacheFolder(_ folder: String) throws {
  var path = ""
  for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
    path += part + "/"
    guard !part.isEmpty, mkdir(path, 0o777) != 0, errno != EEXIST else { continue }
    throw FileError("create the folder", folder)
  }
}

/// A SHA-256 of several things, each set apart from the next.
struct Fingerprint {
  private var hash = SHA256()

  mutating func add(_ bytes: [UInt8]) {
    hash.update(data: Array("\(bytes.count) ".utf8))
    hash.update(data: bytes)
  }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Lower-case hexadecimal digits.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
