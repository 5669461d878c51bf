/// Linear programming by the simplex method, with a dense tableau: variables are at least 0.
///
/// Source: Chvátal, "Linear Programming" (1983), chapters 2 and 3; Bland's rule, so that it always ends.
struct Simplex {
  /// How many variables the caller has; slack variables follow them.
  private let variables: Int
  /// One row for each equation: the factors of all variables, and last the right side.
  private var rows: [[Double]] = []
  /// For each row, the variable that it is solved for.
  private var basis: [Int] = []
  private var pending: [(row: [Double], right: Double, slack: Double)] = []
  private var width = 0

  private static let epsilon = 1e-9

  init(variables: Int) { self.variables = variables }

  /// Adds: the factors times the variables lie between `low` and `high`, either of which may be infinite.
  mutating func add(_ row: [Double], low: Double, high: Double) {
    if high - low <= Self.epsilon {
      pending.append((row, (low + high) / 2, 0))
      return
    }
    if high.isFinite { pending.append((row, high, 1)) }
    if low.isFinite { pending.append((row, low, -1)) }
  }

  /// Finds some values that satisfy everything; false where there are none.
  mutating func findStart() -> Bool {
    let slacks = pending.count { $0.slack != 0 }
    let artificial = variables + slacks
    width = artificial + pending.count
    var nextSlack = variables
    for (index, constraint) in pending.enumerated() {
      var row = constraint.row + [Double](repeating: 0, count: width - variables + 1)
      if constraint.slack != 0 {
        row[nextSlack] = constraint.slack
        nextSlack += 1
      }
      row[width] = constraint.right
      if row[width] < 0 { for k in row.indices { row[k] = -row[k] } }
      row[artificial + index] = 1
      rows.append(row)
      basis.append(artificial + index)
    }
    // Make the artificial variables as small as they can be: 0, if there are any values at all.
    var goal = [Double](repeating: 0, count: width + 1)
    for row in rows { for k in 0...width where k < artificial || k == width { goal[k] += row[k] } }
    guard optimize(&goal, allowed: artificial), goal[width] < 1e-6 else { return false }
    // Those that are still in the basis, at 0, give way to others, or their row says nothing.
    for index in rows.indices.reversed() where basis[index] >= artificial {
      if let column = (0..<artificial).first(where: { abs(rows[index][$0]) > Self.epsilon }) {
        var none = [Double](repeating: 0, count: width + 1)
        pivot(index, column, &none)
      } else {
        rows.remove(at: index)
        basis.remove(at: index)
      }
    }
    for index in rows.indices { rows[index].removeSubrange(artificial..<width) }
    width = artificial
    return true
  }

  /// The greatest value of `sign` times a variable; infinite where there is none. Call ``findStart()`` before.
  mutating func maximum(of variable: Int, sign: Double) -> Double {
    var goal = [Double](repeating: 0, count: width + 1)
    goal[variable] = sign
    // In terms of the variables that are not in the basis.
    if let row = basis.firstIndex(of: variable) {
      for k in 0...width { goal[k] -= sign * rows[row][k] }
    }
    guard optimize(&goal, allowed: width) else { return .infinity }
    return -goal[width]
  }

  /// Increases the goal as far as it goes; false where it has no end. The goal's last item is minus its value (or, for
  /// the artificial variables, what is left of them).
  private mutating func optimize(_ goal: inout [Double], allowed: Int) -> Bool {
    while let column = (0..<allowed).first(where: { goal[$0] > Self.epsilon }) {
      var best: (ratio: Double, row: Int)?
      for (index, row) in rows.enumerated() where row[column] > Self.epsilon {
        let ratio = row[width] / row[column]
        if let found = best,
          found.ratio < ratio - Self.epsilon
            || found.ratio < ratio + Self.epsilon && basis[found.row] < basis[index]
        {
          continue
        }
        best = (ratio, index)
      }
      guard let best else { return false }
      pivot(best.row, column, &goal)
    }
    return true
  }

  private mutating func pivot(_ row: Int, _ column: Int, _ goal: inout [Double]) {
    let factor = rows[row][column]
    for k in 0...width { rows[row][k] /= factor }
    let pivotRow = rows[row]
    for index in rows.indices where index != row { Self.reduce(&rows[index], by: pivotRow, column) }
    Self.reduce(&goal, by: pivotRow, column)
    basis[row] = column
  }

  private static func reduce(_ row: inout [Double], by pivotRow: [Double], _ column: Int) {
    let factor = row[column]
    guard factor != 0 else { return }
    for k in row.indices { row[k] -= factor * pivotRow[k] }
    row[column] = 0
  }
}
