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
  /// Column by column, an item for each row.
  var items: [[Item]] = []
  var rowCount = 0

  func index(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// A dataset without the rows that sum others up.
  init(_ dataset: Dataset) {
    columns = dataset.columns.map { column in
      Column(
        name: column.name, label: column.label, kind: Self.kind(of: column.kind), unit: column.unit,
        decimals: column.decimals, order: column.order)
    }
    valueColumn = dataset.valueColumn
    let rows = dataset.rows.filter { !$0.isTotal }
    rowCount = rows.count
    items = columns.indices.map { column in
      rows.map { column < $0.cells.count ? Self.item($0.cells[column]) : .missing(.notAvailable) }
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
    rowCount = table.rowCount
    for (name, values) in zip(table.names, table.columns) {
      let shorthands = table.shorthands[name]
      var column = Column(name: name, label: Self.label(name), kind: .text, unit: nil, decimals: nil)
      // Years are names, not amounts.
      if !Self.isYear(name), let (numbers, decimals) = Self.numbers(values, shorthands) {
        column.kind = .number
        column.decimals = decimals
        items.append(numbers)
      } else {
        let texts = values.enumerated().map { Self.text($1, shorthand: shorthands?[$0]) }
        if texts.allSatisfy({ if case .text(let text) = $0 { PeriodName.names(text) } else { false } }) {
          column.kind = .time
        }
        items.append(texts)
      }
      columns.append(column)
    }
  }

  /// The values as numbers, and the most digits behind the point; nil where one is a text, or all are missing.
  private static func numbers(_ values: [Value], _ shorthands: [Shorthand?]?) -> (items: [Item], decimals: Int)? {
    var items: [Item] = []
    items.reserveCapacity(values.count)
    var decimals = 0
    var hasNumber = false
    for (row, value) in values.enumerated() {
      switch value {
      case .number(let number):
        decimals = max(decimals, NumberStyle.decimals(of: number))
        items.append(.number(number))
        hasNumber = true
      case .text(let text):
        if let missing = missing(text) {
          items.append(.missing(missing))
        } else if let number = Decimal(text) {
          decimals = max(decimals, number.decimals)
          items.append(.number(number.doubleValue))
          hasNumber = true
        } else {
          return nil
        }
      case .null: items.append(.missing(shorthands?[row] ?? .notAvailable))
      case .boolean, .time, .list: return nil
      }
    }
    return hasNumber ? (items, decimals) : nil
  }

  private static func text(_ value: Value, shorthand: Shorthand?) -> Item {
    switch value {
    case .null: .missing(shorthand ?? .notAvailable)
    case .list: .text(value.string)
    case .time(let time): .text(dateFormat?.string(time) ?? "")
    case .number(let number): .text(NumberStyle(decimals: NumberStyle.decimals(of: number)).plain(number))
    case .boolean(let value): .text(value ? "Yes" : "No")
    case .text(let text): missing(text).map { .missing($0) } ?? .text(text)
    }
  }

  /// Why there is no value, where a text says so.
  private static func missing(_ text: String) -> Shorthand? {
    if text.isEmpty { return .notAvailable }
    guard text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") else { return nil }
    return Shorthand(rawValue: String(text.dropFirst().dropLast()))
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

  private static func isYear(_ name: String) -> Bool { name.utf8.count == 4 && name.lowercased() == "year" }

  /// `rate_2017` as readers see it: `Rate 2017`.
  private static func label(_ name: String) -> String {
    let words =
      name.utf8.contains(UInt8(ascii: "_"))
      ? String(decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self) : name
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension NumberStyle {
  /// How many digits behind the point a number has, six at most.
  static func decimals(of number: Double) -> Int {
    (0..<6).first { (number * powers[$0]).rounded() / powers[$0] == number } ?? 6
  }

  /// A number without separators of thousands.
  func plain(_ value: Double) -> String { String(string(value).filter { $0 != "," }) }
}
