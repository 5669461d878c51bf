import Diagnostics
import Foundation
import Markdown
import Testing

/// Every example of the GitHub Flavored Markdown Spec 0.29, which holds those of CommonMark 0.29.
@Suite struct SpecTests {
  struct Example {
    var number: Int
    var markdown: String
    var html: String
  }

  /// Examples that differ although they have no raw HTML, each with the reason.
  static let differing: [Int: String] = [
    610: bareLink, 614: bareLink, 616: bareLink, 619: bareLink, 620: bareLink,
    644: comment, 645: comment,
  ]

  private static let bareLink = "an example of CommonMark without GFM's bare links, which are always on here"
  private static let comment = "the specification's text follows cmark-gfm 0.29.0.gfm.10, which knows more comments"

  /// Examples with raw HTML, which is refused.
  static let refused = 70

  @Test func `every example without raw HTML gives the same HTML as the specification`() async throws {
    let examples = try examples()
    #expect(examples.count == 672)
    let results = await parseMarkdown(
      examples.map { MarkdownSource(path: "\($0.number)", bytes: Array($0.markdown.utf8)) }, workers: 2)
    var refused = 0
    for (example, result) in zip(examples, results) {
      if result.diagnostics.contains(where: { $0.id == .rawHTML }) {
        refused += 1
        #expect(!plain(result.document).contains("<!--"))
        continue
      }
      let (ours, theirs) = (plain(result.document), normalized(example.html))
      if SpecTests.differing[example.number] != nil {
        #expect(ours != theirs, "example \(example.number) no longer differs")
      } else {
        #expect(ours == theirs, "example \(example.number): \(example.markdown.debugDescription)")
      }
    }
    #expect(refused == SpecTests.refused)
  }

  func examples() throws -> [Example] {
    let file = try #require(Bundle.module.url(forResource: "gfm-spec", withExtension: "txt", subdirectory: "Fixtures"))
    let fence = String(repeating: "`", count: 32)
    var examples: [Example] = []
    var parts: [[Substring]]?
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(fence + " example") {
        parts = [[]]
      } else if line == fence, let done = parts {
        let texts = done.map { lines in
          lines.map { $0 + "\n" }.joined().replacingOccurrences(of: "→", with: "\t")
        }
        examples.append(Example(number: examples.count + 1, markdown: texts[0], html: texts[1]))
        parts = nil
      } else if line == ".", parts?.count == 1 {
        parts?.append([])
      } else if let last = parts?.indices.last {
        parts?[last].append(line)
      }
    }
    return examples
  }

  /// What the specification writes in XHTML's manner or leaves to the renderer, as we write it.
  func normalized(_ html: String) -> String {
    html.replacingOccurrences(of: " />", with: ">")
      .replacingOccurrences(of: " align=\"", with: " class=\"align-")
      .replacingOccurrences(of: "<input disabled=\"\" type=\"checkbox\">", with: "<input type=\"checkbox\">")
      .replacingOccurrences(
        of: "<input checked=\"\" disabled=\"\" type=\"checkbox\">", with: "<input type=\"checkbox\" checked>")
  }

  /// Our HTML without what it has beyond the specification: ids, abbreviations, and names for what scrolls.
  func plain(_ document: MarkdownDocument) -> String {
    filled(document, isPlain: true)
      .replacingOccurrences(of: "<pre tabindex=\"0\">", with: "<pre>")
      .replacingOccurrences(
        of: "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{table}\">\n", with: ""
      )
      .replacingOccurrences(of: "</table>\n</div>", with: "</table>")
      .replacingOccurrences(of: "<th scope=\"col\"", with: "<th")
      .replacing(#/<th scope="row"([^>]*)>(.*?)</th>/#) { "<td\($0.1)>\($0.2)</td>" }
      .replacingOccurrences(of: "<li class=\"task\">", with: "<li>")
      .replacingOccurrences(of: "<label>", with: "")
      .replacingOccurrences(of: "</label>", with: "")
  }
}
