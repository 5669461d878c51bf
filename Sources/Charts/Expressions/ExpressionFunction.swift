/// The functions of expressions, by their names in Vega. Those of texts count Unicode scalars.
package enum ExpressionFunction: String, CaseIterable, Sendable {
  case abs, acos, asin, atan, atan2, ceil, clamp, cos, exp, floor, hypot, log, max, min, pow, round, sin, sqrt, tan
  case extent, indexof, inrange, isArray, isBoolean, isDate, isFinite, isNaN, isNumber, isString, isValid, join
  case lastindexof, length, lower, pad, parseFloat, parseInt, peek, replace, reverse, slice, span, split, substring
  case toBoolean, toDate, toNumber, toString, trim, truncate, upper
  case date, datetime, day, dayofyear, hours, milliseconds, minutes, month, quarter, seconds, time, utc, week, year
  case utcdate, utcday, utcdayofyear, utchours, utcmilliseconds, utcminutes, utcmonth, utcquarter, utcseconds, utcweek
  case utcyear
  case dayAbbrevFormat, dayFormat, format, monthAbbrevFormat, monthFormat, timeFormat, utcFormat
  case `if`

  /// Functions of Vega that expressions do not have, and why.
  package static let refused: [String: String] = [
    "now": "now() would make the chart change by itself; write the date",
    "random": "random() would make the chart different each time it is drawn",
    "test": "patterns are not part of expressions; use indexof(datum.name, 'text') >= 0",
    "regexp": "patterns are not part of expressions; use indexof(datum.name, 'text') >= 0",
    "match": "patterns are not part of expressions; use indexof(datum.name, 'text') >= 0",
  ]

  /// How many values it takes.
  package var argumentCounts: ClosedRange<Int> {
    switch self {
    case .atan2, .indexof, .lastindexof, .pow: 2...2
    case .inrange: 2...2
    case .hypot, .max, .min: 0...Int.max
    case .clamp, .if, .replace: 3...3
    case .join, .parseInt: 1...2
    case .pad, .truncate: 2...4
    case .slice, .split, .substring: 1...3
    case .datetime, .utc: 1...7
    case .format, .timeFormat, .utcFormat: 1...2
    default: 1...1
    }
  }

  package func call(_ arguments: [Value]) -> Value {
    let first = arguments.first ?? .null
    switch self {
    case .abs, .acos, .asin, .atan, .atan2, .ceil, .clamp, .cos, .exp, .floor, .hypot, .log, .max, .min, .pow, .round,
      .sin, .sqrt, .tan:
      return .number(ExpressionMaths.value(self, arguments.map(\.number)))
    case .isArray: if case .list = first { return .boolean(true) }
    case .isBoolean: if case .boolean = first { return .boolean(true) }
    case .isDate: if case .time = first { return .boolean(true) }
    case .isNumber: if case .number = first { return .boolean(true) }
    case .isString: if case .text = first { return .boolean(true) }
    case .isFinite: if case .number(let number) = first { return .boolean(number.isFinite) }
    case .isNaN: if case .number(let number) = first { return .boolean(number.isNaN) }
    case .isValid: return .boolean(first.isValid)
    case .toBoolean:
      if first == .null || first == .text("") { return .null }
      return .boolean(first.isTruthy && first != .text("false") && first != .text("0"))
    case .toNumber: return first == .null || first == .text("") ? .null : .number(first.number)
    case .toString: return first == .null || first == .text("") ? .null : .text(first.string)
    case .parseFloat: return .number(NumberText.leadingValue(first.string))
    case .parseInt: return .number(NumberText.leadingValue(first.string).rounded(.towardZero))
    case .if: return first.isTruthy ? arguments[1] : arguments[2]
    case .extent, .indexof, .inrange, .join, .lastindexof, .length, .lower, .pad, .peek, .replace, .reverse, .slice,
      .span, .split, .substring, .trim, .truncate, .upper:
      return ExpressionSequences.value(self, first, arguments)
    default: return ExpressionCalendar.value(self, first, arguments)
    }
    return .boolean(false)
  }
}
