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
  package let port: UInt16
  /// The system's error number.
  package let code: Int32

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
///   - report: called from any thread, for one event after another.
/// - Throws: ``PreviewError`` where the port cannot be used. Nothing that happens later ends a preview.
package func servePreview(
  _ options: BuildOptions, port: UInt16, report: @escaping @Sendable (PreviewEvent) -> Void
) async throws {
  let listener = try Listener(port: port)
  report(.listening(address: "http://127.0.0.1:\(listener.port)/"))
  let rebuilder = Rebuilder(options)
  let handler = PageHandler(rebuilder: rebuilder)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await listener.run(handler) }
    group.addTask {
      while true {
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
    try await group.waitForAll()
  }
}
