import Content
import Fields
import Site

/// What is new on the site: pages by the day on which they were published or last changed.
struct NewPages: Sendable {
  let context: PageContext
  private var site: Site { context.site }
  private var strings: StringTable { context.theme.strings }

  /// Below ``Site/whatsNewAddress``, if a page has a date.
  static let file = "whats-new/index.html"
  /// How many pages the list has. Older ones are found by search and on the site map.
  private static let limit = 200

  init(_ context: PageContext) { self.context = context }

  static func isNeeded(for site: Site) -> Bool { !site.newest.isEmpty }

  /// The pages that changed last, newest first, with their dates.
  func newest(_ count: Int) -> [LinkScope] { site.newest.prefix(count).map(link) }

  /// The list, by month.
  func page() -> (path: String, bytes: [UInt8]) {
    var scope = context.scope(
      title: strings["whats_new_title"], address: Site.whatsNewAddress, summary: strings["whats_new_summary"],
      kind: "whats-new", section: nil)
    scope.breadcrumbs = context.breadcrumbs(context.trail(to: site.home))
    if let home = site.home, FeedWriter.hasFeed(home, in: site) { scope.feed = "/" + FeedWriter.fileName }
    for index in site.newest.prefix(Self.limit) {
      guard let changed = site.pages[index].changed else { continue }
      let name = strings.words(CalendarDate(year: changed.year, month: changed.month) ?? changed)
      if scope.periods.last?.name != name { scope.periods.append(PeriodScope(name: name)) }
      scope.periods[scope.periods.count - 1].links.append(link(index))
    }
    return (Self.file, context.render("whats-new", scope) { _ in })
  }

  private func link(_ index: Int) -> LinkScope {
    var link = context.links[index]
    link.date = site.pages[index].changed.map { DateScope(iso: $0.description, words: strings.words($0)) }
    return link.rendered(by: context.theme)
  }
}
