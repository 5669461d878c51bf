import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the output folder is, and the names beside it that a build uses. They are on the folder's file system, and
/// `.gitignore` can name them all as `.*.lscp-*`.
struct OutputPlace: Sendable {
  let means: OutputBuild.Means
  /// As the caller wrote it, for messages.
  let folder: String
  /// The folder that the output folder lies in; where that is a symbolic link, the one that its target lies in.
  let parent: Directory
  let name: OutputPath
  /// The next site while it is put together, and the last one between the swap and its removal.
  let staging: OutputPath
  /// The last site, on a file system that cannot swap.
  let previous: OutputPath
  let lock: OutputPath

  init(_ folder: String, means: OutputBuild.Means) throws {
    self.means = means
    var path = folder[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    var status = stat()
    let exists = lstat(String(path), &status) == 0
    guard exists || errno == ENOENT else { throw FileError("open the folder", folder) }
    // A link is followed to its end; "." and ".." have a name only in the folder above.
    if exists, status.st_mode & S_IFMT == S_IFLNK || path == "/" || path.hasSuffix(".") {
      guard let real = realpath(String(path), nil) else { throw FileError("open the folder", folder) }
      defer { free(real) }
      path = String(cString: real)[...]
      guard stat(String(path), &status) == 0 else { throw FileError("open the folder", folder) }
    }
    guard !exists || status.st_mode & S_IFMT == S_IFDIR else { throw OutputError.notAFolder(folder) }
    let slash = path.lastIndex(of: "/")
    let base = slash.map { path[path.index(after: $0)...] } ?? path
    guard path != "/" else { throw OutputError.mountPoint(folder) }
    guard !base.isEmpty else { throw FileError("open the folder", folder, code: ENOENT) }

    self.folder = folder
    parent = try Directory(path: slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    if exists, status.st_dev != parent.device { throw OutputError.mountPoint(folder) }
    name = OutputPath(trusted: base.utf8)
    staging = OutputPath(trusted: ".\(base).lscp-new".utf8)
    previous = OutputPath(trusted: ".\(base).lscp-old".utf8)
    lock = OutputPath(trusted: ".\(base).lscp-lock".utf8)
  }

  /// The output folder, or nil where there is none yet.
  func current() throws -> Directory? {
    try parent.status(name) == nil ? nil : Directory(name, in: parent, label: folder)
  }

  /// Removes what a killed build has left beside the folder, and finishes what it cannot be stopped in.
  /// - Parameter unfinished: the inode of what that build was putting together, where it is known.
  func recover(unfinished: ino_t?) throws {
    if try parent.status(previous) != nil {
      if try parent.status(name) == nil {
        // Killed between the two renames that stand for a swap.
        try parent.rename(previous, to: name, in: parent)
      } else {
        try remove(previous, isLastSite: true)
      }
    }
    if let status = try parent.status(staging) {
      try remove(staging, isLastSite: unfinished.map { $0 != status.st_ino } ?? false)
    }
  }

  private func remove(_ path: OutputPath, isLastSite: Bool) throws {
    let tree = try Directory(path, in: parent, label: parent.name(of: path))
    if isLastSite, let current = try current() {
      // Two sites' worth of files: neither may come back as somebody's own.
      let site = try OutputManifest(in: tree).paths.union(OutputManifest(in: current).paths)
      try OutputRemoval(tree: tree, site: site, keepingIn: current, swapping: means.contains(.swap)).run()
    } else {
      try OutputRemoval(tree: tree).run()
    }
    try parent.removeFolder(path)
  }
}
