/// An expression as a sum of unknown cells times factors, and a number.
struct LinearForm {
  var factors: [CellIndex: Double] = [:]
  var constant = 0.0

  /// Nil where the expression is no such sum, or has no value.
  ///
  /// - Parameter isUnknown: which cells readers do not see; all others count as numbers.
  init?(_ expression: Expression, in table: PrintedTable, isUnknown: (CellIndex) -> Bool) {
    switch expression {
    case .number(let number): constant = number.doubleValue
    case .cell(let cell):
      if isUnknown(cell) {
        factors[cell] = 1
      } else {
        guard let number = table.number(cell.row, cell.column) else { return nil }
        constant = number.doubleValue
      }
    case .aggregate(let aggregate, let column, let rows):
      switch aggregate {
      case .count: constant = Double(rows.count)
      case .sum, .mean:
        for row in rows {
          guard let part = LinearForm(.cell(CellIndex(row: row, column: column)), in: table, isUnknown: isUnknown)
          else {
            return nil
          }
          add(part, times: aggregate == .sum ? 1 : 1 / Double(rows.count))
        }
      case .min, .max:
        guard rows.allSatisfy({ !isUnknown(CellIndex(row: $0, column: column)) }),
          let value = try? AssertionEvaluator(table: table).value(of: expression)
        else { return nil }
        constant = value.doubleValue
      }
    case .percent(let a, let b):
      guard let a = LinearForm(a, in: table, isUnknown: isUnknown),
        let b = LinearForm(b, in: table, isUnknown: isUnknown), b.factors.isEmpty, b.constant != 0
      else { return nil }
      add(a, times: 100 / b.constant)
    case .change(let a, let b):
      guard let a = LinearForm(a, in: table, isUnknown: isUnknown),
        let b = LinearForm(b, in: table, isUnknown: isUnknown), b.factors.isEmpty, b.constant != 0
      else { return nil }
      add(a, times: 100 / b.constant)
      constant -= 100
    case .round, .truncate:
      guard expression.cells.allSatisfy({ !isUnknown($0) }),
        let value = try? AssertionEvaluator(table: table).value(of: expression)
      else { return nil }
      constant = value.doubleValue
    case .negative(let a):
      guard let a = LinearForm(a, in: table, isUnknown: isUnknown) else { return nil }
      add(a, times: -1)
    case .arithmetic(let a, let sign, let b):
      guard let a = LinearForm(a, in: table, isUnknown: isUnknown),
        let b = LinearForm(b, in: table, isUnknown: isUnknown)
      else { return nil }
      switch sign {
      case .plus, .minus:
        add(a, times: 1)
        add(b, times: sign == .plus ? 1 : -1)
      case .times:
        guard a.factors.isEmpty || b.factors.isEmpty else { return nil }
        if a.factors.isEmpty { add(b, times: a.constant) } else { add(a, times: b.constant) }
      case .over:
        guard b.factors.isEmpty, b.constant != 0 else { return nil }
        add(a, times: 1 / b.constant)
      }
    }
  }

  private mutating func add(_ other: LinearForm, times factor: Double) {
    for (cell, value) in other.factors { factors[cell, default: 0] += value * factor }
    constant += other.constant * factor
  }
}
