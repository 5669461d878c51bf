import Datasets
import Diagnostics

/// Reads CSV and TSV files that stand beside a specification.
package struct DelimitedText {
  private let bytes: [UInt8]
  private let path: String
  private let scanner: CSVScanner
  package private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter separator: what stands between cells: a comma, or in TSV files a tab.
  package init(_ bytes: [UInt8], path: String, separator: UInt8 = UInt8(ascii: ",")) {
    self.bytes = bytes
    self.path = path
    scanner = CSVScanner(bytes, separator: separator)
    diagnostics = scanner.faults.map {
      Diagnostic(.csvSyntax, $0.message, at: Place(path: path, range: $0.range), help: $0.help)
    }
    diagnostics += misshapen()
  }

  /// The table as Vega-Lite reads it: every cell is text, and columns without a name in the first line are left out.
  ///
  /// Source: d3-dsv, `parse`.
  package func texts() -> Table {
    columns { column in (0..<max(0, scanner.rowCount - 1)).map { .text(text(row: $0 + 1, column)) } }
  }

  /// The table with numbers as numbers, and what is missing told from what is empty.
  ///
  /// A column holds numbers if all its cells do, but for those that are empty or a shorthand such as `[x]`; they may have
  /// separators of thousands, `£` before or `%` behind them. Columns of years stay text.
  package mutating func typed() -> Table {
    var shorthands: [String: [Shorthand?]] = [:]
    var found: [Diagnostic] = []
    // A copy, since every use of a variable that a closure captures makes one.
    let file = self
    var table = columns { column in
      if let numbers = file.plainNumbers(column) { return numbers }
      let cells = (0..<max(0, file.scanner.rowCount - 1)).map { row -> TypedCell in
        let text = Self.trimmed(file.text(row: row + 1, column))
        return (text, Self.shorthand(text))
      }
      let name = file.text(row: 0, column)
      if cells.contains(where: { $0.shorthand != nil }) { shorthands[name] = cells.map(\.shorthand) }
      if !Self.holdsYears(name, cells), let numbers = Self.numbers(cells) {
        for index in cells.indices where cells[index].shorthand == nil && numbers[index] == .null {
          found.append(file.unclear(cells[index].text, row: index + 1, column, name))
        }
        return numbers
      }
      return cells.map { $0.shorthand == nil ? .text($0.text) : .null }
    }
    table.shorthands = shorthands
    diagnostics += found
    return table
  }

  private typealias TypedCell = (text: String, shorthand: Shorthand?)

  /// The cells as numbers, null where they have none; nil where a cell is a text that means something.
  private static func numbers(_ cells: [TypedCell]) -> [Value]? {
    var numbers: [Value] = []
    numbers.reserveCapacity(cells.count)
    var hasNumber = false
    for cell in cells {
      if cell.shorthand == nil, let number = number(cell.text) {
        hasNumber = true
        numbers.append(.number(number))
      } else if cell.shorthand != nil || meansNothing(cell.text) {
        numbers.append(.null)
      } else {
        return nil
      }
    }
    return hasNumber ? numbers : nil
  }

  /// The usual case of a column of numbers, read without making texts: digits with a sign and a point, at most 15; nil for
  /// anything else, and for what may be a year.
  private func plainNumbers(_ column: Int) -> [Value]? {
    guard !Self.mayHoldYears(text(row: 0, column)) else { return nil }
    var values: [Value] = []
    values.reserveCapacity(scanner.rowCount - 1)
    for row in 1..<max(1, scanner.rowCount) {
      let cells = scanner.cells(ofRow: row)
      guard column < cells.count else { return nil }
      var (digits, count, decimals, isNegative) = (0, 0, -1, false)
      for byte in bytes[scanner.cells[cells.lowerBound + column].range] {
        switch byte {
        case 0x30...0x39:
          digits = digits * 10 + Int(byte & 15)
          count += 1
          if decimals >= 0 { decimals += 1 }
          guard count <= 15 else { return nil }
        case UInt8(ascii: ".") where decimals < 0 && count > 0: decimals = 0
        case UInt8(ascii: "-") where count == 0 && !isNegative: isNegative = true
        default: return nil
        }
      }
      guard count > 0, decimals != 0 else { return nil }
      let magnitude = Double(digits) / NumberText.powersOfTen[max(0, decimals)]
      values.append(.number(isNegative ? -magnitude : magnitude))
    }
    return values.isEmpty ? nil : values
  }

  // MARK: - Rows and columns

  /// - Parameter values: the values of a column by its number.
  private func columns(_ values: (Int) -> [Value]) -> Table {
    var table = Table(rowCount: max(0, scanner.rowCount - 1))
    guard scanner.rowCount > 0 else { return table }
    for column in 0..<scanner.cells(ofRow: 0).count {
      let name = text(row: 0, column)
      if !name.isEmpty { table.set(name, values(column)) }
    }
    return table
  }

  /// Rows that are too short or too long, and columns of one name.
  private func misshapen() -> [Diagnostic] {
    guard scanner.rowCount > 0 else {
      return [
        Diagnostic(
          .csvSyntax, "this file has no rows", at: Place(path: path),
          help: "its first line names the columns, each line below it is a row")
      ]
    }
    var found: [Diagnostic] = []
    let header = scanner.cells(ofRow: 0)
    var names: Set<String> = []
    for column in 0..<header.count {
      let name = text(row: 0, column)
      guard !name.isEmpty, !names.insert(name).inserted else { continue }
      let place = Place(path: path, range: scanner.cells[header.lowerBound + column].range)
      found.append(
        Diagnostic(
          .csvSyntax, "there are two columns \"\(name)\"", at: place, help: "give each column a name of its own"))
    }
    for row in 1..<max(1, scanner.rowCount) where found.count < CSVScanner.maximumFaults {
      let cells = scanner.cells[scanner.cells(ofRow: row)]
      guard cells.count != header.count else { continue }
      let range = (cells.first?.range.lowerBound ?? 0)..<(cells.last?.range.upperBound ?? 0)
      found.append(
        Diagnostic(
          .csvSyntax, "this row has \(cells.count) cells; the first line names \(header.count) columns",
          at: Place(path: path, range: range), help: "put a cell that has a comma in it in quotation marks"))
    }
    return found
  }

  /// A cell's text; empty where the row is too short.
  private func text(row: Int, _ column: Int) -> String {
    let cells = scanner.cells(ofRow: row)
    guard column < cells.count else { return "" }
    let cell = scanner.cells[cells.lowerBound + column]
    let text = String(decoding: bytes[cell.range], as: UTF8.self)
    guard cell.isQuoted, bytes[cell.range].contains(UInt8(ascii: "\"")) else { return text }
    var unescaped: [UInt8] = []
    var isSecond = false
    for byte in bytes[cell.range] {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { unescaped.append(byte) }
    }
    return String(decoding: unescaped, as: UTF8.self)
  }

  // MARK: - What cells mean

  private static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, first <= 0x20 || last <= 0x20 else { return text }
    let bytes = text.utf8.drop { $0 <= 0x20 }
    let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.startIndex
    return String(Substring(bytes[..<end]))
  }

  /// An empty cell is not available.
  private static func shorthand(_ text: String) -> Shorthand? {
    if text.isEmpty { return .notAvailable }
    guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else { return nil }
    return Shorthand(rawValue: String(text.dropFirst().dropLast()))
  }

  /// Signs that many tables use for what is missing, and screen readers do not say.
  private static func meansNothing(_ text: String) -> Bool {
    text.utf8.count <= 3 && signsOfNothing.contains(text.lowercased())
  }

  private static let signsOfNothing = ["-", "–", "—", "*", "..", ".", ":", "n/a", "na", "nil", "†"]

  private func unclear(_ text: String, row: Int, _ column: Int, _ name: String) -> Diagnostic {
    let cells = scanner.cells(ofRow: row)
    let range = column < cells.count ? scanner.cells[cells.lowerBound + column].range : nil
    return Diagnostic(
      .cellValue, "\"\(text)\" in the column \"\(name)\" is not a number", at: Place(path: path, range: range),
      help: "write [x] not available, [c] confidential, [z] not applicable or [low] rounds to zero; 0 for none")
  }

  /// `1,234`, `£5`, `38.6%`, `-2`, `1e3`; nil for anything else.
  private static func number(_ text: String) -> Double? {
    var text = Substring(text)
    if text.hasPrefix("£") { text = text.dropFirst() }
    if text.hasSuffix("%") { text = text.dropLast() }
    guard let first = text.utf8.first, (0x2B...0x39).contains(first) else { return nil }
    if let decimal = Decimal(text) { return decimal.doubleValue }
    let value = NumberText.value(String(text))
    return value.isFinite ? value : nil
  }

  /// Years are names of periods, not amounts.
  private static func holdsYears(_ name: String, _ cells: [TypedCell]) -> Bool {
    mayHoldYears(name) && cells.allSatisfy { Year($0.text) != nil }
  }

  private static func mayHoldYears(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "year" || name.hasSuffix("_year") || name.hasSuffix(" year")
  }
}
