import Diagnostics

/// Whether a chart's title tells what the chart shows.
package enum TitleCheck {
  /// The most words that are read at a glance. Source: Office for National Statistics, style guide for charts.
  static let maximumWords = 15

  /// Warnings about a title: too long, or without a verb.
  package static func problems(_ title: String, at place: Place) -> [Diagnostic] {
    let words = title.split { $0 == " " || $0 == "\u{00A0}" || $0 == "\n" }
    if words.count > maximumWords {
      return [
        Diagnostic(
          .chartTitle,
          "this chart's title has \(words.count) words; \(maximumWords) is the most that is read at a glance",
          at: place, help: "keep the finding, and put measure, place and period in the subtitle")
      ]
    }
    let hasVerb = words.contains { word in
      let bare = word.lowercased().filter { $0.isLetter }
      return verbs.contains(bare) || (bare.count > 3 && bare.hasSuffix("ed"))
    }
    guard !hasVerb, !words.isEmpty else { return [] }
    return [
      Diagnostic(
        .chartTitle, "this chart's title has no verb, so it does not say what the chart shows", at: place,
        help: "write the finding as a short sentence, as in Police make nearly four in ten contacts")
    ]
  }

  /// What a finding is usually said with; regular past forms are known by their ending.
  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "will",
    "would",
    "may", "might", "must", "make", "makes", "made", "rise", "rises", "rose", "risen", "fall", "falls", "fell",
    "fallen",
    "grow", "grows", "grew", "grown", "come", "comes", "came", "go", "goes", "went", "gone", "get", "gets", "got",
    "give",
    "gives", "gave", "given", "take", "takes", "took", "taken", "say", "says", "said", "feel", "feels", "felt", "know",
    "knows", "knew", "known", "show", "shows", "shown", "see", "sees", "saw", "seen", "find", "finds", "found", "lead",
    "leads", "led", "leave", "leaves", "left", "live", "lives", "need", "needs", "want", "wants", "stay", "stays",
    "stand",
    "stands", "stood", "keep", "keeps", "kept", "hold", "holds", "held", "meet", "meets", "met", "begin", "begins",
    "began", "begun", "become", "becomes", "became", "account", "accounts", "reach", "reaches", "double", "doubles",
    "halve", "halves", "drop", "drops", "cut", "cuts", "hit", "hits", "put", "puts", "set", "sets", "run", "runs",
    "ran",
    "lie", "lies", "lay", "bring", "brings", "brought", "buy", "buys", "bought", "spend", "spends", "spent", "send",
    "sends", "sent", "tell", "tells", "told", "think", "thinks", "thought", "use", "uses", "work", "works", "receive",
    "receives", "attend", "attends", "refer", "refers", "increase", "increases", "decrease", "decreases", "remain",
    "remains", "involve", "involves", "concern", "concerns", "relate", "relates", "result", "results", "differ",
    "differs", "vary", "varies", "exceed", "exceeds", "outnumber", "outnumbers", "share", "shares", "top", "tops",
    "draw", "draws", "drew", "drawn", "win", "wins", "won", "lose", "loses", "lost", "go", "end", "ends", "start",
    "starts", "belong", "belongs", "include", "includes", "contain", "contains", "cover", "covers", "last", "lasts",
    "face", "faces", "feature", "features", "dominate", "dominates", "follow", "follows", "follow", "speak", "speaks",
    "spoke", "spoken", "write", "writes", "wrote", "written", "read", "reads", "heard", "hear", "hears", "understood",
    "understand", "understands", "trust", "trusts", "ask", "asks", "seek", "seeks", "sought", "turn", "turns", "open",
    "opens", "close", "closes", "die", "dies", "happen", "happens", "occur", "occurs",
  ]
}
