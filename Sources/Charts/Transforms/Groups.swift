/// Rows that agree in some fields.
package struct Groups: Sendable {
  /// For each group the numbers of its rows, in their order; groups in the order of their first rows.
  package let rows: [[Int]]

  /// - Parameter fields: without any, all rows are one group; of no rows there is no group.
  package init(_ table: Table, by fields: [String]) {
    guard !fields.isEmpty else {
      rows = table.rowCount > 0 ? [Array(0..<table.rowCount)] : []
      return
    }
    var groups: [[Int]] = []
    for (row, group) in Self.numbers(table, by: fields).enumerated() {
      if group == groups.count { groups.append([row]) } else { groups[group].append(row) }
    }
    rows = groups
  }

  /// For each row the number of its group, by the first row of each.
  private static func numbers(_ table: Table, by fields: [String]) -> [Int] {
    var numbers = [Int](repeating: 0, count: table.rowCount)
    for field in fields {
      guard let column = table.column(field) else { continue }
      var known: [Part: Int] = [:]
      for row in column.indices {
        let part = Part(group: numbers[row], value: key(column[row]))
        if let number = known[part] {
          numbers[row] = number
        } else {
          numbers[row] = known.count
          known[part] = known.count
        }
      }
    }
    return numbers
  }

  /// The rows of a group by the fields before, that agree in one more.
  private struct Part: Hashable {
    let group: Int
    let value: Value
  }

  /// NaN is not equal to itself, but belongs to one group.
  package static func key(_ value: Value) -> Value {
    switch value {
    case .number(let number) where number.isNaN: .text("NaN")
    case .time(let time) where time.isNaN: .text("NaN")
    default: value
    }
  }
}

extension Table {
  /// Numbers of rows by some fields; rows that these do not tell apart stay in their order.
  package func sorted(_ rows: [Int], by keys: [SortKey]) -> [Int] {
    guard !keys.isEmpty else { return rows }
    let columns = keys.compactMap { key in column(key.field).map { (values: $0, isDescending: key.isDescending) } }
    return rows.enumerated().sorted { a, b in
      let order = Self.order(a.element, b.element, columns)
      return order == 0 ? a.offset < b.offset : order < 0
    }.map(\.element)
  }

  /// Negative where the first row comes first, 0 where the fields do not tell them apart.
  package static func order(_ a: Int, _ b: Int, _ columns: [(values: [Value], isDescending: Bool)]) -> Int {
    for column in columns {
      let order = Value.order(column.values[a], column.values[b])
      if order != 0 { return column.isDescending ? -order : order }
    }
    return 0
  }

  /// The values of some fields in the first row of each group: what a summary keeps of them.
  package func heads(_ groups: Groups, _ fields: [String]) -> Table {
    var table = Table(rowCount: groups.rows.count)
    for field in fields {
      guard let column = column(field) else { continue }
      table.set(field, groups.rows.map { rows in rows.first.map { column[$0] } ?? .null })
    }
    return table
  }
}
