import Content
import Diagnostics
import Fields
import Foundation
import Publishing
import Testing

/// The files of this repository's site by their paths, built once for all stories.
private let builtSite = Task { () async throws -> [String: [UInt8]] in
  let site = try SiteFolder(withDefaults: false)
  let options = BuildOptions(
    source: SiteFolder.repository + "/content", theme: SiteFolder.theme,
    today: try #require(CalendarDate("2026-11-25")), workers: 2)
  let report = try await Publishing.build(options, output: site.path + "/public")
  try #require(report.output != nil, "the site was not published")
  return try site.published()
}

/// What readers must be able to rely on, whoever they are: a worried neighbour, a fourteen-year-old, a social worker.
@Suite("What readers rely on holds on the published site")
struct StoryTests {
  /// Every page that readers read, by its address.
  private func pages() async throws -> [(address: String, html: String)] {
    try await builtSite.value.sorted { $0.key < $1.key }.compactMap { name, bytes in
      guard name.hasSuffix("index.html") else { return nil }
      let html = String(decoding: bytes, as: UTF8.self)
      return html.contains("http-equiv=\"refresh\"") ? nil : ("/" + name.dropLast("index.html".count), html)
    }
  }

  private func page(_ address: String) async throws -> String {
    try await text(address.dropFirst() + "index.html")
  }

  private func text(_ name: String) async throws -> String {
    String(decoding: try #require(try await builtSite.value[name], "there is no \(name)"), as: UTF8.self)
  }

  private func pages(in section: String) async throws -> [(address: String, html: String)] {
    try await pages().filter { $0.address.hasPrefix("/\(section)/") }
  }

  // MARK: - A worried member of the public

  @Test("on every page the way to help is among the first ten things that Tab reaches")
  func helpIsNear() async throws {
    for (address, html) in try await pages() {
      let body = try html.between("<body", "</body>")
      let stops = body.matches(of: #/<(?:a [^>]*href="([^"]*)"|button|input|select|textarea|summary)/#).prefix(10)
      #expect(stops.contains { $0.1 == "/worried/" }, "\(address)")
    }
  }

  @Test("the page for worries begins with 999, before any paragraph of more than 40 words")
  func emergencyFirst() async throws {
    let main = try await page("/worried/").main()
    let call = try #require(main.range(of: "href=\"tel:999\""))
    let before = String(main[..<call.lowerBound])
    for paragraph in before.matches(of: #/<p[^>]*>(.*?)<\/p>/#.dotMatchesNewlines()) {
      #expect(String(paragraph.1).withoutTags.split(separator: " ").count <= 40)
    }
    #expect(!before.contains("href=\"tel:"), "999 comes first")
  }

  @Test("pages for children and parents, and about sensitive topics, can be left at once, without scripts too")
  func exit() async throws {
    for (address, html) in try await pages() where html.contains("has-exit") {
      let body = try html.between("<body", "<main")
      let first = try #require(
        body.firstMatch(of: #/<a class="skip" href="#main">[^<]*<\/a>\s*<section[^>]*><a class="skip" href="([^"]*)"/#),
        "\(address): no second way out behind the skip link")
      let button = try #require(
        body.firstMatch(of: #/<a class="exit-button" href="([^"]*)" rel="nofollow noreferrer">/#), "\(address)")
      #expect(first.1 == button.1, "\(address)")
      #expect(html.contains("href=\"/staying-safe-online/\""), "\(address)")
    }
    for section in ["children", "families", "worried"] {
      for (address, html) in try await pages(in: section) where !address.contains("practitioner") {
        #expect(html.contains("exit-button"), "\(address)")
      }
    }
    for section in ["guides", "procedures", "tools", "learning"] {
      for (address, html) in try await pages(in: section) where !html.contains("id=\"_help\"") {
        #expect(!html.contains("exit-button"), "\(address): nothing to flee from")
      }
    }
    #expect(try await page("/staying-safe-online/").contains("does not delete your history"))
  }

  @Test("every page has one first heading, skips no level and says its language")
  func headings() async throws {
    for (address, html) in try await pages() {
      #expect(html.contains("<html lang=\"en-GB\" dir=\"ltr\">"), "\(address)")
      let levels = html.matches(of: #/<h([1-6])[ >]/#).compactMap { Int($0.1) }
      #expect(levels.count { $0 == 1 } == 1, "\(address)")
      var previous = 0
      for level in levels where level != 1 {
        #expect(previous == 0 || level <= previous + 1, "\(address): h\(level) behind h\(previous)")
        previous = level
      }
    }
  }

  @Test("pages for the public have no sentence of more than 30 words")
  func shortSentences() async throws {
    for section in ["worried", "children", "families", "campaigns"] {
      for (address, html) in try await pages(in: section) {
        let main = try html.main()
        let start = try #require(main.range(of: "id=\"_text\">"), "\(address)")
        let text = main[start.upperBound...]
        for block in text.matches(of: #/<(?:p|li|dd|td)[^>]*>(.*?)<\/(?:p|li|dd|td)>/#.dotMatchesNewlines()) {
          // A list of pages has a title and a summary in each item, which are no one sentence.
          if block.1.contains("<p>") { continue }
          let words = String(block.1).withoutTags
          for sentence in words.split(whereSeparator: { ".!?:;".contains($0) }) {
            #expect(sentence.split(whereSeparator: \.isWhitespace).count <= 30, "\(address): \(sentence)")
          }
        }
      }
    }
  }

  @Test("pages ask nothing of other hosts, store nothing and tell nobody where the reader was")
  func privacy() async throws {
    for (address, html) in try await pages() {
      #expect(html.contains("<meta name=\"referrer\" content=\"no-referrer\">"), "\(address)")
      let foreign =
        #/<(?:script|img|iframe|link[^>]*rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="(?:https?:)?\/\//#
      #expect(html.firstMatch(of: foreign) == nil, "\(address)")
    }
    for (name, bytes) in try await builtSite.value where name.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "sendBeacon"] {
        #expect(!text.contains(word), "\(name): \(word)")
      }
    }
  }

  @Test("children's pages begin with Childline, have no statistics and lead to nothing about offenders")
  func children() async throws {
    for (address, html) in try await pages(in: "children") {
      let main = try html.main()
      let contacts = main.matches(of: #/<p class="contact-name"><strong>([^<]*)/#)
      if let first = contacts.first { #expect(first.1 == "Childline", "\(address)") }
      #expect(!main.contains("/campaigns/stop-it-now/"), "\(address)")
      #expect(!main.contains("class=\"figure\"") && !main.contains("class=\"chart\""), "\(address)")
    }
    #expect(try await page("/children/get-help/").main().contains("Childline"))
  }

  @Test("a campaign seen on a bus is found by its short address, and one that is over says so")
  func campaigns() async throws {
    for name in ["play-safe", "your-child", "running-away", "party-animals", "give-safe-gifts", "know-the-signs"] {
      #expect(try await text("\(name)/index.html").contains("url=/campaigns/\(name)/"), "\(name)")
    }
    #expect(try await page("/campaigns/play-safe/").contains("This ended in 2018."))
    #expect(try await page("/campaigns/play-safe/").contains("data-pagefind-body"))
  }

  @Test("every campaign, every guide and the page for the worried have an address to say aloud")
  func shortAddresses() async throws {
    #expect(try await text("help/index.html").contains("url=/worried/\""))
    let addresses = try await pages().map(\.0)
    func inside(_ section: String) -> [String] {
      addresses.filter { $0.hasPrefix(section) && $0.split(separator: "/").count == 2 && !$0.hasSuffix("/downloads/") }
    }
    for address in inside("/campaigns/") {
      let name = address.split(separator: "/")[1]
      #expect(try await text("\(name)/index.html").contains("url=\(address)\""), "\(address)")
    }
    let short = try await builtSite.value.filter { $0.key.hasPrefix("g/") }.values
    let guides = inside("/guides/")
    #expect(guides.count > 15 && short.count == guides.count)
    for address in guides {
      #expect(short.contains { String(decoding: $0, as: UTF8.self).contains("url=\(address)\"") }, "\(address)")
    }
  }

  @Test("help stands before the figures on sensitive pages, and no page has a picture to share")
  func sensitiveFigures() async throws {
    for name in ["mental-health-and-self-harm", "sexual-offences-against-children", "child-deaths"] {
      let main = try await page("/reports/2018-19/\(name)/").main()
      let help = try #require(main.range(of: "id=\"_help\""), "\(name)")
      let text = try #require(main.range(of: "id=\"_text\""), "\(name)")
      #expect(help.lowerBound < text.lowerBound)
    }
    for (address, html) in try await pages() { #expect(!html.contains("og:image"), "\(address)") }
  }

  @Test("every page leads to other formats and to the accessibility statement, which has what the law asks")
  func formats() async throws {
    for (address, html) in try await pages() {
      #expect(html.contains("href=\"/formats/\"") && html.contains("href=\"/accessibility/\""), "\(address)")
    }
    let statement = try await page("/accessibility/").main()
    for part in [
      "How accessible this website is", "Accessible alternatives and other formats",
      "Reporting accessibility problems with this website", "Enforcement procedure", "Compliance status",
      "Non-compliance with the accessibility regulations", "Disproportionate burden",
      "Content outside the scope of the regulations", "Preparation of this accessibility statement",
    ] { #expect(statement.contains(part), "\(part)") }
  }

  // MARK: - A practitioner between visits

  @Test("what to do now comes first in procedures, in at most seven steps")
  func doNow() async throws {
    for (address, html) in try await pages(in: "procedures") {
      let main = try html.main()
      guard let steps = main.range(of: "id=\"_steps\"") else { continue }
      let text = try #require(main.range(of: "id=\"_text\""))
      #expect(steps.lowerBound < text.lowerBound, "\(address)")
      #expect(
        try String(main[steps.upperBound...]).between("<ol>", "</ol>").matches(of: #/<li>/#).count <= 7, "\(address)")
    }
  }

  @Test("procedures and guides say near the top who owns them and where they stand")
  func documentControl() async throws {
    for section in ["procedures", "guides"] {
      for (address, html) in try await pages(in: section) where address != "/\(section)/" {
        let main = try html.main()
        let facts = try main.between("<dl class=\"facts\"", "</dl>")
        #expect(facts.contains("<dt>Owner</dt>"), "\(address)")
        let isProposed = main.contains("notice-proposed")
        #expect(isProposed || facts.contains("<dt>Next review</dt>") || main.contains("notice-archived"), "\(address)")
      }
    }
    for (address, html) in try await pages(in: "procedures") where address != "/procedures/" {
      #expect(html.contains("<dt>Applies to</dt>"), "\(address): local, regional or national")
    }
  }

  @Test("pages are found by the words that practitioners use")
  func synonyms() async throws {
    let index = try await page("/a-z/").lowercased()
    let words = try await text("search/words.json").lowercased()
    for word in ["did not attend", "wnb", "mace", "county lines", "strategy discussion", "lado", "fgc"] {
      #expect(index.contains(word) || words.contains(word), "\(word)")
    }
  }

  @Test("an abbreviation leads to the glossary, with its words beside it at its first use")
  func abbreviations() async throws {
    let glossary = try await page("/glossary/")
    for (address, html) in try await pages() {
      for link in html.matches(of: #/<a class="term" href="\/glossary\/#([^"]*)"/#) {
        #expect(glossary.contains("id=\"\(link.1)\""), "\(address): \(link.1)")
      }
    }
  }
}
