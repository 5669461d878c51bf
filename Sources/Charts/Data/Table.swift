import Datasets

/// The rows that a chart draws, column by column.
public struct Table: Sendable {
  /// A column's name.
  public var names: [String]
  /// A column each, all of ``rowCount`` values.
  public var columns: [[Value]]
  /// How many rows there are.
  public var rowCount: Int
  /// Why values are null, by the name of their column: one for each row, nil where the value is there. Columns of which
  /// nothing is known have none.
  package var shorthands: [String: [Shorthand?]] = [:]

  /// - Parameter columns: one a name, all equally long.
  public init(names: [String], columns: [[Value]]) {
    self.names = names
    self.columns = columns
    rowCount = columns.first?.count ?? 0
  }

  /// The column with a name.
  public func column(_ name: String) -> [Value]? {
    names.firstIndex(of: name).map { columns[$0] }
  }
}

extension Table {
  /// Rows without columns, as `{}` in JSON gives them.
  package init(rowCount: Int) {
    self.init(names: [], columns: [])
    self.rowCount = rowCount
  }

  /// Rows of named values; columns in the order in which their names first occur, null where a row has no such name.
  package init(rows: [[(name: String, value: Value)]]) {
    self.init(rowCount: rows.count)
    var index: [String: Int] = [:]
    for (row, fields) in rows.enumerated() {
      for (name, value) in fields {
        if let column = index[name] {
          columns[column][row] = value
        } else {
          index[name] = names.count
          names.append(name)
          var column = [Value](repeating: .null, count: rowCount)
          column[row] = value
          columns.append(column)
        }
      }
    }
  }

  /// The value in a row of a column, null where there is no such column.
  package func value(_ name: String, row: Int) -> Value {
    guard let column = names.firstIndex(of: name) else { return .null }
    return columns[column][row]
  }

  /// Why a value is missing, where that is known.
  package func shorthand(_ name: String, row: Int) -> Shorthand? {
    guard let column = shorthands[name], row < column.count else { return nil }
    return column[row]
  }

  /// Puts a column in the place of the one with its name, or behind the others.
  ///
  /// - Parameter column: as many values as there are rows.
  package mutating func set(_ name: String, _ column: [Value]) {
    shorthands[name] = nil
    if let index = names.firstIndex(of: name) {
      columns[index] = column
    } else {
      names.append(name)
      columns.append(column)
    }
    if columns.count == 1 { rowCount = column.count }
  }

  /// Some of the rows, in the order of their numbers, which may repeat.
  package func rows(_ numbers: [Int]) -> Table {
    var table = Table(rowCount: numbers.count)
    table.names = names
    table.columns = columns.map { column in numbers.map { column[$0] } }
    table.shorthands = shorthands.mapValues { column in numbers.map { column[$0] } }
    return table
  }
}
