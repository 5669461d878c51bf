import Content
import Fields
import Mustache
import Parallel
import Site

/// What does not change from page to page, computed once per build.
struct PageContext: Sendable {
  let site: Site
  let theme: Theme
  let bodies: BodyWriter
  private let siteScope: SiteScope
  private let assets: AssetScope
  /// For the partials that are rendered apart from pages.
  private let shared: SharedScope
  /// The header for each entry of the main menu, and last for pages that are part of none.
  private let headers: [String]
  private let footer: String
  private let navigation: [LinkScope]
  /// The trail to the pages of each section, by the section's index.
  private let trails: [Int: String]
  /// By the topic's slug.
  let topicLinks: [String: LinkScope]
  /// The text of each page's link in lists.
  let links: [LinkScope]
  let previewScript: String?
  /// What each language calls itself, by its tag.
  let languageNames: [String: String]
  /// One card for each contact, by index.
  let cards: [[UInt8]]
  /// The files that pages offer.
  let documents: DownloadIndex
  private let shapes: ShapedTemplates<PageScope>?

  /// Stands in a rendered layout where the page's own content goes; no text holds it, because NUL is refused.
  static let contentMark = "\u{0}content\u{0}"

  /// - Parameters:
  ///   - theme: with the words of the language of the pages to render.
  ///   - workers: how many lists' items are rendered at once.
  init(
    _ site: Site, theme: Theme, languageNames: [String: String], pictures: Pictures, downloads: DataDownloads,
    documents: [MadeDownload],
    previewScript: String?, byShape: Bool, workers: Int
  ) async throws {
    let items = byShape ? ShapedTemplates<LinkScope>(theme, templates: [Theme.item]) : nil
    let links = try await parallelMap(site.pages, workers: workers) {
      Self.link(to: $0, in: site, pictures: pictures, theme: theme, items: items)
    }
    self.site = site
    shapes = byShape ? ShapedTemplates(theme, templates: Theme.layouts) : nil
    self.theme = theme
    self.documents = DownloadIndex(documents, site: site, strings: theme.strings)
    self.previewScript = previewScript
    self.languageNames = languageNames
    let strings = theme.strings
    cards = site.contacts.map { contact in
      let scope = ContactScope(contact: contact, strings: strings)
      return Array((theme.library.render(scope, withTemplate: Theme.contactCard) ?? "").utf8)
    }
    bodies = BodyWriter(
      site: site, strings: strings, cards: cards, pictures: pictures,
      data: DataWriter(site: site, strings: strings, downloads: downloads))
    siteScope = SiteScope(site)
    assets = AssetScope(addresses: theme.assetAddresses)
    self.links = links
    var shared = SharedScope(
      site: siteScope, strings: strings, assets: assets, language: theme.language,
      direction: Self.direction(theme.language), navigation: [],
      footerLinks: site.footerLinks.map { site.version(of: $0, in: theme.language) }
        .map { LinkScope(title: links[$0].title, address: links[$0].address) })
    let menu = site.navigation.map { site.version(of: $0, in: theme.language) }
    headers = (0...menu.count).map { current in
      shared.navigation = menu.enumerated().map { position, index in
        LinkScope(title: links[index].title, address: links[index].address, isCurrent: position == current)
      }
      return theme.library.render(shared, withTemplate: Theme.header) ?? ""
    }
    navigation = menu.map { LinkScope(title: links[$0].title, address: links[$0].address) }
    footer = theme.library.render(shared, withTemplate: Theme.footer) ?? ""
    var trails: [Int: String] = [:]
    self.shared = shared
    for index in site.pages.indices where !site.pages[index].children.isEmpty {
      shared.breadcrumbs = Self.trail(to: index, site: site, links: links)
      trails[index] = theme.library.render(shared, withTemplate: Theme.breadcrumbs) ?? ""
    }
    self.trails = trails
    topicLinks = Dictionary(
      uniqueKeysWithValues: site.topics.map { topic in
        (topic.slug, LinkScope(title: topic.title, address: topic.address).rendered(by: theme))
      })
  }

  /// The sections from the home page down to one.
  func trail(to section: Int?) -> [LinkScope] {
    section.map { Self.trail(to: $0, site: site, links: links) } ?? []
  }

  private static func trail(to section: Int, site: Site, links: [LinkScope]) -> [LinkScope] {
    var trail: [LinkScope] = []
    var current: Int? = section
    while let index = current {
      trail.append(LinkScope(title: links[index].title, address: links[index].address))
      current = site.pages[index].parent
    }
    return trail.reversed()
  }

  /// The trail of pages below a section, rendered.
  func breadcrumbs(below section: Int?) -> String { section.flatMap { trails[$0] } ?? "" }

  /// A trail that the site's sections do not have, rendered.
  func breadcrumbs(_ trail: [LinkScope]) -> String {
    var shared = shared
    shared.breadcrumbs = trail
    return theme.library.render(shared, withTemplate: Theme.breadcrumbs) ?? ""
  }

  /// The chapters of a publication, in order.
  func chapters(of publication: Int) -> [Int] {
    site.pages[publication].children.filter { site.pages[$0].kind == .chapter }
  }

  /// Where all chapters of a publication stand on one page, for printing; nil for pages that are no publication, and
  /// for those with more chapters than anybody prints.
  static func wholeAddress(of index: Int, in site: Site) -> String? {
    let page = site.pages[index]
    guard page.publication == index, page.children.count <= 60 else { return nil }
    return page.address + "print/"
  }

  /// What readers must know first, rendered; nil where there is nothing.
  func notices(_ notices: [NoticeScope]) -> String? {
    guard !notices.isEmpty else { return nil }
    var shared = shared
    shared.notices = notices
    return theme.library.render(shared, withTemplate: Theme.notices)
  }

  /// A page's link in lists, and its item rendered.
  static func link(
    to page: Page, in site: Site, pictures: Pictures, theme: Theme, items: ShapedTemplates<LinkScope>?
  ) -> LinkScope {
    var link = LinkScope(
      title: page.title, address: page.address, summary: page.frontMatter.summary,
      date: page.listDate.map { DateScope(iso: $0.description, words: theme.strings.words($0)) },
      kind: page.kind.rawValue, status: page.statusKey.map { theme.strings[$0] },
      artwork: page.artwork.map { pictures.attributes($0, path: site.media[$0].path) },
      isSection: page.kind == .section)
    guard let item = items?.render(Theme.item, link, model: link) else { return link.rendered(by: theme) }
    link.item = String(decoding: item, as: UTF8.self)
    return link
  }

  /// A page's scope with what every page has.
  func scope(title: String, address: String, summary: String?, kind: String, section: Int?) -> PageScope {
    let position = section.flatMap(site.navigation.firstIndex(of:)) ?? site.navigation.count
    return PageScope(
      site: siteScope, strings: theme.strings, assets: assets, language: theme.language,
      direction: Self.direction(theme.language), header: headers[position], footer: footer,
      navigation: navigation,
      title: title, address: address, canonical: site.absolute(address), summary: summary, kind: kind)
  }

  /// The entry of the main menu that a page is part of.
  func menuEntry(of page: Int) -> Int? {
    var current: Int? = page
    while let index = current {
      if site.navigation.contains(index) { return index }
      if let original = site.pages[index].versions.first, site.navigation.contains(original) { return original }
      current = site.pages[index].parent
    }
    return nil
  }

  /// Renders a layout and puts the content in its place.
  func render(_ layout: String, _ scope: PageScope, content: (inout [UInt8]) -> Void) -> [UInt8] {
    var scope = scope
    scope.content = Self.contentMark
    scope.previewScript = previewScript
    let model = PageModel(scope)
    if let output = shapes?.render("layouts/" + layout, scope, model: model, content: content) { return output }
    let text = theme.library.render(model, withTemplate: "layouts/" + layout) ?? ""
    var output: [UInt8] = []
    output.append(text)
    guard let mark = output.firstRange(of: Self.contentMark) else { return output }
    let tail = Array(output[mark.upperBound...])
    output.removeSubrange(mark.lowerBound...)
    content(&output)
    output.append(contentsOf: tail)
    return output
  }

  /// `rtl` for languages that are written from right to left.
  static func direction(_ language: String) -> String {
    let primary = language.prefix { $0 != "-" }
    return ["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(String(primary)) ? "rtl" : "ltr"
  }
}

extension LinkScope {
  /// With its item for lists.
  func rendered(by theme: Theme) -> LinkScope {
    var link = self
    link.item = theme.library.render(self, withTemplate: Theme.item) ?? ""
    return link
  }
}

extension Page {
  /// The date that lists show: of news, campaigns and learning.
  var listDate: CalendarDate? {
    switch kind {
    case .news, .learning: return frontMatter.published
    case .campaign:
      if case .campaign(let campaign) = frontMatter.details { return campaign.starts }
      return nil
    default: return nil
    }
  }

  /// The key of the word that lists put behind the page's title.
  var statusKey: String? {
    switch state {
    case .current: nil
    case .running: "status_running"
    case .ended: "status_ended"
    case .reviewOverdue: "status_overdue"
    case .archived: "status_archived"
    case .proposed: "status_proposed"
    case .draft: "status_draft"
    }
  }
}
