/// One value of a row, in Vega-Lite's sense.
public enum Value: Sendable, Hashable {
  case null
  case number(Double)
  case text(String)
  case boolean(Bool)
  /// Milliseconds since 1 January 1970, UTC.
  case time(Double)
}

/// The rows that a chart draws, column by column.
public struct Table: Sendable {
  /// A column's name.
  public var names: [String]
  /// A column each, all of ``rowCount`` values.
  public var columns: [[Value]]
  /// How many values each column has.
  public var rowCount: Int

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
