import Content
import Site

/// The pages that nobody writes: topics, redirects, “not found”, and the glossary and A to Z of sites without their own.
struct MadePages: Sendable {
  let context: PageContext
  private var site: Site { context.site }
  private var strings: StringTable { context.theme.strings }

  init(_ context: PageContext) { self.context = context }

  /// The addresses that the site map adds to those of written pages.
  func addresses() -> [String] {
    var addresses: [String] = []
    if needsGlossary { addresses.append(Site.glossaryAddress) }
    if needsIndex { addresses.append(Site.aToZAddress) }
    if !site.topics.isEmpty { addresses.append(Site.topicsAddress) }
    return addresses + site.topics.map(\.address)
  }

  private var needsGlossary: Bool { !site.terms.isEmpty && !site.pages.contains { $0.kind == .glossary } }
  private var needsIndex: Bool { !site.pages.contains { $0.kind == .aToZ } }

  /// The pages of which a site has one each.
  func single() -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    if needsGlossary {
      var scope = scope(strings["glossary_title"], Site.glossaryAddress)
      scope.letters = AlphabetPages.glossary(site)
      files.append(("glossary/index.html", context.render("glossary", scope) { _ in }))
    }
    if needsIndex {
      var scope = scope(strings["a_to_z_title"], Site.aToZAddress)
      scope.letters = AlphabetPages.index(context)
      files.append(("a-z/index.html", context.render("a-to-z", scope) { _ in }))
    }
    if !site.topics.isEmpty {
      var scope = scope(strings["topics_title"], Site.topicsAddress)
      scope.children = site.topics.map { topic in
        var link = LinkScope(title: topic.title, address: topic.address, count: topic.pages.count)
        link.item = context.theme.library.render(link, withTemplate: Theme.item) ?? ""
        return link
      }
      files.append(("topics/index.html", context.render("topics", scope) { _ in }))
    }
    var missing = context.scope(
      title: strings["not_found_title"], address: "/404.html", summary: nil, kind: "not-found", section: nil)
    missing.isIndexable = false
    files.append(("404.html", context.render("not-found", missing) { _ in }))
    return files
  }

  func topic(_ topic: Topic) -> [(path: String, bytes: [UInt8])] {
    let items = topic.pages.map { context.links[$0] }
    let pages = ListPages(count: items.count, address: topic.address, strings: strings)
    return pages.numbers.map { number in
      var scope = scope(strings["topic_title", ["topic": topic.title]], topic.address, kind: "topic")
      scope.breadcrumbs.append(LinkScope(title: strings["topics_title"], address: Site.topicsAddress))
      if number > 1 { scope = pages.continued(scope, number: number, site: site) }
      scope.children = pages.items(items, on: number)
      scope.pagination = pages.scope(of: number)
      return (pages.file(of: number), context.render("topic", scope) { _ in })
    }
  }

  func redirect(_ redirect: Redirect) -> (path: String, bytes: [UInt8]) {
    let target = context.links[redirect.to]
    var scope = context.scope(
      title: strings["moved_title"], address: target.address, summary: nil, kind: "redirect", section: nil)
    scope.isIndexable = false
    scope.redirectTarget = target
    return (redirect.from.dropFirst() + "index.html", context.render("redirect", scope) { _ in })
  }

  private func scope(_ title: String, _ address: String, kind: String = "list") -> PageScope {
    var scope = context.scope(title: title, address: address, summary: nil, kind: kind, section: nil)
    if let home = site.home {
      scope.breadcrumbs = [LinkScope(title: context.links[home].title, address: "/")]
    }
    return scope
  }
}
