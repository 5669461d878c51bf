import Content
import Fields
import Site

/// Atom feeds of sections. Source: RFC 4287.
enum FeedWriter {
  static let fileName = "feed.xml"
  /// How many entries a feed has.
  private static let limit = 50

  /// Whether a page is a section with dated pages, or the home page of a site that has any.
  static func hasFeed(_ index: Int, in site: Site) -> Bool {
    let page = site.pages[index]
    guard page.kind == .section || page.kind == .home else { return false }
    return page.kind == .home || page.children.contains { isEntry(site.pages[$0]) }
  }

  private static func isEntry(_ page: Page) -> Bool {
    page.isListed && !page.isSensitive && page.kind != .section && page.kind != .home && page.changed != nil
  }

  /// The newest pages below a section, newest first, as a feed.
  static func feed(of index: Int, entries: [Int], site: Site, strings: StringTable) -> [UInt8] {
    let page = site.pages[index]
    let title = page.kind == .home ? site.configuration.name : page.title
    let newest = entries.compactMap { site.pages[$0].changed }.max() ?? site.today
    var output: [UInt8] = []
    output.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    HTMLEscape.append(site.configuration.language, to: &output)
    output.append("\">\n<title>")
    HTMLEscape.append(strings["feed_title", ["section": title]], to: &output)
    output.append("</title>\n<id>", site.absolute(page.address), "</id>\n<updated>", timestamp(newest), "</updated>\n")
    output.append("<link rel=\"self\" type=\"application/atom+xml\" href=\"", site.absolute(page.address), fileName)
    output.append(
      "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"", site.absolute(page.address), "\"/>\n<author><name>")
    HTMLEscape.append(site.configuration.organisationName, to: &output)
    output.append("</name></author>\n")
    for entry in entries { append(site.pages[entry], site: site, to: &output) }
    output.append("</feed>\n")
    return output
  }

  private static func append(_ page: Page, site: Site, to output: inout [UInt8]) {
    let address = site.absolute(page.address)
    output.append("<entry>\n<title>")
    HTMLEscape.append(page.title, to: &output)
    output.append(
      "</title>\n<id>", address, "</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"", address, "\"/>\n")
    if let published = page.frontMatter.published {
      output.append("<published>", timestamp(published), "</published>\n")
    }
    output.append("<updated>", timestamp(page.changed ?? site.today), "</updated>\n<summary>")
    HTMLEscape.append(page.frontMatter.summary, to: &output)
    output.append("</summary>\n</entry>\n")
  }

  /// The entries of every section's feed, by the section's index; each page counts for all sections above it.
  static func entries(of site: Site) -> [Int: [Int]] {
    var entries: [Int: [Int]] = [:]
    for (index, page) in site.pages.enumerated() where isEntry(page) {
      var section = page.parent
      while let above = section {
        entries[above, default: []].append(index)
        section = site.pages[above].parent
      }
    }
    return entries.mapValues { members in
      // Newest first; pages of the same day in order of address, which is that of their index.
      members.map { (day: site.pages[$0].changed?.lastDay, index: $0) }
        .sorted { a, b in
          if let x = a.day, let y = b.day, x != y { return y < x }
          return a.index < b.index
        }
        .prefix(limit).map(\.index)
    }
  }

  /// Midnight of a date's first day, as RFC 3339 wants it.
  private static func timestamp(_ date: CalendarDate) -> String { date.firstDay.description + "T00:00:00Z" }
}
