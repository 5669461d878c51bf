import Markdown
import Testing

@Suite struct AbbreviationTests {
  private func tokens(_ text: String) async -> [String] { await parsed(text).document.abbreviations.map(\.text) }

  @Test func `tokens are abbreviations by their look`() async {
    expectEqual(
      await tokens("LSCP CP-IS CiN MindMate S28 SCRs A&E N/A COVID-19 LSCP/LSAB pre-CAMHS MACE’s\n"),
      [
        "LSCP", "CP-IS", "CiN", "MindMate", "S28", "SCRs", "A&E", "N/A", "COVID-19", "LSAB", "CAMHS", "MACE",
      ])
    expectEqual(await tokens("Leeds I a Multi-Agency 2018 19A CAFÉ ÉCOLE A Year7 and/or I/we\n"), [])
  }

  @Test func `each token is found at its first use in running text`() async {
    expectEqual(
      await tokens(
        "## AA\n\n[BB](x) `CC` ![DD](y)\n\n    EE\n\nTable: FF\n\n|GG|x|\n|-|-|\n\nGG HH HH *II*[^1]\n\n[^1]: JJ\n"),
      ["GG", "HH", "II", "JJ"])
  }

  @Test func `parentheses around or behind a token are noticed`() async {
    let found = await parsed(
      "Board (AA), BB (the board), (CC and DD), EE, (**FF**) **GG** (x) HH\n(y) (\\\nII) (JJ"
    ).document.abbreviations
    #expect(found.filter(\.isInParentheses).map(\.text) == ["AA", "FF", "II"])
    #expect(found.filter(\.isFollowedByParenthesis).map(\.text) == ["BB", "GG", "HH"])
    #expect(found.count == 10)
  }

  @Test func `the holes stand around the token`() async {
    expectEqual(await html("A *LSCP*, LSCP\n"), "<p>A <em><abbr>LSCP</abbr></em>, LSCP</p>\n")
    expectEqual(await html("R&D &amp; A&E\n"), "<p><abbr>R&amp;D</abbr> &amp; <abbr>A&amp;E</abbr></p>\n")
  }
}
