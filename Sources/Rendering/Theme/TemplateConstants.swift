/// Puts what is the same on every page into the source of templates, once, so that pages need not look it up.
///
/// That is the theme's words, the addresses of its assets, and the header and the footer, which pages get rendered.
struct TemplateConstants {
  let strings: StringTable
  let assets: [String: String]

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
    let parts = tag.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let scope = parts.first, let name = parts.last else { return nil }
    let value: String? =
      switch scope {
      case StringTable.scopeName: strings.texts[String(name)]
      case AssetScope.name: assets[String(name)]
      default: nil
      }
    // Text that looks like a tag stays text.
    return value.flatMap { $0.contains("{{") ? nil : HTMLEscape.escaped($0) }
  }
}
