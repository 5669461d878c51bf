/// Why there is no number, in the shorthand of the Government Statistical Service.
///
/// Source: Government Analysis Function, "Using symbols and shorthand".
public enum Shorthand: String, Sendable, Hashable, CaseIterable {
  /// Written `[x]`: not available.
  case notAvailable = "x"
  /// Written `[c]`: confidential, so that no person can be identified.
  case confidential = "c"
  /// Written `[z]`: not applicable.
  case notApplicable = "z"
  /// Written `[low]`: rounds to zero, but is not zero.
  case roundsToZero = "low"
}

/// A calendar year, or a financial year that begins in April.
public struct Year: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year in which it begins.
  public let first: Int
  /// Whether it is a financial year: `2018/19`.
  public let isFinancial: Bool

  /// - Parameter first: the year in which it begins, 1000 to 9998.
  public init?(first: Int, isFinancial: Bool) {
    guard (1000...9998).contains(first) else { return nil }
    self.first = first
    self.isFinancial = isFinancial
  }

  /// Reads `2018` or `2018/19`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    // Callers are in other modules, for which nothing generic is specialized.
    let year = text.utf8.withContiguousStorageIfAvailable { Year(bytes: $0) } ?? Year(bytes: Array(text.utf8))
    guard let year else { return nil }
    self = year
  }

  /// As ``init(_:)``, from the bytes of the text.
  init?(bytes: some Collection<UInt8>) {
    var first = 0
    var end = 0
    var count = 0
    for byte in bytes {
      switch (count, byte) {
      case (0...3, 0x30...0x39): first = first * 10 + Int(byte - 0x30)
      case (4, UInt8(ascii: "/")): break
      case (5...6, 0x30...0x39): end = end * 10 + Int(byte - 0x30)
      default: return nil
      }
      count += 1
    }
    guard count == 4 || count == 7 && end == (first + 1) % 100 else { return nil }
    self.init(first: first, isFinancial: count == 7)
  }

  /// By the year in which they begin; a calendar year comes before the financial year that begins in it.
  public static func < (a: Year, b: Year) -> Bool {
    (a.first, a.isFinancial ? 1 : 0) < (b.first, b.isFinancial ? 1 : 0)
  }

  /// As it is written: `2018` or `2018/19`.
  public var description: String {
    let end = (first + 1) % 100
    return isFinancial ? "\(first)/\(end < 10 ? "0" : "")\(end)" : String(first)
  }
}

/// What stands in one cell of a dataset.
public enum Cell: Sendable, Hashable {
  case number(Decimal)
  case text(String)
  case year(Year)
  /// An ISO 8601 date as precise as is known: `2018`, `2018-12` or `2018-12-17`.
  case date(String)
  case missing(Shorthand)
}
