import Content
import Diagnostics
import Fields

/// Sections, their lists, and the order of reading in publications.
struct SiteStructure {
  /// Sections by folder: `reports/2018-19`, and nothing for the home page.
  private var sections: [Substring: Int] = [:]
  /// The same for translations, by language.
  private var translatedSections: [String: [Substring: Int]] = [:]

  init(pages: [Page]) {
    for (index, page) in pages.enumerated() where page.kind.isSection || page.kind == .home {
      let folder = Self.folder(of: page.document.path)
      if let language = page.language {
        translatedSections[language, default: [:]][folder] = index
      } else {
        sections[folder] = index
      }
    }
  }

  /// Gives every page its section, every section its pages, and chapters their neighbours.
  mutating func arrange(_ pages: inout [Page], into diagnostics: inout [Diagnostic]) {
    var missing: [Substring: Int] = [:]
    for (index, page) in pages.enumerated() where page.kind != .home && page.language == nil {
      var folder = Self.folder(of: page.document.path)
      if page.kind.isSection {
        folder = Self.parent(of: folder)
      } else if !folder.isEmpty, sections[folder] == nil {
        missing[folder] = min(missing[folder] ?? index, index)
      }
      while sections[folder] == nil, !folder.isEmpty { folder = Self.parent(of: folder) }
      guard let parent = sections[folder] else { continue }
      pages[index].parent = parent
      pages[parent].children.append(index)
    }
    for (folder, page) in missing {
      diagnostics.append(
        Diagnostic(
          .sectionIndex, "the folder \(folder) has pages but no index.md",
          at: Place(path: pages[page].document.displayPath),
          help: "write \(folder)/index.md with a title and a summary: it lists the pages of the folder"))
    }
    arrangeTranslations(&pages, into: &diagnostics)
    for index in pages.indices where !pages[index].children.isEmpty {
      let order = ListOrder(pages)
      pages[index].children.sort { order.precedes($0, $1) }
      linkChapters(of: index, &pages)
    }
  }

  /// Gives translations their section, in their own language where there is one, and all versions of a page each other.
  private func arrangeTranslations(_ pages: inout [Page], into diagnostics: inout [Diagnostic]) {
    var originals: [String: Int] = [:]
    for (index, page) in pages.enumerated() where page.language == nil { originals[page.document.path] = index }
    var versions: [Int: [Int]] = [:]
    for (index, page) in pages.enumerated() {
      guard let language = page.language else { continue }
      let sections = self.sections.merging(translatedSections[language] ?? [:]) { _, translated in translated }
      if page.kind != .home {
        var folder = Self.folder(of: page.document.path)
        if page.kind.isSection { folder = Self.parent(of: folder) }
        while sections[folder] == nil, !folder.isEmpty { folder = Self.parent(of: folder) }
        pages[index].parent = sections[folder]
        if let parent = sections[folder], pages[parent].language == language { pages[parent].children.append(index) }
      }
      guard let original = originals[page.document.original] else {
        diagnostics.append(
          Diagnostic(
            .translation, "there is no page \(page.document.original) of which this is a translation",
            at: Place(path: page.document.displayPath),
            help: "give both files the same name, but for the language: index.md and index.\(language).md"))
        continue
      }
      versions[original, default: [original]].append(index)
    }
    for (_, group) in versions { for index in group { pages[index].versions = group } }
  }

  /// Top-level sections by their order and title.
  func defaultNavigation(_ pages: [Page]) -> [Int] {
    guard let home = sections[""] else { return [] }
    return pages[home].children.filter { pages[$0].kind.isSection }
  }

  private func linkChapters(of publication: Int, _ pages: inout [Page]) {
    guard pages[publication].language == nil else { return }
    let chapters = pages[publication].children.filter { pages[$0].kind == .chapter }
    guard !chapters.isEmpty else { return }
    let sequence = [publication] + chapters
    for (position, index) in sequence.enumerated() {
      pages[index].publication = publication
      if position > 0 { pages[index].previous = sequence[position - 1] }
      if position + 1 < sequence.count { pages[index].next = sequence[position + 1] }
    }
  }

  static func folder(of path: String) -> Substring {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return path[..<slash]
  }

  static func parent(of folder: Substring) -> Substring {
    guard let slash = folder.lastIndex(of: "/") else { return "" }
    return folder[..<slash]
  }
}

/// The order of pages in a list: sections first, then by `order`, then newest first where pages are news, else by title.
struct ListOrder {
  private let pages: [Page]

  init(_ pages: [Page]) { self.pages = pages }

  func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (pages[a], pages[b])
    if x.kind.isSection != y.kind.isSection { return x.kind.isSection }
    let (i, j) = (x.frontMatter.order ?? .max, y.frontMatter.order ?? .max)
    if i != j { return i < j }
    if Self.isDated(x.kind), Self.isDated(y.kind), let p = Self.date(x), let q = Self.date(y), p != q { return q < p }
    return (x.title, x.address) < (y.title, y.address)
  }

  private static func isDated(_ kind: PageKind) -> Bool {
    kind == .news || kind == .campaign || kind == .learning
  }

  private static func date(_ page: Page) -> CalendarDate? {
    if case .campaign(let campaign) = page.frontMatter.details { return campaign.starts }
    return page.frontMatter.published
  }
}
