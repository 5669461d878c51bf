import Datasets
import Diagnostics
import Fields

/// Puts the data of a shorthand into the shape in which it is drawn.
struct DrawingBuilder {
  let fields: ChartFields
  let frame: Frame
  let words: ChartWords
  var problems: [Diagnostic] = []

  init(_ fields: ChartFields, frame: Frame, words: ChartWords) {
    self.fields = fields
    self.frame = frame
    self.words = words
  }

  /// The columns that the chart needs, by index.
  struct Roles {
    var name: Int?
    var series: Int?
    var panel: Int?
    /// One, or the two of `from` and `to`.
    var values: [Int]
    var low: Int?
    var high: Int?
  }

  /// The drawing, or nil where a problem stands in its way.
  mutating func build() -> Drawing? {
    guard let roles = roles() else { return nil }
    var rows = Array(0..<frame.rowCount)
    if let filter = fields.filter {
      switch RowFilter.parse(filter.value, frame) {
      case .success(let filter): rows.removeAll { !filter.keeps($0, of: frame) }
      case .failure(let error):
        report(.chartColumn, error.message, at: filter.place, help: error.help)
        return nil
      }
    }
    guard !rows.isEmpty else {
      let place = fields.filter?.place ?? fields.data.place
      report(.chartData, "no row of the data is left to draw", at: place, help: "check the data and \"where\"")
      return nil
    }
    var drawing = Drawing(kind: fields.kind, panels: [])
    describe(&drawing, roles)
    guard gather(rows, roles, into: &drawing) else { return nil }
    suppress(&drawing)
    complete(&drawing)
    arrange(&drawing)
    highlight(&drawing)
    addRules(&drawing)
    guard check(&drawing) else { return nil }
    namePeriods(&drawing, roles)
    checkPeriods(drawing)
    if drawing.kind == .slope { drawing.transposeIfNamesAreLines(isFolded: fields.from != nil) }
    return drawing
  }

  // MARK: - Columns

  private mutating func roles() -> Roles? {
    let count = problems.count
    let name = column(fields.by)
    let series = column(fields.split)
    let panel = column(fields.panels)
    var values: [Int] = []
    if let from = fields.from, let to = fields.to {
      values = [number(from.column), number(to.column)].compactMap { $0 }
    } else if let total = fields.total {
      if let column = total.column ?? fields.value { values = [number(column)].compactMap { $0 } }
    } else if let value = fields.average ?? fields.value {
      values = [number(value)].compactMap { $0 }
    } else if let column = frame.valueColumn {
      values = [column]
    } else {
      let numeric = frame.columns.indices.filter { frame.columns[$0].isNumeric }
      if numeric.count == 1 {
        values = numeric
      } else {
        report(
          .requiredKey, "a chart needs the field \"value\"", at: fields.data.place,
          help: "write value: and the column that holds the numbers, one of "
            + frame.columns.filter(\.isNumeric).map(\.name).joined(separator: ", "))
      }
    }
    let low = number(fields.low)
    let high = number(fields.high)
    var nameColumn = name
    if nameColumn == nil, fields.by == nil {
      nameColumn = frame.columns.indices.first { !frame.columns[$0].isNumeric && $0 != series && $0 != panel }
    }
    guard problems.count == count else { return nil }
    return Roles(name: nameColumn, series: series, panel: panel, values: values, low: low, high: high)
  }

  private mutating func column(_ name: Located<String>?) -> Int? {
    guard let name else { return nil }
    if let index = frame.index(name.value) { return index }
    report(.chartColumn, frame.unknown(name.value), at: name.place, help: frame.advice(name.value))
    return nil
  }

  private mutating func number(_ name: Located<String>?) -> Int? {
    guard let name, let index = column(name) else { return nil }
    if frame.columns[index].isNumeric { return index }
    // A column without a single number may hold nothing but signs.
    let hasText = frame.items[index].contains { if case .text = $0 { true } else { false } }
    if !hasText { return index }
    report(
      .chartColumn, "\"\(name.value)\" does not hold numbers", at: name.place,
      help: "columns with numbers are " + frame.columns.filter(\.isNumeric).map(\.name).joined(separator: ", "))
    return nil
  }

  private func describe(_ drawing: inout Drawing, _ roles: Roles) {
    if let index = roles.values.first {
      let column = frame.columns[index]
      drawing.valueLabel = column.label
      drawing.unit = column.unit
      drawing.numbers.decimals = roles.values.compactMap { frame.columns[$0].decimals }.max()
      drawing.numbers.dropsZeros =
        fields.format == nil && fields.average == nil && roles.values.contains { frame.columns[$0].hasMixedDecimals }
      if column.kind == .percentage { drawing.numbers.suffix = "%" }
    } else {
      drawing.valueLabel = words[.count]
      drawing.numbers.decimals = 0
    }
    if fields.average != nil { drawing.numbers.decimals = (drawing.numbers.decimals ?? 0) + 1 }
    if let unit = fields.texts.unit {
      if unit == "%" || unit == "per cent" { drawing.numbers.suffix = "%" } else { drawing.unit = unit }
    }
    if let format = fields.format { drawing.numbers = Self.style(format.value, like: drawing.numbers) }
    if let index = roles.name {
      drawing.nameLabel = frame.columns[index].label
      drawing.isTime = frame.columns[index].kind == .time
    }
    if let index = roles.series { drawing.seriesLabel = frame.columns[index].label }
    if let index = roles.panel { drawing.panelLabel = frame.columns[index].label }
    drawing.isStacked = fields.isStacked ?? (fields.kind == .area || fields.kind == .share)
    if let labels = fields.labels { drawing.hasLabels = labels.value != "none" }
  }

  /// `0.1` shows one digit behind the point, `0` none, `£0` pounds, `%` and `0.1%` fractions as per cent.
  static func style(_ format: String, like style: NumberStyle) -> NumberStyle {
    var style = style
    var text = format[...]
    if text.first == "£" {
      style.prefix = "£"
      text.removeFirst()
    }
    if text.last == "%" {
      style.suffix = "%"
      style.factor = 100
      style.decimals = 0
      text.removeLast()
    }
    guard let first = text.firstIndex(of: ".") else {
      if !text.isEmpty { style.decimals = 0 }
      return style
    }
    style.decimals = min(text.distance(from: first, to: text.endIndex) - 1, 12)
    return style
  }

  mutating func report(
    _ id: DiagnosticID, _ message: String, at place: Place, help: String? = nil,
    severity: Diagnostic.Severity? = nil
  ) {
    problems.append(Diagnostic(id, message, at: place, help: help, severity: severity))
  }
}
