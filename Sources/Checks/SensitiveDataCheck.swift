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
      let dataset: Int?
      let noun: String
      switch target {
      case .chart(let index): (dataset, noun) = (site.data.datasetOfChart[index], "chart")
      case .table(let index): (dataset, noun) = (index, "table")
      default: continue
      }
      guard let dataset else { continue }
      let missing = site.data.datasets[dataset].sensitive.filter { !offered.contains($0) }
      guard let topic = missing.first else { continue }
      let topics = (page.frontMatter.sensitive.map(\.value) + missing).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .sensitiveData, "this \(noun) is about \(topic), and the page offers no help with it",
          at: Place(path: page.document.displayPath, range: image.range),
          help: "add to the page's fields: sensitive: [\(topics)]"))
    }
    return diagnostics
  }
}
