import Content
import Diagnostics
import Site

/// A chart that no page shows was forgotten, or its name is misspelt elsewhere.
struct UnusedChartCheck {
  func diagnostics(for site: Site) -> [Diagnostic] {
    var used = Set<Int>()
    for page in site.pages {
      for case .chart(let index) in page.images { used.insert(index) }
    }
    return site.data.charts.enumerated().filter { !used.contains($0.offset) }.map { _, chart in
      Diagnostic(
        .unusedChart, "no page shows this chart", at: Place(path: chart.displayPath),
        help: "show it with ![The finding](chart:\(chart.id)), or remove the file")
    }
  }
}
