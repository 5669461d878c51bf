import Diagnostics
import Markdown
import Testing

/// Inputs that nobody writes by hand: each must end, and end soon, without a crash.
@Suite struct HostileTests {
  @Test(
    arguments: [
      ("[", "", 100_000), ("![", "", 100_000), ("*", "", 100_000), ("_a", "", 100_000), ("[a](", "", 50_000),
      ("*a **a ", "", 30_000), ("~~a ~b ", "", 10_000), ("`a", "", 50_000), ("<a ", "", 50_000), ("\\", "", 100_000),
      ("&#x", "", 50_000), ("[a][b] ", "\n\n[b]: c", 10_000), ("[^a] ", "\n\n[^a]: c", 5_000), ("- a\n", "", 20_000),
      ("## a\n", "", 10_000), ("[a]: b\n", "", 20_000), ("[^a\n", "", 20_000), ("|a|b|\n", "", 20_000),
      ("a|b\n-|-\nc|d\n\n", "", 5_000), ("LSCP-", "", 50_000), ("AB ", "", 50_000), ("<b>", "", 20_000),
      ("![[", "", 20_000), ("[[a]", "", 20_000), ("`` ` ", "", 20_000), ("\u{0}", "", 50_000), ("\u{FEFF}", "", 100),
      ("  ", "", 50), ("", "", 0), ("\r", "", 50_000), ("a\\\n", "", 20_000), ("[](<", "", 20_000),
      ("[^a]: b\n\n", "", 10_000), ("a  \n", "", 20_000), ("[a\n", "](b)", 20_000), ("![a](b)", "", 10_000),
    ] as [(String, String, Int)])
  func `repeated marks are parsed`(_ unit: String, _ end: String, _ count: Int) async {
    let text = String(repeating: unit, count: count) + end
    let result = await parsed(text)
    #expect(!result.diagnostics.contains { $0.id == .markdownLimit })
    #expect(String(validating: result.document.body.bytes, as: UTF8.self) != nil)
  }

  @Test(
    arguments: [
      (">", "a", 100_000, "this line begins with more than 200 spaces and marks of lists or quotations"),
      ("- ", "a", 100_000, "this line begins with more than 200 spaces and marks of lists or quotations"),
      ("1. ", "a", 100_000, "this line begins with more than 200 spaces and marks of lists or quotations"),
      ("\t", "a", 51, "this line begins with more than 200 spaces and marks of lists or quotations"),
      ("www._", "", 51, "this word has more than 50 times @, :// or www."),
      ("@x", "", 51, "this word has more than 50 times @, :// or www."),
      ("a<?", "", 51, "this paragraph has more than 50 times <! or <?"),
      ("a <!A\n", "", 51, "this paragraph has more than 50 times <! or <?"),
      ("|a", "", 1_001, "this line has more than 1000 times |"),
      ("a|b|c|d\n", "", 125_001, "this table has more than 500000 cells"),
      ("a b\n", "-|-\n", 30_000, "this line may belong to a table, but too much text stands before it"),
    ] as [(String, String, Int, String)])
  func `a body beyond a limit is reported and not parsed`(
    _ unit: String, _ end: String, _ count: Int, _ message: String
  ) async {
    let result = await parsed("Fine.\n\n" + String(repeating: unit, count: count) + end)
    #expect(result.diagnostics.map(\.message) == [message])
    #expect(result.diagnostics.map(\.id) == [.markdownLimit])
    #expect(result.document == MarkdownDocument())
  }

  @Test func `a limit's place is in the file`() async {
    let text = "---\n---\nab\n\n" + String(repeating: ">", count: 201) + "a\n"
    #expect(await parsed(text, bodyStart: 8).diagnostics.map(\.place.range) == [12..<213])
  }

  @Test func `what is allowed just below a limit is parsed`() async {
    for text in [
      String(repeating: ">", count: 200) + "a", String(repeating: "a@b.c/", count: 50),
      String(repeating: "|a", count: 1_000), String(repeating: "a<?\r\n\r\n", count: 200),
      String(repeating: "2018 ", count: 1_000), String(repeating: "-", count: 1_000),
    ] {
      #expect(await parsed(text).diagnostics.filter { $0.id == .markdownLimit } == [])
    }
  }

  @Test func `large files and long lines take time in proportion`() async {
    let line = String(repeating: "worried about a child, LSCP [a](b) ", count: 60_000)
    let result = await parsed(line)
    #expect(result.document.links.count == 60_000)
    #expect(result.document.links.last?.range.lowerBound == line.utf8.count - 3)
    let many = String(repeating: "## A\n\nText[^1] with *stress*.\n\n", count: 20_000) + "[^1]: x\n"
    let document = await parsed(many).document
    #expect(document.headings.count == 20_000)
    #expect(Set(document.headings.map(\.id)).count == 20_000)
  }

  @Test func `random bytes of Markdown never break the bounds of a body`() async {
    var generator = Generator(seed: 4)
    let pieces = [
      "[", "]", "(", ")", "!", "*", "_", "~", "~~", "`", "``", "<", ">", "|", "\n", "\n\n", "- ", "> ", "    ", "\\",
      "&amp;",
      "[^a]", "[^a]: ", "a", "LSCP", "Table: ", "|a|\n|-|\n", "## ", "http://a.b", "@", "w", "www.a.b", "[!NOTE]\n",
      "- [ ] ",
      "é", "\r\n", "\t", "[a]: b\n", "![", "](", "<b>", "<!--", "-->", "=", "---\n",
    ]
    for _ in 0..<3_000 {
      let text = (0...generator.number(below: 60)).map { _ in pieces[generator.number(below: pieces.count)] }.joined()
      let result = await parsed(text)
      let size = text.utf8.count
      for range in result.document.links.map(\.range) + result.diagnostics.compactMap(\.place.range) {
        #expect(range.upperBound <= size, "\(text.debugDescription)")
      }
      #expect(String(validating: result.document.body.bytes, as: UTF8.self) != nil, "\(text.debugDescription)")
      _ = filled(result.document)
    }
  }
}
