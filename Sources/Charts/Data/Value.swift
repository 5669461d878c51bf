/// One value of a row, in Vega-Lite's sense.
public enum Value: Sendable, Hashable {
  case null
  case number(Double)
  case text(String)
  case boolean(Bool)
  /// Milliseconds since 1 January 1970, UTC.
  case time(Double)
  /// Several values in one cell, as JSON can give them.
  case list([Value])
}

extension Value {
  /// Whether it is neither null nor a number that is not one: Vega's `isValid`.
  package var isValid: Bool {
    switch self {
    case .null: false
    case .number(let number), .time(let number): !number.isNaN
    case .text, .boolean, .list: true
    }
  }

  /// The number that JavaScript makes of it: null and empty text are 0, what is no number is NaN, a time its
  /// milliseconds.
  ///
  /// Source: ECMA-262, `ToNumber`.
  package var number: Double {
    switch self {
    case .null: 0
    case .number(let number), .time(let number): number
    case .boolean(let isTrue): isTrue ? 1 : 0
    case .text(let text): NumberText.value(text)
    case .list(let values):
      switch values.count {
      case 0: 0
      case 1: NumberText.value(values[0].string)
      default: .nan
      }
    }
  }

  /// The number of a value that a chart can place, or nil: null, empty text and what is no finite number have none.
  package var finiteNumber: Double? {
    switch self {
    case .number(let number), .time(let number): number.isFinite ? number : nil
    case .text(let text):
      text.utf8.isEmpty ? nil : { $0.isFinite ? $0 : nil }(NumberText.value(text))
    case .boolean(let isTrue): isTrue ? 1 : 0
    case .null, .list: nil
    }
  }

  /// The text that JavaScript makes of it.
  package var string: String {
    switch self {
    case .null: return "null"
    case .number(let number): return NumberText.string(number)
    case .text(let text): return text
    case .boolean(let isTrue): return isTrue ? "true" : "false"
    case .time(let milliseconds): return TimeFormat.javaScript.string(milliseconds)
    case .list(let values):
      var text = ""
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        if value != .null { text += value.string }
      }
      return text
    }
  }

  /// Whether JavaScript takes it for true.
  package var isTruthy: Bool {
    switch self {
    case .null: false
    case .number(let number): number != 0 && !number.isNaN
    case .text(let text): !text.utf8.isEmpty
    case .boolean(let isTrue): isTrue
    case .time, .list: true
    }
  }
}

extension Value {
  /// Whether a value is to be listed before another: Vega's ascending order.
  ///
  /// Null comes first, then what is not a number; numbers, times and truth values by size, text by UTF-16 code units,
  /// and text that compares with a number as a number.
  package static func isAscending(_ a: Value, _ b: Value) -> Bool { order(a, b) < 0 }

  /// Negative where `a` comes first, positive where `b` does, otherwise 0.
  ///
  /// Source: `vega-util`, `ascending`.
  package static func order(_ a: Value, _ b: Value) -> Int {
    switch (a, b) {
    case (.null, .null): return 0
    case (.null, _): return -1
    case (_, .null): return 1
    case (.text(let a), .text(let b)): return order(a, b)
    case (.list, _), (_, .list): return order(a.string, b.string)
    default:
      let (x, y) = (a.number, b.number)
      if x < y { return -1 }
      if x > y { return 1 }
      switch (x.isNaN, y.isNaN) {
      case (true, false): return -1
      case (false, true): return 1
      default: return 0
      }
    }
  }

  /// The order of texts by UTF-16 code units, as JavaScript compares them.
  package static func order(_ a: String, _ b: String) -> Int {
    var (left, right) = (a.utf8.makeIterator(), b.utf8.makeIterator())
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return 0
      case (nil, _): return -1
      case (_, nil): return 1
      case (let x?, let y?):
        guard x != y else { continue }
        // UTF-8 sorts by code points, and so does UTF-16 but for what lies beyond U+FFFF, which sorts below U+E000.
        switch (x, y) {
        case (0xEE...0xEF, 0xF0...): return 1
        case (0xF0..., 0xEE...0xEF): return -1
        default: return x < y ? -1 : 1
        }
      }
    }
  }
}
