import Charts
import Datasets
import Diagnostics
import Fields
import Parallel

/// A chart of the folder `charts`.
package struct ChartFile: Sendable {
  /// The name of its file, for example `contacts-by-source`.
  package let id: String
  /// The path to show in messages.
  package let displayPath: String
  /// Nil where it cannot be drawn, which has been reported.
  package let chart: Chart?
  private let bytes: [UInt8]

  init(id: String, displayPath: String, bytes: [UInt8], chart: Chart?) {
    self.id = id
    self.displayPath = displayPath
    self.bytes = bytes
    self.chart = chart
  }

  /// The chart in the words of another language; they are part of what it draws.
  package func chart(in words: ChartWords, datasets: [Dataset]) -> Chart? {
    Chart.load(bytes, path: displayPath, words: words) { name in
      datasets.first { $0.id == name }.map(ChartData.dataset)
    }.chart
  }
}

/// Reads the folders `data` and `charts` of a content folder.
struct DataFolder: Sendable {
  /// In order of their ids.
  private(set) var datasets: [Dataset] = []
  /// In order of their ids.
  private(set) var charts: [ChartFile] = []
  /// The ids of datasets that cannot be used, and have been reported.
  private(set) var brokenDatasets: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  /// The two files of a dataset: paths below the content folder.
  private struct Pair: Sendable {
    let id: String
    var table: SourceTree.File?
    var meaning: SourceTree.File?
  }

  /// - Parameter topics: the sensitive topics that `site.yml` offers help with.
  init(_ tree: SourceTree, topics: Set<String>, workers: Int) async throws {
    let pairs = pairs(in: tree)
    let loaded = try await parallelMap(pairs, workers: workers, weight: { $0.table?.size ?? 0 }) { pair in
      Self.load(pair, in: tree)
    }
    diagnostics += loaded.flatMap(\.1)
    let sound = loaded.compactMap(\.0)
    datasets = sound.map(\.dataset)
    // What the others give away can be told only where all can be read.
    if sound.count == pairs.count { diagnostics += auditDisclosure(sound) }
    for loaded in sound {
      diagnostics += loaded.dataset.sensitive.filter { !topics.contains($0) }.map {
        .unknownSensitiveTopic($0, at: Place(path: loaded.path), known: topics)
      }
    }
    brokenDatasets = Set(pairs.map(\.id)).subtracting(datasets.map(\.id))

    let files = tree.files.filter { $0.path.hasPrefix("charts/") && $0.path.hasSuffix(".yml") }
    let (datasets, broken) = (datasets, brokenDatasets)
    let drawn = try await parallelMap(files, workers: workers) { file in
      Self.chart(file, in: tree, datasets: datasets, broken: broken)
    }
    for (chart, problems) in drawn {
      diagnostics += problems
      if let chart { charts.append(chart) }
    }
  }

  /// The datasets there should be; what has only one of the two files is reported.
  private mutating func pairs(in tree: SourceTree) -> [Pair] {
    var pairs: [String: Pair] = [:]
    for file in tree.files where file.path.hasPrefix("data/") {
      let name = file.path.dropFirst("data/".count)
      guard let dot = name.lastIndex(of: "."), [".csv", ".yml"].contains(name[dot...]) else { continue }
      let id = String(name[..<dot])
      guard Address.slug(id) == id, !id.isEmpty else {
        diagnostics.append(
          Diagnostic(
            .fileName, "this file's name cannot be the name of a dataset",
            at: Place(path: tree.displayPath(file.path)),
            help: id.contains("/")
              ? "put it directly into the folder data"
              : "use lower-case letters, digits and hyphens: \(Address.slug(id))\(name[dot...])"))
        continue
      }
      if name[dot...] == ".csv" {
        pairs[id, default: Pair(id: id)].table = file
      } else {
        pairs[id, default: Pair(id: id)].meaning = file
      }
    }
    return pairs.values.filter { pair in
      guard let only = pair.table == nil ? pair.meaning : pair.meaning == nil ? pair.table : nil else { return true }
      let isTable = pair.meaning == nil
      diagnostics.append(
        Diagnostic(
          .dataPair,
          isTable
            ? "there is no data/\(pair.id).yml that says what these figures mean"
            : "there is no data/\(pair.id).csv with the figures that this file is about",
          at: Place(path: tree.displayPath(only.path)),
          help: isTable
            ? "write it: a title, a subtitle, a source, the columns and the disclosure"
            : "add the table, or remove this file"))
      return false
    }.sorted { $0.id < $1.id }
  }

  /// Reads one dataset; nil where it cannot be used.
  private static func load(_ pair: Pair, in tree: SourceTree) -> (LoadedDataset?, [Diagnostic]) {
    guard let table = pair.table, let meaning = pair.meaning else { return (nil, []) }
    let (csvPath, yamlPath) = (tree.displayPath(table.path), tree.displayPath(meaning.path))
    var diagnostics: [Diagnostic] = []
    func bytes(_ file: SourceTree.File) -> [UInt8]? {
      do {
        return try tree.read(file.path)
      } catch {
        diagnostics.append(.unreadable(tree.displayPath(file.path), error))
        return nil
      }
    }
    let (csv, yaml) = (bytes(table), bytes(meaning))
    guard let csv, let yaml else { return (nil, diagnostics) }
    return loadDataset(id: pair.id, csv: csv, csvPath: csvPath, yaml: yaml, yamlPath: yamlPath)
  }

  /// Reads one chart; nil where its file has no name for pages to call it by.
  private static func chart(
    _ file: SourceTree.File, in tree: SourceTree, datasets: [Dataset], broken: Set<String>
  ) -> (ChartFile?, [Diagnostic]) {
    let path = tree.displayPath(file.path)
    let id = String(file.path.dropFirst("charts/".count).dropLast(".yml".count))
    guard Address.slug(id) == id, !id.isEmpty else {
      return (
        nil,
        [
          Diagnostic(
            .fileName, "this file's name cannot be the name of a chart", at: Place(path: path),
            help: id.contains("/")
              ? "put it directly into the folder charts"
              : "use lower-case letters, digits and hyphens: \(Address.slug(id)).yml")
        ]
      )
    }
    let bytes: [UInt8]
    do {
      bytes = try tree.read(file.path)
    } catch {
      return (nil, [.unreadable(path, error)])
    }
    if let problem = TextEncoding.problem(in: bytes, path: path) { return (nil, [problem]) }
    var needsBroken = false
    var (chart, diagnostics) = Chart.load(bytes, path: path, dataNames: datasets.map(\.id)) { name in
      if broken.contains(name) { needsBroken = true }
      return datasets.first { $0.id == name }.map(ChartData.dataset)
    }
    // That a dataset is missing which has its own messages is no news.
    if needsBroken { diagnostics.removeAll { $0.id == .chartData } }
    return (ChartFile(id: id, displayPath: path, bytes: bytes, chart: chart), diagnostics)
  }
}

extension Diagnostic {
  /// A topic that brings no help, because `site.yml` does not know it.
  package static func unknownSensitiveTopic(_ topic: String, at place: Place, known: some Sequence<String>)
    -> Diagnostic
  {
    Diagnostic(
      .reference, "site.yml has no sensitive topic \"\(topic)\"", at: place,
      help: Suggestion.nearest(to: topic, in: known.sorted()).map { "did you mean \($0)?" }
        ?? "add it to site.yml under sensitive, with a note and contacts")
  }
}
