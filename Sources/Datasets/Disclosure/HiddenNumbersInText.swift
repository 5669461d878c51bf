import Diagnostics
import Fields

/// Finds hidden numbers in what is written about a dataset.
struct HiddenNumbersInText {
  let table: PrintedTable
  let hidden: Set<CellIndex>

  /// The bytes of the first hidden number in a text, or nil.
  ///
  /// - Parameter row: the row that the text is about, where every number of the row counts; nil for a text about the
  ///   whole dataset, where small numbers count only before people or the column's unit.
  func first(in text: String, row: Int?) -> Range<Int>? {
    for mention in NumberMention.all(in: Array(text.utf8)) where !mention.isBound && !mention.isOrdinal {
      for cell in hidden where row == nil || cell.row == row {
        guard let number = table.number(cell.row, cell.column), number.decimals == 0,
          Int(number.digits) == mention.value,
          (table.columns[cell.column].kind == .percentage) == mention.isPercentage
        else { continue }
        if row != nil || mention.people != nil || mention.value >= 10 || isUnit(mention.next, cell.column) {
          return mention.range
        }
      }
    }
    return nil
  }

  private func isUnit(_ word: String, _ column: Int) -> Bool {
    guard let unit = table.columns[column].unit?.lowercased(), !word.isEmpty else { return false }
    return unit.split(separator: " ").contains { $0 == word || $0 == word + "s" }
  }
}

extension DatasetLoader {
  /// Reports hidden numbers in titles, caveats, notes and names of rows.
  mutating func checkTexts(
    _ printed: PrintedTable, _ fields: DatasetFields, hidden: Set<CellIndex>, _ table: CSVScanner, _ columns: Columns,
    _ yaml: [UInt8]
  ) {
    guard !hidden.isEmpty else { return }
    let finder = HiddenNumbersInText(table: printed, hidden: hidden)
    let texts =
      [fields.title, fields.finding, fields.subtitle, fields.rounding].compactMap { $0 } + fields.caveats
      + fields.assertions.compactMap(\.known)
    for text in texts {
      guard let range = finder.first(in: text.value, row: nil) else { continue }
      reportHidden(at: place(range, in: text, yaml))
    }
    for row in printed.rows.indices where hidden.contains(where: { $0.row == row }) {
      let cells = table.cells(ofRow: row + 1)
      if let note = printed.rows[row].note, let index = columns.note, finder.first(in: note, row: row) != nil {
        reportHidden(at: place(table.cells[cells.lowerBound + index].range))
      }
      for (column, index) in zip(printed.columns.indices, columns.cells) {
        guard case .text(let text) = printed.rows[row].cells[column], finder.first(in: text, row: row) != nil else {
          continue
        }
        reportHidden(at: place(table.cells[cells.lowerBound + index].range))
      }
    }
  }

  private mutating func reportHidden(at place: Place) {
    report(
      .disclosure, "this text tells a number that the table hides", at: place,
      help: "say \"a small number\", or leave it out")
  }
}
