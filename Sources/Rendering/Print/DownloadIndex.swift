import Site

/// The PDFs that a site offers, by the pages and sections that offer them.
struct DownloadIndex: Sendable {
  /// A section and the downloads of the pages below it.
  struct Section: Sendable {
    let index: Int
    let downloads: [MadeDownload]
    /// Those that its archive holds: the guides, if there are several.
    let archived: [MadeDownload]
  }

  let sections: [Section]
  private let byPage: [Int: [MadeDownload]]
  private let site: Site
  private let strings: StringTable

  init(_ made: [MadeDownload], site: Site, strings: StringTable) {
    self.site = site
    self.strings = strings
    byPage = Dictionary(grouping: made) { $0.download.page }
    let byDownload = Dictionary(made.map { ($0.download, $0) }, uniquingKeysWith: { a, _ in a })
    sections =
      made.isEmpty
      ? []
      : site.downloadSections().compactMap { section in
        let downloads = section.downloads.compactMap { byDownload[$0] }
        let guides = downloads.filter { $0.download.isOnePage }
        guard !downloads.isEmpty else { return nil }
        return Section(index: section.section, downloads: downloads, archived: guides.count > 1 ? guides : [])
      }
  }

  static func address(of section: Int, in site: Site) -> String { site.pages[section].address + "downloads/" }

  /// The addresses of the pages of downloads.
  func addresses() -> [String] { sections.map { Self.address(of: $0.index, in: site) } }

  /// Nil for pages that have no page of downloads.
  func address(ofSection index: Int) -> String? {
    sections.contains { $0.index == index } ? Self.address(of: index, in: site) : nil
  }

  func attachments(of page: Int) -> [AttachmentScope] { (byPage[page] ?? []).map(attachment) }

  /// A file with what readers should know before they load it.
  func attachment(_ made: MadeDownload) -> AttachmentScope {
    let title = site.pages[made.download.page].title
    let pages =
      made.pageCount == 1
      ? strings["download_one_page"] : strings["download_pages", ["n": String(made.pageCount)]]
    return AttachmentScope(
      title: made.download.form == .large ? strings["download_large", ["title": title]] : title,
      address: URLEscape.path("/" + made.download.path),
      note: strings["download_note", ["type": "PDF", "size": strings.words(bytes: made.bytes.count), "pages": pages]])
  }
}

/// A file to download.
struct AttachmentScope: TemplateScope {
  let title: String
  let address: String
  /// Its type, size and number of pages.
  let note: String

  static let fields: [String: Field<AttachmentScope>] = [
    "title": .text { $0.title },
    "address": .text { $0.address },
    "note": .text { $0.note },
  ]
}
