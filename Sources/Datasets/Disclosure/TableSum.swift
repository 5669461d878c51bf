/// Something that adds up in a table, so that readers can work out one part from the others.
struct TableSum: Sendable {
  /// Cells and what each is multiplied by; together they are `value`.
  var terms: [(cell: CellIndex, factor: Double)]
  /// What the terms sum to, between two numbers: both the same but for rounding.
  var low: Double
  var high: Double
  /// How far each shown term may be off because it was rounded: half of its last digit.
  var rounding = 0.0
  /// What the source leaves over: the total is more than its parts. Nil where the parts are all there is.
  var rest: Double?
}

/// Finds what adds up in a table: rows along each total, shares along a whole, columns that are sums of others, and what
/// the assertions say.
struct TableSums {
  let table: PrintedTable
  /// What the source is known to break: its total is not the sum of its parts.
  private let knownBroken: [Set<CellIndex>]

  init(_ table: PrintedTable, _ assertions: [DatasetLoader.ReadAssertion]) {
    self.table = table
    knownBroken = assertions.compactMap { entry in
      guard entry.known != nil, case .comparison(let left, .equal, let right, _) = entry.assertion else { return nil }
      return left.cells.union(right.cells)
    }
  }

  /// Sums that do not depend on what is hidden.
  func all() -> [TableSum] { totals() + wholes() + columnSums() }

  private func value(_ row: Int, _ column: Int) -> Double? { table.number(row, column)?.doubleValue }

  private var summedColumns: [Int] {
    table.columns.indices.filter {
      (table.countsPeople[$0] || table.columns[$0].kind == .percentage) && !table.keyColumns.contains($0)
    }
  }

  /// The rows by their keys but one: those that a total over that key sums.
  private func groups(without key: Int) -> [[Int]] {
    var indices: [[Cell]: Int] = [:]
    var groups: [[Int]] = []
    let others = table.keyColumns.filter { $0 != key }
    for row in table.rows.indices {
      let name = others.map { table.rows[row].cells[$0] }
      if let index = indices[name] {
        groups[index].append(row)
      } else {
        indices[name] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  /// A row of totals and the rows that it sums up.
  private func totals() -> [TableSum] {
    guard !table.totals.isEmpty else { return [] }
    let names = Set(table.totals)
    var sums: [TableSum] = []
    for key in table.keyColumns {
      for group in groups(without: key) {
        let parts = group.filter { !names.contains(table.rows[$0].cells[key].plainText) }
        guard !parts.isEmpty else { continue }
        for total in group where names.contains(table.rows[total].cells[key].plainText) {
          for column in summedColumns { sums.append(sum(of: parts, total: total, column)) }
        }
      }
    }
    return sums
  }

  private func sum(of parts: [Int], total: Int, _ column: Int) -> TableSum {
    let terms =
      parts.map { (cell: CellIndex(row: $0, column: column), factor: 1.0) }
      + [(cell: CellIndex(row: total, column: column), factor: -1.0)]
    let rounding = rounding(parts, column)
    let numbers = parts.compactMap { value($0, column) }
    guard numbers.count == parts.count, let whole = value(total, column) else {
      return TableSum(terms: terms, low: 0, high: 0, rounding: rounding, rest: nil)
    }
    let difference = whole - numbers.reduce(0, +)
    let slack = Double(terms.count) * rounding
    if abs(difference) <= slack { return TableSum(terms: terms, low: 0, high: 0, rounding: rounding, rest: nil) }
    // A total that is less than its parts, or known to be wrong: readers know by how much, at worst.
    if difference < 0 || knownBroken.contains(Set(terms.map(\.cell))) {
      return TableSum(terms: terms, low: -difference, high: -difference, rounding: rounding, rest: nil)
    }
    return TableSum(terms: terms, low: 0, high: 0, rounding: rounding, rest: difference)
  }

  /// How far a rounded share may be off: half of its last digit. Counts are not rounded.
  private func rounding(_ rows: [Int], _ column: Int) -> Double {
    guard table.columns[column].kind == .percentage else { return 0 }
    let decimals = rows.compactMap { table.number($0, column)?.decimals }.min() ?? 0
    return 0.5 / Decimal.powersOfTen[decimals]
  }

  /// Shares that together are 100%, where no row says so.
  private func wholes() -> [TableSum] {
    var sums: [TableSum] = []
    for column in summedColumns where table.columns[column].kind == .percentage {
      for key in table.keyColumns {
        for group in groups(without: key) {
          let parts = group.filter { !table.rows[$0].isTotal }
          guard parts.count > 1, parts.count == group.count else { continue }
          let numbers = parts.compactMap { value($0, column) }
          let sum = numbers.reduce(0, +)
          let isWhole = numbers.count == parts.count ? (98...102).contains(sum) : sum < 100
          guard isWhole else { continue }
          let rounding = rounding(parts, column)
          // Shares that rounding alone does not explain.
          let excess = numbers.count == parts.count ? max(0, abs(100 - sum) - Double(parts.count) * rounding) : 0
          sums.append(
            TableSum(
              terms: parts.map { (cell: CellIndex(row: $0, column: column), factor: 1.0) }, low: 100 - excess,
              high: 100 + excess, rounding: rounding, rest: nil))
        }
      }
    }
    return sums
  }

  /// A column that in every row is the sum of some others, such as all children of girls and boys.
  private func columnSums() -> [TableSum] {
    let columns = summedColumns.filter { table.countsPeople[$0] }
    guard (3...8).contains(columns.count), table.rows.count >= 2 else { return [] }
    var sums: [TableSum] = []
    for total in columns {
      let others = columns.filter { $0 != total }
      for choice in 1..<(1 << others.count) {
        let parts = others.indices.filter { choice >> $0 & 1 == 1 }.map { others[$0] }
        guard parts.count >= 2, isSum(total, of: parts) else { continue }
        for row in table.rows.indices {
          sums.append(
            TableSum(
              terms: parts.map { (cell: CellIndex(row: row, column: $0), factor: 1.0) }
                + [(cell: CellIndex(row: row, column: total), factor: -1.0)], low: 0, high: 0, rest: nil))
        }
      }
    }
    return sums
  }

  private func isSum(_ total: Int, of parts: [Int]) -> Bool {
    var rows = 0
    for row in table.rows.indices {
      let numbers = parts.compactMap { table.number(row, $0)?.digits }
      guard numbers.count == parts.count, let whole = table.number(row, total)?.digits else { continue }
      var sum: Int64 = 0
      for number in numbers {
        let (next, overflows) = sum.addingReportingOverflow(number)
        guard !overflows else { return false }
        sum = next
      }
      guard sum == whole else { return false }
      if whole > 0 { rows += 1 }
    }
    return rows >= 2
  }
}
