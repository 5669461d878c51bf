import Diagnostics
import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  private func run(_ site: SiteFolder, _ arguments: String...) throws -> Program.Run {
    try Program.run(arguments, in: site)
  }

  private func build(_ site: SiteFolder, _ arguments: String...) throws -> Program.Run {
    try Program.run(
      ["build", "--no-pdf", "--no-search", "--theme", SiteFolder.theme, "--today", "2019-02-04"] + arguments, in: site)
  }

  @Test("a good site ends with 0 and one line about what was written")
  func success() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A"))
    let first = try build(site)
    #expect(first.code == 0 && first.errors == "")
    // The manifest is no file of the site.
    let files = try site.published().keys.filter { !$0.hasPrefix(".") }.count
    #expect(first.output.hasPrefix("2 pages, \(files) files, 0.1 MB in public after 0."))
    #expect(first.output.hasSuffix(" s: \(files) written, 0 unchanged, 0 removed.\n"))
    let second = try build(site)
    #expect(second.code == 0 && second.output.hasSuffix(" s: nothing changed.\n"))
    try site.remove("content/a.md")
    #expect(try build(site).output.hasSuffix(" 0 unchanged, 1 removed.\n") == false)
    #expect(!site.exists("public/a"))
  }

  @Test("a warning is shown and the site published")
  func warning() throws {
    let site = try SiteFolder(
      "-- content/a.md --\n---\ntitle: A\nsummary: \(String(repeating: "Word ", count: 40))\n---\n")
    let run = try build(site)
    #expect(run.code == 0 && run.errors.contains(": warning: \"summary\" is 199 characters long"))
    #expect(run.output.hasSuffix("; 1 warning.\n") && site.exists("public/a/index.html"))
  }

  @Test("problems end with 1, stand on standard error, and leave the site as it was")
  func problems() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A"))
    _ = try build(site)
    let before = try site.published()
    try site.write("content/a.md", SiteFolder.page("B", body: "[It](gone.md)"))
    let run = try build(site)
    #expect(run.code == 1)
    #expect(
      run.errors == """
        content/a.md:5:6: error: this page links to "gone.md", which does not exist [link-target]
            5 | [It](gone.md)
              |      ^~~~~~~
              = write the page's source file, as in ../guides/mace.md

        """)
    #expect(run.output == "1 error. public stays as it was.\n")
    #expect(try site.published() == before)
  }

  @Test("as JSON, problems are all there is on standard output")
  func json() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A", "colour: red\nstatus: x"))
    let run = try build(site, "--format", "json")
    #expect(run.code == 1 && run.errors == "2 errors. public stays as it was.\n")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) } }
    try site.write("content/a.md", SiteFolder.page("A"))
    let good = try build(site, "--format", "json")
    #expect(good.code == 0 && good.output == "" && good.errors.hasPrefix("2 pages, "))
  }

  @Test("for GitHub, problems are its commands on standard output")
  func github() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A", "status: 100%"))
    let run = try build(site, "--format", "github")
    #expect(
      run.output
        == "::error file=content/a.md,line=4,endLine=4,col=9,endColumn=13,title=value::\"100%25\" is not a value of "
        + "\"status\"%0Ait is one of draft, proposed, approved, archived\n")
    #expect(run.code == 1 && run.errors == "1 error. public stays as it was.\n")
  }

  @Test("a missing folder ends with 1 and its path", arguments: ["--source", "--theme"])
  func missingFolder(option: String) throws {
    let site = try SiteFolder()
    let run = try Program.run(
      ["build", "--no-pdf", "--no-search", "--today", "2019-02-04", "--theme", SiteFolder.theme, option, "./gone"],
      in: site)
    #expect(run.code == 1 && run.output == "")
    #expect(run.errors == "lscp: cannot read the folder ./gone: No such file or directory\n")
    #expect(!site.exists("public"))
  }

  @Test("an unknown theme ends with 1 and the folder that it should be")
  func unknownTheme() throws {
    let run = try Program.run(["build", "--no-pdf", "--no-search", "--theme", "lcsp"], in: SiteFolder())
    #expect(run.code == 1 && run.errors == "lscp: cannot read the folder themes/lcsp: No such file or directory\n")
  }

  @Test("an output that is a file is left alone")
  func outputIsAFile() throws {
    let site = try SiteFolder()
    try site.write("public", "mine")
    let run = try build(site)
    #expect(run.code == 1 && run.errors.hasPrefix("lscp: public is not a folder\n"))
    #expect(try String(contentsOfFile: site.path + "/public", encoding: .utf8) == "mine")
  }

  @Test(
    "what is not understood ends with 2 and a hint",
    arguments: [
      (["build", "--no-pdf", "--no-search", "--today", "2019-02-30"], "2019-02-30"),
      (["build", "--today", "2019-02"], "2019-02"),
      (["build", "--no-pdf", "--no-search", "--today", "today"], "today"),
      (["build", "--no-pdf", "--no-search", "--workers", "0"], "--workers takes a number from 1 to 256."),
      (["build", "--no-pdf", "--no-search", "--workers", "many"], "many"), (["build", "--format", "xml"], "xml"),
      (["build", "--no-pdf", "--no-search", "--colour"], "--colour"),
      (["biuld"], "biuld"), (["explain", "link-taget"], "Did you mean link-target?"),
      (["explain", "nothing-like-it"], "Run lscp explain for a list."),
    ])
  func usage(arguments: [String], hint: String) throws {
    let site = try SiteFolder()
    let run = try Program.run(arguments, in: site)
    #expect(run.code == 2, "\(run)")
    #expect(run.output == "" && run.errors.contains(hint), "\(run)")
    #expect(!site.exists("public"))
  }

  @Test("--help names every command and option")
  func help() throws {
    let site = try SiteFolder()
    let general = try run(site, "--help")
    #expect(general.code == 0 && general.errors == "")
    for word in ["build", "explain", "--version", "--help", "Exit codes"] {
      #expect(general.output.contains(word), "\(word)")
    }
    let build = try run(site, "help", "build")
    for option in ["--source", "--theme", "--today", "--workers", "--output", "--format"] {
      #expect(build.output.contains("  \(option) <"), "\(option)")
    }
    #expect(build.output.contains("  --no-pdf "))
    #expect(try run(site, "--version").output == "lscp 0.1.0\n")
  }

  @Test("every kind of problem is explained, with what to do and how to change its severity")
  func explain() throws {
    let site = try SiteFolder()
    let list = try run(site, "explain").output.split(separator: "\n")
    #expect(list.count == DiagnosticID.allCases.count)
    var titles = Set<String>()
    for id in DiagnosticID.allCases {
      #expect(list.contains { $0.hasPrefix(id.rawValue + " ") }, "\(id.rawValue)")
      let text = id.explanation.text(id: id)
      #expect(text.hasPrefix(id.rawValue + ": ") && text.contains("\nWhat to do\n") && text.contains("severity:"))
      titles.insert(id.explanation.title)
    }
    #expect(titles.count == DiagnosticID.allCases.count, "two kinds share an explanation")
    let one = try run(site, "explain", "typed-number")
    #expect(one.code == 0 && one.output == DiagnosticID.typedNumber.explanation.text(id: .typedNumber) + "\n")
  }

  @Test("what goes into a pipe has neither colours nor control characters")
  func plainOutput() throws {
    let site = try SiteFolder("-- content/a.md --\n" + SiteFolder.page("A", "status: \"\\e[31m\"\nowner: \"\\x07\""))
    try site.write("content/b\u{1B}[2J.md", "x")
    for format in ["text", "github", "json"] {
      let run = try build(site, "--format", format)
      #expect(run.code == 1)
      #expect(
        (run.output + run.errors).unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test("the day is that of the command")
  func today() throws {
    let site = try SiteFolder(
      "-- content/campaigns/index.md --\n" + SiteFolder.page("Campaigns") + "\n-- content/campaigns/a.md --\n"
        + SiteFolder.page("A", "published: 2019\nstarts: 2019-02-05"))
    _ = try build(site)
    #expect(!site.exists("public/campaigns/a"))
    _ = try build(site, "--today", "2019-02-05")
    #expect(site.exists("public/campaigns/a"))
  }

  @Test("whatever kind of problem a site calls a warning, a build publishes or says why not")
  func severities() throws {
    let settings =
      "name: A\nshort_name: A\naddress: https://www.example.org.uk/\nlanguage: en-GB\nseverity:\n"
      + DiagnosticID.allCases.map { "  \($0.rawValue): warning\n" }.joined()
    for fault in Fault.all where !fault.site.contains("-- content/site.yml --") {
      let site = try SiteFolder(fault.site)
      try site.write("content/site.yml", settings)
      let theme = site.exists("themes") ? [] : ["--theme", SiteFolder.theme]
      let run = try Program.run(["build", "--no-pdf", "--no-search", "--today", "2019-02-04"] + theme, in: site)
      if run.code == 0 {
        #expect(site.exists("public/index.html") && !run.errors.contains(": error: "), "\(fault.name): \(run)")
      } else {
        #expect(
          run.code == 1 && (run.errors.contains(": error: ") || run.errors.contains("lscp: ")), "\(fault.name): \(run)")
      }
    }
  }
}
