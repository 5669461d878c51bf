import Testing

@Suite("Campaigns live by their dates")
struct CampaignTests {
  private static let site = """
    -- content/campaigns/index.md --
    ---
    title: Campaigns
    summary: All of them.
    ---
    -- content/campaigns/your-child.md --
    ---
    title: Your Child
    summary: Five minutes.
    published: 2019-02-01
    starts: 2019-02-04
    ends: 2019-03-01
    artwork: talk.svg
    channels: [A letter]
    consulted: Parents said what would help.
    help: [childline]
    ---
    Text.
    -- content/campaigns/talk.svg --
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240"><path d="M0 0"/></svg>
    -- content/contacts.yml --
    - id: childline
      name: Childline
      who: children
      phone: 0800 1111
      for: Children.
    """

  @Test("before its first day nothing of a campaign is published")
  func before() async throws {
    let site = try await SiteFolder.built(Self.site, today: "2019-02-03")
    #expect(try site.published().values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Your Child") })
    #expect(!site.exists("public/campaigns/talk.svg"))
  }

  @Test(
    "from its first to its last day it stands on the home page, with its picture",
    arguments: ["2019-02-04", "2019-03-01"])
  func running(today: String) async throws {
    let site = try await SiteFolder.built(Self.site, today: today)
    let home = try site.text("index.html").main()
    #expect(home.contains("id=\"_running\"") && home.contains("<a href=\"/campaigns/your-child/\">Your Child</a>"))
    let page = try site.text("campaigns/your-child/index.html").main()
    #expect(page.contains("This campaign runs until 1 March 2019."))
    #expect(page.contains("<img class=\"artwork\" src=\"/campaigns/talk.svg\" width=\"400\" height=\"240\" alt=\"\">"))
    #expect(page.contains("<li>A letter</li>") && page.contains("<p>Parents said what would help.</p>"))
    #expect(page.contains("href=\"tel:08001111\""))
  }

  @Test("after its last day it stays as a record, and leaves the home page")
  func after() async throws {
    let site = try await SiteFolder.built(Self.site, today: "2019-03-02")
    #expect(try !site.text("index.html").contains("id=\"_running\""))
    let page = try site.text("campaigns/your-child/index.html").main()
    #expect(page.contains("This ended on 1 March 2019. The page is kept as a record."))
    #expect(try site.text("campaigns/index.html").contains("<span class=\"tag\">Ended</span>"))
  }

  @Test("an end known only as a month or a year is no day")
  func impreciseEnd() async throws {
    let site = try await SiteFolder.built(
      Self.site.replacing("ends: 2019-03-01", with: "ends: 2019-03"), today: "2019-04-01")
    let page = try site.text("campaigns/your-child/index.html").main()
    #expect(page.contains("This ended in March 2019."))
  }

  @Test("one whose end nobody knows does not run for ever, unless it says so")
  func unknownEnd() async throws {
    let open = Self.site.replacing("ends: 2019-03-01", with: "")
    let site = try await SiteFolder.built(open, today: "2026-11-25")
    #expect(try !site.text("index.html").contains("id=\"_running\""))
    let ongoing = try await SiteFolder.built(
      open.replacing("artwork:", with: "ongoing: true\nartwork:"), today: "2026-11-25")
    #expect(try ongoing.text("index.html").contains("id=\"_running\""))
  }
}
