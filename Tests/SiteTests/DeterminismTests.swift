import Foundation
import Publishing
import Rendering
import Synchronization
import TestSupport
import Testing

@Suite("The same input and day give the same bytes")
struct DeterminismTests {
  @Test("the repository's own site does not depend on the number of workers, and a second build writes nothing")
  func ownSite() async throws {
    let site = try SiteFolder(withDefaults: false)
    try site.remove("content")
    try FileManager.default.copyItem(atPath: SiteFolder.repository + "/content", toPath: site.path + "/content")
    // On this day each of its pages is published.
    try await compare(site, today: "2026-11-25")
  }

  @Test("nor does a generated site with everything in it", arguments: [1, 2, 3])
  func generatedSite(seed: Int) async throws {
    try await compare(SiteFolder(Self.generated(seed: UInt64(seed), pages: 150)))
  }

  @Test("pages rendered by shape are those that the template engine renders one by one", arguments: [4, 5])
  func shapes(seed: Int) async throws {
    let site = try SiteFolder(Self.generated(seed: UInt64(seed), pages: 120))
    let prepared = try await prepare(site.options(today: "2019-02-04", workers: 2))
    let model = try #require(prepared.site)
    let theme = try #require(prepared.theme)
    var results: [[String: [UInt8]]] = []
    for byShape in [true, false] {
      let files = Mutex<[String: [UInt8]]>([:])
      try await renderSite(model, theme: theme, byShape: byShape, workers: 2) { path, bytes in
        files.withLock { $0[path] = bytes }
      }
      results.append(files.withLock { $0 })
    }
    #expect(results[0].count > 150)
    #expect(results[0] == results[1])
  }

  private func compare(_ site: SiteFolder, today: String = "2019-02-04") async throws {
    let first = try await site.build(today: today, workers: 1)
    let files = try site.published()
    #expect(first.output?.files == files.count)
    for workers in [2, 7] {
      try await site.build(today: today, workers: workers, output: "other")
      #expect(try site.published("other") == files, "\(workers) workers")
      try site.remove("other")
    }
    let again = try await site.build(today: today, workers: 7)
    #expect(again.output?.written == 0)
    #expect(again.output?.removed == 0)
    #expect(again.output?.unchanged == files.count)
  }

  /// Pages of many kinds that link to each other, with topics, abbreviations, contacts, downloads and old addresses.
  static func generated(seed: UInt64, pages count: Int) -> String {
    var dice = Dice(seed: seed)
    let folders = ["news", "guides", "help"]
    let names = (0..<count).map { "\(folders[$0 % folders.count])/page-\($0)" }
    var text = ""
    for folder in folders { text += "-- content/\(folder)/index.md --\n" + SiteFolder.page("The \(folder)") + "\n" }
    text += "-- content/help/form.pdf --\nA form.\n"
    text +=
      "-- content/glossary.yml --\n- abbr: SCR\n  expansion: Serious Case Review\n- abbr: MACE\n  expansion: Words\n"
    text += "-- content/contacts.yml --\n- {id: one, name: One, who: anyone, phone: \"101\", for: Readers.}\n"
    for (index, name) in names.enumerated() {
      let day = "20\(10 + dice.below(9))-0\(1 + dice.below(9))-1\(dice.below(10))"
      let topics = (0..<dice.below(4)).map { _ in "topic-\(dice.below(9))" }
      var fields = "published: \(day)\ntopics: [\(topics.joined(separator: ", "))]\n"
      if name.hasPrefix("guides") { fields += "owner: A group\nreviewed: 2018\nreview_due: 20\(18 + dice.below(3))\n" }
      if dice.below(5) == 0 { fields += "redirect_from: [/old-\(index)/]\n" }
      if dice.below(5) == 0 { fields += "synonyms: [\"Word \(dice.below(50))\"]\n" }
      if dice.below(20) == 0 { fields += "audience: [children]\n" }
      var body = "## Heading \(dice.below(3))\n\nAn SCR and ~~the~~ MACE.\n\n"
      for _ in 0..<dice.below(6) { body += "- [To](../\(names[dice.below(count)]).md) *and* `code`\n" }
      if dice.below(4) == 0 { body += "\n[One](contact:one)\n\n[Form](../help/form.pdf)[^n]\n\n[^n]: A note.\n" }
      text += "-- content/\(name).md --\n" + SiteFolder.page("Page \(dice.below(90))", fields, body: body) + "\n"
    }
    return text
  }
}
