/// What readers can work out about unknown numbers from linear relations between them.
struct IntervalSolver {
  /// A number that readers do not see, and what they know of it beforehand.
  struct Unknown {
    let lower: Double
    /// Infinite where there is no bound.
    let upper: Double
  }

  /// Factors times unknowns, summed, lie between `low` and `high`.
  struct Relation {
    var terms: [(unknown: Int, factor: Double)]
    var low: Double
    var high: Double
  }

  struct Bounds: Equatable {
    var low: Double
    var high: Double

    var width: Double { high - low }
  }

  /// More unknowns or relations than this that depend on each other are not solved.
  static let maximumSize = 120

  /// The least and the greatest value of each unknown, or nil for those whose relations are too many to be solved.
  ///
  /// Exact for real numbers: a single relation is solved as it is, several that share unknowns by linear programming.
  static func bounds(_ unknowns: [Unknown], _ relations: [Relation]) -> [Bounds?] {
    var bounds: [Bounds?] = unknowns.map { Bounds(low: $0.lower, high: $0.upper) }
    for group in groups(unknowns.count, relations) {
      if group.count == 1 {
        let relation = relations[group[0]]
        for (term, bound) in zip(relation.terms, Self.bounds(relation, unknowns)) { bounds[term.unknown] = bound }
      } else {
        solve(group.map { relations[$0] }, unknowns, into: &bounds)
      }
    }
    return bounds
  }

  /// The relations that share unknowns, however indirectly.
  private static func groups(_ count: Int, _ relations: [Relation]) -> [[Int]] {
    var parent = Array(0..<count)
    func root(_ index: Int) -> Int {
      var index = index
      while parent[index] != index {
        parent[index] = parent[parent[index]]
        index = parent[index]
      }
      return index
    }
    for relation in relations {
      guard let first = relation.terms.first else { continue }
      for term in relation.terms.dropFirst() { parent[root(term.unknown)] = root(first.unknown) }
    }
    var groups: [Int: [Int]] = [:]
    for (index, relation) in relations.enumerated() {
      if let first = relation.terms.first { groups[root(first.unknown), default: []].append(index) }
    }
    return groups.values.sorted { $0[0] < $1[0] }
  }

  /// The bounds of each term's unknown by one relation alone: what the others leave at least and at most.
  static func bounds(_ relation: Relation, _ unknowns: [Unknown]) -> [Bounds] {
    // The sum of the least and of the greatest values; infinite ones are counted apart.
    var (least, greatest) = (0.0, 0.0)
    var (endlessBelow, endlessAbove) = (0, 0)
    func ends(_ term: (unknown: Int, factor: Double)) -> (low: Double, high: Double) {
      let unknown = unknowns[term.unknown]
      return term.factor > 0
        ? (term.factor * unknown.lower, term.factor * unknown.upper)
        : (term.factor * unknown.upper, term.factor * unknown.lower)
    }
    for term in relation.terms {
      let (low, high) = ends(term)
      if low.isFinite { least += low } else { endlessBelow += 1 }
      if high.isFinite { greatest += high } else { endlessAbove += 1 }
    }
    return relation.terms.map { term in
      let (low, high) = ends(term)
      let othersLeast = endlessBelow - (low.isFinite ? 0 : 1) > 0 ? -Double.infinity : least - (low.isFinite ? low : 0)
      let othersGreatest =
        endlessAbove - (high.isFinite ? 0 : 1) > 0 ? Double.infinity : greatest - (high.isFinite ? high : 0)
      let a = (relation.low - othersGreatest) / term.factor
      let b = (relation.high - othersLeast) / term.factor
      let unknown = unknowns[term.unknown]
      return Bounds(low: max(unknown.lower, min(a, b)), high: min(unknown.upper, max(a, b)))
    }
  }

  /// Several relations.
  private static func solve(_ relations: [Relation], _ unknowns: [Unknown], into bounds: inout [Bounds?]) {
    var indices: [Int: Int] = [:]
    var members: [Int] = []
    for term in relations.flatMap(\.terms) where indices[term.unknown] == nil {
      indices[term.unknown] = members.count
      members.append(term.unknown)
    }
    guard members.count <= maximumSize, relations.count <= maximumSize else {
      for member in members { bounds[member] = nil }
      return
    }
    var simplex = Simplex(variables: members.count)
    for relation in relations {
      var row = [Double](repeating: 0, count: members.count)
      var shift = 0.0
      for term in relation.terms {
        guard let index = indices[term.unknown] else { continue }
        row[index] += term.factor
        shift += term.factor * unknowns[term.unknown].lower
      }
      simplex.add(row, low: relation.low - shift, high: relation.high - shift)
    }
    for (index, member) in members.enumerated() where unknowns[member].upper.isFinite {
      var row = [Double](repeating: 0, count: members.count)
      row[index] = 1
      simplex.add(row, low: 0, high: unknowns[member].upper - unknowns[member].lower)
    }
    guard simplex.findStart() else {
      // The relations contradict each other: readers can conclude nothing, but nothing can be vouched for either.
      for member in members { bounds[member] = Bounds(low: unknowns[member].lower, high: unknowns[member].lower) }
      return
    }
    for (index, member) in members.enumerated() {
      let high = simplex.maximum(of: index, sign: 1)
      let low = -simplex.maximum(of: index, sign: -1)
      bounds[member] = Bounds(low: unknowns[member].lower + low, high: unknowns[member].lower + high)
    }
  }
}
