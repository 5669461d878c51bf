import Content
import Fields
import Foundation
import Publishing
import Testing

/// The theme's words in the second language stand between ⟦ and ⟧, so that a word from anywhere else shows.
@Suite("Another partnership's site comes from the same builder and theme")
struct SecondPartnershipTests {
  private func built(_ workers: Int = 2) async throws -> SiteFolder {
    let site = try SiteFolder(withDefaults: false)
    try FileManager.default.removeItem(atPath: site.path + "/content")
    try FileManager.default.copyItem(
      atPath: SiteFolder.repository + "/Tests/Fixtures/norwold/content", toPath: site.path + "/content")
    try site.write("content/strings/ur.yml", Self.markedWords())
    let options = BuildOptions(
      source: site.path + "/content", theme: SiteFolder.theme, today: try #require(CalendarDate("2026-03-10")),
      workers: workers)
    let report = try await Publishing.build(options, output: site.path + "/public")
    #expect(report.diagnostics.isEmpty)
    try #require(report.output != nil)
    return site
  }

  /// The theme's English words, each between ⟦ and ⟧.
  private static func markedWords() throws -> String {
    let english = try String(contentsOfFile: SiteFolder.theme + "/strings/en.yml", encoding: .utf8)
    return english.split(separator: "\n").compactMap { line -> String? in
      guard let match = line.wholeMatch(of: #/(\w+): "(.*)"/#) else { return nil }
      let words = match.1 == "months" ? match.2.split(separator: ", ") : [match.2]
      return "\(match.1): \"" + words.map { "⟦\($0)⟧" }.joined(separator: ", ") + "\""
    }.joined(separator: "\n") + "\n"
  }

  @Test("not one word of Leeds is in it")
  func noOtherName() async throws {
    for (name, bytes) in try await built().published() where !name.hasSuffix(".woff2") {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(!text.contains("leeds"), "\(name)")
      #expect(!text.contains("lscp"), "\(name)")
      #expect(!text.contains("west yorkshire"), "\(name)")
    }
  }

  @Test("name, colours, mark, menu, contacts and the places of procedures are its own")
  func identity() async throws {
    let site = try await built()
    let home = try site.text("index.html")
    #expect(home.contains("<img src=\"/media/norwold.svg\" alt=\"\" width=\"48\" height=\"48\">"))
    let menu = try home.between("<nav class=\"menu\"", "</nav>").all(between: "<a href=\"", "\"")
    #expect(menu == ["/safe/", "/learn/", "/campaigns/"])
    #expect(home.contains("A light in every window."), "its campaign runs")
    let style = try #require(try site.published().first { $0.key.hasSuffix(".css") })
    #expect(String(decoding: style.value, as: UTF8.self).contains("--brand:#5b2a86;--link:#5b2a86"))
    #expect(try site.text("safe/index.html").contains("href=\"tel:01999000111\""))
    #expect(try site.text("procedures/listening/index.html").contains("<dd>The Seven Dales</dd>"))
  }

  @Test("a translation says its language, its direction and where the other versions are")
  func translation() async throws {
    let site = try await built()
    let page = try site.text("ur/safe/index.html")
    #expect(page.contains("<html lang=\"ur\" dir=\"rtl\">"))
    for (language, address) in [("en-GB", "/safe/"), ("ur", "/ur/safe/")] {
      let full = "https://www.norwold-safeguarding.example" + address
      let alternate = "<link rel=\"alternate\" hreflang=\"\(language)\" href=\"\(full)\">"
      #expect(page.contains(alternate))
      #expect(try site.text("safe/index.html").contains(alternate))
      let start = "<a hreflang=\"\(language)\" lang=\"\(language)\" href=\"\(address)\""
      #expect(page.contains(start))
    }
    #expect(try site.text("sitemap.xml").contains("hreflang=\"ur\""))
    #expect(try !site.text("learn/index.html").contains("hreflang"), "a page in one language has no switch")
  }

  @Test("links of a translation lead to translations where there are any, and lists keep to one language")
  func linksAndLists() async throws {
    let site = try await built()
    #expect(try site.text("ur/safe/index.html").main().contains("href=\"/ur/safe/listening/\""))
    #expect(try site.text("ur/safe/index.html").between("<nav class=\"menu\"", "</nav>").contains("/ur/safe/"))
    for name in ["index.html", "safe/index.html", "a-z/index.html", "topics/listening/index.html", "feed.xml"] {
      #expect(try !site.text(name).contains("⟦How we listen⟧"), "\(name)")
    }
  }

  @Test("every word that the theme adds to a translation is in its language, dates too")
  func words() async throws {
    let page = try await built().text("ur/safe/listening/index.html")
    #expect(page.contains("<time datetime=\"2026-03-07\">7 ⟦March⟧ 2026</time>"))
    // What the site itself says in its first language: names, the menu's untranslated pages, the footer.
    let own = [
      "Norwold Children's Safeguarding Partnership", "Learn", "Campaigns", "English", "7 ", " 2026", "NCSP",
      "People who keep children in Norwold safe.", "In danger now? Call for help.", "Leaving no trace", "1",
      "https://www.norwold-safeguarding.example/ur/safe/listening/", "↩\u{FE0E}",
    ]
    let body = try page.between("<body", "</html>")
    let texts = body.replacing(#/<[^>]*>/#, with: "\n").split(separator: "\n").dropFirst()
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    for text in texts
    where !own.contains(text) && !own.contains(where: { text == $0.trimmingCharacters(in: .whitespaces) }) {
      #expect(text.contains("⟦") || text.contains("⟧"), "\(text)")
    }
  }

  @Test("any number of workers writes the same bytes")
  func workers() async throws {
    #expect(try await built(1).published() == built(7).published())
  }
}
