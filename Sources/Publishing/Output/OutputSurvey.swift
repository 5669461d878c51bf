#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is in the output folder besides the last site, and whether it can stay with the next.
struct OutputSurvey {
  /// Files, links and others that no manifest lists.
  private(set) var kept: [OutputPath] = []
  /// Folders in which the last site had nothing.
  private(set) var keptFolders: [OutputPath] = []
  /// Of all these, what the next site wants to overwrite; sorted.
  private(set) var occupied: [OutputPath] = []
  private var folders: [(path: OutputPath, status: stat)] = []

  /// - Parameters:
  ///   - last: the last site's files.
  ///   - unchanged: those of the next site's files that are there with the same bytes.
  init(
    _ folder: Directory, last: Set<OutputPath>, next: Set<OutputPath>, nextFolders: Set<OutputPath>,
    unchanged: Set<OutputPath>
  ) throws {
    let lastFolders = last.folders()
    try folder.walk { path, status, _ in
      folders.append((path, status))
    } visit: { path, kind in
      if kind == .folder {
        if lastFolders.contains(path) { return true }
        keptFolders.append(path)
        if next.contains(path) || Self.liesBelow(next, path) { occupied.append(path) }
        return true
      }
      if path == OutputManifest.path || kind == .file && last.contains(path) || unchanged.contains(path) { return true }
      kept.append(path)
      if next.contains(path) || nextFolders.contains(path) || Self.liesBelow(next, path) { occupied.append(path) }
      return true
    }
    occupied.sort()
  }

  private static func liesBelow(_ files: Set<OutputPath>, _ path: OutputPath) -> Bool {
    var folder = path.parent
    while let found = folder {
      if files.contains(found) { return true }
      folder = found.parent
    }
    return false
  }

  /// Gives the folders that stay the permissions and owners that they had.
  func setAttributes(in staging: Directory, nextFolders: Set<OutputPath>) throws {
    let needed = nextFolders.union(kept.folders()).union(keptFolders)
    // Deepest first: a folder may be closed to us after this.
    for (path, status) in folders.reversed() where needed.contains(path) {
      guard let new = try staging.status(path) else { continue }
      if (new.st_mode, new.st_uid, new.st_gid) != (status.st_mode, status.st_uid, status.st_gid) {
        try staging.setAttributes(path, from: status)
      }
    }
  }
}
