import Foundation
import Publishing
import Testing

/// The index is made by Pagefind itself; what it finds is looked at in a real browser by the audits.
@Suite("Search: a page, an index, and the words that people use")
struct SearchTests {
  private static let python = SiteFolder.repository + "/.venv-site/bin/python"

  private static let text = """
    -- content/guides/index.md --
    ---
    title: Guides
    summary: All of them.
    ---
    -- content/guides/missed.md --
    ---
    title: Was not brought
    summary: A missed appointment.
    published: 2019-01-01
    owner: A group
    reviewed: 2019-01-01
    review_due: 2020-01-01
    synonyms: [did not attend, WNB]
    audience: [practitioners, partners]
    ---
    ## Why it matters

    Appointments.
    -- content/draft.md --
    ---
    title: Unfinished
    summary: Not yet.
    status: draft
    ---
    -- content/glossary.yml --
    - abbr: WNB
      expansion: Was not brought
    """

  private func build(
    _ site: SiteFolder, _ change: (inout SearchOptions) -> Void = { _ in }
  ) async throws -> SiteFolder.Outcome {
    var search = SearchOptions()
    search.python = Self.python
    search.cache = site.path + "/cache"
    change(&search)
    return try await site.outcome { $0.search = search }
  }

  @Test("the index has the files that a browser asks for, and no interface of its own")
  func files() async throws {
    let site = try SiteFolder(Self.text)
    #expect(try await build(site).messages == "")
    let files = try site.published().keys.filter { $0.hasPrefix("search/index/") }
    for part in ["pagefind.js", "pagefind-entry.json", "pf_meta", "fragment/", "index/", "wasm."] {
      #expect(files.contains { $0.contains(part) }, "\(part)")
    }
    #expect(!files.contains { $0.contains("ui.") })
  }

  @Test("the same pages give the same index, from the cache and without it")
  func cache() async throws {
    let site = try SiteFolder(Self.text)
    _ = try await build(site)
    let first = try site.published()
    // A program that is not there cannot have made the second one.
    let again = try await build(site) { $0.python = "/nowhere/python" }
    #expect(again.messages == "" && again.report.output?.written == 0)
    try site.remove("cache")
    _ = try await build(site)
    #expect(try site.published() == first)
  }

  @Test("the languages of a site stand in one order")
  func languages() throws {
    let other = #"{"version":"1","languages":{"ur":{"hash":"u","n":1},"en":{"hash":"e","n":2}},"more":["_"]}"#
    let same = #"{"version":"1","languages":{"en":{"hash":"e","n":2},"ur":{"hash":"u","n":1}},"more":["_"]}"#
    #expect(String(decoding: SearchIndexer.inOrder(Array(other.utf8)), as: UTF8.self) == same)
    #expect(String(decoding: SearchIndexer.inOrder(Array(same.utf8)), as: UTF8.self) == same)
    #expect(SearchIndexer.inOrder(Array("{}".utf8)) == Array("{}".utf8))
  }

  @Test("a program that is missing or fails is one message, and the site stays as it was")
  func failures() async throws {
    let site = try SiteFolder(Self.text)
    _ = try await build(site)
    let before = try site.published()
    try site.write("content/index.md", SiteFolder.page("A Partnership", body: "New words."))
    let missing = try await build(site) { $0.python = "/nowhere/python" }
    #expect(
      missing.messages == """
        search/index: error: the search index cannot be made: /nowhere/python cannot be started [search-engine]
              = run make site, which installs what it needs, or build with --no-search

        """)
    let bare = try await build(site) { $0.python = "/usr/bin/python3" }
    #expect(bare.messages.contains("No module named pagefind [search-engine]"))
    try site.write("slow", "#!/bin/sh\nexec sleep 30\n")
    chmod(site.path + "/slow", 0o755)
    let slow = try await build(site) {
      $0.python = site.path + "/slow"
      $0.seconds = 1
    }
    #expect(slow.messages.contains("cannot be made: it took longer than 1 seconds [search-engine]"))
    #expect(try site.published() == before)
  }

  @Test("pages say whom they are for and what they are, with their other words; drafts and lists are not searched")
  func attributes() async throws {
    let site = try await SiteFolder.built(Self.text)
    let page = try site.text("guides/missed/index.html")
    #expect(
      page.contains(
        """
        <main id="main" tabindex="-1" data-pagefind-body data-pagefind-meta="kind[data-kind], audience[data-audience]" \
        data-kind="guide" data-audience="practitioners partners">
        """))
    #expect(page.contains("<h1 data-synonyms=\"did not attend, WNB\" data-pagefind-index-attrs=\"data-synonyms\">"))
    for list in ["search", "a-z", "site-map"] {
      #expect(try !site.text("\(list)/index.html").contains("data-pagefind-body"), "\(list)")
    }
  }

  @Test(
    "the words that a slip is held against are those of the pages and their synonyms; abbreviations have their meaning"
  )
  func vocabulary() async throws {
    let words = try await SiteFolder.built(Self.text).text("search/words.json")
    #expect(words.contains("\"appointment\"") && words.contains("\"attend\"") && words.contains("\"matters\""))
    #expect(!words.contains("unfinished"))
    #expect(words.contains(#""terms":{"wnb":["Was not brought","/glossary/#wnb"]}"#))
  }

  @Test("the site map has every page below its section")
  func siteMap() async throws {
    let map = try await SiteFolder.built(Self.text).text("site-map/index.html").main()
    let links = try map.between("<div class=\"site-map\">", "</div>").all(between: "<a href=\"", "\"")
    #expect(links == ["/guides/", "/guides/missed/"])
  }
}
