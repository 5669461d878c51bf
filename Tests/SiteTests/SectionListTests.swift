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
}
