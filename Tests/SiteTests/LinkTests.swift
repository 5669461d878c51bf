import Foundation
import Testing

@Suite("Addresses, links and what they lead to")
struct LinkTests {
  @Test("a page's address is the path of its file")
  func addresses() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/about.md --
      \(SiteFolder.page("About"))
      -- content/help/index.md --
      \(SiteFolder.page("Help"))
      -- content/help/now/index.md --
      \(SiteFolder.page("Now"))
      -- content/help/now/call-1.2.md --
      \(SiteFolder.page("Call"))
      """)
    let pages = try site.published().keys.filter { $0.hasSuffix(".html") }.sorted()
    #expect(
      pages == [
        "404.html", "a-z/index.html", "about/index.html", "help/index.html", "help/now/call-1.2/index.html",
        "help/now/index.html", "index.html", "search/index.html", "site-map/index.html",
      ])
  }

  @Test("links by file, by folder and by address lead to the page, with their fragments")
  func pageLinks() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/a/index.md --
      \(SiteFolder.page("A"))
      -- content/a/one.md --
      \(SiteFolder.page("One", body: """
        ## First steps

        [1](../b/two.md) [2](../b/two.md#scope) [3](/b/two/#scope) [4](/b/two/) [5](./../b/) [6](../b/two) \
        [7](#first-steps) [8](../index.md) [9](index.md) [10](%74wo%20x.txt) [11](/) [12](../b/two.md#) [13](#)
        """))
      -- content/a/two x.txt --
      x
      -- content/b/index.md --
      \(SiteFolder.page("B"))
      -- content/b/two.md --
      \(SiteFolder.page("Two", body: "## Scope"))
      """)
    let links = try site.text("a/one/index.html").main().between("<p><a href=\"/b/two/\">1", "</p>")
    #expect(
      ("<a href=\"/b/two/\">1" + links).all(between: "<a href=\"", "\"") == [
        "/b/two/", "/b/two/#scope", "/b/two/#scope", "/b/two/", "/b/", "/b/two/", "#first-steps", "/", "/a/",
        "/a/two%20x.txt", "/", "/b/two/", "#",
      ])
  }

  @Test("links to other sites are marked and escaped")
  func externalLinks() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/a.md --
      \(SiteFolder.page("A", body: "[x](https://example.org/?a=1&b=%C3%A9 \"T & \\\"t\\\"\") [y](https://example.org/ä)"))
      """)
    let text = try site.text("a/index.html")
    #expect(
      text.contains(
        #"<a class="external" href="https://example.org/?a=1&amp;b=%C3%A9" title="T &amp; &quot;t&quot;">x</a>"#))
    #expect(text.contains(#"<a class="external" href="https://example.org/%C3%A4">y</a>"#))
  }

  @Test("an old address leads on, and search engines are told not to list it")
  func redirects() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/new.md --
      \(SiteFolder.page("New & better", "redirect_from: [/old, /older/page.aspx/]"))
      """)
    for path in ["old/index.html", "older/page.aspx/index.html"] {
      let text = try site.text(path)
      #expect(text.contains("<meta http-equiv=\"refresh\" content=\"0; url=/new/\">"))
      #expect(text.contains("<link rel=\"canonical\" href=\"https://www.example.org.uk/new/\">"))
      #expect(text.contains("<meta name=\"robots\" content=\"noindex\">"))
      #expect(try text.main().contains("<a href=\"/new/\">New &amp; better</a>"))
    }
    #expect(try !site.text("sitemap.xml").contains("old"))
  }

  @Test("a download says its type and size, and is published only where a page links to it")
  func downloads() async throws {
    let site = try SiteFolder(
      """
      -- content/a.md --
      \(SiteFolder.page("A", body: "[Form](media/form.pdf), [big](media/big.docx).\n\n![Dot](media/dot.svg \"A dot\")"))
      -- content/media/form.pdf --
      1234
      -- content/media/dot.svg --
      <svg xmlns="http://www.w3.org/2000/svg"/>
      -- content/media/unused.pdf --
      x
      """)
    try site.write("content/media/big.docx", [UInt8](repeating: 7, count: 1_234_567))
    try await site.build()
    let text = try site.text("a/index.html")
    #expect(text.contains("<a href=\"/media/form.pdf\">Form</a> <span class=\"file\">(PDF, 5 bytes)</span>"))
    #expect(text.contains("<a href=\"/media/big.docx\">big</a> <span class=\"file\">(DOCX, 1.2 MB)</span>"))
    #expect(text.contains("<img src=\"/media/dot.svg\" alt=\"Dot\""))
    let media = try site.published().keys.filter { $0.hasPrefix("media/") }.sorted()
    #expect(media == ["media/big.docx", "media/dot.svg", "media/form.pdf"])
    #expect(try site.published()["media/big.docx"]?.count == 1_234_567)
  }

  @Test("a file's name may hold any sign, and its address encodes it")
  func fileNames() async throws {
    let name = "a#b?c%41&copy;'d e\u{E9}.pdf"
    let site = try SiteFolder(
      "-- content/a.md --\n" + SiteFolder.page("A", body: "[F](<a%23b%3Fc%2541&amp;copy;'d e\u{E9}.pdf>)"))
    try site.write("content/" + name, "1234567")
    try await site.build()
    #expect(try site.text("a/index.html").contains("<a href=\"/a%23b%3Fc%2541%26copy%3B%27d%20e%C3%A9.pdf\">F</a>"))
    #expect(try site.published()[name] == Array("1234567".utf8))
  }

  @Test("a campaign's resources are links, and its files are published")
  func campaignResources() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/campaigns/index.md --
      \(SiteFolder.page("Campaigns"))
      -- content/campaigns/online.md --
      \(SiteFolder.page("Online", """
        published: 2019-01-01
        starts: 2019-02-04
        resources: [poster.pdf, ../tips.md, "https://example.org/x"]
        """))
      -- content/campaigns/poster.pdf --
      123
      -- content/tips.md --
      \(SiteFolder.page("Tips"))
      """)
    let list = try site.text("campaigns/online/index.html").main().between("<h2>Resources</h2>", "</ul>")
    #expect(list.contains("<a href=\"/campaigns/poster.pdf\">poster.pdf</a> <p>4 bytes</p>"))
    #expect(list.contains("<a href=\"/tips/\">Tips</a> <p>About Tips.</p>"))
    #expect(list.contains("<a href=\"https://example.org/x\">https://example.org/x</a>"))
    #expect(try site.published()["campaigns/poster.pdf"] == Array("123\n".utf8))
  }

  @Test("related pages are those that the author names, then those with most topics in common")
  func related() async throws {
    func page(_ title: String, _ topics: String, _ more: String = "") -> String {
      "-- content/\(title.lowercased()).md --\n" + SiteFolder.page(title, "topics: [\(topics)]\n" + more) + "\n"
    }
    let site = try await SiteFolder.built(
      page("Asked", "a, b, c", "related: [named.md]") + page("Named", "z") + page("Near", "a, b, c")
        + page("Middle", "a, b") + page("Far", "a") + page("Unlike", "y"))
    let list = try site.text("asked/index.html").main().between("Related pages</h2>", "</ul>")
    #expect(list.all(between: "<a href=\"", "\"") == ["/named/", "/near/", "/middle/"])
  }
}
