import Diagnostics
import Fields

/// Reads the cells of a CSV file as what their columns hold.
struct CellReader {
  /// Why a cell cannot be read, and what to write instead.
  struct Fault: Error {
    let message: String
    let help: String
  }

  /// A text longer than this is no name and no remark.
  private static let maximumBytes = 5_000

  /// A cell that is as it should be, read without looking at anything but its bytes; nil for ``read(_:isQuoted:as:)``.
  @inline(__always)
  static func readPlain(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isQuoted: Bool, kind: Dataset.Kind, hasOrder: Bool)
    -> Cell?
  {
    switch kind {
    case .integer:
      guard let number = Decimal(bytes: bytes), number.decimals == 0 else { return nil }
      return .number(number)
    case .decimal, .percentage: return Decimal(bytes: bytes).map { .number($0) }
    case .year: return Year(bytes: bytes).map { .year($0) }
    case .text, .category:
      guard !isQuoted, !hasOrder, let first = bytes.first, let last = bytes.last, first > 0x20,
        first != UInt8(ascii: "["),
        last > 0x20, bytes.count <= 100, bytes.allSatisfy({ (0x20...0x7E).contains($0) })
      else { return nil }
      return .text(String(decoding: bytes, as: UTF8.self))
    case .date: return nil
    }
  }

  /// A cell's bytes as its column's kind.
  ///
  /// - Parameters:
  ///   - bytes: the cell without its quotation marks; white space around it does not count.
  ///   - isQuoted: whether `""` stands for one mark.
  static func read(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isQuoted: Bool, as column: Dataset.Column)
    throws(Fault) -> Cell
  {
    let bytes = trimmed(bytes)
    if column.isNumeric, let number = Decimal(bytes: bytes) { return try checked(number, column) }
    guard let first = bytes.first else { throw empty(column) }
    if first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
      let name = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
      if let shorthand = Shorthand(rawValue: name) { return .missing(shorthand) }
      if column.kind != .text, column.kind != .category { throw unknownShorthand(name) }
    }
    let text = unescaped(bytes, isQuoted: isQuoted)
    switch column.kind {
    case .integer, .decimal, .percentage: throw notANumber(text, column)
    case .year:
      if let year = Year(text) { return .year(year) }
      throw notAYear(text, column)
    case .date:
      if let date = CalendarDate(text) { return .date(date.description) }
      throw notADate(text, column)
    case .category, .text:
      guard bytes.count <= maximumBytes else {
        throw Fault(
          message: "this cell has \(bytes.count) characters; \(maximumBytes) is the most for a table",
          help: "is a quotation mark missing? Text of this length belongs on a page")
      }
      guard !hasControls(bytes) else {
        throw Fault(message: "there is a control character in this cell", help: "take it out; it does not show")
      }
      if column.kind == .category, !column.order.isEmpty, !column.order.contains(text) {
        throw notInOrder(text, column)
      }
      return .text(text)
    }
  }

  // MARK: - What is wrong

  private static func checked(_ number: Decimal, _ column: Dataset.Column) throws(Fault) -> Cell {
    if column.kind == .integer, number.decimals > 0 {
      throw Fault(
        message: "\"\(number)\" is not a whole number, as the column \"\(column.name)\" asks",
        help: "correct the number, or give the column kind: decimal")
    }
    return .number(number)
  }

  private static func empty(_ column: Dataset.Column) -> Fault {
    Fault(
      message: "this cell of the column \"\(column.name)\" is empty",
      help: column.isNumeric
        ? "write 0 where there were none, [x] where no number is available, [z] where none applies"
        : "write [x] where nothing is known, [z] where nothing applies")
  }

  private static let shorthands = "[x] not available, [c] confidential, [z] not applicable, [low] rounds to zero"

  private static func unknownShorthand(_ name: String) -> Fault {
    let near = Shorthand(rawValue: name.lowercased())
    return Fault(
      message: "[\(name)] has no meaning here",
      help: near.map { "write [\($0.rawValue)]" } ?? "there is \(shorthands)")
  }

  private static func notANumber(_ text: String, _ column: Dataset.Column) -> Fault {
    switch text.lowercased() {
    case "-", "--", "–", "—", "*", "**", ".", "..", "...", "…", ":", "?", "†", "#", "x", "c", "z", "u", "n/a", "na",
      "#n/a", "n.a.", "nil", "null", "none", "nan", "unknown", "tbc", "suppressed", "confidential", "not available",
      "not known":
      return Fault(
        message: "\"\(text)\" is not a number: screen readers do not say what such a sign means",
        help: "write \(shorthands); 0 where there were none")
    default: break
    }
    if text.utf8.allSatisfy({ (0x2C...0x39).contains($0) && $0 != 0x2F }), text.utf8.contains(UInt8(ascii: ",")) {
      return Fault(
        message: "the comma in \"\(text)\" stands in the wrong place",
        help: "commas stand before each three digits, as in \"1,234\"; decimals follow a point, as in 1.23")
    }
    let plain = plainNumber(text)
    if let plain, let number = Decimal(plain) {
      let isSigned = text.utf8.contains(UInt8(ascii: "%")) || text.contains("£")
      return Fault(
        message: "\"\(text)\" is not written as a plain number",
        help: isSigned
          ? "write \(number); the sign belongs to the column's kind or unit" : "write \(number)")
    }
    return Fault(
      message: "\"\(text)\" is not a number, as the column \"\(column.name)\" asks",
      help: "write digits, as in 1234 or 38.60; where there is no number: \(shorthands)")
  }

  /// The number that signs, spaces and brackets around digits stand for, or nil.
  private static func plainNumber(_ text: String) -> String? {
    var output = ""
    var isNegative = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9", ".": output.unicodeScalars.append(scalar)
      case "-", "\u{2212}", "\u{2013}":
        guard output.isEmpty else { return nil }
        isNegative = true
      case "(":
        guard output.isEmpty, text.hasSuffix(")") else { return nil }
        isNegative = true
      case ",", " ", "\u{A0}", "\u{2009}", "\u{202F}", "%", "£", "$", "€", ")", "+": break
      default: return nil
      }
    }
    return output.isEmpty ? nil : (isNegative ? "-" : "") + output
  }

  private static func notAYear(_ text: String, _ column: Dataset.Column) -> Fault {
    let message = "\"\(text)\" is not a year"
    let digits = text.utf8.split(whereSeparator: { !(0x30...0x39).contains($0) }).map { part in
      (count: part.count, value: part.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    if digits.count == 2, digits[1].count == 2 || digits[1].count == 4 {
      let first = digits[0].count == 2 ? 2000 + digits[0].value : digits[0].value
      if let year = Year(first: first, isFinancial: true) {
        let fits = (first + 1) % 100 == digits[1].value % 100
        return Fault(
          message: message,
          help: fits
            ? "write \(year)" : "a financial year ends in the next one: did you mean \(year)?")
      }
    }
    return Fault(
      message: message + ", as the column \"\(column.name)\" asks",
      help: "write 2018 for a calendar year, 2018/19 for a financial year")
  }

  private static func notADate(_ text: String, _ column: Dataset.Column) -> Fault {
    let parts = text.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x2E || $0 == 0x2D || $0 == 0x20 })
    let numbers = parts.map { part in
      part.allSatisfy { (0x30...0x39).contains($0) } ? part.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) } : -1
    }
    let british =
      numbers.count == 3 && numbers[2] >= 1000
      ? CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0]) : nil
    return Fault(
      message: "\"\(text)\" is not a date, as the column \"\(column.name)\" asks",
      help: "write "
        + (british.map(\.description) ?? "the year, month and day with hyphens, as in 2018-12-17 (or 2018-12, or 2018)")
    )
  }

  private static func notInOrder(_ text: String, _ column: Dataset.Column) -> Fault {
    let near = Suggestion.nearest(to: text, in: column.order)
    return Fault(
      message: "\"\(text)\" is not in the order of the column \"\(column.name)\"",
      help: near.map { "did you mean \($0)?" }
        ?? "it is one of \(column.order.joined(separator: ", ")); or add it to the order")
  }

  // MARK: - Bytes

  /// Without spaces, tabs and non-breaking spaces at both ends.
  static func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end {
      if bytes[start] == 0x20 || bytes[start] == 0x09 {
        start += 1
      } else if end - start >= 2, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return bytes[start..<end]
  }

  /// The text of a cell: where it was quoted, `""` is one mark.
  static func unescaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isQuoted: Bool) -> String {
    guard isQuoted, bytes.contains(UInt8(ascii: "\"")) else { return String(decoding: bytes, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      if byte == UInt8(ascii: "\""), !isSecond {
        isSecond = true
        output.append(byte)
      } else if byte == UInt8(ascii: "\"") {
        isSecond = false
      } else {
        isSecond = false
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether there are characters that no page can hold. Source: XML 1.0, production 2.
  static func hasControls(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
      if byte == 0x7F || previous == 0xC2 && (0x80...0x9F).contains(byte) { return true }
      previous = byte
    }
    return false
  }
}
