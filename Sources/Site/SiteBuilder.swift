import Content
import Diagnostics
import Fields
import Parallel

/// Builds the site model for a day.
///
/// - Parameters:
///   - today: the day on which readers see the site.
///   - includesDrafts: whether drafts and pages of the future or past are part of it, as in a preview.
///   - workers: how many pages are linked at once.
package func buildSite(_ content: ContentFolder, today: CalendarDate, includesDrafts: Bool, workers: Int) async
  -> (site: Site, diagnostics: [Diagnostic])
{
  var diagnostics: [Diagnostic] = []
  // Which pages there are today, and where.
  let lifecycle = Lifecycle(today: today, includesDrafts: includesDrafts)
  let addresses = AddressBook(content, lifecycle: lifecycle, into: &diagnostics)
  var pages = addresses.pages

  // How they stand to each other.
  var structure = SiteStructure(pages: pages)
  structure.arrange(&pages, into: &diagnostics)
  let topics = TopicIndex.topics(of: pages)

  // Where their links lead.
  let terms = content.terms.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
  let resolver = LinkResolver(content: content, pages: pages, addresses: addresses, terms: terms, topics: topics)
  let linked = await resolver.resolve(workers: workers)
  diagnostics += resolver.problemsOfQuotations()
  var usedMedia = Set<Int>()
  for (index, links) in linked.enumerated() {
    links.apply(to: &pages[index])
    diagnostics += links.diagnostics
    usedMedia.formUnion(links.media)
  }
  await TopicIndex.addRelated(to: &pages, topics: topics, workers: workers)
  let references = SiteReferences(content: content, pages: pages, addresses: addresses, into: &diagnostics)
  if let logo = references.logo { usedMedia.insert(logo) }

  let site = Site(
    configuration: content.configuration, today: today, pages: pages, home: addresses.pageIndex(at: "/"),
    navigation: references.navigation ?? structure.defaultNavigation(pages), footerLinks: references.footerLinks,
    exitHelp: references.exitHelp, logo: references.logo, formats: references.formats,
    newest: newest(pages), topics: topics, redirects: addresses.redirects, contacts: content.contacts, terms: terms,
    media: content.media,
    usedMedia: usedMedia.sorted(), data: SiteData(content: content, pages: pages), tree: content.tree)
  return (site, diagnostics)
}

/// The pages of the list of what is new, in its order.
private func newest(_ pages: [Page]) -> [Int] {
  let dated = pages.indices.compactMap { index in
    pages[index].isNews ? pages[index].changed.map { (index: index, date: $0) } : nil
  }
  return dated.sorted { a, b in
    a.date == b.date ? pages[a.index].title < pages[b.index].title : a.date > b.date
  }.map(\.index)
}
