import Diagnostics
import Fields
import Publishing
import Rendering
import Synchronization

/// What a build of a preview came to.
package struct PreviewBuild: Sendable {
  /// In order of place.
  package let diagnostics: [Diagnostic]
  /// What the machine could not do, in words.
  package let failure: String?
  /// Pages that authors have written; 0 where an error kept them from being shown.
  package let pages: Int
  package let duration: Duration
  /// Whether there is a site to be seen, of this build or of an earlier one.
  package let showsSite: Bool
  /// Whether it is the one of this build.
  package let isShown: Bool
}

/// Builds the site again and again, and tells the browsers.
actor Rebuilder {
  private let options: BuildOptions
  /// Tells this preview's pages from those of one that ran before it.
  private let session = String(UInt64.random(in: .min ... .max), radix: 36)
  private var builds = 0
  /// Nil until the first build ends.
  private var state: PreviewState?
  private var listeners: [Int: AsyncStream<PreviewState>.Continuation] = [:]
  private var nextListener = 0
  private var theme: String
  private var failedPath: String?

  init(_ options: BuildOptions) {
    self.options = options
    theme = themeFolder(options)
  }

  /// What the site is made of, as the last build knows it.
  var folders: [String] { [options.source, theme] + (failedPath.map { [$0] } ?? []) }

  /// Reads everything anew. An error leaves the last good site as it is.
  func rebuild() async -> PreviewBuild {
    builds += 1
    let version = "\(session)-\(builds)"
    let clock = ContinuousClock()
    let start = clock.now
    let attempt = await Attempt(options, version: version)
    if let folder = attempt.themeFolder { theme = folder }
    failedPath = attempt.failedPath

    let problems = ProblemList(attempt.diagnostics, failure: attempt.failure)
    let next: PreviewState
    if let files = attempt.files {
      next = PreviewState(files: files, version: version, problems: problems)
    } else if let last = state, let files = last.files {
      next = PreviewState(files: files, version: last.version, problems: problems)
    } else {
      next = PreviewState(files: nil, version: version, problems: problems)
    }
    state = next
    for listener in listeners.values { listener.yield(next) }
    return PreviewBuild(
      diagnostics: attempt.diagnostics, failure: attempt.failure, pages: attempt.pages,
      duration: start.duration(to: clock.now), showsSite: next.files != nil, isShown: attempt.files != nil)
  }

  /// What is to be seen now; waits for the first build. Nil where the task is cancelled.
  func current() async -> PreviewState? {
    if let state { return state }
    for await state in states() { return state }
    return nil
  }

  /// The state now and after each build. What a listener has not taken yet gives way to what is newer.
  func states() -> AsyncStream<PreviewState> {
    let (stream, listener) = AsyncStream.makeStream(of: PreviewState.self, bufferingPolicy: .bufferingNewest(1))
    let number = nextListener
    nextListener += 1
    listeners[number] = listener
    listener.onTermination = { _ in Task { await self.forget(number) } }
    if let state { listener.yield(state) }
    return stream
  }

  /// Tells everybody once more: the connections of those who have left are noticed only when something is sent.
  func repeatState() {
    guard let state else { return }
    for listener in listeners.values { listener.yield(state) }
  }

  private func forget(_ number: Int) { listeners[number] = nil }
}

/// One build in memory.
private struct Attempt: Sendable {
  var diagnostics: [Diagnostic] = []
  var failure: String?
  var failedPath: String?
  var themeFolder: String?
  /// Nil where an error stands in the way.
  var files: [String: [UInt8]]?
  var pages = 0

  init(_ options: BuildOptions, version: String) async {
    var options = options
    options.includesDrafts = true
    do {
      let prepared = try await prepare(options)
      diagnostics = prepared.diagnostics
      themeFolder = prepared.themeFolder
      guard let site = prepared.site, let theme = prepared.theme else { return }
      let folder = FilesInMemory()
      try await renderSite(
        site, theme: theme, previewScript: PreviewState.script(version), workers: options.workers
      ) { folder.add($0, $1) }
      files = folder.all
      pages = site.pages.count
    } catch {
      failure = "\(error)"
      failedPath = (error as? FileError)?.path
    }
  }
}

/// The files of a site, put in by many threads.
private final class FilesInMemory: Sendable {
  private let files = Mutex<[String: [UInt8]]>([:])

  func add(_ path: String, _ bytes: [UInt8]) { files.withLock { $0[path] = bytes } }
  var all: [String: [UInt8]] { files.withLock { $0 } }
}
