import Site

/// A page's versions in other languages, for search engines and for readers.
extension PageRenderer {
  /// `link` elements for all versions of a page, each with its language; nil where there is only one.
  /// Source: HTML Standard, 4.6.7.1; Google, "Localized versions".
  func alternates(of page: Page) -> String? {
    guard !page.versions.isEmpty else { return nil }
    var output: [UInt8] = []
    for index in page.versions {
      let version = context.site.pages[index]
      output.append("<link rel=\"alternate\" hreflang=\"", context.site.language(of: version), "\" href=\"")
      HTMLEscape.append(context.site.absolute(version.address), to: &output)
      output.append("\">\n")
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The items of the switch between languages, each under the name that the language has for itself.
  func languages(of page: Page) -> String? {
    guard !page.versions.isEmpty else { return nil }
    var output: [UInt8] = []
    for index in page.versions {
      let version = context.site.pages[index]
      let language = context.site.language(of: version)
      output.append("<li><a hreflang=\"", language, "\" lang=\"", language, "\" href=\"", version.address)
      output.append(version.address == page.address ? "\" aria-current=\"true\">" : "\">")
      HTMLEscape.append(context.languageNames[language] ?? language, to: &output)
      output.append("</a></li>\n")
    }
    return String(decoding: output, as: UTF8.self)
  }
}
