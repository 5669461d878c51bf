/// Makes two columns, names and values, of several, and a row for each: `fold`.
package struct Fold: Sendable, Hashable {
  package var fields: [String]
  package var keyName: String
  package var valueName: String

  package init(
    fields: [String], keyName: String = "key", valueName: String = "value"
  ) {
    self.fields = fields
    self.keyName = keyName
    self.valueName = valueName
  }

  /// Rows in their order, for each one its fields in theirs.
  package func apply(to table: Table) -> Table {
    guard !fields.isEmpty else { return table.rows([]) }
    var result = table.rows((0..<table.rowCount).flatMap { row in fields.map { _ in row } })
    let columns = fields.map { (name: $0, values: table.column($0), shorthands: table.shorthands[$0]) }
    result.set(keyName, (0..<table.rowCount).flatMap { _ in fields.map { .text($0) } })
    result.set(
      valueName, (0..<table.rowCount).flatMap { row in columns.map { $0.values?[row] ?? .null } })
    if columns.contains(where: { $0.shorthands != nil }) {
      result.shorthands[valueName] = (0..<table.rowCount).flatMap { row in columns.map { $0.shorthands?[row] } }
    }
    return result
  }
}

/// Makes a row of each element of lists: `flatten`.
package struct Flatten: Sendable, Hashable {
  package var fields: [String]
  /// New names for the fields, in their order; those that are left out keep their names.
  package var names: [String]

  package init(
    fields: [String], names: [String] = []
  ) {
    self.fields = fields
    self.names = names
  }

  /// A row for each place of the longest list; shorter ones are filled with null. What is no list is one element.
  package func apply(to table: Table) -> Table {
    let columns = fields.map { table.column($0) }
    func elements(_ value: Value?) -> [Value] {
      switch value {
      case .list(let values): values
      case .some(let value): [value]
      case nil: []
      }
    }
    var rows: [Int] = []
    var flat = fields.map { _ in [Value]() }
    for row in 0..<table.rowCount {
      let lists = columns.map { elements($0?[row]) }
      let length = lists.map(\.count).max() ?? 0
      for place in 0..<length {
        rows.append(row)
        for (index, list) in lists.enumerated() { flat[index].append(place < list.count ? list[place] : .null) }
      }
    }
    var result = table.rows(rows)
    for (index, field) in fields.enumerated() { result.set(index < names.count ? names[index] : field, flat[index]) }
    return result
  }
}

/// Makes a column of each value of a field: `pivot`.
package struct Pivot: Sendable, Hashable {
  package var pivot: String
  package var value: String
  package var groupBy: [String]
  package var operation: Aggregation.Operation
  /// How many columns are made at most; 0 is no bound but 1,000.
  package var limit: Int

  package init(
    pivot: String, value: String, groupBy: [String] = [], operation: Aggregation.Operation = Aggregation.Operation.sum,
    limit: Int = 0
  ) {
    self.pivot = pivot
    self.value = value
    self.groupBy = groupBy
    self.operation = operation
    self.limit = limit
  }

  /// A row a group; columns in the order of their names.
  package func apply(to table: Table) -> Table {
    guard let keys = table.column(pivot)?.map(\.string) else { return table.heads(Groups(table, by: groupBy), groupBy) }
    let names = Set(keys).sorted { Value.order($0, $1) < 0 }.prefix(limit > 0 ? min(limit, 1_000) : 1_000)
    let groups = Groups(table, by: groupBy)
    let values = table.column(value)
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var columns = names.map { _ in [Value](repeating: .null, count: groups.rows.count) }
    for (group, rows) in groups.rows.enumerated() {
      var members = names.map { _ in [Int]() }
      for row in rows { if let index = place[keys[row]] { members[index].append(row) } }
      for (index, rows) in members.enumerated() {
        var summary = Summary()
        for row in rows { summary.add(values?[row] ?? .null, row: row) }
        columns[index][group] = summary.result(operation) { rows.map { values?[$0] ?? .null } }
      }
    }
    var result = table.heads(groups, groupBy)
    for (name, column) in zip(names, columns) { result.set(name, column) }
    return result
  }
}

/// Takes columns from another table by a key: `lookup`.
package struct Lookup: Sendable {
  package var key: String
  package var from: Table
  package var fromKey: String
  /// Empty takes all.
  package var fields: [String]
  /// New names for the fields, in their order; those that are left out keep their names.
  package var names: [String]
  /// For rows whose key the other table does not have.
  package var missing: Value

  package init(
    key: String, from: Table, fromKey: String, fields: [String], names: [String] = [], missing: Value = .null
  ) {
    self.key = key
    self.from = from
    self.fromKey = fromKey
    self.fields = fields
    self.names = names
    self.missing = missing
  }

  /// The same rows, with a column for each field. Of several rows with a key the last counts, as in Vega.
  package func apply(to table: Table) -> Table {
    var places: [String: Int] = [:]
    for (row, value) in (from.column(fromKey) ?? []).enumerated() where value != .null { places[value.string] = row }
    let found = table.column(key)?.map { $0 == .null ? nil : places[$0.string] } ?? []
    var result = table
    for (index, field) in (fields.isEmpty ? from.names : fields).enumerated() {
      let column = from.column(field)
      let values = (0..<table.rowCount).map { row -> Value in
        guard row < found.count, let place = found[row] else { return missing }
        return column?[place] ?? .null
      }
      result.set(index < names.count ? names[index] : field, values)
      if let shorthands = from.shorthands[field] {
        result.shorthands[index < names.count ? names[index] : field] = (0..<table.rowCount).map { row in
          row < found.count ? found[row].flatMap { shorthands[$0] } : nil
        }
      }
    }
    return result
  }
}

/// Adds the rows that are missing: `impute`.
package struct Impute: Sendable, Hashable {
  /// How a value is found.
  package enum Method: Sendable, Hashable {
    case value(Value)
    /// From the values of the group; null values of the data are replaced too.
    case mean, median, max, min
  }

  package var field: String
  /// Each group has a row for each value of this field.
  package var key: String
  /// Values of the key that there must be besides those of the data.
  package var keyValues: [Value]
  package var groupBy: [String]
  package var method: Method
  /// How many rows of the group before and after a missing one are used; nil has no bound.
  package var before: Int?
  package var after: Int?

  package init(
    field: String, key: String, keyValues: [Value] = [], groupBy: [String] = [], method: Method = Method.value(.null),
    before: Int? = nil, after: Int? = nil
  ) {
    self.field = field
    self.key = key
    self.keyValues = keyValues
    self.groupBy = groupBy
    self.method = method
    self.before = before
    self.after = after
  }

  /// About as many rows are added at most.
  private static let limit = 1_000_000

  /// The rows, and behind them those that were missing, group by group.
  ///
  /// Source: vega-transform, `Impute.js`; Vega-Lite, `ImputeNode`.
  package func apply(to table: Table) -> Table {
    let keys = table.column(key) ?? [Value](repeating: .null, count: table.rowCount)
    let domain = DiscreteDomain(keyValues + keys.map(Groups.key))
    let groups = Groups(table, by: groupBy)
    var newRows: [(head: Int, key: Int)] = []
    for rows in groups.rows where newRows.count < Self.limit {
      let present = Set(rows.compactMap { domain.position(Groups.key(keys[$0])) })
      newRows += domain.values.indices.filter { !present.contains($0) }.map { (head: rows.first ?? 0, key: $0) }
    }
    let filled: Value = if case .value(let value) = method { value } else { .null }
    var result = Table(rowCount: table.rowCount + newRows.count)
    let names = table.names + [key, field].filter { !table.names.contains($0) }
    for name in names {
      let column = table.column(name) ?? [Value](repeating: .null, count: table.rowCount)
      result.set(
        name,
        column
          + newRows.map { row in
            if name == key { return domain.values[row.key] }
            if name == field { return filled }
            return groupBy.contains(name) ? column[row.head] : .null
          })
      if let shorthands = table.shorthands[name] { result.shorthands[name] = shorthands + newRows.map { _ in nil } }
    }
    let operation: Aggregation.Operation
    switch method {
    case .value: return result
    case .mean: operation = .mean
    case .median: operation = .median
    case .max: operation = .max
    case .min: operation = .min
    }
    let window = Window(
      columns: [Window.Column(operation: .aggregate(operation), field: field, name: field)], groupBy: groupBy,
      before: before, after: after)
    let estimates = window.apply(to: result).column(field) ?? []
    result.set(field, zip(result.column(field) ?? [], estimates).map { $0 == .null ? $1 : $0 })
    return result
  }
}
