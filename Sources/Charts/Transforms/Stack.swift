/// Adds where each part of a sum begins and ends: `stack`.
package struct Stack: Sendable, Hashable {
  /// Where the first part begins.
  package enum Offset: String, Sendable, Hashable { case zero, normalize, center }

  package var field: String
  package var groupBy: [String]
  package var sort: [SortKey]
  package var offset: Offset
  /// The names of the new columns: where a part begins and where it ends.
  package var startName: String
  package var endName: String

  package init(
    field: String, groupBy: [String] = [], sort: [SortKey] = [], offset: Offset = Offset.zero, startName: String,
    endName: String
  ) {
    self.field = field
    self.groupBy = groupBy
    self.sort = sort
    self.offset = offset
    self.startName = startName
    self.endName = endName
  }

  /// The same rows, with two columns more. What is no number has a part without length.
  ///
  /// Source: vega-transform, `Stack.js`. Shares of a sum of 0 are null.
  package func apply(to table: Table) -> Table {
    let column = table.column(field)
    let sizes = (0..<table.rowCount).map { row in column?[row].finiteNumber ?? 0 }
    let groups = Groups(table, by: groupBy).rows.map { table.sorted($0, by: sort) }
    let sums = groups.map { rows in rows.reduce(0) { $0 + sizes[$1].magnitude } }
    let largest = sums.max() ?? 0
    var starts = [Value](repeating: .null, count: table.rowCount)
    var ends = starts
    for (rows, sum) in zip(groups, sums) {
      switch offset {
      case .zero:
        var (above, below) = (0.0, 0.0)
        for row in rows {
          let end = (sizes[row] < 0 ? below : above) + sizes[row]
          starts[row] = .number(sizes[row] < 0 ? below : above)
          ends[row] = .number(end)
          if sizes[row] < 0 { below = end } else { above = end }
        }
      case .normalize:
        let scale = 1 / sum
        guard sum > 0, scale.isFinite, scale > 0 else { continue }
        var (last, total) = (0.0, 0.0)
        for row in rows {
          total += sizes[row].magnitude
          starts[row] = .number(last)
          last = scale * total
          ends[row] = .number(last)
        }
      case .center:
        var last = (largest - sum) / 2
        for row in rows {
          starts[row] = .number(last)
          last += sizes[row].magnitude
          ends[row] = .number(last)
        }
      }
    }
    var result = table
    result.set(startName, starts)
    result.set(endName, ends)
    return result
  }
}
