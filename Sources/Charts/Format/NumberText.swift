#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Numbers as JavaScript reads and writes them.
package enum NumberText {
  /// The shortest text that reads as the number again: `1000000`, `0.1`, `1e+21`, `NaN`.
  ///
  /// Source: ECMA-262, `Number::toString`.
  package static func string(_ value: Double) -> String {
    if let whole = Int(exactly: value), whole.magnitude < 1_000_000_000_000_000 { return String(whole) }
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
    let digits = DecimalDigits(shortest: value)
    let sign = value < 0 ? "-" : ""
    let exponent = digits.exponent
    if exponent >= 21 || exponent < -6 {
      return sign + digits.mantissa + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
    }
    return sign + digits.plain
  }

  /// What `Number(text)` gives: surrounding white space does not count, empty text is 0, what is no number is NaN.
  package static func value(_ text: String) -> Double {
    let trimmed = trim(Substring(text).utf8)
    guard let first = trimmed.first else { return 0 }
    // The usual case first: a short run of digits, perhaps with a sign and a point.
    if let value = plainValue(trimmed) { return value }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
      if trimmed.count > 2, first == UInt8(ascii: "0"),
        let radix = radix(trimmed[trimmed.index(after: trimmed.startIndex)])
      {
        return wholeValue(trimmed.dropFirst(2), radix: radix)
      }
      return decimalLength(trimmed) == trimmed.count ? Double(Substring(trimmed)) ?? .nan : infinity(trimmed)
    default: return infinity(trimmed)
    }
  }

  /// What `parseFloat(text)` gives: the number at the beginning, or NaN.
  package static func leadingValue(_ text: String) -> Double {
    let trimmed = trim(Substring(text).utf8)
    let length = decimalLength(trimmed)
    if length > 0 { return Double(Substring(trimmed.prefix(length))) ?? .nan }
    return infinity(trimmed.prefix(trimmed.first == UInt8(ascii: "I") ? 8 : 9))
  }

  /// White space of JavaScript that occurs: ASCII's, and the space that does not break.
  private static func trim(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var text = text
    while let first = text.first {
      if first == 0x20 || (0x09...0x0D).contains(first) {
        text.removeFirst()
      } else if first == 0xC2, text.dropFirst().first == 0xA0 {
        text.removeFirst(2)
      } else {
        break
      }
    }
    while let last = text.last {
      if last == 0x20 || (0x09...0x0D).contains(last) {
        text.removeLast()
      } else if last == 0xA0, text.dropLast().last == 0xC2 {
        text.removeLast(2)
      } else {
        break
      }
    }
    return text
  }

  /// The value of at most 15 digits with at most one point; nil for all else.
  private static func plainValue(_ text: Substring.UTF8View) -> Double? {
    var digits = 0
    var count = 0
    var decimals: Int?
    var isNegative = false
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits = digits * 10 + Int(byte & 15)
        count += 1
        if let known = decimals { decimals = known + 1 }
        guard count <= 15 else { return nil }
      case UInt8(ascii: ".") where decimals == nil: decimals = 0
      case UInt8(ascii: "-") where index == 0: isNegative = true
      default: return nil
      }
    }
    guard count > 0, count > 1 || text.first != UInt8(ascii: "0") || decimals != 0 else {
      return count > 0 ? 0 : nil
    }
    // Both are exact, so that the quotient is the nearest binary number.
    let value = decimals.map { $0 == 0 ? Double(digits) : Double(digits) / powersOfTen[$0] } ?? Double(digits)
    return isNegative ? -value : value
  }

  /// 10 to the powers that binary numbers hold exactly.
  package static let powersOfTen: [Double] = (0...22).map { pow(10, Double($0)) }

  /// How many bytes at the beginning are a decimal number.
  private static func decimalLength(_ text: Substring.UTF8View) -> Int {
    var length = 0
    var position = text.startIndex
    func isDigit(_ position: Substring.UTF8View.Index) -> Bool {
      position < text.endIndex && (0x30...0x39).contains(text[position])
    }
    func advance() {
      position = text.index(after: position)
      length += 1
    }
    func digits() -> Int {
      let start = length
      while isDigit(position) { advance() }
      return length - start
    }
    if position < text.endIndex, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
      advance()
    }
    var count = digits()
    if position < text.endIndex, text[position] == UInt8(ascii: ".") {
      let beforePoint = length
      advance()
      let decimals = digits()
      count += decimals
      if count == 0 { length = beforePoint }
    }
    guard count > 0 else { return 0 }
    let mantissa = length
    if position < text.endIndex, text[position] | 0x20 == UInt8(ascii: "e") {
      advance()
      if position < text.endIndex, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
        advance()
      }
      if digits() > 0 { return length }
    }
    return mantissa
  }

  private static func infinity(_ text: Substring.UTF8View) -> Double {
    switch Substring(text) {
    case "Infinity", "+Infinity": .infinity
    case "-Infinity": -.infinity
    default: .nan
    }
  }

  private static func radix(_ letter: UInt8) -> Double? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func wholeValue(_ digits: Substring.UTF8View, radix: Double) -> Double {
    digits.reduce(0) { value, byte in
      let digit: Double =
        switch byte {
        case 0x30...0x39: Double(byte - 0x30)
        case 0x41...0x46: Double(byte - 0x41 + 10)
        case 0x61...0x66: Double(byte - 0x61 + 10)
        default: .nan
        }
      return digit < radix ? value * radix + digit : .nan
    }
  }
}
