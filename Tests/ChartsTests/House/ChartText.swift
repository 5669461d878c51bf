import Charts
import Datasets
import Diagnostics
import Fields
import Testing

/// A chart from text: its specification, and rows as a spreadsheet would save them (no quotes).
struct ChartText {
  let spec: String
  let csv: String

  init(_ spec: String, _ csv: String) {
    self.spec = spec
    self.csv = csv
  }

  static func table(_ csv: String) -> Table {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = lines.first ?? []
    return Table(
      names: names,
      columns: names.indices.map { column in
        lines.dropFirst().map { .text(column < $0.count ? $0[column] : "") }
      })
  }

  func load() -> (chart: Chart?, diagnostics: [Diagnostic]) {
    let table = Self.table(csv)
    return Chart.load(Array(spec.utf8), path: "charts/test.yml", dataNames: ["data"]) {
      $0 == "data" ? .table(table) : nil
    }
  }

  func chart() throws -> Chart { try #require(load().chart) }

  /// As the terminal shows them, without the excerpt.
  var messages: [String] {
    let lines = SourceLines(Array(spec.utf8))
    return load().diagnostics.map { problem in
      let spot = problem.place.range.map(lines.spot)
      return "\(spot?.line ?? 0):\(spot?.column ?? 0): \(problem.severity.rawValue): \(problem.message) "
        + "[\(problem.id.rawValue)]" + (problem.help.map { " = \($0)" } ?? "")
    }
  }
}
