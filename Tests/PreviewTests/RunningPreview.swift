import Content
import Fields
import Preview
import Publishing
import Testing

/// A preview in this process, on a port of its own, ended with its object.
final class RunningPreview {
  let client: Client
  private let task: Task<Void, any Error>
  private var events: AsyncStream<PreviewEvent>.Iterator

  /// Starts a preview and waits until it listens, but not for its first build.
  init(
    _ folder: SiteFolder, theme: String? = SiteFolder.theme,
    onBuild: @escaping @Sendable (PreviewBuild) -> Void = { _ in }
  ) async throws {
    let today = try #require(CalendarDate("2019-02-04"))
    let options = BuildOptions(source: folder.source, theme: theme, today: today, workers: 2)
    let (stream, continuation) = AsyncStream.makeStream(of: PreviewEvent.self)
    task = Task {
      defer { continuation.finish() }
      try await servePreview(options, port: 0) { event in
        if case .built(let build) = event { onBuild(build) }
        continuation.yield(event)
      }
    }
    events = stream.makeAsyncIterator()
    guard case .listening(let address)? = await events.next() else {
      try await task.value
      throw Missing()
    }
    let port = try #require(address.dropFirst("http://127.0.0.1:".count).dropLast().wholeMatch(of: /[0-9]+/))
    client = Client(port: try #require(UInt16(port.output)))
  }

  deinit { task.cancel() }

  /// What the next build came to.
  func nextBuild() async throws -> PreviewBuild {
    while let event = await events.next() {
      if case .built(let build) = event { return build }
    }
    try await task.value
    throw Missing()
  }

  /// Nothing came: the preview has ended.
  struct Missing: Error {}
}
