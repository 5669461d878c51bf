import Diagnostics
import Fields

/// What the YAML file of a dataset says, before it is held against the CSV file.
struct DatasetFields {
  /// An entry of `columns`.
  struct ColumnEntry {
    let name: String
    let place: Place
    let column: Dataset.Column
    let countsPeople: Bool
    let base: Located<String>?
  }

  /// An entry of `asserts`.
  struct AssertionText {
    let text: Located<String>
    let known: Located<String>?
  }

  let title: Located<String>?
  let finding: Located<String>?
  let subtitle: Located<String>?
  let topics: [String]
  let sensitive: [String]
  let source: String
  let period: String?
  let place: String?
  let caveats: [Located<String>]
  let rounding: Located<String>?
  let disclosure: Disclosure
  /// Where `disclosure` stands.
  let disclosurePlace: Place
  let columns: [ColumnEntry]
  let columnsPlace: Place
  let key: [Located<String>]
  let totals: [Located<String>]
  let value: Located<String>?
  let assertions: [AssertionText]
  /// The figures that the finding and the caveats quote.
  let quotations: [Quotation]

  /// Reads the fields; what is wrong with them goes to the reader's problems.
  init(_ fields: FieldReader) {
    title = fields.text("title", required: true)
    var quotations: [Quotation] = []
    finding = fields.text("finding")?.quoting(into: &quotations)
    subtitle = fields.text("subtitle", required: true)
    topics = fields.texts("topics").map(\.value)
    sensitive = fields.texts("sensitive").map(\.value)
    source = fields.text("source", required: true)?.value ?? ""
    period = fields.text("period")?.value
    place = fields.text("place")?.value
    caveats = fields.texts("caveats").map { $0.quoting(into: &quotations) }
    self.quotations = quotations
    rounding = fields.text("rounding")
    let written = fields.text("disclosure", required: true)
    disclosurePlace = written?.place ?? fields.place
    disclosure = written.flatMap { Self.disclosure($0, fields) } ?? .review
    columnsPlace = fields.keyPlace("columns")
    let columnFields = fields.fields("columns", of: "columns")
    if columnFields == nil, fields.keyPlace("columns") == fields.place {
      fields.report(
        .requiredKey, "a dataset needs the field \"columns\"", at: fields.place, help: FieldGuide.help(for: "columns"))
    }
    columns = columnFields?.namedFields(of: "a column").map(Self.column) ?? []
    key = fields.texts("key")
    totals = fields.texts("total")
    value = fields.text("value")
    assertions = fields.items("asserts", of: "an assertion").compactMap(Self.assertion)
    fields.finish()
  }

  /// `suppress<5`, `review`, `none`, or `none (a reason)`.
  private static func disclosure(_ text: Located<String>, _ fields: FieldReader) -> Disclosure? {
    let value = text.value
    if value == "review" { return .review }
    if value == "none" { return Disclosure.none(reason: nil) }
    if value.hasPrefix("none (") || value.hasPrefix("none("), value.hasSuffix(")") {
      let reason = value.drop { $0 != "(" }.dropFirst().dropLast()
      return Disclosure.none(reason: reason.isEmpty ? nil : String(reason))
    }
    if value.hasPrefix("suppress") {
      let rest = value.dropFirst("suppress".count).filter { $0 != " " }
      if rest.hasPrefix("<"), let below = Int(rest.dropFirst()), (2...100).contains(below) {
        return .suppress(below: below)
      }
    }
    fields.report(
      .value, "\"\(value)\" is not a way to keep small counts from readers", at: text.place,
      help: "write suppress<5 (any number from 2 to 100), review, or none (and the reason in brackets)")
    return nil
  }

  private static func column(_ name: String, _ fields: FieldReader) -> ColumnEntry {
    let label = fields.text("label", required: true)?.value ?? name
    let kind = fields.choice("kind", required: true, of: Dataset.Kind.self) ?? .text
    let unit = fields.text("unit")
    let decimals = fields.integer("decimals", in: 0...Decimal.maximumDecimals)
    let order = fields.texts("order", atMost: 10_000)
    let base = fields.text("of")
    let people = fields.flag("people")
    fields.finish()
    let isNumeric = kind == .integer || kind == .decimal || kind == .percentage
    func refuse(_ key: String, unless fits: Bool, _ help: String) {
      guard !fits, fields.keyPlace(key) != fields.place else { return }
      fields.report(
        .value, "\"\(key)\" has no meaning for a column of the kind \(kind.rawValue)", at: fields.keyPlace(key),
        help: help)
    }
    refuse("unit", unless: isNumeric, "take it out; only numbers have a unit")
    refuse("decimals", unless: isNumeric, "take it out; only numbers have decimals")
    refuse("order", unless: kind == .category, "take it out, or write kind: category")
    refuse("of", unless: kind == .percentage, "take it out; only a percentage is of something")
    refuse("people", unless: kind == .integer, "take it out; only whole numbers count people")
    // A rate per 10,000 or a sum of money counts nobody, though it may be whole.
    let countsNobody =
      unit.map { $0.value.hasPrefix("per ") || $0.value.contains("£") || $0.value == "pounds" } ?? false
    return ColumnEntry(
      name: name, place: fields.place,
      column: Dataset.Column(
        name: name, label: label, kind: kind, unit: unit?.value, decimals: decimals, order: order.map(\.value)),
      countsPeople: kind == .integer && (people ?? !countsNobody), base: base)
  }

  private static func assertion(_ item: FieldReader.Item) -> AssertionText? {
    switch item {
    case .text(let text): return AssertionText(text: text, known: nil)
    case .fields(let fields):
      let check = fields.text("check", required: true)
      let known = fields.text("known", required: true)
      fields.finish()
      return check.map { AssertionText(text: $0, known: known) }
    }
  }
}
