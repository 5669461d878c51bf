import Diagnostics
import Foundation
import Publishing
import Rendering
import Synchronization
import Testing

/// PDFs are made by the real program, which `make` has installed in `.venv-site`.
@Suite("Downloads: PDFs from the same text as the pages")
struct DownloadTests {
  static let python = SiteFolder.repository + "/.venv-site/bin/python"

  /// A site with a guide, and what each of its files holds.
  private static func guide(_ title: String = "A guide", body: String = "Text.", fields: String = "") -> String {
    SiteFolder.page(
      title,
      "published: 2019-01-31\nowner: A group\nreviewed: 2019-01-31\nreview_due: 2021-01-31\nversion: \"1.2\""
        + (fields.isEmpty ? "" : "\n" + fields), body: body)
  }

  private static func site(_ files: String = "", guide: String = guide()) throws -> SiteFolder {
    try SiteFolder(
      "-- content/guides/index.md --\n\(SiteFolder.page("Guides"))\n-- content/guides/one.md --\n\(guide)\n" + files)
  }

  /// A build with PDFs; how many had to be made, and the messages.
  private func build(
    _ site: SiteFolder, workers: Int = 2, output: String = "public", _ change: (inout PrintOptions) -> Void = { _ in }
  ) async throws -> (made: Int, report: BuildReport, messages: String) {
    var options = try site.options(today: "2019-02-04", workers: workers)
    var print = PrintOptions()
    print.python = Self.python
    change(&print)
    options.print = print
    let made = Mutex(0)
    let report = try await Publishing.build(options, output: site.path + "/" + output) { stage in
      if case .printing = stage { made.withLock { $0 += 1 } }
    }
    let text = DiagnosticPrinter(format: .text) { _ in nil }.print(report.diagnostics)
    return (made.withLock { $0 }, report, text.replacingOccurrences(of: site.path + "/", with: ""))
  }

  private func pdf(_ site: SiteFolder, _ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: site.path + "/public/" + name))
  }

  @Test("a guide's page offers it, and in large print, with type, size and pages")
  func offered() async throws {
    let site = try Self.site()
    let built = try await build(site)
    #expect(built.messages == "" && built.made == 2)
    let page = try site.text("guides/one/index.html")
    let size = (try pdf(site, "guides/one/one.pdf").count + 500) / 1_000
    #expect(page.contains("<a href=\"/guides/one/one.pdf\">A guide</a>"))
    #expect(page.contains("<p class=\"attachment-note\">PDF, \(size) kB, 1 page</p>"))
    #expect(page.contains("<a href=\"/guides/one/one-large-print.pdf\">A guide (large print)</a>"))
    #expect(try pdf(site, "guides/one/one.pdf").starts(with: Data("%PDF-1.7".utf8)))
    #expect(try site.text("guides/index.html").contains("href=\"/guides/downloads/\""))
    #expect(try site.text("guides/downloads/index.html").contains("href=\"/guides/one/one.pdf\""))
    #expect(try site.text("sitemap.xml").contains("/guides/downloads/"))
  }

  @Test("without PDFs nothing is offered, and what was offered goes")
  func without() async throws {
    let site = try Self.site()
    _ = try await build(site)
    try await site.build()
    #expect(!site.exists("public/guides/one/one.pdf") && !site.exists("public/guides/downloads"))
    #expect(try !site.text("guides/one/index.html").contains(".pdf"))
  }

  @Test("what has not changed is not made again; a changed guide is, and so is all when the theme changes")
  func cached() async throws {
    let site = try Self.site(
      "-- themes/lscp/strings/xx.yml --\na: b\n-- content/guides/two.md --\n" + Self.guide("Another guide"))
    #expect(try await build(site).made == 4)
    #expect(try await build(site).made == 0)
    try site.write("content/guides/two.md", Self.guide("Another guide", body: "Other text."))
    #expect(try await build(site).made == 2)
    try site.write(
      "themes/lscp/print/lib.typ",
      String(contentsOfFile: site.path + "/themes/lscp/print/lib.typ", encoding: .utf8) + "\n")
    #expect(try await build(site).made == 4)
    // The cache keeps what the last build needed, may be removed, and is not trusted.
    let cache = site.path + "/.lscp-cache/print"
    let names = try FileManager.default.contentsOfDirectory(atPath: cache)
    #expect(names.count == 4)
    for name in names.prefix(2) {
      try Data("1\n%PDF-1.7 half".utf8).write(to: URL(fileURLWithPath: cache + "/" + name))
    }
    let before = try site.published()
    #expect(try await build(site).made == 2)
    try FileManager.default.removeItem(atPath: cache)
    #expect(try await build(site).made == 4)
    #expect(try site.published() == before)
  }

  @Test("the same text gives the same bytes, for any number of workers and on any day")
  func deterministic() async throws {
    let files = (1...6).map { "-- content/guides/g\($0).md --\n" + Self.guide("Guide \($0)") + "\n" }.joined()
    let first = try Self.site(files)
    let second = try Self.site(files)
    _ = try await build(first, workers: 1)
    _ = try await build(second, workers: 5)
    #expect(try first.published() == second.published())
  }

  @Test("all guides of a section are in one archive, with a list of them")
  func archive() async throws {
    let site = try Self.site("-- content/guides/two.md --\n" + Self.guide("Another guide"))
    _ = try await build(site)
    let listing = try run(Self.python, ["-m", "zipfile", "-l", site.path + "/public/guides/downloads/guides.zip"])
    for name in ["contents.txt", "one.pdf", "two.pdf"] { #expect(listing.contains(name)) }
    #expect(!listing.contains("large"))
    // Each file's checksum is that of its bytes.
    let test = try run(Self.python, ["-m", "zipfile", "-t", site.path + "/public/guides/downloads/guides.zip"])
    #expect(test == "Done testing\n")
    let text = try pdf(site, "guides/downloads/guides.zip")
    #expect(text.range(of: Data("two.pdf\n  Another guide\n  For: everyone\n  Owner: A group\n".utf8)) != nil)
  }

  @Test("a guide too long for one side of A4 is published, and its author told what to shorten")
  func tooLong() async throws {
    let lines = String(repeating: "Words that fill a line of the sheet, and then some more of them.\n\n", count: 80)
    let site = try Self.site(guide: Self.guide(body: "## Short\n\nText.\n\n## The long part\n\n" + lines))
    let built = try await build(site)
    let message = built.messages.split(separator: "\n")
    #expect(message.first?.hasPrefix("content/guides/one.md: warning: this guide is ") == true)
    #expect(message.first?.hasSuffix(" lines too long for one side of A4 [print-length]") == true)
    #expect(message.last == "      = shorten its longest section, “The long part”")
    #expect(site.exists("public/guides/one/one.pdf"))
    #expect(try await build(site).messages == built.messages, "the second build, from the cache, says the same")
  }

  @Test("a missing program, or one without Typst, is one message, and the site stays as it was")
  func missingProgram() async throws {
    let site = try Self.site()
    _ = try await build(site)
    let before = try site.published()
    try site.write("content/guides/one.md", Self.guide(body: "New."))
    let missing = try await build(site) { $0.python = "/nowhere/python" }
    #expect(
      missing.messages == """
        content/guides/one.md: error: the PDF guides/one/one.pdf cannot be made, nor 1 more: /nowhere/python cannot be \
        started: No such file or directory [print-engine]
              = run make site, which installs it, or build with --no-pdf

        """)
    let bare = try await build(site) { $0.python = "/usr/bin/python3" }
    #expect(bare.messages.contains("Python's package typst is not installed; version 0.15.2 is needed [print-engine]"))
    #expect(try site.published() == before)
  }

  @Test("a program that is ended in the middle is one message for its document, and never a wait")
  func endedProgram() async throws {
    let site = try Self.site()
    // Python itself is started, with less memory than Typst needs.
    try site.write("little", "#!/bin/sh\nulimit -v 60000\nexec \(Self.python) \"$@\"\n")
    chmod(site.path + "/little", 0o755)
    let ended = try await build(site) { $0.python = site.path + "/little" }
    #expect(ended.messages.contains("error: the PDF guides/one/one.pdf cannot be made"))
    #expect(ended.report.output == nil)
  }

  @Test("nothing is left of the files that stood somewhere while documents were made")
  func temporaryFiles() async throws {
    let site = try Self.site()
    try FileManager.default.createDirectory(atPath: site.path + "/temporary", withIntermediateDirectories: false)
    let built = try await build(site) { $0.temporaryFolder = site.path + "/temporary" }
    #expect(built.messages == "" && built.made == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.path + "/temporary").isEmpty)
  }

  @Test("a document that takes too long is given up")
  func timeLimit() async throws {
    let slow = "#let x = 0\n#for a in range(30000) { for b in range(30000) { x = calc.rem(x + b, 7) } }\n"
    let site = try Self.site(
      "-- themes/lscp/print/procedure.typ --\n\(slow)\n-- themes/lscp/print/guide.typ --\n" + slow)
    let built = try await build(site, workers: 1) { $0.seconds = 2 }
    #expect(
      built.messages.contains(
        """
        error: the PDF guides/one/one.pdf cannot be made: the program that typesets it was stopped [print-document]
              = it took more than 2 seconds; try again
        """))
  }

  @Test("what an author can mend is said in plain words")
  func authorsFaults() async throws {
    let picture = try await faults(
      Self.guide(body: "![A picture](fake.png)"), "-- content/guides/fake.png --\nno picture\n")
    #expect(picture.contains("      = a picture cannot be read (fake.png): failed to decode image"))
    let linked =
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\" width=\"1\" height=\"1\"/></svg>"
    let foreign = try await faults(Self.guide(body: "![A picture](a.svg)"), "-- content/guides/a.svg --\n\(linked)\n")
    #expect(foreign.contains("      = a picture cannot be read (a.svg): failed to load linked image"))
    let emoji = try await faults(Self.guide(body: "A face: 😀"))
    #expect(emoji.contains("      = the theme's fonts have no sign for 😀; write it in words"))
  }

  private func faults(_ guide: String, _ files: String = "") async throws -> String {
    try await build(Self.site(files, guide: guide)).messages
  }

  @Test("nothing in a text is taken for Typst, and other scripts are set too")
  func contentIsData() async throws {
    let text = """
      #panic("x") #include("/etc/passwd") $x^2$ @one &lt;one&gt; // no /* no */ ~ -- \\\\u{41} = == - +

      اردو میں ایک جملہ, Tŷ gŵydd, Żółw, → and `#panic()`
      """
    let site = try Self.site(guide: Self.guide("'#panic() *a* @b'", body: text, fields: "key_points: ['#f(', '$a']"))
    let built = try await build(site)
    #expect(built.messages == "" && built.made == 2)
    let words = try run("pdftotext", ["-raw", site.path + "/public/guides/one/one.pdf", "-"])
    for word in [
      "#panic() *a* @b", "#include(\"/etc/passwd\") $x^2$ @one <one> // no /* no */", "Tŷ gŵydd, Żółw, →", "#f(",
    ] {
      #expect(words.contains(word), "\(word)")
    }
  }

  @Test("large tables, long cells and words, and thousands of links make a document")
  func largeInput() async throws {
    let rows = "| A | B |\n|---|---|\n" + (0..<300).map { "| row \($0) | text |\n" }.joined()
    let cell = "| A | B |\n|---|---|\n| c | \(String(repeating: "word ", count: 4_000))end |\n"
    let links = (0..<2_000).map { "[link \($0)](https://www.example.org/\($0))\n" }.joined()
    let word = String(repeating: "w", count: 5_000)
    let nested = (0..<60).map { String(repeating: "  ", count: $0) + "- item" }.joined(separator: "\n")
    let site = try Self.site()
    for (name, body) in [("rows", rows), ("cell", cell), ("links", links), ("word", word), ("nested", nested)] {
      let page = Self.guide(name, body: body)
      try site.write("content/procedures/\(name).md", page)
    }
    try site.write("content/procedures/index.md", SiteFolder.page("Procedures"))
    let built = try await build(site)
    #expect(built.messages == "" && built.made == 7)
    let words = try run("pdftotext", [site.path + "/public/procedures/cell/cell.pdf", "-"])
    #expect(words.contains("end") && words.count(of: "word") == 4_000)
    #expect(try run("pdftotext", [site.path + "/public/procedures/rows/rows.pdf", "-"]).contains("row 299"))
  }

  @Test("a report is one document, with its chapters in order and footnotes where their marks are")
  func publication() async throws {
    let site = try SiteFolder(
      """
      -- content/reports/index.md --
      \(SiteFolder.page("Reports"))
      -- content/reports/2018-19/index.md --
      \(SiteFolder.page("Annual report 2018/19", "published: 2019", body: "What it is."))
      -- content/reports/2018-19/b.md --
      \(SiteFolder.page("Beta", "published: 2019\norder: 20", body: "See [the part](a.md#part).\n\n[^n]: A note.\n\nA mark[^n]."))
      -- content/reports/2018-19/a.md --
      \(SiteFolder.page("Alpha", "published: 2019\norder: 10", body: "## Part\n\nTable: A caption\n\n| A | B |\n|---|---|\n| c | d |"))
      """)
    let built = try await build(site)
    #expect(built.messages == "" && built.made == 1)
    let words = try run("pdftotext", ["-layout", site.path + "/public/reports/2018-19/reports-2018-19.pdf", "-"])
    let order = ["Contents", "Alpha", "Table 1: A caption", "Beta", "A note."].map {
      words.range(of: $0, options: .backwards)?.lowerBound
    }
    #expect(!order.contains(nil) && order.compactMap(\.self) == order.compactMap(\.self).sorted())
    #expect(
      try site.text("reports/2018-19/index.html").contains("href=\"/reports/2018-19/reports-2018-19.pdf\""))
  }

  @Test("charts and tables of datasets are in the document, with their text, numbers and source")
  func data() async throws {
    let chart = """
      -- content/charts/rise.yml --
      chart: column
      data: contacts
      value: contacts
      by: year
      title: Contacts rose by a seventh
      note: Chart drawn from figures in the text.

      """
    let body =
      "There were [24,629](figure:contacts/2018-19).\n\n![Contacts rose](chart:rise)\n\n![Each year](table:contacts)"
    let site = try SiteFolder(
      DataSites.contacts + chart + "-- content/procedures/index.md --\n" + SiteFolder.page("Procedures")
        + "\n-- content/procedures/a.md --\n" + Self.guide("A", body: body))
    let built = try await build(site)
    #expect(built.messages == "" && built.made == 1)
    let file = site.path + "/public/procedures/a/a.pdf"
    let words = try run("pdftotext", ["-layout", file, "-"])
    for text in [
      "Figure 1: Contacts rose\n", "Contacts, Leeds, 2017/18 and 2018/19", "Chart drawn from figures in the text.",
      "Source: Annual report 2018/19, page 42.", "Table 1: Each year\n",
    ] {
      #expect(words.contains(text), "\(text)")
    }
    #expect(words.count(of: "24,629") >= 4)
    let tags = try run("pdfinfo", ["-struct", file])
    #expect(tags.contains("Figure") && tags.count(of: "\n    Table") + tags.count(of: "  Table") >= 2)
  }

  @Test("the command makes none where it is told so, and else says how far it is")
  func command() throws {
    let site = try Self.site()
    let skipped = try Program.run(["build", "--theme", SiteFolder.theme, "--no-pdf", "--no-search"], in: site)
    #expect(skipped.code == 0 && !site.exists("public/guides/one/one.pdf"))
    try FileManager.default.createSymbolicLink(
      atPath: site.path + "/.venv-site", withDestinationPath: SiteFolder.repository + "/.venv-site")
    let made = try Program.run(["build", "--theme", SiteFolder.theme], in: site)
    #expect(made.code == 0 && site.exists("public/guides/one/one.pdf"), "\(made.errors)")
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
    process.arguments = program.contains("/") ? arguments : [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
