import Datasets
import Diagnostics
import Fields

/// A chart as its author writes it: a few fields, each with one meaning.
struct ChartFields: Sendable {
  /// A column in the place of a name and what readers see for it.
  struct End: Sendable {
    var column: Located<String>
    var label: String?
  }

  struct Rule: Sendable {
    /// Nil is the average of all values.
    var value: Double?
    var label: String?
    var place: Place
  }

  struct Total: Sendable {
    /// Nil counts rows.
    var column: Located<String>?
    /// What all rows together are, and the name of what is missing from it.
    var sum: Located<String>?
    var rest: String?
  }

  var kind: Drawing.Kind
  /// Where the kind stands.
  var kindPlace: Place
  var data: Located<String>
  var value: Located<String>?
  var by: Located<String>?
  var split: Located<String>?
  var panels: Located<String>?
  var sort: [Located<String>]
  var order: [Located<String>]
  var filter: Located<String>?
  var total: Total?
  var average: Located<String>?
  var highlight: [Located<String>]
  var rules: [Rule]
  var labels: Located<String>?
  var format: Located<String>?
  var from: End?
  var to: End?
  var low: Located<String>?
  var high: Located<String>?
  var rest: String?
  var isStacked: Bool?
  var suppress: Located<String>?
  var texts: ChartTexts

  /// Reads the fields; problems go to the reader's list.
  init?(_ reader: FieldReader) {
    kindPlace = reader.keyPlace("chart")
    let kind = reader.choice("chart", required: true, of: Drawing.Kind.self)
    let data = reader.text("data", required: true)
    value = reader.text("value")
    by = reader.text("by")
    split = reader.text("split")
    panels = reader.text("panels")
    sort = reader.texts("sort", atMost: 10_000)
    order = reader.texts("order", atMost: 10_000)
    filter = reader.text("where")
    average = reader.text("average")
    highlight = reader.texts("highlight")
    labels = reader.text("labels")
    format = reader.text("format")
    low = reader.text("low")
    high = reader.text("high")
    rest = reader.text("rest")?.value
    isStacked = reader.flag("stack")
    suppress = reader.text("suppress")
    total = Self.total(reader)
    rules = Self.rules(reader)
    from = Self.end("from", reader)
    to = Self.end("to", reader)
    texts = ChartTexts(reader)
    reader.finish()
    guard let kind, let data else { return nil }
    self.kind = kind
    self.data = data
  }

  private static func total(_ reader: FieldReader) -> Total? {
    guard reader.holdsFields("total") else {
      guard let name = reader.text("total") else { return nil }
      return Total(column: name.value == "rows" ? nil : name)
    }
    guard let fields = reader.fields("total", of: "a total") else { return nil }
    let column = fields.text("column")
    let total = Total(
      column: column?.value == "rows" ? nil : column, sum: fields.text("is"), rest: fields.text("rest")?.value)
    fields.finish()
    return total
  }

  private static func rules(_ reader: FieldReader) -> [Rule] {
    guard reader.holdsFields("rule") else {
      return reader.text("rule").flatMap { rule($0, label: nil, reader) }.map { [$0] } ?? []
    }
    guard let fields = reader.fields("rule", of: "a rule") else { return [] }
    let at = fields.text("at", required: true)
    let label = fields.text("label")?.value
    fields.finish()
    return at.flatMap { rule($0, label: label, reader) }.map { [$0] } ?? []
  }

  private static func rule(_ text: Located<String>, label: String?, _ reader: FieldReader) -> Rule? {
    if text.value == "average" { return Rule(value: nil, label: label, place: text.place) }
    if let value = number(text.value) { return Rule(value: value, label: label, place: text.place) }
    reader.report(
      .value, "\"\(text.value)\" is not a place for a rule", at: text.place,
      help: "write a number, or average, as in rule: average")
    return nil
  }

  private static func end(_ key: String, _ reader: FieldReader) -> End? {
    guard reader.holdsFields(key) else { return reader.text(key).map { End(column: $0, label: nil) } }
    guard let fields = reader.fields(key, of: "an end") else { return nil }
    let column = fields.text("column", required: true)
    let label = fields.text("label")?.value
    fields.finish()
    return column.map { End(column: $0, label: label) }
  }

  /// A number with commas between thousands and a point.
  static func number(_ text: String) -> Double? {
    guard text.utf8.count < 30 else { return nil }
    return ChartNumber.read(text)
  }
}

/// The texts around a chart.
struct ChartTexts: Sendable {
  var title: Located<String>?
  var subtitle: String?
  var source: String?
  var notes: [String]
  var alt: String?
  var unit: String?
  /// The figures that title, subtitle, notes and alternative text quote.
  var quotations: [Quotation] = []

  init(_ reader: FieldReader) {
    var quotations: [Quotation] = []
    title = reader.text("title")?.quoting(into: &quotations)
    subtitle = reader.text("subtitle")?.quoting(into: &quotations).value
    source = reader.text("source")?.value
    notes = reader.texts("note").map { $0.quoting(into: &quotations).value }
    alt = reader.text("alt")?.quoting(into: &quotations).value
    unit = reader.text("unit")?.value
    self.quotations = quotations
  }
}
