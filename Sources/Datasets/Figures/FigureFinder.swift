import Diagnostics

extension Dataset {
  /// The figure that an address means, from what is published: a number that is hidden is a problem, and not told.
  package func figure(_ reference: FigureReference) -> Result<Figure, FigureProblem> {
    let finder = FigureFinder(dataset: self, reference: reference)
    do throws(FigureProblem) {
      return .success(try finder.find())
    } catch {
      return .failure(error)
    }
  }
}

/// Finds rows and columns by their addresses, and works out what is asked of them.
struct FigureFinder {
  let dataset: Dataset
  let reference: FigureReference

  func find() throws(FigureProblem) -> Figure {
    switch reference.form {
    case .value: return try value()
    case .share: return try share()
    case .change, .difference, .ratio: return try comparison()
    case .sum: return try sum()
    case .rank: return try rank()
    case .count:
      return Figure(value: Number(parts.count), kind: .quantity, unit: nil, decimals: 0)
    case .mean, .min, .max: return try summary()
    }
  }

  // MARK: - Rows and columns

  private var keyCount: Int { dataset.keyColumns.count }
  /// The rows that are no totals.
  private var parts: [Int] { dataset.rows.indices.filter { !dataset.rows[$0].isTotal } }

  /// The row and the column that the path names.
  private func cell() throws(FigureProblem) -> (row: Int, column: Int) {
    let path = reference.path
    guard path.count >= keyCount else {
      throw FigureProblem(
        message: path.isEmpty
          ? "\"figure:\(reference.dataset)\" does not say which row it means"
          : "a row of \"\(reference.dataset)\" has \(keyCount) keys, but only \(path.count) are named",
        help: "write one of \(examples())")
    }
    let row = try row(Array(path.prefix(keyCount)))
    switch path.count - keyCount {
    case 0:
      guard let column = dataset.valueColumn else {
        throw FigureProblem(
          message: "\"\(dataset.id)\" has several columns, and this figure does not say which one it means",
          help: "write the column behind the row: "
            + numericColumns.map { "figure:\(dataset.id)/\(path.joined(separator: "/"))/\(Address.slug($0))" }
            .joined(separator: ", "))
      }
      return (row, column)
    case 1: return (row, try column(path[keyCount]))
    default:
      throw FigureProblem(
        message: "\"figure:\(dataset.id)/\(path.joined(separator: "/"))\" has too many parts",
        help: "write the dataset, the row and the column, as in \(examples())")
    }
  }

  /// The column of a figure about the whole table: `figure:rates/rate?mean`.
  private func wholeColumn() throws(FigureProblem) -> Int {
    switch reference.path.count {
    case 1: return try column(reference.path[0])
    case 0:
      if let column = dataset.valueColumn { return column }
      throw FigureProblem(
        message: "\"\(dataset.id)\" has several columns, and this figure does not say which one it means",
        help: "write the column: "
          + numericColumns.map { "figure:\(dataset.id)/\(Address.slug($0))?\(reference.form.rawValue)" }
          .joined(separator: ", "))
    default:
      throw FigureProblem(
        message: "?\(reference.form.rawValue) is about all rows, but this figure names one",
        help: "write figure:\(dataset.id)?\(reference.form.rawValue), or the column behind the dataset")
    }
  }

  private var numericColumns: [String] {
    dataset.columns.indices.filter { dataset.columns[$0].isNumeric && !dataset.keyColumns.contains($0) }
      .map { dataset.columns[$0].name }
  }

  private func column(_ name: String) throws(FigureProblem) -> Int {
    if let index = dataset.columns.firstIndex(where: { $0.name == name || Address.slug($0.name) == name }) {
      return index
    }
    let names = numericColumns.map(Address.slug)
    throw FigureProblem(
      message: "\"\(dataset.id)\" has no column \"\(name)\"",
      help: Suggestion.nearest(to: name, in: names).map { "did you mean \($0)?" }
        ?? "its columns are \(names.joined(separator: ", "))")
  }

  private func row(_ keys: [String]) throws(FigureProblem) -> Int {
    let address = keys.joined(separator: "/")
    var found: [Int] = []
    for row in dataset.rows.indices where dataset.address(row: row) == address { found.append(row) }
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      let names = found.prefix(3).map { row in
        "\"" + dataset.keyColumns.map { dataset.rows[row].cells[$0].plainText }.joined(separator: ", ") + "\""
      }
      throw FigureProblem(
        message: "\"\(address)\" can mean more than one row of \"\(dataset.id)\": \(names.joined(separator: ", "))",
        help: "give the rows names that differ in letters or digits")
    }
    let addresses = dataset.rows.indices.prefix(10_000).map { dataset.address(row: $0) }
    throw FigureProblem(
      message: "\"\(dataset.id)\" has no row \"\(address)\"",
      help: Suggestion.nearest(to: address, in: addresses).map { "did you mean \($0)?" }
        ?? "its rows are \(addresses.prefix(12).joined(separator: ", "))\(addresses.count > 12 ? " …" : "")")
  }

  /// Another row, named in full or by its last key alone.
  private func other(_ keys: [String], besides row: Int) throws(FigureProblem) -> Int {
    if keys.count == keyCount { return try self.row(keys) }
    guard keys.count < keyCount else {
      throw FigureProblem(
        message: "\"\(keys.joined(separator: "/"))\" has too many parts",
        help: "a row of \"\(dataset.id)\" has \(keyCount) \(keyCount == 1 ? "key" : "keys")")
    }
    let own = dataset.keyColumns.map { Address.slug(dataset.rows[row].cells[$0].plainText) }
    return try self.row(Array(own.prefix(keyCount - keys.count)) + keys)
  }

  private func examples() -> String {
    guard let row = dataset.rows.indices.first else { return "figure:\(dataset.id)" }
    let short = "figure:\(dataset.id)/\(dataset.address(row: row))"
    guard dataset.valueColumn == nil, let column = numericColumns.first else { return short }
    return "\(short)/\(Address.slug(column))"
  }

  /// The number of a cell; a problem where there is none.
  private func number(_ row: Int, _ column: Int) throws(FigureProblem) -> Decimal {
    let name = "\(dataset.id)/\(dataset.address(row: row))"
    switch dataset.rows[row].cells[column] {
    case .number(let number): return number
    case .year(let year) where !year.isFinancial: return Decimal(year.first)
    case .missing(.confidential):
      throw FigureProblem(
        message: "the figure \"\(name)\" is not published, so that nobody can be identified",
        help: "leave the number out of the text")
    case .missing(let shorthand):
      throw FigureProblem(
        message: "the figure \"\(name)\" is no number: the dataset has [\(shorthand.rawValue)] there",
        help: "leave the number out of the text, or take away the link")
    default:
      throw FigureProblem(
        message: "the column \"\(dataset.columns[column].name)\" of \"\(dataset.id)\" holds no numbers",
        help: numericColumns.isEmpty
          ? nil : "its numbers are in \(numericColumns.map(Address.slug).joined(separator: ", "))")
    }
  }

  // MARK: - Forms

  private func kind(_ column: Int) -> Figure.Kind {
    switch dataset.columns[column].kind {
    case .percentage: .percentage
    case .year: .year
    default: .quantity
    }
  }

  private func value() throws(FigureProblem) -> Figure {
    let (row, column) = try cell()
    let number = try number(row, column)
    return Figure(
      value: Number(number), kind: kind(column), unit: dataset.columns[column].unit, decimals: number.decimals,
      row: row)
  }

  private func share() throws(FigureProblem) -> Figure {
    let (row, column) = try cell()
    let part = try number(row, column)
    let whole: Number
    if let keys = reference.others.first {
      whole = Number(try number(try other(keys, besides: row), column))
    } else if let total = total(over: row) {
      whole = Number(try number(total, column))
    } else {
      whole = try sum(siblings(of: row), column)
    }
    return Figure(value: try percent(Number(part), of: whole), kind: .percentage, unit: nil, decimals: nil, row: row)
  }

  private func percent(_ part: Number, of whole: Number) throws(FigureProblem) -> Number {
    guard let share = (Number(100) * part).divided(by: whole) else {
      throw FigureProblem(
        message: "this figure divides by 0: there is nothing to compare with", help: "compare with another row")
    }
    return share
  }

  /// The total that a row is part of: the row of totals with the same keys but one.
  private func total(over row: Int) -> Int? {
    let key = dataset.keyColumns.map { dataset.rows[row].cells[$0] }
    return dataset.rows.indices.first { candidate in
      guard dataset.rows[candidate].isTotal, candidate != row else { return false }
      return zip(dataset.keyColumns, key).count { dataset.rows[candidate].cells[$0] != $1 } == 1
    }
  }

  /// The rows that make up a whole with a row: for one key all, for several those that differ in one key at most,
  /// the last that is not a year.
  private func siblings(of row: Int) -> [Int] {
    guard keyCount > 1 else { return parts }
    let varying = dataset.keyColumns.last { dataset.columns[$0].kind != .year } ?? dataset.keyColumns[0]
    return parts.filter { other in
      dataset.keyColumns.allSatisfy {
        $0 == varying || dataset.rows[other].cells[$0] == dataset.rows[row].cells[$0]
      }
    }
  }

  private func sum(_ rows: [Int], _ column: Int) throws(FigureProblem) -> Number {
    var sum = Number(0)
    for row in rows { sum = sum + Number(try number(row, column)) }
    return sum
  }

  private func comparison() throws(FigureProblem) -> Figure {
    let (row, column) = try cell()
    let this = Number(try number(row, column))
    let that = Number(try number(try other(reference.others[0], besides: row), column))
    switch reference.form {
    case .difference:
      return Figure(
        value: this - that, kind: .difference(inPoints: dataset.columns[column].kind == .percentage),
        unit: dataset.columns[column].unit, decimals: nil, row: row)
    case .change:
      return Figure(
        value: try percent(this, of: that) - Number(100), kind: .change, unit: nil, decimals: nil, row: row)
    default:
      return Figure(
        value: try percent(this, of: that).divided(by: Number(100)) ?? Number(0), kind: .ratio, unit: nil,
        decimals: nil, row: row)
    }
  }

  private func sum() throws(FigureProblem) -> Figure {
    let column: Int
    var rows: [Int]
    if reference.others.isEmpty {
      column = try wholeColumn()
      rows = parts
    } else {
      let first: Int
      (first, column) = try cell()
      rows = [first]
      for keys in reference.others {
        let row = try other(keys, besides: first)
        guard !rows.contains(row) else {
          throw FigureProblem(
            message: "\"\(keys.joined(separator: "/"))\" is counted twice in this sum", help: "name each row once")
        }
        rows.append(row)
      }
    }
    return Figure(
      value: try sum(rows, column), kind: kind(column), unit: dataset.columns[column].unit, decimals: nil,
      row: reference.others.isEmpty ? nil : rows.first)
  }

  private func rank() throws(FigureProblem) -> Figure {
    let (row, column) = try cell()
    let own = Number(try number(row, column))
    let isFromLowest = reference.others == [["lowest"]]
    // Of several years or areas, those with the same other keys are ranked.
    let rows = keyCount > 1 ? siblings(of: row) : parts
    var place = 1
    for other in rows where other != row {
      let number = Number(try number(other, column))
      if isFromLowest ? number < own : number > own { place += 1 }
    }
    return Figure(
      value: Number(place), kind: .rank(fromLowest: isFromLowest, last: rows.count), unit: nil, decimals: 0, row: row)
  }

  private func summary() throws(FigureProblem) -> Figure {
    let column = try wholeColumn()
    var numbers: [Number] = []
    for row in parts { numbers.append(Number(try number(row, column))) }
    let value: Number?
    switch reference.form {
    case .min: value = numbers.min()
    case .max: value = numbers.max()
    default: value = numbers.reduce(Number(0), +).divided(by: Number(numbers.count))
    }
    guard let value else {
      throw FigureProblem(message: "\"\(dataset.id)\" has only totals", help: "name a row instead")
    }
    return Figure(value: value, kind: kind(column), unit: dataset.columns[column].unit, decimals: nil)
  }
}
