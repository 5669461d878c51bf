extension Value {
  /// A value of a time scale: text and numbers as dates; of a calendar unit alone, 3 for March, as that unit of 2012.
  func asTime(unit: TimeUnitDef?) -> Value {
    switch self {
    case .time: return self
    case .number(let number):
      if let unit, number < 10_000, let milliseconds = Self.time(of: unit.smallest, number) {
        return .time(milliseconds)
      }
      return .time(number)
    case .text(let text):
      let milliseconds = DateText.milliseconds(text)
      if let unit, milliseconds.isNaN {
        let names = unit.smallest == "month" ? TimeFormat.months : TimeFormat.weekdays
        if ["month", "day"].contains(unit.smallest), text.count >= 3,
          let index = names.firstIndex(where: { $0.lowercased().hasPrefix(text.lowercased()) })
        {
          return Self.time(of: unit.smallest, Double(index + (unit.smallest == "month" ? 1 : 0))).map { .time($0) }
            ?? .null
        }
      }
      return .time(milliseconds)
    default: return self
    }
  }

  private static func time(of unit: String, _ number: Double) -> Double? {
    guard number.isFinite, abs(number) < 1e6 else { return nil }
    let whole = Int(number)
    func day(_ year: Int, _ month: Int, _ day: Int) -> Double {
      let start = UTCTime.dayNumber(
        year: year + floorDivide(month - 1, 12), month: floorRemainder(month - 1, 12) + 1, day: 1)
      return Double(start + day - 1) * 86_400_000
    }
    switch unit {
    case "year": return day(whole, 1, 1)
    case "quarter": return day(2012, whole * 3 - 2, 1)
    case "month": return day(2012, whole, 1)
    case "date": return day(2012, 1, whole)
    case "day": return day(2012, 1, whole % 7 + 1)
    case "hours": return day(2012, 1, 1) + number * 3_600_000
    case "minutes": return day(2012, 1, 1) + number * 60_000
    case "seconds": return day(2012, 1, 1) + number * 1000
    default: return nil
    }
  }
}
