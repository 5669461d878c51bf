/// The functions of texts and lists.
///
/// Source: Vega, "Expressions". Places in texts count Unicode scalars, where JavaScript counts UTF-16 code units.
package enum ExpressionSequences {
  package static func value(_ function: ExpressionFunction, _ first: Value, _ arguments: [Value]) -> Value {
    let second = arguments.dropFirst().first ?? .null
    switch function {
    case .lower: return .text(first.string.lowercased())
    case .upper: return Expression.limited(first.string.uppercased())
    case .trim: return .text(trimmed(first.string))
    case .length: return length(first)
    case .indexof, .lastindexof: return place(of: second, in: first, isLast: function == .lastindexof)
    case .slice: return slice(first, arguments, swaps: false)
    case .substring: return slice(.text(first.string), arguments, swaps: true)
    case .replace: return replaced(first.string, second.string, with: arguments[2].string)
    case .split: return split(first.string, arguments)
    case .pad: return padded(first.string, arguments)
    case .truncate: return truncated(first.string, arguments)
    case .inrange: return inRange(first, second)
    default: break
    }
    guard case .list(let values) = first else { return .null }
    switch function {
    case .join:
      var text = ""
      let separator = arguments.count > 1 ? second.string : ","
      for (index, value) in values.enumerated() {
        if index > 0 { text += separator }
        if value != .null { text += value.string }
        if text.utf8.count > 100_000 { break }
      }
      return Expression.limited(text)
    case .reverse: return .list(values.reversed())
    case .peek: return values.last ?? .null
    case .extent:
      let numbers = values.compactMap(\.finiteNumber)
      guard let low = numbers.min(), let high = numbers.max() else { return .null }
      return .list([.number(low), .number(high)])
    case .span:
      guard let first = values.first, let last = values.last else { return .number(0) }
      return .number(last.number - first.number)
    default: return .null
    }
  }

  package static func length(_ value: Value) -> Value {
    switch value {
    case .list(let values): .number(Double(values.count))
    case .text(let text): .number(Double(text.utf16.count))
    case .null, .number, .boolean, .time: .null
    }
  }

  private static func inRange(_ first: Value, _ second: Value) -> Value {
    guard case .list(let ends) = second, ends.count == 2 else { return .boolean(false) }
    let (low, high) = (min(ends[0].number, ends[1].number), max(ends[0].number, ends[1].number))
    return .boolean(first.number >= low && first.number <= high)
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (UnicodeScalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = text.unicodeScalars.drop(while: isSpace)
    let end = scalars.lastIndex { !isSpace($0) }.map { scalars.index(after: $0) } ?? scalars.startIndex
    return String(scalars[..<end])
  }

  private static func place(of part: Value, in whole: Value, isLast: Bool) -> Value {
    if case .list(let values) = whole {
      let matches: (Value) -> Bool = { Expression.isIdentical($0, part) }
      let index = isLast ? values.lastIndex(where: matches) : values.firstIndex(where: matches)
      return .number(Double(index ?? -1))
    }
    let text = Array(whole.string.utf16)
    let searched = Array(part.string.utf16)
    guard text.count >= searched.count else { return .number(-1) }
    let places = 0...(text.count - searched.count)
    let matches: (Int) -> Bool = { text[$0..<$0 + searched.count].elementsEqual(searched) }
    return .number(Double((isLast ? places.last(where: matches) : places.first(where: matches)) ?? -1))
  }

  /// A whole number within bounds, from a value.
  private static func index(_ value: Value, or other: Int, count: Int, fromEnd: Bool) -> Int {
    guard value != .null else { return other }
    let number = value.number
    guard !number.isNaN else { return 0 }
    let bounded = Int(max(-1e9, min(1e9, number)).rounded(.towardZero))
    return max(0, min(count, fromEnd && bounded < 0 ? count + bounded : bounded))
  }

  /// - Parameter swaps: whether places are not counted from the end, and the smaller comes first: `substring`.
  private static func slice(_ first: Value, _ arguments: [Value], swaps: Bool) -> Value {
    func bounds(_ count: Int) -> Range<Int> {
      let start = index(arguments.count > 1 ? arguments[1] : .null, or: 0, count: count, fromEnd: !swaps)
      let end = index(arguments.count > 2 ? arguments[2] : .null, or: count, count: count, fromEnd: !swaps)
      return swaps ? min(start, end)..<max(start, end) : start..<max(start, end)
    }
    if case .list(let values) = first { return .list(Array(values[bounds(values.count)])) }
    let scalars = Array(first.string.unicodeScalars)
    return .text(string(scalars[bounds(scalars.count)]))
  }

  private static func string(_ scalars: some Sequence<UnicodeScalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func replaced(_ text: String, _ part: String, with other: String) -> Value {
    let bytes = Array(text.utf8)
    let searched = Array(part.utf8)
    guard bytes.count >= searched.count,
      let place = (0...(bytes.count - searched.count)).first(where: { bytes[$0...].starts(with: searched) })
    else { return .text(text) }
    return Expression.limited(
      String(decoding: bytes[..<place] + other.utf8 + bytes[(place + searched.count)...], as: UTF8.self))
  }

  private static func split(_ text: String, _ arguments: [Value]) -> Value {
    var parts: [Value] = []
    if arguments.count < 2 || arguments[1] == .null {
      parts = [.text(text)]
    } else {
      let bytes = Array(text.utf8)
      let separator = Array(arguments[1].string.utf8)
      if separator.isEmpty {
        parts = text.unicodeScalars.prefix(100_000).map { .text(String(Character($0))) }
      } else {
        var start = 0
        var place = 0
        while place + separator.count <= bytes.count {
          if bytes[place...].starts(with: separator) {
            parts.append(.text(String(decoding: bytes[start..<place], as: UTF8.self)))
            place += separator.count
            start = place
          } else {
            place += 1
          }
        }
        parts.append(.text(String(decoding: bytes[start...], as: UTF8.self)))
      }
    }
    guard arguments.count > 2, arguments[2].number >= 0, arguments[2].number < 1e9 else { return .list(parts) }
    return .list(Array(parts.prefix(Int(arguments[2].number))))
  }

  /// - Parameter arguments: the text, its length, what fills it up, and at which side: `left`, `center` or `right`.
  private static func padded(_ text: String, _ arguments: [Value]) -> Value {
    let scalars = Array(text.unicodeScalars)
    let wanted = arguments[1].number
    guard wanted.isFinite, wanted <= 1_000, Int(wanted) > scalars.count else { return .text(text) }
    let missing = Int(wanted) - scalars.count
    let filler = Array((arguments.count > 2 ? arguments[2].string : " ").unicodeScalars)
    guard !filler.isEmpty else { return .text(text) }
    let side = arguments.count > 3 ? arguments[3].string : "right"
    let left = side == "left" ? missing : side == "center" ? missing / 2 : 0
    func fill(_ count: Int) -> [UnicodeScalar] { (0..<count).map { filler[$0 % filler.count] } }
    return .text(string(fill(left) + scalars + fill(missing - left)))
  }

  /// - Parameter arguments: the text, its length, where it is cut (`left`, `center` or `right`), and what stands there.
  private static func truncated(_ text: String, _ arguments: [Value]) -> Value {
    let scalars = Array(text.unicodeScalars)
    let limit = arguments[1].number
    guard !limit.isNaN, limit < Double(scalars.count) else { return .text(text) }
    let mark = Array((arguments.count > 3 ? arguments[3].string : "…").unicodeScalars)
    let kept = max(0, Int(max(0, limit)) - mark.count)
    switch arguments.count > 2 ? arguments[2].string : "right" {
    case "left": return .text(string(mark + scalars.suffix(kept)))
    case "center": return .text(string(scalars.prefix((kept + 1) / 2) + mark + scalars.suffix(kept / 2)))
    default: return .text(string(scalars.prefix(kept) + mark))
    }
  }
}
