import Foundation
import Testing

@Suite("Themes")
struct ThemeTests {
  @Test("an asset's name changes with its content, and pages follow")
  func assetNames() async throws {
    let site = try await SiteFolder.built("-- themes/lscp/assets/site.css --\nbody { color: red }\n")
    func name() throws -> String {
      let names = try site.published().keys.filter { $0.hasPrefix("assets/site.") }
      #expect(names.count == 1)
      return try #require(names.first)
    }
    let first = try name()
    #expect(try site.text("index.html").contains("<link rel=\"stylesheet\" href=\"/\(first)\">"))
    try site.write("themes/lscp/assets/site.css", "body { color: blue }\n")
    try await site.build()
    let second = try name()
    #expect(first != second)
    #expect(try site.text("index.html").contains("<link rel=\"stylesheet\" href=\"/\(second)\">"))
    #expect(first.count == "assets/site.0123456789.css".count)
  }

  @Test("a stylesheet names other assets as they are published")
  func stylesheets() async throws {
    let site = try await SiteFolder.built(
      "-- themes/lscp/assets/site.css --\na { background: url(\"icon.svg\") }\nb { background: url(icon.svg) }\n")
    let icon = try #require(try site.published().keys.first { $0.hasPrefix("assets/icon.") })
    let css = try site.published().first { $0.key.hasPrefix("assets/site.") }?.value ?? []
    let name = icon.dropFirst("assets/".count)
    #expect(
      String(decoding: css, as: UTF8.self).count(of: "url(\(name))")
        + String(decoding: css, as: UTF8.self).count(of: "url(\"\(name)\")") == 2)
  }

  @Test("words come from the language of the site, and its code and direction stand on every page")
  func language() async throws {
    let site = try SiteFolder()
    try site.copyTheme()
    let english = try String(contentsOfFile: SiteFolder.theme + "/strings/en.yml", encoding: .utf8)
    try site.write(
      "themes/lscp/strings/ur.yml", english.replacingOccurrences(of: "home: \"Home\"", with: "home: \"صفحہ اول\""))
    try site.write(
      "content/site.yml", "name: A\nshort_name: A\naddress: https://www.example.org.uk/\nlanguage: ur-PK\n")
    try site.write("content/a.md", SiteFolder.page("A"))
    try await site.build()
    let text = try site.text("a/index.html")
    #expect(text.contains("<html lang=\"ur-PK\" dir=\"rtl\">"))
    #expect(try text.between("<nav class=\"breadcrumbs\"", "</nav>").contains("صفحہ اول"))
  }

  @Test("a regional language is preferred to the language alone")
  func region() async throws {
    let site = try SiteFolder()
    try site.copyTheme()
    let english = try String(contentsOfFile: SiteFolder.theme + "/strings/en.yml", encoding: .utf8)
    try site.write(
      "themes/lscp/strings/en-GB.yml", english.replacingOccurrences(of: "\"A to Z\"", with: "\"Index & <all>\""))
    try await site.build()
    #expect(try site.text("a-z/index.html").contains("<h1>Index &amp; &lt;all&gt;</h1>"))
  }

  @Test("what an author writes is never a tag of a template")
  func tagsInContent() async throws {
    let site = try await SiteFolder.built(
      "-- content/a.md --\n"
        + SiteFolder.page("\"{{site.name}} {{{x}}}\"", body: "## {{#children}}\n\n{{>base}} {{{title}}}"))
    let text = try site.text("a/index.html")
    #expect(text.contains("<h1>{{site.name}} {{{x}}}</h1>"))
    #expect(text.contains(">{{#children}}</h2>") && text.contains("<p>{{&gt;base}} {{{title}}}</p>"))
  }

  @Test("a theme of another folder is taken where site.yml names it")
  func chosenTheme() async throws {
    let site = try SiteFolder("-- themes/lscp/partials/footer.mustache --\n<footer>theirs</footer>\n")
    try FileManager.default.moveItem(atPath: site.path + "/themes/lscp", toPath: site.path + "/themes/theirs")
    try site.write(
      "content/site.yml",
      "name: A\nshort_name: A\naddress: https://www.example.org.uk/\nlanguage: en-GB\ntheme: theirs\n")
    let run = try Program.run(["build", "--no-pdf", "--no-search", "--today", "2019-02-04"], in: site)
    #expect(run.code == 0 && run.errors == "")
    #expect(try site.text("index.html").contains("<footer>theirs</footer>"))
  }

  @Test(
    "every file that a theme must have is missed",
    arguments: ["base", "layouts/page", "layouts/not-found", "partials/contact", "partials/header"])
  func missingTemplates(name: String) async throws {
    let site = try SiteFolder()
    try site.copyTheme()
    try site.remove("themes/lscp/\(name).mustache")
    let messages = try await site.messages()
    if name == "base" {
      #expect(
        messages.contains(
          "themes/lscp/layouts/page.mustache:1:4: error: the theme has no template \"base\" [theme-file]\n"))
    } else {
      #expect(
        messages.contains(
          """
          themes/lscp/\(name).mustache: error: the theme has no template "\(name)" [theme-file]
                = every theme needs it; copy it from themes/lscp

          """))
    }
  }

  @Test("a word that the builder needs is missed")
  func missingWord() async throws {
    let site = try SiteFolder()
    try site.copyTheme()
    let english = try String(contentsOfFile: SiteFolder.theme + "/strings/en.yml", encoding: .utf8)
    try site.write(
      "themes/lscp/strings/en.yml", english.replacingOccurrences(of: "\nmoved_title:", with: "\nmoved_titel:"))
    #expect(
      try await site.messages() == """
        themes/lscp/strings/en.yml: error: the theme's strings have no "moved_title" [missing-string]
              = is moved_titel meant to be moved_title?

        """)
  }
}
