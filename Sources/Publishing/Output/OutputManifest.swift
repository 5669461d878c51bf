import Crypto
import Diagnostics

/// The list of the files that the last build wrote, kept in the output folder itself.
///
/// Only what it lists belongs to the site; everything else in the folder is somebody's own. The format is that of
/// `sha256sum`, so `sha256sum -c` verifies a site wherever it was copied to. A count in the first line, which
/// `sha256sum` takes for a comment, tells a cut list from a whole one. Sorted by the paths' bytes.
struct OutputManifest: Sendable {
  static let name = ".lscp-manifest.sha256"
  static let path = OutputPath(trusted: name.utf8)

  /// As read from the disk; empty before the first build.
  var bytes: [UInt8] = []
  var paths: Set<OutputPath> = []

  /// No manifest.
  init() {}

  /// - Parameter files: in order of their paths.
  init(_ files: [(path: OutputPath, digest: SHA256Digest)]) {
    bytes.reserveCapacity(files.count * 100 + 100)
    bytes += Self.head(count: files.count).utf8
    bytes.append(UInt8(ascii: "\n"))
    for file in files {
      for byte in file.digest {
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
      bytes += file.path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    paths = Set(files.lazy.map(\.path))
  }

  /// Reads a manifest. Throws `OutputError.damagedManifest` for anything that `init(_:)` does not write, so that a path
  /// in it can neither lead outside nor be guessed at.
  /// - Parameter file: where it was read from, for messages.
  init(parsing bytes: [UInt8], file: String) throws {
    func damaged(_ line: Int) -> OutputError { .damagedManifest(path: file, line: line) }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // The part behind the last line's ending.
    guard let rest = lines.last, rest.isEmpty else { throw damaged(lines.count) }
    let files = lines.dropLast().dropFirst()
    guard lines.count > 1, lines[0].elementsEqual(Self.head(count: files.count).utf8) else { throw damaged(1) }
    var last: OutputPath?
    for (index, line) in files.enumerated() {
      let digest = line.prefix(64)
      let space = line.dropFirst(64).prefix(2)
      guard digest.count == 64, digest.allSatisfy(Self.digits.contains), space.elementsEqual("  ".utf8),
        let path = try? OutputPath(checking: line.dropFirst(66)), last.map({ $0 < path }) ?? true
      else { throw damaged(index + 2) }
      paths.insert(path)
      last = path
    }
    self.bytes = bytes
  }

  /// The manifest of a tree; empty where there is none.
  init(in tree: Directory) throws {
    if let bytes = try tree.contents(of: Self.path) {
      try self.init(parsing: bytes, file: tree.name(of: Self.path))
    } else {
      self.init()
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func head(count: Int) -> String {
    "# lscp 1: \(count) files; to check them here: sha256sum -c \(name)"
  }
}
