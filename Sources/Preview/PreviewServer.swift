import Diagnostics
import FlyingFox
import FlyingSocks
import Publishing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a preview tells whoever has started it.
package enum PreviewEvent: Sendable {
  /// The preview answers at this address, for example `http://127.0.0.1:8080/`.
  case listening(address: String)
  case built(PreviewBuild)
}

/// Why a preview cannot begin.
package struct PreviewError: Error, Sendable, Equatable, CustomStringConvertible {
  package var port: UInt16
  /// The system's error number.
  package var code: Int32

  package var description: String { "cannot listen on port \(port): \(String(cString: strerror(code)))" }

  /// What to do about it.
  package var help: String? {
    switch code {
    case EADDRINUSE: "another program uses this port, perhaps another preview; choose one with --port, or --port 0"
    case EACCES: "ports below 1024 are reserved; choose a larger one with --port"
    default: nil
    }
  }
}

/// Shows a site in the browsers of this machine, and again after every change, until the task is cancelled.
///
/// The site is kept in memory: nothing is written, and no request reaches the file system.
/// - Parameters:
///   - options: drafts and pages of the future and past are shown whatever they say.
///   - port: 0 takes any free one.
///   - report: called from any thread, one call after another for builds.
/// - Throws: ``PreviewError`` where the port cannot be used. Nothing that happens later ends a preview.
package func servePreview(
  _ options: BuildOptions, port: UInt16, report: @escaping @Sendable (PreviewEvent) -> Void
) async throws {
  let rebuilder = Rebuilder(options)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await serve(PageHandler(rebuilder: rebuilder), port: port, report: report) }
    group.addTask {
      while !Task.isCancelled {
        // Taken before the build, so that what changes meanwhile leads to one more.
        let before = FolderSnapshot(await rebuilder.folders)
        report(.built(await rebuilder.rebuild()))
        try await before.waitForChange(in: await rebuilder.folders)
      }
    }
    group.addTask {
      while true {
        try await Task.sleep(for: .seconds(10))
        await rebuilder.repeatState()
      }
    }
    while try await group.next() != nil {}
  }
}

/// Listens on the loopback interface until the task is cancelled.
private func serve(
  _ handler: PageHandler, port: UInt16, report: @escaping @Sendable (PreviewEvent) -> Void
) async throws {
  var port = port
  var hasListened = false
  while true {
    let server = HTTPServer(
      // A request made during the first build waits for its end.
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 600, logger: .disabled, handler: handler)
    do {
      try await withThrowingTaskGroup(of: UInt16?.self) { group in
        group.addTask {
          try await server.run()
          return nil
        }
        group.addTask {
          try await server.waitUntilListening()
          guard case .ip4(_, let port) = await server.listeningAddress else { return nil }
          return port
        }
        while let found = try await group.next() {
          guard let found, !hasListened else { continue }
          (port, hasListened) = (found, true)
          report(.listening(address: "http://127.0.0.1:\(found)/"))
        }
      }
    } catch let SocketError.failed(_, code, _) where !hasListened {
      throw PreviewError(port: port, code: code)
    } catch {
      // The library gives up when a connection cannot be accepted, for example when there are too many of them.
      guard hasListened, !Task.isCancelled else { throw error }
    }
    try await Task.sleep(for: .milliseconds(100))
  }
}
