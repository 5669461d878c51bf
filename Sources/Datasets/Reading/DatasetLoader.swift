import Diagnostics
import Fields

/// A dataset that is fit to publish, and the figures as printed, which only checks may see.
package struct LoadedDataset: Sendable {
  /// What may be shown.
  package let dataset: Dataset
  /// The path of the YAML file, to show in messages.
  package let path: String
  let printed: PrintedTable
  let hidden: Set<CellIndex>
  /// Where `disclosure` stands in the YAML file.
  let disclosurePlace: Place
}

/// Reads a dataset: the figures and what they mean.
///
/// - Parameters:
///   - id: the name of its files.
///   - csv: the bytes of the CSV file.
///   - csvPath: its path, to show in messages.
///   - yaml: the bytes of the YAML file.
///   - yamlPath: its path, to show in messages.
/// - Returns: the dataset, or nil where an error says why there is none; and all problems.
package func loadDataset(id: String, csv: [UInt8], csvPath: String, yaml: [UInt8], yamlPath: String)
  -> (loaded: LoadedDataset?, diagnostics: [Diagnostic])
{
  var loader = DatasetLoader(id: id, csvPath: csvPath, yamlPath: yamlPath)
  let loaded = loader.load(csv: csv, yaml: yaml)
  let failed = loader.diagnostics.contains { $0.severity == .error }
  return (failed ? nil : loaded, loader.diagnostics)
}

/// The steps of reading a dataset; what is wrong is gathered on the way.
struct DatasetLoader {
  let id: String
  let csvPath: String
  let yamlPath: String
  var diagnostics: [Diagnostic] = []

  /// A table larger than this is no table that people read.
  static let maximumBytes = 32 << 20
  static let maximumColumns = 200
  /// More faults of cells than this are not told one by one.
  static let maximumFaults = 100

  init(id: String, csvPath: String, yamlPath: String) {
    self.id = id
    self.csvPath = csvPath
    self.yamlPath = yamlPath
  }

  mutating func load(csv: [UInt8], yaml: [UInt8]) -> LoadedDataset? {
    // Both files are read as far as possible, so that all that is wrong is told at once.
    let fields = readFields(yaml)
    guard let table = scan(csv), let fields else { return nil }
    guard let columns = match(fields, table, csv),
      let rows = readRows(table, csv, columns)
    else { return nil }
    let keys = findKeys(fields, columns)
    let value = findValue(fields, columns)
    checkTotals(fields, rows, columns, keys)
    let totals = Set(fields.totals.map(\.value))
    let printed = PrintedTable(
      columns: columns.entries.map(\.column), countsPeople: columns.entries.map(\.countsPeople),
      bases: findBases(columns),
      rows: rows.map { row in
        Dataset.Row(
          cells: row.cells, note: row.note,
          isTotal: !totals.isEmpty && keys.contains { totals.contains(row.cells[$0].plainText) })
      }, keyColumns: keys, totals: fields.totals.map(\.value))
    checkKeys(printed, table, columns)
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    return finish(printed, fields, value, table, columns, yaml)
  }

  mutating func report(_ id: DiagnosticID, _ message: String, at place: Place, help: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: place, help: help))
  }

  // MARK: - Fields

  private mutating func readFields(_ yaml: [UInt8]) -> DatasetFields? {
    if let problem = TextEncoding.problem(in: yaml, path: yamlPath) {
      diagnostics.append(problem)
      return nil
    }
    let start = yaml.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let file = YAMLFile(path: yamlPath, bytes: yaml, range: start..<yaml.count, into: &diagnostics) else {
      return nil
    }
    let problems = ProblemList()
    defer { diagnostics += problems.diagnostics }
    guard
      let fields = FieldReader(root: file, of: "a dataset", place: Place(path: yamlPath), problems: problems)
    else { return nil }
    return DatasetFields(fields)
  }

  // MARK: - The table

  private mutating func scan(_ csv: [UInt8]) -> CSVScanner? {
    guard csv.count <= Self.maximumBytes else {
      report(
        .csvSyntax, "this file has \(csv.count >> 20) MB; \(Self.maximumBytes >> 20) MB is the most for a dataset",
        at: Place(path: csvPath),
        help: "keep here the figures that readers look at, and offer the large file as a download")
      return nil
    }
    if let problem = TextEncoding.problem(in: csv, path: csvPath) {
      diagnostics.append(problem)
      return nil
    }
    let scanner = CSVScanner(csv)
    guard scanner.rowCount > 0 else {
      report(
        .csvSyntax, "this file is empty", at: Place(path: csvPath),
        help: "write a line with the names of the columns, then a line for each row")
      return nil
    }
    for fault in scanner.faults {
      report(.csvSyntax, fault.message, at: place(fault.range), help: fault.help)
    }
    return scanner.faults.isEmpty ? scanner : nil
  }

  func place(_ range: Range<Int>) -> Place {
    Place(path: csvPath, range: range.isEmpty ? range.lowerBound..<range.lowerBound + 1 : range)
  }

  /// The table's columns: the entries of the YAML file in the order of the CSV file.
  struct Columns {
    var entries: [DatasetFields.ColumnEntry] = []
    /// For each entry, the index of its cell in a row.
    var cells: [Int] = []
    /// The index of the cell that holds the row's note.
    var note: Int?
    /// How many cells a row must have.
    var width = 0
  }

  private mutating func match(_ fields: DatasetFields, _ table: CSVScanner, _ csv: [UInt8]) -> Columns? {
    let header = table.cells(ofRow: 0)
    guard header.count <= Self.maximumColumns else {
      report(
        .csvSyntax, "this table has \(header.count) columns; \(Self.maximumColumns) is the most",
        at: place(table.cells[0].range), help: "write a row for each thing, as in area,year,rate")
      return nil
    }
    let before = diagnostics.count
    // Without entries there is nothing to hold the names against; that there are none has been said.
    guard !fields.columns.isEmpty else { return nil }
    var columns = Columns(width: header.count)
    var seen: Set<String> = []
    for (index, cell) in header.map({ table.cells[$0] }).enumerated() {
      let name = csv.withUnsafeBufferPointer {
        CellReader.unescaped(CellReader.trimmed($0[cell.range]), isQuoted: cell.isQuoted)
      }
      guard isColumnName(name) else {
        let separator = header.count == 1 ? [";", "\t", "|"].first { name.contains($0) } : nil
        guard let separator else {
          reportName(name, at: place(cell.range))
          continue
        }
        report(
          .csvSyntax,
          "the columns are separated by \(separator == "\t" ? "tabs" : "\"\(separator)\""), not by commas",
          at: place(cell.range),
          help: "save the table as CSV with commas (in a spreadsheet: CSV UTF-8, comma delimited)")
        return nil
      }
      guard seen.insert(name).inserted else {
        report(
          .csvSyntax, "two columns are called \"\(name)\"", at: place(cell.range), help: "give one of them another name"
        )
        continue
      }
      if let entry = fields.columns.first(where: { $0.name == name }) {
        columns.entries.append(entry)
        columns.cells.append(index)
      } else if name == "note" {
        columns.note = index
      } else {
        let missing = fields.columns.map(\.name).filter { !seen.contains($0) }
        report(
          .csvSyntax, "\(yamlPath) does not say what the column \"\(name)\" holds", at: place(cell.range),
          help: Suggestion.nearest(to: name, in: missing).map { "did you mean \($0)?" }
            ?? "add below columns: \(name): {kind: integer, label: What readers see}")
      }
    }
    for entry in fields.columns where !seen.contains(entry.name) {
      let near = Suggestion.nearest(to: entry.name, in: seen.subtracting(fields.columns.map(\.name)).sorted())
      report(
        .unknownKey, "\(csvPath) has no column \"\(entry.name)\"", at: entry.place,
        help: near.map { "did you mean \($0)?" } ?? "its columns are \(seen.sorted().joined(separator: ", "))")
    }
    return diagnostics.count == before ? columns : nil
  }

  private func isColumnName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 60
      && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
      && name.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
  }

  private mutating func reportName(_ name: String, at place: Place) {
    var better = String(decoding: Address.slug(name).utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self)
    if let first = better.utf8.first, !(0x61...0x7A).contains(first) { better = "y" + better }
    report(
      .csvSyntax, name.isEmpty ? "a column has no name" : "\"\(name)\" cannot be the name of a column", at: place,
      help: "the first line names the columns in lower-case letters, digits and _"
        + (better.isEmpty ? ", as in area,year,rate" : ": \(better)"))
  }

  // MARK: - Rows

  struct Row {
    var cells: [Cell] = []
    var note: String?
  }

  private mutating func readRows(_ table: CSVScanner, _ csv: [UInt8], _ columns: Columns) -> [Row]? {
    guard table.rowCount > 1 else {
      report(
        .csvSyntax, "this table has no rows", at: place(table.cells[0].range), help: "write a line for each row")
      return nil
    }
    var rows: [Row] = []
    rows.reserveCapacity(table.rowCount - 1)
    var faults = 0
    let plans = zip(columns.entries, columns.cells).map { entry, offset in
      (kind: entry.column.kind, hasOrder: !entry.column.order.isEmpty, offset: offset)
    }
    csv.withUnsafeBufferPointer { bytes in
      for index in 1..<table.rowCount {
        guard faults <= Self.maximumFaults else { break }
        let cells = table.cells(ofRow: index)
        guard checkWidth(cells, table, columns.width) else {
          faults += 1
          continue
        }
        var row = Row()
        row.cells.reserveCapacity(plans.count)
        for column in plans.indices {
          let plan = plans[column]
          let cell = table.cells[cells.lowerBound + plan.offset]
          let plain = CellReader.readPlain(
            bytes[cell.range], isQuoted: cell.isQuoted, kind: plan.kind, hasOrder: plan.hasOrder)
          if let plain {
            row.cells.append(plain)
            continue
          }
          do throws(CellReader.Fault) {
            row.cells.append(
              try CellReader.read(bytes[cell.range], isQuoted: cell.isQuoted, as: columns.entries[column].column))
          } catch {
            faults += 1
            report(.cellValue, error.message, at: place(cell.range), help: error.help)
          }
        }
        if let note = columns.note {
          let cell = table.cells[cells.lowerBound + note]
          let text = CellReader.unescaped(CellReader.trimmed(bytes[cell.range]), isQuoted: cell.isQuoted)
          if CellReader.hasControls(bytes[cell.range]) {
            faults += 1
            report(
              .cellValue, "there is a control character in this note", at: place(cell.range),
              help: "take it out; it does not show")
          }
          row.note = text.isEmpty ? nil : text
        }
        rows.append(row)
      }
    }
    if faults > Self.maximumFaults {
      report(
        .cellValue, "there are more problems in this table than the \(Self.maximumFaults) that are listed",
        at: Place(path: csvPath), help: "correct these first")
    }
    return faults == 0 ? rows : nil
  }

  private mutating func checkWidth(_ cells: Range<Int>, _ table: CSVScanner, _ width: Int) -> Bool {
    if cells.count == width, width == 1 || !table.cells[cells.lowerBound].range.isEmpty { return true }
    let isEmpty = cells.allSatisfy { table.cells[$0].range.isEmpty && !table.cells[$0].isQuoted }
    let whole = place(
      table.cells[cells.lowerBound].range.lowerBound..<table.cells[cells.upperBound - 1].range.upperBound)
    if isEmpty, width > 1 || cells.count > 1 {
      report(.csvSyntax, "this row is empty", at: whole, help: "take the line out")
      return false
    }
    guard cells.count != width else { return true }
    let extra = cells.count > width ? table.cells[cells.lowerBound + width].range : nil
    report(
      .csvSyntax,
      "this row has \(cells.count) \(cells.count == 1 ? "cell" : "cells"), but the first line names \(width) "
        + (width == 1 ? "column" : "columns"),
      at: extra.map { place($0.lowerBound..<max($0.upperBound, $0.lowerBound + 1)) } ?? whole,
      help: extra == nil
        ? "write [x] where nothing is available; is a comma missing?"
        : "put a cell that contains a comma in quotation marks, as in \"1,234\"")
    return false
  }
}
