import Charts
import Datasets
import Diagnostics
import Fields
import Testing

/// A chart from text: its specification, and the CSV file that it names.
struct ChartText {
  let spec: String
  let csv: String

  init(_ spec: String, _ csv: String) {
    self.spec = spec
    self.csv = csv
  }

  func load() -> (chart: Chart?, diagnostics: [Diagnostic]) {
    Chart.load(Array(spec.utf8), path: "charts/test.yml", dataNames: ["data"]) {
      $0 == "data" ? .file(Array(csv.utf8), path: "data.csv") : nil
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
