import Content
import Diagnostics
import Foundation
import Testing

/// A site with a fault, and what its author is told: a file of the folder Faults.
///
/// The first lines say what the fault is, the site follows as in ``SiteFolder``, the messages come last under
/// `-- messages --`. With `LSCP_RECORD=1` in the environment the messages are written anew, for people to read.
struct Fault: CustomTestStringConvertible, Sendable {
  let name: String
  let site: String
  let messages: String

  static let folder = SiteFolder.repository + "/Tests/SiteTests/Faults"
  static let isRecording = ProcessInfo.processInfo.environment["LSCP_RECORD"] != nil
  private static let separator = "-- messages --\n"

  static let all: [Fault] = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    .map { name in
      let text = String(decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self)
      let range = text.range(of: separator)
      return Fault(
        name: name, site: String(text[..<(range?.lowerBound ?? text.endIndex)]),
        messages: range.map { String(text[$0.upperBound...]) } ?? "")
    }

  var testDescription: String { name }

  func record(_ messages: String) throws {
    try (site + Self.separator + messages).write(toFile: Self.folder + "/" + name, atomically: true, encoding: .utf8)
  }
}

@Suite("A site with a fault is not published, and its author is told what to do")
struct FaultTests {
  @Test("each fault has its exact message, and leaves the site as it was", arguments: Fault.all)
  func messages(fault: Fault) async throws {
    let site = try SiteFolder(fault.site)
    try site.write("public/index.html", "the site of yesterday")
    let before = try site.published()
    let stamp = try site.stamp("public/index.html")
    let outcome = try await site.outcome()
    if Fault.isRecording { return try fault.record(outcome.messages) }
    #expect(outcome.messages == fault.messages)
    #expect(outcome.report.output == nil)
    #expect(outcome.report.count(.error) > 0)
    #expect(try site.published() == before)
    #expect(try site.stamp("public/index.html") == stamp)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.path).allSatisfy { !$0.hasPrefix(".") })
  }

  @Test("every kind of problem has a test")
  func everyKindIsTested() {
    let tested = Fault.all.map(\.messages).joined()
    let elsewhere: Set<DiagnosticID> = [
      .encoding, .unreadableFile,
      // In DownloadTests.
      .printEngine, .printDocument, .printLength,
      // In SearchTests.
      .searchEngine,
      // In DatasetsTests.
      .csvSyntax, .cellValue, .assertion, .disclosure, .disclosureReview, .figure, .smallCount,
      // In ChartsTests.
      .jsonSyntax, .chartUnsupported, .chartData, .chartColumn, .chartSeries, .chartSum, .chartTitle,
      .chartPeriods,
    ]
    for id in DiagnosticID.allCases where !elsewhere.contains(id) {
      #expect(tested.contains("[\(id.rawValue)]\n"), "no fault shows \(id.rawValue)")
    }
  }

  @Test("there are many faults")
  func thereAreFaults() { #expect(Fault.all.count >= 90) }

  @Test("all faults of one site are reported in one run, in the same words for any number of workers")
  func allAtOnce() async throws {
    let whole = try everything()
    let first = try await whole.outcome(workers: 1)
    let golden = SiteFolder.repository + "/Tests/SiteTests/Golden/everything.txt"
    if Fault.isRecording { try first.messages.write(toFile: golden, atomically: true, encoding: .utf8) }
    #expect(try first.messages == String(contentsOfFile: golden, encoding: .utf8))
    #expect(try await whole.outcome(workers: 7).messages == first.messages)
    #expect(!whole.exists("public"))
  }

  @Test("in JSON each problem is a line that any program can read")
  func json() async throws {
    let site = try everything()
    let outcome = try await site.outcome(format: .json)
    let lines = outcome.messages.split(separator: "\n")
    #expect(lines.count == outcome.report.diagnostics.count)
    for (line, diagnostic) in zip(lines, outcome.report.diagnostics) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let message = diagnostic.message.replacingOccurrences(of: site.path + "/", with: "")
      #expect(object["message"] as? String == message)
      #expect(object["help"] as? String == diagnostic.help)
      #expect(object["id"] as? String == diagnostic.id.rawValue)
      #expect(object["severity"] as? String == diagnostic.severity.rawValue)
      if diagnostic.place.range != nil {
        #expect(object["line"] as? Int ?? 0 > 0)
        #expect(object["column"] as? Int ?? 0 > 0)
      }
    }
  }

  @Test("for GitHub each problem is one line without control characters")
  func github() async throws {
    let outcome = try await everything().outcome(format: .github)
    let lines = outcome.messages.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == outcome.report.diagnostics.count)
    for line in lines {
      #expect(
        line.hasPrefix("::error file=content/") || line.hasPrefix("::error file=themes/")
          || line.hasPrefix("::warning file=content/"), "\(line)")
    }
    #expect(outcome.messages.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
  }

  /// The faults whose files do not stand in each other's way, as one site.
  private func everything() throws -> SiteFolder {
    let site = try SiteFolder("-- themes/lscp/.keep --\n")
    var written: [String: String] = [:]
    for fault in Fault.all {
      let files = SiteFolder.files(in: fault.site)
      guard !files.contains(where: { $0.name == "content/site.yml" || written[$0.name, default: $0.text] != $0.text })
      else { continue }
      for file in files {
        written[file.name] = file.text
        try site.write(file.name, file.text)
      }
    }
    return site
  }
}

extension SiteFolder {
  /// What changes when a file is written again: its inode and times.
  func stamp(_ name: String) throws -> [Int] {
    var status = stat()
    try #require(lstat(path + "/" + name, &status) == 0, "there is no \(name)")
    return [
      Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }
}
