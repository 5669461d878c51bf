import Testing

@Suite("What a section lists")
struct SectionListTests {
  @Test("pages that its text leads to are not listed again; others are")
  func linkedPages() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/guides.md --
      ---
      title: Not this one
      summary: Elsewhere.
      ---
      -- content/help/index.md --
      ---
      title: Help
      summary: All help.
      ---
      [In words of its own](one.md), and [a place on the other](two.md#more).
      -- content/help/one.md --
      ---
      title: One
      summary: First.
      ---
      -- content/help/two.md --
      ---
      title: Two
      summary: Second.
      ---
      ## More
      """)
    let list = try site.text("help/index.html").main().between("<ul class=\"links gallery\">", "</ul>")
    #expect(list.all(between: "<a href=\"", "\"") == ["/help/two/"])
  }

  @Test("the home page shows the sections of the menu, in its order")
  func home() async throws {
    let sections = ["a", "b", "c"].map { "-- content/\($0)/index.md --\n" + SiteFolder.page("Section \($0)") }
    func doors(_ site: String) async throws -> [String] {
      let page = try await SiteFolder.built((sections + [site]).joined(separator: "\n")).text("index.html")
      return try page.between("<nav class=\"sections\"", "</nav>").all(between: "<a href=\"", "\"")
    }
    let settings =
      "-- content/site.yml --\nname: A\nshort_name: A\naddress: https://www.example.org.uk\nlanguage: en-GB\n"
    #expect(try await doors(settings) == ["/a/", "/b/", "/c/"])
    #expect(try await doors(settings + "navigation: [c, a]\n") == ["/c/", "/a/"])
  }
}
