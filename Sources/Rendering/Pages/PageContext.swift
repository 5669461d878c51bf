import Content
import Mustache
import Site

/// What does not change from page to page, computed once per build.
struct PageContext: Sendable {
  let site: Site
  let theme: Theme
  let bodies: BodyWriter
  let siteScope: SiteScope
  let assets: AssetScope
  let footerLinks: [LinkScope]
  /// The text of each page's link in lists.
  let links: [LinkScope]
  let previewScript: String?
  /// One card for each contact, by index.
  let cards: [[UInt8]]

  /// Stands in a rendered layout where the page's own content goes; no text holds it, because NUL is refused.
  static let contentMark = "\u{0}lscp-content\u{0}"

  init(site: Site, theme: Theme, previewScript: String?) {
    self.site = site
    self.theme = theme
    self.previewScript = previewScript
    let strings = theme.strings
    cards = site.contacts.map { contact in
      let scope = ContactScope(contact: contact, strings: strings)
      return Array((theme.library.render(scope, withTemplate: Theme.contactCard) ?? "").utf8)
    }
    bodies = BodyWriter(site: site, strings: strings, cards: cards)
    siteScope = SiteScope(
      name: site.configuration.name, shortName: site.configuration.shortName, origin: site.configuration.origin,
      organisation: site.configuration.organisationName, about: site.configuration.organisationAbout,
      footerText: site.configuration.footerText, exitAddress: site.configuration.exitAddress,
      hasTopics: !site.topics.isEmpty, hasGlossary: !site.terms.isEmpty)
    assets = AssetScope(addresses: theme.assetAddresses)
    links = site.pages.map { page in
      LinkScope(
        title: page.title, address: page.address, summary: page.frontMatter.summary,
        date: page.listDate.map { DateScope(iso: $0.description, words: strings.words($0)) },
        kind: page.kind.rawValue, status: page.statusWord, isSection: page.kind == .section)
    }
    let links = links
    footerLinks = site.footerLinks.map { LinkScope(title: links[$0].title, address: links[$0].address) }
  }

  /// A page's scope with what every page has.
  func scope(title: String, address: String, summary: String?, kind: String, section: Int?) -> PageScope {
    PageScope(
      site: siteScope, strings: theme.strings, assets: assets, language: site.configuration.language,
      direction: Self.direction(site.configuration.language), navigation: navigation(section), footerLinks: footerLinks,
      title: title, address: address, canonical: site.absolute(address), summary: summary, kind: kind)
  }

  /// The main menu, with the entry marked that holds the page.
  private func navigation(_ section: Int?) -> [LinkScope] {
    site.navigation.map { index in
      LinkScope(title: links[index].title, address: links[index].address, isCurrent: index == section)
    }
  }

  /// The entry of the main menu that a page is part of.
  func menuEntry(of page: Int) -> Int? {
    var current: Int? = page
    while let index = current {
      if site.navigation.contains(index) { return index }
      current = site.pages[index].parent
    }
    return nil
  }

  /// Renders a layout and puts the content in its place.
  func render(_ layout: String, _ scope: PageScope, content: (inout [UInt8]) -> Void) -> [UInt8] {
    var scope = scope
    scope.content = Self.contentMark
    scope.previewScript = previewScript
    let text = theme.library.render(scope, withTemplate: "layouts/" + layout) ?? ""
    var output: [UInt8] = []
    var rest = text.utf8[...]
    guard let mark = text.firstRange(of: Self.contentMark) else { return Array(text.utf8) }
    output.reserveCapacity(rest.count + 16_384)
    output.append(contentsOf: rest[..<mark.lowerBound])
    content(&output)
    rest = text.utf8[mark.upperBound...]
    output.append(contentsOf: rest)
    return output
  }

  /// `rtl` for languages that are written from right to left.
  static func direction(_ language: String) -> String {
    let primary = language.prefix { $0 != "-" }
    return ["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(String(primary)) ? "rtl" : "ltr"
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

  var statusWord: String? {
    switch state {
    case .current: nil
    case .ended: "ended"
    case .reviewOverdue: "overdue"
    case .archived: "archived"
    case .proposed: "proposed"
    case .draft: "draft"
    }
  }

  /// The newest date of the page, for feeds and the site map.
  var changed: CalendarDate? { frontMatter.updated ?? frontMatter.published }
}
