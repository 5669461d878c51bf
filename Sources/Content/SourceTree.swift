import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of files, listed once.
package struct SourceTree: Sendable {
  package struct File: Sendable, Hashable {
    /// The path below the root, with `/` between its parts.
    package let path: String
    /// In bytes.
    package let size: Int
  }

  /// The folder as the user wrote it, without a trailing slash: the front part of every path that is shown.
  package let root: String
  /// In order of their bytes. Names that begin with a dot are left out, and so are links that lead nowhere.
  package let files: [File]

  /// Lists a folder and everything below it.
  /// - Throws: ``FileError`` where a folder cannot be read.
  package init(root: String) throws {
    var trimmed = root
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.root = trimmed
    var files: [File] = []
    var folders = [""]
    // Folders reached through symbolic links may form a ring: visit each once.
    var visited = Set<FolderIdentity>()
    while let folder = folders.popLast() {
      let path = folder.isEmpty ? trimmed : trimmed + "/" + folder
      guard let handle = opendir(path) else { throw FileError("read the folder", path) }
      defer { closedir(handle) }
      var information = stat()
      guard fstat(dirfd(handle), &information) == 0 else { throw FileError("read the folder", path) }
      guard visited.insert(FolderIdentity(information)).inserted else { continue }
      while let entry = readdir(handle) {
        guard let name = Self.name(of: entry), !name.hasPrefix(".") else { continue }
        guard fstatat(dirfd(handle), name, &information, 0) == 0 else { continue }
        let relative = folder.isEmpty ? name : folder + "/" + name
        switch information.st_mode & S_IFMT {
        case S_IFDIR: folders.append(relative)
        case S_IFREG: files.append(File(path: relative, size: Int(information.st_size)))
        default: break
        }
      }
    }
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The path to show for a file of the tree.
  package func displayPath(_ path: String) -> String { root + "/" + path }

  /// A file's bytes.
  /// - Throws: ``FileError``.
  package func read(_ path: String) throws -> [UInt8] { try readFile(displayPath(path)) }

  /// The folder in which a path lies, with its slash; nothing for a name alone.
  package static func parent(of path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return "" }
    return String(trimmed[...slash])
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
        String(validatingCString: $0)
      }
    }
  }
}

private struct FolderIdentity: Hashable {
  let device: UInt64
  let inode: UInt64

  init(_ information: stat) {
    device = UInt64(truncatingIfNeeded: information.st_dev)
    inode = UInt64(truncatingIfNeeded: information.st_ino)
  }
}

/// The bytes of a file.
/// - Throws: ``FileError`` where it cannot be opened or read.
package func readFile(_ path: String) throws -> [UInt8] {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError("read", path) }
  defer { close(descriptor) }
  var information = stat()
  guard fstat(descriptor, &information) == 0 else { throw FileError("read", path) }
  guard information.st_mode & S_IFMT == S_IFREG else { throw FileError("read", path, code: EISDIR) }
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(information.st_size)) { buffer, count in
    while count < buffer.count {
      let got = systemRead(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { failure = errno }
      if got <= 0 { return }
      count += got
    }
  }
  if failure != 0 { throw FileError("read", path, code: failure) }
  return bytes
}

/// `read(2)`, under a name that no method hides.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
