import Content
import Datasets
import Diagnostics
import Site

/// Pages that show figures on a sensitive topic offer help before anything else.
///
/// A number in a sentence is left to the author; a chart or table draws the eye.
struct SensitiveDataCheck: Check {
  func diagnostics(for page: Page, in site: Site) -> [Diagnostic] {
    guard !site.data.datasets.isEmpty else { return [] }
    let offered = Set(page.frontMatter.sensitive.map(\.value))
    var diagnostics: [Diagnostic] = []
    for (image, target) in zip(page.document.body.images, page.images) {
      let datasets: [Int]
      let noun: String
      switch target {
      case .chart(let index): (datasets, noun) = (site.data.datasets(ofChart: index), "chart")
      case .table(let index): (datasets, noun) = ([index], "table")
      default: continue
      }
      let missing = datasets.flatMap { site.data.datasets[$0].sensitive }.filter { !offered.contains($0) }
      guard let topic = missing.first else { continue }
      diagnostics.append(
        Diagnostic(
          .sensitiveData, "this \(noun) is about \(topic), and the page offers no help with it",
          at: Place(path: page.document.displayPath, range: image.range),
          help:
            "add to the page's fields: sensitive: [\((page.frontMatter.sensitive.map(\.value) + missing.uniqued).joined(separator: ", "))]"
        ))
    }
    return diagnostics
  }
}

extension [String] {
  /// Each text once, in order.
  fileprivate var uniqued: [String] {
    var seen = Set<String>()
    return filter { seen.insert($0).inserted }
  }
}
