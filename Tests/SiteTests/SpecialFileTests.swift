import Diagnostics
import Foundation
import Testing

@Suite("Files that are no texts, cannot be read or have dangerous names")
struct SpecialFileTests {
  @Test(
    "a page that is not UTF-8 text is refused with the place",
    arguments: [
      (
        [0x61, 0x0A, 0xE9, 0x0A],
        """
        content/a.md:6:1: error: this file is not UTF-8 text: byte 0xE9 stands here [encoding]
            6 | \u{FFFD}
              | ^
              = in your editor, save it with the encoding UTF-8

        """
      ),
      (
        [0x61, 0x00, 0x62],
        """
        content/a.md:5:2: error: this file has a NUL byte in it, so it is not text [encoding]
            5 | a\u{FFFD}b
              |  ^
              = remove the byte, or the file

        """
      ),
      (
        // The beginning of a character, cut off by the end of the file.
        [0xE2, 0x82],
        """
        content/a.md:5:1: error: this file is not UTF-8 text: byte 0xE2 stands here [encoding]
            5 | \u{FFFD}\u{FFFD}
              | ^
              = in your editor, save it with the encoding UTF-8

        """
      ),
    ] as [([UInt8], String)])
  func encoding(body: [UInt8], message: String) async throws {
    let site = try SiteFolder()
    try site.write("content/a.md", Array("---\ntitle: A\nsummary: S.\n---\n".utf8) + body)
    #expect(try await site.messages() == message)
  }

  @Test("UTF-16 is named, in pages and in YAML files", arguments: ["a.md", "contacts.yml", "site.yml"])
  func utf16(name: String) async throws {
    let site = try SiteFolder()
    try site.write("content/" + name, [0xFF, 0xFE] + "title: A".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(
      try await site.messages() == """
        content/\(name):1:1: error: this file is UTF-16, not UTF-8 [encoding]
            1 | \u{FFFD}\u{FFFD}t\u{FFFD}i\u{FFFD}t\u{FFFD}l\u{FFFD}e\u{FFFD}:\u{FFFD} \u{FFFD}A\u{FFFD}
              | ^
              = in your editor, save it with the encoding UTF-8

        """)
  }

  @Test("a template that is not UTF-8 text is refused")
  func templateEncoding() async throws {
    let site = try SiteFolder()
    try site.copyTheme()
    try site.write("themes/lscp/layouts/tool.mustache", Array("a\u{0}b".utf8))
    #expect(
      try await site.messages() == """
        themes/lscp/layouts/tool.mustache:1:2: error: this file has a NUL byte in it, so it is not text [encoding]
            1 | a\u{FFFD}b
              |  ^
              = remove the byte, or the file

        """)
  }

  @Test("a missing site.yml is the first thing to be told")
  func noSiteFile() async throws {
    let site = try SiteFolder()
    try site.remove("content/site.yml")
    #expect(
      try await site.messages() == """
        content/site.yml: error: this file is missing: every site needs it [unreadable-file]
              = write four lines: name, short_name, address and language

        """)
  }

  @Test("a site without a home page says so")
  func noHomePage() async throws {
    let site = try SiteFolder()
    try site.remove("content/index.md")
    #expect(
      try await site.messages() == """
        content/index.md: error: the site has no home page [section-index]
              = write index.md with a title and a summary

        """)
  }

  @Test("named pipes, folders named like pages and links to nothing are passed over without waiting")
  func specialFiles() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A"))
    try #require(mkfifo(site.path + "/content/pipe.md", 0o600) == 0)
    try FileManager.default.createDirectory(atPath: site.path + "/content/folder.md", withIntermediateDirectories: true)
    try #require(symlink("nowhere", site.path + "/content/dangling.md") == 0)
    try #require(symlink("..", site.path + "/content/ring") == 0)
    try #require(symlink("itself", site.path + "/content/itself") == 0)
    let run = try build(site)
    #expect(run.code == 0 && run.errors == "")
    #expect(
      try site.published().keys.filter { $0.hasSuffix("index.html") }.sorted() == [
        "a-z/index.html", "a/index.html", "index.html", "search/index.html", "site-map/index.html",
      ])
  }

  @Test("a named pipe in place of site.yml is no site.yml")
  func pipeForSiteFile() throws {
    let site = try SiteFolder()
    try site.remove("content/site.yml")
    try #require(mkfifo(site.path + "/content/site.yml", 0o600) == 0)
    let run = try build(site)
    #expect(run.code == 1)
    #expect(
      run.errors == """
        content/site.yml: error: this file is missing: every site needs it [unreadable-file]
              = write four lines: name, short_name, address and language

        """)
  }

  @Test("a file that the system refuses to read is reported", .enabled(if: access("/proc/self/mem", F_OK) == 0))
  func refusedFile() async throws {
    let site = try SiteFolder()
    // Reading its first byte fails for everybody, root included.
    try #require(symlink("/proc/self/mem", site.path + "/content/memory.md") == 0)
    let messages = try await site.messages()
    #expect(
      messages == """
        content/memory.md:1:1: error: this page does not begin with its fields [front-matter-missing]
            1 | 
              | ^
              = begin the file with a line of three hyphens, then title: and summary:, then three hyphens again

        """
        || messages == """
          content/memory.md: error: this file cannot be read: Input/output error [unreadable-file]
                = check that you may read it

          """
    )
  }

  @Test("a page of more than 32 MB is a mistake")
  func hugePage() async throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A"))
    // A file with a hole: it takes no space.
    try #require(truncate(site.path + "/content/a.md", (32 << 20) + 1) == 0)
    let outcome = try await site.outcome()
    #expect(
      outcome.report.diagnostics.map(\.message) == ["this page is larger than 32 MB"]
        && outcome.report.diagnostics.map(\.id) == [.unreadableFile])
  }

  @Test("names with line feeds, terminal codes, quotes and percent signs are shown harmlessly")
  func dangerousNames() async throws {
    let site = try SiteFolder()
    let names = ["a\nb.md", "c\u{1B}[31md.md", "e\"f%41.md", "g\u{202E}h.md", "i:j,k.md"]
    for name in names { try site.write("content/" + name, SiteFolder.page("A")) }
    #expect(
      try await site.messages() == """
        content/a\u{FFFD}b.md: error: this file's name cannot be an address [file-name]
              = use lower-case letters, digits and hyphens: a-b.md
        content/c\u{FFFD}[31md.md: error: this file's name cannot be an address [file-name]
              = use lower-case letters, digits and hyphens: c-31md.md
        content/e"f%41.md: error: this file's name cannot be an address [file-name]
              = use lower-case letters, digits and hyphens: e-f-41.md
        content/g\u{FFFD}h.md: error: this file's name cannot be an address [file-name]
              = use lower-case letters, digits and hyphens: g-h.md
        content/i:j,k.md: error: this file's name cannot be an address [file-name]
              = use lower-case letters, digits and hyphens: i-j-k.md

        """)
    let github = try await site.messages(format: .github)
    #expect(github.split(separator: "\n").count == names.count)
    #expect(
      github.hasPrefix(
        "::error file=content/a\u{FFFD}b.md,title=file-name::this file's name cannot be an address%0Ause lower-case"))
    #expect(
      github.contains("::error file=content/e\"f%2541.md,title=") && github.contains("file=content/i%3Aj%2Ck.md,"))
    for line in try await site.messages(format: .json).split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      // The exact path, for programs.
      #expect(names.contains { site.path + "/content/" + $0 == site.path + "/" + (object["path"] as? String ?? "") })
    }
  }

  @Test("a name that is not UTF-8 is passed over")
  func brokenName() async throws {
    let site = try SiteFolder()
    let path = Array((site.path + "/content/").utf8) + [0xFF, 0x2E, 0x6D, 0x64, 0]
    let descriptor = path.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
      }
    }
    try #require(descriptor >= 0)
    close(descriptor)
    try await site.build()
  }

  private func build(_ site: SiteFolder) throws -> Program.Run {
    try Program.run(
      ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04"], in: site, seconds: 20)
  }
}
