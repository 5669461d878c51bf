/// A path below the output folder, as the file system's bytes.
///
/// Not a `String`: two names that differ only in how an accent is encoded are equal as strings, yet two files, and
/// names on a disk need not be UTF-8 at all.
struct OutputPath: Sendable {
  /// With a NUL behind them, ready for system calls.
  private let bytes: [UInt8]

  /// The folder itself.
  static let root = OutputPath(trusted: ".".utf8)

  /// A path as a file system or our own code gives it.
  init(trusted path: some Collection<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(path.count + 1)
    bytes.append(contentsOf: path)
    bytes.append(0)
    self.bytes = bytes
  }

  /// A path that somebody has written: throws an `OutputError` unless it stays below the folder and is a name that
  /// every file system and `sha256sum` can hold.
  init(checking path: String) throws {
    try self.init(checking: path.utf8)
  }

  init(checking path: some Collection<UInt8>) throws {
    if let reason = Self.flaw(in: path) {
      throw OutputError.path(String(decoding: path, as: UTF8.self), reason: reason)
    }
    self.init(trusted: path)
  }

  private static func flaw(in path: some Collection<UInt8>) -> String? {
    if path.isEmpty { return "it has no name" }
    if path.first == UInt8(ascii: "/") { return "it begins with a slash" }
    if path.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it contains a control character" }
    if path.contains(UInt8(ascii: "\\")) { return "it contains a backslash" }
    for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { return "it contains an empty folder name" }
      if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return "it contains \".\" or \"..\"" }
      // Source: NAME_MAX of every file system in use.
      if part.count > 255 { return "it contains a name of more than 255 bytes" }
    }
    if path.elementsEqual(OutputManifest.name.utf8) { return "the list of the site's files is kept there" }
    return nil
  }

  /// The path without the NUL.
  var utf8: ArraySlice<UInt8> { bytes.dropLast() }

  /// Nil for what lies directly in the folder.
  var parent: OutputPath? {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { OutputPath(trusted: bytes[..<$0]) }
  }

  func appending(_ name: UnsafeBufferPointer<UInt8>) -> OutputPath {
    guard self != .root else { return OutputPath(trusted: name) }
    var path = Array(utf8)
    path.reserveCapacity(bytes.count + 1 + name.count)
    path.append(UInt8(ascii: "/"))
    path.append(contentsOf: name)
    return OutputPath(trusted: path)
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { raw in
      // Never empty: the NUL is always there.
      guard let start = raw.baseAddress else { return try "".withCString(body) }
      return try body(start.assumingMemoryBound(to: CChar.self))
    }
  }
}

extension OutputPath: Hashable, Comparable, CustomStringConvertible {
  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  static func < (a: OutputPath, b: OutputPath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

  var description: String { String(decoding: utf8, as: UTF8.self) }
}

extension Sequence<OutputPath> {
  /// Every folder that has one of these paths below it.
  func folders() -> Set<OutputPath> {
    var folders: Set<OutputPath> = []
    for path in self {
      var folder = path.parent
      while let found = folder, folders.insert(found).inserted { folder = found.parent }
    }
    return folders
  }
}
