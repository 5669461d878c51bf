#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Removes a tree of files: a site that was put together and not used, or the last site after the swap.
///
/// What is not the site's is in both trees then, under two names of one file. Moving it from the old name to the new one
/// costs nothing in that case (the system does nothing), and saves what somebody put there during the swap.
struct OutputRemoval {
  let tree: Directory
  /// What can be removed; anything else is moved to `keeper`.
  private var site: Set<OutputPath> = []
  private var siteFolders: Set<OutputPath> = []
  private var keeper: Directory?
  private var swapping = false

  init(tree: Directory) { self.tree = tree }

  init(tree: Directory, site: Set<OutputPath>, keepingIn keeper: Directory, swapping: Bool) {
    self.tree = tree
    self.site = site
    siteFolders = site.folders()
    self.keeper = keeper
    self.swapping = swapping
  }

  /// Leaves the tree's own folder, empty.
  func run() throws {
    var folders: [OutputPath] = []
    // Stand-ins of folders that were moved over whole: what is in them is there already.
    var copies: Set<OutputPath> = []
    try tree.walk { folder, status, descriptor in
      // A folder that nobody may write into cannot be emptied either.
      if status.st_mode & 0o700 != 0o700 { _ = fchmod(descriptor, 0o700) }
      if folder != .root { folders.append(folder) }
    } visit: { path, kind in
      // The list of what can be removed goes last: should this be killed, the next build goes on with it.
      if path == OutputManifest.path { return true }
      guard let keeper, !site.contains(path) else {
        if kind != .folder { try tree.remove(path) }
        return true
      }
      let isCopy = path.parent.map(copies.contains) ?? false
      if kind == .folder {
        if siteFolders.contains(path) { return true }
        guard try keeper.status(path) != nil else {
          try tree.rename(path, to: path, in: keeper)
          return false
        }
        if isCopy {
          copies.insert(path)
          return true
        }
        // The folder itself goes back to where people know it, and its copy is removed.
        if swapping, try tree.exchange(path, with: path, in: keeper) { copies.insert(path) }
        return true
      }
      if try !isCopy || keeper.status(path) == nil { try tree.rename(path, to: path, in: keeper) }
      try tree.remove(path)
      return true
    }
    // A folder comes before those in it.
    for folder in folders.reversed() { try tree.removeFolder(folder) }
    try tree.remove(OutputManifest.path)
  }
}
