import Diagnostics

/// A channel's definition as read: what is drawn, and how it is scaled and explained.
struct ChannelDef: Sendable {
  /// As written, with the type filled in; field names, bins and time units are read from it.
  var node: SpecNode
  var channel: Channel
  var field: FieldDef?
  /// A value of the data's own scale.
  var datum: Value?
  /// A value of the picture: a colour, pixels, text.
  var value: SpecNode?
  var type: MeasureType
  /// nil: the default title. Empty: none.
  var title: [String]?
  var bandPosition: Double?
  var sort: SortDef = .ascending
  var hasSort = false
  /// How conditions override it, first match first.
  var conditions: [Condition] = []
  var scale = Properties<ScaleProperty>()
  var isScaleOff = false
  var axis: Guide<AxisProperty> = .standard
  var legend: Guide<LegendProperty> = .standard
  var header: Guide<HeaderProperty> = .standard
  var format: String?
  var formatType: String?
  var impute: SpecNode?

  struct Condition: Sendable {
    /// An expression, or a predicate.
    var test: SpecNode
    /// A definition with a value, datum or field.
    var def: [ChannelDef]
  }

  enum Guide<Name: PropertyName>: Sendable {
    case standard
    /// Null: left out.
    case off
    case given(Properties<Name>)

    var properties: Properties<Name>? {
      if case .given(let properties) = self { properties } else { nil }
    }
    var isOff: Bool {
      if case .off = self { true } else { false }
    }
  }

  /// The definition with a field: itself, or the field of its condition.
  var fieldBearer: ChannelDef? {
    if field != nil { return self }
    return conditions.count == 1 ? conditions.first?.def.first.flatMap { $0.field != nil ? $0 : nil } : nil
  }

  /// What has a scale: itself with a field or datum, or its condition.
  var scaleBearer: ChannelDef? {
    if field != nil || datum != nil { return self }
    guard conditions.count == 1, let def = conditions.first?.def.first else { return nil }
    return def.field != nil || def.datum != nil ? def : nil
  }

  /// What its title would be.
  func titleText(_ config: Config) -> [String]? {
    if let title { return title.isEmpty ? nil : title }
    guard field != nil else { return nil }
    return [config.fieldTitle(node)]
  }
}

/// A column of the data, or what is made of it.
struct FieldDef: Sendable, Hashable {
  /// Empty where rows are counted.
  var field: String
  /// The operation's name.
  var aggregate: String?
  /// For argmin and argmax: of which field.
  var extremeOf: String?
  var bin: BinDef?
  var timeUnit: TimeUnitDef?
  /// The column that holds its values once bins, time units and aggregates are made.
  var name: String

  var isCount: Bool { aggregate == "count" }
  var isCounting: Bool { aggregate.map { ["count", "valid", "missing", "distinct"].contains($0) } ?? false }
  /// Bins to be made.
  var binning: BinDef? { bin.flatMap { $0.isBinned ? nil : $0 } }
  var isBinned: Bool { bin?.isBinned ?? false }
  /// A time unit to be made.
  var unit: TimeUnitDef? { timeUnit.flatMap { $0.isBinned ? nil : $0 } }
}

struct BinDef: Sendable, Hashable {
  /// The data is in bins already.
  var isBinned = false
  var step: Double?
  var maxbins: Double?
  var base: Double?
  var nice: Bool?
  var anchor: Double?
  var minstep: Double?
  var extent: [Double]?
  var steps: [Double]?
  var divide: [Double]?
}

struct TimeUnitDef: Sendable, Hashable {
  /// `year`, `month`, …, in calendar order.
  var units: [String]
  var isUTC = false
  var isBinned = false
  var step: Double?
  var maxbins: Double?

  /// The smallest of the units.
  var smallest: String { units.last ?? "date" }
}

enum SortDef: Sendable {
  case ascending, descending
  /// The data's own order.
  case none
  case field(String?, op: String?, isDescending: Bool)
  case encoding(Channel, isDescending: Bool)
  case list([Value])

  var isDescending: Bool {
    switch self {
    case .descending, .field(_, _, true), .encoding(_, true): true
    default: false
    }
  }
}

// MARK: - Reading

/// The operations of `aggregate` in an encoding.
let aggregateOperations = [
  "argmax", "argmin", "average", "count", "distinct", "exponential", "max", "mean", "median", "min", "missing",
  "product", "q1", "q3", "stderr", "stdev", "stdevp", "sum", "valid", "values", "variance", "variancep",
]

extension ChannelDef {
  /// - Parameter isCondition: the definition stands in a condition.
  init?(_ written: SpecNode, _ channel: Channel, _ problems: SpecProblems, isCondition: Bool = false) {
    var written = written
    if written.fields == nil, let value = written.value, written.list == nil, value != .null {
      written = SpecNode(.object([.init(name: "value", range: written.range, value: written)]), range: written.range)
    }
    guard let fields = SpecFields(written, of: "\"\(channel.rawValue)\"", problems) else { return nil }
    node = written
    self.channel = channel
    type = TypeInference.type(of: written, channel)
    if let text = fields.text("type"), MeasureType(written: text) == nil {
      problems.report(
        text == "geojson" ? .chartUnsupported : .value, "\"\(text)\" is not a type of data",
        at: fields.node("type")?.range ?? written.range, help: "it is one of quantitative, temporal, ordinal, nominal")
    }
    field = Self.fieldDef(fields, channel, type, problems)
    if let given = fields.present("datum") { datum = DateTimeDef.value(given, problems) }
    if let given = fields.node("value") { value = given }
    if let given = fields.node("title") {
      title = given.isNull ? [] : given.list?.compactMap(\.text) ?? given.text.map { [$0] } ?? []
    }
    bandPosition = fields.number("bandPosition")
    if let given = fields.node("sort") {
      hasSort = true
      sort = Self.sort(given, problems)
    }
    if let given = fields.node("condition") {
      for each in given.items {
        guard each.fields != nil else {
          problems.report(.valueType, "a \"condition\" must hold fields", at: each.range)
          continue
        }
        if each["param"] != nil || each["selection"] != nil {
          problems.report(
            .chartUnsupported, "a condition on \"param\" has no meaning in a picture that does not move",
            at: each.range, help: "write {\"test\": \"datum.area === 'Leeds'\", \"value\": …}")
          continue
        }
        guard let test = each["test"] else {
          problems.report(.requiredKey, "this condition has no \"test\"", at: each.range)
          continue
        }
        if let def = ChannelDef(each.removing("test"), channel, problems, isCondition: true) {
          conditions.append(Condition(test: test, def: [def]))
        }
      }
    }
    fields.ignore("aggregate", "bin", "timeUnit", "field", "stack")
    readGuides(fields, problems)
    if case .off = axis {} else { format = format ?? axis.properties?[.format]?.text }
    impute = fields.node("impute").flatMap { $0.isNull ? nil : $0 }
    fields.finish()
  }

  private mutating func readGuides(_ fields: SpecFields, _ problems: SpecProblems) {
    if let given = fields.node("scale") {
      if given.isNull || given.flag == false {
        isScaleOff = true
      } else {
        scale = Properties(given, of: "a scale", problems)
      }
    }
    func guide<Name: PropertyName>(_ name: String, _ subject: String, alsoKnown: [String] = []) -> Guide<Name> {
      guard let given = fields.node(name) else { return .standard }
      if given.isNull || given.flag == false { return .off }
      if given.flag == true { return .standard }
      return .given(Properties(given, of: subject, alsoKnown: alsoKnown, problems))
    }
    if channel.isPosition || channel == .x2 || channel == .y2 { axis = guide("axis", "an axis") }
    if channel.hasScale, !channel.isPosition { legend = guide("legend", "a legend") }
    if channel.isFacet { header = guide("header", "a header") }
    format = fields.text("format")
    formatType = fields.text("formatType")
    if channel.isFacet { fields.ignore("spacing", "align", "center", "columns") }
  }

  private static func fieldDef(
    _ fields: SpecFields, _ channel: Channel, _ type: MeasureType, _ problems: SpecProblems
  ) -> FieldDef? {
    let node = fields.node
    var aggregate: String?
    var extremeOf: String?
    if let given = fields.present("aggregate") {
      if let name = given.text {
        if aggregateOperations.contains(name) {
          aggregate = name
        } else if !["boxplot", "errorbar", "errorband"].contains(name) {
          let near = Self.suggestion(name)
          problems.report(
            ["ci0", "ci1"].contains(name) ? .chartUnsupported : .value, "\"\(name)\" is not a way to aggregate",
            at: given.range, help: near + "it is one of \(aggregateOperations.joined(separator: ", "))")
        }
      } else if let of = given["argmax"]?.text {
        (aggregate, extremeOf) = ("argmax", of)
      } else if let of = given["argmin"]?.text {
        (aggregate, extremeOf) = ("argmin", of)
      } else {
        problems.report(.value, "this is not a way to aggregate", at: given.range)
      }
    }
    let written = fields.present("field")
    if let written, written.text == nil {
      problems.report(.valueType, "\"field\" must be the name of a column", at: written.range)
      return nil
    }
    guard written != nil || aggregate == "count" else { return nil }
    let timeUnit = fields.present("timeUnit").flatMap { TimeUnitDef($0, problems) }
    let bin = fields.present("bin").flatMap { BinDef($0, maxbins: defaultMaxBins(channel), problems) }
    return FieldDef(
      field: written?.text?.unescapedPath ?? "", aggregate: aggregate, extremeOf: extremeOf, bin: bin,
      timeUnit: timeUnit,
      name: FieldNaming.name(node) ?? "")
  }

  /// "did you mean sum? ", before a list of all operations.
  private static func suggestion(_ word: String) -> String {
    Suggestion.nearest(to: word, in: aggregateOperations).map { "did you mean \($0)? " } ?? ""
  }

  private static func defaultMaxBins(_ channel: Channel) -> Double {
    switch channel {
    case .row, .column, .size, .color, .fill, .stroke, .strokeWidth, .opacity, .fillOpacity, .strokeOpacity, .shape: 6
    case .strokeDash: 4
    default: 10
    }
  }

  private static func sort(_ node: SpecNode, _ problems: SpecProblems) -> SortDef {
    if node.isNull { return .none }
    if let items = node.list { return .list(items.compactMap { DateTimeDef.value($0, problems) }) }
    if let text = node.text {
      switch text {
      case "ascending": return .ascending
      case "descending": return .descending
      default:
        let isDescending = text.hasPrefix("-")
        let name = isDescending ? String(text.dropFirst()) : text
        if let channel = Channel(rawValue: name) { return .encoding(channel, isDescending: isDescending) }
        problems.report(
          .value, "\"\(text)\" is not a way to sort", at: node.range,
          help: "write \"ascending\", \"descending\", a channel as in \"-x\", or a list of values")
        return .ascending
      }
    }
    guard let fields = SpecFields(node, of: "a sort", problems) else { return .ascending }
    let order = fields.text("order")
    let isDescending = order == "descending"
    if let order, !["ascending", "descending"].contains(order) {
      problems.report(.value, "\"\(order)\" is not an order", at: node.range, help: "ascending or descending")
    }
    let channel = fields.text("encoding").flatMap(Channel.init(rawValue:))
    let (field, op) = (fields.text("field"), fields.text("op"))
    if let op, !aggregateOperations.contains(op) {
      problems.report(
        .value, "\"\(op)\" is not a way to aggregate", at: fields.node("op")?.range ?? node.range,
        help: Self.suggestion(op)
          + "it is one of \(aggregateOperations.joined(separator: ", "))")
    }
    fields.finish()
    if let channel { return .encoding(channel, isDescending: isDescending) }
    if field != nil || op != nil { return .field(field, op: op, isDescending: isDescending) }
    return isDescending ? .descending : .ascending
  }
}

extension BinDef {
  init?(_ node: SpecNode, maxbins: Double, _ problems: SpecProblems) {
    if let flag = node.flag {
      guard flag else { return nil }
      self.maxbins = maxbins
      return
    }
    if let text = node.text {
      guard text == "binned" else {
        problems.report(
          .value, "\"\(text)\" is not a value of \"bin\"", at: node.range, help: "write true or \"binned\"")
        return nil
      }
      isBinned = true
      return
    }
    guard let fields = SpecFields(node, of: "\"bin\"", problems) else { return nil }
    isBinned = fields.flag("binned") ?? false
    step = fields.number("step")
    self.maxbins = fields.number("maxbins") ?? (step == nil ? maxbins : nil)
    base = fields.number("base")
    nice = fields.flag("nice")
    anchor = fields.number("anchor")
    minstep = fields.number("minstep")
    extent = fields.list("extent")?.compactMap(\.number)
    steps = fields.list("steps")?.compactMap(\.number)
    divide = fields.list("divide")?.compactMap(\.number)
    if let limit = [step, self.maxbins].compactMap({ $0 }).first(where: { !($0 > 0) }) {
      problems.report(
        .value, "bins cannot be \(SpecNode(.number(limit)))", at: node.range, help: "write a number above 0")
      return nil
    }
    if extent.map({ $0.count != 2 }) ?? false {
      problems.report(.value, "the \"extent\" of bins must be two numbers", at: node.range)
      return nil
    }
    fields.finish()
  }
}

extension TimeUnitDef {
  init?(_ node: SpecNode, _ problems: SpecProblems) {
    var name = node.text
    if node.fields != nil {
      guard let fields = SpecFields(node, of: "a time unit", problems) else { return nil }
      name = fields.text("unit")
      step = fields.number("step")
      maxbins = fields.number("maxbins")
      isUTC = fields.flag("utc") ?? false
      isBinned = fields.flag("binned") ?? false
      fields.finish()
      if name == nil {
        problems.report(
          .requiredKey, "this time unit has no \"unit\"", at: node.range, help: "write \"unit\": \"yearmonth\", say")
        return nil
      }
    }
    guard var rest = name else {
      problems.report(.valueType, "\"timeUnit\" must be text", at: node.range)
      return nil
    }
    if rest.hasPrefix("binned") {
      isBinned = true
      rest.removeFirst(6)
    }
    if rest.hasPrefix("utc") {
      isUTC = true
      rest.removeFirst(3)
    }
    units = FieldTitle.units(in: rest)
    guard !units.isEmpty, units.joined() == rest else {
      problems.report(
        .value, "\"\(name ?? "")\" is not a time unit", at: node.range,
        help:
          "it is made of year, quarter, month, week, date, day, dayofyear, hours, minutes, seconds, milliseconds, as "
          + "in yearmonth")
      return nil
    }
  }
}

/// A date written as an object: `{"year": 2019, "month": 2, "date": 4}`.
enum DateTimeDef {
  /// A scalar, or a date as a time; nil with a diagnostic for anything else.
  static func value(_ node: SpecNode, _ problems: SpecProblems) -> Value? {
    if let value = node.value { return value }
    guard let fields = SpecFields(node, of: "a date", problems) else { return nil }
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    let year = fields.number("year") ?? 2012
    var month = 1.0
    if let given = fields.present("month") {
      if let number = given.number {
        month = number
      } else if let text = given.text?.lowercased(), text.count >= 3,
        let index = months.firstIndex(where: { $0.hasPrefix(text) })
      {
        month = Double(index + 1)
      } else {
        problems.report(.value, "this is not a month", at: given.range, help: "write 1 to 12, or its name")
      }
    }
    if let quarter = fields.number("quarter") { month = quarter * 3 - 2 }
    let (date, hours) = (fields.number("date") ?? 1, fields.number("hours") ?? 0)
    let (minutes, seconds) = (fields.number("minutes") ?? 0, fields.number("seconds") ?? 0)
    let milliseconds = fields.number("milliseconds") ?? 0
    var day = date
    if let weekday = fields.number("day") { day = weekday.truncatingRemainder(dividingBy: 7) + 1 }
    fields.ignore("utc")
    fields.finish()
    let parts = [year, month, day, hours, minutes, seconds, milliseconds]
    guard parts.allSatisfy({ abs($0) < 1e6 }) else {
      problems.report(.value, "this date is out of range", at: node.range)
      return nil
    }
    let wholeMonth = Int(month) - 1
    let start = UTCTime.dayNumber(
      year: Int(year) + floorDivide(wholeMonth, 12), month: floorRemainder(wholeMonth, 12) + 1, day: 1)
    return .time(
      (Double(start) + day - 1) * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + milliseconds)
  }
}
