import Crypto
import Diagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A site on its way into its folder.
///
/// 1. `add` compares each file with what is there. What differs is written to a folder beside (the *staging* folder).
/// 2. `commit` completes that folder with second names (hard links) of everything that stays: the site's unchanged
///    files, and whatever people keep in the folder.
/// 3. The two folders are swapped, at once, and the old one is removed.
///
/// So the folder holds the whole old site or the whole new one at any moment, whatever happens to the process. A build
/// in which nothing changed writes nothing.
package final class OutputBuild: Sendable {
  private enum Entry {
    /// Being written.
    case announced
    case done(File)
  }

  private struct File {
    var bytes: Int
    var digest: SHA256Digest
    var isWritten: Bool
  }

  private struct State {
    var entries: [OutputPath: Entry] = [:]
    var staging: Directory?
    var hasEnded = false
  }

  /// What the file system is asked for; each is also done without where it refuses.
  package struct Means: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let swap = Means(rawValue: 1)
    package static let hardLinks = Means(rawValue: 2)
  }

  private let place: OutputPlace
  private let lock: OutputLock
  /// The folder as the last build left it; nil before the first.
  private let current: Directory?
  private let manifest: OutputManifest
  private let state = Mutex(State())

  /// Begins a build, and removes what a killed one has left.
  ///
  /// Throws a `FileError`, or an `OutputError` where another build is under way, the folder cannot be swapped or its
  /// manifest is damaged.
  /// - Parameter folder: need not exist, but the folder it lies in must. A symbolic link is followed.
  package init(folder: String, means: Means = [.swap, .hardLinks]) throws {
    place = try OutputPlace(folder, means: means)
    lock = try OutputLock(place.lock, in: place.parent, folder: folder)
    try place.recover(unfinished: lock.unfinished)
    lock.record(unfinished: nil)
    do {
      current = try place.current()
      manifest = try current.map { try OutputManifest(in: $0) } ?? OutputManifest()
    } catch {
      lock.release(removingFile: true)
      throw error
    }
  }

  deinit { abandon() }

  // MARK: - Adding

  package func add(_ file: OutputFile) throws {
    try add(file.path, file.bytes.span.bytes)
  }

  /// Takes one file of the site; may be called from any thread. The bytes are not kept.
  ///
  /// Throws an `OutputError` for a path that leads outside or comes a second time, and a `FileError` with the path
  /// where the disk is full or refuses; the build cannot be committed then.
  package func add(_ path: String, _ bytes: RawSpan) throws {
    let path = try OutputPath(checking: path)
    try state.withLock { state in
      guard !state.hasEnded else { throw OutputError.ended(folder: place.folder) }
      guard state.entries.updateValue(.announced, forKey: path) == nil else {
        throw OutputError.givenTwice(path.description)
      }
    }
    let file = try bytes.withUnsafeBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: bytes)
      let isThere = try current?.holds(path, bytes) ?? false
      if !isThere {
        do {
          try stagingFolder().writeFile(path, bytes)
        } catch let error as FileError where error.code == ENOTDIR || error.code == EEXIST {
          throw OutputError.fileAndFolder(path.description)
        }
      }
      return File(bytes: bytes.count, digest: hash.finalize(), isWritten: !isThere)
    }
    state.withLock { $0.entries[path] = .done(file) }
  }

  /// The folder beside, made when it is first needed.
  private func stagingFolder() throws -> Directory {
    try state.withLock { state in
      if let staging = state.staging { return staging }
      try place.parent.makeFolder(place.staging)
      let staging = try Directory(place.staging, in: place.parent, label: place.folder)
      state.staging = staging
      lock.record(unfinished: staging.inode)
      // Now, so that what is made inside inherits the group where the folder says so.
      if let status = try current?.status(.root) { try staging.setAttributes(.root, from: status, adding: 0o700) }
      return staging
    }
  }

  // MARK: - Ending

  /// Puts the site into its folder, and ends the build. To be called after the last `add` has returned.
  ///
  /// Where it throws, the folder is as it was, except for an error in removing the old site after the swap.
  package func commit() throws -> OutputSummary {
    let entries = try state.withLock { state in
      guard !state.hasEnded else { throw OutputError.ended(folder: place.folder) }
      state.hasEnded = true
      return state.entries
    }
    defer { end() }
    var files: [OutputPath: File] = [:]
    files.reserveCapacity(entries.count)
    for (path, entry) in entries {
      guard case .done(let file) = entry else { throw OutputError.incomplete(path.description) }
      files[path] = file
    }
    let order = files.keys.sorted()
    let next = OutputManifest(order.compactMap { path in files[path].map { (path, $0.digest) } })
    var summary = OutputSummary(files: files.count)
    for file in files.values {
      summary.bytes += file.bytes
      if file.isWritten { summary.written += 1 } else { summary.unchanged += 1 }
    }
    summary.removed = manifest.paths.subtracting(next.paths).count
    guard summary.written > 0 || next.bytes != manifest.bytes else { return summary }

    let folders = next.paths.folders()
    if let both = folders.intersection(next.paths).min() { throw OutputError.fileAndFolder(both.description) }
    let unchanged = Set(order.filter { files[$0]?.isWritten == false })
    let survey = try current.map {
      try OutputSurvey($0, last: manifest.paths, next: next.paths, nextFolders: folders, unchanged: unchanged)
    }
    if let occupied = survey?.occupied, !occupied.isEmpty {
      throw OutputError.occupied(folder: place.folder, paths: occupied.map(\.description))
    }
    let staging = try stagingFolder()
    if let current, let survey {
      for path in order where unchanged.contains(path) { try carry(path, from: current, to: staging) }
      for folder in survey.keptFolders { try staging.makeFolder(folder) }
      for path in survey.kept { try carry(path, from: current, to: staging) }
    }
    try next.bytes.withUnsafeBytes { try staging.writeFile(OutputManifest.path, $0) }
    if let survey { try survey.setAttributes(in: staging, nextFolders: folders) }
    try staging.flushFileSystem()
    try swap(staging, site: manifest.paths.union(next.paths))
    return summary
  }

  private func carry(_ path: OutputPath, from current: Directory, to staging: Directory) throws {
    if place.means.contains(.hardLinks), try staging.link(path, from: current) { return }
    try staging.copy(path, from: current)
  }

  /// Puts the staging folder in the place of the output folder, and removes that.
  private func swap(_ staging: Directory, site: Set<OutputPath>) throws {
    let parent = place.parent
    guard try parent.status(place.name)?.st_ino == current?.inode else {
      throw OutputError.replaced(folder: place.folder)
    }
    guard let current else {
      try parent.rename(place.staging, to: place.name, in: parent)
      state.withLock { $0.staging = nil }
      return try parent.flush()
    }
    var old = place.staging
    if try !place.means.contains(.swap) || !parent.exchange(place.staging, with: place.name, in: parent) {
      // Not at once: between these two there is no site. The next build puts the old one back.
      old = place.previous
      try parent.rename(place.name, to: old, in: parent)
      do {
        try parent.rename(place.staging, to: place.name, in: parent)
      } catch {
        try parent.rename(old, to: place.name, in: parent)
        throw error
      }
    }
    state.withLock { $0.staging = nil }
    try parent.flush()
    try OutputRemoval(tree: current, site: site, keepingIn: staging, swapping: place.means.contains(.swap)).run()
    try parent.removeFolder(old)
  }

  /// Ends the build without a trace; does nothing after `commit`. To be called after the last `add` has returned.
  package func abandon() {
    state.withLock { $0.hasEnded = true }
    end()
  }

  private func end() {
    let staging = state.withLock { state in
      defer { state.staging = nil }
      return state.staging
    }
    if let staging {
      // What cannot be removed now, the next build tries again.
      try? OutputRemoval(tree: staging).run()
      try? place.parent.removeFolder(place.staging)
    }
    let isClean =
      (try? place.parent.status(place.staging) == nil && place.parent.status(place.previous) == nil) ?? false
    lock.release(removingFile: isClean)
  }
}
