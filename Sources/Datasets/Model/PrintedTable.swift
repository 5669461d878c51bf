/// The figures as they were printed, before anything is hidden.
///
/// Only the assertions and the disclosure control see it. What is written or shown takes a ``Dataset``, which holds only
/// what is published; nothing outside this target can reach this type.
struct PrintedTable: Sendable {
  /// What 100% of a percentage column is, in people.
  enum Base: Sendable, Hashable {
    case number(Decimal)
    /// A column of the same row, by index.
    case column(Int)
  }

  let columns: [Dataset.Column]
  /// For each column: whether its whole numbers count people, so that small ones are hidden.
  let countsPeople: [Bool]
  /// For each column: what 100% is, where the author says so.
  let bases: [Base?]
  let rows: [Dataset.Row]
  let keyColumns: [Int]
  /// What the rows of totals are called.
  let totals: [String]

  /// A cell's number, or nil where there is none.
  func number(_ row: Int, _ column: Int) -> Decimal? {
    if case .number(let number) = rows[row].cells[column] { number } else { nil }
  }

  /// The values that name a row, as they are written.
  func key(ofRow row: Int) -> [String] { keyColumns.map { rows[row].cells[$0].plainText } }
}

/// One cell of a table, by its indices.
struct CellIndex: Hashable, Sendable, Comparable {
  let row: Int
  let column: Int

  static func < (a: CellIndex, b: CellIndex) -> Bool { (a.row, a.column) < (b.row, b.column) }
}
