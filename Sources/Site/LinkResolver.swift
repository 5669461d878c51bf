import Content
import Datasets
import Diagnostics
import Fields
import Markdown
import Parallel

/// Finds out where links, images, abbreviations and references of pages lead.
struct LinkResolver: Sendable {
  let content: ContentFolder
  let pages: [Page]
  let addresses: AddressBook
  private let contacts: [String: Int]
  private let termByID: [String: Int]
  private let termByToken: [String: Int]
  private let madeAddresses: Set<String>
  private let datasets: [String: Int]
  private let charts: [String: Int]

  init(content: ContentFolder, pages: [Page], addresses: AddressBook, terms: [Term], topics: [Topic]) {
    self.content = content
    self.pages = pages
    self.addresses = addresses
    contacts = Dictionary(content.contacts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    termByID = Dictionary(terms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    var tokens: [String: Int] = [:]
    for (index, term) in terms.enumerated() {
      for token in [term.abbreviation].compactMap(\.self) + term.aliases { tokens[token] = index }
    }
    termByToken = tokens
    datasets = Dictionary(uniqueKeysWithValues: content.datasets.enumerated().map { ($1.id, $0) })
    charts = Dictionary(uniqueKeysWithValues: content.charts.enumerated().map { ($1.id, $0) })
    var made = Set(
      topics.map(\.address) + [
        Site.topicsAddress, Site.glossaryAddress, Site.aToZAddress, Site.searchAddress, Site.siteMapAddress,
      ])
    if pages.contains(where: \.isNews) { made.insert(Site.whatsNewAddress) }
    if !datasets.isEmpty { made.formUnion([Site.dataAddress] + datasets.keys.map { SiteData.address(of: $0) }) }
    madeAddresses = made
  }

  /// What one page's references lead to.
  struct Result: Sendable {
    var links: [LinkTarget] = []
    var images: [LinkTarget] = []
    var terms: [Int?] = []
    var related: [Int] = []
    var replacedBy: Int?
    var resources: [LinkTarget] = []
    var artwork: Int?
    var help: [Int] = []
    var media: [Int] = []
    var diagnostics: [Diagnostic] = []

    func apply(to page: inout Page) {
      page.links = links
      page.images = images
      page.terms = terms
      page.related = related
      page.replacedBy = replacedBy
      page.resources = resources
      page.artwork = artwork
      page.help = help
    }
  }

  /// The references of every page, in the order of the pages.
  func resolve(workers: Int) async -> [Result] {
    let results = try? await parallelMap(Array(pages.indices), workers: workers) { resolve(page: $0) }
    return results ?? []
  }

  private func resolve(page index: Int) -> Result {
    let page = pages[index]
    let body = page.document.body
    var result = Result()
    func place(_ range: Range<Int>) -> Place { Place(path: page.document.displayPath, range: range) }
    result.links = body.links.map { link in
      let finder = TargetFinder(
        resolver: self, page: page, place: place(link.range), isImage: false, isAlone: link.isAlone, figure: link.figure
      )
      return take(finder.find(link.destination), on: page, into: &result)
    }
    result.images = body.images.map { image in
      let finder = TargetFinder(
        resolver: self, page: page, place: place(image.range), isImage: true, isAlone: image.isAlone)
      return take(finder.find(image.destination), on: page, into: &result)
    }
    // The glossary's words are those of the site's language.
    result.terms = body.abbreviations.map { page.language == nil ? term(for: $0.text, on: page) : nil }
    for reference in page.frontMatter.related {
      if let other = pageNamed(reference, from: page, into: &result), other != index { result.related.append(other) }
    }
    result.replacedBy = page.frontMatter.replacedBy.flatMap { pageNamed($0, from: page, into: &result) }
    switch page.frontMatter.details {
    case .procedure(let procedure):
      if let old = procedure.supersedes { _ = pageNamed(old, from: page, into: &result) }
    case .guide(let guide):
      checkContacts(guide.contacts, into: &result)
    case .group(let group):
      if let other = group.became.flatMap({ pageNamed($0, from: page, into: &result) }) { result.replacedBy = other }
    case .campaign(let campaign):
      checkContacts(campaign.contacts, into: &result)
      if let artwork = campaign.artwork,
        case .file(let index) = target(
          of: artwork.value, from: page, at: artwork.place, isImage: true, into: &result)
      {
        result.artwork = index
      }
      result.resources = campaign.resources.map { resource in
        let target = target(of: resource.value, from: page, at: resource.place, into: &result)
        switch target {
        case .page, .file, .external, .broken: break
        default:
          result.diagnostics.append(
            Diagnostic(
              .reference, "\"\(resource.value)\" is not a page or a file", at: resource.place,
              help: "write a file, as in poster.pdf, or an address that begins with https:"))
        }
        return target
      }
    default: break
    }
    addHelp(of: page, into: &result)
    return result
  }

  private func checkContacts(_ ids: [Located<String>], into result: inout Result) {
    for id in ids where contacts[id.value] == nil {
      result.diagnostics.append(.unknownContact(id.value, at: id.place, known: contacts.keys))
    }
  }

  /// The contacts of the page's sensitive topics, each once, in the order that `site.yml` gives.
  private func addHelp(of page: Page, into result: inout Result) {
    let topics = content.configuration.sensitiveTopics
    for topic in page.frontMatter.sensitive {
      guard let settings = topics[topic.value] else {
        result.diagnostics.append(.unknownSensitiveTopic(topic.value, at: topic.place, known: topics.keys))
        continue
      }
      for contact in settings.contacts {
        if let index = contacts[contact.value], !result.help.contains(index) { result.help.append(index) }
      }
    }
  }

  /// The glossary's entry for an abbreviation as written; a plural's `s` is passed over.
  private func term(for token: String, on page: Page) -> Int? {
    if page.kind == .glossary { return nil }
    if let index = termByToken[token] { return index }
    return token.hasSuffix("s") ? termByToken[String(token.dropLast())] : nil
  }

  /// The page that a front matter field names by source path.
  private func pageNamed(_ reference: Located<String>, from page: Page, into result: inout Result) -> Int? {
    switch target(of: reference.value, from: page, at: reference.place, into: &result) {
    case .page(let index, _): return index
    case .broken: return nil
    default:
      result.diagnostics.append(
        Diagnostic(
          .reference, "\"\(reference.value)\" is not a page of this site", at: reference.place,
          help: "write a page's source file, as in ../guides/mace.md"))
      return nil
    }
  }

  // MARK: - Destinations

  /// What a field of the front matter names.
  private func target(
    of destination: String, from page: Page, at place: Place, isImage: Bool = false, into result: inout Result
  ) -> LinkTarget {
    let finder = TargetFinder(resolver: self, page: page, place: place, isImage: isImage)
    return take(finder.find(destination), on: page, into: &result)
  }

  private func take(
    _ found: Swift.Result<LinkTarget, TargetFinder.Problem>, on page: Page, into result: inout Result
  ) -> LinkTarget {
    switch found {
    case .success(let target):
      if case .file(let index) = target { result.media.append(index) }
      if case .page(let index, nil) = target { return .page(version(of: index, in: page.language), fragment: nil) }
      return target
    case .failure(let problem):
      result.diagnostics.append(problem.diagnostic)
      return .broken
    }
  }

  /// A page in the reader's language, where there is a translation.
  private func version(of index: Int, in language: String?) -> Int {
    guard pages[index].language == nil, let language else { return index }
    return pages[index].versions.first { pages[$0].language == language } ?? index
  }

  func contactIndex(_ id: String) -> Int? { contacts[id] }
  func termIndex(_ id: String) -> Int? { termByID[id] }
  func isMade(_ address: String) -> Bool { madeAddresses.contains(address) }
  func datasetIndex(_ id: String) -> Int? { datasets[id] }
  func chartIndex(_ id: String) -> Int? { charts[id] }
  var datasetIDs: [String] { datasets.keys.sorted() }
  var chartIDs: [String] { charts.keys.sorted() }
  var contactIDs: [String] { contacts.keys.sorted() }
  var termIDs: [String] { termByID.keys.sorted() }
}
