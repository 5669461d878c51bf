#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The decimal digits of a finite number, without its sign.
package struct DecimalDigits {
  /// ASCII digits, the first not 0 unless the number is 0.
  package var digits: [UInt8]
  /// The power of ten of the first digit: 2 for 123.
  package var exponent: Int

  /// The fewest digits that read as the number again.
  package init(shortest value: Double) {
    digits = []
    exponent = 0
    // Swift writes the shortest digits too, but puts the point and the exponent elsewhere.
    var point: Int?
    var written = 0
    var power = 0
    var text = value.magnitude.description.utf8.makeIterator()
    while let byte = text.next() {
      switch byte {
      case 0x30...0x39: digits.append(byte)
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"):
        var isNegative = false
        while let byte = text.next() {
          if byte == UInt8(ascii: "-") { isNegative = true }
          if (0x30...0x39).contains(byte) { power = power * 10 + Int(byte & 15) }
        }
        if isNegative { power = -power }
      default: written += 1
      }
    }
    exponent = (point ?? digits.count) - 1 + power
    trim()
  }

  /// Rounded to a number of significant digits; halves go up, as in JavaScript's `toExponential`.
  ///
  /// - Parameter count: 1 to 100.
  package init(_ value: Double, significant count: Int) {
    let value = value.magnitude
    let count = max(1, min(count, 100))
    digits = [UInt8](repeating: 0x30, count: count)
    exponent = 0
    guard value != 0, value.isFinite else { return }
    let guess = Int(log10(value).rounded(.down))
    // The guess may be one off, and rounding may bring another digit.
    for exponent in [guess, guess + 1, guess - 1] {
      guard let scaled = Self.scaled(value, by: count - 1 - exponent) else { continue }
      let text = Array(Self.text(scaled).utf8)
      if text.count == count {
        digits = text
        self.exponent = exponent
        return
      }
      if text.count == count + 1, text.dropFirst().allSatisfy({ $0 == 0x30 }) {
        digits = Array(text.dropLast())
        self.exponent = exponent + 1
        return
      }
    }
    printed(value, significant: count)
  }

  /// Far from 1 the C library prints the exact value, so that only ties could differ, which do not occur there.
  private mutating func printed(_ value: Double, significant count: Int) {
    var buffer = [CChar](repeating: 0, count: count + 16)
    _ = withVaList([Int32(count - 1), value]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    guard let mark = text.firstIndex(of: UInt8(ascii: "e")) else { return }
    digits = text[..<mark].filter { (0x30...0x39).contains($0) }
    let power = text[(mark + 1)...].reduce(0) { (0x30...0x39).contains($1) ? $0 * 10 + Int($1 & 15) : $0 }
    exponent = text[mark + 1] == UInt8(ascii: "-") ? -power : power
  }

  /// The nearest whole number to `value` times 10 to a power, exactly; halves go up. Nil where 128 bits do not do.
  package static func scaled(_ value: Double, by power: Int) -> UInt128? {
    guard value.isFinite, power.magnitude <= 22 else { return nil }
    // value = mantissa × 2^shift
    let mantissa = UInt128(value.significandBitPattern) | (value.isNormal ? 1 << 52 : 0)
    let shift = (value.isNormal ? Int(value.exponent) : -1022) - 52
    let factor = powersOfTen[abs(power)]
    if power >= 0 {
      let (product, overflows) = mantissa.multipliedReportingOverflow(by: factor)
      guard !overflows else { return nil }
      if shift >= 0 {
        guard shift <= product.leadingZeroBitCount else { return nil }
        return product << UInt128(shift)
      }
      guard -shift < 127 else { return 0 }
      let half = UInt128(1) << UInt128(-shift - 1)
      let (sum, carries) = product.addingReportingOverflow(half)
      return carries ? nil : sum >> UInt128(-shift)
    }
    // mantissa × 2^shift / factor
    var (numerator, denominator) = (mantissa, factor)
    if shift >= 0 {
      guard shift <= numerator.leadingZeroBitCount else { return nil }
      numerator <<= UInt128(shift)
    } else {
      guard -shift < denominator.leadingZeroBitCount else { return 0 }
      denominator <<= UInt128(-shift)
    }
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest >= denominator - rest ? quotient + 1 : quotient
  }

  private static let powersOfTen: [UInt128] = (0...22).map { (0..<$0).reduce(1) { product, _ in product * 10 } }

  /// Most numbers fit in 64 bits, which are written much faster.
  private static func text(_ number: UInt128) -> String {
    UInt64(exactly: number).map { String($0) } ?? String(number)
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0x30 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == 0x30 { digits.removeLast() }
    if digits.isEmpty {
      digits = [0x30]
      exponent = 0
    }
  }

  /// `1.25`: one digit before the point.
  package var mantissa: String {
    String(decoding: digits.prefix(1), as: UTF8.self)
      + (digits.count > 1 ? "." + String(decoding: digits.dropFirst(), as: UTF8.self) : "")
  }

  /// Without an exponent: `1230`, `0.00123`.
  package var plain: String {
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + String(decoding: digits, as: UTF8.self)
    }
    if exponent + 1 >= digits.count {
      return String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return String(decoding: digits[...exponent], as: UTF8.self) + "."
      + String(decoding: digits[(exponent + 1)...], as: UTF8.self)
  }

  /// A number without its sign, with a fixed number of decimals: JavaScript's `toFixed` of the magnitude.
  ///
  /// From 1e21 on, JavaScript writes the shortest text instead.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let value = value.magnitude
    guard value < 1e21 else { return NumberText.string(value) }
    let decimals = max(0, min(decimals, 100))
    guard let scaled = scaled(value, by: decimals) else { return printedFixed(value, decimals) }
    var text = Array(Self.text(scaled).utf8)
    guard decimals > 0 else { return String(decoding: text, as: UTF8.self) }
    if text.count <= decimals { text.insert(contentsOf: repeatElement(0x30, count: decimals + 1 - text.count), at: 0) }
    text.insert(UInt8(ascii: "."), at: text.count - decimals)
    return String(decoding: text, as: UTF8.self)
  }

  private static func printedFixed(_ value: Double, _ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: decimals + 32)
    _ = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
