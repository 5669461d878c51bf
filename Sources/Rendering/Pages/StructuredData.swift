import Content
import Diagnostics
import Site

/// JSON-LD for search engines. Source: schema.org.
enum StructuredData {
  /// The page itself and its trail, or nil where it says nothing that the page does not.
  static func json(for page: Page, scope: PageScope, site: Site) -> String? {
    guard !page.isSensitive else { return nil }
    var graph: [String] = []
    if page.kind == .home {
      graph.append(
        object([
          ("@type", quoted("WebSite")), ("name", quoted(site.configuration.name)), ("url", quoted(site.absolute("/"))),
          ("inLanguage", quoted(site.configuration.language)),
          (
            "publisher",
            object([("@type", quoted("Organization")), ("name", quoted(site.configuration.organisationName))])
          ),
        ]))
    } else {
      var fields = [
        ("@type", quoted(type(of: page.kind))), ("headline", quoted(page.title)),
        ("description", quoted(page.frontMatter.summary)), ("url", quoted(site.absolute(page.address))),
        ("inLanguage", quoted(site.configuration.language)),
      ]
      if let date = page.frontMatter.published { fields.append(("datePublished", quoted(date.description))) }
      if let date = page.frontMatter.updated { fields.append(("dateModified", quoted(date.description))) }
      graph.append(object(fields))
      let trail = scope.breadcrumbs + [LinkScope(title: page.title, address: page.address)]
      let items = trail.enumerated().map { position, link in
        object([
          ("@type", quoted("ListItem")), ("position", String(position + 1)), ("name", quoted(link.title)),
          ("item", quoted(site.absolute(link.address))),
        ])
      }
      graph.append(
        object([("@type", quoted("BreadcrumbList")), ("itemListElement", "[\(items.joined(separator: ","))]")]))
    }
    return object([("@context", quoted("https://schema.org")), ("@graph", "[\(graph.joined(separator: ","))]")])
  }

  private static func type(of kind: PageKind) -> String {
    switch kind {
    case .section: "CollectionPage"
    case .chapter: "Article"
    case .news: "NewsArticle"
    default: "WebPage"
    }
  }

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { quoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }

  /// A JSON string that cannot end the script element it stands in.
  private static func quoted(_ text: String) -> String {
    DiagnosticPrinter.json(text).split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003C")
  }
}
