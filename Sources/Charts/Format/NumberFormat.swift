#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How numbers are written where places differ.
package struct NumberLocale: Hashable, Sendable {
  /// What `$` in a format stands for, before the number.
  package var currencyPrefix = "$"
  /// And behind it.
  package var currencySuffix = ""

  /// As d3 and Vega have it.
  package static let unitedStates = NumberLocale()
  package static let unitedKingdom = NumberLocale(currencyPrefix: "£")
}

/// Writes numbers by a format of d3: `,.1f`, `.0%`, `~s`, `$,.2f`.
///
/// Source: d3-format 3.
package struct NumberFormat: Sendable, Hashable {
  private let specifier: NumberSpecifier
  private let prefix: String
  private let suffix: String
  private let type: UInt8
  private let precision: Int
  private let trims: Bool
  /// A power of ten that numbers are divided by, with its prefix: `k` for 3.
  private let scale: (exponent: Int, letter: String)?

  package static let minus = "\u{2212}"

  /// - Parameter text: nil is returned for what is not a format.
  package init?(_ text: String, locale: NumberLocale = .unitedStates) {
    guard let specifier = NumberSpecifier(text) else { return nil }
    self.init(specifier, locale: locale)
  }

  package init(_ specifier: NumberSpecifier, locale: NumberLocale = .unitedStates) {
    self.init(specifier, locale: locale, scale: nil)
  }

  /// Numbers with a prefix of the metric system, the same for all, chosen for one of them.
  ///
  /// - Parameter value: the number whose prefix is taken.
  package static func sharedPrefix(_ specifier: NumberSpecifier, for value: Double, locale: NumberLocale)
    -> NumberFormat
  {
    var specifier = specifier
    specifier.type = UInt8(ascii: "f")
    let exponent = Self.prefixExponent(Precision.exponent(value) ?? 0)
    return NumberFormat(specifier, locale: locale, scale: (exponent, prefixes[8 + exponent / 3]))
  }

  private init(_ original: NumberSpecifier, locale: NumberLocale, scale: (exponent: Int, letter: String)?) {
    var specifier = original
    var type = specifier.type ?? 0
    var trims = specifier.trims
    if type == UInt8(ascii: "n") {
      specifier.groups = true
      type = UInt8(ascii: "g")
    } else if !specifier.isType("%bcdefgoprsXx") {
      specifier.precision = specifier.precision ?? 12
      trims = true
      type = UInt8(ascii: "g")
    }
    if specifier.fillsWithZeros || (specifier.fill == "0" && specifier.align == UInt8(ascii: "=")) {
      specifier.fillsWithZeros = true
      specifier.fill = "0"
      specifier.align = UInt8(ascii: "=")
    }
    specifier.type = type
    switch specifier.symbol {
    case UInt8(ascii: "$"): (prefix, suffix) = (locale.currencyPrefix, locale.currencySuffix)
    case UInt8(ascii: "#") where specifier.isType("boxX"):
      (prefix, suffix) = ("0" + String(UnicodeScalar(type | 0x20)), "")
    default: (prefix, suffix) = ("", specifier.isType("%p") ? "%" : "")
    }
    let asked = specifier.precision ?? 6
    precision = specifier.isType("gprs") ? max(1, min(21, asked)) : max(0, min(20, asked))
    self.specifier = specifier
    self.type = type
    self.trims = trims
    self.scale = scale
  }

  package static func == (a: NumberFormat, b: NumberFormat) -> Bool {
    a.specifier == b.specifier && a.prefix == b.prefix && a.suffix == b.suffix
      && a.scale?.exponent == b.scale?.exponent
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(specifier) }

  /// The number as text; `NaN` for what is not a number.
  package func string(_ value: Double) -> String {
    guard let scale else { return text(value) }
    return text(pow(10, Double(-scale.exponent)) * value) + scale.letter
  }

  private func text(_ value: Double) -> String {
    var head = prefix
    var tail = suffix
    var digits = ""
    if type == UInt8(ascii: "c") {
      tail = NumberText.string(value) + tail
    } else {
      var isNegative = value < 0 || (value == 0 && value.sign == .minus)
      var letter = ""
      digits = value.isNaN ? "NaN" : magnitude(value.magnitude, prefixLetter: &letter)
      if trims { digits = Self.trimmed(digits) }
      if isNegative, NumberText.value(digits) == 0, specifier.sign != UInt8(ascii: "+") { isNegative = false }
      let bracketed = specifier.sign == UInt8(ascii: "(")
      if isNegative {
        head = (bracketed ? "(" : Self.minus) + head
      } else if specifier.sign == UInt8(ascii: "+") || specifier.sign == UInt8(ascii: " ") {
        head = String(UnicodeScalar(specifier.sign)) + head
      }
      tail = letter + tail + (isNegative && bracketed ? ")" : "")
      // What follows the whole digits does not take part in grouping and padding.
      if specifier.isType("defgprs%"), let end = digits.utf8.firstIndex(where: { !(0x30...0x39).contains($0) }) {
        tail = digits[end...] + tail
        digits = String(digits[..<end])
      }
    }
    if specifier.groups, !specifier.fillsWithZeros { digits = Self.grouped(digits, width: .max) }
    guard specifier.width > 0 else { return head + digits + tail }
    let length = head.unicodeScalars.count + digits.unicodeScalars.count + tail.unicodeScalars.count
    var padding = String(repeating: specifier.fill, count: max(0, specifier.width - length))
    if specifier.groups, specifier.fillsWithZeros {
      let width = padding.isEmpty ? Int.max : specifier.width - tail.unicodeScalars.count
      digits = Self.grouped(padding + digits, width: width)
      padding = ""
    }
    switch specifier.align {
    case UInt8(ascii: "<"): return head + digits + tail + padding
    case UInt8(ascii: "="): return head + padding + digits + tail
    case UInt8(ascii: "^"):
      let half = padding.count / 2
      return padding.prefix(half) + head + digits + tail + padding.dropFirst(half)
    default: return padding + head + digits + tail
    }
  }

  /// The digits of a number that is not negative, by the type.
  private func magnitude(_ value: Double, prefixLetter: inout String) -> String {
    switch type {
    case UInt8(ascii: "%"): return DecimalDigits.fixed(value * 100, decimals: precision)
    case UInt8(ascii: "f"): return DecimalDigits.fixed(value, decimals: precision)
    case UInt8(ascii: "d"):
      let whole = jsRound(value)
      if let number = Int(exactly: whole), number < 1_000_000_000_000_000 { return String(number) }
      return whole.isFinite ? DecimalDigits(shortest: whole).plain : NumberText.string(whole)
    case UInt8(ascii: "b"): return Self.whole(value, radix: 2)
    case UInt8(ascii: "o"): return Self.whole(value, radix: 8)
    case UInt8(ascii: "x"): return Self.whole(value, radix: 16)
    case UInt8(ascii: "X"): return Self.whole(value, radix: 16).uppercased()
    default: break
    }
    let value = type == UInt8(ascii: "p") ? value * 100 : value
    guard value.isFinite else { return NumberText.string(value) }
    switch type {
    case UInt8(ascii: "e"): return Self.exponential(DecimalDigits(value, significant: precision + 1))
    case UInt8(ascii: "g"):
      let digits = DecimalDigits(value, significant: precision)
      return digits.exponent < -6 || digits.exponent >= precision ? Self.exponential(digits) : digits.plain
    case UInt8(ascii: "s"): return metric(value, prefixLetter: &prefixLetter)
    default: return DecimalDigits(value, significant: precision).plain
    }
  }

  private static func exponential(_ digits: DecimalDigits) -> String {
    digits.mantissa + "e" + (digits.exponent < 0 ? "-" : "+") + String(digits.exponent.magnitude)
  }

  private static func whole(_ value: Double, radix: Int) -> String {
    let whole = jsRound(value)
    return UInt128(exactly: whole).map { String($0, radix: radix) } ?? NumberText.string(whole)
  }

  private static let prefixes = ["y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]

  private static func prefixExponent(_ exponent: Int) -> Int { max(-8, min(8, floorDivide(exponent, 3))) * 3 }

  private func metric(_ value: Double, prefixLetter: inout String) -> String {
    var digits = DecimalDigits(value, significant: precision)
    let exponent = Self.prefixExponent(digits.exponent)
    prefixLetter = Self.prefixes[8 + exponent / 3]
    let before = digits.exponent - exponent + 1
    if before <= 0 {
      // Smaller than the smallest prefix.
      let count = precision + before - 1
      digits = count > 0 ? DecimalDigits(value, significant: count) : DecimalDigits(shortest: value)
      return "0." + String(repeating: "0", count: -before) + String(decoding: digits.digits, as: UTF8.self)
    }
    digits.exponent = before - 1
    return digits.plain
  }

  /// Without zeros at the end of the decimals.
  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else { return text }
    let end = bytes[point...].firstIndex { $0 != UInt8(ascii: ".") && !(0x30...0x39).contains($0) } ?? bytes.count
    var start = end
    while start > point + 1, bytes[start - 1] == 0x30 { start -= 1 }
    if start == point + 1 { start = point }
    bytes.removeSubrange(start..<end)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Digits in groups of three, and cut at the front to a width.
  ///
  /// Source: d3-format, `formatGroup.js`.
  private static func grouped(_ text: String, width: Int) -> String {
    let bytes = Array(text.utf8)
    var groups: [ArraySlice<UInt8>] = []
    var end = bytes.count
    var length = 0
    while end > 0 {
      var size = 3
      if width != .max, length + size + 1 > width { size = max(1, width - length) }
      groups.append(bytes[max(0, end - size)..<end])
      end -= size
      length += size + 1
      if length > width { break }
    }
    var joined: [UInt8] = []
    for group in groups.reversed() {
      if !joined.isEmpty { joined.append(UInt8(ascii: ",")) }
      joined += group
    }
    return String(decoding: joined, as: UTF8.self)
  }
}

/// How many digits make neighbouring ticks differ.
///
/// Source: d3-format, `precisionFixed.js`, `precisionRound.js`, `precisionPrefix.js`.
package enum Precision {
  /// The power of ten of the first digit; nil for what is not a finite number.
  package static func exponent(_ value: Double) -> Int? {
    value.isFinite ? DecimalDigits(shortest: value).exponent : nil
  }

  package static func fixed(step: Double) -> Int? { exponent(step).map { max(0, -$0) } }

  package static func round(step: Double, largest: Double) -> Int? {
    guard let small = exponent(step), let large = exponent(largest.magnitude - step.magnitude) else { return nil }
    return max(0, large - small) + 1
  }

  package static func prefix(step: Double, value: Double) -> Int? {
    guard let small = exponent(step), let large = exponent(value) else { return nil }
    return max(0, max(-8, min(8, floorDivide(large, 3))) * 3 - small)
  }
}
