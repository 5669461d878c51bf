import Foundation
import Testing

@Suite("What the day of the build, and a page's state, do to it")
struct LifecycleTests {
  private static func site(_ fields: String) -> String {
    """
    -- content/campaigns/index.md --
    \(SiteFolder.page("Campaigns"))
    -- content/campaigns/online.md --
    \(SiteFolder.page("Online", "published: 2019-01-01\ntopics: [online]\n" + fields))
    """
  }

  /// Where a page is named: its own file, the list of its section, its feed, the site map, the A to Z and its topic.
  private func places(_ site: SiteFolder) throws -> [Bool] {
    let link = "/campaigns/online/"
    return try [
      site.exists("public/campaigns/online/index.html"), site.text("campaigns/index.html").contains(link),
      site.exists("public/campaigns/feed.xml") && site.text("campaigns/feed.xml").contains(link),
      site.text("sitemap.xml").contains(link), site.text("a-z/index.html").contains(link),
      site.exists("public/topics/online/index.html"),
    ]
  }

  @Test(
    "a page is nowhere before its first day and everywhere on it",
    arguments: [
      "starts: 2019-02-04", "starts: 2019-01-01\npublish_from: 2019-02-04", "starts: 2019-02-04\nends: 2019-02-04",
    ])
  func firstDay(fields: String) async throws {
    let site = try SiteFolder(Self.site(fields))
    try await site.build(today: "2019-02-03")
    #expect(try places(site).allSatisfy { !$0 })
    try await site.build(today: "2019-02-04")
    #expect(try places(site).allSatisfy { $0 })
    // The day is that of the command, not of the machine: going back takes everything out again.
    try await site.build(today: "2019-02-03")
    #expect(try places(site).allSatisfy { !$0 })
  }

  @Test("a page is nowhere after its last day; a month means all of it")
  func lastDay() async throws {
    let site = try SiteFolder(Self.site("starts: 2019-01-01\npublish_until: 2019-02"))
    try await site.build(today: "2019-02-28")
    #expect(try places(site).allSatisfy { $0 })
    try await site.build(today: "2019-03-01")
    #expect(try places(site).allSatisfy { !$0 })
  }

  @Test("a campaign that has ended stays, with a note")
  func ended() async throws {
    let site = try SiteFolder(Self.site("starts: 2019-02-04\nends: 2019-02-10"))
    let note = "<p>This ended on 10 February 2019. The page is kept as a record.</p>"
    try await site.build(today: "2019-02-10")
    #expect(try !site.text("campaigns/online/index.html").contains(note))
    #expect(try site.text("campaigns/online/index.html").contains("4 February 2019 to 10 February 2019"))
    try await site.build(today: "2019-02-11")
    #expect(try places(site).allSatisfy { $0 })
    #expect(try site.text("campaigns/online/index.html").contains(note))
    let tag = try site.text("campaigns/index.html").main().between("<span class=\"tag\">", "</span>")
    #expect(tag.lowercased() == "ended")
  }

  @Test(
    "readers are told where a page stands",
    arguments: [
      ("status: proposed", "This is a proposal. It has not been approved yet, so do not rely on it."),
      ("status: archived", "This page is kept as a record. It is no longer up to date."),
      (
        "reviewed: 2018-01-01\nreview_due: 2019-02-03",
        "This page was due for review by 3 February 2019. Check with its owner before you rely on it."
      ),
    ])
  func notices(fields: String, notice: String) async throws {
    let site = try await SiteFolder.built("-- content/a.md --\n" + SiteFolder.page("A", fields))
    #expect(try site.text("a/index.html").main().contains("<p>\(notice)</p>"))
  }

  @Test("a review is due on its day, and overdue the day after")
  func review() async throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A", "reviewed: 2018\nreview_due: 2019-02"))
    try await site.build(today: "2019-02-28")
    #expect(try !site.text("a/index.html").contains("class=\"notice"))
    try await site.build(today: "2019-03-01")
    #expect(try site.text("a/index.html").contains("due for review by February 2019"))
  }

  @Test("a page that another one replaces leads to it")
  func replaced() async throws {
    let site = try await SiteFolder.built(
      "-- content/a.md --\n" + SiteFolder.page("A", "status: archived\nreplaced_by: b.md") + "\n-- content/b.md --\n"
        + SiteFolder.page("B"))
    #expect(
      try site.text("a/index.html").main().contains("<p>A newer page has replaced this one: <a href=\"/b/\">B</a></p>"))
  }

  @Test("drafts are not part of the site")
  func drafts() async throws {
    let site = try await SiteFolder.built(
      "-- content/a.md --\n" + SiteFolder.page("Hidden words", "status: draft\nredirect_from: [/b/]"))
    for (_, bytes) in try site.published() { #expect(!String(decoding: bytes, as: UTF8.self).contains("Hidden")) }
    #expect(!site.exists("public/a") && !site.exists("public/b"))
  }

  private static let sensitive = """
    -- content/site.yml --
    name: A Partnership
    short_name: AP
    address: https://www.example.org.uk/
    language: en-GB
    exit: {address: https://www.example.com/weather}
    sensitive:
      self-harm:
        note: This page is about self-harm.
        contacts: [two, one]
      death:
        note: This page is about death.
        contacts: [one]
    -- content/contacts.yml --
    - {id: one, name: First Line, who: anyone, phone: "999", for: Danger.}
    - {id: two, name: Second Line, who: anyone, phone: 116 123, for: Talking.}
    -- content/news/index.md --
    \(SiteFolder.page("News"))
    -- content/news/plain.md --
    \(SiteFolder.page("Plain", "published: 2019"))
    -- content/news/hard.md --
    \(SiteFolder.page("Hard", "published: 2019\nsensitive: [self-harm, death]", body: "Some text."))
    """

  @Test("a sensitive page begins with help and a way out, and gives nothing to search engines and shares")
  func sensitivePage() async throws {
    let site = try await SiteFolder.built(Self.sensitive)
    let text = try site.text("news/hard/index.html")
    let help = try text.between("<section class=\"help\"", "</section>")
    #expect(help.all(between: "<p>This page", "</p>") == [" is about self-harm.", " is about death."])
    #expect(help.all(between: "<strong>", "</strong>") == ["Second Line", "First Line"])
    #expect(try text.between("<section class=\"help\"", "<p>Some text.</p>").contains("</section>"))
    #expect(
      text.contains("<a class=\"exit-button\" href=\"https://www.example.com/weather\" rel=\"nofollow noreferrer\">"))
    #expect(!text.contains("ld+json") && !text.contains("og:image"))
    #expect(try !site.text("news/feed.xml").contains("/news/hard/"))
    #expect(try site.text("sitemap.xml").contains("/news/hard/"))
    let plain = try site.text("news/plain/index.html")
    #expect(plain.contains("ld+json") && !plain.contains("class=\"help\"") && !plain.contains("exit-button"))
  }
}
