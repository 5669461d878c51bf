/// Which names templates ask for, in themselves and in their partials.
struct TemplateNames {
  private let templates: [String: TemplateSource]

  /// - Parameter templates: checked, so that none contains itself.
  init(_ templates: [TemplateSource]) {
    self.templates = Dictionary(templates.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// By template: the names, of those with dots the first part.
  ///
  /// The partials that pages get rendered stand for the field of that name.
  func all() -> [String: Set<String>] {
    var known: [String: Set<String>] = [:]
    for name in templates.keys { _ = names(of: name, &known) }
    return known
  }

  private func names(of template: String, _ known: inout [String: Set<String>]) -> Set<String> {
    if let names = known[template] { return names }
    // A ring, which has been reported, ends here.
    known[template] = []
    var names = Set<String>()
    collect(templates[template]?.nodes ?? [], into: &names, &known)
    known[template] = names
    return names
  }

  private func collect(
    _ nodes: [TemplateScanner.Node], into names: inout Set<String>, _ known: inout [String: Set<String>]
  ) {
    for node in nodes {
      switch node {
      case .variable(let name): names.insert(Self.first(name.text))
      case .section(let name, _, let inner):
        names.insert(Self.first(name.text))
        collect(inner, into: &names, &known)
      case .block(_, let inner): collect(inner, into: &names, &known)
      case .partial(let name, let blocks):
        collect(blocks, into: &names, &known)
        switch name.text {
        case Theme.header: names.insert("header")
        case Theme.footer: names.insert("footer")
        case Theme.breadcrumbs: names.insert("breadcrumbs")
        case Theme.notices: names.insert("notices")
        default: names.formUnion(self.names(of: name.text, &known))
        }
      }
    }
  }

  /// `site` of `site.name`, `title` of `capitalized(title)`.
  private static func first(_ name: String) -> String {
    var text = name[...]
    while text.hasSuffix(")"), let open = text.firstIndex(of: "(") {
      text = text[text.index(after: open)...].dropLast()
    }
    return text.split(separator: ".").first.map(String.init) ?? name
  }
}
