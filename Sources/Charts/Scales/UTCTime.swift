/// A moment split into the fields of the calendar, in UTC.
package struct UTCTime: Hashable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var millisecond: Int
  /// Days since 1 January 1970.
  package var dayNumber: Int

  package static let millisecondsPerDay = 86_400_000
  /// As far from 1970 as JavaScript's dates reach.
  package static let limit = 8.64e15

  /// Nil for what is no date in JavaScript: not finite, or more than 100 million days from 1970.
  package init?(milliseconds: Double) {
    guard milliseconds.magnitude <= Self.limit else { return nil }
    let whole = Int(milliseconds.rounded(.towardZero))
    dayNumber = floorDivide(whole, Self.millisecondsPerDay)
    let rest = whole - dayNumber * Self.millisecondsPerDay
    (hour, minute, second, millisecond) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
    (year, month, day) = Self.date(dayNumber: dayNumber)
  }

  /// Milliseconds since 1970; fields beyond their usual bounds carry over, as in JavaScript's `Date.UTC`.
  ///
  /// - Parameter month: 1 for January.
  /// - Returns: NaN beyond the bounds of JavaScript's dates.
  package static func milliseconds(
    year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
  ) -> Double {
    let bound = 1_000_000_000
    guard year.magnitude < 1_000_000, month.magnitude < 10_000_000, day.magnitude < bound else { return .nan }
    let extraYears = floorDivide(month - 1, 12)
    let days = dayNumber(year: year + extraYears, month: month - extraYears * 12, day: 1) + day - 1
    let time =
      Double(days) * Double(millisecondsPerDay) + Double(hour) * 3_600_000 + Double(minute) * 60_000
      + Double(second) * 1000 + Double(millisecond)
    return time.magnitude <= limit ? time : .nan
  }

  /// Days since 1 January 1970 in the Gregorian calendar.
  ///
  /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = floorDivide(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Source: as above, `civil_from_days`.
  package static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let days = dayNumber + 719_468
    let era = floorDivide(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// 0 for Sunday to 6 for Saturday.
  package var weekday: Int { Self.weekday(dayNumber: dayNumber) }

  package static func weekday(dayNumber: Int) -> Int { floorRemainder(dayNumber + 4, 7) }

  /// 0 for 1 January.
  package var dayOfYear: Int { dayNumber - Self.dayNumber(year: year, month: 1, day: 1) }

  /// 1 to 4.
  package var quarter: Int { (month + 2) / 3 }
}

/// Division that rounds down.
package func floorDivide(_ a: Int, _ b: Int) -> Int {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}

/// The remainder with the sign of the divisor.
package func floorRemainder(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
