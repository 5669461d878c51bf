import Content
import Datasets

/// The datasets of a site, the charts that draw them, and the pages that quote them.
package struct SiteData: Sendable {
  /// In order of their ids.
  package let datasets: [Dataset]
  /// In order of their ids.
  package let charts: [ChartFile]
  /// For each chart: the dataset that it draws; nil where it cannot be drawn.
  package let datasetOfChart: [Int?]
  /// For each dataset: the charts that draw it.
  package let chartsOfDataset: [[Int]]
  /// For each dataset: the pages that quote its figures or show it as a chart or table, in order of their addresses.
  package let citations: [[Int]]

  init(content: ContentFolder, pages: [Page]) {
    datasets = content.datasets
    charts = content.charts
    let indices = Dictionary(uniqueKeysWithValues: datasets.enumerated().map { ($1.id, $0) })
    datasetOfChart = charts.map { $0.chart.flatMap { indices[$0.dataName] } }
    var chartsOfDataset = [[Int]](repeating: [], count: datasets.count)
    for (chart, dataset) in datasetOfChart.enumerated() {
      if let dataset { chartsOfDataset[dataset].append(chart) }
    }
    self.chartsOfDataset = chartsOfDataset
    var citations = [[Int]](repeating: [], count: datasets.count)
    for (index, page) in pages.enumerated() where page.isListed {
      var cited = Set<Int>()
      for target in page.links + page.images {
        switch target {
        case .figure(let dataset, _), .table(let dataset): cited.insert(dataset)
        case .chart(let chart): if let dataset = datasetOfChart[chart] { cited.insert(dataset) }
        default: break
        }
      }
      for dataset in cited { citations[dataset].append(index) }
    }
    self.citations = citations
  }

  /// The page of a dataset.
  package func address(of dataset: Int) -> String { Self.address(of: datasets[dataset].id) }

  package static func address(of id: String) -> String { Site.dataAddress + id + "/" }
}
