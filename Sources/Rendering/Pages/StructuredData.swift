import Content
import Datasets
import Site

/// JSON-LD for search engines. Source: schema.org.
enum StructuredData {
  /// The page itself and its trail, or nil on pages about sensitive topics, of which search engines need no more.
  static func json(for page: Page, breadcrumbs: [LinkScope], site: Site) -> String? {
    guard !page.isSensitive else { return nil }
    var json = ScriptJSON()
    json.raw(#"{"@context":"https://schema.org","@graph":[{"@type":""#)
    json.raw(type(of: page.kind))
    if page.kind == .home {
      json.field("name", site.configuration.name, after: "\"")
      json.field("url", site.absolute("/"))
      json.field("inLanguage", site.language(of: page))
      json.raw(#","publisher":{"@type":"Organization""#)
      json.field("name", site.configuration.organisationName)
      json.raw("}}]}")
      return json.text
    }
    json.field("headline", page.title, after: "\"")
    json.field("description", page.frontMatter.summary)
    json.field("url", site.absolute(page.address))
    json.field("inLanguage", site.language(of: page))
    if let date = page.frontMatter.published { json.field("datePublished", date.description) }
    if let date = page.frontMatter.updated { json.field("dateModified", date.description) }
    json.trail(breadcrumbs + [LinkScope(title: page.title, address: page.address)], site: site)
    return json.text
  }

  /// A dataset, its files and its trail, or nil for one about a sensitive topic.
  /// - Parameter files: paths without a first slash.
  static func json(
    for dataset: Dataset, at address: String, files: [(path: String, type: String)], breadcrumbs: [LinkScope],
    site: Site
  ) -> String? {
    guard dataset.sensitive.isEmpty else { return nil }
    var json = ScriptJSON()
    json.raw(#"{"@context":"https://schema.org","@graph":[{"@type":"Dataset"#)
    json.field("name", dataset.title, after: "\"")
    json.field("description", dataset.finding.map { $0 + ". " + dataset.subtitle } ?? dataset.subtitle)
    json.field("url", site.absolute(address))
    json.field("inLanguage", site.configuration.language)
    if let period = dataset.period { json.field("temporalCoverage", period) }
    if let place = dataset.place { json.field("spatialCoverage", place) }
    json.raw(#","isAccessibleForFree":true,"creator":{"@type":"Organization""#)
    json.field("name", site.configuration.organisationName)
    json.raw(#"},"distribution":["#)
    for (position, file) in files.enumerated() {
      json.raw(position == 0 ? #"{"@type":"DataDownload""# : #",{"@type":"DataDownload""#)
      json.field("encodingFormat", file.type)
      json.field("contentUrl", site.absolute("/" + file.path))
      json.raw("}")
    }
    json.raw("]")
    json.trail(breadcrumbs + [LinkScope(title: dataset.title, address: address)], site: site)
    return json.text
  }

  private static func type(of kind: PageKind) -> String {
    switch kind {
    case .home: "WebSite"
    case .section, .data: "CollectionPage"
    case .chapter: "Article"
    case .news: "NewsArticle"
    default: "WebPage"
    }
  }
}

/// JSON inside a script element, which none of its strings can end. Source: RFC 8259, section 7.
/// Writes JSON that may stand in a page: signs that end a script are escaped.
struct ScriptJSON {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func raw(_ text: String) { bytes.append(text) }

  /// Ends the first thing of the graph and adds the trail that leads to it.
  mutating func trail(_ trail: [LinkScope], site: Site) {
    raw(#"},{"@type":"BreadcrumbList","itemListElement":["#)
    for (position, link) in trail.enumerated() {
      raw("\(position == 0 ? "" : ","){\"@type\":\"ListItem\",\"position\":\(position + 1)")
      field("name", link.title)
      field("item", site.absolute(link.address))
      raw("}")
    }
    raw("]}]}")
  }

  /// `,"name":"text"`.
  mutating func field(_ name: String, _ text: String, after: String = "") {
    bytes.append(after, ",\"", name, "\":")
    string(text)
  }

  /// A text between quotation marks.
  mutating func string(_ text: String) {
    bytes.append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x00..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
        let digits = Array("0123456789ABCDEF".utf8)
        bytes.append("\\u00")
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append("\"")
  }
}
