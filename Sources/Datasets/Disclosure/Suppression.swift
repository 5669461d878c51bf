/// Hides small counts, and whatever they could be worked out from.
///
/// 1. Primary: counts from 1 to below the threshold, and percentages that stand for such a count or leave one over.
/// 2. Shares, rates and other derived numbers of a row with a hidden count.
/// 3. Secondary: as long as readers can pin a hidden number to fewer values than the threshold, from what adds up, the
///    smallest figure beside it is hidden too.
struct Suppression {
  let table: PrintedTable
  let below: Int
  let assertions: [DatasetLoader.ReadAssertion]
  private let sums: [TableSum]
  /// For each column of shares, the column of counts that they are shares of.
  private let links: [Int: ShareLink]
  /// The columns of shares whose whole readers know, from a row that shows both the share and the count.
  private var revealing: Set<Int> = []
  /// What is hidden, besides what the source itself does not tell.
  private(set) var hidden: Set<CellIndex> = []
  /// Hidden cells that can be worked out all the same, because there is nothing left to hide beside them.
  private(set) var exposed: [CellIndex] = []
  /// Whether there were too many hidden figures that depend on each other.
  private(set) var isTooLarge = false

  init(_ table: PrintedTable, below: Int, assertions: [DatasetLoader.ReadAssertion]) {
    self.table = table
    self.below = below
    self.assertions = assertions
    sums = TableSums(table, assertions).all()
    links = ShareLink.all(in: table)
    hidden = closed(primary())
    protect()
  }

  /// The rows with `[c]` in place of what is hidden.
  static func rows(_ table: PrintedTable, without hidden: Set<CellIndex>) -> [Dataset.Row] {
    guard !hidden.isEmpty else { return table.rows }
    var rows = table.rows
    for cell in hidden {
      rows[cell.row].cells[cell.column] = .missing(.confidential)
    }
    return rows
  }

  // MARK: - What is hidden for itself

  private func primary() -> Set<CellIndex> {
    var hidden: Set<CellIndex> = []
    for row in table.rows.indices {
      for column in table.columns.indices {
        let cell = CellIndex(row: row, column: column)
        if table.countsPeople[column], !table.keyColumns.contains(column), let number = table.number(row, column),
          (1..<Int64(below)).contains(number.digits)
        {
          hidden.insert(cell)
        }
        if isSmallShare(cell) { hidden.insert(cell) }
      }
    }
    return hidden
  }

  /// Whether a percentage of so many people stands for a small count, or leaves one over.
  private func isSmallShare(_ cell: CellIndex) -> Bool {
    guard let share = table.number(cell.row, cell.column)?.doubleValue, let base = base(of: cell), share > 0,
      share < 100
    else { return false }
    let count = (share * base / 100).rounded()
    return count < Double(below) || base - count < Double(below)
  }

  /// How many people 100% of a percentage is, where that is known.
  private func base(of cell: CellIndex) -> Double? {
    switch table.bases[cell.column] {
    case .number(let number): number.doubleValue
    case .column(let column): table.number(cell.row, column)?.doubleValue
    case nil: revealing.contains(cell.column) ? links[cell.column]?.whole : nil
    }
  }

  /// With the numbers that are worked out from hidden ones: those of the same row, and shares of a hidden total.
  private func closed(_ cells: Set<CellIndex>) -> Set<CellIndex> {
    var closed = cells
    // A share tells its count, as other rows tell what 100% is.
    for cell in cells {
      guard let link = links[cell.column], table.number(cell.row, link.counts) != nil else { continue }
      closed.insert(CellIndex(row: cell.row, column: link.counts))
    }
    for cell in closed where table.countsPeople[cell.column] {
      hideDerived(inRow: cell.row, &closed)
      guard table.rows[cell.row].isTotal else { continue }
      for row in table.rows.indices where !table.rows[row].isTotal { hideDerived(inRow: row, &closed) }
    }
    return closed
  }

  private func hideDerived(inRow row: Int, _ closed: inout Set<CellIndex>) {
    for column in table.columns.indices where !table.keyColumns.contains(column) {
      let kind = table.columns[column].kind
      guard kind == .percentage || kind == .decimal, table.number(row, column) != nil else { continue }
      closed.insert(CellIndex(row: row, column: column))
    }
  }

  // MARK: - What is hidden for others

  /// Whether readers see no number in a cell.
  func isUnknown(_ cell: CellIndex) -> Bool {
    if hidden.contains(cell) { return true }
    if case .missing = table.rows[cell.row].cells[cell.column] { return true }
    return false
  }

  private mutating func protect() {
    hideWhatDividesByUnknowns()
    guard !hidden.isEmpty || sums.contains(where: { $0.rest != nil }) || hasConfidential else { return }
    var failed: Set<CellIndex> = []
    while true {
      findRevealingShares()
      let problem = Disclosed(self, ignoring: failed)
      if problem.isTooLarge { isTooLarge = true }
      if !problem.victims.isEmpty {
        hidden = closed(hidden.union(problem.victims))
        hideWhatDividesByUnknowns()
      } else if let cell = problem.first {
        failed.insert(cell)
        exposed.append(cell)
      } else {
        break
      }
    }
  }

  private mutating func findRevealingShares() {
    revealing = Set(
      links.keys.filter { shares in
        guard let counts = links[shares]?.counts else { return false }
        return table.rows.indices.contains { row in
          !isUnknown(CellIndex(row: row, column: shares)) && !isUnknown(CellIndex(row: row, column: counts))
            && (table.number(row, shares)?.digits ?? 0) > 0
        }
      })
  }

  private var hasConfidential: Bool {
    table.rows.contains { $0.cells.contains(.missing(.confidential)) }
  }

  /// An assertion such as `rise[…] == change(a, b)` tells b by its quotient, which is no sum: the quotient is hidden.
  private mutating func hideWhatDividesByUnknowns() {
    for entry in assertions {
      guard case .comparison(let left, .equal, let right, _) = entry.assertion else { continue }
      let cells = left.cells.union(right.cells)
      guard cells.contains(where: { hidden.contains($0) }),
        LinearForm(.arithmetic(left, .minus, right), in: table, isUnknown: isUnknown) == nil
      else { continue }
      for cell in cells
      where table.columns[cell.column].kind == .percentage || table.columns[cell.column].kind == .decimal {
        hidden.insert(cell)
      }
    }
  }

  /// What adds up, with what stands in the assertions now that some cells are unknown.
  func currentSums() -> [TableSum] {
    sums
      + assertions.compactMap { entry in
        guard case .comparison(let left, .equal, let right, let tolerance) = entry.assertion,
          let form = LinearForm(.arithmetic(left, .minus, right), in: table, isUnknown: isUnknown),
          !form.factors.isEmpty
        else { return nil }
        let evaluator = AssertionEvaluator(table: table)
        guard let a = try? evaluator.value(of: left), let b = try? evaluator.value(of: right) else { return nil }
        let holds = (a - b).magnitude <= tolerance
        // One that does not hold tells nothing, and stops the build; unless the source is known to break it: at worst
        // readers know by how much.
        guard holds || entry.known != nil && left.cells.union(right.cells).count > 1 else { return nil }
        let width = holds ? tolerance.doubleValue : 0
        let shift = holds ? 0 : (a - b).doubleValue
        let shown = left.cells.union(right.cells).filter { !isUnknown($0) }
        // Shown cells stand with a factor of 0: they could be hidden instead.
        return TableSum(
          terms: form.factors.sorted { $0.key < $1.key }.map { (cell: $0.key, factor: $0.value) }
            + shown.sorted().map { (cell: $0, factor: 0) },
          low: shift - form.constant - width, high: shift - form.constant + width, rest: nil)
      }
  }

  /// How many values, at least, a hidden number must keep: as a width in the numbers of its column.
  func neededWidth(of cell: CellIndex) -> Double {
    let count = Double(below - 1)
    if table.countsPeople[cell.column] { return count }
    return base(of: cell).map { count * 100 / $0 } ?? 0
  }

  /// Whether the number of a cell counts people, or is a share whose whole is known.
  func isProtected(_ cell: CellIndex) -> Bool {
    if table.countsPeople[cell.column] || base(of: cell) != nil {
      return hidden.contains(cell) || table.rows[cell.row].cells[cell.column] == .missing(.confidential)
    }
    return false
  }

  /// What readers know of a hidden number beforehand: a true zero is shown, so it is at least 1.
  func unknown(_ cell: CellIndex) -> IntervalSolver.Unknown {
    let isPercentage = table.columns[cell.column].kind == .percentage
    let lower: Double =
      if hidden.contains(cell), table.countsPeople[cell.column] {
        1
      } else if hidden.contains(cell), isPercentage, let base = base(of: cell) {
        min(100 / base, 100)
      } else {
        0
      }
    return IntervalSolver.Unknown(lower: lower, upper: isPercentage ? 100 : .infinity)
  }
}
