/// The configuration of a specification over Vega-Lite's defaults.
struct Config: Sendable {
  var background: String? = "white"
  var padding: SpecNode = 5
  var font: String?
  var countTitle = "Count of Records"
  var fieldTitleStyle = "verbal"
  var numberFormat: String?
  var timeFormat = "%b %d, %Y"
  var normalizedNumberFormat: String? = ".0%"
  var facetSpacing = 20.0
  var facetColumns: Double?
  var concatSpacing = 20.0
  var concatColumns: Double?
  /// By the name of the mark; `mark` for all.
  var marks: [String: Properties<MarkProperty>] = [:]
  /// By the name of the style; `guide-label`, `guide-title`, `group-title`, `cell` and authors' own.
  var styles: [String: Properties<MarkProperty>] = [:]
  /// `axis`, `axisX`, `axisBand`, …
  var axes: [String: Properties<AxisProperty>] = [:]
  var legend = Properties<LegendProperty>()
  var title = Properties<TitleProperty>()
  /// `header`, `headerRow`, `headerColumn`, `headerFacet`.
  var headers: [String: Properties<HeaderProperty>] = [:]
  var view = Properties<ViewProperty>()
  var scale = Properties<ScaleConfigProperty>()
  /// `category`, `ordinal`, `ramp`, `heatmap`, `diverging`, `symbol`: a scheme or a list.
  var ranges: [String: SpecNode] = [:]
  /// As written: the composite marks' parts are read from it.
  var node: SpecNode = .empty

  static let axisNames = [
    "axis", "axisX", "axisY", "axisTop", "axisBottom", "axisLeft", "axisRight", "axisBand", "axisPoint",
    "axisDiscrete", "axisQuantitative", "axisTemporal", "axisXBand", "axisXPoint", "axisXDiscrete",
    "axisXQuantitative", "axisXTemporal", "axisYBand", "axisYPoint", "axisYDiscrete", "axisYQuantitative",
    "axisYTemporal",
  ]

  init() {}

  init(_ node: SpecNode?, _ problems: SpecProblems) {
    guard let node, let fields = SpecFields(node, of: "\"config\"", problems) else { return }
    self.node = node
    if let given = fields.node("background") { background = given.text }
    if let given = fields.present("padding") { padding = given }
    font = fields.text("font")
    if let given = fields.text("countTitle") { countTitle = given }
    if let given = fields.text("fieldTitle") { fieldTitleStyle = given }
    numberFormat = fields.text("numberFormat")
    if let given = fields.text("timeFormat") { timeFormat = given }
    if let given = fields.text("normalizedNumberFormat") { normalizedNumberFormat = given }
    for name in ["mark"] + MarkType.allCases.map(\.rawValue) {
      if let given = fields.present(name) {
        marks[name] = Properties(given, of: "the configuration of \(name)", problems)
      }
    }
    fields.ignore(
      "boxplot", "errorbar", "errorband", "aria", "lineBreak", "locale", "customFormatTypes", "tooltipFormat")
    for field in fields.present("style")?.fields ?? [] {
      styles[field.name] = Properties(field.value, of: "the style \(field.name)", problems)
    }
    for name in Self.axisNames {
      if let given = fields.present(name) {
        axes[name] = Properties(given, of: "the configuration of \(name)", problems)
      }
    }
    if let given = fields.present("legend") {
      legend = Properties(given, of: "the configuration of legends", problems)
    }
    if let given = fields.present("title") {
      title = Properties(given, of: "the configuration of titles", problems)
    }
    for name in ["header", "headerRow", "headerColumn", "headerFacet"] {
      if let given = fields.present(name) {
        headers[name] = Properties(given, of: "the configuration of \(name)", problems)
      }
    }
    if let given = fields.present("view") { view = Properties(given, of: "the configuration of views", problems) }
    if let given = fields.present("scale") {
      scale = Properties(given, of: "the configuration of scales", problems)
    }
    for field in fields.present("range")?.fields ?? [] { ranges[field.name] = field.value }
    if let facet = fields.fields("facet", of: "the configuration of panels") {
      facetSpacing = facet.number("spacing") ?? facetSpacing
      facetColumns = facet.number("columns")
      facet.finish()
    }
    if let concat = fields.fields("concat", of: "the configuration of views side by side") {
      concatSpacing = concat.number("spacing") ?? concatSpacing
      concatColumns = concat.number("columns")
      concat.finish()
    }
    fields.finish()
  }

  /// The default title of a definition.
  func fieldTitle(_ def: SpecNode) -> String {
    switch fieldTitleStyle {
    case "plain": return def["field"]?.text ?? ""
    case "functional":
      let field = def["field"]?.text ?? ""
      let function =
        def["aggregate"]?.text ?? def["timeUnit"]?.text ?? (TypeInference.isBinning(def) ? "bin" : nil)
      return function.map { "\($0.uppercased())(\(field))" } ?? field
    default: return FieldTitle.title(of: def, countTitle: countTitle)
    }
  }

  // MARK: - What marks look like

  /// A mark's property: of its definition, its styles, its kind, all marks; Vega-Lite's defaults last.
  func mark(_ property: MarkProperty, _ definition: Properties<MarkProperty>, _ type: MarkType) -> SpecNode? {
    if let value = definition[property] { return value }
    return configuredMark(property, definition, type)
  }

  /// A fill or stroke: styles give colours by "color" only.
  func paint(_ property: MarkProperty, _ definition: Properties<MarkProperty>, _ type: MarkType) -> SpecNode? {
    definition[property] ?? marks[type.rawValue]?[property] ?? marks["mark"]?[property]
  }

  /// The same without the definition itself.
  func configuredMark(_ property: MarkProperty, _ definition: Properties<MarkProperty>, _ type: MarkType) -> SpecNode? {
    let names = [type.rawValue] + (definition[.style]?.items.compactMap(\.text) ?? [])
    for name in names.reversed() {
      if let value = styles[name]?[property] { return value }
    }
    return marks[type.rawValue]?[property] ?? Self.standard(property, type) ?? marks["mark"]?[property]
      ?? Self.standardForAll(property)
  }

  private static func standard(_ property: MarkProperty, _ type: MarkType) -> SpecNode? {
    switch (type, property) {
    case (.bar, .binSpacing): 1
    case (.rect, .binSpacing), (.tick, .binSpacing): 0
    case (.bar, .continuousBandSize), (.rect, .continuousBandSize), (.tick, .continuousBandSize): 5
    case (.bar, .minBandSize), (.rect, .minBandSize), (.tick, .minBandSize): 0.25
    case (.bar, .timeUnitBandPosition), (.rect, .timeUnitBandPosition), (.tick, .timeUnitBandPosition): 0.5
    case (.tick, .thickness): 1
    case (.rule, .color), (.text, .color): "black"
    default: nil
    }
  }

  private static func standardForAll(_ property: MarkProperty) -> SpecNode? {
    switch property {
    case .color: "#4c78a8"
    case .timeUnitBandSize: 1
    default: nil
    }
  }
}
