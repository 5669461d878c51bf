import Content

/// Puts what is the same on every page into the source of templates, once, so that pages need not look it up.
///
/// That is the theme's words, the addresses of its assets, the names of the site, and the partials that pages get
/// rendered: header, footer, breadcrumbs and notices.
struct TemplateConstants {
  private let texts: [String: String]

  init(strings: StringTable, assets: [String: String], configuration: SiteConfiguration, language: String) {
    var texts: [String: String] = [
      "language": language, "direction": PageContext.direction(language),
      "site.name": configuration.name, "site.shortName": configuration.shortName, "site.origin": configuration.origin,
      "site.organisation": configuration.organisationName, "site.exitAddress": configuration.exitAddress,
    ]
    for (name, text) in strings.texts { texts[StringTable.scopeName + "." + name] = text }
    for (name, address) in assets { texts[AssetScope.name + "." + name] = address }
    self.texts = texts
  }

  /// The template's text with its constants in place.
  func put(into bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    var output = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      output += rest[..<open.lowerBound]
      let tag = rest[open.upperBound..<close.lowerBound]
      output += constant(tag) ?? String(rest[open.lowerBound..<close.upperBound])
      rest = rest[close.upperBound...]
    }
    return output + rest
  }

  /// What stands for a tag, or nil for one that differs from page to page.
  private func constant(_ tag: Substring) -> String? {
    if tag == ">" + Theme.header { return "{{header}}" }
    if tag == ">" + Theme.footer { return "{{footer}}" }
    if tag == ">" + Theme.breadcrumbs { return "{{breadcrumbs}}" }
    if tag == ">" + Theme.notices { return "{{notices}}" }
    // Text that looks like a tag stays text.
    return texts[String(tag)].flatMap { $0.contains("{{") ? nil : HTMLEscape.escaped($0) }
  }
}
