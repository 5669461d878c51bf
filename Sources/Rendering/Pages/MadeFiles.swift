import Site

/// The paths that the builder fills besides the `index.html` of each written page, of redirects and of downloads.
package func madeFiles(of site: Site) -> [String] {
  var files = ["404.html", "robots.txt", "sitemap.xml"] + SearchPages.files
  if !site.pages.contains(where: { $0.kind == .aToZ }) { files.append(file(Site.aToZAddress)) }
  if !site.terms.isEmpty, !site.pages.contains(where: { $0.kind == .glossary }) {
    files.append(file(Site.glossaryAddress))
  }
  if NewPages.isNeeded(for: site) { files.append(NewPages.file) }
  if !site.topics.isEmpty { files.append(file(Site.topicsAddress)) }
  if !site.data.datasets.isEmpty {
    if !site.pages.contains(where: { $0.kind == .data }) { files.append(file(Site.dataAddress)) }
    files.append(DataCatalogue.path)
    files += site.data.datasets.indices.map { file(site.data.address(of: $0)) } + DataDownloads.paths(in: site)
  }
  files += site.downloads().map(\.path)
  for section in site.downloadSections() { files.append(file(DownloadIndex.address(of: section.section, in: site))) }
  let strings = StringTable(texts: [:])
  for (index, page) in site.pages.enumerated() where page.kind == .section || page.kind == .home {
    let count = page.children.count { site.pages[$0].kind != .chapter }
    let list = ListPages(count: count, address: page.address, strings: strings)
    files += list.numbers.dropFirst().map(list.file)
    if let whole = PageContext.wholeAddress(of: index, in: site) { files.append(file(whole)) }
    if FeedWriter.hasFeed(index, in: site) { files.append(page.address.dropFirst() + FeedWriter.fileName) }
  }
  for topic in site.topics {
    let list = ListPages(count: topic.pages.count, address: topic.address, strings: strings)
    files += list.numbers.map(list.file)
  }
  return files
}

private func file(_ address: String) -> String { address.dropFirst() + "index.html" }
