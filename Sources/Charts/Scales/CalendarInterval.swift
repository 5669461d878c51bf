/// A repeated span of the calendar in UTC, for example every third month.
///
/// Source: d3-time; `every` counts within the next larger unit, so that the months of every third are January, April, July
/// and October, and days of every second are the odd days of each month (with a UTC scale: every second day since 1970).
package struct CalendarInterval: Hashable {
  /// The unit of time.
  package enum Unit: String, CaseIterable {
    case millisecond, second, minute, hour, day, week, month, quarter, year

    /// Milliseconds, with months of 30 and years of 365 days.
    package var duration: Double {
      switch self {
      case .millisecond: 1
      case .second: 1000
      case .minute: 60_000
      case .hour: 3_600_000
      case .day: 86_400_000
      case .week: 604_800_000
      case .month: 2_592_000_000
      case .quarter: 7_776_000_000
      case .year: 31_536_000_000
      }
    }
  }

  package var unit: Unit
  /// Every how many of the unit; at least 1.
  package var step: Int
  /// Whether days of a step above 1 are counted from 1970 instead of from the first of each month.
  package var isUTC: Bool

  package init(_ unit: Unit, every step: Int = 1, isUTC: Bool = false) {
    self.unit = unit == .quarter ? .month : unit
    let step = max(1, min(step, 1_000_000_000))
    self.step = unit == .quarter ? step * 3 : step
    self.isUTC = isUTC
  }

  /// The last beginning of an interval that is not later than the time; NaN for what is no date.
  package func floor(_ time: Double) -> Double {
    guard let fields = UTCTime(milliseconds: time) else { return .nan }
    switch unit {
    case .millisecond: return (time / Double(step)).rounded(.down) * Double(step)
    case .second: return day(fields, (fields.hour, fields.minute, fields.second / step * step))
    case .minute: return day(fields, (fields.hour, fields.minute / step * step, 0))
    case .hour: return day(fields, (fields.hour / step * step, 0, 0))
    case .day:
      if isUTC { return Double(fields.dayNumber - floorRemainder(fields.dayNumber, step)) * 86_400_000 }
      return Double(fields.dayNumber - (fields.day - 1) % step) * 86_400_000
    case .week:
      let sunday = fields.dayNumber - fields.weekday
      // Weeks are counted from the one in which 1970 began, a Thursday: its Sunday is day -4.
      return Double(sunday - floorRemainder((sunday + 4) / 7, step) * 7) * 86_400_000
    case .month: return UTCTime.milliseconds(year: fields.year, month: (fields.month - 1) / step * step + 1)
    case .quarter, .year: return UTCTime.milliseconds(year: fields.year - floorRemainder(fields.year, step))
    }
  }

  private func day(_ fields: UTCTime, _ time: (hour: Int, minute: Int, second: Int)) -> Double {
    Double(fields.dayNumber) * 86_400_000 + Double(time.hour * 3600 + time.minute * 60 + time.second) * 1000
  }

  /// The first beginning that is not earlier than the time.
  package func ceil(_ time: Double) -> Double {
    let floor = floor(time)
    return floor == time ? time : next(floor)
  }

  /// The beginning of the interval after the one that begins at `start`.
  package func next(_ start: Double) -> Double {
    guard let fields = UTCTime(milliseconds: start) else { return .nan }
    switch unit {
    case .millisecond: return start + Double(step)
    case .second:
      let second = fields.second + step
      return second < 60 ? start + Double(step) * 1000 : day(fields, (fields.hour, fields.minute + 1, 0))
    case .minute:
      let minute = fields.minute + step
      return minute < 60 ? start + Double(step) * 60_000 : day(fields, (fields.hour + 1, 0, 0))
    case .hour:
      return fields.hour + step < 24 ? start + Double(step) * 3_600_000 : Double(fields.dayNumber + 1) * 86_400_000
    case .day:
      if isUTC { return Double(fields.dayNumber + step) * 86_400_000 }
      let nextMonth = UTCTime.milliseconds(year: fields.year, month: fields.month + 1)
      return min(Double(fields.dayNumber + step) * 86_400_000, nextMonth)
    case .week: return start + Double(step) * 604_800_000
    case .month:
      let month = fields.month + step
      return UTCTime.milliseconds(year: month > 12 ? fields.year + 1 : fields.year, month: month > 12 ? 1 : month)
    case .quarter, .year: return UTCTime.milliseconds(year: fields.year + step)
    }
  }

  /// A time moved by whole intervals of its unit, keeping what is smaller: 31 January and a month is 3 March, as in
  /// JavaScript.
  package func offset(_ time: Double, by count: Int) -> Double {
    guard let fields = UTCTime(milliseconds: time) else { return .nan }
    let (steps, overflows) = count.multipliedReportingOverflow(by: step)
    guard !overflows, steps.magnitude < 1_000_000_000_000 else { return .nan }
    switch unit {
    case .month, .quarter, .year:
      guard steps.magnitude < 1_000_000 else { return .nan }
      return UTCTime.milliseconds(
        year: fields.year + (unit == .month ? 0 : steps), month: fields.month + (unit == .month ? steps : 0),
        day: fields.day, hour: fields.hour, minute: fields.minute, second: fields.second,
        millisecond: fields.millisecond)
    default: return time + Double(steps) * unit.duration
    }
  }

  /// The beginnings from `start` to before `stop`, at most 10,000.
  package func range(_ start: Double, _ stop: Double) -> [Double] {
    var times: [Double] = []
    var time = ceil(start)
    while time < stop, times.count < 10_000 {
      times.append(time)
      let next = next(time)
      guard next > time else { break }
      time = next
    }
    return times
  }

  private static let steps: [(unit: Unit, step: Int)] = [
    (.second, 1), (.second, 5), (.second, 15), (.second, 30), (.minute, 1), (.minute, 5), (.minute, 15), (.minute, 30),
    (.hour, 1), (.hour, 3), (.hour, 6), (.hour, 12), (.day, 1), (.day, 2), (.week, 1), (.month, 1), (.month, 3),
    (.year, 1),
  ]

  /// The interval of which about `count` fit between two times.
  ///
  /// Source: d3-time, `tickInterval`.
  package static func forTicks(_ start: Double, _ stop: Double, count: Double, isUTC: Bool) -> CalendarInterval? {
    guard count > 0, start.isFinite, stop.isFinite else { return nil }
    let target = (stop - start).magnitude / min(count, Ticks.maximumCount)
    func duration(_ index: Int) -> Double { steps[index].unit.duration * Double(steps[index].step) }
    let index = steps.indices.first { duration($0) > target } ?? steps.count
    if index == steps.count {
      let year = Unit.year.duration
      return whole(Ticks.step(start / year, stop / year, count: count)).map {
        CalendarInterval(.year, every: $0, isUTC: isUTC)
      }
    }
    if index == 0 {
      return whole(max(Ticks.step(start, stop, count: count), 1)).map {
        CalendarInterval(.millisecond, every: $0, isUTC: isUTC)
      }
    }
    let nearer = target / duration(index - 1) < duration(index) / target ? index - 1 : index
    return CalendarInterval(steps[nearer].unit, every: steps[nearer].step, isUTC: isUTC)
  }

  private static func whole(_ step: Double) -> Int? {
    let whole = step.magnitude.rounded(.down)
    return whole >= 1 && whole < 1e9 ? Int(whole) : nil
  }

  /// Round times from `start` to `stop`, both included, about `count` of them.
  package static func ticks(_ start: Double, _ stop: Double, count: Double, isUTC: Bool = false) -> [Double] {
    let (low, high) = (min(start, stop), max(start, stop))
    guard let interval = forTicks(low, high, count: count, isUTC: isUTC) else { return [] }
    let times = interval.range(low, high + 1)
    return stop < start ? times.reversed() : times
  }

  /// A domain extended to whole intervals.
  package func nice(_ domain: [Double]) -> [Double] {
    guard let head = domain.first, let tail = domain.last else { return domain }
    var nice = domain
    let low = floor(min(head, tail))
    let high = ceil(max(head, tail))
    guard low.isFinite, high.isFinite else { return domain }
    nice[0] = tail < head ? high : low
    nice[nice.count - 1] = tail < head ? low : high
    return nice
  }
}
