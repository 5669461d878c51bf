/// What must hold between the figures of a dataset.
enum Assertion: Sendable {
  /// Two expressions compared; `tolerance` is what the source's rounding may make of it.
  case comparison(Expression, Comparison, Expression, tolerance: Number)
  /// No two rows have the same value in a column.
  case unique(column: Int)
  /// Every number of a column lies between two numbers.
  case range(column: Int, low: Decimal, high: Decimal)

  enum Comparison: String, Sendable, CaseIterable {
    // In the order in which they are looked for: `<=` before `<`.
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
  }
}

/// A number worked out from cells, whose rows and columns have been found.
indirect enum Expression: Sendable {
  case number(Number)
  case cell(CellIndex)
  case aggregate(Aggregate, column: Int, rows: [Int])
  /// 100 × a ÷ b.
  case percent(Expression, Expression)
  /// The change from b to a, in per cent of b.
  case change(Expression, Expression)
  case round(Expression, decimals: Int)
  case truncate(Expression, decimals: Int)
  case arithmetic(Expression, Operator, Expression)
  case negative(Expression)

  enum Aggregate: String, Sendable, CaseIterable {
    case sum, count, mean, min, max
  }

  enum Operator: Sendable {
    case plus, minus, times, over
  }

  /// The cells that it is worked out from, each once.
  var cells: Set<CellIndex> {
    switch self {
    case .number: []
    case .cell(let cell): [cell]
    case .aggregate(.count, _, _): []
    case .aggregate(_, let column, let rows): Set(rows.map { CellIndex(row: $0, column: column) })
    case .percent(let a, let b), .change(let a, let b), .arithmetic(let a, _, let b): a.cells.union(b.cells)
    case .round(let a, _), .truncate(let a, _), .negative(let a): a.cells
    }
  }
}
