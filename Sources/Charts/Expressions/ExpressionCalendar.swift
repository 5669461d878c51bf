/// The functions of dates and of formats.
package enum ExpressionCalendar {
  package static func value(_ function: ExpressionFunction, _ first: Value, _ arguments: [Value]) -> Value {
    switch function {
    case .datetime, .utc: return made(arguments, isUTC: function == .utc)
    case .toDate: return first == .null || first == .text("") ? .null : .number(milliseconds(first))
    case .time: return .number(milliseconds(first))
    case .format: return .text(formatted(first, arguments))
    case .timeFormat, .utcFormat: return .text(formattedTime(first, arguments))
    case .monthFormat: return name(TimeFormat.months, first, length: nil)
    case .monthAbbrevFormat: return name(TimeFormat.months, first, length: 3)
    case .dayFormat: return name(TimeFormat.weekdays, first, length: nil)
    case .dayAbbrevFormat: return name(TimeFormat.weekdays, first, length: 3)
    default: break
    }
    guard let time = UTCTime(milliseconds: milliseconds(first)) else { return .number(.nan) }
    switch function {
    case .date, .utcdate: return .number(Double(time.day))
    case .day, .utcday: return .number(Double(time.weekday))
    case .dayofyear, .utcdayofyear: return .number(Double(time.dayOfYear + 1))
    case .hours, .utchours: return .number(Double(time.hour))
    case .milliseconds, .utcmilliseconds: return .number(Double(time.millisecond))
    case .minutes, .utcminutes: return .number(Double(time.minute))
    // January is 0.
    case .month, .utcmonth: return .number(Double(time.month - 1))
    case .quarter, .utcquarter: return .number(Double(time.quarter))
    case .seconds, .utcseconds: return .number(Double(time.second))
    case .week, .utcweek: return .number(Double(floorDivide(time.dayOfYear + 7 - time.weekday, 7)))
    case .year, .utcyear: return .number(Double(time.year))
    default: return .null
    }
  }

  /// Milliseconds of a time, a number, or a text that is a date.
  package static func milliseconds(_ value: Value) -> Double {
    if case .text(let text) = value { return DateText.milliseconds(text) }
    return value.number
  }

  /// - Parameter arguments: milliseconds or a text; or the year, the month from 0, and what follows.
  private static func made(_ arguments: [Value], isUTC: Bool) -> Value {
    let milliseconds: Double
    if arguments.count == 1, !isUTC {
      milliseconds = self.milliseconds(arguments[0])
    } else {
      var parts = [0, 0, 1, 0, 0, 0, 0]
      for (index, argument) in arguments.enumerated().prefix(7) {
        let number = argument.number
        guard number.magnitude < 1e9 else { return .time(.nan) }
        parts[index] = Int(number.rounded(.towardZero))
      }
      if (0...99).contains(parts[0]) { parts[0] += 1900 }
      milliseconds = UTCTime.milliseconds(
        year: parts[0], month: parts[1] + 1, day: parts[2], hour: parts[3], minute: parts[4], second: parts[5],
        millisecond: parts[6])
    }
    return isUTC ? .number(milliseconds) : .time(milliseconds)
  }

  private static func formatted(_ first: Value, _ arguments: [Value]) -> String {
    guard first != .null else { return "null" }
    return NumberFormat(arguments.count > 1 ? arguments[1].string : "")?.string(first.number) ?? first.string
  }

  private static func formattedTime(_ first: Value, _ arguments: [Value]) -> String {
    let time = milliseconds(first)
    guard first != .null else { return "null" }
    guard arguments.count > 1, arguments[1] != .null else { return TimeFormat.multiple.string(time) }
    return TimeFormat(arguments[1].string)?.string(time) ?? first.string
  }

  /// - Parameter number: from 0 for January, or Sunday.
  private static func name(_ names: [String], _ number: Value, length: Int?) -> Value {
    guard let index = Int(exactly: number.number), names.indices.contains(index) else { return .text("") }
    return .text(length.map { String(names[index].prefix($0)) } ?? names[index])
  }
}
