/// Numbers in English words.
enum NumberWords {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let ordinals = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
  ]
  private static let parts = [
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
  ]

  /// Reads words such as `four`, `twenty-one`, `two hundred and five`; nil for anything else.
  static func number(_ words: ArraySlice<Substring>) -> Int? {
    var total = 0
    var group = 0
    var hasGroup = false
    var previous: Substring?
    for word in words.flatMap({ $0.split(separator: "-") }) {
      defer { previous = word }
      if let value = small.firstIndex(where: { $0 == word }) {
        let isAfterTens = previous.map { word in tens.contains { $0 == word } } ?? false
        let isFree = !hasGroup || group % 100 == 0 && previous.map { $0 == "hundred" || $0 == "and" } ?? true
        guard isFree || isAfterTens && (1...9).contains(value) else { return nil }
        group += value
        hasGroup = true
      } else if let index = tens.firstIndex(where: { $0 == word }) {
        guard group % 100 == 0, !hasGroup || previous == "hundred" || previous == "and" else { return nil }
        group += (index + 2) * 10
        hasGroup = true
      } else if word == "hundred", (1...9).contains(group) {
        group *= 100
      } else if word == "thousand" || word == "million", hasGroup, (1...999).contains(group),
        total == 0 || word == "thousand"
      {
        total += group * (word == "thousand" ? 1_000 : 1_000_000)
        (group, hasGroup) = (0, false)
      } else if word == "and", previous == "hundred" || previous == "thousand" || previous == "million" {
        continue
      } else {
        return nil
      }
    }
    guard hasGroup || total > 0, previous != "and" else { return nil }
    return total + group
  }

  /// A whole number up to twenty in words.
  static func word(_ number: Int) -> String? {
    small.indices.contains(number) ? small[number] : number == 20 ? tens[0] : nil
  }

  /// Reads `second`, `21st`; 1 for the first.
  static func ordinal(_ word: Substring) -> Int? {
    if let index = ordinals.firstIndex(where: { $0 == word }) { return index + 1 }
    let digits = word.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...6).contains(digits.count), word.utf8.count == digits.count + 2 else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return word.hasSuffix(suffix(number)) ? number : nil
  }

  /// `second`, `21st`.
  static func ordinalText(_ number: Int) -> String {
    ordinals.indices.contains(number - 1) ? ordinals[number - 1] : "\(number)\(suffix(number))"
  }

  private static func suffix(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    switch number % 10 {
    case 1: return "st"
    case 2: return "nd"
    case 3: return "rd"
    default: return "th"
    }
  }

  /// Reads `half`, `a third`, `two thirds`, `three-quarters`, `one in five`, `4 in 10`, `nine out of ten`.
  static func fraction(_ words: ArraySlice<Substring>) -> (numerator: Int, denominator: Int)? {
    let words = words.flatMap { $0.split(separator: "-") }
    if let index = words.firstIndex(of: "in") ?? words.firstIndex(of: "out"), index > 0 {
      let behind = words[index] == "out" ? index + 2 : index + 1
      guard behind < words.count, words[index] == "in" || words[index + 1] == "of",
        let numerator = count(words[..<index]), let denominator = count(words[behind...]),
        numerator > 0, denominator > numerator, denominator <= 1_000_000
      else { return nil }
      return (numerator, denominator)
    }
    guard let last = words.last else { return nil }
    let isPlural = last.hasSuffix("s") || last == "halves"
    let part = last == "halves" ? "half" : isPlural ? last.dropLast() : last
    guard let denominator = parts[String(part)] else { return nil }
    switch words.count {
    case 1: return !isPlural && denominator == 2 ? (1, 2) : nil
    case 2:
      if words[0] == "a" || words[0] == "one" { return isPlural ? nil : (1, denominator) }
      guard isPlural, let numerator = small.firstIndex(where: { $0 == words[0] }), numerator > 1,
        numerator < denominator
      else { return nil }
      return (numerator, denominator)
    default: return nil
    }
  }

  private static func count(_ words: ArraySlice<Substring>) -> Int? {
    if words.count == 1, let word = words.first, let number = Decimal(word), number.decimals == 0 {
      return Int(exactly: number.digits)
    }
    return number(words)
  }

  /// Reads `twice`, `double`, `treble`, `three times`, `2.5 times`.
  static func multiple(_ words: ArraySlice<Substring>) -> Number? {
    guard let first = words.first else { return nil }
    if words.count == 1 {
      switch first {
      case "twice", "double", "doubled", "doubling": return Number(2)
      case "thrice", "treble", "trebled", "triple", "tripled": return Number(3)
      case "quadruple", "quadrupled": return Number(4)
      case "halved": return Number(numerator: 1, denominator: 2)
      default: return nil
      }
    }
    guard words.last == "times" || words.last == "fold" else { return nil }
    if words.count == 2, let number = Decimal(first) { return Number(number) }
    return number(words.dropLast()).map { Number($0) }
  }
}
