import Content
import Datasets
import Diagnostics
import Site

/// Sentences do not count so few children that they could be known: `3 children`, `two boys`.
///
/// Only sites with datasets are looked at: theirs are the pages that tell figures about people.
struct SmallCountCheck: Check {
  /// Counts from 1 to below it are reported.
  static let threshold = 5

  func diagnostics(for page: Page, in site: Site) -> [Diagnostic] {
    guard !site.data.datasets.isEmpty else { return [] }
    let body = page.document.body.body.bytes
    let fields = page.frontMatter.shownTexts.map { Array($0.utf8) }
    let found = (fields + [body]).flatMap { text in
      smallCounts(in: text, below: Self.threshold).map { Array(text[$0.range]) }
    }
    guard !found.isEmpty else { return [] }
    let source = (try? site.tree.read(page.document.path)) ?? []
    var searched = 0
    return found.map { phrase in
      var place = Place(path: page.document.displayPath)
      // The same words may stand on the page again, further down.
      if let start = source.firstIndex(of: phrase, from: searched) ?? source.firstIndex(of: phrase) {
        place.range = start..<start + phrase.count
        searched = start + phrase.count
      }
      return Diagnostic(
        .smallCount, "\"\(String(decoding: phrase, as: UTF8.self))\" counts so few that they could be known", at: place,
        help: "write \"fewer than \(Self.threshold)\", or leave the number out")
    }
  }
}
