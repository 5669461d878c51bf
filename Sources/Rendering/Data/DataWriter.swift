import Content
import Datasets
import Site

/// Writes what a page shows of datasets: charts, tables, the list of corrections.
struct DataWriter: Sendable {
  let site: Site
  let strings: StringTable

  /// Appends what stands for an image.
  /// - Parameters:
  ///   - title: the image's text.
  ///   - prefix: stands before every id, so that several pages can stand on one.
  /// - Returns: whether the target is something of datasets.
  func write(_ target: LinkTarget, title: String, prefix: String, to output: inout [UInt8]) -> Bool {
    switch target {
    case .table(let index):
      table(index, title: title, prefix: prefix, to: &output)
    case .corrections:
      corrections(to: &output)
    default: return false
    }
    return true
  }

  private func table(_ index: Int, title: String, prefix: String, to output: inout [UInt8]) {
    let dataset = site.data.datasets[index]
    output.append("<figure class=\"data\">\n")
    DataTable(dataset: dataset, strings: strings, prefix: prefix, caption: title).write(to: &output)
    output.append("<figcaption>\n")
    HTMLEscape.append(strings["source"], to: &output)
    output.append(" ")
    HTMLEscape.append(dataset.source, to: &output)
    output.append(". <a href=\"", site.data.address(of: index), "\">")
    HTMLEscape.append(strings["data_link", ["title": dataset.title]], to: &output)
    output.append("</a></figcaption>\n</figure>\n")
  }

  /// What the sources of all datasets contradict, by dataset.
  private func corrections(to output: inout [UInt8]) {
    output.append("<ul class=\"corrections\">\n")
    for (index, dataset) in site.data.datasets.enumerated() where !dataset.contradictions.isEmpty {
      output.append("<li><a href=\"", site.data.address(of: index), "\">")
      HTMLEscape.append(dataset.title, to: &output)
      output.append("</a>\n<ul>\n")
      for contradiction in dataset.contradictions {
        output.append("<li>")
        HTMLEscape.append(contradiction.words(strings), to: &output)
        output.append("</li>\n")
      }
      output.append("</ul>\n</li>\n")
    }
    output.append("</ul>\n")
  }
}

extension Contradiction {
  /// Why the source contradicts itself, and the two numbers that should agree.
  func words(_ strings: StringTable) -> String {
    guard let sides else { return reason }
    return reason + " " + strings["contradiction", ["left": sides.left, "right": sides.right]]
  }
}
