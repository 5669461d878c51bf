import Foundation
import Testing

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
  let path: String

  /// - Parameter parent: nil takes the system's place for temporary files.
  init(in parent: String? = nil) throws {
    path = (parent ?? FileManager.default.temporaryDirectory.path) + "/lscp-output-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var output: String { path + "/public" }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func status(_ name: String) throws -> stat {
    var status = stat()
    try #require(lstat(path + "/" + name, &status) == 0, "\(name) is missing")
    return status
  }

  /// The names directly in the folder.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Everything below a folder, `folder/` for a folder and `-> target` for a link. The manifest is left out.
  func tree(_ name: String = "public") throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    let top = path + "/" + name
    for case let entry as String in try #require(FileManager.default.enumerator(atPath: top)) {
      let file = top + "/" + entry
      var status = stat()
      try #require(lstat(file, &status) == 0)
      switch status.st_mode & S_IFMT {
      case S_IFDIR: found[entry + "/"] = []
      case S_IFLNK:
        found[entry] = Array("-> ".utf8) + Array(try FileManager.default.destinationOfSymbolicLink(atPath: file).utf8)
      default:
        if entry != manifestName { found[entry] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))) }
      }
    }
    return found
  }

  /// The same as text, for comparing with what a test writes down.
  func texts(_ name: String = "public") throws -> [String: String] {
    try tree(name).mapValues { String(decoding: $0, as: UTF8.self) }
  }
}

let manifestName = ".lscp-manifest.sha256"

extension String {
  var utf8Bytes: [UInt8] { Array(utf8) }
}
