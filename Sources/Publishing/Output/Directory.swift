import CFileSystem
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open folder, and the system calls on what lies below it.
///
/// Every call is relative to the open folder, so a folder that is renamed, or a process that changes its own, moves
/// nothing; none follows a symbolic link in the last part of a path.
final class Directory: Sendable {
  enum Kind: Sendable { case file, folder, other }

  let descriptor: Int32
  /// How messages call the folder.
  let label: String
  /// Of the folder as it was opened.
  let device: dev_t
  let inode: ino_t

  /// Opens a folder by its path. Throws a `FileError`, with `ENOTDIR` for what is no folder.
  convenience init(path: String) throws {
    try self.init(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), label: path)
  }

  /// Opens a folder below another; symbolic links are refused with `ENOTDIR` or `ELOOP`.
  convenience init(_ path: OutputPath, in parent: Directory, label: String) throws {
    try self.init(
      path.withCString { openat(parent.descriptor, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }, label: label)
  }

  private init(_ descriptor: Int32, label: String) throws {
    guard descriptor >= 0 else { throw FileError("open the folder", label) }
    self.descriptor = descriptor
    self.label = label
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw FileError("open the folder", label, code: code)
    }
    device = status.st_dev
    inode = status.st_ino
  }

  deinit { close(descriptor) }

  func name(of path: OutputPath) -> String {
    path == .root ? label : label == "." ? path.description : "\(label)/\(path)"
  }

  private func error(_ operation: String, _ path: OutputPath, code: Int32 = errno) -> FileError {
    FileError(operation, name(of: path), code: code)
  }

  // MARK: - Reading

  /// Nil where nothing is there.
  func status(_ path: OutputPath) throws -> stat? {
    var status = stat()
    guard path.withCString({ fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) != 0 else { return status }
    guard errno == ENOENT || errno == ENOTDIR else { throw error("look at", path) }
    return nil
  }

  /// An open regular file and its size in bytes; nil where there is none. The caller closes it.
  private func openFile(_ path: OutputPath) throws -> (descriptor: Int32, size: Int)? {
    // O_NONBLOCK: a pipe that somebody has put there must not hold the build up.
    let file = path.withCString { openat(descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard file >= 0 else {
      if [ENOENT, ENOTDIR, ELOOP, ENXIO].contains(errno) { return nil }
      throw error("read", path)
    }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      let code = errno
      close(file)
      throw error("read", path, code: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      return nil
    }
    return (file, Int(status.st_size))
  }

  /// A regular file's bytes; nil where there is none.
  func contents(of path: OutputPath) throws -> [UInt8]? {
    guard let (file, size) = try openFile(path) else { return nil }
    defer { close(file) }
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = try readSome(
          file, into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...])), path)
        if got == 0 { break }
        count += got
      }
    }
  }

  /// Whether a regular file with exactly these bytes is there. Reads in parts, and no further than the first difference.
  func holds(_ path: OutputPath, _ bytes: UnsafeRawBufferPointer) throws -> Bool {
    guard let (file, size) = try openFile(path) else { return false }
    defer { close(file) }
    guard size == bytes.count else { return false }
    return try withUnsafeTemporaryAllocation(byteCount: min(size, 1 << 17), alignment: 16) { buffer in
      var offset = 0
      while offset < size {
        let got = try readSome(file, into: buffer, path)
        guard got > 0, got <= size - offset, let new = bytes.baseAddress, let old = buffer.baseAddress,
          memcmp(new + offset, old, got) == 0
        else { return false }
        offset += got
      }
      return true
    }
  }

  private func readSome(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer, _ path: OutputPath) throws -> Int {
    while true {
      let got = read(file, buffer.baseAddress, buffer.count)
      if got >= 0 { return got }
      guard errno == EINTR else { throw error("read", path) }
    }
  }

  /// Visits everything below the folder, a folder before what is in it; symbolic links are not followed.
  ///
  /// Throws `OutputError.mountPoint` at a folder of another file system.
  /// - Parameters:
  ///   - enter: called for each folder (the first is the folder itself) before what it holds.
  ///   - visit: called for each entry; its result says whether to enter it where it is a folder.
  func walk(
    enter: (_ folder: OutputPath, _ status: stat, _ descriptor: Int32) throws -> Void,
    visit: (_ path: OutputPath, _ kind: Kind) throws -> Bool
  ) throws {
    var waiting = [OutputPath.root]
    while let folder = waiting.popLast() {
      for (path, kind) in try entries(of: folder, enter) where try visit(path, kind) && kind == .folder {
        waiting.append(path)
      }
    }
  }

  private func entries(
    of folder: OutputPath, _ enter: (OutputPath, stat, Int32) throws -> Void
  ) throws -> [(OutputPath, Kind)] {
    let opened = folder.withCString {
      openat(descriptor, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard opened >= 0 else { throw error("open the folder", folder) }
    guard let stream = fdopendir(opened) else {
      let code = errno
      close(opened)
      throw error("open the folder", folder, code: code)
    }
    defer { closedir(stream) }
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw error("open the folder", folder) }
    guard status.st_dev == device else { throw OutputError.mountPoint(name(of: folder)) }
    try enter(folder, status, opened)

    var found: [(OutputPath, Kind)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw error("list the folder", folder) }
        return found
      }
      let path: OutputPath? = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
          let name = UnsafeBufferPointer(
            start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)))
          return name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) ? nil : folder.appending(name)
        }
      }
      guard let path else { continue }
      switch Int(entry.pointee.d_type) {
      case Int(DT_REG): found.append((path, .file))
      case Int(DT_DIR): found.append((path, .folder))
      case Int(DT_UNKNOWN):
        guard let status = try self.status(path) else { continue }
        let type = status.st_mode & S_IFMT
        found.append((path, type == S_IFREG ? .file : type == S_IFDIR ? .folder : .other))
      default: found.append((path, .other))
      }
    }
  }

  // MARK: - Writing

  /// Writes a file that must not exist yet, and the folders it lies in.
  func writeFile(_ path: OutputPath, _ bytes: UnsafeRawBufferPointer, mode: mode_t = 0o666) throws {
    let file = try makingFolders(for: path, "write") {
      openat(descriptor, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    var offset = 0
    while offset < bytes.count {
      let count = write(file, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if count >= 0 {
        offset += count
      } else if errno != EINTR {
        let code = errno
        close(file)
        throw error("write", path, code: code)
      }
    }
    // Network file systems report a full disk only here.
    guard close(file) == 0 || errno == EINTR else { throw error("write", path) }
  }

  /// Calls again where the folders of a path were missing. Throws a `FileError` for results below 0.
  private func makingFolders(
    for path: OutputPath, _ operation: String, _ call: (UnsafePointer<CChar>) -> Int32
  ) throws -> Int32 {
    var result = path.withCString(call)
    if result < 0, errno == ENOENT, let folder = path.parent {
      try makeFolder(folder)
      result = path.withCString(call)
    }
    guard result >= 0 else { throw error(operation, path) }
    return result
  }

  /// Makes a folder and those it lies in, where they are missing.
  func makeFolder(_ path: OutputPath) throws {
    var missing = [path]
    while let folder = missing.last {
      if folder.withCString({ mkdirat(descriptor, $0, 0o777) }) == 0 || errno == EEXIST {
        missing.removeLast()
      } else if errno == ENOENT, let above = folder.parent {
        missing.append(above)
      } else {
        throw error("create the folder", folder)
      }
    }
  }

  /// Makes `path` a second name of a file (of a link itself, not of what it leads to) in another folder.
  ///
  /// False where the file system has no such names, or keeps this user from making one.
  func link(_ path: OutputPath, from other: Directory) throws -> Bool {
    do {
      _ = try makingFolders(for: path, "link") { linkat(other.descriptor, $0, descriptor, $0, 0) }
      return true
    } catch let error as FileError {
      switch error.code {
      case EPERM, EOPNOTSUPP, ENOTSUP, ENOSYS, EMLINK, EACCES: return false
      case EXDEV: throw OutputError.mountPoint(other.name(of: path))
      default: throw error
      }
    }
  }

  /// Copies a file or a symbolic link of another folder.
  func copy(_ path: OutputPath, from other: Directory) throws {
    guard let status = try other.status(path) else { throw other.error("read", path, code: ENOENT) }
    if status.st_mode & S_IFMT == S_IFLNK {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      guard path.withCString({ readlinkat(other.descriptor, $0, &target, Int(PATH_MAX)) }) >= 0 else {
        throw other.error("read", path)
      }
      _ = try makingFolders(for: path, "write") { symlinkat(target, descriptor, $0) }
    } else {
      guard let bytes = try other.contents(of: path) else { throw other.error("copy", path, code: EOPNOTSUPP) }
      try bytes.withUnsafeBytes { try writeFile(path, $0, mode: status.st_mode & 0o777) }
    }
  }

  /// Gives a folder the permissions and, where this user may, the owner of another.
  func setAttributes(_ path: OutputPath, from status: stat, adding mode: mode_t = 0) throws {
    // Only root can give a folder away; anybody else keeps what they make.
    _ = path.withCString { fchownat(descriptor, $0, status.st_uid, status.st_gid, AT_SYMLINK_NOFOLLOW) }
    guard path.withCString({ fchmodat(descriptor, $0, (status.st_mode | mode) & 0o7777, 0) }) == 0 else {
      throw error("set the permissions of", path)
    }
  }

  // MARK: - Renaming and removing

  /// Renames over whatever file or empty folder is there.
  func rename(_ path: OutputPath, to new: OutputPath, in other: Directory) throws {
    _ = try path.withCString { old in
      try other.makingFolders(for: new, "rename to") { renameat(descriptor, old, other.descriptor, $0) }
    }
  }

  /// Swaps what two names stand for, at once. False where the file system cannot.
  func exchange(_ path: OutputPath, with new: OutputPath, in other: Directory) throws -> Bool {
    let result = path.withCString { a in
      new.withCString { b in
        #if canImport(Glibc)
          renameat2(descriptor, a, other.descriptor, b, UInt32(LSCP_RENAME_EXCHANGE))
        #else
          renameatx_np(descriptor, a, other.descriptor, b, UInt32(RENAME_SWAP))
        #endif
      }
    }
    if result == 0 { return true }
    switch errno {
    case EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP: return false
    case EBUSY, EXDEV: throw OutputError.mountPoint(other.name(of: new))
    default: throw error("swap in", path)
    }
  }

  /// Removes a file or link; does nothing where there is none.
  func remove(_ path: OutputPath) throws {
    guard path.withCString({ unlinkat(descriptor, $0, 0) }) == 0 || errno == ENOENT else { throw error("remove", path) }
  }

  /// Removes an empty folder; does nothing where there is none.
  func removeFolder(_ path: OutputPath) throws {
    guard path.withCString({ unlinkat(descriptor, $0, AT_REMOVEDIR) }) == 0 || errno == ENOENT else {
      throw error("remove the folder", path)
    }
  }

  // MARK: - Lasting

  /// Waits until everything written to the file system has reached the disk.
  func flushFileSystem() throws {
    #if canImport(Glibc)
      guard syncfs(descriptor) == 0 else { throw error("write to the disk", .root) }
    #else
      sync()
    #endif
  }

  /// Waits until the names in this folder have reached the disk.
  func flush() throws {
    // Some file systems (FUSE among them) cannot, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw error("write to the disk", .root) }
  }
}
