import Checks
import Content
import Diagnostics
import Parallel
import Site

/// The numbers in the prose of a site, and which of them a dataset holds.
package struct FigureReport: Sendable {
  package struct Page: Sendable {
    /// The page's file, as the author knows it.
    package let path: String
    /// How many numbers are links to figures.
    package let checked: Int
    package let unchecked: [Number]
  }

  package struct Number: Sendable {
    package let text: String
    /// The number and some words around it, on one line.
    package let context: String
    /// Both from 1; columns count characters.
    package let line: Int
    package let column: Int
  }

  /// Pages with numbers, in order of their addresses.
  package let pages: [Page]

  package var checked: Int { pages.reduce(0) { $0 + $1.checked } }
  package var count: Int { pages.reduce(0) { $0 + $1.checked + $1.unchecked.count } }

  /// Whole per cent, rounded down; 100 where there is no number.
  package var share: Int { Self.share(checked, of: count) }

  package static func share(_ part: Int, of whole: Int) -> Int { whole == 0 ? 100 : part * 100 / whole }
}

/// Looks through the pages of a site for numbers that no dataset holds.
///
/// - Parameter isWanted: chooses pages by their files below the content folder.
/// - Returns: nil where errors keep the site from being built: what the pages assert is then not known to hold.
/// - Throws: ``FileError``.
package func reportFigures(
  _ options: BuildOptions, isWanted: @Sendable @escaping (_ path: String) -> Bool
) async throws -> (report: FigureReport?, diagnostics: [Diagnostic]) {
  let prepared = try await prepare(options)
  guard let site = prepared.site else { return (nil, prepared.diagnostics) }
  let documents = site.pages.map(\.document).filter { isWanted($0.path) }
  let pages = try await parallelMap(documents, workers: options.workers) { document in
    page(document, bytes: try site.tree.read(document.path))
  }
  return (FigureReport(pages: pages.filter { $0.checked + $0.unchecked.count > 0 }), prepared.diagnostics)
}

private func page(_ document: Document, bytes: [UInt8]) -> FigureReport.Page {
  let start = FrontMatterBlock(bytes)?.bodyStart ?? 0
  let numbers = proseNumbers(in: bytes, from: start)
  let lines = SourceLines(bytes)
  return FigureReport.Page(
    path: document.displayPath, checked: numbers.count { $0.isChecked },
    unchecked: numbers.filter { !$0.isChecked }.map { number in
      let spot = lines.spot(of: number.range)
      return FigureReport.Number(
        text: number.text, context: context(of: number.range, in: bytes), line: spot.line, column: spot.column)
    })
}

/// At most 40 bytes before and behind a range, cut between words and at the ends of the line.
private func context(of range: Range<Int>, in bytes: [UInt8]) -> String {
  func isEnd(_ i: Int) -> Bool { i < 0 || i >= bytes.count || bytes[i] == UInt8(ascii: "\n") }
  var start = range.lowerBound
  while !isEnd(start - 1), range.lowerBound - start < 40 || bytes[start - 1] != 0x20 { start -= 1 }
  var end = range.upperBound
  while !isEnd(end), end - range.upperBound < 40 || bytes[end] != 0x20 { end += 1 }
  return String(decoding: bytes[start..<end], as: UTF8.self)
}
