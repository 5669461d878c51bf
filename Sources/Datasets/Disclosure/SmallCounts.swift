/// A number of people in a text that is so small that they could be known.
package struct SmallCount: Sendable, Hashable {
  /// The bytes from the number to the word for the people.
  package let range: Range<Int>
  package let count: Int
}

/// Finds very small numbers of children in prose: `3 children`, `two of the girls`, `one other baby`.
///
/// Bounds (`fewer than 5 children`) and proportions (`1 in 4 children`) are none.
///
/// - Parameters:
///   - text: UTF-8.
///   - below: the first number that is large enough.
package func smallCounts(in text: [UInt8], below: Int = 5) -> [SmallCount] {
  NumberMention.all(in: text).compactMap { mention in
    guard (1..<below).contains(mention.value), !mention.isBound, !mention.isPercentage, let people = mention.people
    else {
      return nil
    }
    return SmallCount(range: mention.range.lowerBound..<people.upperBound, count: mention.value)
  }
}

/// A whole number in a text, in digits or as one word.
struct NumberMention {
  let range: Range<Int>
  let value: Int
  let isPercentage: Bool
  /// Whether the number is the end of a range or a proportion: `fewer than 5`, `1 in 4`, `4 out of 10`.
  let isBound: Bool
  /// Whether it numbers a thing, as in `page 3`, or is an age.
  let isOrdinal: Bool
  /// The bytes of the word for the people whom it counts, if it counts any.
  let people: Range<Int>?
  /// The word behind it, in lower case.
  let next: String

  private static let nouns: Set<String> = [
    "child", "children", "baby", "babies", "infant", "infants", "boy", "boys", "girl", "girls", "victim", "victims",
    "pupil", "pupils", "teenager", "teenagers", "toddler", "toddlers", "sibling", "siblings", "death", "deaths",
    "adolescent", "adolescents",
  ]
  private static let youngNouns: Set<String> = ["person", "people", "man", "men", "woman", "women", "adult", "adults"]
  private static let between: Set<String> = [
    "of", "the", "these", "those", "our", "all", "more", "other", "further", "another", "older", "younger", "disabled",
    "white", "black", "asian", "male", "female", "local", "such", "different", "vulnerable", "missing", "deaf",
    "autistic",
    "unborn", "newborn", "very", "young", "trafficked", "exploited", "leeds",
  ]
  private static let ordinals: Set<String> = [
    "page", "pages", "chapter", "section", "table", "figure", "quarter", "quarters", "level", "year", "aged", "age",
    "ages", "phase", "stage", "tier", "part", "step", "appendix", "decile", "number", "no", "grade", "priority",
    "objective",
  ]

  private struct Word {
    let range: Range<Int>
    let text: String
  }

  /// All in the order of the text.
  static func all(in text: [UInt8]) -> [NumberMention] {
    let words = words(of: text)
    var mentions: [NumberMention] = []
    for (index, word) in words.enumerated() {
      let isDigits = word.text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
      let value: Int?
      if isDigits {
        value = Decimal(word.text).flatMap { $0.decimals == 0 ? Int(exactly: $0.digits) : nil }
      } else {
        value = NumberWords.number([Substring(word.text)])
      }
      guard let value else { continue }
      let before = index > 0 ? words[index - 1].text : ""
      let beforeThat = index > 1 ? words[index - 2].text : ""
      let after = index + 1 < words.count ? words[index + 1].text : ""
      let isBound =
        before == "than" && (beforeThat == "fewer" || beforeThat == "less") || before == "under" || before == "below"
        || before == "in" && index > 1 && isNumber(beforeThat) || before == "of" && beforeThat == "out"
        || after == "in" && index + 2 < words.count && isNumber(words[index + 2].text)
        || after == "out" && index + 2 < words.count && words[index + 2].text == "of"
      let end = word.range.upperBound
      mentions.append(
        NumberMention(
          range: word.range, value: value,
          isPercentage: end < text.count && text[end] == UInt8(ascii: "%")
            || after == "per"
              && index + 2 < words.count && words[index + 2].text == "cent",
          isBound: isBound, isOrdinal: ordinals.contains(before), people: people(behind: index, words), next: after))
    }
    return mentions
  }

  private static func isNumber(_ word: String) -> Bool {
    Decimal(word) != nil || NumberWords.number([Substring(word)]) != nil
  }

  /// The word for people within the next words, with nothing but words that tell more of them between.
  private static func people(behind index: Int, _ words: [Word]) -> Range<Int>? {
    var previous = ""
    for word in words.dropFirst(index + 1).prefix(4) {
      if nouns.contains(word.text) || previous == "young" && youngNouns.contains(word.text) { return word.range }
      guard between.contains(word.text) || word.text.contains("-") else { return nil }
      previous = word.text
    }
    return nil
  }

  /// Words and numbers in lower case, in the order of the text; a full stop or the like ends what belongs together.
  private static func words(of text: [UInt8]) -> [Word] {
    var words: [Word] = []
    var i = 0
    while i < text.count {
      guard isPart(text[i]) else {
        // Nothing is counted across the end of a sentence.
        if text[i] == UInt8(ascii: ".") || text[i] == UInt8(ascii: ";") || text[i] == UInt8(ascii: "|") {
          words.append(Word(range: i..<i + 1, text: "."))
        }
        i += 1
        continue
      }
      let start = i
      while i < text.count, isPart(text[i]) || isInside(text, i) { i += 1 }
      words.append(Word(range: start..<i, text: String(decoding: text[start..<i], as: UTF8.self).lowercased()))
    }
    return words
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
  }

  /// Signs that belong to a word when they stand within it: `1,234`, `2018/19`, `looked-after`, `children's`.
  private static func isInside(_ text: [UInt8], _ i: Int) -> Bool {
    guard i + 1 < text.count, isPart(text[i + 1]) || text[i] == UInt8(ascii: "+") else {
      return text[i] == UInt8(ascii: "+")
    }
    switch text[i] {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "'"),
      UInt8(ascii: ":"),
      UInt8(ascii: "+"), UInt8(ascii: "_"):
      return true
    default: return false
    }
  }
}
