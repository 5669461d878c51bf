/// A number in the prose of a page.
package struct ProseNumber: Sendable, Hashable {
  package let text: String
  /// In the page's file.
  package let range: Range<Int>
  /// Whether it is the text of a link to a figure, which the build has compared with a dataset.
  package let isChecked: Bool
}

/// Finds the numbers of a page's prose.
///
/// A number is written in digits, or is a share in words (`two thirds`, `one in five`, `twice`). Not counted: years,
/// periods and dates, times, ordinals, ages, spans of time (`12 months`, `24-hour`), the base of a rate (`per 10,000`),
/// the words that hide small counts (`fewer than 5`), and what only names a thing: `page 42`, `level 3`, `section 47`, `S20`.
package func proseNumbers(in source: [UInt8], from start: Int) -> [ProseNumber] {
  let prose = Prose(source, from: start)
  let checked = prose.figures.map {
    ProseNumber(text: String(decoding: source[$0], as: UTF8.self), range: $0, isChecked: true)
  }
  var scanner = NumberScanner(bytes: prose.bytes)
  scanner.scanDigits()
  scanner.scanWords()
  let others = scanner.found.map {
    ProseNumber(text: String(decoding: source[$0], as: UTF8.self), range: $0, isChecked: false)
  }
  return (checked + others).sorted { $0.range.lowerBound < $1.range.lowerBound }
}

private struct NumberScanner {
  let bytes: [UInt8]
  private(set) var found: [Range<Int>] = []
  /// The end of the last number that names a thing or an age: `ages 10 to 17`.
  private var lastName = -1

  init(bytes: [UInt8]) { self.bytes = bytes }

  // MARK: - Digits

  mutating func scanDigits() {
    var i = 0
    while i < bytes.count {
      if let last = found.last, i < last.upperBound { i = last.upperBound }
      guard isDigit(i) else {
        i += 1
        continue
      }
      let end = numberEnd(from: i)
      let range = i..<end
      i = max(end, i + 1)
      while isWord(i) { i += 1 }
      take(range)
    }
  }

  /// Behind digits, commas, a point, a second number behind a dash or slash, and a percent sign.
  private func numberEnd(from start: Int) -> Int {
    var end = start
    while isDigit(end) || (isSign(end, ",.") && isDigit(end + 1)) { end += 1 }
    if isSign(end, "-/:"), isDigit(end + 1) { return numberEnd(from: end + 1) }
    if isEnDash(end), isDigit(end + 3) { return numberEnd(from: end + 3) }
    return isSign(end, "%") ? end + 1 : end
  }

  private mutating func take(_ range: Range<Int>) {
    var start = range.lowerBound
    // What a letter or another sign is part of is a name: S20, #3, COVID-19.
    if isWord(start - 1) || isSign(start - 1, "#/_=&") { return }
    if isSign(start - 1, "-"), isWord(start - 2) { return }
    let isMoney = start >= 2 && bytes[start - 2] == 0xC2 && bytes[start - 1] == 0xA3
    if isMoney { start -= 2 }
    var end = range.upperBound
    if isMoney { while isWord(end) { end += 1 } }
    // One number: 1 in 5.
    if bytes[end...].starts(with: " in ".utf8), isDigit(end + 4), numberEnd(from: end + 4) - end <= 8 {
      end = numberEnd(from: end + 4)
    }
    // 14th, 18s, 9am; 24-hour.
    if isWord(end) || (isSign(end, "-") && isWord(end + 1)) { return }
    let text = bytes[range]
    let isShare = text.last == UInt8(ascii: "%")
    if !isMoney, !isShare, isPeriod(text) { return }
    if namesSomething(start, end), !isMoney, !isShare {
      lastName = end
      return
    }
    found.append(start..<end)
  }

  /// A year, a period or a date in digits, or a time.
  private func isPeriod(_ text: ArraySlice<UInt8>) -> Bool {
    if text.contains(UInt8(ascii: "/")) || text.contains(UInt8(ascii: ":")) { return true }
    let first = text.prefix { (0x30...0x39).contains($0) }
    guard first.count == 4 else { return false }
    let year = first.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let behind = text.dropFirst(4).first
    return (1900...2099).contains(year) && behind != UInt8(ascii: ",") && behind != UInt8(ascii: ".")
  }

  private mutating func namesSomething(_ start: Int, _ end: Int) -> Bool {
    let before = word(before: start)
    let after = word(after: end)
    if lastName >= 0, lastName < start, Self.joiners.contains(bytes[lastName..<start].lowercasedWords) { return true }
    if Self.labels.contains(before) || Self.months.contains(before) || Self.months.contains(after) { return true }
    if before == "per" || bytes[..<start].suffix(4).elementsEqual("No. ".utf8) { return true }
    if Self.spans.contains(after) { return true }
    if bytes[start..<end].elementsEqual([UInt8(ascii: "5")]), before == "under" || before == "than" { return true }
    if before == "under" || before == "over" {
      // Children under 13, but not over 20 organisations.
      return Self.people.contains(word(before: wordStart(before: start)))
    }
    return false
  }

  // MARK: - Words

  mutating func scanWords() {
    var words: [(text: String, range: Range<Int>)] = []
    var i = 0
    while i < bytes.count {
      guard isWord(i) else {
        if bytes[i] != 0x20, bytes[i] != UInt8(ascii: "\n"), bytes[i] != UInt8(ascii: "-") { words.append(("", i..<i)) }
        i += 1
        continue
      }
      let start = i
      while isWord(i) { i += 1 }
      words.append((bytes[start..<i].lowercasedWords, start..<i))
    }
    var position = 0
    while position < words.count {
      let length = Self.shareLength(words[position...].prefix(3).map(\.text))
      if length > 0 {
        found.append(words[position].range.lowerBound..<words[position + length - 1].range.upperBound)
      }
      position += max(1, length)
    }
  }

  /// How many of the words at the front are a share or a multiple; 0 where they are none.
  private static func shareLength(_ words: [String]) -> Int {
    guard let first = words.first, !first.isEmpty else { return 0 }
    let second = words.count > 1 ? words[1] : ""
    let third = words.count > 2 ? words[2] : ""
    if ["twice", "doubled", "trebled", "tripled", "halved"].contains(first) { return 1 }
    if first == "half", ["of", "the", "were", "was", "are", "had", "said"].contains(second) { return 1 }
    if smallNumbers.contains(first), third == "ten" || smallNumbers.contains(third), second == "in" { return 3 }
    if first == "a" || first == "one", second == "third" || second == "quarter" || second == "fifth",
      third != "of" || first == "a" || first == "one"
    {
      // A third person, a third year: only a share is followed by what it is a share of.
      return ["of", "were", "was", "are", "had", "said", "more", "higher", "lower", "fewer", ""].contains(third) ? 2 : 0
    }
    if smallNumbers.contains(first), ["thirds", "quarters", "fifths", "tenths"].contains(second) { return 2 }
    return 0
  }

  private static let smallNumbers: Set<String> = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  private static let joiners: Set<String> = ["to", "and", "or", ""]
  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let people: Set<String> = [
    "child", "children", "person", "people", "girls", "boys", "babies", "those", "anyone", "victims", "aged", "adults",
  ]
  private static let spans: Set<String> = [
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
    "year-old", "year-olds",
  ]
  private static let labels: Set<String> = [
    "page", "pages", "chapter", "section", "sections", "part", "level", "levels", "stage", "phase", "step", "tier",
    "figure", "table", "appendix", "version", "article", "regulation", "schedule", "paragraph", "priority", "objective",
    "standard", "question", "year", "years", "quarter", "quarters", "age", "aged", "ages", "number", "item", "line",
  ]

  // MARK: - Bytes

  private func isDigit(_ i: Int) -> Bool { bytes.indices.contains(i) && (0x30...0x39).contains(bytes[i]) }

  private func isWord(_ i: Int) -> Bool {
    guard bytes.indices.contains(i) else { return false }
    switch bytes[i] {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "'"): return true
    // Letters beyond ASCII; not dashes, quotation marks and the pound sign.
    case 0xC3...0xDF: return true
    default: return false
    }
  }

  private func isSign(_ i: Int, _ signs: StaticString) -> Bool {
    guard bytes.indices.contains(i) else { return false }
    return signs.withUTF8Buffer { $0.contains(bytes[i]) }
  }

  private func isEnDash(_ i: Int) -> Bool {
    i + 2 < bytes.count && bytes[i] == 0xE2 && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x93
  }

  private func wordStart(before end: Int) -> Int {
    var i = end
    while i > 0, bytes[i - 1] == 0x20 || bytes[i - 1] == UInt8(ascii: "*") { i -= 1 }
    while i > 0, isWord(i - 1) { i -= 1 }
    return i
  }

  /// In lower case; empty where a sign stands before.
  private func word(before end: Int) -> String {
    let start = wordStart(before: end)
    return bytes[start..<end].lowercasedWords
  }

  private func wordEnd(after start: Int) -> Int {
    var i = start
    while i < bytes.count, bytes[i] == 0x20 || bytes[i] == UInt8(ascii: "*") { i += 1 }
    while isWord(i) || (isSign(i, "-") && isWord(i + 1)) { i += 1 }
    return i
  }

  private func word(after start: Int) -> String { bytes[start..<wordEnd(after: start)].lowercasedWords }
}

extension ArraySlice<UInt8> {
  /// The text in lower case, without blanks and emphasis around it; a dash alone counts as nothing.
  fileprivate var lowercasedWords: String {
    var slice = self
    func isEdge(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "*") || byte == UInt8(ascii: ",") }
    while let first = slice.first, isEdge(first) { slice.removeFirst() }
    while let last = slice.last, isEdge(last) { slice.removeLast() }
    return String(
      decoding: slice.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}
