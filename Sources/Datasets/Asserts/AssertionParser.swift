import Diagnostics

/// Reads assertions (`docs/datasets.md`, "What must hold"), and finds the rows and columns that they name.
struct AssertionParser {
  /// What is wrong, and where in the text.
  struct Fault: Error {
    let message: String
    let help: String?
    /// Bytes of the text.
    let range: Range<Int>
  }

  let table: PrintedTable
  /// Each row by its keys.
  private let rows: [[String]: Int]

  private var text: [UInt8] = []
  private var i = 0
  private var depth = 0

  /// Brackets within brackets are read by calls within calls.
  private static let maximumDepth = 40
  private static let maximumBytes = 2_000

  init(_ table: PrintedTable) {
    self.table = table
    rows = Dictionary(table.rows.indices.map { (table.key(ofRow: $0), $0) }) { first, _ in first }
  }

  mutating func parse(_ string: String) throws(Fault) -> Assertion {
    text = Array(string.utf8)
    i = 0
    depth = 0
    guard text.count <= Self.maximumBytes else {
      throw Fault(
        message: "this assertion has more than \(Self.maximumBytes) characters", help: "divide it into several",
        range: 0..<1)
    }
    if let unique = try parseUnique() { return unique }
    if let range = try parseRange() { return range }
    let left = try expression()
    skipSpaces()
    guard let comparison = Assertion.Comparison.allCases.first(where: { text[i...].starts(with: $0.rawValue.utf8) })
    else {
      let isSingle = i < text.count && text[i] == UInt8(ascii: "=")
      throw fault(
        "a comparison is missing here",
        isSingle ? "write == for is equal to" : "an assertion compares two things with ==, !=, <, <=, > or >=")
    }
    i += comparison.rawValue.utf8.count
    let right = try expression()
    skipSpaces()
    var tolerance = Number(0)
    if word("within") {
      guard comparison == .equal else { throw fault("\"within\" belongs to ==", "take it out, or write ==") }
      skipSpaces()
      let start = i
      guard let number = number(), number.digits >= 0 else {
        throw Fault(message: "\"within\" needs a number", help: "write within 0.1", range: start..<start + 1)
      }
      tolerance = Number(number)
      skipSpaces()
    }
    try expectEnd()
    return .comparison(left, comparison, right, tolerance: tolerance)
  }

  private func expectEnd() throws(Fault) {
    guard i == text.count else {
      throw fault("the assertion should end here", "write each assertion as an item of its own")
    }
  }

  // MARK: - unique(COLUMN), COLUMN in LOW..HIGH

  private mutating func parseUnique() throws(Fault) -> Assertion? {
    let start = i
    skipSpaces()
    guard let name = name(), name.text == "unique", take("(") else {
      i = start
      return nil
    }
    skipSpaces()
    let column = try column(expectName())
    try expect(")")
    skipSpaces()
    try expectEnd()
    return .unique(column: column)
  }

  private mutating func parseRange() throws(Fault) -> Assertion? {
    let start = i
    skipSpaces()
    guard let name = name() else {
      i = start
      return nil
    }
    skipSpaces()
    guard word("in") else {
      i = start
      return nil
    }
    let column = try column(name)
    skipSpaces()
    let help = "write two numbers, as in \(name.text) in 0..100"
    guard let low = number() else { throw fault("a number is missing here", help) }
    skipSpaces()
    guard text[i...].starts(with: "..".utf8) else { throw fault("two points are missing here", help) }
    i += 2
    skipSpaces()
    guard let high = number() else { throw fault("a number is missing here", help) }
    skipSpaces()
    try expectEnd()
    guard table.columns[column].isNumeric else {
      throw Fault(message: "the column \"\(name.text)\" holds no numbers", help: nil, range: name.range)
    }
    return .range(column: column, low: low, high: high)
  }

  // MARK: - Expressions

  private mutating func expression() throws(Fault) -> Expression {
    try enter()
    defer { depth -= 1 }
    var left = try term()
    while true {
      skipSpaces()
      if take("+") {
        left = .arithmetic(left, .plus, try term())
      } else if take("-") || take("−") {
        left = .arithmetic(left, .minus, try term())
      } else {
        return left
      }
    }
  }

  private mutating func term() throws(Fault) -> Expression {
    var left = try factor()
    while true {
      skipSpaces()
      if take("*") || take("×") {
        left = .arithmetic(left, .times, try factor())
      } else if take("/") || take("÷") {
        left = .arithmetic(left, .over, try factor())
      } else {
        return left
      }
    }
  }

  private mutating func factor() throws(Fault) -> Expression {
    try enter()
    defer { depth -= 1 }
    skipSpaces()
    if take("(") {
      let inner = try expression()
      try expect(")")
      return inner
    }
    if take("-") { return .negative(try factor()) }
    if let number = number() { return .number(Number(number)) }
    guard let name = name() else {
      throw fault(
        "a number, a cell such as contacts[Police] or a sum such as sum(contacts) is missing here", nil)
    }
    skipSpaces()
    if take("[") { return .cell(try cell(of: name)) }
    guard take("(") else {
      throw Fault(
        message: "\"\(name.text)\" alone is not a number",
        help: table.columns.contains { $0.name == name.text }
          ? "write \(name.text)[the row's name], or sum(\(name.text))" : "write a cell as column[row]",
        range: name.range)
    }
    return try call(name)
  }

  private mutating func enter() throws(Fault) {
    depth += 1
    guard depth <= 2 * Self.maximumDepth else {
      throw fault("this is nested more than \(Self.maximumDepth) brackets deep", "divide it into several assertions")
    }
  }

  private mutating func call(_ name: Name) throws(Fault) -> Expression {
    if let aggregate = Expression.Aggregate(rawValue: name.text) {
      skipSpaces()
      let columnName = try expectName()
      let column = try column(columnName)
      guard aggregate == .count || table.columns[column].isNumeric else {
        throw Fault(message: "the column \"\(columnName.text)\" holds no numbers", help: nil, range: columnName.range)
      }
      var rows = table.rows.indices.filter { !table.rows[$0].isTotal }
      skipSpaces()
      if word("where") { rows = try conditions(rows) }
      try expect(")")
      return .aggregate(aggregate, column: column, rows: rows)
    }
    switch name.text {
    case "percent", "change":
      let a = try expression()
      try expect(",")
      let b = try expression()
      try expect(")")
      return name.text == "percent" ? .percent(a, b) : .change(a, b)
    case "round", "truncate":
      let a = try expression()
      try expect(",")
      skipSpaces()
      let start = i
      guard let number = number(), number.decimals == 0, (0...Int64(Decimal.maximumDecimals)).contains(number.digits)
      else {
        throw Fault(
          message: "the number of decimals is missing here", help: "write \(name.text)(a, 1)", range: start..<start + 1)
      }
      try expect(")")
      let decimals = Int(number.digits)
      return name.text == "round" ? .round(a, decimals: decimals) : .truncate(a, decimals: decimals)
    default:
      let names = Expression.Aggregate.allCases.map(\.rawValue) + ["percent", "change", "round", "truncate", "unique"]
      throw Fault(
        message: "there is no function \"\(name.text)\"",
        help: Suggestion.nearest(to: name.text, in: names).map { "did you mean \($0)?" }
          ?? "there is \(names.joined(separator: ", "))", range: name.range)
    }
  }

  // MARK: - Rows

  /// The row in square brackets.
  private mutating func cell(of name: Name) throws(Fault) -> CellIndex {
    let column = try column(name)
    let start = i
    var keys: [String] = []
    var key: [UInt8] = []
    var isInQuotes = false
    while true {
      guard i < text.count else {
        throw Fault(message: "the bracket [ is never closed", help: nil, range: start - 1..<start)
      }
      let byte = text[i]
      i += 1
      if byte == UInt8(ascii: "\"") {
        isInQuotes.toggle()
      } else if !isInQuotes, byte == UInt8(ascii: "]") {
        break
      } else if !isInQuotes, byte == UInt8(ascii: ","), table.keyColumns.count > 1 {
        keys.append(trimmed(key))
        key = []
      } else {
        key.append(byte)
      }
    }
    keys.append(trimmed(key))
    if let row = rows[keys] { return CellIndex(row: row, column: column) }
    let range = start..<max(start + 1, i - 1)
    guard keys.count == table.keyColumns.count else {
      let names = table.keyColumns.map { table.columns[$0].name }
      throw Fault(
        message:
          "a row is named by \(names.count) keys, but \(keys.count == 1 ? "one stands" : "\(keys.count) stand") here",
        help: "write \(name.text)[\(names.joined(separator: ", "))]", range: range)
    }
    let known = table.rows.indices.prefix(10_000).map { table.key(ofRow: $0).joined(separator: ", ") }
    throw Fault(
      message: "there is no row \"\(keys.joined(separator: ", "))\"",
      help: Suggestion.nearest(to: keys.joined(separator: ", "), in: known).map { "did you mean \($0)?" }
        ?? "the rows are \(known.prefix(12).joined(separator: "; "))\(known.count > 12 ? " …" : "")", range: range)
  }

  /// `year = 2018 and source != Police`.
  private mutating func conditions(_ rows: [Int]) throws(Fault) -> [Int] {
    var rows = rows
    repeat {
      skipSpaces()
      let name = try expectName()
      let column = try column(name)
      skipSpaces()
      let isEqual: Bool
      if text[i...].starts(with: "!=".utf8) {
        (isEqual, i) = (false, i + 2)
      } else if take("=") {
        _ = take("=")
        isEqual = true
      } else {
        throw fault("= or != is missing here", "write \(name.text) = the value")
      }
      let start = i
      let value = conditionValue()
      let matching = table.rows.indices.contains { table.rows[$0].cells[column].plainText == value }
      guard matching else {
        let known = Set(table.rows.prefix(10_000).map { $0.cells[column].plainText })
        throw Fault(
          message: "no row has \"\(value)\" in the column \"\(name.text)\"",
          help: Suggestion.nearest(to: value, in: known.sorted()).map { "did you mean \($0)?" },
          range: start..<max(start + 1, i))
      }
      rows = rows.filter { (table.rows[$0].cells[column].plainText == value) == isEqual }
      skipSpaces()
    } while word("and")
    return rows
  }

  /// Up to `and` or the bracket that closes the function.
  private mutating func conditionValue() -> String {
    var value: [UInt8] = []
    var isInQuotes = false
    var brackets = 0
    while i < text.count {
      let byte = text[i]
      if byte == UInt8(ascii: "\"") {
        isInQuotes.toggle()
        i += 1
        continue
      }
      if !isInQuotes {
        if byte == UInt8(ascii: "(") { brackets += 1 }
        if byte == UInt8(ascii: ")") {
          if brackets == 0 { break }
          brackets -= 1
        }
        if brackets == 0, text[i...].starts(with: " and ".utf8) { break }
      }
      value.append(byte)
      i += 1
    }
    return trimmed(value)
  }

  // MARK: - Words

  private struct Name {
    let text: String
    let range: Range<Int>
  }

  private func column(_ name: Name) throws(Fault) -> Int {
    if let index = table.columns.firstIndex(where: { $0.name == name.text }) { return index }
    let names = table.columns.map(\.name)
    throw Fault(
      message: "there is no column \"\(name.text)\"",
      help: Suggestion.nearest(to: name.text, in: names).map { "did you mean \($0)?" }
        ?? "the columns are \(names.joined(separator: ", "))", range: name.range)
  }

  private mutating func expectName() throws(Fault) -> Name {
    guard let name = name() else { throw fault("the name of a column is missing here", nil) }
    return name
  }

  /// Letters, digits and `_`, beginning with a letter.
  private mutating func name() -> Name? {
    let start = i
    guard i < text.count, (0x61...0x7A).contains(text[i]) || (0x41...0x5A).contains(text[i]) else { return nil }
    while i < text.count,
      (0x61...0x7A).contains(text[i]) || (0x41...0x5A).contains(text[i]) || (0x30...0x39).contains(text[i])
        || text[i] == UInt8(ascii: "_")
    {
      i += 1
    }
    return Name(text: String(decoding: text[start..<i], as: UTF8.self), range: start..<i)
  }

  /// Digits, a point and more digits; a comma only between digits of a number such as 24,629, which is refused elsewhere.
  private mutating func number() -> Decimal? {
    let start = i
    if i < text.count, text[i] == UInt8(ascii: "-") { i += 1 }
    while i < text.count, (0x30...0x39).contains(text[i]) { i += 1 }
    if i + 1 < text.count, text[i] == UInt8(ascii: "."), (0x30...0x39).contains(text[i + 1]) {
      i += 1
      while i < text.count, (0x30...0x39).contains(text[i]) { i += 1 }
    }
    if let number = Decimal(bytes: text[start..<i]) { return number }
    i = start
    return nil
  }

  /// Takes a word that ends where letters end.
  private mutating func word(_ word: String) -> Bool {
    guard text[i...].starts(with: word.utf8) else { return false }
    let end = i + word.utf8.count
    guard end == text.count || !(0x61...0x7A).contains(text[end]) else { return false }
    i = end
    return true
  }

  private mutating func take(_ sign: String) -> Bool {
    guard text[i...].starts(with: sign.utf8) else { return false }
    i += sign.utf8.count
    return true
  }

  private mutating func expect(_ sign: String) throws(Fault) {
    skipSpaces()
    guard take(sign) else { throw fault("\"\(sign)\" is missing here", nil) }
  }

  private mutating func skipSpaces() {
    while i < text.count, text[i] == 0x20 || text[i] == 0x09 || text[i] == 0x0A { i += 1 }
  }

  private func trimmed(_ bytes: [UInt8]) -> String {
    var bytes = bytes[...]
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func fault(_ message: String, _ help: String?) -> Fault {
    Fault(message: message, help: help, range: min(i, max(0, text.count - 1))..<min(i, max(0, text.count - 1)) + 1)
  }
}
