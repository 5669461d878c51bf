/// One summary of the rows of a group.
package struct Aggregation: Sendable, Hashable {
  /// What is computed, by its name in Vega-Lite.
  package enum Operation: String, Sendable, CaseIterable, Hashable {
    case count, valid, missing, distinct, sum, product, mean, average, median, min, max, q1, q3, variance, variancep
    case stdev, stdevp, stderr, ci0, ci1, argmin, argmax
  }

  package var operation: Operation
  /// Nil for `count`.
  package var field: String?
  /// The name of the new column.
  package var name: String
  /// For `argmin` and `argmax`: the field of that row which is given. Without one all are, as `name.field`.
  package var result: String?

  package init(_ operation: Operation, of field: String? = nil, as name: String? = nil, result: String? = nil) {
    self.operation = operation
    self.field = field
    self.name = name ?? (field.map { "\(operation.rawValue)_\($0)" } ?? operation.rawValue)
    self.result = result
  }
}

/// Replaces rows by one for each group: `aggregate`.
package struct Aggregate: Sendable, Hashable {
  package var groupBy: [String]
  package var operations: [Aggregation]

  package init(
    groupBy: [String] = [], operations: [Aggregation]
  ) {
    self.groupBy = groupBy
    self.operations = operations
  }

  /// One row a group, with the fields of `groupBy` and a column for each operation.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    var result = table.heads(groups, groupBy)
    for (name, column) in Self.columns(table, groups, operations) { result.set(name, column) }
    return result
  }

  /// The new columns, one value for each group.
  package static func columns(
    _ table: Table, _ groups: Groups, _ operations: [Aggregation]
  ) -> [(name: String, column: [Value])] {
    // Fields that several operations ask about are gathered once.
    var summaries: [String: [Summary]] = [:]
    var columns: [(name: String, column: [Value])] = []
    for operation in operations {
      guard let field = operation.field, operation.operation != .count else {
        columns.append((operation.name, groups.rows.map { .number(Double($0.count)) }))
        continue
      }
      let column = table.column(field)
      let known =
        summaries[field]
        ?? groups.rows.map { rows in
          var summary = Summary()
          for row in rows { summary.add(column?[row] ?? .null, row: row) }
          return summary
        }
      summaries[field] = known
      switch operation.operation {
      case .argmin, .argmax:
        let rows = known.map { operation.operation == .argmin ? $0.leastRow : $0.greatestRow }
        for (name, field) in operation.result.map({ [(operation.name, $0)] })
          ?? table.names.map({ ("\(operation.name).\($0)", $0) })
        {
          columns.append((name, rows.map { $0.map { table.value(field, row: $0) } ?? .null }))
        }
      default:
        let values = zip(known, groups.rows).map { summary, rows in
          summary.result(operation.operation) { rows.map { column?[$0] ?? .null } }
        }
        columns.append((operation.name, values))
      }
    }
    return columns
  }
}

/// Adds the summary of its group to each row: `joinaggregate`.
package struct JoinAggregate: Sendable, Hashable {
  package var groupBy: [String]
  package var operations: [Aggregation]

  package init(
    groupBy: [String] = [], operations: [Aggregation]
  ) {
    self.groupBy = groupBy
    self.operations = operations
  }

  /// The same rows, with a column for each operation.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    var result = table
    for (name, column) in Aggregate.columns(table, groups, operations) {
      var values = [Value](repeating: .null, count: table.rowCount)
      for (group, rows) in groups.rows.enumerated() { for row in rows { values[row] = column[group] } }
      result.set(name, values)
    }
    return result
  }
}
