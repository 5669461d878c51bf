import Charts
import Content
import Datasets
import Site

/// Writes what a page shows of datasets: charts, tables, the list of corrections.
struct DataWriter: Sendable {
  let site: Site
  let strings: StringTable
  let downloads: DataDownloads
  /// In the language of the pages; nil for one that cannot be drawn.
  private let charts: [Chart?]

  init(site: Site, strings: StringTable, downloads: DataDownloads) {
    self.site = site
    self.strings = strings
    self.downloads = downloads
    charts = site.data.charts(in: strings)
  }

  /// Appends what stands for an image.
  /// - Parameters:
  ///   - title: the image's text.
  ///   - prefix: stands before every id, so that several pages can stand on one, and one chart twice on a page.
  /// - Returns: whether the target is something of datasets.
  func write(_ target: LinkTarget, title: String, prefix: String, to output: inout [UInt8]) -> Bool {
    switch target {
    case .table(let index):
      table(index, title: title, prefix: prefix, to: &output)
    case .chart(let index):
      chart(index, title: title, prefix: prefix, to: &output)
    case .corrections:
      corrections(to: &output)
    default: return false
    }
    return true
  }

  private func chart(_ index: Int, title: String, prefix: String, to output: inout [UInt8]) {
    guard var chart = charts[index], let dataset = site.data.datasetOfChart[index] else { return }
    chart.title = title
    let files = [downloads.ofDataset[dataset].first, downloads.ofChart[index]].compactMap(\.self)
    ChartFigure(
      chart: chart, strings: strings, prefix: prefix,
      dataLink: (site.data.datasets[dataset].title, site.data.address(of: dataset)), downloads: files
    ).write(to: &output)
  }

  /// A chart on the page of its dataset, where the numbers stand below it anyway.
  func chartBesideTable(_ index: Int, to output: inout [UInt8]) {
    guard let chart = charts[index] else { return }
    ChartFigure(chart: chart, strings: strings, downloads: [downloads.ofChart[index]].compactMap(\.self)).write(
      to: &output)
  }

  private func table(_ index: Int, title: String, prefix: String, to output: inout [UInt8]) {
    let dataset = site.data.datasets[index]
    output.append("<figure class=\"data\">\n")
    DataTable(dataset: dataset, strings: strings, prefix: prefix, caption: title).write(to: &output)
    output.append("<figcaption>\n")
    HTMLEscape.append(strings["source"] + " " + dataset.source + ".", to: &output)
    output.append("\n<span class=\"no-print\">")
    for file in downloads.ofDataset[index].prefix(1) { output.append(file.link(strings), ",\n") }
    output.append("<a href=\"", site.data.address(of: index), "\">")
    HTMLEscape.append(strings["data_link", ["title": dataset.title]], to: &output)
    output.append("</a></span></figcaption>\n</figure>\n")
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
