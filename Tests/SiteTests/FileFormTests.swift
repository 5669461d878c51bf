import Foundation
import Testing

@Suite("Files as editors and systems write them")
struct FileFormTests {
  private static let page = """
    ---
    title: Line endings
    summary: "Two words: here."
    topics:
      - health
    ---
    ## First

    One line
    goes on.

    ```
    code
    ```

    """

  @Test(
    "line endings and a byte order mark make no difference",
    arguments: [("\r\n", false), ("\r", false), ("\n", true), ("\r\n", true)])
  func lineEndings(ending: String, hasMark: Bool) async throws {
    let site = try await SiteFolder.built("-- content/a.md --\n" + Self.page)
    let other = try SiteFolder()
    let text = Self.page.replacingOccurrences(of: "\n", with: ending)
    try other.write("content/a.md", (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8))
    try await other.build()
    #expect(try other.published() == site.published())
  }

  @Test("a byte order mark and CR LF make no difference in YAML files", arguments: ["\n", "\r\n", "\r"])
  func yamlFiles(ending: String) async throws {
    let files = [
      "site.yml": "name: A\nshort_name: A\naddress: https://www.example.org.uk/\nlanguage: en-GB\n",
      "glossary.yml": "- abbr: SCR\n  expansion: Serious Case Review\n",
      "contacts.yml": "- id: one\n  name: One\n  who: anyone\n  for: Readers.\n",
    ]
    let (site, other) = (try SiteFolder(), try SiteFolder())
    for (name, text) in files {
      try site.write("content/" + name, text)
      let changed = text.replacingOccurrences(of: "\n", with: ending)
      try other.write("content/" + name, [0xEF, 0xBB, 0xBF] + Array(changed.utf8))
    }
    try await site.build()
    try await other.build()
    #expect(try other.published() == site.published())
  }

  @Test("messages name the right line whatever ends the lines", arguments: ["\n", "\r\n", "\r"])
  func lineNumbers(ending: String) async throws {
    let site = try SiteFolder()
    let text = "---\ntitle: A\nsummary: A summary.\nstatus: old\n---\n\n[It](gone.md)\n"
    try site.write("content/a.md", text.replacingOccurrences(of: "\n", with: ending))
    #expect(
      try await site.messages() == """
        content/a.md:4:9: error: "old" is not a value of "status" [value]
            4 | status: old
              |         ^~~
              = it is one of draft, proposed, approved, archived
        content/a.md:7:6: error: this page links to "gone.md", which does not exist [link-target]
            7 | [It](gone.md)
              |      ^~~~~~~
              = write the page's source file, as in ../guides/mace.md

        """)
  }

  @Test(
    "a body may be empty, and the last line may lack its end",
    arguments: [
      "---\ntitle: A\nsummary: S.\n---", "---\ntitle: A\nsummary: S.\n---\n", "---\ntitle: A\nsummary: S.\n--- \n\n\n",
    ])
  func emptyBody(text: String) async throws {
    let site = try SiteFolder()
    try site.write("content/a.md", text)
    try await site.build()
    #expect(try site.text("a/index.html").contains("<h1>A</h1>"))
    try site.write("content/a.md", "---\ntitle: A\nsummary: S.\n---\nThe end")
    try await site.build()
    #expect(try site.text("a/index.html").contains("<p>The end</p>"))
  }

  @Test("text of any script, and signs that HTML uses, come through")
  func scripts() async throws {
    let site = try await SiteFolder.built(
      "-- content/a.md --\n" + SiteFolder.page("بچوں کی حفاظت & 👩‍👧", body: "Zażółć <3 & ©"))
    let text = try site.text("a/index.html")
    #expect(text.contains("<h1>بچوں کی حفاظت &amp; 👩‍👧</h1>"))
    #expect(text.contains("<p>Zażółć &lt;3 &amp; ©</p>"))
  }

  @Test("hidden files, and files that are neither linked nor pages, are not published")
  func otherFiles() async throws {
    let site = try await SiteFolder.built(
      "-- content/.hidden.md --\nx\n-- content/.git/a.md --\nx\n-- content/notes.txt --\nx\n-- content/figures/a.csv --\nx\n"
    )
    #expect(
      try site.published().keys.allSatisfy { !$0.contains("hidden") && !$0.contains("git") && !$0.contains("notes") })
  }
}
