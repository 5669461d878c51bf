/// Hides small counts.
enum Suppression {
  /// The counts from 1 to below the threshold.
  static func primary(_ table: PrintedTable, _ disclosure: Disclosure) -> Set<CellIndex> {
    guard case .suppress(let below) = disclosure else { return [] }
    var hidden: Set<CellIndex> = []
    for row in table.rows.indices {
      for column in table.columns.indices where table.countsPeople[column] {
        guard let number = table.number(row, column), (1..<Int64(below)).contains(number.digits) else { continue }
        hidden.insert(CellIndex(row: row, column: column))
      }
    }
    return hidden
  }

  /// The rows with `[c]` in place of what is hidden.
  static func rows(_ table: PrintedTable, without hidden: Set<CellIndex>) -> [Dataset.Row] {
    guard !hidden.isEmpty else { return table.rows }
    var rows = table.rows
    for cell in hidden {
      rows[cell.row].cells[cell.column] = .missing(.confidential)
    }
    return rows
  }
}
