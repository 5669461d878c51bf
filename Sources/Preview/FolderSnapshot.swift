#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The state of some folders at one moment, to find out whether anything in them has changed.
///
/// Looking again and again is portable, and sees changes that no notification tells of: on network drives, in
/// containers and virtual machines. Only names, times, sizes and file numbers are read, about a microsecond a file.
struct FolderSnapshot: Sendable, Equatable {
  /// By folder: the sum of a number for each entry, whatever their order.
  private var sums: [String: UInt64] = [:]

  /// What cannot be read counts as empty. Names that begin with a dot are left out, as in a build.
  init(_ paths: [String]) {
    for path in paths { sums[path] = Self.sum(of: path) }
  }

  /// Waits until anything has changed since this snapshot was taken, and has then come to rest.
  ///
  /// - Parameter paths: those which the snapshot does not know are watched from now on.
  /// - Throws: `CancellationError`.
  func waitForChange(in paths: [String]) async throws {
    let clock = ContinuousClock()
    var known = self
    for path in paths where known.sums[path] == nil { known.sums[path] = Self.sum(of: path) }
    known.sums = known.sums.filter { paths.contains($0.key) }
    while true {
      let start = clock.now
      let now = FolderSnapshot(paths)
      if now != known { return try await now.waitForRest(in: paths) }
      // Never more than about a fiftieth of one processor, however many files there are.
      try await Task.sleep(for: max(.milliseconds(100), start.duration(to: clock.now) * 50))
    }
  }

  /// An editor may remove a file before it writes the new one, and a version control system changes many: wait until
  /// nothing has changed for 50 ms, but never longer than a second.
  private func waitForRest(in paths: [String]) async throws {
    var last = self
    for _ in 0..<20 {
      try await Task.sleep(for: .milliseconds(50))
      let now = FolderSnapshot(paths)
      if now == last { return }
      last = now
    }
  }

  private static func sum(of root: String) -> UInt64 {
    var information = stat()
    guard stat(root, &information) == 0 else { return 0 }
    var sum = number(of: information, path: 0)
    var folders = [root]
    // Folders reached through symbolic links may form a ring: visit each once.
    var visited = Set<UInt64>()
    while let folder = folders.popLast() {
      guard let handle = opendir(folder) else { continue }
      defer { closedir(handle) }
      guard fstat(dirfd(handle), &information) == 0, visited.insert(UInt64(information.st_ino)).inserted else {
        continue
      }
      let folderHash = hash(of: folder)
      while let entry = readdir(handle) {
        withUnsafePointer(to: &entry.pointee.d_name) { field in
          field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) { name in
            guard name.pointee != CChar(UInt8(ascii: ".")), fstatat(dirfd(handle), name, &information, 0) == 0 else {
              return
            }
            var hasher = Hasher()
            hasher.combine(folderHash)
            hasher.combine(bytes: UnsafeRawBufferPointer(start: name, count: strlen(name)))
            sum &+= number(of: information, path: hasher.finalize())
            if information.st_mode & S_IFMT == S_IFDIR { folders.append(folder + "/" + String(cString: name)) }
          }
        }
      }
    }
    return sum
  }

  private static func hash(of path: String) -> Int {
    var hasher = Hasher()
    hasher.combine(path)
    return hasher.finalize()
  }

  private static func number(of information: stat, path: Int) -> UInt64 {
    #if canImport(Glibc)
      let (modified, changed) = (information.st_mtim, information.st_ctim)
    #else
      let (modified, changed) = (information.st_mtimespec, information.st_ctimespec)
    #endif
    var hasher = Hasher()
    hasher.combine(path)
    hasher.combine(information.st_ino)
    hasher.combine(information.st_size)
    hasher.combine(modified.tv_sec)
    hasher.combine(modified.tv_nsec)
    hasher.combine(changed.tv_sec)
    hasher.combine(changed.tv_nsec)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }
}
