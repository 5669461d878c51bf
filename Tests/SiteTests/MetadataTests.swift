import Foundation
import FoundationXML
import Testing

@Suite("What machines read: feeds, site map, robots.txt, structured data")
struct MetadataTests {
  private static let awkward = "Q&A <b>\\\"bold\\\"</b> ]]> </script> é"

  private static let site = """
    -- content/news/index.md --
    \(SiteFolder.page("News & views"))
    -- content/news/new.md --
    \(SiteFolder.page("\"\(awkward)\"", "published: 2019-01-31\nupdated: 2019-02-01"))
    -- content/news/old.md --
    \(SiteFolder.page("Old", "published: 2018-12"))
    -- content/plain/index.md --
    \(SiteFolder.page("Plain"))
    -- content/plain/a.md --
    \(SiteFolder.page("Undated"))
    """

  @Test("a section with dated pages has an Atom feed, newest first")
  func feed() async throws {
    let site = try await SiteFolder.built(Self.site)
    let feed = try Element(parsing: site.text("news/feed.xml"))
    #expect(feed.name == "feed" && feed.attributes["xmlns"] == "http://www.w3.org/2005/Atom")
    #expect(feed.attributes["xml:lang"] == "en-GB")
    #expect(feed["title"] == "News & views: what's new")
    #expect(feed["id"] == "https://www.example.org.uk/news/")
    #expect(feed["updated"] == "2019-02-01T00:00:00Z")
    #expect(feed.children.first { $0.name == "author" }?["name"] == "A Partnership")
    #expect(
      feed.children.filter { $0.name == "link" }.map(\.attributes) == [
        ["rel": "self", "type": "application/atom+xml", "href": "https://www.example.org.uk/news/feed.xml"],
        ["rel": "alternate", "type": "text/html", "href": "https://www.example.org.uk/news/"],
      ])
    let entries = feed.children.filter { $0.name == "entry" }
    #expect(entries.map { $0["title"] } == ["Q&A <b>\"bold\"</b> ]]> </script> é", "Old"])
    #expect(
      entries.map { $0["id"] } == ["https://www.example.org.uk/news/new/", "https://www.example.org.uk/news/old/"])
    #expect(entries.map { $0["published"] } == ["2019-01-31T00:00:00Z", "2018-12-01T00:00:00Z"])
    #expect(entries.map { $0["updated"] } == ["2019-02-01T00:00:00Z", "2018-12-01T00:00:00Z"])
    #expect(entries.last?["summary"] == "About Old.")
    #expect(!site.exists("public/plain/feed.xml"))
    #expect(try site.text("news/index.html").contains("type=\"application/atom+xml\" href=\"/news/feed.xml\""))
    #expect(try Element(parsing: site.text("feed.xml")).children.count { $0.name == "entry" } == 2)
  }

  @Test("a feed holds the 50 newest pages")
  func feedLimit() async throws {
    var text = "-- content/news/index.md --\n" + SiteFolder.page("News")
    for i in 1...60 {
      text += "\n-- content/news/n\(i).md --\n" + SiteFolder.page("N\(i)", "published: 20\(i < 10 ? "0" : "")\(i)")
    }
    let entries = try Element(parsing: await SiteFolder.built(text).text("news/feed.xml")).children
      .filter { $0.name == "entry" }
    #expect(entries.map { $0["title"] } == (11...60).reversed().map { "N\($0)" })
  }

  @Test("what is new stands by month on a page of its own; a site without dates has none")
  func whatsNew() async throws {
    let site = try await SiteFolder.built(
      Self.site + "\n-- content/year.md --\n" + SiteFolder.page("A year", "published: 2017"))
    let main = try site.text("whats-new/index.html").main()
    #expect(
      main.all(between: "<h2", "</h2>").map { $0.drop { $0 != ">" }.dropFirst() } == [
        "February 2019", "December 2018", "2017",
      ])
    #expect(
      main.all(between: "<li><a href=\"", "\"").filter { $0.hasPrefix("/news/") || $0 == "/year/" } == [
        "/news/new/", "/news/old/", "/year/",
      ])
    #expect(main.contains("<time datetime=\"2019-02-01\">1 February 2019</time>"))
    #expect(main.contains("href=\"/feed.xml\""))
    for page in ["index.html", "plain/index.html"] { #expect(try site.text(page).contains("href=\"/whats-new/\"")) }

    let undated = try await SiteFolder.built("-- content/a.md --\n" + SiteFolder.page("A"))
    #expect(!undated.exists("public/whats-new/index.html"))
    #expect(try !undated.text("index.html").contains("whats-new"))
    #expect(try !undated.text("sitemap.xml").contains("whats-new"))
  }

  @Test("the site map names every page once, with its last change")
  func siteMap() async throws {
    let site = try await SiteFolder.built(Self.site + "\n-- content/t.md --\n" + SiteFolder.page("T", "topics: [x]"))
    let map = try Element(parsing: site.text("sitemap.xml"))
    #expect(map.attributes["xmlns"] == "http://www.sitemaps.org/schemas/sitemap/0.9")
    let found = map.children.map {
      ($0["loc"] ?? "").dropFirst("https://www.example.org.uk".count) + ($0["lastmod"].map { " " + $0 } ?? "")
    }
    #expect(
      found.map(String.init) == [
        "/", "/news/", "/news/new/ 2019-02-01", "/news/old/ 2018-12", "/plain/", "/plain/a/", "/t/",
        "/site-map/", "/whats-new/", "/a-z/", "/topics/", "/topics/x/",
      ])
    #expect(
      try site.text("robots.txt")
        == "User-agent: *\nAllow: /\n\nSitemap: https://www.example.org.uk/sitemap.xml\n")
  }

  @Test("each page has its own address, title and description")
  func head() async throws {
    let site = try await SiteFolder.built(Self.site)
    let head = try site.text("news/new/index.html").between("<head>", "</head>")
    let title = "Q&amp;A &lt;b&gt;&quot;bold&quot;&lt;/b&gt; ]]&gt; &lt;/script&gt; é"
    for line in [
      "<title>\(title) – A Partnership</title>", "<meta property=\"og:title\" content=\"\(title)\">",
      "<link rel=\"canonical\" href=\"https://www.example.org.uk/news/new/\">",
      "<meta property=\"og:url\" content=\"https://www.example.org.uk/news/new/\">",
      "<meta property=\"og:type\" content=\"article\">",
    ] { #expect(head.contains(line), "\(line)") }
    #expect(!head.contains("noindex"))
    let home = try site.text("index.html")
    #expect(home.contains("<title>A Partnership</title>") && home.contains("<html lang=\"en-GB\" dir=\"ltr\">"))
  }

  @Test("structured data is JSON that cannot leave its element")
  func structuredData() async throws {
    let site = try await SiteFolder.built(Self.site)
    for page in try site.published().keys where page.hasSuffix(".html") {
      let scripts = try site.text(page).all(between: "<script type=\"application/ld+json\">", "</script>")
      for script in scripts {
        #expect(!script.contains("<"))
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(script.utf8)) }
      }
    }
    let script = try site.text("news/new/index.html").between("<script type=\"application/ld+json\">", "</script>")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any])
    let graph = try #require(root["@graph"] as? [[String: Any]])
    #expect(graph[0]["@type"] as? String == "NewsArticle")
    #expect(graph[0]["headline"] as? String == "Q&A <b>\"bold\"</b> ]]> </script> é")
    #expect(graph[0]["dateModified"] as? String == "2019-02-01")
    let trail = try #require(graph[1]["itemListElement"] as? [[String: Any]])
    #expect(trail.map { $0["position"] as? Int } == [1, 2, 3])
    #expect(trail.map { $0["item"] as? String }.last == "https://www.example.org.uk/news/new/")
  }

  @Test("the page for unknown addresses leads back, and is not listed")
  func notFound() async throws {
    let text = try await SiteFolder.built(Self.site).text("404.html")
    #expect(text.contains("<h1>We cannot find this page</h1>"))
    #expect(text.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(try text.main().all(between: "<li><a href=\"", "\"") == ["/news/", "/plain/", "/a-z/", "/"])
  }
}

/// A parsed XML element.
private final class Element: NSObject, XMLParserDelegate {
  private(set) var name = ""
  private(set) var attributes: [String: String] = [:]
  private(set) var children: [Element] = []
  private var text = ""
  private var open: [Element] = []

  /// - Throws: what the parser finds wrong.
  convenience init(parsing xml: String) throws {
    self.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    let isFine = parser.parse()
    try #require(isFine, "line \(parser.lineNumber): \(String(describing: parser.parserError))")
    let root = try #require(children.first)
    (name, attributes, children) = (root.name, root.attributes, root.children)
  }

  subscript(child: String) -> String? { children.first { $0.name == child }?.text }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element()
    (element.name, element.attributes) = (name, attributes)
    (open.last ?? self).children.append(element)
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}
