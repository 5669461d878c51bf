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
    if let year = Year(text) {
      self.text = text
      position = Double(year.first) + (year.isFinancial ? 0.25 : 0)
      return
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 4, parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    guard (1...12).contains(numbers[1]), months.count == 12 else { return nil }
    let month = "\(months[numbers[1] - 1]) \(numbers[0])"
    guard parts.count == 3 else {
      self.text = month
      position = Double(numbers[0]) + Double(numbers[1] - 1) / 12
      return
    }
    guard parts[2].count == 2, (1...31).contains(numbers[2]) else { return nil }
    self.text = "\(numbers[2]) \(month)"
    position = Double(numbers[0]) + (Double(numbers[1] - 1) + Double(numbers[2] - 1) / 31) / 12
  }
}
