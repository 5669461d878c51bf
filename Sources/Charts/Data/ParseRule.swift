/// What the values of a column are made into before anything else: `format.parse` in Vega-Lite.
package enum ParseRule: Sendable, Hashable {
  case number, boolean, text
  /// A date as JavaScript reads it, or by a format.
  case date(TimeFormat?)

  /// - Parameter text: `number`, `boolean`, `string`, `date`, `date:'%d/%m/%Y'` or `utc:'%d/%m/%Y'`; nil is returned for
  ///   anything else.
  package init?(_ text: String) {
    switch text {
    case "number": self = .number
    case "boolean": self = .boolean
    case "string": self = .text
    case "date": self = .date(nil)
    default:
      guard let colon = text.firstIndex(of: ":"), ["date", "utc"].contains(text[..<colon]) else { return nil }
      var specifier = text[text.index(after: colon)...]
      for quote in ["'", "\""] where specifier.count > 1 && specifier.hasPrefix(quote) && specifier.hasSuffix(quote) {
        specifier = specifier.dropFirst().dropLast()
      }
      guard let format = TimeFormat(String(specifier)) else { return nil }
      self = .date(format)
    }
  }

  /// Null and empty text become null.
  ///
  /// Source: vega-util, `toNumber`, `toBoolean`, `toDate`, `toString`.
  package func callAsFunction(_ value: Value) -> Value {
    if value == .null || value == .text("") { return .null }
    switch self {
    case .number: return .number(value.number)
    case .boolean: return .boolean(value.isTruthy && value != .text("false") && value != .text("0"))
    case .text: return .text(value.string)
    case .date(let format):
      if case .time = value { return value }
      guard let format else { return .time(ExpressionCalendar.milliseconds(value)) }
      return format.milliseconds(value.string).map { .time($0) } ?? .null
    }
  }

  /// A table whose columns are made into what rules say.
  package static func apply(_ rules: [(field: String, rule: ParseRule)], to table: Table) -> Table {
    var result = table
    for (field, rule) in rules {
      guard let index = result.names.firstIndex(of: field) else { continue }
      result.columns[index] = result.columns[index].map { rule($0) }
    }
    return result
  }
}
