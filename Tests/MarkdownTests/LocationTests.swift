import Diagnostics
import Markdown
import Testing

/// Where links and images stand in the file.
@Suite struct LocationTests {
  /// The text at each link's range, and where it begins.
  private func places(_ text: String, bodyStart: Int = 0) async -> [String] {
    let bytes = Array(text.utf8)
    return await parsed(text, bodyStart: bodyStart).document.links.map {
      "\($0.range.lowerBound) \(String(decoding: bytes[$0.range], as: UTF8.self))\($0.isAutolink ? " auto" : "")"
    }
  }

  @Test func `duplicates each have their own place`() async {
    expectEqual(await places("[a](x) [b](x)\n\n[c](x)\n"), ["4 x", "11 x", "19 x"])
  }

  @Test func `a destination that also stands in code, text or an escape is not taken for the link's`() async {
    expectEqual(await places("`[a](x)` \\[a](x) x [a](x)\n"), ["23 x"])
    expectEqual(await places("``[`](x)`` [a](x)\n"), ["15 x"])
    expectEqual(await places("` [a](x)\n"), ["6 x"])
  }

  @Test func `a reference link stands at the destination in its definition`() async {
    expectEqual(
      await places("[a][b], [B], [c][], [b]\n\n[b]: ../x.md \"t\"\n[C]: <y z>\n"),
      ["30 ../x.md", "30 ../x.md", "48 y z", "30 ../x.md"])
    expectEqual(await places("[a][b] [c](d)\n\n> [b]: x\n"), ["22 x", "11 d"])
  }

  @Test func `escapes and character references are what stands in the file`() async {
    expectEqual(
      await places("[a](x\\_y) [b](c&amp;d) [c](&ouml;&#101;) [d](<a b>)\n"),
      ["4 x\\_y", "14 c&amp;d", "27 &ouml;&#101;", "46 a b"])
  }

  @Test func `the text of a link to a figure is known with its place, in sentences, cells and headings`() async {
    let text = """
      ## [9](figure:a) new\n
      A [**24,629**](figure:b/c), [two \\] [3] `4`](<figure:d>) and [x][y] [1](figures:e).\n
      | [39%](figure:f?share) |
      | - |
      | - [5](figure:g) |\n
      ![Up by [6](figure:i) to [7](j)](chart:k)\n
      [y]: figure:h
      """
    let bytes = Array(text.utf8)
    let figures = await parsed(text).document.links.map { link in
      link.figure.map { "\($0.text) at \(String(decoding: bytes[$0.range], as: UTF8.self))" }
    }
    #expect(
      figures == [
        "9 at 9", "24,629 at **24,629**", "two ] [3] 4 at two \\] [3] `4`", "x at figure:h", nil, "39% at 39%",
        "5 at 5", "6 at 6",
      ])
  }

  @Test func `bare addresses are found`() async {
    expectEqual(
      await places("`http://a.b` http://a.b www.a.b me@x.org <http://a.b> <me@x.org> [http://a.b](http://a.b)\n"),
      [
        "13 http://a.b auto", "24 www.a.b auto", "32 me@x.org auto", "42 http://a.b auto", "55 me@x.org auto",
        "78 http://a.b",
      ])
  }

  @Test func `cells, lists, quotations and footnotes have places`() async {
    expectEqual(
      await places(
        "|`|a`|[b](c)|\n|-|-|\n|[d](e\\|f)|[g](h)|\n\n- [i](j)\n  > [k](l)\n\n[^1]\n\n[^1]: [m](n)\n\n[o](p)\n"),
      [
        "10 c", "25 e\\|f", "35 h", "46 j", "57 l", "85 p", "77 n",
      ])
  }

  @Test func `links beside and in images are found`() async {
    let text = "[![a](b)](c) ![d [e](f)](g) ![h][i] [j](k)\n\n[i]: l\n"
    let document = await parsed(text).document
    expectEqual(await places(text), ["10 c", "40 k"])
    #expect(document.images.map(\.range.lowerBound) == [6, 25, 49])
    #expect(document.images.map(\.alternativeText) == ["a", "d e", "h"])
  }

  @Test func `places are right with CR LF and CR, behind a front matter, and across lines`() async {
    expectEqual(await places("a\r\n\r\n[b\r\nc](x)\r\n"), ["12 x"])
    expectEqual(await places("a\r\r[b\rc](x)\r"), ["9 x"])
    expectEqual(await places("---\n---\n[a](\nx)\n", bodyStart: 8), ["13 x"])
    expectEqual(await places("[a]()\n"), ["4 "])
  }

  @Test func `a heading's place is its line`() async {
    let text = "> ## A b ##\n\nC\nd\n---\n"
    let headings = await parsed(text).document.headings
    #expect(headings.map { Array(text.utf8)[$0.range].count } == [9, 7])
    #expect(headings.map(\.range.lowerBound) == [2, 13])
  }
}
