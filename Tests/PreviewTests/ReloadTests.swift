import Foundation
import Preview
import Testing

@Suite("Preview: changes", .timeLimit(.minutes(2)))
struct ReloadTests {
  @Test("a changed page appears, and browsers are told")
  func changedPage() async throws {
    let folder = try SiteFolder()
    let preview = try await RunningPreview(folder)
    let first = try await preview.nextBuild()
    #expect(first.isShown && first.pages == 1 && first.diagnostics.isEmpty && first.failure == nil)
    let browser = try await EventClient(preview.client)
    let before = try await browser.next()
    #expect(before.problems.isEmpty)
    #expect(try await preview.client.get("/").body.contains("reload.js?\(before.version)\""))

    try folder.write("content/index.md", SiteFolder.page("Home", "Changed."))
    #expect(try await preview.nextBuild().isShown)
    let after = try await browser.next(after: before)
    #expect(after.version != before.version)
    let page = try await preview.client.get("/").body
    #expect(page.contains("<p>Changed.</p>"))
    #expect(page.contains("reload.js?\(after.version)\""))
  }

  @Test("a changed number of a dataset is held against the pages that quote it, and is shown when they agree")
  func changedData() async throws {
    let folder = try SiteFolder([
      "content/data/contacts.csv": "year,contacts\n2018/19,24629\n",
      "content/data/contacts.yml": """
      title: Contacts
      subtitle: Contacts, Leeds, 2018/19
      source: A report
      columns:
        year: {kind: year, label: Year}
        contacts: {kind: integer, label: Contacts}
      disclosure: none (figures for a whole city)
      """,
      "content/a.md": SiteFolder.page("A", "There were [24,629](figure:contacts/2018-19)."),
    ])
    let preview = try await RunningPreview(folder)
    #expect(try await preview.nextBuild().isShown)
    try folder.write("content/data/contacts.csv", "year,contacts\n2018/19,24700\n")
    let build = try await preview.nextBuild()
    #expect(!build.isShown && build.diagnostics.map(\.id) == [.figure])
    try folder.write("content/a.md", SiteFolder.page("A", "There were [24,700](figure:contacts/2018-19)."))
    #expect(try await preview.nextBuild().isShown)
    #expect(try await preview.client.get("/data/contacts/").body.contains(">24,700</td>"))
    let file = try await preview.client.get("/data/contacts/contacts.csv")
    #expect(file.status == 200 && file.body.contains("24700"))
  }

  @Test("a broken page keeps the last good site and sends the problem; repaired, it is shown")
  func brokenPage() async throws {
    let folder = try SiteFolder()
    let preview = try await RunningPreview(folder)
    _ = try await preview.nextBuild()
    let browser = try await EventClient(preview.client)
    let good = try await browser.next()

    try folder.write(
      "content/index.md", "---\ntitle: Home\nsummary: About this.\n---\n\n[Help](hlep.md) & <b>now</b>\n")
    let build = try await preview.nextBuild()
    #expect(!build.isShown && build.showsSite && build.pages == 0)
    #expect(build.diagnostics.contains { $0.id == .linkTarget })
    let broken = try await browser.next(after: good)
    #expect(broken.version == good.version)
    let problem = try #require(broken.problems.first { $0.message.hasSuffix("[link-target]") })
    #expect(problem.severity == "error")
    #expect(problem.place == folder.source + "/index.md:6:8")
    #expect(problem.excerpt == "[Help](hlep.md) & <b>now</b>\n       ^~~~~~~")
    #expect(try await preview.client.get("/").body.contains("<p>Welcome.</p>"))

    try folder.replace("content/index.md", SiteFolder.page("Home", "Repaired."))
    #expect(try await preview.nextBuild().isShown)
    let repaired = try await browser.next(after: broken)
    #expect(repaired.version != good.version)
    #expect(repaired.problems.isEmpty)
    #expect(try await preview.client.get("/").body.contains("<p>Repaired.</p>"))
  }

  @Test("pages and folders that are added, renamed and removed come and go")
  func addedAndRemoved() async throws {
    let folder = try SiteFolder()
    let preview = try await RunningPreview(folder)
    _ = try await preview.nextBuild()
    #expect(try await preview.client.get("/new/page/").status == 404)

    try folder.write("content/new/index.md", SiteFolder.page("New", "A section."))
    try folder.write("content/new/page.md", SiteFolder.page("Page", "A page."))
    try await untilShown(preview, pages: 3)
    #expect(try await preview.client.get("/new/page/").body.contains("<p>A page.</p>"))

    try #require(rename(folder.path + "/content/new", folder.path + "/content/newer") == 0)
    #expect(try await preview.nextBuild().isShown)
    #expect(try await preview.client.get("/new/page/").status == 404)
    #expect(try await preview.client.get("/newer/page/").status == 200)

    try folder.remove("content/newer/page.md")
    try await untilShown(preview, pages: 2)
    #expect(try await preview.client.get("/newer/page/").status == 404)
  }

  @Test("a change of the theme is shown, and a broken template keeps the last good site")
  func changedTheme() async throws {
    let folder = try SiteFolder()
    try folder.addTheme("own")
    let preview = try await RunningPreview(folder, theme: "own")
    _ = try await preview.nextBuild()
    let template = "themes/own/base.mustache"
    let text = try folder.text(template)

    try folder.write(template, text.replacingOccurrences(of: "</body>", with: "<p>Own theme.</p></body>"))
    #expect(try await preview.nextBuild().isShown)
    #expect(try await preview.client.get("/").body.contains("<p>Own theme.</p>"))

    try folder.write(template, text + "{{#open}}")
    let broken = try await preview.nextBuild()
    #expect(!broken.isShown && broken.showsSite)
    #expect(try await preview.client.get("/").body.contains("<p>Own theme.</p>"))
  }

  @Test("the theme that site.yml names is watched as well")
  func configuredTheme() async throws {
    let folder = try SiteFolder()
    try folder.addTheme("named")
    try folder.write("content/site.yml", try folder.text("content/site.yml") + "theme: named\n")
    let preview = try await RunningPreview(folder, theme: nil)
    #expect(try await preview.nextBuild().isShown)
    let template = "themes/named/base.mustache"
    try folder.write(
      template, try folder.text(template).replacingOccurrences(of: "</body>", with: "<p>Named.</p></body>"))
    #expect(try await preview.nextBuild().isShown)
    #expect(try await preview.client.get("/").body.contains("<p>Named.</p>"))
  }

  @Test("while there is no site, every address shows what is wrong, until it is put right")
  func nothingToShow() async throws {
    let folder = try SiteFolder(["content/site.yml": "name: <Testshire\n"])
    let preview = try await RunningPreview(folder)
    let first = try await preview.nextBuild()
    #expect(!first.isShown && !first.showsSite)
    let browser = try await EventClient(preview.client)
    let message = try await browser.next()
    #expect(message.problems.isEmpty)
    let page = try await preview.client.get("/any/page/")
    #expect(page.status == 503)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.body.contains("<h1>The site cannot be shown yet</h1>"))
    #expect(page.body.contains("name: &lt;Testshire"))
    #expect(page.body.contains("reload.js?\(message.version)\""))

    let good = try SiteFolder().text("content/site.yml")
    try folder.write("content/site.yml", good)
    #expect(try await preview.nextBuild().isShown)
    #expect(try await browser.next(after: message).version != message.version)
    #expect(try await preview.client.get("/").status == 200)
  }

  @Test("a content folder or theme that is not there yet is waited for")
  func missingFolders() async throws {
    let folder = try SiteFolder()
    try #require(rename(folder.source, folder.path + "/moved") == 0)
    let preview = try await RunningPreview(folder, theme: folder.path + "/themes/own")
    let first = try await preview.nextBuild()
    #expect(first.failure == "cannot read the folder \(folder.source): No such file or directory")
    #expect(try await preview.client.get("/").body.contains("No such file or directory"))

    try #require(rename(folder.path + "/moved", folder.source) == 0)
    let second = try await preview.nextBuild()
    #expect(second.failure == "cannot read the folder \(folder.path)/themes/own: No such file or directory")

    try folder.addTheme("own")
    try await untilShown(preview, pages: 1)
    #expect(try await preview.client.get("/").status == 200)
  }

  @Test("a change that comes during a build leads to one more")
  func changeDuringBuild() async throws {
    let folder = try SiteFolder()
    // The report of the first build comes before the next look at the files.
    let preview = try await RunningPreview(folder) { build in
      guard build.pages == 1 else { return }
      do {
        try folder.write("content/more.md", SiteFolder.page("More", "More."))
      } catch {
        Issue.record(error)
      }
    }
    #expect(try await preview.nextBuild().pages == 1)
    #expect(try await preview.nextBuild().pages == 2)
    #expect(try await preview.client.get("/more/").status == 200)
  }

  @Test("warnings are sent with the newest site")
  func warnings() async throws {
    let folder = try SiteFolder()
    let severity = "severity:\n  link-target: warning\n"
    try folder.write("content/site.yml", try folder.text("content/site.yml") + severity)
    try folder.write("content/index.md", SiteFolder.page("Home", "[Help](hlep.md)"))
    let preview = try await RunningPreview(folder)
    let build = try await preview.nextBuild()
    #expect(build.isShown)
    let message = try await EventClient(preview.client).next()
    #expect(message.problems.map(\.severity) == ["warning"])
  }

  @Test("of very many problems the browser gets the first hundred")
  func manyProblems() async throws {
    let links = (0..<150).map { "[x](no-\($0).md)" }.joined(separator: "\n")
    let folder = try SiteFolder()
    let preview = try await RunningPreview(folder)
    _ = try await preview.nextBuild()
    try folder.write("content/index.md", SiteFolder.page("Home", links))
    let build = try await preview.nextBuild()
    let message = try await EventClient(preview.client).next()
    #expect(message.problems.count == 100)
    #expect(message.more == build.diagnostics.count - 100)
  }

  /// Several files cannot be changed at once, so there may be builds between.
  private func untilShown(_ preview: RunningPreview, pages: Int) async throws {
    while true {
      let build = try await preview.nextBuild()
      if build.isShown, build.pages == pages { return }
    }
  }
}
