import Content
import Diagnostics
import Subprocess
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the search index is made.
package struct SearchOptions: Sendable {
  /// The Python that has Pagefind; nil looks for it as for that of the PDFs.
  package var python: String?
  /// The folder of an index that was made before; nil takes `.lscp-cache/search` beside the content.
  package var cache: String?
  /// How long it may take, in seconds.
  package var seconds = 120

  package init() {}
}

/// The pages of a site that a search finds, gathered while they are rendered.
final class SearchedPages: Sendable {
  private let isWanted: Bool
  private let gathered = Mutex<[String: [UInt8]]>([:])

  init(isWanted: Bool) { self.isWanted = isWanted }

  /// Keeps a file where it is a page to be searched; may be called from any thread.
  func take(_ path: String, _ bytes: [UInt8]) {
    guard isWanted, path.hasSuffix(".html"), bytes.firstRange(of: Array(SearchIndexer.mark.utf8)) != nil else { return }
    gathered.withLock { $0[path] = bytes }
  }

  var pages: [String: [UInt8]] { gathered.withLock { $0 } }
  var isEmpty: Bool { gathered.withLock { $0.isEmpty } }
}

/// Makes the search index of a site's finished pages, by Pagefind. An index of the same pages is taken from the cache.
///
/// The cache holds one index, in a folder named for the hash of all pages; it may be removed at any time.
package struct SearchIndexer: Sendable {
  let options: SearchOptions
  let build: BuildOptions

  /// Pages with this attribute are searched; the search engine knows it too.
  static let mark = "data-pagefind-body"
  /// Changes when what is made of the same pages changes.
  private static let version = "pagefind 1.5.2, 2"

  /// The files that a reader's browser asks for; the rest of what Pagefind writes is its own user interface.
  private static func isNeeded(_ path: String) -> Bool {
    if path.contains("/") { return true }
    return ["pagefind.js", entry].contains(path)
      || path.hasPrefix("wasm.") || path.hasSuffix(".pf_meta")
  }

  /// The file in which Pagefind lists the languages, in another order each time.
  private static let entry = "pagefind-entry.json"

  /// The same list with the languages in order: `"languages":{"en":{…},"ur":{…}}`, where … has no braces.
  package static func inOrder(_ bytes: [UInt8]) -> [UInt8] {
    let start = Array(#""languages":{"#.utf8)
    guard let open = bytes.firstRange(of: start)?.upperBound,
      let close = bytes[open...].firstRange(of: Array("}}".utf8))?.lowerBound
    else { return bytes }
    let languages = bytes[open...close].split(separator: UInt8(ascii: "}")).map { part in
      part.first == UInt8(ascii: ",") ? part.dropFirst() : part
    }
    let sorted = languages.sorted { $0.lexicographicallyPrecedes($1) }.map { $0 + [UInt8(ascii: "}")] }
    return Array(bytes[..<open]) + sorted.joined(separator: [UInt8(ascii: ",")]) + bytes[(close + 1)...]
  }

  /// The index's files, below `search/index/`; or why there is none.
  ///
  /// - Parameter pages: each page's bytes by its path below the site.
  /// - Throws: ``FileError`` where the cache cannot be read or written.
  func files(of pages: [String: [UInt8]]) async throws -> Result<[(path: String, bytes: [UInt8])], IndexingError> {
    let cache = options.cache ?? SourceTree.parent(of: build.source) + ".lscp-cache/search"
    var fingerprint = Fingerprint()
    fingerprint.add(Self.version)
    for (path, bytes) in pages.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(path)
      fingerprint.add(bytes)
    }
    let name = fingerprint.text
    if let files = try? read(cache + "/" + name), !files.isEmpty { return .success(files) }

    try makeCacheFolder(cache)
    let folder = try Directory(path: cache)
    try OutputRemoval(tree: folder).run()
    for (path, bytes) in pages {
      try bytes.withUnsafeBytes { try folder.writeFile(OutputPath(checking: "pages/" + path), $0) }
    }
    if let error = await run(site: cache + "/pages", output: cache + "/part") { return .failure(error) }
    let files = try read(cache + "/part")
    guard files.contains(where: { $0.path.hasSuffix("pagefind.js") }) else {
      return .failure(IndexingError(reason: "the program ended without an index"))
    }
    guard rename(cache + "/part", cache + "/" + name) == 0 else { throw FileError("write", cache + "/" + name) }
    return .success(files)
  }

  private func read(_ folder: String) throws -> [(path: String, bytes: [UInt8])] {
    let tree = try SourceTree(root: folder)
    return try tree.files.filter { Self.isNeeded($0.path) }.map { file in
      let bytes = try tree.read(file.path)
      return ("search/index/" + file.path, file.path == Self.entry ? Self.inOrder(bytes) : bytes)
    }
  }

  private func run(site: String, output: String) async -> IndexingError? {
    let python = pythonOfTools(options.python, build: build)
    let arguments = ["-I", "-B", "-m", "pagefind", "--site", site, "--output-path", output, "--quiet"]
    var platform = PlatformOptions()
    platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
    let limit = options.seconds
    let settings = platform
    let work = Task {
      try await Subprocess.run(
        python.contains("/") ? .path(.init(python)) : .name(python), arguments: Arguments(arguments),
        platformOptions: settings, output: .discarded, error: .string(limit: 65_536))
    }
    let watch = Task {
      try await Task.sleep(for: .seconds(limit))
      work.cancel()
    }
    defer { watch.cancel() }
    do {
      let result = try await work.value
      if case .exited(0) = result.terminationStatus { return nil }
      if work.isCancelled { return IndexingError(reason: "it took longer than \(limit) seconds") }
      let words = result.standardError.split(separator: "\n").last.map(String.init)
      return IndexingError(reason: words ?? "the program failed and did not say why")
    } catch {
      if work.isCancelled { return IndexingError(reason: "it took longer than \(limit) seconds") }
      return IndexingError(reason: "\(python) cannot be started")
    }
  }
}

/// Why there is no search index.
struct IndexingError: Error {
  let reason: String

  /// What the author is told.
  var diagnostic: Diagnostic {
    Diagnostic(
      .searchEngine, "the search index cannot be made: \(reason)", at: Place(path: "search/index"),
      help: "run make site, which installs what it needs, or build with --no-search")
  }
}
