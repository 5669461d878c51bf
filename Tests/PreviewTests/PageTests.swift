import Foundation
import Testing

@Suite("Preview: pages", .timeLimit(.minutes(2)))
struct PageTests {
  private let folder: SiteFolder
  private let preview: RunningPreview
  private var client: Client { preview.client }

  init() async throws {
    folder = try SiteFolder([
      "content/help/index.md": SiteFolder.page("Help", "[The form](form.pdf) and [a map](plän.svg)."),
      "content/help/form.pdf": "%PDF-1.7 form",
      "content/help/plän.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "content/help/idea.md": SiteFolder.page("Idea", "Not yet.", fields: "status: draft\n"),
      "content/help/later.md": SiteFolder.page("Later", "Soon.", fields: "publish_from: 2030-01-01\n"),
      "secret.txt": "root: nobody may read this",
    ])
    preview = try await RunningPreview(folder)
  }

  @Test("a request made before the first build gets the page")
  func firstRequestWaits() async throws {
    let home = try await client.get("/")
    #expect(home.status == 200)
    #expect(home.body.contains("<p>Welcome.</p>"))
  }

  @Test("a page is served with the headers of the published site, and is not kept")
  func headers() async throws {
    let home = try await client.get("/help/")
    #expect(home.status == 200)
    #expect(home.headers["content-type"] == "text/html; charset=utf-8")
    #expect(home.headers["content-length"] == String(home.body.utf8.count))
    #expect(home.headers["cache-control"] == "no-store")
    #expect(
      home.headers["content-security-policy"]
        == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    #expect(home.headers["x-content-type-options"] == "nosniff")
    #expect(home.headers["referrer-policy"] == "no-referrer")
    #expect(home.headers["cross-origin-resource-policy"] == "same-origin")
  }

  @Test(
    "each kind of file has its content type",
    arguments: [
      ("/help/form.pdf", "application/pdf"), ("/help/pl%C3%A4n.svg", "image/svg+xml; charset=utf-8"),
      ("/sitemap.xml", "application/xml; charset=utf-8"), ("/robots.txt", "text/plain; charset=utf-8"),
      ("/_preview/reload.js", "text/javascript; charset=utf-8"), ("/_preview/overlay.css", "text/css; charset=utf-8"),
      ("/help/index.html", "text/html; charset=utf-8"), ("/?from=mail", "text/html; charset=utf-8"),
    ])
  func contentTypes(path: String, type: String) async throws {
    let file = try await client.get(path)
    #expect(file.status == 200)
    #expect(file.headers["content-type"] == type)
    #expect(!file.body.isEmpty)
  }

  @Test("the address of a folder without its slash leads to the page")
  func folderRedirects() async throws {
    let answer = try await client.get("/help?x=1")
    #expect(answer.status == 301)
    #expect(answer.headers["location"] == "/help/")
  }

  @Test("an unknown address gets the site's own page for it")
  func notFound() async throws {
    for path in ["/nothing-here", "/nothing/here/", "/help/form.pdf/", "/_preview/", "/help//", "//help/"] {
      let answer = try await client.get(path)
      #expect(answer.status == 404, "\(path)")
      #expect(answer.body.contains("class=\"kind-not-found\""))
      #expect(answer.body.contains("/_preview/reload.js?"))
    }
  }

  @Test("HEAD gets the same headers and no body")
  func head() async throws {
    let whole = try await client.get("/help/")
    let head = try await client.get("/help/", method: "HEAD")
    #expect(head.status == 200)
    #expect(head.headers == whole.headers)
    #expect(head.body.isEmpty)
  }

  @Test("a preview can only be read", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get"])
  func otherMethods(method: String) async throws {
    let answer = try await client.get("/", method: method, more: "Content-Length: 0\r\n")
    #expect(answer.status == 405)
    #expect(answer.headers["allow"] == "GET, HEAD")
  }

  @Test("drafts and pages of the future are part of a preview, and drafts say so")
  func drafts() async throws {
    let draft = try await client.get("/help/idea/")
    #expect(draft.status == 200)
    #expect(draft.body.contains("notice-draft"))
    let later = try await client.get("/help/later/")
    #expect(later.status == 200)
    #expect(!later.body.contains("notice-draft"))
  }

  @Test("only names of this machine are answered", arguments: ["localhost:1", "127.0.0.1", "[::1]:8080", "LOCALHOST"])
  func ownNames(host: String) async throws {
    #expect(try await client.get("/", host: host).status == 200)
  }

  @Test(
    "another site's name that leads here is refused",
    arguments: ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "127.0.0.2", "", "localhost:x"])
  func foreignNames(host: String) async throws {
    let answer = try await client.get("/", host: host)
    #expect(answer.status == 403)
    #expect(!answer.body.contains("Welcome"))
    #expect(try await client.get("/_preview/events", host: host).status == 403)
  }

  @Test("several requests follow one another on a connection")
  func keptConnection() async throws {
    let one = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let text = String(decoding: try await client.raw(Array((one + "\r\n" + one + one).utf8)), as: UTF8.self)
    #expect(text.components(separatedBy: "HTTP/1.1 200 OK\r\n").count == 4)
  }

  @Test("nothing is written")
  func nothingIsWritten() async throws {
    _ = try await preview.nextBuild()
    #expect(try folder.names() == ["content", "secret.txt"])
  }
}
