import Foundation
import Publishing
import Testing

@Suite("The figures of the annual report")
struct ReportDataTests {
  static let today = "2026-11-25"

  /// A copy of the repository's own site, to be changed.
  private func site() throws -> SiteFolder {
    let site = try SiteFolder(withDefaults: false)
    try site.remove("content")
    try FileManager.default.copyItem(atPath: SiteFolder.repository + "/content", toPath: site.path + "/content")
    return site
  }

  @Test("at least eight in ten of the numbers in its sentences are held to a dataset")
  func share() async throws {
    let site = try site()
    let (report, _) = try await reportFigures(site.options(today: Self.today, workers: 2)) {
      $0.hasPrefix("reports/2018-19/")
    }
    // The folder is there until here.
    #expect(site.exists("content/reports/2018-19/index.md"))
    let figures = try #require(report)
    #expect(figures.count > 300)
    #expect(figures.share >= 80)
  }

  @Test("a number that changes stops the build at each sentence that quotes it")
  func change() async throws {
    let site = try site()
    let file = "content/data/contacts.csv"
    let text = try String(contentsOfFile: site.path + "/" + file, encoding: .utf8)
    try site.write(file, text.replacingOccurrences(of: "24629", with: "24692"))
    let messages = try await site.messages(today: Self.today)
    for name in ["main-points.md", "data-and-methods.md", "support-for-children-and-families.md"] {
      #expect(messages.contains("content/reports/2018-19/\(name):"), "nothing about \(name)")
    }
    #expect(messages.contains("24,692"))
  }

  @Test("what is withheld stands nowhere in the published files")
  func withheld() async throws {
    let site = try site()
    let names = ["Forced marriage", "Trafficking or modern day slavery"]
    let file = "content/data/cse-other-factors.csv"
    let text = try String(contentsOfFile: site.path + "/" + file, encoding: .utf8)
    for name in names { #expect(text.contains("\n\(name),"), "the source no longer has \(name)") }
    try await site.build(today: Self.today)
    let published = try site.published().filter { $0.key.hasPrefix("data/cse-other-factors/") }
    #expect(!published.isEmpty)
    for (path, bytes) in published {
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      for (number, line) in lines.enumerated() where names.contains(where: { line.contains($0 + "</th>") }) {
        #expect(lines[number + 1].contains("[c]"), "\(path) shows more than [c]")
      }
      if path.hasSuffix(".csv") {
        for name in names { #expect(lines.contains("\(name),[c]"), "\(path) shows more than [c]") }
      }
    }
  }
}
