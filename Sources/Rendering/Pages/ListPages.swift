import Site

/// Splits a long list over several pages: `/procedures/`, `/procedures/page/2/` …
struct ListPages {
  /// How many entries a page lists.
  static let pageSize = 50

  let count: Int
  let address: String
  let strings: StringTable

  private var pageCount: Int { max(1, (count + Self.pageSize - 1) / Self.pageSize) }

  /// From 1.
  var numbers: ClosedRange<Int> { 1...pageCount }

  func items<Item>(_ items: [Item], on number: Int) -> [Item] {
    let start = (number - 1) * Self.pageSize
    return Array(items[min(start, items.count)..<min(start + Self.pageSize, items.count)])
  }

  func address(of number: Int) -> String { number == 1 ? address : "\(address)page/\(number)/" }

  func file(of number: Int) -> String { String(address(of: number).dropFirst()) + "index.html" }

  /// Nil where one page shows all.
  func scope(of number: Int) -> PaginationScope? {
    guard pageCount > 1 else { return nil }
    return PaginationScope(
      text: strings["page_of", ["page": String(number), "pages": String(pageCount)]],
      previous: number > 1 ? address(of: number - 1) : nil, next: number < pageCount ? address(of: number + 1) : nil)
  }

  /// The scope of a further page, from that of the first.
  func continued(_ scope: PageScope, number: Int, site: Site) -> PageScope {
    var continued = PageScope(
      site: scope.site, strings: scope.strings, assets: scope.assets, language: scope.language,
      direction: scope.direction, header: scope.header, footer: scope.footer, navigation: scope.navigation,
      title: "\(scope.title) (\(strings["page_of", ["page": String(number), "pages": String(pageCount)]]))",
      address: address(of: number), canonical: site.absolute(address(of: number)), summary: scope.summary,
      kind: scope.kind)
    continued.breadcrumbs = scope.breadcrumbs
    continued.children = scope.children
    continued.pagination = scope.pagination
    continued.feed = scope.feed
    continued.isSensitive = scope.isSensitive
    continued.hasExit = scope.hasExit
    continued.help = scope.help
    return continued
  }
}
