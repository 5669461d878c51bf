import TestSupport

/// Makes documents from a seed, the same on every machine.
struct Generator {
  private var dice: Dice
  /// How many of each are in the document made last.
  private(set) var deletions = 0
  private(set) var addresses = 0

  init(seed: UInt64) { dice = Dice(seed: seed) }

  mutating func number(below limit: Int) -> Int { dice.below(limit) }

  private mutating func words(_ count: Int) -> String {
    (0..<count).map { _ in
      ["child", "the", "LSCP", "who", "worried", "a", "*stress*", "`code`", "&amp;", "wide", "CP-IS"][number(below: 11)]
    }.joined(separator: " ")
  }

  private mutating func inline() -> String {
    switch number(below: 9) {
    case 0:
      deletions += 1
      return "~~\(words(2))~~"
    case 1:
      addresses += 1
      return "https://example.org/\(number(below: 100))"
    case 2:
      addresses += 1
      return "www.example.org/a_\(number(below: 9))"
    case 3:
      addresses += 1
      return "me.\(number(below: 50))@example.org"
    case 4: return "[\(words(1))](page-\(number(below: 9)).md)"
    case 5: return "**\(words(1))**"
    default: return words(4)
    }
  }

  private mutating func inlines() -> String {
    (0...number(below: 6)).map { _ in inline() }.joined(separator: " ")
  }

  /// A document; most have no `~`.
  mutating func document() -> String {
    (deletions, addresses) = (0, 0)
    let hasDeletions = number(below: 3) == 0
    var blocks: [String] = []
    for block in 0...(1 + number(below: 8)) {
      let before = (deletions, addresses)
      let text = inlines()
      guard hasDeletions || !text.contains("~") else {
        (deletions, addresses) = before
        continue
      }
      switch number(below: 5) {
      case 0: blocks.append("- \(text)\n- x")
      case 1: blocks.append("|a|b|\n|-|-|\n|\(text)|c|")
      case 2: blocks.append("x[^\(block)]\n\n[^\(block)]: \(text)")
      case 3: blocks.append("> \(text)")
      default: blocks.append(text)
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
