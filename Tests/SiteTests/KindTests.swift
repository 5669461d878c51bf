import Foundation
import Testing

@Suite("What the pages of a kind show of their own fields")
struct KindTests {
  /// The main part of one page in a section.
  private func main(_ section: String, _ fields: String) async throws -> String {
    let folders = section.split(separator: "/")
    let indexes = folders.indices.map { i in
      "-- content/\(folders[...i].joined(separator: "/"))/index.md --\n" + SiteFolder.page("Section")
    }
    let page = "-- content/\(section)/it.md --\n" + SiteFolder.page("It", fields, body: "The text.")
    return try await SiteFolder.built((indexes + [page]).joined(separator: "\n")).text("\(section)/it/index.html")
      .main()
  }

  private func facts(_ page: String) throws -> [String] {
    zip(page.all(between: "<dt>", "</dt>"), page.all(between: "<dd>", "</dd>")).map { "\($0): \($1)" }
  }

  @Test(
    "a proposal and a record of the past need no dates of approval",
    arguments: ["procedures", "guides", "strategies", "tools", "learning", "campaigns", "partnership/groups", "news"])
  func undated(section: String) async throws {
    let fields = "owner: A group" + (section == "campaigns" ? "\nstarts: 2019-01-01" : "")
    let proposed = try await main(section, fields + "\nstatus: proposed")
    #expect(proposed.contains("This is a proposal. It has not been approved yet, so do not rely on it."))
    let record = try await main(section, fields + "\nrecord_of: 2018/19")
    #expect(
      record.contains("This is a record of 2018/19. People, services and guidance may have changed since."))
  }

  @Test("what to do now stands before everything else of a procedure")
  func steps() async throws {
    let page = try await main(
      "procedures", "owner: A group\nstatus: proposed\nscope: All staff.\ndo_now: [Call, Write it down]")
    let before = try page.between("</h1>", "<p>All staff.</p>")
    #expect(
      try before.between("<h2 id=\"_steps\">Do this now</h2>", "</ol>").all(between: "<li>", "</li>") == [
        "Call", "Write it down",
      ])
    #expect(!before.contains("The text."))
  }

  @Test("a procedure names the law that it rests on")
  func procedure() async throws {
    let page = try await main(
      "procedures", "owner: A group\nstatus: proposed\nlegal_basis: [Children Act 1989 & 2004, Working Together 2018]")
    let law = try page.between("<h2>Law and statutory guidance</h2>", "</ul>")
    #expect(law.all(between: "<li>", "</li>") == ["Children Act 1989 &amp; 2004", "Working Together 2018"])
  }

  @Test("a tool says what it is, what to use it with and who may")
  func tool() async throws {
    let fields = "owner: A group\nrecord_of: 2018/19\nkind: checklist\nuse_with: Visits\nnot_for: Danger\n"
    let open = try facts(await main("tools", fields + "restricted: false"))
    #expect(open.prefix(3) == ["Kind: Checklist", "Use with: Visits", "Not for: Danger"])
    #expect(!open.contains { $0.hasPrefix("Access") })
    let closed = try facts(await main("tools", fields + "restricted: true"))
    #expect(closed.contains("Access: Only for the staff it is made for"))
  }

  @Test("a strategy shows its years, its aims and its reviews, newest first")
  func strategy() async throws {
    let page = try await main(
      "strategies",
      """
      owner: A group
      record_of: 2018/19
      from: 2017-07
      to: 2022
      aims: [Recognise, Respond]
      review_points:
        - {date: 2018-01, finding: Slow.}
        - {date: 2019-01, finding: Better.}
      """)
    let rows = page.all(between: "<dd><time datetime=\"", "\">")
    #expect(rows == ["2017-07", "2022"])
    #expect(
      try page.between("<h2 id=\"_aims\">Aims</h2>", "</ul>").all(between: "<li>", "</li>") == ["Recognise", "Respond"])
    #expect(
      try page.between("<h2>Reviews of the strategy</h2>", "</dl>").all(between: "<dd>", "</dd>") == [
        "Better.", "Slow.",
      ])
  }

  @Test("learning says what changed in practice, and where it comes from")
  func learning() async throws {
    let page = try await main(
      "learning", "owner: A group\nrecord_of: 2018\npractice_changes: [A new form]\nsource: Annual report, page 4")
    #expect(
      try page.between("<h2>What changed in practice</h2>", "</ul>").all(between: "<li>", "</li>") == ["A new form"])
    #expect(page.contains("<p class=\"source\">Source: Annual report, page 4.</p>"))
  }

  @Test("a group names the post that leads it; one that became another leads there")
  func group() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/partnership/index.md --
      \(SiteFolder.page("Partnership"))
      -- content/partnership/partners/index.md --
      \(SiteFolder.page("Partners"))
      -- content/partnership/partners/old.md --
      \(SiteFolder.page("Old", "record_of: 2018/19\nchair: Chief officer\nclosed_on: 2022-06-30\nbecame: new.md"))
      -- content/partnership/partners/new.md --
      \(SiteFolder.page("New", "record_of: 2023"))
      """)
    let page = try site.text("partnership/partners/old/index.html").main()
    #expect(
      try facts(page).prefix(2) == [
        "Led by: Chief officer", "Closed on: <time datetime=\"2022-06-30\">30 June 2022</time>",
      ])
    #expect(page.contains("<a href=\"/partnership/partners/new/\">New</a>"))
  }
}
