import Content
import Diagnostics
import Fields
import Markdown
import Mustache

/// A theme, loaded and checked: templates, words, assets.
package struct Theme: Sendable {
  /// A file of the theme that pages refer to, under an address that changes with its content.
  package struct Asset: Sendable {
    /// Without the first slash: `assets/site.1a2b3c4d.css`.
    package let path: String
    package let bytes: [UInt8]
  }

  package let assets: [Asset]
  /// The files that PDFs are made with, below the theme's folder: the templates in `print`, and the fonts in `fonts`.
  package let printFiles: [String]
  let library: MustacheLibrary
  /// By the name that templates use: `site.css` is `site_css`.
  let assetAddresses: [String: String]
  let strings: StringTable
  /// The names that each template asks for, by template: the first parts of names with dots, partials included.
  let names: [String: Set<String>]
  /// The language of its words, as a BCP 47 tag.
  let language: String
  /// The same theme with the words of other languages, by language.
  fileprivate(set) var translations: [String: Theme] = [:]

  /// The kinds of documents that the theme can typeset: `guide` where it has `print/guide.typ`.
  package var printTemplates: Set<String> {
    Set(
      printFiles.filter { $0.hasPrefix("print/") && $0.hasSuffix(".typ") }.map { String($0.dropFirst(6).dropLast(4)) })
  }

  /// The layouts that a theme must have, each with the scope that it is rendered with.
  static let layouts: [String] =
    PageKind.allCases.map { "layouts/\($0.rawValue)" } + [
      "layouts/search", "layouts/site-map", "layouts/whats-new",
      "layouts/topics", "layouts/topic", "layouts/redirect", "layouts/not-found", "layouts/publication",
      "layouts/dataset", "layouts/downloads",
    ]

  /// The partial that shows a contact as a card.
  static let contactCard = "partials/contact"
  /// The partials that are rendered once for all pages.
  static let header = "partials/header"
  static let footer = "partials/footer"
  /// The partial that shows the trail to a page; it is rendered once for all pages of a section.
  static let breadcrumbs = "partials/breadcrumbs"
  /// The partial that shows what readers must know first; it is rendered by itself for the pages that have any.
  static let notices = "partials/notices"
  /// The partial that shows a page as an item of a list; it is rendered once for all lists.
  static let item = "partials/item"
}

/// Loads a theme from its folder and checks all of its templates.
///
/// - Parameters:
///   - folder: the theme's folder, as the user knows it.
///   - content: the content folder, whose `strings/` stand over those of the theme.
///   - configuration: the site's; for the language `en-GB`, `strings/en-GB.yml` is taken before `strings/en.yml`.
///   - fingerprint: some characters that change with the bytes, for the names of assets.
/// - Returns: the theme, or nil where a diagnostic says why it cannot be used.
/// - Throws: ``FileError`` where the folder cannot be listed.
package func loadTheme(
  folder: String, content: SourceTree, configuration: SiteConfiguration, fingerprint: ([UInt8]) -> String
) throws -> (theme: Theme?, diagnostics: [Diagnostic]) {
  let tree = try SourceTree(root: folder)
  var (theme, diagnostics) = loadTheme(
    from: tree, content: content, configuration: configuration, language: configuration.language, fingerprint)
  for language in configuration.languages {
    let (translation, faults) = loadTheme(
      from: tree, content: content, configuration: configuration, language: language.value, fingerprint)
    diagnostics += faults
    theme?.translations[language.value] = translation
  }
  return (diagnostics.contains { $0.severity == .error } ? nil : theme, diagnostics)
}

/// The theme with the words of one language.
private func loadTheme(
  from tree: SourceTree, content: SourceTree, configuration: SiteConfiguration, language: String,
  _ fingerprint: ([UInt8]) -> String
) -> (theme: Theme?, diagnostics: [Diagnostic]) {
  var loader = ThemeLoader(tree: tree, content: content, configuration: configuration, language: language)
  let strings = loader.strings(language: language)
  let (assets, addresses) = loader.assets(fingerprint)
  // Without words the templates can still be read for their own faults.
  let (library, sources) = loader.templates(strings: strings ?? StringTable(texts: [:]), assets: addresses)
  if let strings { loader.check(sources, strings: strings, assets: addresses) }
  guard let strings, !loader.diagnostics.contains(where: { $0.severity == .error }) else {
    return (nil, loader.diagnostics)
  }
  let theme = Theme(
    assets: assets, printFiles: tree.files.map(\.path).filter { $0.hasPrefix("print/") || $0.hasPrefix("fonts/") },
    library: library, assetAddresses: addresses, strings: strings,
    names: TemplateNames(sources).all(), language: language)
  return (theme, loader.diagnostics)
}

private struct ThemeLoader {
  let tree: SourceTree
  let content: SourceTree
  let configuration: SiteConfiguration
  let language: String
  var diagnostics: [Diagnostic] = []

  // MARK: - Words

  /// The theme's words in a language, and over them those that the site has of its own.
  mutating func strings(language: String) -> StringTable? {
    let primary = language.prefix { $0 != "-" }
    let candidates = ["strings/\(language).yml", "strings/\(primary).yml"]
    var texts: [String: String] = [:]
    var source: String?
    for tree in [tree, content].compactMap(\.self) {
      guard let path = candidates.first(where: { name in tree.files.contains { $0.path == name } }) else { continue }
      let shown = tree.displayPath(path)
      guard let bytes = read(path, in: tree),
        let words = readTexts(bytes, path: shown, of: "the theme's words", into: &diagnostics)
      else { return nil }
      texts.merge(words) { _, own in own }
      source = shown
    }
    guard let source else {
      diagnostics.append(
        Diagnostic(
          .themeFile, "the theme has no words for the language \"\(language)\"",
          at: Place(path: tree.displayPath(candidates[1])),
          help: "copy strings/en.yml of the theme to strings/\(primary).yml in the content folder, and translate it"))
      return nil
    }
    let missing = (StringTable.required + Phrase.allCases.map(\.key)).filter { texts[$0] == nil }
    for key in missing {
      diagnostics.append(
        Diagnostic(
          .missingString, "the theme's strings have no \"\(key)\"", at: Place(path: source),
          help: Suggestion.nearest(to: key, in: texts.keys.sorted()).map { "is \($0) meant to be \(key)?" }
            ?? "add a line \(key): and the words"))
    }
    return missing.isEmpty ? StringTable(texts: texts) : nil
  }

  private mutating func read(_ path: String, in tree: SourceTree? = nil) -> [UInt8]? {
    let tree = tree ?? self.tree
    do {
      return try tree.read(path)
    } catch {
      diagnostics.append(.unreadable(tree.displayPath(path), error))
      return nil
    }
  }

  // MARK: - Templates

  mutating func templates(strings: StringTable, assets: [String: String]) -> (MustacheLibrary, [TemplateSource]) {
    let constants = TemplateConstants(
      strings: strings, assets: assets, configuration: configuration, language: language)
    var library = MustacheLibrary()
    var sources: [TemplateSource] = []
    for file in tree.files where file.path.hasSuffix(".mustache") {
      guard let bytes = read(file.path) else { continue }
      let shown = tree.displayPath(file.path)
      let name = String(file.path.dropLast(".mustache".count))
      if let problem = TextEncoding.problem(in: bytes, path: shown) {
        diagnostics.append(problem)
        sources.append(TemplateSource(name: name, displayPath: shown, nodes: []))
        continue
      }
      switch TemplateScanner.scan(bytes) {
      case .failure(let fault):
        diagnostics.append(
          Diagnostic(.templateSyntax, fault.message, at: Place(path: shown, range: fault.range), help: fault.help))
        // An empty stand-in, so that templates which include this one are not reported as well.
        sources.append(TemplateSource(name: name, displayPath: shown, nodes: []))
        continue
      case .success(let nodes):
        sources.append(TemplateSource(name: name, displayPath: shown, nodes: nodes))
      }
      do {
        // Values escape themselves (``TextValue``), so the engine must not do it again.
        let template = "{{% CONTENT_TYPE:TEXT}}" + constants.put(into: bytes)
        try library.register(template, named: name)
      } catch {
        let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber ?? 1
        let lines = SourceLines(bytes)
        diagnostics.append(
          Diagnostic(
            .templateSyntax, "the template engine does not understand this line",
            at: Place(path: shown, range: lines.range(ofLine: line)), help: "check its tags"))
      }
    }
    for layout in Theme.layouts + [
      Theme.contactCard, Theme.header, Theme.footer, Theme.breadcrumbs, Theme.notices, Theme.item,
    ]
    where !sources.contains(where: { $0.name == layout }) {
      diagnostics.append(
        Diagnostic(
          .themeFile, "the theme has no template \"\(layout)\"",
          at: Place(path: tree.displayPath(layout + ".mustache")),
          help: "every theme needs it; copy it from themes/lscp"))
    }
    return (library, sources)
  }

  mutating func check(_ sources: [TemplateSource], strings: StringTable, assets: [String: String]) {
    var checker = TemplateChecker(sources)
    checker.checkPartials()
    if !checker.diagnostics.contains(where: { $0.id == .templateCycle }) {
      let shared = [Theme.header, Theme.footer, Theme.breadcrumbs, Theme.notices]
      let scope = PageScope.schema.with(strings: strings, assets: assets)
      for layout in Theme.layouts { checker.checkNames(of: layout, scope: scope, except: shared) }
      for partial in shared {
        checker.checkNames(of: partial, scope: SharedScope.schema.with(strings: strings, assets: assets))
      }
      checker.checkNames(of: Theme.item, scope: LinkScope.schema.with(strings: strings, assets: assets))
      checker.checkNames(of: Theme.contactCard, scope: ContactScope.schema.with(strings: strings, assets: assets))
    }
    diagnostics += checker.diagnostics
  }

  // MARK: - Assets

  /// The stylesheet that has the theme's tokens, to which a site's brand is added.
  private static let stylesheet = "assets/site.css"

  mutating func assets(_ fingerprint: ([UInt8]) -> String) -> ([Theme.Asset], [String: String]) {
    var assets: [Theme.Asset] = []
    var addresses: [String: String] = [:]
    var names: [(plain: String, hashed: String)] = []
    // Stylesheets name other assets, so they come last, with the names that those have got.
    let files = tree.files.filter { $0.path.hasPrefix("assets/") }
    for file in files.filter({ !$0.path.hasSuffix(".css") }) + files.filter({ $0.path.hasSuffix(".css") }) {
      guard var bytes = read(file.path) else { continue }
      if file.path.hasSuffix(".css") { bytes = Self.replacing(names, in: bytes) }
      if file.path == Self.stylesheet, let brand = configuration.brand { bytes += brand.stylesheet.utf8 }
      let plain = String(file.path.dropFirst("assets/".count))
      let hashed = Self.insert(fingerprint(bytes), into: plain)
      names.append((plain, hashed))
      assets.append(Theme.Asset(path: "assets/" + hashed, bytes: bytes))
      addresses[Self.templateName(plain)] = "/assets/" + hashed
    }
    return (assets.sorted { $0.path < $1.path }, addresses)
  }

  /// `fonts/body.woff2` becomes `fonts/body.1a2b3c4d.woff2`.
  private static func insert(_ fingerprint: String, into name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return name + "." + fingerprint }
    return name[..<dot] + "." + fingerprint + name[dot...]
  }

  private static func templateName(_ name: String) -> String {
    String(
      decoding: name.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: byte
        default: UInt8(ascii: "_")
        }
      }, as: UTF8.self)
  }

  private static func replacing(_ names: [(plain: String, hashed: String)], in bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    for (plain, hashed) in names {
      for (open, close) in [("url(\"", "\")"), ("url(", ")"), ("url('", "')")] {
        text = text.split(separator: open + plain + close, omittingEmptySubsequences: false)
          .joined(separator: open + hashed + close)
      }
    }
    return Array(text.utf8)
  }
}
