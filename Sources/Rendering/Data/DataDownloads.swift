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

  /// A link to the file with its type and size, beside the chart or table itself, whose name need not be said again.
  func link(_ strings: StringTable) -> String {
    let title = HTMLEscape.escaped(strings["download_short_" + content.rawValue])
    let size = HTMLEscape.escaped(strings.words(bytes: bytes.count))
    return "<a href=\"/\(URLEscape.path(path))\" download>\(title)</a> <span class=\"file\">(\(type), \(size))</span>"
  }
}

/// The files of all datasets and charts, made once, because pages say how large they are.
struct DataDownloads: Sendable {
  /// For each dataset: its table first.
  let ofDataset: [[DataDownload]]
  /// For each chart; nil for one that cannot be drawn.
  let ofChart: [DataDownload?]

  /// - Parameter charts: the site's charts in its own language; nil for one that cannot be drawn.
  init(_ site: Site, charts: [Chart?]) {
    ofDataset = site.data.datasets.indices.map { Self.files(of: $0, in: site) }
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

  /// The dataset as a table, as records, and with its metadata as the W3C's CSV on the Web has them.
  private static func files(of index: Int, in site: Site) -> [DataDownload] {
    let dataset = site.data.datasets[index]
    let paths = paths(of: index, in: site)
    let address = site.absolute(site.data.address(of: index))
    let metadata = dataset.csvwMetadata(
      csv: dataset.id + ".csv", address: address, publisher: site.configuration.organisationName,
      language: site.configuration.language)
    return [
      DataDownload(path: paths[0], bytes: dataset.csv(), type: "CSV", mediaType: "text/csv", content: .table),
      DataDownload(
        path: paths[1], bytes: dataset.json(address: address), type: "JSON", mediaType: "application/json",
        content: .records),
      DataDownload(
        path: paths[2], bytes: metadata, type: "JSON", mediaType: "application/csvm+json", content: .metadata),
    ]
  }

  /// The paths of a dataset's own files.
  private static func paths(of index: Int, in site: Site) -> [String] {
    let id = site.data.datasets[index].id
    let folder = site.data.address(of: index).dropFirst()
    return ["csv", "json", "csv-metadata.json"].map { folder + id + "." + $0 }
  }

  private static func path(ofChart index: Int, in site: Site) -> String? {
    site.data.datasetOfChart[index].map { site.data.address(of: $0).dropFirst() + site.data.charts[index].id + ".svg" }
  }

  /// The paths of all files, for finding conflicts before anything is made.
  static func paths(in site: Site) -> [String] {
    site.data.datasets.indices.flatMap { paths(of: $0, in: site) }
      + site.data.charts.indices.compactMap { path(ofChart: $0, in: site) }
  }
}

extension SiteData {
  /// The charts in the words of a theme; nil for one that cannot be drawn.
  func charts(in strings: StringTable) -> [Chart?] {
    guard let words = strings.chartWords else { return charts.map(\.chart) }
    return charts.map { $0.chart(in: words, datasets: datasets) }
  }
}
