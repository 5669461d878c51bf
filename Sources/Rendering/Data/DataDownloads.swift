import Charts
import Datasets
import Site

/// A file that readers can take away: a dataset, or a picture of a chart.
struct DataDownload: Sendable {
  /// What the file holds, by the name of its words in a theme's strings.
  enum Content: String { case table, records, metadata, chart }

  /// Without a first slash.
  let path: String
  let bytes: [UInt8]
  /// For readers, for example `CSV`.
  let type: String
  /// For programs, for example `text/csv`.
  let mediaType: String
  let content: Content
  /// The name of a chart.
  var name = ""

  func title(_ strings: StringTable) -> String { strings["download_" + content.rawValue, ["title": name]] }

  /// Beside the chart or table itself, where its name need not be said again.
  func shortTitle(_ strings: StringTable) -> String { strings["download_short_" + content.rawValue] }
}

/// The files of all datasets and charts, made once, because pages say how large they are.
struct DataDownloads: Sendable {
  /// For each dataset: its table first.
  let ofDataset: [[DataDownload]]
  /// For each chart; nil for one that cannot be drawn.
  let ofChart: [DataDownload?]

  /// - Parameter charts: the site's charts in its own language; nil for one that cannot be drawn.
  init(_ site: Site, charts: [Chart?]) {
    ofDataset = site.data.datasets.map { _ in [] }
    ofChart = site.data.charts.indices.map { index in
      guard let chart = charts[index], let path = Self.path(ofChart: index, in: site) else {
        return nil
      }
      return DataDownload(
        path: path, bytes: chart.svg(.print(titled: true)), type: "SVG", mediaType: "image/svg+xml", content: .chart,
        name: chart.title)
    }
  }

  /// All files, in order.
  var all: [DataDownload] { ofDataset.flatMap(\.self) + ofChart.compactMap(\.self) }

  private static func path(ofChart index: Int, in site: Site) -> String? {
    site.data.datasetOfChart[index].map { site.data.address(of: $0).dropFirst() + site.data.charts[index].id + ".svg" }
  }

  /// The paths of all files, for finding conflicts before anything is made.
  static func paths(in site: Site) -> [String] {
    site.data.charts.indices.compactMap { path(ofChart: $0, in: site) }
  }
}

extension SiteData {
  /// The charts in the words of a theme; nil for one that cannot be drawn.
  func charts(in strings: StringTable) -> [Chart?] {
    guard let words = strings.chartWords else { return charts.map(\.chart) }
    return charts.map { $0.chart(in: words, datasets: datasets) }
  }
}
