import Datasets
import Diagnostics
import Markdown

/// A parsed page: typed front matter, and a body whose holes the site fills.
///
/// A class, because it is large, never changes, and is named from many places.
package final class Document: Sendable {
  /// The source file below the content folder.
  package let path: String
  /// The path to show in messages.
  package let displayPath: String
  /// The source file of which this is a translation, or the file itself: `worried/index.md` for `worried/index.ur.md`.
  package let original: String
  /// The language of a translation; nil for pages in the language of the site.
  package let language: String?
  package let kind: PageKind
  package let frontMatter: FrontMatter
  package let body: MarkdownDocument

  /// Where the page is: `/guides/mace/`, and `/ur/guides/mace/` for a translation.
  package var address: String { (language.map { "/" + $0 } ?? "") + Address.page(sourcePath: original) }

  init(
    name: SourceName, displayPath: String, kind: PageKind, frontMatter: FrontMatter, body: MarkdownDocument
  ) {
    path = name.path
    original = name.original
    language = name.language
    self.displayPath = displayPath
    self.kind = kind
    self.frontMatter = frontMatter
    self.body = body
  }
}

/// Everything that a content folder holds, parsed and checked by itself; nothing is linked yet.
package struct ContentFolder: Sendable {
  package let configuration: SiteConfiguration
  /// In order of their paths.
  package let documents: [Document]
  package let contacts: [Contact]
  package let terms: [Term]
  /// In order of their ids.
  package let datasets: [Dataset]
  package let charts: [ChartFile]
  /// The ids of datasets that cannot be used; what is wrong with them has been reported.
  package let brokenDatasets: Set<String>
  /// Files that pages may offer to download or show.
  package let media: [SourceTree.File]
  package let tree: SourceTree
}
