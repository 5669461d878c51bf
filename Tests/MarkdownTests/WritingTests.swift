import Markdown
import Testing

/// What the body of a page looks like, holes filled in the plainest way.
@Suite struct WritingTests {
  @Test func `headings have GitHub's ids, unique on the page and never empty`() async {
    let result = await parsed(
      """
      ## What to do *now*

      ### A & B: the `code` (draft)

      ## Ça va, Zoë_1?

      ## What to do now

      ## What to do now-1

      ## ???

      ## What to do now
      """)
    #expect(
      result.document.headings.map(\.id) == [
        "what-to-do-now", "a--b-the-code-draft", "ça-va-zoë_1", "what-to-do-now-1", "what-to-do-now-1-1", "section",
        "what-to-do-now-2",
      ])
    #expect(result.document.headings[1].text == "A & B: the code (draft)")
    #expect(result.document.headings[1].level == 3)
    #expect(filled(result.document).hasPrefix("<h2 id=\"what-to-do-now\">What to do <em>now</em></h2>\n<h3 id="))
  }

  @Test func `a heading's id yields to the ids of footnotes and captions`() async {
    let result = await parsed("## fn-a\n\nx[^a]\n\n[^a]: y\n")
    #expect(result.document.headings[0].id == "fn-a-1")
    #expect(result.document.anchors == ["fn-a", "fnref-a"])
  }

  @Test func `a link alone in its paragraph has no paragraph around it`() async {
    let result = await parsed("[Childline](contact:childline)\n\n![A chart](chart:a)\n\n[a](b) c\n")
    #expect(result.document.links.map(\.isAlone) == [true, false])
    #expect(result.document.images.map(\.isAlone) == [true])
    #expect(String(decoding: result.document.body.bytes, as: UTF8.self) == "Childline\n\n<p>a c</p>\n")
    #expect(
      filled(result.document) == """
        <p><a href="contact:childline">Childline</a></p>
        <p><img src="chart:a" alt="A chart"></p>
        <p><a href="b">a</a> c</p>

        """)
  }

  @Test func `a link in a tight list, a task or a footnote is not alone`() async {
    let result = await parsed("- [a](b)\n- c\n\n[^1]\n\n[^1]: [d](e)\n")
    #expect(result.document.links.map(\.isAlone) == [false, false])
    expectEqual(await parsed("- [ ] [a](b)\n\n- [ ] c\n").document.links.map(\.isAlone), [false])
    expectEqual(await parsed("- [a](b)\n\n- c\n").document.links.map(\.isAlone), [true])
  }

  @Test func `GitHub's alerts become callouts`() async {
    expectEqual(
      await html("> [!WARNING]\n> Call **999**.\n>\n> Then us.\n"),
      """
      <div class="callout callout-warning" role="note">
      <p class="callout-title">{warning}</p>
      <p>Call <strong>999</strong>.</p>
      <p>Then us.</p>
      </div>

      """)
    for (mark, key) in [("NOTE", "note"), ("tip", "tip"), ("Important", "important"), ("CAUTION", "caution")] {
      let written = await html("> [!\(mark)]\n> x\n")
      #expect(written.contains("callout-\(key)") && written.contains("{\(key)}") && written.contains("<p>x</p>"))
    }
    expectEqual(
      await html("> [!NOTE]\n"),
      """
      <div class="callout callout-note" role="note">
      <p class="callout-title">{note}</p>
      </div>

      """)
    expectEqual(await html("> [!NOTE] x\n"), "<blockquote>\n<p>[!<abbr>NOTE</abbr>] x</p>\n</blockquote>\n")
    #expect(await html("> [!OTHER]\n> x\n").hasPrefix("<blockquote>"))
  }

  @Test func `a link alone in a callout is alone`() async {
    expectEqual(await parsed("> [!NOTE]\n> [a](b)\n").document.links.map(\.isAlone), [true])
  }

  @Test func `tasks are boxes that can be ticked, each with its words as label`() async {
    expectEqual(
      await html("- [ ] read `[x]`\n- [x] done\n- no task\n"),
      """
      <ul>
      <li class="task"><label><input type="checkbox"> read <code>[x]</code></label></li>
      <li class="task"><label><input type="checkbox" checked> done</label></li>
      <li>no task</li>
      </ul>

      """)
    expectEqual(
      await html("1. [X] a\n\n   b\n\n2. c\n"),
      """
      <ol>
      <li class="task">
      <p><label><input type="checkbox" checked> a</label></p>
      <p>b</p>
      </li>
      <li>
      <p>c</p>
      </li>
      </ol>

      """)
  }

  @Test func `a table with a caption is a region with that name`() async {
    let result = await parsed(
      """
      Table: Contacts by *source*, 2018

      | | Number | Share | LSCP |
      |---|--:|:-:|:--|
      | Police | [24,629](figure:a) | 40% | |
      | A \\| B | 2 |
      """)
    #expect(
      filled(result.document) == """
        <div class="table" role="region" tabindex="0" aria-labelledby="table-contacts-by-source-2018">
        <table>
        <caption id="table-contacts-by-source-2018">Contacts by <em>source</em>, 2018</caption>
        <thead>
        <tr>
        <td></td>
        <th scope="col" class="align-right">Number</th>
        <th scope="col" class="align-center">Share</th>
        <th scope="col" class="align-left"><abbr>LSCP</abbr></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <th scope="row">Police</th>
        <td class="align-right"><a href="figure:a">24,629</a></td>
        <td class="align-center">40%</td>
        <td></td>
        </tr>
        <tr>
        <th scope="row">A | B</th>
        <td class="align-right">2</td>
        <td></td>
        <td></td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
    #expect(result.document.anchors == ["table-contacts-by-source-2018"])
  }

  @Test func `a table without a caption has a name, and its lines directly before it stay a paragraph`() async {
    expectEqual(
      await html("Table: two\nlines\n\n|a|\n|-|\n|b|\n"),
      """
      <p>Table: two
      lines</p>
      <div class="table" role="group" tabindex="0" aria-label="{table}">
      <table>
      <thead>
      <tr>
      <th scope="col">a</th>
      </tr>
      </thead>
      <tbody>
      <tr>
      <td>b</td>
      </tr>
      </tbody>
      </table>
      </div>

      """)
    #expect(await html("Table: x\n|a|b|\n|-|-|\n").contains("<caption id=\"table-x\">x</caption>"))
  }

  @Test func `footnotes link both ways`() async {
    expectEqual(
      await html("One[^a], two[^b], one again[^a].\n\n[^b]: B\n\n[^a]: A\n\n    - x\n"),
      """
      <p>One<sup class="footnote-ref"><a href="#fn-a" id="fnref-a" role="doc-noteref" aria-label="{footnote} 1">1</a></sup>, \
      two<sup class="footnote-ref"><a href="#fn-b" id="fnref-b" role="doc-noteref" aria-label="{footnote} 2">2</a></sup>, \
      one again<sup class="footnote-ref"><a href="#fn-a" id="fnref-a-2" role="doc-noteref" aria-label="{footnote} 1">1</a></sup>.</p>
      <section class="footnotes" role="doc-endnotes" aria-label="{footnotes}">
      <p class="footnotes-title">{footnotes}</p>
      <ol>
      <li id="fn-a">
      <p>A</p>
      <ul>
      <li>x</li>
      </ul>
      <p><a href="#fnref-a" class="footnote-back" role="doc-backlink" aria-label="{back_to_text} 1">↩\u{FE0E}</a> \
      <a href="#fnref-a-2" class="footnote-back" role="doc-backlink" aria-label="{back_to_text} 1-2">↩\u{FE0E}<sup>2</sup></a></p>
      </li>
      <li id="fn-b">
      <p>B <a href="#fnref-b" class="footnote-back" role="doc-backlink" aria-label="{back_to_text} 2">↩\u{FE0E}</a></p>
      </li>
      </ol>
      </section>

      """)
  }

  @Test func `every id and local fragment that the body writes has a hole for a prefix`() async {
    let document = await parsed("x[^a]\n\nTable: T\n\n|a|b|\n|-|-|\n\n[^a]: y\n").document
    #expect(document.body.holes.filter { $0.kind == .anchorPrefix }.count == 6)
    for hole in document.body.holes where hole.kind == .anchorPrefix {
      let before = String(decoding: document.body.bytes[..<Int(hole.offset)].suffix(2), as: UTF8.self)
      #expect(before == "=\"" || before == "\"#")
    }
  }

  @Test func `holes stand in order of their offsets`() async {
    let document = await parsed("## A [b](c)\n\nLSCP ![d](e) [f](g)[^1]\n\n[^1]: h\n").document
    #expect(document.body.holes.map(\.offset) == document.body.holes.map(\.offset).sorted())
    #expect(document.body.holes.allSatisfy { $0.offset >= 0 && $0.offset <= document.body.bytes.count })
  }

  @Test func `words are counted without code blocks and signs`() async {
    expectEqual(
      await parsed("## One two\n\nthree – *fo*ur, `five` [six](seven) 7%\n\n    eight\n").document.wordCount, 7)
  }

  @Test func `text is escaped`() async {
    expectEqual(await html("a < b & \"c\" > d\n"), "<p>a &lt; b &amp; &quot;c&quot; &gt; d</p>\n")
    expectEqual(
      await html("```a\"b c\n<&>\n```\n"),
      "<pre tabindex=\"0\"><code class=\"language-a&quot;b\">&lt;&amp;&gt;\n</code></pre>\n")
  }

  @Test func `only what stands behind the front matter is read`() async {
    let text = "---\ntitle: x\n---\nHello [a](b)\n"
    let result = await parsed(text, bodyStart: 17)
    #expect(filled(result.document) == "<p>Hello <a href=\"b\">a</a></p>\n")
    #expect(result.document.links[0].range == 27..<28)
  }
}
