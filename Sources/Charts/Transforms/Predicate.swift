/// Which rows to keep: `filter`.
package indirect enum Predicate: Sendable {
  /// A value to compare: of a field, perhaps of its calendar unit.
  package struct Field: Sendable, Hashable {
    package var name: String
    package var timeUnit: TimeUnit?

    package init(_ name: String, timeUnit: TimeUnit? = nil) {
      self.name = name
      self.timeUnit = timeUnit
    }
  }

  case expression(Expression)
  case equal(Field, Value)
  case oneOf(Field, [Value])
  /// Both ends belong to it; nil is no bound.
  case range(Field, low: Double?, high: Double?)
  case less(Field, Value)
  case lessOrEqual(Field, Value)
  case greater(Field, Value)
  case greaterOrEqual(Field, Value)
  /// Whether the value is a finite number, or a text that is one.
  case valid(Field, Bool)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)

  /// The rows for which it is true.
  package func apply(to table: Table) -> Table {
    let matches = matches(in: table)
    if matches.allSatisfy({ $0 }) { return table }
    return table.rows(matches.indices.filter { matches[$0] })
  }

  /// For each row whether it is true.
  package func matches(in table: Table) -> [Bool] {
    switch self {
    case .expression(let expression): return expression.isTrue(in: table)
    case .equal(let field, let value): return test(field, table) { Self.isEqual($0, value) }
    case .oneOf(let field, let values): return test(field, table) { cell in values.contains { Self.isEqual(cell, $0) } }
    case .range(let field, let low, let high):
      return test(field, table) { cell in
        guard let number = Self.number(cell) else { return false }
        return number >= low ?? -.infinity && number <= high ?? .infinity
      }
    case .less(let field, let value): return test(field, table) { Self.compare($0, value) { $0 < 0 } }
    case .lessOrEqual(let field, let value): return test(field, table) { Self.compare($0, value) { $0 <= 0 } }
    case .greater(let field, let value): return test(field, table) { Self.compare($0, value) { $0 > 0 } }
    case .greaterOrEqual(let field, let value): return test(field, table) { Self.compare($0, value) { $0 >= 0 } }
    case .valid(let field, let isValid): return test(field, table) { ($0.finiteNumber != nil) == isValid }
    case .and(let parts):
      return parts.reduce([Bool](repeating: true, count: table.rowCount)) { known, part in
        zip(known, part.matches(in: table)).map { $0 && $1 }
      }
    case .or(let parts):
      return parts.reduce([Bool](repeating: false, count: table.rowCount)) { known, part in
        zip(known, part.matches(in: table)).map { $0 || $1 }
      }
    case .not(let part): return part.matches(in: table).map { !$0 }
    }
  }

  private func test(_ field: Field, _ table: Table, _ isTrue: (Value) -> Bool) -> [Bool] {
    guard let column = table.column(field.name) else {
      return [Bool](repeating: isTrue(.null), count: table.rowCount)
    }
    guard let unit = field.timeUnit else { return column.map(isTrue) }
    return column.map { isTrue(unit.floor($0)) }
  }

  /// Cells of CSV files are text: they are compared with a number as numbers, and with a time as times.
  private static func isEqual(_ cell: Value, _ value: Value) -> Bool {
    switch (cell, value) {
    case (.null, _), (_, .null): cell == value
    case (.text, .number(let number)): cell.finiteNumber == number
    case (_, .time(let time)): ExpressionCalendar.milliseconds(cell) == time
    case (.time(let time), .text): ExpressionCalendar.milliseconds(value) == time
    default: Expression.isIdentical(cell, value)
    }
  }

  private static func compare(_ cell: Value, _ value: Value, _ isTrue: (Int) -> Bool) -> Bool {
    if case .text(let text) = cell, case .text(let other) = value { return isTrue(Value.order(text, other)) }
    guard cell != .null, value != .null else { return false }
    var (a, b) = (cell.number, value.number)
    if case .time = value { a = ExpressionCalendar.milliseconds(cell) }
    if case .time = cell { b = ExpressionCalendar.milliseconds(value) }
    guard !a.isNaN, !b.isNaN else { return false }
    return isTrue(a < b ? -1 : a > b ? 1 : 0)
  }

  private static func number(_ cell: Value) -> Double? {
    if let number = cell.finiteNumber { return number }
    let time = ExpressionCalendar.milliseconds(cell)
    return cell == .null || time.isNaN ? nil : time
  }
}

/// Adds a column that an expression gives: `calculate`.
package struct Calculate: Sendable {
  package var expression: Expression
  package var name: String

  package init(
    expression: Expression, name: String
  ) {
    self.expression = expression
    self.name = name
  }

  package func apply(to table: Table) -> Table {
    var result = table
    result.set(name, expression.values(in: table))
    return result
  }
}
