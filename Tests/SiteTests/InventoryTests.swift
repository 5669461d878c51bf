import Content
import Fields
import Foundation
import Site
import Testing

@Suite("What the annual report names has its page")
struct InventoryTests {
  /// The repository's own site.
  private func site() async throws -> Site {
    let (content, diagnostics) = try await loadContent(root: SiteFolder.repository + "/content", workers: 2)
    #expect(diagnostics.isEmpty)
    let today = try #require(CalendarDate("2026-11-25"))
    return await buildSite(try #require(content), today: today, includesDrafts: false, workers: 2).site
  }

  @Test("every named item is there, and no page of these sections is missing from the list")
  func items() async throws {
    let file = SiteFolder.repository + "/Tests/SiteTests/Inventory.txt"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let named = text.split(separator: "\n").filter { $0.hasPrefix("/") }.map { String($0.prefix { $0 != " " }) }
    let pages = try await site().pages
    let addresses = Set(pages.map(\.address))
    for address in named { #expect(addresses.contains(address), "\(address) has no page") }
    let kinds: Set<PageKind> = [.campaign, .guide, .procedure, .strategy, .tool, .learning, .group]
    for page in pages where kinds.contains(page.kind) {
      #expect(named.contains(page.address), "\(page.address) is not in Inventory.txt")
    }
  }

  @Test("a one-minute guide answers three to six questions, and fits on one side of A4")
  func guides() async throws {
    for page in try await site().pages where page.kind == .guide {
      guard case .guide(let guide) = page.frontMatter.details else { continue }
      let questions = page.document.body.headings.filter { $0.level == 2 }.map(\.text)
      #expect((3...6).contains(questions.count), "\(page.address) has \(questions.count) questions")
      #expect(questions.allSatisfy { $0.hasSuffix("?") }, "\(page.address) has a heading that asks nothing")
      #expect((3...5).contains(guide.keyPoints.count), "\(page.address) has \(guide.keyPoints.count) key points")
      #expect(!guide.contacts.isEmpty, "\(page.address) has no contact")
      #expect(page.document.body.wordCount <= 420, "\(page.address) has \(page.document.body.wordCount) words")
    }
  }

  @Test("pages that go on living name posts, not people")
  func people() async throws {
    // The people whom the report names; the report's own chapters are a record and keep them.
    let people = ["Peel", "Horwath", "Howarth", "Eyre", "Featherstone", "Mike Stein"]
    let folder = SiteFolder.repository + "/content"
    for case let path as String in try #require(FileManager.default.enumerator(atPath: folder))
    where path.hasSuffix(".md") && !path.hasPrefix("reports/") {
      let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      for name in people { #expect(!text.contains(name), "\(path) names \(name)") }
    }
  }
}
