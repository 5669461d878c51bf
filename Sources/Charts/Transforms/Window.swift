/// By what rows are ordered.
package struct SortKey: Sendable, Hashable {
  package var field: String
  package var isDescending: Bool

  package init(
    field: String, isDescending: Bool = false
  ) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// Adds values that depend on neighbouring rows: `window`.
package struct Window: Sendable, Hashable {
  /// What is computed for each row.
  package enum Operation: Sendable, Hashable {
    case rowNumber, rank, denseRank, percentRank, cumulativeDistribution
    case tile(Int)
    case lag(Int), lead(Int)
    case firstValue, lastValue
    case nthValue(Int)
    case aggregate(Aggregation.Operation)

    /// - Parameters:
    ///   - name: as in Vega-Lite, for example `row_number`; nil is returned for an unknown one.
    ///   - parameter: of `ntile`, `lag`, `lead` and `nth_value`.
    package init?(_ name: String, parameter: Int? = nil) {
      switch name {
      case "row_number": self = .rowNumber
      case "rank": self = .rank
      case "dense_rank": self = .denseRank
      case "percent_rank": self = .percentRank
      case "cume_dist": self = .cumulativeDistribution
      case "ntile": self = .tile(parameter ?? 1)
      case "lag": self = .lag(parameter ?? 1)
      case "lead": self = .lead(parameter ?? 1)
      case "first_value": self = .firstValue
      case "last_value": self = .lastValue
      case "nth_value": self = .nthValue(parameter ?? 1)
      default:
        guard let operation = Aggregation.Operation(rawValue: name) else { return nil }
        self = .aggregate(operation)
      }
    }

    /// All names that ``init(_:parameter:)`` knows.
    package static var names: [String] {
      [
        "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value",
        "last_value", "nth_value",
      ] + Aggregation.Operation.allCases.map(\.rawValue)
    }
  }

  /// One new column.
  package struct Column: Sendable, Hashable {
    package var operation: Operation
    package var field: String?
    package var name: String

    package init(
      operation: Operation, field: String? = nil, name: String
    ) {
      self.operation = operation
      self.field = field
      self.name = name
    }
  }

  package var columns: [Column]
  package var groupBy: [String] = []
  package var sort: [SortKey] = []
  /// How many rows before and after belong to the frame; nil has no bound.
  package var before: Int?
  package var after: Int? = 0
  /// Whether rows that the order does not tell apart stay out of the frame.
  package var ignoresPeers = false

  package init(
    columns: [Column], groupBy: [String] = [], sort: [SortKey] = [], before: Int? = nil, after: Int? = 0,
    ignoresPeers: Bool = false
  ) {
    self.columns = columns
    self.groupBy = groupBy
    self.sort = sort
    self.before = before
    self.after = after
    self.ignoresPeers = ignoresPeers
  }

  /// The same rows, in their order, with the new columns.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    let keys = sort.compactMap { key in table.column(key.field).map { (values: $0, isDescending: key.isDescending) } }
    var new = columns.map { _ in [Value](repeating: .null, count: table.rowCount) }
    for group in groups.rows {
      let part = Partition(table.sorted(group, by: sort), keys: keys, isSorted: !sort.isEmpty)
      let frames = part.frames(self)
      for (index, column) in columns.enumerated() {
        let values = part.values(column.operation, column.field.flatMap(table.column), frames)
        for (row, value) in zip(part.rows, values) { new[index][row] = value }
      }
    }
    var result = table
    for (column, values) in zip(columns, new) { result.set(column.name, values) }
    return result
  }
}

/// The sorted rows of one group.
///
/// Source: vega-transform, `Window.js` and `WindowOps.js`.
private struct Partition {
  package let rows: [Int]
  /// For each place whether its row differs from the one before in the order.
  private let differs: [Bool]

  package init(_ rows: [Int], keys: [(values: [Value], isDescending: Bool)], isSorted: Bool) {
    self.rows = rows
    differs = rows.indices.map { $0 == 0 || !isSorted || Table.order(rows[$0 - 1], rows[$0], keys) != 0 }
  }

  /// For each place the places that belong to its frame.
  package func frames(_ window: Window) -> [Range<Int>] {
    let count = rows.count
    // Beginnings and ends of runs that the order does not tell apart.
    var starts = Array(0..<count)
    var ends = Array(1..<count + 1)
    if !window.ignoresPeers, !window.sort.isEmpty {
      for place in 0..<count where !differs[place] { starts[place] = starts[place - 1] }
      for place in (0..<max(0, count - 1)).reversed() where !differs[place + 1] { ends[place] = ends[place + 1] }
    }
    return (0..<count).map { place in
      let first = window.before.map { $0 > place ? 0 : place - $0 } ?? 0
      let last = window.after.map { $0 >= count - place ? count - 1 : place + $0 } ?? count - 1
      return starts[first]..<max(starts[first], ends[last])
    }
  }

  package func values(_ operation: Window.Operation, _ column: [Value]?, _ frames: [Range<Int>]) -> [Value] {
    let count = rows.count
    func value(_ place: Int) -> Value { place >= 0 && place < count ? column?[rows[place]] ?? .null : .null }
    func number(_ value: Int) -> Value { .number(Double(value)) }
    switch operation {
    case .rowNumber: return (0..<count).map { number($0 + 1) }
    case .rank: return ranks.map(number)
    case .denseRank:
      var rank = 0
      return differs.map {
        rank += $0 ? 1 : 0
        return number(rank)
      }
    case .percentRank: return ranks.map { count > 1 ? .number(Double($0 - 1) / Double(count - 1)) : .null }
    case .cumulativeDistribution: return distribution.map { .number($0) }
    case .tile(let parts): return distribution.map { .number((Double(parts) * $0).rounded(.up)) }
    case .lag(let offset): return (0..<count).map { value($0.subtractingReportingOverflow(offset).partialValue) }
    case .lead(let offset): return (0..<count).map { value($0.addingReportingOverflow(offset).partialValue) }
    case .firstValue: return frames.map { value($0.lowerBound) }
    case .lastValue: return frames.map { value($0.upperBound - 1) }
    case .nthValue(let nth):
      return frames.map { $0.count >= nth && nth > 0 ? value($0.lowerBound + nth - 1) : .null }
    case .aggregate(let operation): return aggregates(operation, column, frames)
    }
  }

  private var ranks: [Int] {
    var rank = 1
    return differs.enumerated().map { place, differs in
      if differs { rank = place + 1 }
      return rank
    }
  }

  /// The share of rows that come no later; for the first row, as in Vega, without those that equal it.
  private var distribution: [Double] {
    var shares = [Double](repeating: 1, count: rows.count)
    for place in (0..<max(0, rows.count - 1)).reversed() {
      shares[place] = differs[place + 1] ? Double(place + 1) / Double(rows.count) : shares[place + 1]
    }
    if !shares.isEmpty { shares[0] = 1 / Double(rows.count) }
    return shares
  }

  private func aggregates(_ operation: Aggregation.Operation, _ column: [Value]?, _ frames: [Range<Int>]) -> [Value] {
    var summary = Summary()
    var done = 0..<0
    var last: Value?
    return frames.map { frame in
      if let last, frame == done { return last }
      // What grows only at its end is added to; anything else begins anew.
      if frame.lowerBound != done.lowerBound || frame.upperBound < done.upperBound {
        summary = Summary()
        done = frame.lowerBound..<frame.lowerBound
      }
      for place in done.upperBound..<frame.upperBound { summary.add(column?[rows[place]] ?? .null, row: place) }
      done = frame
      let value = summary.result(operation) { frame.map { column?[rows[$0]] ?? .null } }
      last = value
      return value
    }
  }
}
