import Content
import Site

/// A page, or a publication, as a PDF to take along.
package struct Download: Sendable, Hashable {
  package enum Form: String, Sendable, CaseIterable {
    case standard
    /// In large type.
    case large
  }

  /// The page that offers it, by its index.
  package let page: Int
  package let form: Form
  /// Below the site's folder: `guides/mace/mace.pdf`.
  package let path: String
  /// The template that typesets it, by name: `guide` is `print/guide.typ`.
  package let template: String

  /// Whether it must fit on one side of paper.
  package var isOnePage: Bool { template == PageKind.guide.rawValue && form == .standard }
}

extension Site {
  /// The downloads that pages offer where the theme can typeset them, in the order of the pages: guides, procedures,
  /// campaigns and publications of several chapters; guides in large type as well.
  package func downloads() -> [Download] {
    pages.indices.flatMap { index -> [Download] in
      let page = pages[index]
      guard page.isPublished else { return [] }
      switch page.kind {
      case .guide:
        return Download.Form.allCases.map {
          Download(page: index, form: $0, path: path(of: index, $0), template: page.kind.rawValue)
        }
      case .procedure, .campaign:
        return [
          Download(page: index, form: .standard, path: path(of: index, .standard), template: page.kind.rawValue)
        ]
      default:
        guard page.publication == index else { return [] }
        return [Download(page: index, form: .standard, path: path(of: index, .standard), template: "publication")]
      }
    }
  }

  /// In the folder of its page. A folder's name alone may say too little (`2018-19`): then the section's stands before.
  private func path(of index: Int, _ form: Download.Form) -> String {
    let parts = pages[index].address.split(separator: "/")
    let name = parts.suffix(pages[index].publication == index ? 2 : 1).joined(separator: "-")
    return pages[index].address.dropFirst() + name + (form == .large ? "-large-print.pdf" : ".pdf")
  }

  /// The sections that have a page of downloads: those with pages below them, at any depth, that offer any.
  ///
  /// The home page has none. A publication has its own page for its download.
  package func downloadSections() -> [(section: Int, downloads: [Download])] {
    var sections: [Int: [Download]] = [:]
    for download in downloads() {
      var section = pages[download.page].parent
      while let index = section, index != home {
        sections[index, default: []].append(download)
        section = pages[index].parent
      }
    }
    return sections.sorted { $0.key < $1.key }.map { (section: $0.key, downloads: $0.value) }
  }
}

/// A download that was made.
package struct MadeDownload: Sendable {
  package let download: Download
  /// Sides of paper.
  package let pageCount: Int
  package let bytes: [UInt8]

  package init(download: Download, pageCount: Int, bytes: [UInt8]) {
    self.download = download
    self.pageCount = pageCount
    self.bytes = bytes
  }
}
