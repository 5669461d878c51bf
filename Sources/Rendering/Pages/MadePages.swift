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
    var addresses = [Site.siteMapAddress]
    if NewPages.isNeeded(for: site) { addresses.append(Site.whatsNewAddress) }
    if needsGlossary { addresses.append(Site.glossaryAddress) }
    if needsIndex { addresses.append(Site.aToZAddress) }
    if !site.topics.isEmpty { addresses.append(Site.topicsAddress) }
    return addresses + site.topics.map(\.address)
  }

  private var needsGlossary: Bool { !site.terms.isEmpty && !site.pages.contains { $0.kind == .glossary } }
  private var needsIndex: Bool { !site.pages.contains { $0.kind == .aToZ } }

  /// The pages of which a site has one each, each as the work that makes it.
  func single() -> [@Sendable () -> (path: String, bytes: [UInt8])] {
    let search = SearchPages(context)
    var work: [@Sendable () -> (path: String, bytes: [UInt8])] = [
      { notFound() }, { search.page() }, { search.map() }, { search.vocabulary() },
    ]
    if NewPages.isNeeded(for: site) { work.append { NewPages(context).page() } }
    if needsGlossary {
      work.append { list("glossary", "glossary_title", Site.glossaryAddress) { AlphabetPages.glossary(site) } }
    }
    if needsIndex { work.append { list("a-to-z", "a_to_z_title", Site.aToZAddress) { AlphabetPages.index(context) } } }
    if !site.topics.isEmpty { work.append { topics() } }
    return work
  }

  private func list(
    _ layout: String, _ title: String, _ address: String, _ letters: () -> [LetterScope]
  ) -> (path: String, bytes: [UInt8]) {
    var scope = scope(strings[title], address)
    scope.letters = letters()
    return (address.dropFirst() + "index.html", context.render(layout, scope) { _ in })
  }

  private func topics() -> (path: String, bytes: [UInt8]) {
    var scope = scope(strings["topics_title"], Site.topicsAddress)
    scope.children = site.topics.map { topic in
      LinkScope(title: topic.title, address: topic.address, count: topic.pages.count).rendered(by: context.theme)
    }
    return ("topics/index.html", context.render("topics", scope) { _ in })
  }

  private func notFound() -> (path: String, bytes: [UInt8]) {
    var scope = context.scope(
      title: strings["not_found_title"], address: "/404.html", summary: nil, kind: "not-found", section: nil)
    scope.isIndexable = false
    scope.canonical = nil
    return ("404.html", context.render("not-found", scope) { _ in })
  }

  func topic(_ topic: Topic) -> [(path: String, bytes: [UInt8])] {
    let items = topic.pages.map { context.links[$0] }
    let pages = ListPages(count: items.count, address: topic.address, strings: strings)
    return pages.numbers.map { number in
      var scope = scope(strings["topic_title", ["topic": topic.title]], topic.address, kind: "topic")
      scope.breadcrumbs = context.breadcrumbs(
        context.trail(to: site.home) + [LinkScope(title: strings["topics_title"], address: Site.topicsAddress)])
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
    scope.breadcrumbs = context.breadcrumbs(below: site.home)
    return scope
  }
}
