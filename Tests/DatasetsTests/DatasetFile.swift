import Datasets
import Diagnostics
import Foundation
import Testing

/// A dataset in a string: `-- data.csv --`, `-- data.yml --`, and for a fault `-- messages --`.
struct DatasetFile: Sendable, CustomTestStringConvertible {
  let name: String
  var parts: [String: String] = [:]

  /// What stands before the first part says what the file is about.
  init(name: String, _ text: String) {
    self.name = name
    var part: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        part = String(line.dropFirst(3).dropLast(3))
        parts[part ?? "", default: ""] = ""
      } else if let part {
        parts[part, default: ""] += line + "\n"
      }
    }
    // The last line of the text ends the last part.
    if let part, text.hasSuffix("\n"), let value = parts[part] { parts[part] = String(value.dropLast()) }
  }

  init(csv: String, yaml: String) {
    name = ""
    parts = ["data.csv": csv, "data.yml": yaml]
  }

  var testDescription: String { name }

  var csv: String { parts["data.csv"] ?? "source,contacts\nPolice,9509\nHealth,2904\n" }
  var yaml: String { parts["data.yml"] ?? Self.yaml() }

  /// A YAML file with all that is required, for columns `source` and `contacts`.
  static func yaml(
    columns: String = "source: {kind: category, label: Source}\n  contacts: {kind: integer, label: Contacts}",
    disclosure: String = "none", more: String = ""
  ) -> String {
    """
    title: Contacts by source
    subtitle: Contacts by source, Leeds, 2018/19
    source: Annual report 2018/19
    disclosure: \(disclosure)
    columns:
      \(columns)
    \(more)

    """
  }

  func load() -> (loaded: LoadedDataset?, diagnostics: [Diagnostic]) {
    loadDataset(
      id: "data", csv: Array(csv.utf8), csvPath: "data.csv", yaml: Array(yaml.utf8), yamlPath: "data.yml")
  }

  /// What the author is told, as the terminal shows it.
  func messages() -> String {
    let (csv, yaml) = (Array(csv.utf8), Array(yaml.utf8))
    return DiagnosticPrinter(format: .text) { $0 == "data.csv" ? csv : yaml }.print(load().diagnostics.sortedByPlace())
  }

  /// The dataset; a test fails where there is none.
  func dataset() throws -> Dataset {
    let (loaded, diagnostics) = load()
    return try #require(loaded, "\(diagnostics.map(\.message))").dataset
  }
}
