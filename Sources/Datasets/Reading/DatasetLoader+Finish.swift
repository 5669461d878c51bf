import Diagnostics
import Fields

extension DatasetLoader {
  /// Hides what must be hidden, checks the assertions, and makes the dataset that may be published.
  mutating func finish(
    _ printed: PrintedTable, _ fields: DatasetFields, _ value: Int?, _ table: CSVScanner, _ columns: Columns,
    _ yaml: [UInt8]
  ) -> LoadedDataset? {
    let assertions = readAssertions(fields, printed, yaml)
    let hidden = hide(printed, fields, assertions)
    checkTexts(printed, fields, hidden: hidden, table, columns, yaml)
    let contradictions = check(assertions, printed, hidden: hidden)
    let dataset = Dataset(
      id: id, title: fields.title?.value ?? "", finding: fields.finding?.value, subtitle: fields.subtitle?.value ?? "",
      topics: fields.topics,
      sensitive: fields.sensitive, source: fields.source, period: fields.period, place: fields.place,
      caveats: fields.caveats.map(\.value), rounding: fields.rounding?.value, disclosure: fields.disclosure,
      columns: printed.columns, rows: Suppression.rows(printed, without: hidden), keyColumns: printed.keyColumns,
      valueColumn: value,
      contradictions: contradictions, quotations: fields.quotations)
    return LoadedDataset(
      dataset: dataset, path: yamlPath, printed: printed, hidden: hidden, disclosurePlace: fields.disclosurePlace)
  }

  /// What must not be shown. What cannot be hidden well enough is an error.
  private mutating func hide(_ printed: PrintedTable, _ fields: DatasetFields, _ assertions: [ReadAssertion])
    -> Set<CellIndex>
  {
    switch fields.disclosure {
    case .none: return []
    case .review:
      diagnostics.append(
        Diagnostic(
          .disclosureReview, "nobody has yet said that these figures may be published", at: fields.disclosurePlace,
          help: "have them looked at, then write suppress<5, or none and the reason in brackets"))
      return []
    case .suppress(let below):
      let suppression = Suppression(printed, below: below, assertions: assertions)
      for cell in suppression.exposed {
        report(
          .disclosure,
          "\"\(printed.key(ofRow: cell.row).joined(separator: ", "))\" can be worked out from the other figures of the "
            + "column \"\(printed.columns[cell.column].name)\"", at: fields.disclosurePlace,
          help: "leave the column or the rows beside it out of the dataset")
      }
      if suppression.isTooLarge {
        report(
          .disclosure, "so many figures are hidden that depend on each other that they cannot be checked",
          at: fields.disclosurePlace, help: "divide the dataset into smaller ones")
      }
      return suppression.hidden
    }
  }
}
