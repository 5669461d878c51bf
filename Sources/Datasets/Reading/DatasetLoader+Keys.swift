import Diagnostics
import Fields

extension DatasetLoader {
  /// The index of a column that a field names, or nil with a diagnostic.
  private mutating func column(_ name: Located<String>, _ columns: Columns) -> Int? {
    if let index = columns.entries.firstIndex(where: { $0.name == name.value }) { return index }
    let names = columns.entries.map(\.name)
    report(
      .value, "there is no column \"\(name.value)\"", at: name.place,
      help: Suggestion.nearest(to: name.value, in: names).map { "did you mean \($0)?" }
        ?? "the columns are \(names.joined(separator: ", "))")
    return nil
  }

  /// The columns that name a row; the first where the author says nothing.
  mutating func findKeys(_ fields: DatasetFields, _ columns: Columns) -> [Int] {
    var keys: [Int] = []
    for name in fields.key {
      guard let index = column(name, columns) else { continue }
      if keys.contains(index) {
        report(.value, "the column \"\(name.value)\" stands twice in \"key\"", at: name.place, help: "take one out")
      } else {
        keys.append(index)
      }
    }
    return keys.isEmpty ? [0] : keys
  }

  /// The column that a figure means when it names none.
  mutating func findValue(_ fields: DatasetFields, _ columns: Columns) -> Int? {
    if let name = fields.value {
      guard let index = column(name, columns) else { return nil }
      if !columns.entries[index].column.isNumeric {
        report(
          .value, "the column \"\(name.value)\" holds no numbers", at: name.place,
          help: "\"value\" names the column that figures mean")
      }
      return index
    }
    let key = Set(fields.key.map(\.value))
    let numbers = columns.entries.indices.filter { index in
      columns.entries[index].column.isNumeric && !key.contains(columns.entries[index].name)
        && !(fields.key.isEmpty && index == 0)
    }
    return numbers.count == 1 ? numbers[0] : nil
  }

  /// What 100% of each percentage is.
  mutating func findBases(_ columns: Columns) -> [PrintedTable.Base?] {
    columns.entries.map { entry in
      guard let base = entry.base else { return nil }
      if let number = Decimal(base.value) {
        guard number.digits > 0 else {
          report(.value, "100% of nothing is nothing", at: base.place, help: "write how many people 100% is")
          return nil
        }
        return .number(number)
      }
      guard let index = column(base, columns) else { return nil }
      guard columns.entries[index].column.isNumeric else {
        report(
          .value, "the column \"\(base.value)\" holds no numbers", at: base.place,
          help: "\"of\" names the column that says how many people 100% is")
        return nil
      }
      return .column(index)
    }
  }

  /// Each kind of total must be the name of a row.
  mutating func checkTotals(_ fields: DatasetFields, _ rows: [Row], _ columns: Columns, _ keys: [Int]) {
    for total in fields.totals {
      let isThere = rows.contains { row in keys.contains { row.cells[$0].plainText == total.value } }
      guard !isThere else { continue }
      let names = rows.prefix(10_000).flatMap { row in keys.map { row.cells[$0].plainText } }
      report(
        .value, "no row is called \"\(total.value)\"", at: total.place,
        help: Suggestion.nearest(to: total.value, in: names).map { "did you mean \($0)?" }
          ?? "\"total\" is the name of the row that sums the others up")
    }
  }

  /// Keys must be there, and name one row each.
  mutating func checkKeys(_ printed: PrintedTable, _ table: CSVScanner, _ columns: Columns) {
    var seen: [[Cell]: Int] = [:]
    seen.reserveCapacity(printed.rows.count)
    var faults = 0
    func place(_ row: Int, _ key: Int) -> Place {
      self.place(table.cells[table.cells(ofRow: row + 1).lowerBound + columns.cells[key]].range)
    }
    for (index, row) in printed.rows.enumerated() {
      let key = printed.keyColumns.map { row.cells[$0] }
      for (column, cell) in zip(printed.keyColumns, key) {
        guard case .missing = cell, faults < Self.maximumFaults else { continue }
        faults += 1
        report(
          .cellValue, "the column \"\(printed.columns[column].name)\" names the row, so it cannot be without a value",
          at: place(index, column), help: "write the name that the row has")
      }
      guard let other = seen.updateValue(index, forKey: key) else { continue }
      guard faults < Self.maximumFaults else { break }
      faults += 1
      // As a spreadsheet counts: the header is row 1.
      let line = other + 2
      report(
        .cellValue,
        "two rows have the key \(key.map { "\"\($0.plainText)\"" }.joined(separator: ", ")); the other is row \(line)",
        at: place(index, printed.keyColumns[0]),
        help: printed.keyColumns.count == 1
          ? "where several columns name a row, write key: [\(printed.columns[printed.keyColumns[0]].name), …] in the YAML file"
          : "correct one of them, or take it out")
    }
  }
}
