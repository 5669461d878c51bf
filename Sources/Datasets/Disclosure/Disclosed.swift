/// What readers can work out of the hidden numbers, and what could be hidden beside them.
struct Disclosed {
  /// A hidden number that all sums together reveal.
  var first: CellIndex?
  /// Figures to hide as well, the smallest sacrifice.
  var victims: Set<CellIndex> = []
  var isTooLarge = false

  private let suppression: Suppression
  private let failed: Set<CellIndex>
  /// What readers do not know: hidden cells, and (nil) what a total has more than its parts.
  private let cells: [CellIndex?]
  private let unknowns: [IntervalSolver.Unknown]
  private let relations: [IntervalSolver.Relation]
  /// For each relation, the sum it comes from.
  private let origins: [TableSum]
  /// In how many sums a cell stands in which nothing is hidden yet.
  private let lonely: [CellIndex: Int]

  /// - Parameter failed: what nothing can be done about.
  init(_ suppression: Suppression, ignoring failed: Set<CellIndex>) {
    let table = suppression.table
    self.suppression = suppression
    let sums = suppression.currentSums()
    var lonely: [CellIndex: Int] = [:]
    var indices: [CellIndex: Int] = [:]
    var cells: [CellIndex?] = []
    var unknowns: [IntervalSolver.Unknown] = []
    var relations: [IntervalSolver.Relation] = []
    var origins: [TableSum] = []
    /// Unknowns that are no cells: what a total has more than its parts, and must itself be protected.
    var rests: [(unknown: Int, relation: Int)] = []
    for sum in sums {
      var relation = IntervalSolver.Relation(terms: [], low: sum.low, high: sum.high)
      if !sum.terms.contains(where: { suppression.isUnknown($0.cell) }) {
        for term in sum.terms where term.factor != 0 { lonely[term.cell, default: 0] += 1 }
      }
      for term in sum.terms where term.factor != 0 {
        if suppression.isUnknown(term.cell) {
          let index = indices[term.cell] ?? cells.count
          if index == cells.count {
            indices[term.cell] = index
            cells.append(term.cell)
            unknowns.append(suppression.unknown(term.cell))
          }
          relation.terms.append((index, term.factor))
        } else {
          let value = (table.number(term.cell.row, term.cell.column)?.doubleValue ?? 0) * term.factor
          relation.low -= value + sum.rounding
          relation.high -= value - sum.rounding
        }
      }
      let isSmallRest = sum.rest.map { $0 >= 1 && $0 < Double(suppression.below) } ?? false
      let isCount = sum.terms.first.map { table.countsPeople[$0.cell.column] } ?? false
      guard !relation.terms.isEmpty || isSmallRest && isCount else { continue }
      if sum.rest != nil {
        // Not a cell, but an unknown like one.
        relation.terms.append((cells.count, 1))
        if isSmallRest, isCount { rests.append((cells.count, relations.count)) }
        cells.append(nil)
        unknowns.append(IntervalSolver.Unknown(lower: isSmallRest && isCount ? 1 : 0, upper: .infinity))
      }
      relations.append(relation)
      origins.append(sum)
    }
    self.cells = cells
    self.unknowns = unknowns
    self.relations = relations
    self.origins = origins
    self.lonely = lonely
    self.failed = failed
    findInOneSum(rests)
    if victims.isEmpty { findInAllSums(rests) }
  }

  /// Looks at each sum by itself: what nearly always reveals a number, and tells best what to hide beside it.
  private mutating func findInOneSum(_ rests: [(unknown: Int, relation: Int)]) {
    for (index, relation) in relations.enumerated() {
      let bounds = IntervalSolver.bounds(relation, unknowns)
      let reveals = zip(relation.terms, bounds).contains { term, bound in
        guard let cell = cells[term.unknown] else {
          return rests.contains { $0.unknown == term.unknown } && isNarrowRest(bound)
        }
        return isNarrow(bound, cell)
      }
      guard reveals else { continue }
      let candidates = candidates(in: origins[index])
      // Sums that share a figure wait until it is known what hiding it does to them.
      guard let victim = candidates.first, candidates.allSatisfy({ !victims.contains($0) }) else { continue }
      victims.insert(victim)
    }
  }

  /// Looks at all sums together, by which a number may be known that no sum gives alone.
  private mutating func findInAllSums(_ rests: [(unknown: Int, relation: Int)]) {
    let bounds = IntervalSolver.bounds(unknowns, relations)
    for index in cells.indices {
      guard let cell = cells[index], suppression.isProtected(cell), !failed.contains(cell) else { continue }
      guard let bound = bounds[index] else {
        isTooLarge = true
        continue
      }
      guard isNarrow(bound, cell) else { continue }
      if let known = first, known < cell { continue }
      first = cell
    }
    if first == nil {
      for (unknown, relation) in rests where isNarrowRest(bounds[unknown]) {
        guard let cell = origins[relation].terms.last?.cell, !failed.contains(cell) else { continue }
        first = cell
        break
      }
    }
    guard let first else { return }
    // What stands in a sum with it, or else in any sum with a hidden number.
    var sacrifice: [CellIndex] = []
    for (index, relation) in relations.enumerated() where relation.terms.contains(where: { cells[$0.unknown] == first })
    {
      sacrifice += candidates(in: origins[index])
    }
    if sacrifice.isEmpty { sacrifice = origins.flatMap(candidates(in:)) }
    if let victim = sacrifice.first { victims.insert(victim) }
  }

  private func isNarrow(_ bounds: IntervalSolver.Bounds?, _ cell: CellIndex) -> Bool {
    guard suppression.isProtected(cell), !failed.contains(cell), let bounds else { return false }
    return bounds.width < suppression.neededWidth(of: cell) - 1e-6
  }

  private func isNarrowRest(_ bounds: IntervalSolver.Bounds?) -> Bool {
    guard let bounds else { return false }
    return bounds.width < Double(suppression.below - 1) - 1e-6
  }

  /// The shown figures of a sum: those that are no totals first, then those beside which something is hidden already in
  /// their other sums, then the smallest first.
  private func candidates(in sum: TableSum) -> [CellIndex] {
    let table = suppression.table
    let shown = sum.terms.map(\.cell).filter { cell in
      !suppression.isUnknown(cell) && (table.number(cell.row, cell.column)?.digits ?? 0) > 0
    }
    guard shown.count > 1 else { return shown }
    return shown.sorted { a, b in
      let (x, y) = (table.rows[a.row].isTotal, table.rows[b.row].isTotal)
      if x != y { return y }
      let (k, l) = (lonely[a, default: 0], lonely[b, default: 0])
      if k != l { return k < l }
      let (m, n) = (value(a), value(b))
      return m == n ? a < b : m < n
    }
  }

  private func value(_ cell: CellIndex) -> Double {
    suppression.table.number(cell.row, cell.column)?.doubleValue ?? .infinity
  }
}
