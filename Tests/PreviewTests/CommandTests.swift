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

    command.interrupt()
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
