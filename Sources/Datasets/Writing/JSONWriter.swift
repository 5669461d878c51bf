extension Dataset {
  /// The table and what it means as JSON: a record for each row.
  ///
  /// A number that is not there is null, and the row's `marks` say why: `x`, `c`, `z` or `low`.
  ///
  /// - Parameter address: the address of the dataset's page.
  public func json(address: String) -> [UInt8] {
    var members: [(String, JSON)] = [("id", .text(id)), ("title", .text(title))]
    members += JSON.member("finding", finding) + [("subtitle", .text(subtitle))]
    members += JSON.member("topics", topics) + [("source", .text(source))]
    members += JSON.member("period", period) + JSON.member("place", place)
    members += JSON.member("caveats", caveats) + JSON.member("rounding", rounding)
    members += [("address", .text(address)), ("columns", .list(columns.indices.map(column)))]
    let used = Shorthand.allCases.filter { mark in rows.contains { $0.cells.contains(.missing(mark)) } }
    if !used.isEmpty { members.append(("marks", .object(used.map { ($0.rawValue, .text($0.meaning)) }))) }
    members.append(("rows", .list(rows.map(record))))
    if !contradictions.isEmpty { members.append(("contradictions", .list(contradictions.map(Self.contradiction)))) }
    return JSON.object(members).bytes
  }

  private func column(_ index: Int) -> JSON {
    let column = columns[index]
    var members: [(String, JSON)] = [
      ("name", .text(column.name)), ("label", .text(column.label)), ("kind", .text(column.kind.rawValue)),
    ]
    members += JSON.member("unit", column.unit)
    if let decimals = column.decimals { members.append(("decimals", .number(String(decimals)))) }
    members += JSON.member("order", column.order)
    if keyColumns.contains(index) { members.append(("key", .flag(true))) }
    return .object(members)
  }

  private func record(_ row: Row) -> JSON {
    var members: [(String, JSON)] = []
    var marks: [(String, JSON)] = []
    for (column, cell) in zip(columns, row.cells) {
      switch cell {
      case .number(let number): members.append((column.name, .number(number.description)))
      case .missing(let mark):
        members.append((column.name, .null))
        marks.append((column.name, .text(mark.rawValue)))
      default: members.append((column.name, .text(cell.plainText)))
      }
    }
    if row.isTotal, !columns.contains(where: { $0.name == "total" }) { members.append(("total", .flag(true))) }
    members += JSON.member("note", row.note)
    if !marks.isEmpty { members.append(("marks", .object(marks))) }
    return .object(members)
  }

  private static func contradiction(_ contradiction: Contradiction) -> JSON {
    var members: [(String, JSON)] = [("check", .text(contradiction.check)), ("reason", .text(contradiction.reason))]
    if let sides = contradiction.sides { members += [("left", .text(sides.left)), ("right", .text(sides.right))] }
    return .object(members)
  }
}

extension Shorthand {
  /// In words: `not available`.
  public var meaning: String {
    switch self {
    case .notAvailable: "not available"
    case .confidential: "confidential"
    case .notApplicable: "not applicable"
    case .roundsToZero: "rounds to zero"
    }
  }
}
