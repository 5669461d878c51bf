/// Which fields of the calendar count: `year`, `yearmonth`, `monthdate`, `yearquarter`, `hoursminutes`, …
///
/// What does not count is set to its beginning; without a year it is 2012, as in Vega.
package struct TimeUnit: Sendable, Hashable {
  /// A field of the calendar, from the largest to the smallest.
  package enum Part: String, CaseIterable, Sendable, Hashable {
    case year, quarter, month, week, date, day, dayofyear, hours, minutes, seconds, milliseconds
  }

  /// From the largest to the smallest.
  package let parts: [Part]
  /// Every how many of the smallest part; 1 for each.
  package let step: Int
  /// Whether it was written with `utc` before it.
  package let isUTC: Bool

  /// - Parameters:
  ///   - text: as in Vega-Lite, for example `yearmonth` or `utcyearmonth`; nil is returned for anything else.
  ///   - step: 1 or more.
  package init?(_ text: String, step: Int = 1) {
    var rest = text.lowercased()[...]
    isUTC = rest.hasPrefix("utc")
    if isUTC { rest = rest.dropFirst(3) }
    var parts: [Part] = []
    while !rest.isEmpty {
      // `dayofyear` before `day`.
      guard
        let part = Part.allCases.filter({ rest.hasPrefix($0.rawValue) }).max(by: {
          $0.rawValue.count < $1.rawValue.count
        })
      else { return nil }
      if let last = parts.last, Self.rank(last) >= Self.rank(part) { return nil }
      parts.append(part)
      rest = rest.dropFirst(part.rawValue.count)
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
    self.step = max(1, step)
  }

  private static func rank(_ part: Part) -> Int { Part.allCases.firstIndex(of: part) ?? 0 }

  /// The beginning of what a time belongs to, in milliseconds; NaN for what is no date.
  ///
  /// Source: vega-time, `floor.js`.
  package func floor(_ milliseconds: Double) -> Double {
    guard let time = UTCTime(milliseconds: milliseconds) else { return .nan }
    let year = parts.contains(.year) ? stepped(.year, time.year) : 2012
    var month = 1
    if parts.contains(.month) {
      month = stepped(.month, time.month - 1) + 1
    } else if parts.contains(.quarter) {
      month = stepped(.quarter, time.quarter - 1) * 3 + 1
    }
    return UTCTime.milliseconds(
      year: year, month: month, day: day(time, year: year),
      hour: parts.contains(.hours) ? stepped(.hours, time.hour) : 0,
      minute: parts.contains(.minutes) ? stepped(.minutes, time.minute) : 0,
      second: parts.contains(.seconds) ? stepped(.seconds, time.second) : 0,
      millisecond: parts.contains(.milliseconds) ? stepped(.milliseconds, time.millisecond) : 0)
  }

  /// The day of the month, or, where the month does not count, of January; it may lie beyond the month.
  private func day(_ time: UTCTime, year: Int) -> Int {
    let week = max(0, floorDivide(time.dayOfYear + 7 - time.weekday, 7))
    let firstWeekday = UTCTime.weekday(dayNumber: UTCTime.dayNumber(year: year, month: 1, day: 1))
    func day(week: Int, weekday: Int) -> Int { weekday + week * 7 - (firstWeekday + 6) % 7 }
    if parts.contains(.week) {
      return parts.contains(.day)
        ? day(week: week, weekday: stepped(.day, time.weekday)) : day(week: stepped(.week, week, from: 1), weekday: 0)
    }
    if parts.contains(.day) { return day(week: 1, weekday: stepped(.day, time.weekday)) }
    if parts.contains(.date) { return stepped(.date, time.day, from: 1) }
    if parts.contains(.dayofyear) { return stepped(.dayofyear, time.dayOfYear + 1, from: 1) }
    return 1
  }

  /// The smallest part is cut to whole steps.
  private func stepped(_ part: Part, _ value: Int, from phase: Int = 0) -> Int {
    guard step > 1, part == parts.last else { return value }
    return phase + step * floorDivide(value - phase, step)
  }

  /// The interval of the calendar that its smallest part is.
  package var interval: CalendarInterval {
    let unit: CalendarInterval.Unit =
      switch parts.last {
      case .year, nil: .year
      case .quarter: .quarter
      case .month: .month
      case .week: .week
      case .date, .day, .dayofyear: .day
      case .hours: .hour
      case .minutes: .minute
      case .seconds: .second
      case .milliseconds: .millisecond
      }
    return CalendarInterval(unit, every: step, isUTC: isUTC)
  }

  /// Where what begins at a time ends.
  package func end(_ start: Double) -> Double { interval.offset(start, by: 1) }

  /// The beginning of what a value belongs to, as a time; null for what is no date.
  package func floor(_ value: Value) -> Value {
    guard value != .null else { return .null }
    let floor = floor(ExpressionCalendar.milliseconds(value))
    return floor.isNaN ? .null : .time(floor)
  }

  /// The format with which Vega-Lite labels it: of neighbouring parts the longest run that has one.
  ///
  /// Source: vega-time, `timeUnitSpecifier`.
  package var specifier: String {
    var text = ""
    var rest = parts[...]
    while !rest.isEmpty {
      let known = Self.specifiers.first { rest.starts(with: $0.parts) }
      text += known?.text ?? ""
      rest = rest.dropFirst(known?.parts.count ?? 1)
    }
    return text.last == " " ? String(text.dropLast()) : text
  }

  /// The longest runs first.
  private static let specifiers: [(parts: [Part], text: String)] = [
    ([.year, .month, .date], "%b %d, %Y "), ([.year, .month], "%b %Y "), ([.hours, .minutes], "%H:%M"),
    ([.year], "%Y "), ([.quarter], "Q%q "), ([.month], "%b "), ([.date], "%d "), ([.week], "W%U "), ([.day], "%a "),
    ([.dayofyear], "%j "), ([.hours], "%H:00"), ([.minutes], "00:%M"), ([.seconds], ":%S"),
    ([.milliseconds], ".%L"),
  ]
}

/// Adds where what a time belongs to begins and ends: `timeUnit`.
package struct TimeUnitTransform: Sendable, Hashable {
  package var unit: TimeUnit
  package var field: String
  /// The name of the new column; the end has `_end` behind it.
  package var name: String

  package init(
    unit: TimeUnit, field: String, name: String
  ) {
    self.unit = unit
    self.field = field
    self.name = name
  }

  package func apply(to table: Table) -> Table {
    let column = table.column(field) ?? [Value](repeating: .null, count: table.rowCount)
    let starts = column.map(unit.floor)
    var result = table
    result.set(name, starts)
    result.set(
      name + "_end",
      starts.map { start in if case .time(let time) = start { .time(unit.end(time)) } else { .null } })
    return result
  }
}
