import Datasets

/// A chart's data: columns that know what they hold, and what stands in each row.
struct Frame: Sendable {
  enum Kind: Sendable, Hashable { case number, percentage, text, category, time }

  struct Column: Sendable, Hashable {
    var name: String
    var label: String
    var kind: Kind
    var unit: String?
    /// Digits behind the point: what the dataset says, or the most that a number is printed with.
    var decimals: Int?
    /// Whether some numbers are printed with fewer digits: 74 beside 29.5, which is not known to be 74.0.
    var hasMixedDecimals = false
    /// The order of a category's values.
    var order: [String] = []

    var isNumeric: Bool { kind == .number || kind == .percentage }
  }

  enum Item: Sendable, Hashable {
    case number(Double)
    case text(String)
    case missing(Shorthand)
  }

  var columns: [Column]
  /// The column that is meant where none is named; nil where several could be.
  var valueColumn: Int?
  /// Row by row, an item for each column.
  var rows: [[Item]]

  func index(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// A dataset without the rows that sum others up.
  init(_ dataset: Dataset) {
    columns = dataset.columns.map { column in
      Column(
        name: column.name, label: column.label, kind: Self.kind(of: column.kind), unit: column.unit,
        decimals: column.decimals, order: column.order)
    }
    valueColumn = dataset.valueColumn
    rows = []
    rows.reserveCapacity(dataset.rows.count)
    for row in dataset.rows where !row.isTotal {
      rows.append(row.cells.map(Self.item))
    }
    for (index, column) in columns.enumerated() where column.isNumeric && column.decimals == nil {
      var decimals: (least: Int, most: Int)?
      for row in dataset.rows where index < row.cells.count {
        guard case .number(let number) = row.cells[index] else { continue }
        let (least, most) = decimals ?? (number.decimals, number.decimals)
        decimals = (min(least, number.decimals), max(most, number.decimals))
      }
      columns[index].decimals = decimals?.most ?? 0
      columns[index].hasMixedDecimals = decimals.map { $0.least < $0.most } ?? false
    }
  }

  /// A plain table: columns of numbers and of text; numbers may be written with commas, missing ones in brackets.
  init(_ table: Table) {
    columns = []
    var items: [[Item]] = []
    for (name, values) in zip(table.names, table.columns) {
      var column = values.enumerated().map { Self.item($1, shorthand: table.shorthand(name, row: $0)) }
      var decimals = 0
      // Years are names, not amounts.
      let isNumeric =
        column.contains { if case .number = $0.item { true } else { false } }
        && column.allSatisfy { if case .text = $0.item { false } else { true } } && !Self.isYear(name)
      if isNumeric {
        for value in column { decimals = max(decimals, value.decimals) }
      } else {
        column = column.map { ($0.text.isEmpty ? $0.item : .text($0.text), 0, $0.text) }
      }
      let isTime = !isNumeric && column.allSatisfy { Self.isPeriod($0.text) }
      columns.append(
        Column(
          name: name, label: Self.label(name), kind: isNumeric ? .number : isTime ? .time : .text, unit: nil,
          decimals: isNumeric ? decimals : nil))
      items.append(column.map(\.item))
    }
    rows = (0..<table.rowCount).map { row in items.map { $0[row] } }
  }

  private static func item(
    _ value: Value, shorthand: Shorthand?
  ) -> (item: Item, decimals: Int, text: String) {
    switch value {
    case .null: return (.missing(shorthand ?? .notAvailable), 0, "")
    case .list: return (.text(value.string), 0, value.string)
    case .time(let time):
      let text = dateFormat?.string(time) ?? ""
      return (.text(text), 0, text)
    case .number(let number):
      var decimals = 0
      while decimals < 6, (number * NumberStyle.powers[decimals]).rounded() / NumberStyle.powers[decimals] != number {
        decimals += 1
      }
      return (.number(number), decimals, NumberStyle(decimals: decimals).plain(number))
    case .boolean(let value): return (.text(value ? "Yes" : "No"), 0, value ? "Yes" : "No")
    case .text(let text):
      if text.isEmpty { return (.missing(.notAvailable), 0, "") }
      if text.hasPrefix("["), text.hasSuffix("]"), let sign = Shorthand(rawValue: String(text.dropFirst().dropLast())) {
        return (.missing(sign), 0, "")
      }
      if let number = Decimal(text) { return (.number(number.doubleValue), number.decimals, text) }
      return (.text(text), 0, text)
    }
  }

  private static func item(_ cell: Cell) -> Item {
    switch cell {
    case .number(let number): .number(number.doubleValue)
    case .text(let text), .date(let text): .text(text)
    case .year(let year): .text(year.description)
    case .missing(let sign): .missing(sign)
    }
  }

  private static func kind(of kind: Dataset.Kind) -> Kind {
    switch kind {
    case .integer, .decimal: .number
    case .percentage: .percentage
    case .date, .year: .time
    case .category: .category
    case .text: .text
    }
  }

  private static let dateFormat = TimeFormat("%Y-%m-%d")

  private static func isPeriod(_ text: String) -> Bool {
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false else { return false }
    return PeriodName(text, months: months) != nil
  }

  /// Any twelve names will do to know a period.
  private static let months = ChartWords.english.months

  private static func isYear(_ name: String) -> Bool { name.lowercased() == "year" }

  /// `rate_2017` as readers see it: `Rate 2017`.
  private static func label(_ name: String) -> String {
    let words = String(name.map { $0 == "_" ? " " : $0 })
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension NumberStyle {
  /// A number without separators of thousands.
  func plain(_ value: Double) -> String { String(string(value).filter { $0 != "," }) }
}
