import Diagnostics
import Fields

/// Rows to keep: `year = 2018 and area is not Leeds`.
struct RowFilter: Sendable {
  enum Comparison: String, Sendable, CaseIterable {
    case isNot = "is not"
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case equal = "="
    case less = "<"
    case more = ">"
    case isEqual = "is"
  }

  struct Condition: Sendable {
    var column: Int
    var comparison: Comparison
    var text: String
    var number: Double?
  }

  var conditions: [Condition] = []

  /// - Returns: nil, with a message of what is wrong and a hint, where the text is not a filter of the frame's columns.
  static func parse(_ text: String, _ frame: Frame) -> Result<RowFilter, FilterError> {
    var filter = RowFilter()
    for part in parts(of: text, frame) {
      guard let (name, comparison, value) = condition(part) else {
        return .failure(
          FilterError(
            message: "\"\(part)\" is not a condition",
            help: "write a column, a comparison and a value, as in year = 2018 or area is not Leeds"))
      }
      guard let column = frame.index(name) else {
        return .failure(FilterError(message: frame.unknown(name), help: frame.advice(name)))
      }
      filter.conditions.append(
        Condition(column: column, comparison: comparison, text: value, number: ChartNumber.read(value)))
    }
    return .success(filter)
  }

  /// The conditions between which `and` stands. Names may hold the word as well: in quotation marks, or where the column
  /// has such a value, as in `area = Bath and North East Somerset`.
  private static func parts(of text: String, _ frame: Frame) -> [String] {
    var parts: [String] = []
    for part in split(text, at: " and ") {
      if let last = parts.last, continues(last, part, frame) {
        parts[parts.count - 1] = last + " and " + part
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private static func continues(_ start: String, _ part: String, _ frame: Frame) -> Bool {
    if let mark = openQuotationMark(start) { return part.contains(mark) }
    guard condition(part) == nil, let (name, _, value) = condition(start), let column = frame.index(name) else {
      return false
    }
    let longer = value + " and " + part
    return frame.items[column].contains { item in
      if case .text(let text) = item { text == longer || text.hasPrefix(longer + " and ") } else { false }
    }
  }

  /// The mark with which a condition's value begins, unless the value ends with it too.
  private static func openQuotationMark(_ text: String) -> Character? {
    guard let (_, _, value) = condition(text), let first = value.first, first == "\"" || first == "'",
      value.count == 1 || value.last != first
    else { return nil }
    return first
  }

  struct FilterError: Error, Sendable {
    var message: String
    var help: String?
  }

  func keeps(_ row: Int, of frame: Frame) -> Bool {
    conditions.allSatisfy { condition in
      switch frame.items[condition.column][row] {
      case .missing: return condition.comparison == .notEqual || condition.comparison == .isNot
      case .number(let number):
        guard let other = condition.number else {
          return condition.comparison == .notEqual || condition.comparison == .isNot
        }
        return Self.holds(condition.comparison, number < other, number == other)
      case .text(let text):
        // A year as text compares with a year as a number.
        return Self.holds(condition.comparison, text < condition.text, text == condition.text)
      }
    }
  }

  private static func holds(_ comparison: Comparison, _ isLess: Bool, _ isEqual: Bool) -> Bool {
    switch comparison {
    case .equal, .isEqual: isEqual
    case .notEqual, .isNot: !isEqual
    case .less: isLess
    case .atMost: isLess || isEqual
    case .more: !isLess && !isEqual
    case .atLeast: !isLess
    }
  }

  private static func condition(_ text: String) -> (String, Comparison, String)? {
    for comparison in Comparison.allCases {
      let isWord = comparison.rawValue.utf8.first.map { $0 >= 0x61 } ?? false
      let parts = split(text, at: isWord ? " \(comparison.rawValue) " : comparison.rawValue)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { continue }
      var value = parts[1]
      if value.utf8.count > 1, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
        value = String(value.dropFirst().dropLast())
      }
      return (parts[0], comparison, value)
    }
    return nil
  }

  /// The parts between occurrences of a separator, without spaces around.
  static func split(_ text: String, at separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var i = 0
    while i + mark.count <= bytes.count {
      if bytes[i..<i + mark.count].elementsEqual(mark) {
        parts.append(trimmed(bytes[start..<i]))
        i += mark.count
        start = i
      } else {
        i += 1
      }
    }
    parts.append(trimmed(bytes[start...]))
    return parts
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Frame {
  /// The message for a name that is no column.
  func unknown(_ name: String) -> String { "\"\(name)\" is not a column of the data" }

  /// What to write in the place of a name that is no column.
  func advice(_ name: String) -> String {
    let names = columns.map(\.name)
    if let near = Suggestion.nearest(to: name, in: names) { return "did you mean \(near)?" }
    return "its columns are \(names.prefix(30).joined(separator: ", "))"
  }
}
