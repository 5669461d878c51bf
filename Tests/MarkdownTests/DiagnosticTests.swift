import Diagnostics
import Markdown
import Testing

@Suite struct MarkdownDiagnosticTests {
  /// All diagnostics as printed, without the excerpts.
  private func messages(_ text: String) async -> [String] {
    let bytes = Array(text.utf8)
    return await parsed(text).diagnostics.map { diagnostic in
      let range = diagnostic.place.range ?? 0..<0
      return
        "\(range.lowerBound) \(String(decoding: bytes[range], as: UTF8.self)): \(diagnostic.message) [\(diagnostic.id.rawValue)]"
    }
  }

  @Test func `raw HTML is refused at its place, and written as text`() async {
    expectEqual(
      await messages("a<br>b `<br>` <b>c</b> <!-- d -->\n\n<div>\nx\n</div>\n\n- e </i>\n"),
      [
        "1 <br>: the HTML tag <br> cannot stand in a page [raw-html]",
        "14 <b>: the HTML tag <b> cannot stand in a page [raw-html]",
        "23 <!-- d -->: HTML comments and the like cannot stand in a page [raw-html]",
        "35 <div>\nx\n</div>: the HTML tag <div> cannot stand in a page [raw-html]",
        "55 </i>: the HTML tag <i> cannot stand in a page [raw-html]",
      ])
    expectEqual(await html("a<br>b\n\n<div>\n"), "<p>a&lt;br&gt;b</p>\n<p>&lt;div&gt;\n</p>\n")
    expectEqual(await messages("![a<b>](c)\n"), ["3 <b>: the HTML tag <b> cannot stand in a page [raw-html]"])
  }

  @Test func `the help for raw HTML says what to write instead`() async {
    for (markdown, help) in [
      ("a <br> b", "end the line with a backslash, or begin a new paragraph"),
      ("<b>a</b>", "write **important words**"),
      ("<img src=x>", "write ![what the image shows](the image's file)"),
      ("<a href=x>y</a>", "write [the text of the link](the address)"),
      ("<table><tr><td>x</table>", "write the table with | between its cells, and |---| below its first row"),
      ("<!-- a -->", "remove it; to show it to readers, put it between backticks: `<!-- … -->`"),
      ("<marquee>", "remove it, or write it in Markdown; to show it to readers, put it between backticks"),
    ] {
      expectEqual(await parsed(markdown).diagnostics.first?.help, help)
    }
  }

  @Test func `headings begin at level 2 and never skip a level`() async {
    expectEqual(
      await messages("# A\n\n## B\n\n#### C\n\n##### D\n\n## E\n"),
      [
        "0 # A: a heading in the text has one #, which is for the page's title [heading-level]",
        "11 #### C: this heading skips from level 2 to level 4 [heading-level]",
      ])
    expectEqual(
      await messages("### A\n"), ["0 ### A: the first heading has 3 # marks, but must have 2 [heading-level]"])
    expectEqual(await parsed("### A\n").diagnostics[0].help, "write ## before it")
    expectEqual(await parsed("## A\n\n#### B\n").diagnostics[0].help, "write ### before it")
    expectEqual(await messages("## A\n\n### B\n\n## C\n\n### D\n\n#### E\n"), [])
  }

  @Test func `links and images need text`() async {
    expectEqual(
      await messages("[](a) [ ](b) [![](c)](d) [![e](f)](g) ![ ](h) [`i`](j)\n"),
      [
        "3 a: this link has no text [link-text]",
        "10 b: this link has no text [link-text]",
        "18 c: this image has no text for people who cannot see it [image-text]",
        "43 h: this image has no text for people who cannot see it [image-text]",
      ])
  }

  @Test func `footnotes need a mark and a text`() async {
    expectEqual(
      await messages(
        "a[^1] b[^x] \\[^y] `[^z]`\n\n[^1]: c\n\n[^2]: d\n\n[^1]: e\n\ng\n\n    [^3]: f\n\n```\n[^4]: g\n```\n"),
      [
        "7 [^x]: the footnote \"x\" has no text [footnote]",
        "35 [^2]:: no mark in the text leads to the footnote \"2\" [footnote]",
        "44 [^1]:: the footnote \"1\" is written twice [footnote]",
      ])
    expectEqual(await messages("[^a]: only\n"), ["0 [^a]:: no mark in the text leads to the footnote \"a\" [footnote]"])
  }

  @Test func `a bare address that has swallowed a footnote's mark is reported`() async {
    expectEqual(
      await messages("See https://example.org/a.[^1]\n\n[^1]: b\n"),
      [
        "26 [^1]: the mark of the footnote \"1\" has become part of a web address [footnote]",
        "32 [^1]:: no mark in the text leads to the footnote \"1\" [footnote]",
      ])
  }

  @Test func `a body without mistakes has no diagnostics`() async {
    expectEqual(await messages("## A\n\n[b](c) ![d](e) f[^1] g < h & i\n\n[^1]: j\n"), [])
  }
}
