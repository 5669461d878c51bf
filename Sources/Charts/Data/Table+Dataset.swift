import Datasets

extension Table {
  /// A dataset as a chart draws it: numbers as numbers, years and dates as they are written, what is missing as null.
  ///
  /// - Parameter includesTotals: whether rows that sum others up are drawn too.
  package init(_ dataset: Dataset, includesTotals: Bool = false) {
    let rows = dataset.rows.filter { includesTotals || !$0.isTotal }
    self.init(rowCount: rows.count)
    for (index, column) in dataset.columns.enumerated() {
      var missing: [Shorthand?]?
      let values = rows.enumerated().map { place, row -> Value in
        switch row.cells[index] {
        case .number(let number): return .number(number.doubleValue)
        case .text(let text), .date(let text): return .text(text)
        case .year(let year): return .text(year.description)
        case .missing(let shorthand):
          if missing == nil { missing = [Shorthand?](repeating: nil, count: rows.count) }
          missing?[place] = shorthand
          return .null
        }
      }
      set(column.name, values)
      if let missing { shorthands[column.name] = missing }
    }
  }
}
