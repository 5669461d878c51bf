import Foundation
import TestSupport
import Testing

@Suite("Preview: hostile requests", .timeLimit(.minutes(2)))
struct HostileRequestTests {
  private let folder: SiteFolder
  private let preview: RunningPreview
  private var client: Client { preview.client }

  init() async throws {
    folder = try SiteFolder(["secret.txt": "root: nobody may read this", "content/.hidden": "root: nor this"])
    preview = try await RunningPreview(folder)
  }

  @Test(
    "no path leads out of the site",
    arguments: [
      "/../secret.txt", "/../../etc/passwd", "/%2e%2e/secret.txt", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
      "/..%2fsecret.txt", "/%252e%252e/secret.txt", "/..\\secret.txt", "/./../secret.txt", "/.hidden", "/site.yml",
      "/content/index.md", "/index.md", "/index.html%00", "/%00", "/%c0%ae%c0%ae/secret.txt", "/a%0d%0aX: y", "/%",
      "/%2", "/%zz", "/é", "secret.txt", "*", "http://localhost/", "file:///etc/passwd",
    ])
  func pathsStayInside(path: String) async throws {
    let answer = try await client.get(path)
    #expect(answer.status == 404 || answer.status == 400, "\(answer.status)")
    #expect(!answer.body.contains("root:"))
    #expect(answer.headers["x"] == nil)
  }

  @Test("a request that is too long is refused at once")
  func longRequests() async throws {
    let line = "GET /" + String(repeating: "a", count: 3_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
    #expect(try Client.parse(try await client.raw(Array(line.utf8))).status == 431)
    let headers = (0..<20_000).map { "X-\($0): y\r\n" }.joined()
    let many = "GET / HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n"
    #expect(try Client.parse(try await client.raw(Array(many.utf8))).status == 431)
    try await expectAlive()
  }

  @Test(
    "what is not HTTP is refused",
    arguments: [
      "HELO\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
      "\u{16}\u{3}\u{1}\n\n",
    ])
  func malformed(request: String) async throws {
    #expect(try Client.parse(try await client.raw(Array(request.utf8))).status == 400)
  }

  @Test("a body is never taken for the next request")
  func bodies() async throws {
    let hidden = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for header in ["Content-Length: \(hidden.utf8.count)", "Content-Length: 0, 5", "Transfer-Encoding: chunked"] {
      let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\(header)\r\n\r\n" + hidden
      let text = String(decoding: try await client.raw(Array(request.utf8)), as: UTF8.self)
      #expect(text.components(separatedBy: "HTTP/1.1 ").count == 2, "\(header)")
    }
  }

  @Test("garbage, and requests damaged at random, never end a preview")
  func garbage() async throws {
    var generator = Dice(seed: 2019)
    let request = Array("GET /%2e%2e/secret.txt HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".utf8)
    for round in 0..<200 {
      var bytes = request
      if round.isMultiple(of: 4) {
        bytes = (0..<Int.random(in: 0..<3000, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
      }
      for _ in 0..<Int.random(in: 0..<4, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = .random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      let answer = String(decoding: try await client.raw(bytes), as: UTF8.self)
      #expect(!answer.contains("root:"), "round \(round)")
    }
    try await expectAlive()
  }

  @Test("connections that say nothing keep nobody else waiting")
  func silentConnections() async throws {
    var silent: [Any] = []
    for _ in 0..<100 { silent.append(try await client.connect()) }
    try await expectAlive()
    #expect(silent.count == 100)
  }

  private func expectAlive() async throws {
    #expect(try await client.get("/").body.contains("<p>Welcome.</p>"))
  }
}
