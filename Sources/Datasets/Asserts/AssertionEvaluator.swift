/// Works out whether assertions hold.
struct AssertionEvaluator {
  /// Why an expression has no value.
  struct Fault: Error {
    let message: String
    let help: String
  }

  /// What an assertion comes to.
  enum Outcome {
    case holds
    /// The two sides of a comparison.
    case differs(left: Number, right: Number)
    /// What breaks `unique` or a range, in words.
    case broken(String)
  }

  let table: PrintedTable

  func outcome(of assertion: Assertion) throws(Fault) -> Outcome {
    switch assertion {
    case .comparison(let left, let comparison, let right, let tolerance):
      let a = try value(of: left)
      let b = try value(of: right)
      let holds =
        switch comparison {
        case .equal: (a - b).magnitude <= tolerance
        case .unequal: a != b
        case .less: a < b
        case .atMost: a <= b
        case .greater: a > b
        case .atLeast: a >= b
        }
      return holds ? .holds : .differs(left: a, right: b)
    case .unique(let column):
      var seen: Set<Cell> = []
      for row in table.rows where !seen.insert(row.cells[column]).inserted {
        return .broken("\"\(row.cells[column].plainText)\" stands in more than one row")
      }
      return .holds
    case .range(let column, let low, let high):
      for row in table.rows.indices {
        guard let number = table.number(row, column) else { continue }
        guard Number(number) >= Number(low), Number(number) <= Number(high) else {
          return .broken("the row \"\(table.key(ofRow: row).joined(separator: ", "))\" has \(number)")
        }
      }
      return .holds
    }
  }

  func value(of expression: Expression) throws(Fault) -> Number {
    switch expression {
    case .number(let number): return number
    case .cell(let cell): return try number(cell)
    case .aggregate(let aggregate, let column, let rows):
      guard !rows.isEmpty || aggregate == .sum || aggregate == .count else {
        throw Fault(
          message: "no row is left to take the \(aggregate.rawValue) of", help: "change the condition behind where")
      }
      if aggregate == .count { return Number(rows.count) }
      var numbers: [Number] = []
      numbers.reserveCapacity(rows.count)
      for row in rows { numbers.append(try number(CellIndex(row: row, column: column))) }
      switch aggregate {
      case .min: return numbers.min() ?? Number(0)
      case .max: return numbers.max() ?? Number(0)
      case .mean: return numbers.reduce(Number(0), +).divided(by: Number(numbers.count)) ?? Number(0)
      default: return numbers.reduce(Number(0), +)
      }
    case .percent(let a, let b): return try divide(Number(100) * value(of: a), value(of: b))
    case .change(let a, let b):
      let from = try value(of: b)
      return try divide(Number(100) * (value(of: a) - from), from)
    case .round(let a, let decimals):
      let number = try value(of: a)
      return number.rounded(to: decimals).map { Number($0) } ?? number
    case .truncate(let a, let decimals):
      let number = try value(of: a)
      return number.truncated(to: decimals).map { Number($0) } ?? number
    case .negative(let a): return try Number(0) - value(of: a)
    case .arithmetic(let a, let sign, let b):
      let (x, y) = (try value(of: a), try value(of: b))
      switch sign {
      case .plus: return x + y
      case .minus: return x - y
      case .times: return x * y
      case .over: return try divide(x, y)
      }
    }
  }

  private func divide(_ a: Number, _ b: Number) throws(Fault) -> Number {
    guard let quotient = a.divided(by: b) else {
      throw Fault(message: "this assertion divides by 0", help: "compare with something that is not 0")
    }
    return quotient
  }

  private func number(_ cell: CellIndex) throws(Fault) -> Number {
    switch table.rows[cell.row].cells[cell.column] {
    case .number(let number): return Number(number)
    case .year(let year) where !year.isFinancial: return Number(year.first)
    case .missing(let shorthand):
      throw Fault(
        message: "this cannot be worked out: \(table.columns[cell.column].name)"
          + "[\(table.key(ofRow: cell.row).joined(separator: ", "))] is [\(shorthand.rawValue)]",
        help: "compare figures that are there; rows can be left out with where")
    default:
      throw Fault(
        message: "the column \"\(table.columns[cell.column].name)\" holds no numbers", help: "name a column of numbers")
    }
  }
}
