import Foundation
import TestSupport
import Testing

/// Each test runs the program itself, so that a crash or a hang is a failed test and not the end of all of them.
@Suite("Whatever the input, a build gives messages or pages")
struct HostileTests {
  private static let valid = """
    ---
    title: "A page: & more"
    summary: >
      Words that go on
      and on.
    published: 2019-01-31
    topics: [one, two]
    amendments:
      - {date: 2019-01-01, note: 'It''s'}
    related:
      - ../index.md
    order: 3
    ---
    ## Heading {#x}

    Text with *emphasis*, `code`, [a link](../index.md#x "T"), <https://example.org/>, an SCR[^1] and ~~none~~.

    | a | b |
    |---|:-:|
    | 1 | 2 |

    > [!WARNING]
    > - [ ] Task
    >   1. One

    ![x](y.svg)

    [^1]: Note.

    """

  /// Bytes that mean something to one of the parsers.
  private static let pieces: [[UInt8]] =
    [
      "---\n", "---", "[", "]", "{", "}", ": ", "- ", "\t", "\"", "'", "&a ", "*a", "? ", "|\n", ">\n", "!!binary ",
      "%YAML 9\n",
      "...\n", "<<: *a\n", "#", "\r", "\r\n", "\u{0}", "\u{FEFF}", "\u{85}", "\u{2028}", "\\", "<", "</script>", "{{",
      "}}", "{{{",
      "|", "~~", "```", "[^1]", "![", "](", "](contact:", "](term:", "$", "\u{1B}[31m", "title: x\n", "2019-02-30", "-",
      "\n\n",
      "99999999999999999999", "1e999", "null", "~", "é", "\u{202E}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88]]

  private static func mutated(_ source: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = source
    for _ in 0...dice.below(4) {
      let at = dice.below(bytes.count + 1)
      switch dice.below(5) {
      case 0: bytes.insert(contentsOf: pieces[dice.below(pieces.count)], at: at)
      case 1: if at < bytes.count { bytes[at] = UInt8(dice.below(256)) }
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + dice.below(12)))
      case 3:
        let from = dice.below(bytes.count + 1)
        bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + 1 + dice.below(40))], at: at)
      default:
        let piece = pieces[dice.below(pieces.count)]
        bytes.insert(contentsOf: Array(repeating: piece, count: 1 + dice.below(60)).joined(), at: at)
      }
      if bytes.isEmpty { bytes = [0x0A] }
    }
    return bytes
  }

  private func expectSound(_ run: Program.Run, _ site: SiteFolder, _ what: String) {
    #expect(run.code == 0 || run.code == 1, "\(what): \(run.code) \(run.errors.suffix(2000))")
    if run.code == 1 {
      #expect(run.errors.contains(": error: ") && !run.errors.contains("lscp: "), "\(what): \(run.errors.suffix(2000))")
    } else {
      #expect(site.exists("public/index.html"), "\(what) published nothing")
    }
    #expect(run.errors.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 }, "\(what)")
  }

  @Test("two thousand mutations of a page, four hundred at a time", arguments: 0..<5)
  func pages(batch: Int) throws {
    var dice = Dice(seed: UInt64(batch) + 100)
    let site = try SiteFolder()
    let folders = ["procedures", "guides", "campaigns", "learning", "news", "reports/2018-19", "plain"]
    for folder in Set(folders + ["reports"]) { try site.write("content/\(folder)/index.md", SiteFolder.page("A")) }
    for number in 0..<400 {
      let name = "content/\(folders[number % folders.count])/p\(number).md"
      try site.write(name, Self.mutated(Array(Self.valid.utf8), &dice))
    }
    let run = try Program.run(
      ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04", "--workers", "3"],
      in: site)
    expectSound(run, site, "batch \(batch)")
    #expect(run.code == 1)
    // Every page that is not mentioned is sound: without the others the site is published.
    for number in 0..<400 {
      let name = "content/\(folders[number % folders.count])/p\(number).md"
      if run.errors.contains(name + ":") { try site.remove(name) }
    }
    let rest = try Program.run(
      ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04"], in: site)
    #expect(rest.code == 0, "\(rest.errors.suffix(2000))")
  }

  @Test("mutations of the site's own YAML files", arguments: ["site.yml", "contacts.yml", "glossary.yml"])
  func yamlFiles(name: String) throws {
    var dice = Dice(seed: UInt64(name.utf8.count))
    let source = try #require(FileManager.default.contents(atPath: SiteFolder.repository + "/content/" + name))
    let site = try SiteFolder()
    for number in 0..<60 {
      try site.write("content/" + name, Self.mutated(Array(source.prefix(3000)), &dice))
      let run = try Program.run(
        ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04"], in: site,
        seconds: 20)
      expectSound(run, site, "\(name) \(number)")
    }
  }

  @Test("mutations of every file of a theme", arguments: 0..<4)
  func theme(batch: Int) throws {
    var dice = Dice(seed: UInt64(batch) + 500)
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A", "topics: [x]", body: "## B"))
    try site.copyTheme()
    let names = try #require(FileManager.default.enumerator(atPath: SiteFolder.theme)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".mustache") || $0.hasSuffix(".yml") }.sorted()
    for (number, name) in names.enumerated() where number % 4 == batch {
      let source = try #require(FileManager.default.contents(atPath: SiteFolder.theme + "/" + name))
      for round in 0..<4 {
        try site.write("themes/lscp/" + name, Self.mutated(Array(source), &dice))
        let run = try Program.run(["build", "--no-pdf", "--no-search", "--today", "2019-02-04"], in: site, seconds: 20)
        expectSound(run, site, "\(name) \(round)")
      }
      try site.write("themes/lscp/" + name, Array(source))
    }
  }

  @Test("fields, brackets and quotes without end")
  func endless() throws {
    let site = try SiteFolder()
    let many = 200_000
    for (number, text) in [
      "---\n" + String(repeating: "- ", count: many) + "\n---\n",
      "---\n" + String(repeating: "a: ", count: many) + "\n---\n",
      "---\n" + String(repeating: "? ", count: many) + "\n---\n", "---\n" + String(repeating: "{", count: many),
      "---\ntitle: \"" + String(repeating: "x\n", count: many) + "\n---\n",
      "---\n" + String(repeating: "!!a ", count: many) + "\n---\n",
      "---\n" + (0..<5000).map { String(repeating: " ", count: $0 % 900) + "a:\n" }.joined() + "---\n",
      "---\n" + (0..<900).map { String(repeating: " ", count: $0) + "a:\n" }.joined() + "---\n",
      "---\n" + (0..<900).map { String(repeating: " ", count: $0) + "-\n" }.joined() + "---\n",
      "---\ntitle: A\nsummary: S.\n---\n" + String(repeating: "> ", count: 20_000),
      "---\ntitle: A\nsummary: S.\n---\n" + String(repeating: "[", count: many),
      "---\ntitle: A\nsummary: S.\n---\n" + String(repeating: "*a **b ", count: 20_000),
      "---\ntitle: A\nsummary: S.\n---\n" + String(repeating: "![a](b) ", count: 5_000),
    ].enumerated() {
      try site.write("content/p\(number).md", text)
      let run = try Program.run(
        ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04"], in: site,
        seconds: 30)
      expectSound(run, site, "text \(number)")
      try site.remove("content/p\(number).md")
    }
  }

  @Test("20 megabytes of Markdown made to hurt give messages, and soon")
  func megabytes() throws {
    let site = try SiteFolder()
    let mega = 1 << 20
    func repeated(_ text: String, bytes: Int) -> [UInt8] {
      let piece = Array(text.utf8)
      return Array(repeatElement(piece, count: bytes / piece.count).joined())
    }
    var dice = Dice(seed: 20)
    let bodies: [String: [UInt8]] = [
      "stars": repeated("*", bytes: 100_000), "brackets": repeated("[", bytes: 100_000),
      "emphasis": repeated("*a ", bytes: mega), "crossed": repeated("a**b c* ", bytes: 2 * mega),
      "quotations": repeated(">", bytes: 100_000), "lists": repeated("- ", bytes: 200_000),
      "links": repeated("[a](b", bytes: mega), "images": repeated("![", bytes: mega),
      "html": repeated("<a ", bytes: mega), "comments": repeated("<!-- ", bytes: mega),
      "entities": repeated("&amp", bytes: mega), "strikes": repeated("~~a", bytes: mega),
      "addresses": repeated("http://a.b/((", bytes: mega), "mails": repeated("a@", bytes: mega),
      "table": repeated("|", bytes: 20_000) + repeated("\n|-", bytes: 20_000), "line": repeated("a", bytes: 3 * mega),
      "returns": repeated("a\r", bytes: mega), "headings": repeated("## a\n\n", bytes: mega),
      "nul": repeated("a\u{0}b", bytes: 3_000), "noise": (0..<mega).map { _ in UInt8(dice.below(256)) },
      "signs": (0..<3 * mega).map { _ in Self.signs[dice.below(Self.signs.count)] },
    ]
    var total = 0
    for (name, body) in bodies {
      try site.write("content/\(name).md", Array("---\ntitle: T\nsummary: S.\n---\n\n".utf8) + body)
      total += body.count
    }
    #expect(total > 20 * mega)
    let run = try Program.run(
      ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.repository + "/themes/lscp"], in: site, seconds: 120)
    #expect(run.code == 1)
    #expect(run.errors.contains("content/nul.md:6:2: error: this file has a NUL byte in it"))
    #expect(run.errors.contains("content/noise.md:") && run.errors.contains("is not UTF-8 text"))
    #expect(!site.exists("public"))
  }

  private static let signs = Array("abc *_[]()!`<>#-+|~\n\n:@/.w&;0123".utf8)
}
