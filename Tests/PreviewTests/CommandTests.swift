import Foundation
import Preview
import Testing

@Suite("lscp serve", .timeLimit(.minutes(2)))
struct CommandTests {
  @Test("prints its address, answers, tells of each build, and ends at once with Ctrl-C")
  func wholeRun() async throws {
    let folder = try SiteFolder()
    let command = try Command(["--source", folder.source, "--theme", SiteFolder.theme, "--port", "0"])
    let first = try await command.line { $0.hasPrefix("Serving ") }
    let match = try #require(first.wholeMatch(of: #/Serving http://127\.0\.0\.1:([0-9]+)/  \(Ctrl-C ends it\)/#))
    let client = Client(port: try #require(UInt16(match.output.1)))
    #expect(try await client.get("/").status == 200)
    #expect(try await command.line { $0.contains(" ms") }.wholeMatch(of: #/1 page in [0-9]+ ms\./#) != nil)

    try folder.write("content/index.md", SiteFolder.page("Home", "[Help](hlep.md)"))
    #expect(try await command.line { $0.contains("error:") }.hasPrefix("\(folder.source)/index.md:6:8: error: "))
    let second = try await command.line { $0.contains(" ms") }
    #expect(second.wholeMatch(of: #/1 error after [0-9]+ ms; the browser shows the site as it was before\./#) != nil)

    kill(command.id, SIGINT)
    #expect(await command.status() == 0)
    #expect(try folder.names() == ["content"])
  }

  @Test("a port in use is an error with advice")
  func portInUse() async throws {
    let folder = try SiteFolder()
    let preview = try await RunningPreview(folder)
    let port = preview.client.port
    let command = try Command(["--source", folder.source, "--theme", SiteFolder.theme, "--port", "\(port)"])
    #expect(
      try await command.line { $0.hasPrefix("lscp:") }
        == "lscp: cannot listen on port \(port): Address already in use")
    #expect(try await command.line { _ in true }.contains("choose one with --port"))
    #expect(await command.status() == 1)
  }

  @Test("a port that is no number of a port is wrong usage")
  func wrongPort() async throws {
    let command = try Command(["--port", "70000"])
    #expect(await command.status() == 2)
  }
}

/// `lscp serve` as a process of its own.
private final class Command {
  private let process = Process()
  private var parts: AsyncStream<Data>.Iterator
  private var received: [UInt8] = []
  private let statuses: AsyncStream<Int32>

  init(_ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "lscp")
    process.arguments = ["serve"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    let (parts, partsEnd) = AsyncStream.makeStream(of: Data.self)
    pipe.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      partsEnd.yield(data)
      if data.isEmpty {
        handle.readabilityHandler = nil
        partsEnd.finish()
      }
    }
    self.parts = parts.makeAsyncIterator()
    let (statuses, statusesEnd) = AsyncStream.makeStream(of: Int32.self)
    self.statuses = statuses
    process.terminationHandler = { process in
      statusesEnd.yield(process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
      statusesEnd.finish()
    }
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var id: Int32 { process.processIdentifier }

  /// The next line that `isWanted`.
  func line(_ isWanted: (String) -> Bool) async throws -> String {
    repeat {
      while let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeSubrange(...end)
        if isWanted(line) { return line }
      }
      guard let part = await parts.next() else { break }
      received += part
    } while true
    throw RunningPreview.Missing()
  }

  /// The exit code at the end of the process; less than 0 for a signal.
  func status() async -> Int32? { await statuses.first { _ in true } }
}
