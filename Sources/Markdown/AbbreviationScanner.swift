/// Finds tokens that look like abbreviations in running text, each the first time only.
///
/// A token is a run of ASCII letters and digits. It looks like an abbreviation if it begins with a letter and has two
/// upper-case letters (`LSCP`, `CiN`, `MindMate`, `SCRs`), or is one upper-case letter and digits (`S28`).
/// `-` and `&` join runs of which each is upper case and digits only (`CP-IS`, `A&E`, `COVID-19`); `/` joins single
/// upper-case letters (`N/A`). Elsewhere they separate: `pre-CAMHS` has `CAMHS`, `LSCP/LSAB` has both, `Multi-Agency`
/// has none.
struct AbbreviationScanner {
  /// A token's range in the scanned bytes, and whether the bytes around it, where they were scanned, expand it.
  struct Match {
    var range: Range<Int>
    var text: String
  }

  private var seen = Set<String>()

  /// The tokens of `text` that were not seen before, in order.
  mutating func scan(_ text: UnsafeBufferPointer<UInt8>, _ found: (Match) -> Void) {
    var i = 0
    while i < text.count {
      // Lower-case words are nearly all of a text: a token's first upper-case letter or digit starts the work.
      guard isUpper(text[i]) else {
        i += 1
        continue
      }
      var start = i
      while start > 0, isWord(text[start - 1]) { start -= 1 }
      var end = runEnd(text, from: i)
      if isAllUpper(text, start..<end) { end = joinedEnd(text, start..<end) }
      i = max(end, i + 1)
      while i < text.count, isWord(text[i]) { i += 1 }
      guard isAbbreviation(text, start..<end) else { continue }
      let token = String(decoding: text[start..<end], as: UTF8.self)
      if seen.insert(token).inserted { found(Match(range: start..<end, text: token)) }
    }
  }

  private func isAbbreviation(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 2, isLetter(text[range.lowerBound]), isBoundary(text, range) else { return false }
    var (upper, digits) = (0, 0)
    for byte in text[range] {
      if isUpper(byte) { upper += 1 } else if isDigit(byte) { digits += 1 }
    }
    return upper >= 2 || (isUpper(text[range.lowerBound]) && digits == range.count - 1)
  }

  /// Whether no letter beyond ASCII, as in `CAFÉ`, belongs to the token.
  private func isBoundary(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if range.upperBound < text.count, text[range.upperBound] >= 0xC3,
      !isGeneralPunctuation(text, at: range.upperBound)
    {
      return false
    }
    let before = range.lowerBound - 1
    guard before >= 0, text[before] >= 0x80 else { return true }
    var lead = before
    while lead > 0, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    return text[lead] < 0xC3 || isGeneralPunctuation(text, at: lead)
  }

  /// Extends a run of upper case by what `-`, `&` and `/` join to it.
  private func joinedEnd(_ text: UnsafeBufferPointer<UInt8>, _ first: Range<Int>) -> Int {
    var last = first
    while last.upperBound + 1 < text.count {
      let joiner = text[last.upperBound]
      guard joiner == UInt8(ascii: "-") || joiner == UInt8(ascii: "&") || joiner == UInt8(ascii: "/") else { break }
      let next = (last.upperBound + 1)..<runEnd(text, from: last.upperBound + 1)
      guard !next.isEmpty, isAllUpper(text, next) else { break }
      if joiner == UInt8(ascii: "/"), last.count != 1 || next.count != 1 || isDigit(text[next.lowerBound]) { break }
      last = next
    }
    return last.upperBound
  }

  private func runEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, isWord(text[end]) { end += 1 }
    return end
  }

  /// Upper case and digits only, but for a plural's `s`.
  private func isAllUpper(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var end = range.upperBound
    if range.count > 1, text[end - 1] == UInt8(ascii: "s") { end -= 1 }
    return text[range.lowerBound..<end].allSatisfy { isUpper($0) || isDigit($0) }
  }

  private func isUpper(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  private func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
