import Content
import Diagnostics
import Parallel
import Site

/// Renders a whole site: its pages, and what the builder makes of them.
///
/// - Parameters:
///   - documents: the PDFs that the site offers.
///   - previewScript: HTML at the end of each page, in a preview.
///   - byShape: whether pages with the same parts are rendered once and filled in; it changes the time, not the result.
///   - workers: how many pages are rendered at once.
///   - emit: takes each file, from any thread: its path without a first slash, and its bytes.
/// - Throws: what `emit` throws, and ``FileError`` where a file of the content folder cannot be read.
package func renderSite(
  _ site: Site, theme: Theme, documents: [MadeDownload] = [], previewScript: String? = nil, byShape: Bool = true,
  workers: Int,
  emit: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void
) async throws {
  let pictures = try Pictures(site)
  let names = Dictionary(
    uniqueKeysWithValues: ([theme] + theme.translations.values).map { ($0.language, $0.strings["language_name"]) })
  let downloads = DataDownloads(site, charts: site.data.charts(in: theme.strings))
  @Sendable func context(_ theme: Theme) async throws -> PageContext {
    try await PageContext(
      site, theme: theme, languageNames: names, pictures: pictures, downloads: downloads, documents: documents,
      previewScript: previewScript, byShape: byShape, workers: workers)
  }
  let original = try await context(theme)
  let pages = PageRenderer(original)
  var renderers: [String: PageRenderer] = [:]
  for (language, theme) in theme.translations { renderers[language] = PageRenderer(try await context(theme)) }
  let translated = renderers
  let made = MadePages(original)
  let data = DataPages(original)

  var jobs: [Job] = site.pages.indices.map(Job.page)
  jobs += site.topics.indices.map(Job.topic)
  jobs += site.redirects.indices.map(Job.redirect)
  let feeds = FeedWriter.entries(of: site)
  jobs += site.pages.indices.filter { FeedWriter.hasFeed($0, in: site) }.map(Job.feed)
  jobs += original.documents.sections.map { section in Job.made { DownloadPages(original).page(of: section) } }
  jobs += made.single().map(Job.made)
  jobs += site.data.datasets.indices.map(Job.dataset)
  if data.needsIndex { jobs.append(.made { data.index() }) }
  _ = try await parallelMap(jobs, workers: workers, weight: { $0.weight(in: site) }) { job in
    switch job {
    case .made(let make):
      let file = make()
      try emit(file.path, file.bytes)
    case .page(let index):
      let renderer = site.pages[index].language.flatMap { translated[$0] } ?? pages
      for file in renderer.render(index) { try emit(file.path, file.bytes) }
      if let file = renderer.whole(index) { try emit(file.path, file.bytes) }
    case .dataset(let index):
      let file = data.page(of: index)
      try emit(file.path, file.bytes)
    case .topic(let index): for file in made.topic(site.topics[index]) { try emit(file.path, file.bytes) }
    case .redirect(let index):
      let file = made.redirect(site.redirects[index])
      try emit(file.path, file.bytes)
    case .feed(let index):
      let address = site.pages[index].address
      let bytes = FeedWriter.feed(of: index, entries: feeds[index] ?? [], site: site, strings: theme.strings)
      try emit(address.dropFirst() + FeedWriter.fileName, bytes)
    }
  }
  let further = made.addresses() + data.addresses() + original.documents.addresses()
  try emit("sitemap.xml", SiteMap.xml(site, further: further))
  try emit("robots.txt", SiteMap.robots(site))
  for file in downloads.all { try emit(file.path, file.bytes) }
  for made in documents { try emit(made.download.path, made.bytes) }
  for section in original.documents.sections {
    if let archive = DownloadPages(original).archive(of: section) { try emit(archive.path, archive.bytes) }
  }
  if !site.data.datasets.isEmpty {
    let title = theme.strings["data_title"]
    try emit(DataCatalogue.path, DataCatalogue.json(site, downloads: downloads, title: title))
  }
  for asset in theme.assets { try emit(asset.path, asset.bytes) }
  for index in site.usedMedia { try emit(site.media[index].path, try site.tree.read(site.media[index].path)) }
}

/// A piece of work that can be done beside others.
private enum Job: Sendable {
  case page(Int), topic(Int), redirect(Int), feed(Int), dataset(Int)
  case made(@Sendable () -> (path: String, bytes: [UInt8]))

  /// A measure of the work, in bytes of a page's body.
  func weight(in site: Site) -> Int {
    switch self {
    case .page(let index): site.pages[index].document.body.body.bytes.count + site.pages[index].children.count * 500
    case .topic(let index): site.topics[index].pages.count * 500
    case .dataset(let index): 10_000 + site.data.datasets[index].rows.count * 200
    case .redirect: 1
    case .feed: 20_000
    case .made: site.pages.count * 100
    }
  }
}
