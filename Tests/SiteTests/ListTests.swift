import Foundation
import Testing

@Suite("Sections, lists, topics and the ways through a site")
struct ListTests {
  private func file(_ path: String, _ title: String, _ fields: String = "", body: String = "") -> String {
    "-- content/\(path) --\n" + SiteFolder.page(title, fields, body: body) + "\n"
  }

  private func listed(_ site: SiteFolder, _ page: String) throws -> [String] {
    try site.text(page).main().all(between: "<li><a href=\"", "\"")
  }

  @Test("a section lists sections first, then pages by their order and title")
  func order() async throws {
    let site = try await SiteFolder.built(
      file("s/index.md", "S") + file("s/zebra.md", "Zebra") + file("s/ant.md", "Ant")
        + file("s/last.md", "Aaa", "order: 2")
        + file("s/first.md", "Zzz", "order: 1") + file("s/sub/index.md", "Sub") + file("s/sub/deep.md", "Deep"))
    #expect(try listed(site, "s/index.html") == ["/s/sub/", "/s/first/", "/s/last/", "/s/ant/", "/s/zebra/"])
    #expect(try listed(site, "s/sub/index.html") == ["/s/sub/deep/"])
  }

  @Test("news are listed newest first, with their dates")
  func news() async throws {
    let site = try await SiteFolder.built(
      file("news/index.md", "News") + file("news/a.md", "A", "published: 2018-12-17")
        + file("news/b.md", "B", "published: 2019-01-31") + file("news/c.md", "C", "published: 2019-01"))
    #expect(try listed(site, "news/index.html") == ["/news/b/", "/news/c/", "/news/a/"])
    let text = try site.text("news/index.html")
    #expect(text.contains("<time datetime=\"2019-01-31\">31 January 2019</time>"))
    #expect(text.contains("<time datetime=\"2019-01\">January 2019</time>"))
  }

  @Test("a list of more than 50 pages goes on at addresses of its own", arguments: [50, 51, 101])
  func pagination(count: Int) async throws {
    var text = file("s/index.md", "S", body: "Welcome.")
    for i in 0..<count { text += file("s/p\(1000 + i).md", "Page \(1000 + i)") }
    let site = try await SiteFolder.built(text)
    let further = try site.published().keys.filter { $0.hasPrefix("s/page/") }.sorted()
    #expect(
      further
        == (count == 50 ? [] : count == 51 ? ["s/page/2/index.html"] : ["s/page/2/index.html", "s/page/3/index.html"]))
    var all: [String] = []
    for page in ["s/index.html"] + further {
      let links = try site.text(page).main().between("<ul class=\"links gallery\">", "</ul>").all(
        between: "<a href=\"", "\"")
      #expect(links.count <= 50)
      all += links
    }
    #expect(all == (0..<count).map { "/s/p\(1000 + $0)/" })
    guard count > 50 else { return }
    let first = try site.text("s/index.html")
    let second = try site.text("s/page/2/index.html")
    #expect(first.contains("Welcome.") && !second.contains("Welcome."))
    #expect(try first.between("<nav class=\"pagination\"", "</nav>").contains("<a rel=\"next\" href=\"/s/page/2/\">"))
    #expect(try second.between("<nav class=\"pagination\"", "</nav>").contains("<a rel=\"prev\" href=\"/s/\">"))
    #expect(second.contains("<title>S (Page 2 of \((count + 49) / 50)) – A Partnership</title>"))
    #expect(second.contains("<link rel=\"canonical\" href=\"https://www.example.org.uk/s/page/2/\">"))
  }

  @Test("topics have a page each and one together")
  func topics() async throws {
    let site = try await SiteFolder.built(
      file("b.md", "Bee", "topics: [domestic-abuse, health]") + file("a.md", "Ant", "topics: [health]")
        + file("d.md", "Draft", "topics: [hidden]\nstatus: draft"))
    #expect(try listed(site, "topics/health/index.html") == ["/a/", "/b/"])
    #expect(try site.text("topics/domestic-abuse/index.html").contains("<h1>Topic: Domestic abuse</h1>"))
    let all = try site.text("topics/index.html").main()
    #expect(all.contains("<a href=\"/topics/domestic-abuse/\">Domestic abuse</a> <span class=\"count\">(1)</span>"))
    #expect(all.contains("<a href=\"/topics/health/\">Health</a> <span class=\"count\">(2)</span>"))
    #expect(!all.contains("hidden") && !site.exists("public/topics/hidden"))
    #expect(try site.text("b/index.html").main().contains("<li><a href=\"/topics/health/\">Health</a></li>"))
  }

  @Test("the menu shows the top-level sections, or what site.yml names, and marks where the reader is")
  func navigation() async throws {
    let pages = file("b/index.md", "Bee") + file("b/x.md", "X") + file("a/index.md", "Ant") + file("c.md", "Cat")
    let plain = try await SiteFolder.built(pages)
    func menu(_ site: SiteFolder, _ page: String) throws -> String {
      try site.text(page).between("<nav class=\"menu\"", "</nav>")
    }
    #expect(try menu(plain, "index.html").all(between: "<a href=\"", "</a>") == ["/a/\">Ant", "/b/\">Bee"])
    let chosen = try await SiteFolder.built(
      pages + "-- content/site.yml --\nname: A\nshort_name: A\naddress: https://www.example.org.uk\nlanguage: en-GB\n"
        + "navigation: [c, b, a/index.md]\n")
    #expect(
      try menu(chosen, "b/x/index.html").all(between: "<a href=\"", "</a>") == [
        "/c/\">Cat", "/b/\" aria-current=\"true\">Bee", "/a/\">Ant",
      ])
  }

  @Test("breadcrumbs lead from the home page to the section above")
  func breadcrumbs() async throws {
    let site = try await SiteFolder.built(
      file("a/index.md", "Ant") + file("a/b/index.md", "Bee") + file("a/b/c.md", "Cat"))
    let trail = try site.text("a/b/c/index.html").between("<nav class=\"breadcrumbs\"", "</nav>")
    #expect(trail.all(between: "<a href=\"", "</a>") == ["/\">Home", "/a/\">Ant", "/a/b/\">Bee"])
    #expect(try !site.text("index.html").contains("breadcrumbs"))
  }

  @Test("a report's chapters follow each other in their order, with a list of all of them")
  func chapters() async throws {
    let folder = "reports/2018-19/"
    let site = try await SiteFolder.built(
      file("reports/index.md", "Reports") + file(folder + "index.md", "Annual report")
        + file(folder + "z.md", "Opening", "published: 2019\norder: 1")
        + file(folder + "m.md", "Middle", "published: 2019\norder: 5", body: "## One\n\n### Deep\n\n## Two\n\n## Three")
        + file(folder + "a.md", "Closing", "published: 2019\norder: 10"))
    func ways(_ page: String) throws -> [String] {
      try site.text(folder + page).between("<nav class=\"neighbours\"", "</nav>").all(between: "rel=\"", "\">")
    }
    #expect(try ways("index.html") == ["next\" href=\"/reports/2018-19/z/"])
    #expect(try ways("z/index.html") == ["prev\" href=\"/reports/2018-19/", "next\" href=\"/reports/2018-19/m/"])
    #expect(try ways("a/index.html") == ["prev\" href=\"/reports/2018-19/m/"])
    let middle = try site.text(folder + "m/index.html")
    let chapters = try middle.between("<nav class=\"publication\"", "</nav>")
    #expect(
      chapters.all(between: "<a href=\"", "</a>") == [
        "/reports/2018-19/\">Annual report", "/reports/2018-19/z/\">Opening",
        "/reports/2018-19/m/\" aria-current=\"page\">Middle", "/reports/2018-19/a/\">Closing",
      ])
    let contents = try middle.between("<nav class=\"contents\"", "</nav>")
    #expect(contents.all(between: "<a href=\"", "\"") == ["#one", "#deep", "#two", "#three"])
    #expect(middle.contains("This is a record of 2018/19."))
  }

  @Test("a report has all of its chapters on one page, with ids and levels of headings that agree")
  func wholeReport() async throws {
    let folder = "reports/2018-19/"
    let site = try await SiteFolder.built(
      file("reports/index.md", "Reports") + file(folder + "index.md", "Annual report")
        + file(
          folder + "one.md", "One", "published: 2019\norder: 1",
          body:
            "## Start\n\n### Deep\n\n[Two](two.md), [its end](two.md#end), [here](#deep), [out](../index.md)[^n]\n\n[^n]: N."
        )
        + file(folder + "two.md", "Two", "published: 2019\norder: 2", body: "## End\n\nText[^n]\n\n[^n]: M."))
    #expect(try site.text(folder + "index.html").contains("<a href=\"/reports/2018-19/print/\">"))
    let whole = try site.text(folder + "print/index.html")
    #expect(whole.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(try !site.text("sitemap.xml").contains("/print/"))
    let text = try whole.main()
    #expect(text.all(between: "<h2 id=\"", "</h2>") == ["one\">One", "two\">Two"])
    #expect(text.all(between: "<h3 id=\"", "</h3>") == ["one--start\">Start", "two--end\">End"])
    #expect(text.all(between: "<h4 id=\"", "</h4>") == ["one--deep\">Deep"])
    let links = try text.between("<p><a href=\"#two\">", "</p>")
    #expect(links.contains("#two--end\">its end") && links.contains("#one--deep\">here"))
    #expect(links.contains("<a href=\"/reports/\">out</a>"))
    #expect(text.contains("aria-label=\"Notes: One\"") && text.contains("aria-label=\"Notes: Two\""))
    let ids = text.all(between: " id=\"", "\"")
    #expect(Set(ids).count == ids.count)
  }

  @Test("a section's default audience decides about the exit button, and a page can differ")
  func audiences() async throws {
    let site = try await SiteFolder.built(
      "-- content/site.yml --\nname: A\nshort_name: A\naddress: https://www.example.org.uk\nlanguage: en-GB\n"
        + "sections:\n  children:\n    audience: [children]\n" + file("children/index.md", "Children")
        + file("children/a.md", "A") + file("children/b.md", "B", "audience: [practitioners]") + file("c.md", "C")
        + file("d.md", "D", "audience: parents"))
    for (page, hasExit) in [
      ("children/", true), ("children/a/", true), ("children/b/", false), ("c/", false), ("d/", true),
    ] {
      #expect(try site.text(page + "index.html").contains("class=\"exit-button\"") == hasExit, "\(page)")
    }
  }

  @Test("further pages of a list keep the exit button of the first")
  func exitOnFurtherPages() async throws {
    var text = file("s/index.md", "S", "audience: children")
    for i in 0..<51 { text += file("s/p\(100 + i).md", "Page \(100 + i)") }
    let site = try await SiteFolder.built(text)
    #expect(try site.text("s/index.html").contains("class=\"exit-button\""))
    #expect(try site.text("s/page/2/index.html").contains("class=\"exit-button\""))
  }
}
