/// A number as it is written: its digits and how many of them stand behind the point.
///
/// `38.60` is 3860 with 2 decimals, and prints as `38.60` again. Sums and comparisons of such numbers are exact.
public struct Decimal: Sendable, Hashable {
  /// The number without its point, for example 3860; negative for a number below zero.
  public let digits: Int64
  /// How many digits stand behind the point, 0 to ``maximumDecimals``.
  public let decimals: Int

  /// 10 to this power fits in 64 bits, with room for digits before the point.
  public static let maximumDecimals = 12

  /// Nil where there are fewer than 0 or more than ``maximumDecimals`` decimals.
  public init?(digits: Int64, decimals: Int = 0) {
    guard (0...Self.maximumDecimals).contains(decimals) else { return nil }
    self.digits = digits
    self.decimals = decimals
  }

  /// A whole number.
  public init(_ integer: Int) {
    digits = Int64(integer)
    decimals = 0
  }

  /// Reads `1234`, `1,234`, `-1.50` or `+3`; nil for anything else, and where the digits do not fit.
  ///
  /// Commas may stand only where they separate groups of three digits before the point.
  public init?(_ text: some StringProtocol) {
    // Callers are in other modules, for which nothing generic is specialized.
    let number = text.utf8.withContiguousStorageIfAvailable { Decimal(bytes: $0) } ?? Decimal(bytes: Array(text.utf8))
    guard let number else { return nil }
    self = number
  }

  /// As ``init(_:)``, from the bytes of the text.
  init?(bytes: some Collection<UInt8>) {
    var digits: Int64 = 0
    var decimals: Int?
    var isNegative = false
    var isFirst = true
    var count = 0
    /// Digits since the last comma; nil before the first one.
    var group: Int?
    for byte in bytes {
      switch byte {
      case 0x30...0x39:
        let (product, overflows) = digits.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = product.addingReportingOverflow(Int64(byte - 0x30))
        guard !overflows, !overflowsToo else { return nil }
        digits = sum
        count += 1
        if let known = decimals { decimals = known + 1 } else if let known = group { group = known + 1 }
      case UInt8(ascii: ".") where decimals == nil && count > 0 && (group == nil || group == 3): decimals = 0
      case UInt8(ascii: ",") where decimals == nil && count > 0 && (group == nil ? count <= 3 : group == 3): group = 0
      case UInt8(ascii: "-") where isFirst: isNegative = true
      case UInt8(ascii: "+") where isFirst: break
      default: return nil
      }
      isFirst = false
    }
    guard count > 0, decimals != 0, decimals != nil || group == nil || group == 3 else { return nil }
    self.init(digits: isNegative ? -digits : digits, decimals: decimals ?? 0)
  }

  /// The nearest binary number, for drawing.
  public var doubleValue: Double { Double(digits) / Self.powersOfTen[decimals] }

  static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
}

extension Decimal {
  /// As readers see it, with commas between thousands: `24,629`, `-1,234.5`.
  ///
  /// - Parameter decimals: how many decimals to show, rounded half away from zero; nil shows all that were printed.
  public func text(decimals shown: Int? = nil) -> String {
    let plain = (shown.map(rounded(to:)) ?? self).description
    var output: [UInt8] = []
    let isNegative = plain.utf8.first == UInt8(ascii: "-")
    let point = plain.utf8.firstIndex(of: UInt8(ascii: ".")) ?? plain.utf8.endIndex
    let whole = plain.utf8[..<point].dropFirst(isNegative ? 1 : 0)
    if isNegative { output.append(UInt8(ascii: "-")) }
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { output.append(UInt8(ascii: ",")) }
      output.append(digit)
    }
    return String(decoding: output + Array(plain.utf8[point...]), as: UTF8.self)
  }

  /// With so many decimals, 0 to ``maximumDecimals``: rounded half away from zero, or filled with zeros where they fit.
  public func rounded(to count: Int) -> Decimal {
    var number = digits
    var have = decimals
    let wanted = min(max(count, 0), Self.maximumDecimals)
    if have > wanted {
      var divisor: Int64 = 1
      while have > wanted {
        divisor *= 10
        have -= 1
      }
      let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
      number = quotient + (remainder.magnitude >= divisor.magnitude / 2 ? (digits < 0 ? -1 : 1) : 0)
    }
    while have < wanted {
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      guard !overflows else { break }
      number = product
      have += 1
    }
    return Decimal(digits: number, decimals: have) ?? self
  }
}

extension Decimal: CustomStringConvertible {
  /// As in a CSV file: `-1234.50`, without separators of thousands.
  public var description: String {
    var text = String(digits.magnitude)
    guard decimals > 0 else { return (digits < 0 ? "-" : "") + text }
    if text.utf8.count <= decimals { text = String(repeating: "0", count: decimals + 1 - text.utf8.count) + text }
    return (digits < 0 ? "-" : "") + text.dropLast(decimals) + "." + text.suffix(decimals)
  }
}
