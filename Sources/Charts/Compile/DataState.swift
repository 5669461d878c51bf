import Diagnostics

/// The rows that a view starts from.
struct DataState {
  var table: Table
  /// Columns that transforms made; they are not read again as dates or numbers.
  var made: Set<String> = []
  var parsesNothing = false
  /// Equal for rows that come from the same data by the same steps.
  var identity = ""
  /// The panel whose rows these are.
  var part = ""
  /// Bins that a view around made, of all rows.
  var bins: [String: Bins] = [:]
}

extension Table {
  mutating func parse(_ name: String, as parse: ParseRule) {
    guard let index = names.firstIndex(of: name) else { return }
    for row in columns[index].indices { columns[index][row] = parse(columns[index][row]) }
  }

  /// Rows of JSON; what is no object is the column `data`; inner objects are columns `a.b`.
  init(json rows: [SpecNode]) {
    self.init(
      rows: rows.map { row in
        guard row.fields != nil else { return [(name: "data", value: row.tableValue)] }
        var values: [(name: String, value: Value)] = []
        Self.flatten(row, prefix: "", depth: 0, into: &values)
        return values
      })
  }

  private static func flatten(
    _ node: SpecNode, prefix: String, depth: Int, into values: inout [(name: String, value: Value)]
  ) {
    for field in node.fields ?? [] {
      if field.value.fields != nil, depth < 8 {
        flatten(field.value, prefix: prefix + field.name + ".", depth: depth + 1, into: &values)
      } else {
        values.append((prefix + field.name, field.value.tableValue))
      }
    }
  }
}

extension SpecNode {
  fileprivate var tableValue: Charts.Value {
    value ?? .list((list ?? []).map { $0.value ?? .null })
  }
}

// MARK: - Sources

extension CompileContext {
  /// The rows of a data specification, read as it says.
  func table(_ spec: DataSpec) -> Table? {
    switch spec {
    case .none: return Table(rowCount: 0)
    case .values(let rows, let format): return parsed(Table(json: rows), format)
    case .text(let text, let format): return file(Array(text.utf8), format, name: "data")
    case .file(let name, let format, let range):
      let key = "file " + name
      let source: Table?
      if let known = sources[key] {
        source = known
      } else {
        switch provider(name) {
        case .file(let bytes)?: source = file(bytes, format, name: name, parses: false)
        case .table(let table)?: source = table
        case nil:
          problems.report(
            .unreadableFile, "there is no data file \"\(name)\" beside this chart", at: range,
            help: "check the name, or put the file there")
          return nil
        }
        if let source { sources[key] = source }
      }
      return source.map { parsed($0, format) }
    case .named(let name, let range):
      if let rows = datasets[name]?.list { return Table(json: rows) }
      switch provider(name) {
      case .file(let bytes)?: return file(bytes, DataFormat(), name: name)
      case .table(let table)?: return table
      case nil:
        problems.report(
          .reference, "there is no data called \"\(name)\"", at: range,
          help: "write the rows as {\"values\": [ … ]}, or name a file with \"url\"")
        return nil
      }
    case .sequence(let start, let stop, let step, let name):
      let values = stride(from: start, to: stop, by: step).map { Value.number($0) }
      return Table(names: [name], columns: [values])
    }
  }

  private func file(_ bytes: [UInt8], _ format: DataFormat, name: String, parses: Bool = true) -> Table? {
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    let type = format.type ?? (["csv", "tsv", "json"].contains(ending) ? ending : "json")
    switch type {
    case "csv", "tsv", "dsv":
      let separator: UInt8 = type == "tsv" ? 0x09 : type == "dsv" ? format.delimiter?.utf8.first ?? 0x2C : 0x2C
      let text = DelimitedText(bytes, path: name, separator: separator)
      problems.diagnostics += text.diagnostics
      let table = text.texts()
      return parses ? parsed(table, format) : table
    default:
      var diagnostics: [Diagnostic] = []
      guard let node = JSONReader.read(bytes, path: name, into: &diagnostics) else {
        problems.diagnostics += diagnostics
        return nil
      }
      let rows = format.property.map { node[path: $0] ?? .empty } ?? node
      let table = Table(json: rows.list ?? [rows])
      return parses ? parsed(table, format) : table
    }
  }

  private func parsed(_ source: Table, _ format: DataFormat) -> Table {
    var table = source
    for (column, kind) in format.parse {
      if let parse = ParseRule(kind) {
        table.parse(column, as: parse)
      } else {
        problems.report(
          .value, "\"\(kind)\" is not a way to read a column", at: 0..<0,
          help: "it is one of number, boolean, string, date, or for example date:'%d/%m/%Y'")
      }
    }
    return table
  }
}
