import Diagnostics

/// Looks for small counts that one dataset hides and another one shows.
///
/// Two datasets show the same figure where their columns have the same name, period and place, the rows the same key, and
/// the source printed the same number. What is hidden in one of them must be hidden in all.
///
/// - Returns: an error for each figure that another dataset gives away, at the `disclosure` of the one that shows it.
package func auditDisclosure(_ datasets: [LoadedDataset]) -> [Diagnostic] {
  /// What a figure is about.
  struct Subject: Hashable {
    let column: String
    let period: String?
    let place: String?
    let keys: [String: String]
  }
  func subject(_ dataset: LoadedDataset, _ row: Int, _ column: Int) -> Subject {
    let table = dataset.printed
    var keys: [String: String] = [:]
    for key in table.keyColumns { keys[table.columns[key].name] = table.rows[row].cells[key].plainText }
    return Subject(
      column: table.columns[column].name, period: dataset.dataset.period, place: dataset.dataset.place, keys: keys)
  }
  var hidden: [Subject: (number: Decimal, dataset: Int)] = [:]
  for (index, dataset) in datasets.enumerated() {
    for cell in dataset.hidden.sorted() where dataset.printed.countsPeople[cell.column] {
      guard let number = dataset.printed.number(cell.row, cell.column) else { continue }
      let subject = subject(dataset, cell.row, cell.column)
      if hidden[subject] == nil { hidden[subject] = (number, index) }
    }
  }
  guard !hidden.isEmpty else { return [] }
  var diagnostics: [Diagnostic] = []
  for (index, dataset) in datasets.enumerated() {
    let table = dataset.printed
    for row in table.rows.indices {
      for column in table.columns.indices where table.columns[column].kind == .integer {
        guard !dataset.hidden.contains(CellIndex(row: row, column: column)), let number = table.number(row, column),
          let other = hidden[subject(dataset, row, column)], other.dataset != index, other.number == number
        else { continue }
        diagnostics.append(
          Diagnostic(
            .disclosure,
            "this dataset shows the figure \"\(table.key(ofRow: row).joined(separator: ", "))\", which "
              + "\"\(datasets[other.dataset].dataset.id)\" hides", at: dataset.disclosurePlace,
            help: "write the same disclosure in both, or [c] for the figure"))
      }
    }
  }
  return diagnostics
}
