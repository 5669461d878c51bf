import Content
import Site

/// The search page, the words it knows, and the map of the site for those who would rather look than search.
///
/// The index itself is made of the finished pages, by Publishing.
struct SearchPages: Sendable {
  let context: PageContext
  private var site: Site { context.site }
  private var strings: StringTable { context.theme.strings }

  /// Where the index is, below the site; its own files follow from this one.
  package static let engine = "/search/index/pagefind.js"
  private static let words = "/search/words.json"

  init(_ context: PageContext) { self.context = context }

  static let files = ["search/index.html", "search/words.json", "site-map/index.html"]

  func page() -> (path: String, bytes: [UInt8]) {
    var scope = context.scope(
      title: strings["search_title"], address: Site.searchAddress, summary: strings["search_summary"], kind: "search",
      section: nil)
    scope.breadcrumbs = context.breadcrumbs(context.trail(to: site.home))
    scope.isIndexable = false
    scope.searchEngine = Self.engine
    scope.searchWords = Self.words
    let listed = site.pages.filter(\.isListed)
    scope.searchKinds = PageKind.allCases.filter { kind in listed.contains { $0.kind == kind } }
      .compactMap { kind in
        let name = strings["kind_" + kind.rawValue]
        return name.isEmpty ? nil : OptionScope(value: kind.rawValue, text: name)
      }
    if !site.data.datasets.isEmpty {
      scope.searchKinds.append(OptionScope(value: "dataset", text: strings["kind_dataset"]))
    }
    scope.searchAudiences = Audience.allCases.filter { audience in listed.contains { $0.audience.contains(audience) } }
      .map { OptionScope(value: $0.rawValue, text: strings["audience_" + $0.rawValue]) }
    return ("search/index.html", context.render("search", scope) { _ in })
  }

  /// Every listed page below its section.
  func map() -> (path: String, bytes: [UInt8]) {
    var scope = context.scope(
      title: strings["site_map_title"], address: Site.siteMapAddress, summary: strings["site_map_summary"],
      kind: "site-map", section: nil)
    scope.breadcrumbs = context.breadcrumbs(context.trail(to: site.home))
    var output: [UInt8] = []
    if let home = site.home { appendChildren(of: home, to: &output) }
    scope.tree = String(decoding: output, as: UTF8.self)
    return ("site-map/index.html", context.render("site-map", scope) { _ in })
  }

  /// The tree is walked with a stack, since its depth is that of an author's folders.
  private func appendChildren(of home: Int, to output: inout [UInt8]) {
    var stack: [(children: [Int], next: Int)] = [(site.pages[home].children, 0)]
    output.append("<ul>\n")
    while let (children, next) = stack.last {
      guard next < children.count else {
        output.append("</ul>\n")
        stack.removeLast()
        if !stack.isEmpty { output.append("</li>\n") }
        continue
      }
      stack[stack.count - 1].next += 1
      let page = site.pages[children[next]]
      guard page.isListed else { continue }
      output.append("<li><a href=\"", page.address, "\">")
      HTMLEscape.append(page.title, to: &output)
      output.append("</a>")
      if page.children.isEmpty {
        output.append("</li>\n")
      } else {
        output.append("\n<ul>\n")
        stack.append((page.children, 0))
      }
    }
  }

  /// The text of HTML, with a space for each tag and each character reference.
  private static func text(of html: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(html.count)
    /// The byte that ends what is passed over.
    var end: UInt8?
    for byte in html {
      if let last = end {
        if byte == last { end = nil }
      } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") {
        end = byte == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: ";")
        text.append(0x20)
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `{"words": […], "terms": {"mace": ["Multi-Agency Child Exploitation", "/glossary/#mace"]}}`: the words of all
  /// pages and their synonyms, against which a misspelt query is held, and the glossary.
  func vocabulary() -> (path: String, bytes: [UInt8]) {
    var words = Set<String>()
    func add(_ text: String) {
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" })
      where word.count > 3 { words.insert(String(word)) }
    }
    for page in site.pages where page.isPublished {
      add(page.title)
      add(page.frontMatter.summary)
      page.frontMatter.synonyms.forEach(add)
      add(Self.text(of: page.document.body.body.bytes))
    }
    for dataset in site.data.datasets { add(dataset.title) }
    for term in site.terms { add(term.expansion) }
    var json = ScriptJSON()
    json.raw(#"{"words":["#)
    for (index, word) in words.sorted().enumerated() {
      if index > 0 { json.raw(",") }
      json.string(word)
    }
    json.raw(#"],"terms":{"#)
    var isFirst = true
    for term in site.terms {
      guard let abbreviation = term.abbreviation else { continue }
      if !isFirst { json.raw(",") }
      isFirst = false
      json.string(abbreviation.lowercased())
      json.raw(":[")
      json.string(term.expansion)
      json.raw(",")
      json.string(Site.glossaryAddress + "#" + term.id)
      json.raw("]")
    }
    json.raw("}}\n")
    return ("search/words.json", Array(json.text.utf8))
  }
}

extension Page {
  /// By what a search can be narrowed; nil for pages that it leaves out.
  var searchFilters: String? {
    // The list of all pages would be found for every word of a title.
    guard isPublished, kind != .aToZ else { return nil }
    return searchFilterAttributes(kind: kind.rawValue, audience: audience)
  }
}

/// Attributes in which the search engine finds what a page is and whom it is for, to narrow a search. They are what
/// Pagefind calls metadata: its filters come in another order each time.
func searchFilterAttributes(kind: String, audience: [Audience]) -> String {
  " data-pagefind-meta=\"kind[data-kind], audience[data-audience]\" data-kind=\"\(kind)\" data-audience=\""
    + audience.map(\.rawValue).joined(separator: " ") + "\""
}
