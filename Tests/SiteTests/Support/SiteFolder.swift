import Content
import Diagnostics
import Fields
import Foundation
import Publishing
import Testing

/// A site written down as one text, in a folder of its own that is removed with it.
///
/// ```
/// -- content/guides/mace.md --
/// the file's lines
/// -- content/guides/empty.md --
/// ```
/// `content/site.yml` and `content/index.md` are added where the text has none. A text with files below `themes/lscp/`
/// gets the repository's theme, with these files in place of its own.
final class SiteFolder {
  let path: String

  init(_ text: String = "", withDefaults: Bool = true) throws {
    path = FileManager.default.temporaryDirectory.path + "/lscp-site-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path + "/content", withIntermediateDirectories: true)
    let files = Self.files(in: text)
    if files.contains(where: { $0.name.hasPrefix("themes/lscp/") }) { try copyTheme() }
    if withDefaults { for (name, text) in Self.defaults { try write(name, text) } }
    for file in files { try write(file.name, file.text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static let repository = String(
    #filePath.dropLast("/Tests/SiteTests/Support/SiteFolder.swift".count))
  static let theme = repository + "/themes/lscp"

  private static let defaults = [
    (
      "content/site.yml",
      "name: A Partnership\nshort_name: AP\naddress: https://www.example.org.uk/\nlanguage: en-GB\n"
    ),
    ("content/index.md", page("A Partnership")),
  ]

  /// A whole file for a page with a title, further fields and a body.
  static func page(_ title: String, _ fields: String = "", body: String = "") -> String {
    "---\ntitle: \(title)\nsummary: About \(title).\n\(fields.isEmpty ? "" : fields + "\n")---\n\(body)\n"
  }

  static func files(in text: String) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if let last = files.indices.last {
        files[last].text += line + "\n"
      }
    }
    // The text's own last line feed is not a line of the last file.
    if let last = files.indices.last, files[last].text.hasSuffix("\n") { files[last].text.removeLast() }
    return files
  }

  // MARK: - Files

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try #require(FileManager.default.createFile(atPath: file, contents: Data(bytes)), "cannot write \(name)")
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// A copy of the repository's theme, to be changed.
  func copyTheme() throws {
    try FileManager.default.createDirectory(atPath: path + "/themes", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.theme, toPath: path + "/themes/lscp")
  }

  /// A file of the published site as text.
  func text(_ name: String) throws -> String {
    let data = try #require(FileManager.default.contents(atPath: path + "/public/" + name), "there is no \(name)")
    return String(decoding: data, as: UTF8.self)
  }

  /// Every published file's bytes by its path; hidden files are left out.
  func published(_ folder: String = "public") throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let names = FileManager.default.enumerator(atPath: path + "/" + folder)
    for case let name as String in try #require(names) where !name.hasPrefix(".") {
      var isFolder: ObjCBool = false
      let file = path + "/" + folder + "/" + name
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    }
    return files
  }

  // MARK: - Building

  /// The outcome of a build in which an author's mistakes are no failure of the test.
  struct Outcome {
    let report: BuildReport
    /// As a person reads them, without the temporary folder in front of paths.
    let messages: String
  }

  func options(today: String, workers: Int) throws -> BuildOptions {
    BuildOptions(
      source: path + "/content", theme: exists("themes/lscp") ? nil : Self.theme,
      today: try #require(CalendarDate(today)), workers: workers)
  }

  func outcome(
    today: String = "2019-02-04", workers: Int = 2, format: DiagnosticPrinter.Format = .text, output: String = "public",
    _ change: (inout BuildOptions) -> Void = { _ in }
  ) async throws -> Outcome {
    var options = try options(today: today, workers: workers)
    change(&options)
    let report = try await Publishing.build(options, output: path + "/" + output)
    // The order of files must not depend on where the repository is.
    let roots = [path + "/", Self.repository + "/"]
    var diagnostics = report.diagnostics
    for index in diagnostics.indices {
      guard let root = roots.first(where: diagnostics[index].place.path.hasPrefix) else { continue }
      diagnostics[index].place.path.removeFirst(root.count)
    }
    let printer = DiagnosticPrinter(format: format) { name in
      roots.lazy.compactMap { try? readFile($0 + name) }.first
    }
    let messages = roots.reduce(printer.print(diagnostics.sortedByPlace())) {
      $0.replacingOccurrences(of: $1, with: "")
    }
    return Outcome(report: report, messages: messages)
  }

  /// Builds a site in which nothing is wrong.
  @discardableResult
  func build(today: String = "2019-02-04", workers: Int = 2, output: String = "public") async throws -> BuildReport {
    let outcome = try await outcome(today: today, workers: workers, output: output)
    #expect(outcome.messages == "")
    try #require(outcome.report.output != nil, "nothing was published")
    return outcome.report
  }

  /// The messages of a site that is not published.
  func messages(today: String = "2019-02-04", format: DiagnosticPrinter.Format = .text) async throws -> String {
    let outcome = try await outcome(today: today, format: format)
    #expect(outcome.report.output == nil, "the site was published")
    return outcome.messages
  }

  /// Builds a site that is written down as a text, for one look at it.
  static func built(_ text: String, today: String = "2019-02-04") async throws -> SiteFolder {
    let site = try SiteFolder(text)
    try await site.build(today: today)
    return site
  }
}

extension String {
  /// What stands between the first `start` and the next `end`.
  func between(_ start: String, _ end: String) throws -> String {
    let open = try #require(range(of: start), "there is no \(start)")
    let close = try #require(self[open.upperBound...].range(of: end), "there is no \(end) behind \(start)")
    return String(self[open.upperBound..<close.lowerBound])
  }

  /// Every part of the text that stands between `start` and the next `end`, in order.
  func all(between start: String, _ end: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let open = rest.range(of: start), let close = rest[open.upperBound...].range(of: end) {
      found.append(String(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    return found
  }

  /// The page's own text: what its author wrote and the lists below it.
  func main() throws -> String {
    let element = try between("<main id=\"main\" tabindex=\"-1\"", "</main>")
    return String(element[element.index(after: try #require(element.firstIndex(of: ">")))...])
  }

  /// HTML as it is read.
  var withoutTags: String {
    var isTag = false
    return String(
      filter { character in
        if character == "<" { isTag = true }
        defer { if character == ">" { isTag = false } }
        return !isTag
      })
  }

  /// How often a text occurs.
  func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
