import Datasets

/// A period or a day as data writes it, as readers see it, and where it stands in time.
struct PeriodName: Sendable, Hashable {
  /// For example `Mar 2018`, `4 Mar 2018`, `2018/19` or `2018`.
  let text: String
  /// Years since the year 0, for places along an axis.
  let position: Double

  /// Reads `2018`, `2018/19`, `2018-03` and `2018-03-04`; nil for anything else.
  ///
  /// - Parameter months: the short names of the months, from January.
  init?(_ text: String, months: [String]) {
    guard months.count == 12 else { return nil }
    switch Self.read(text) {
    case .year(let year):
      self.text = text
      position = Double(year.first) + (year.isFinancial ? 0.25 : 0)
    case .month(let year, let month):
      self.text = "\(months[month - 1]) \(year)"
      position = Double(year) + Double(month - 1) / 12
    case .day(let year, let month, let day):
      self.text = "\(day) \(months[month - 1]) \(year)"
      position = Double(year) + (Double(month - 1) + Double(day - 1) / 31) / 12
    case nil: return nil
    }
  }

  /// Whether a text is a period that can be read.
  static func names(_ text: String) -> Bool { read(text) != nil }

  private enum Parts {
    case year(Year)
    case month(year: Int, month: Int)
    case day(year: Int, month: Int, day: Int)
  }

  private static func read(_ text: String) -> Parts? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
    if let year = Year(text) { return .year(year) }
    // yyyy-mm or yyyy-mm-dd.
    guard text.utf8.count == 7 || text.utf8.count == 10 else { return nil }
    var numbers = (0, 0, 0)
    for (index, byte) in text.utf8.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      let digit = Int(byte - 0x30)
      if index < 4 {
        numbers.0 = numbers.0 * 10 + digit
      } else if index < 7 {
        numbers.1 = numbers.1 * 10 + digit
      } else {
        numbers.2 = numbers.2 * 10 + digit
      }
    }
    guard (1...12).contains(numbers.1) else { return nil }
    if text.utf8.count == 7 { return .month(year: numbers.0, month: numbers.1) }
    return (1...31).contains(numbers.2) ? .day(year: numbers.0, month: numbers.1, day: numbers.2) : nil
  }
}
