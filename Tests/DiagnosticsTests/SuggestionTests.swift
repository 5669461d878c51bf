import Diagnostics
import TestSupport
import Testing

@Suite("What an author probably meant")
struct SuggestionTests {
  @Test(
    "the nearest name is suggested, and none where none is near",
    arguments: [
      ("sumary", "summary"), ("summray", "summary"), ("SUMMARY", "summary"), ("titel", "title"), ("colour", nil),
      ("", nil),
      ("t", nil), ("summaryy", "summary"),
    ])
  func nearest(word: String, expected: String?) {
    #expect(Suggestion.nearest(to: word, in: ["title", "summary", "published"]) == expected)
  }

  @Test("of equally near names the first in order of bytes wins, whatever their order")
  func ties() {
    let names = ["cat", "bat", "mat", "rat"]
    var dice = Dice(seed: 3)
    for _ in 0..<20 { #expect(Suggestion.nearest(to: "hat", in: names.shuffled(using: &dice)) == "bat") }
  }
}
