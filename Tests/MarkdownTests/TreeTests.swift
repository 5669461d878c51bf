import Markdown
import TestSupport
import Testing

@Suite("The document tree: the same body, for a medium that is not HTML")
struct TreeTests {
  private func tree(_ text: String) -> DocumentTree {
    parseMarkdown(MarkdownSource(path: "a.md", bytes: Array(text.utf8))).document.tree()
  }

  /// A block in one line: what it is, and in parentheses what it holds.
  private func sketch(_ block: DocumentTree.Block) -> String {
    switch block {
    case .paragraph(let text): "p(\(sketch(text)))"
    case .heading(let index, let level, let text): "h\(level)#\(index)(\(sketch(text)))"
    case .list(let start, let items):
      (start.map { "ol\($0)" } ?? "ul") + "("
        + items.map { ($0.isChecked.map { $0 ? "[x]" : "[ ]" } ?? "") + sketch($0.blocks) }.joined(separator: ", ")
        + ")"
    case .quotation(let blocks): "q(\(sketch(blocks)))"
    case .callout(let phrase, let blocks): "\(phrase.key)(\(sketch(blocks)))"
    case .code(let text): "code(\(text))"
    case .rule: "hr"
    case .table(let table):
      "table(" + (table.caption.map { sketch($0) + ": " } ?? "")
        + table.rows.map { row in
          row.map { ($0.isHeading ? "*" : "") + sketch($0.text) + ($0.alignment == .right ? ">" : "") }
            .joined(separator: "|")
        }.joined(separator: "/") + ")"
    }
  }

  private func sketch(_ blocks: [DocumentTree.Block]) -> String { blocks.map(sketch).joined(separator: " ") }

  private func sketch(_ text: [DocumentTree.Inline]) -> String {
    text.map { inline in
      var words =
        switch inline.content {
        case .text(let text): text
        case .lineBreak: "↵"
        case .image(let index): "image\(index)"
        case .footnote(let number): "^\(number)"
        case .abbreviationEnd(let index): "~\(index)"
        }
      let marks: [(DocumentTree.Inline.Style, String)] = [
        (.emphasis, "_"), (.strong, "*"), (.code, "`"), (.deleted, "-"),
      ]
      for (style, mark) in marks where inline.style.contains(style) { words = mark + words + mark }
      return inline.link.map { "<\($0):\(words)>" } ?? words
    }.joined()
  }

  @Test(
    "each kind of block and of text is what it is in HTML",
    arguments: [
      ("One *two* **three** `four` ~~five~~ a&b", "p(One _two_ *three* `four` -five- a&b)"),
      ("***both***", "p(*_both_*)"),
      ("a\\\nb", "p(a↵\nb)"),
      ("## A *b*\n\ntext\n\n### C", "h2#0(A _b_) p(text) h3#1(C)"),
      ("- a\n- b\n  - c\n\n3. d\n4. e", "ul(p(a), p(b) ul(p(c))) ol3(p(d), p(e))"),
      ("- a\n\n  b\n\n- c", "ul(p(a) p(b), p(c))"),
      ("- [ ] a\n- [x] b", "ul([ ]p(a), [x]p(b))"),
      ("> a\n>\n> > b", "q(p(a) q(p(b)))"),
      ("> [!WARNING]\n> a <b>", "warning(p(a <b>))"),
      ("```swift\nlet a = \"<\"\n\nb\n```", "code(let a = \"<\"\n\nb\n)"),
      ("a\n\n---\n\nb", "p(a) hr p(b)"),
      ("| A | B |\n|---|--:|\n| c | d *e* |\n| f |", "table(*A|*B>/*c|d _e_>/*f|)"),
      ("Table: The *caption*\n\n| A |\n|---|\n| b |", "table(The _caption_: *A/b)"),
      ("> [!NOTE]\n> | A |\n> |---|\n> | b |\n>\n> after", "note(table(*A/b) p(after))"),
      ("a [b *c*](x) d [e](y)", "p(a <0:b ><0:_c_> d <1:e>)"),
      ("[a](x)\n\n[b](y)", "p(<0:a>) p(<1:b>)"),
      ("![one](a.png)\n\nand ![two](b.png)", "p(image0) p(and image1)"),
      ("The LSCP and the LSCP.", "p(The LSCP~0 and the LSCP.)"),
    ])
  func kinds(markdown: String, expected: String) { #expect(sketch(tree(markdown).blocks) == expected) }

  @Test("footnotes stand apart, in the order of their numbers")
  func footnotes() {
    let tree = tree("a[^b] c[^d] e[^b]\n\n[^d]: Second.\n[^b]: First.\n\n    More.")
    #expect(sketch(tree.blocks) == "p(a^0 c^1 e^0)")
    #expect(tree.footnotes.map(sketch) == ["p(First.) p(More.)", "p(Second.)"])
  }

  @Test("nobody who walks a tree needs a deep stack")
  func depth() {
    func depth(_ blocks: [DocumentTree.Block]) -> Int {
      blocks.map { block in
        switch block {
        case .list(_, let items): 1 + depth(items.flatMap(\.blocks))
        case .quotation(let inner), .callout(_, let inner): 1 + depth(inner)
        default: 1
        }
      }.max() ?? 0
    }
    let quotes = tree(String(repeating: "> ", count: 90) + "deep")
    let list = tree((0..<60).map { String(repeating: "  ", count: $0) + "- item" }.joined(separator: "\n"))
    #expect(depth(quotes.blocks) <= 12 && sketch(quotes.blocks).contains("deep"))
    #expect(depth(list.blocks) <= 12 && sketch(list.blocks).components("item") == 60)
  }

  @Test("no word is lost, whatever the text")
  func completeness() {
    for seed in 0..<300 {
      var dice = Dice(seed: UInt64(seed))
      let pieces = ["- ", "> ", "1. ", "| a | b |\n|---|---|\n", "*", "**", "`", "[x](y)", "## ", "\n", "\n\n", "    "]
      var text = ""
      for number in 0..<40 { text += pieces[dice.below(pieces.count)] + "w\(number)w " }
      let sketch = sketch(tree(text).blocks)
      for number in 0..<40 where !parsedWithout("w\(number)w", text) {
        #expect(sketch.contains("w\(number)w"), "seed \(seed)")
      }
    }
  }

  /// Whether HTML lacks a word too: cmark drops what is behind a fence's mark, and cells beyond a table's last column.
  private func parsedWithout(_ word: String, _ text: String) -> Bool {
    let body = parseMarkdown(MarkdownSource(path: "a.md", bytes: Array(text.utf8))).document.body
    return !String(decoding: body.bytes, as: UTF8.self).contains(word)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ part: String) -> Int {
    var (count, rest) = (0, self[...])
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
