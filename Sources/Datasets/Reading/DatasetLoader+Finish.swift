import Diagnostics
import Fields

extension DatasetLoader {
  /// Hides what must be hidden, checks the assertions, and makes the dataset that may be published.
  mutating func finish(
    _ printed: PrintedTable, _ fields: DatasetFields, _ value: Int?, _ table: CSVScanner, _ columns: Columns,
    _ yaml: [UInt8]
  ) -> LoadedDataset? {
    let assertions = readAssertions(fields, printed, yaml)
    let hidden = Suppression.primary(printed, fields.disclosure)
    let contradictions = check(assertions, printed, hidden: hidden)
    let dataset = Dataset(
      id: id, title: fields.title, finding: fields.finding?.value, subtitle: fields.subtitle, topics: fields.topics,
      sensitive: fields.sensitive, source: fields.source, period: fields.period, place: fields.place,
      caveats: fields.caveats.map(\.value), rounding: fields.rounding?.value, disclosure: fields.disclosure,
      columns: printed.columns, rows: Suppression.rows(printed, without: hidden), keyColumns: printed.keyColumns,
      valueColumn: value,
      contradictions: contradictions)
    return LoadedDataset(
      dataset: dataset, path: yamlPath, printed: printed, hidden: hidden, disclosurePlace: fields.disclosurePlace)
  }
}
