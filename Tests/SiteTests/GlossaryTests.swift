import Foundation
import Testing

@Suite("Glossary, A to Z and contacts")
struct GlossaryTests {
  private static let glossary = """
    -- content/glossary.yml --
    - abbr: SCR
      expansion: Serious Case Review
      meaning: A review of a case & what was learnt.
    - id: exploitation
      abbr: MACE
      expansion: Multi-Agency Child Exploitation
      aliases: [MACEs, MACE-P]
    - term: Think Family
      meaning: To look at the whole family.
      note: Used in Leeds.

    """

  private func paragraph(_ body: String, of page: String = "a") async throws -> String {
    let site = try await SiteFolder.built(
      Self.glossary + "-- content/\(page).md --\n" + SiteFolder.page("A", body: body))
    let text = try site.text("\(page)/index.html").main().between("<p>", "</p>\n")
    return text.replacingOccurrences(of: "<a class=\"term\" href=\"/glossary/#", with: "{")
      .replacingOccurrences(of: "\">", with: "|").replacingOccurrences(of: "</a>", with: "}")
  }

  @Test(
    "the first use of an abbreviation is expanded, unless the author has done it",
    arguments: [
      ("An SCR, the SCR.", "An {scr|SCR} (Serious Case Review), the SCR."),
      ("Two SCRs and an SCR.", "Two {scr|SCRs} (Serious Case Reviews) and an {scr|SCR}."),
      ("A Serious Case Review (SCR) is an SCR.", "A Serious Case Review ({scr|SCR}) is an SCR."),
      ("An SCR (Serious Case Review).", "An {scr|SCR} (Serious Case Review)."),
      ("The MACE-P met.", "The {exploitation|MACE-P} (Multi-Agency Child Exploitation) met."),
      ("An `SCR` and XYZ.", "An <code>SCR</code> and XYZ."),
      ("[MACE](term:exploitation) it is.", "{exploitation|MACE} it is."),
      ("Think Family.", "Think Family."),
    ])
  func firstUse(body: String, expected: String) async throws {
    #expect(try await paragraph(body) == expected)
  }

  @Test("the glossary's own page expands nothing, and lists every term with its id")
  func glossaryPage() async throws {
    let site = try await SiteFolder.built(
      Self.glossary + "-- content/glossary.md --\n" + SiteFolder.page("Words", body: "The SCR."))
    let text = try site.text("glossary/index.html").main()
    #expect(text.contains("<p>The SCR.</p>"))
    #expect(
      text.contains(
        "<div id=\"scr\"><dt>SCR</dt><dd class=\"expansion\">Serious Case Review</dd><dd>A review of a case &amp; what was "
          + "learnt.</dd></div>"))
    #expect(
      text.contains(
        "<div id=\"think-family\"><dt>Think Family</dt><dd>To look at the whole family.</dd><dd class=\"term-note\">Used in "
          + "Leeds.</dd></div>"))
    #expect(text.all(between: "<h2 id=\"letter-", "\"") == ["m", "s", "t"])
  }

  @Test("a site with terms and no glossary page gets one")
  func madeGlossary() async throws {
    let site = try await SiteFolder.built(Self.glossary)
    #expect(try site.text("glossary/index.html").main().contains("<h1>Glossary</h1>"))
    #expect(try site.text("sitemap.xml").contains("https://www.example.org.uk/glossary/"))
    #expect(try await !SiteFolder.built("").exists("public/glossary"))
  }

  @Test("the A to Z lists pages under their titles and synonyms, without case and quotation marks")
  func index() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/one.md --
      \(SiteFolder.page("'Was not brought'", "synonyms: [DNA, appointments]"))
      -- content/two.md --
      \(SiteFolder.page("apple"))
      -- content/three.md --
      \(SiteFolder.page("7 minute briefing"))
      -- content/draft.md --
      \(SiteFolder.page("A draft", "status: draft"))
      """)
    let text = try site.text("a-z/index.html").main()
    #expect(text.all(between: "<h2 id=\"", "\"") == ["letter-0–9", "letter-a", "letter-d", "letter-w"])
    #expect(
      text.all(between: "<li><a href=\"/", "</li>") == [
        "three/\">7 minute briefing</a>", "two/\">apple</a>",
        "one/\">appointments</a> <span>see Was not brought</span>", "one/\">DNA</a> <span>see Was not brought</span>",
        "one/\">Was not brought</a>",
      ])
  }

  private static let contacts = """
    -- content/contacts.yml --
    - id: childline
      name: Childline
      who: children
      phone: 0800 1111
      hours: 24 hours a day
      cost: Free
      for: Children who want to <talk>.
      verified_on: 2019-01-31
      verified_by: Ann Example
    - id: web-only
      name: A website
      who: anyone
      web: https://example.org/?a=1&b=2
      for: Readers.
    - id: text-only
      name: By text
      who: anyone
      text: "85258"
      for: Readers.

    """

  @Test("a contact alone in its paragraph is a card; within a sentence it is a link with the number")
  func contacts() async throws {
    let site = try await SiteFolder.built(
      Self.contacts + "-- content/a.md --\n"
        + SiteFolder.page(
          "A",
          body: """
            [Childline](contact:childline)

            Call [them](contact:childline) or [read](contact:web-only) or [text](contact:text-only).
            """))
    let text = try site.text("a/index.html").main()
    #expect(text.count(of: "<div class=\"contact\">") == 1)
    let card = try text.between("<div class=\"contact\">", "</div>\n\n<p>")
    #expect(card.contains("<strong>Childline</strong></p>"))
    #expect(card.contains("<a href=\"tel:08001111\">0800 1111</a>"))
    #expect(card.contains("<dd>Children who want to &lt;talk&gt;.</dd>"))
    #expect(card.contains("<dd>24 hours a day</dd>") && card.contains("<dd>Free</dd>"))
    #expect(card.contains("Checked on 31 January 2019"))
    let sentence = try text.between("<p>Call ", "</p>")
    #expect(sentence.hasPrefix("<a class=\"contact-link\" href=\"tel:08001111\">them</a>"))
    #expect(sentence.contains("<a class=\"contact-link\" href=\"https://example.org/?a=1&amp;b=2\">read</a> or text"))
    #expect(sentence.withoutTags.hasPrefix("them (0800 1111) or read or text"))
  }

  @Test(
    "the address of a web site is shown as people say it",
    arguments: [
      ("https://www.example.org/", "www.example.org"), ("https://example.org/help/", "example.org/help"),
      ("https://example.org/?a=1", "example.org/?a=1"),
    ])
  func webNames(address: String, name: String) async throws {
    let site = try await SiteFolder.built(
      Self.contacts.replacing("https://example.org/?a=1&b=2", with: address) + "-- content/a.md --\n"
        + SiteFolder.page("A", body: "[Web](contact:web-only)"))
    #expect(try site.text("a/index.html").contains("<a href=\"\(address)\">\(name)</a>"))
  }

  @Test("a contact that nobody has confirmed says so")
  func unverified() async throws {
    let site = try await SiteFolder.built(
      Self.contacts + "-- content/a.md --\n" + SiteFolder.page("A", body: "[It](contact:web-only)"))
    let card = try site.text("a/index.html").main()
    #expect(card.contains("A website") && card.contains("Not verified yet"))
  }

  @Test("a guide shows its contacts as cards")
  func guideContacts() async throws {
    let site = try await SiteFolder.built(
      Self.contacts + "-- content/guides/index.md --\n" + SiteFolder.page("Guides") + "\n-- content/guides/a.md --\n"
        + SiteFolder.page(
          "A",
          "published: 2019\nowner: A group\nreviewed: 2019\nreview_due: 2020\ncontacts: [childline]\nkey_points: [Ask]")
    )
    let text = try site.text("guides/a/index.html").main()
    #expect(try text.between("<h2>Key contacts</h2>", "</dl>").contains("0800 1111"))
    #expect(try text.between("Key points", "</ul>").contains("<li>Ask</li>"))
  }
}
