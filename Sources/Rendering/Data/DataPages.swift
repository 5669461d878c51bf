import Content
import Datasets
import Site

/// The pages of datasets: one for each, and the list of all by topic.
struct DataPages: Sendable {
  let context: PageContext
  private let renderer: PageRenderer
  private var site: Site { context.site }
  private var data: SiteData { context.site.data }
  private var strings: StringTable { context.theme.strings }

  init(_ context: PageContext) {
    self.context = context
    renderer = PageRenderer(context)
  }

  /// The addresses that the site map adds to those of written pages.
  func addresses() -> [String] {
    guard !data.datasets.isEmpty else { return [] }
    return (needsIndex ? [Site.dataAddress] : []) + data.datasets.indices.map(data.address(of:))
  }

  /// Whether no author has written a page for the list.
  var needsIndex: Bool { !data.datasets.isEmpty && !site.pages.contains { $0.kind == .data } }

  func index() -> (path: String, bytes: [UInt8]) {
    var scope = context.scope(
      title: strings["data_title"], address: Site.dataAddress, summary: strings["data_summary"], kind: "data",
      section: nil)
    scope.breadcrumbs = context.breadcrumbs(below: site.home)
    scope.groups = DataPages.groups(context)
    return (Site.dataAddress.dropFirst() + "index.html", context.render("data", scope) { _ in })
  }

  /// All datasets by topic; those without one come last.
  static func groups(_ context: PageContext) -> [DataGroupScope] {
    let data = context.site.data
    var members: [String: [Int]] = [:]
    for (index, dataset) in data.datasets.enumerated() {
      for topic in dataset.topics.isEmpty ? [""] : dataset.topics { members[topic, default: []].append(index) }
    }
    let topics = members.keys.sorted { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }
    return topics.map { topic in
      let indices = (members[topic] ?? []).sorted { data.datasets[$0].title < data.datasets[$1].title }
      return DataGroupScope(
        title: topic.isEmpty ? context.theme.strings["data_other"] : Topic.title(of: topic),
        fragment: "topic-" + (topic.isEmpty ? "none" : topic),
        items: indices.map { link(to: $0, in: context).item }.joined())
    }
  }

  private static func link(to index: Int, in context: PageContext) -> LinkScope {
    let dataset = context.site.data.datasets[index]
    return LinkScope(
      title: dataset.title, address: context.site.data.address(of: index), summary: dataset.finding ?? dataset.subtitle
    ).rendered(by: context.theme)
  }

  // MARK: - A dataset

  /// The dataset's page.
  func page(of index: Int) -> (path: String, bytes: [UInt8]) {
    let dataset = data.datasets[index]
    let charts = data.chartsOfDataset[index]
    let writer = context.bodies.data
    let downloads =
      writer.downloads.ofDataset[index] + charts.compactMap { writer.downloads.ofChart[$0] }
    var scope = context.scope(
      title: dataset.title, address: data.address(of: index), summary: dataset.finding ?? dataset.subtitle,
      kind: "dataset", section: site.pages.firstIndex { $0.kind == .data }.flatMap(context.menuEntry(of:)))
    let trail = context.trail(to: site.home) + [LinkScope(title: strings["data_title"], address: Site.dataAddress)]
    scope.breadcrumbs = context.breadcrumbs(trail)
    scope.isSensitive = !dataset.sensitive.isEmpty
    scope.hasExit = scope.isSensitive
    scope.help = renderer.help(topics: dataset.sensitive)
    scope.facts = facts(of: dataset)
    scope.topics = dataset.topics.compactMap { context.topicLinks[$0] }
    scope.caveats = ([dataset.rounding].compactMap(\.self) + dataset.caveats).map(ItemScope.init)
    scope.contradictions = dataset.contradictions.map { ItemScope(text: $0.words(strings)) }
    scope.citations = data.citations[index].map { context.links[$0].item }.joined()
    scope.downloads = items(downloads)
    let table = DataTable(dataset: dataset, strings: strings, isOnOwnPage: true)
    scope.hasSorting = table.isSortable
    scope.searchFilters = searchFilterAttributes(kind: "dataset", audience: [])
    scope.structuredData = StructuredData.json(
      for: dataset, at: data.address(of: index), files: downloads.map { ($0.path, $0.mediaType) }, breadcrumbs: trail,
      site: site)
    let page = context.render("dataset", scope) { output in
      // On sensitive subjects the numbers come before the pictures.
      if !scope.isSensitive { for chart in charts { writer.chartBesideTable(chart, to: &output) } }
      table.write(to: &output)
      if scope.isSensitive { for chart in charts { writer.chartBesideTable(chart, to: &output) } }
    }
    return (data.address(of: index).dropFirst() + "index.html", page)
  }

  private func facts(of dataset: Dataset) -> [Fact] {
    var facts: [Fact] = []
    func add(_ key: String, _ text: String?) {
      if let text { facts.append(Fact(term: strings[key], text: text)) }
    }
    add("data_source", dataset.source)
    add("period", dataset.period)
    add("data_place", dataset.place)
    switch dataset.disclosure {
    case .suppress(let threshold):
      add("data_disclosure", strings["data_suppressed", ["n": String(threshold)]])
    case .none(let reason): add("data_disclosure", reason.map { strings["data_not_suppressed", ["reason": $0]] })
    case .review: break
    }
    return facts
  }

  /// The downloads as items of a list, each with its type and size.
  private func items(_ downloads: [DataDownload]) -> String {
    var output: [UInt8] = []
    for file in downloads {
      output.append("<li><a href=\"/", URLEscape.path(file.path), "\" download>")
      HTMLEscape.append(file.title(strings), to: &output)
      output.append("</a> <span class=\"file\">(", file.type, ", ")
      HTMLEscape.append(strings.words(bytes: file.bytes.count), to: &output)
      output.append(")</span></li>\n")
    }
    return String(decoding: output, as: UTF8.self)
  }
}
