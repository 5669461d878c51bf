import Fields

/// Writes a shorthand as the Vega-Lite specification that it stands for.
///
/// What Vega-Lite has no word for (source, notes, what is left over) goes into `usermeta`, which it reserves for this.
struct VegaLiteLowering {
  let fields: ChartFields
  let frame: Frame
  let drawing: Drawing
  let title: String
  let subtitle: String?

  private typealias Pair = (name: String, value: SpecNode?)

  /// A whole specification, its fields in the order in which people read them.
  func specification() -> SpecNode {
    var view = self.view()
    if let panels = fields.panels {
      let facet: SpecNode = ["field": .init(.text(panels.value)), "type": "nominal", "title": .null]
      let inner = SpecNode(.object(view.compactMap(Self.field)))
      view = [("facet", facet), ("columns", 3), ("spec", inner)]
    }
    return Self.object(
      [("data", data), ("transform", transform), ("title", titleNode)] + view + [("usermeta", usermeta)])
  }

  private static func object(_ pairs: [Pair]) -> SpecNode { SpecNode(.object(pairs.compactMap(field))) }

  private static func field(_ pair: Pair) -> SpecNode.Field? {
    pair.value.map { SpecNode.Field(name: pair.name, range: 0..<0, value: $0) }
  }

  private static func text(_ text: String) -> SpecNode { SpecNode(.text(text)) }

  // MARK: - Data

  private var data: SpecNode {
    let name = fields.data.value
    let isFile = [".csv", ".json", ".tsv"].contains { name.hasSuffix($0) }
    return isFile ? ["url": Self.text(name)] : ["name": Self.text(name)]
  }

  private var transform: SpecNode? {
    var steps: [SpecNode] = []
    if let filter = fields.filter, case .success(let rows) = RowFilter.parse(filter.value, frame) {
      steps.append(["filter": Self.text(rows.conditions.map(expression).joined(separator: " && "))])
    }
    if let from = fields.from, let to = fields.to {
      steps.append([
        "fold": [Self.text(from.column.value), Self.text(to.column.value)], "as": ["end", "value"],
      ])
    }
    if drawing.kind == .pyramid, let split = fields.split, let first = drawing.panels.first?.series.first {
      let test = "\(Self.datum(split.value)) === \(Self.quoted(first.name))"
      let value = Self.datum(valueName)
      steps.append(["calculate": Self.text("\(test) ? -\(value) : \(value)"), "as": "side"])
    }
    return steps.isEmpty ? nil : SpecNode(.list(steps))
  }

  private func expression(_ condition: RowFilter.Condition) -> String {
    let column = frame.columns[condition.column]
    let isNumber =
      condition.number != nil && (column.isNumeric || (column.kind == .time && !condition.text.contains("/")))
    let sign =
      switch condition.comparison {
      case .equal, .isEqual: "=="
      case .notEqual, .isNot: "!="
      default: condition.comparison.rawValue
      }
    return "\(Self.datum(column.name)) \(sign) \(isNumber ? condition.text : Self.quoted(condition.text))"
  }

  /// `datum.area`, or `datum['a name']`.
  private static func datum(_ name: String) -> String {
    let isPlain =
      name.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x5F || (0x30...0x39).contains($0) }
      && !(name.utf8.first.map { (0x30...0x39).contains($0) } ?? true)
    return isPlain ? "datum.\(name)" : "datum[\(quoted(name))]"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "'"
    for character in text {
      if character == "'" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "'"
  }

  // MARK: - Texts

  private var titleNode: SpecNode? {
    let below = subtitle ?? fields.texts.unit
    guard !title.isEmpty else { return nil }
    return Self.object([("text", Self.text(title)), ("subtitle", below.map(Self.text))])
  }

  private var usermeta: SpecNode? {
    var pairs: [Pair] = []
    func add(_ name: String, _ text: String?) { if let text { pairs.append((name, Self.text(text))) } }
    add("source", fields.texts.source)
    if !fields.texts.notes.isEmpty { pairs.append(("note", SpecNode(.list(fields.texts.notes.map(Self.text))))) }
    add("alt", fields.texts.alt)
    add("unit", fields.texts.unit)
    add("suppress", fields.suppress?.value)
    add("rest", fields.rest ?? fields.total?.rest)
    if let sum = fields.total?.sum { pairs.append(("total", Self.text(sum.value))) }
    if !fields.highlight.isEmpty {
      pairs.append(("highlight", SpecNode(.list(fields.highlight.map { Self.text($0.value) }))))
    }
    if !fields.order.isEmpty { pairs.append(("order", SpecNode(.list(fields.order.map { Self.text($0.value) })))) }
    if drawing.kind == .waffle { add("chart", drawing.kind.rawValue) }
    return pairs.isEmpty ? nil : Self.object(pairs)
  }

  // MARK: - Channels

  private var nameColumn: String {
    fields.by?.value ?? frame.columns.first { !$0.isNumeric && $0.name != fields.split?.value }?.name ?? ""
  }

  private var valueName: String {
    if fields.from != nil { return "value" }
    return (fields.total?.column ?? fields.average ?? fields.value)?.value ?? frame.valueColumn.map {
      frame.columns[$0].name
    }
      ?? frame.columns.first { $0.isNumeric }?.name ?? ""
  }

  private var splitName: String? { fields.from != nil ? "end" : fields.split?.value }

  /// Digits behind the point as d3 writes them.
  private var format: String {
    let digits = ".\(drawing.numbers.decimals ?? 0)" + (drawing.numbers.dropsZeros ? "~" : "")
    if drawing.numbers.factor == 100 { return digits + "%" }
    return "\(drawing.numbers.prefix == "£" ? "$" : "")"
      + ((drawing.largest >= 1000) ? "," : "") + digits + "f"
  }

  private func value(_ extra: [Pair] = []) -> SpecNode {
    let field: [Pair] =
      fields.total != nil && fields.total?.column == nil && fields.value == nil
      ? [("aggregate", "count")]
      : (fields.total != nil ? [("aggregate", "sum")] : fields.average != nil ? [("aggregate", "mean")] : [])
        + [("field", Self.text(drawing.kind == .pyramid ? "side" : valueName))]
    let axis: Pair = ("axis", fields.format == nil ? nil : ["format": Self.text(format)])
    return Self.object(field + [("type", "quantitative")] + extra + [("title", SpecNode(.null)), axis])
  }

  private func name(along channel: String) -> SpecNode {
    let sort: SpecNode =
      switch (fields.sort.first?.value ?? defaultSort, fields.sort.count) {
      case ("name", 0...1): "ascending"
      case ("data", 0...1): .null
      case ("value", 0...1), ("from", 0...1), ("to", 0...1): Self.text("-" + channel)
      default: SpecNode(.list(fields.sort.map { Self.text($0.value) }))
      }
    let type: SpecNode = isTemporal ? "temporal" : drawing.isTime ? "ordinal" : "nominal"
    return Self.object([
      ("field", Self.text(drawing.kind == .slope && fields.from != nil ? "end" : nameColumn)), ("type", type),
      ("sort", sort), ("title", .init(.null)),
    ])
  }

  private var defaultSort: String {
    if drawing.isTime { return "data" }
    return [.bar, .dots, .dumbbell].contains(drawing.kind) ? "value" : "data"
  }

  /// Dates are places in time; years such as 2017/18 are names in order.
  private var isTemporal: Bool {
    guard drawing.kind == .line || drawing.kind == .area, drawing.isTime else { return false }
    return drawing.panels.first?.categories.allSatisfy { !$0.name.contains("/") } ?? false
  }

  /// The colour of marks: by series, or grey but for what is picked out.
  private var color: SpecNode? {
    if let first = fields.highlight.first {
      let panel = drawing.panels.first
      let bySeries = panel?.series.contains { $0.name == first.value } ?? false
      let column = bySeries && splitName != nil ? splitName ?? "" : nameColumn
      let names = fields.highlight.map { Self.quoted($0.value) }
      let test =
        names.count == 1
        ? "\(Self.datum(column)) === \(names[0])"
        : "indexof([\(names.joined(separator: ","))], \(Self.datum(column))) >= 0"
      return [
        "condition": ["test": Self.text(test), "value": "#12436D"], "value": "#8A8A8A",
      ]
    }
    return splitName.map { ["field": Self.text($0), "type": "nominal", "sort": .null] }
  }

  // MARK: - Views

  private func view() -> [Pair] {
    switch drawing.kind {
    case .bar: return bars(names: "y", values: "x")
    case .column: return bars(names: "x", values: "y")
    case .line, .area, .slope: return lines()
    case .dots: return dots()
    case .dumbbell: return dumbbell()
    case .share, .waffle: return share()
    case .scatter: return []
    case .pyramid:
      return [
        ("mark", "bar"),
        (
          "encoding",
          Self.object([
            ("y", name(along: "x")), ("x", value()), ("color", color),
          ])
        ),
      ]
    case .heat:
      return [
        ("mark", "rect"),
        (
          "encoding",
          Self.object([
            ("y", name(along: "x")),
            ("x", splitName.map { ["field": Self.text($0), "type": "ordinal", "sort": .null, "title": .null] }),
            ("color", value()),
          ])
        ),
      ]
    case .number:
      return [
        ("mark", ["type": "text", "fontSize": 44]),
        (
          "encoding",
          Self.object([
            ("y", name(along: "x")),
            ("text", ["field": Self.text(valueName), "type": "quantitative", "format": Self.text(format)]),
          ])
        ),
      ]
    }
  }

  private func bars(names: String, values: String) -> [Pair] {
    let offset: Pair = (
      names + "Offset", drawing.isStacked ? nil : splitName.map { ["field": Self.text($0), "sort": .null] }
    )
    let shared = [(names, name(along: values)), (values, value()), offset]
    let count = (drawing.panels.first?.categories.count ?? 0) * (drawing.panels.first?.series.count ?? 0)
    let isLabelled = drawing.hasLabels ?? (count <= 12)
    var layers: [SpecNode] = [mark("bar", color: color)]
    if let low = fields.low, let high = fields.high {
      layers.append([
        "mark": "errorbar",
        "encoding": Self.object([
          (values, ["field": Self.text(low.value), "type": "quantitative", "title": .null]),
          (values + "2", ["field": Self.text(high.value)]),
        ]),
      ])
    }
    if isLabelled, !(drawing.isStacked && splitName != nil) {
      layers.append([
        "mark": names == "y"
          ? ["type": "text", "align": "left", "dx": 4] : ["type": "text", "baseline": "bottom", "dy": -4],
        "encoding": [
          "text": Self.object(labelField + [("type", "quantitative"), ("format", Self.text(format))])
        ],
      ])
    }
    for rule in fields.rules {
      let place: SpecNode =
        rule.value.map { ["datum": SpecNode(.number($0))] } ?? ["aggregate": "mean", "field": Self.text(valueName)]
      layers.append(["mark": "rule", "encoding": Self.object([(names, .init(.null)), (values, place)])])
    }
    if layers.count == 1 {
      return [("mark", "bar"), ("encoding", Self.object(shared + [("color", color)]))]
    }
    return [("encoding", Self.object(shared)), ("layer", SpecNode(.list(layers)))]
  }

  private var labelField: [Pair] {
    if fields.total != nil, fields.total?.column == nil, fields.value == nil { return [("aggregate", "count")] }
    return (fields.total != nil ? [("aggregate", "sum")] : fields.average != nil ? [("aggregate", "mean")] : [])
      + [("field", Self.text(valueName))]
  }

  private func mark(_ name: String, color: SpecNode?) -> SpecNode {
    Self.object([("mark", Self.text(name)), ("encoding", color.map { Self.object([("color", $0)]) })])
  }

  private func lines() -> [Pair] {
    let isArea = drawing.kind == .area
    let stack: [Pair] = isArea && !drawing.isStacked ? [("stack", .init(.null))] : []
    let series = drawing.kind == .slope && fields.from != nil ? nameColumn : splitName
    let color: SpecNode? =
      self.color != nil && !fields.highlight.isEmpty
      ? self.color : series.map { ["field": Self.text($0), "type": "nominal", "sort": .null] }
    let mark: SpecNode = isArea ? "area" : ["type": "line", "point": true]
    let shared: [Pair] = [("x", name(along: "y")), ("y", value(stack)), ("color", color)]
    let detail: [Pair] = [
      ("detail", !fields.highlight.isEmpty ? series.map { ["field": Self.text($0)] } : nil),
      (
        "strokeDash",
        isArea || !fields.highlight.isEmpty || drawing.kind == .slope
          ? nil : series.map { ["field": Self.text($0), "sort": .null] }
      ),
    ]
    var layers: [SpecNode] = []
    if let low = fields.low, let high = fields.high {
      layers.append([
        "mark": ["type": "area", "opacity": 0.25],
        "encoding": [
          "y": ["field": Self.text(low.value), "type": "quantitative", "title": .null],
          "y2": ["field": Self.text(high.value)],
        ],
      ])
    }
    layers.append(["mark": mark, "encoding": Self.object(detail)])
    for rule in fields.rules {
      let place: SpecNode =
        rule.value.map { ["datum": SpecNode(.number($0))] } ?? ["aggregate": "mean", "field": Self.text(valueName)]
      layers.append([
        "mark": "rule", "encoding": Self.object([("x", .init(.null)), ("y", place), ("color", ["value": "#0B0C0C"])]),
      ])
    }
    if layers.count == 1 { return [("mark", mark), ("encoding", Self.object(shared + detail))] }
    return [("encoding", Self.object(shared)), ("layer", SpecNode(.list(layers)))]
  }

  private func dots() -> [Pair] {
    let shared: [Pair] = [("y", name(along: "x")), ("x", value([("scale", ["zero": false])]))]
    guard let low = fields.low, let high = fields.high else {
      return [
        ("mark", ["type": "point", "filled": true]), ("encoding", Self.object(shared + [("color", color)])),
      ]
    }
    return [
      ("encoding", Self.object(shared)),
      (
        "layer",
        [
          [
            "mark": "rule",
            "encoding": [
              "x": ["field": Self.text(low.value), "type": "quantitative"], "x2": ["field": Self.text(high.value)],
            ],
          ],
          Self.object([
            ("mark", ["type": "point", "filled": true]), ("encoding", color.map { Self.object([("color", $0)]) }),
          ]),
        ]
      ),
    ]
  }

  private func dumbbell() -> [Pair] {
    [
      ("encoding", Self.object([("y", name(along: "x")), ("x", value([("scale", ["zero": false])]))])),
      (
        "layer",
        [
          ["mark": "line", "encoding": ["detail": ["field": Self.text(nameColumn)]]],
          [
            "mark": ["type": "point", "filled": true],
            "encoding": ["color": ["field": Self.text(splitName ?? ""), "type": "nominal", "sort": .null]],
          ],
        ]
      ),
    ]
  }

  /// Never stretched to 100%: what the parts lack is in `usermeta`.
  private func share() -> [Pair] {
    let isSingle = splitName == nil
    let parts: SpecNode = [
      "field": Self.text(splitName ?? nameColumn), "type": "nominal",
      "sort": fields.order.isEmpty ? SpecNode.null : SpecNode(.list(fields.order.map { Self.text($0.value) })),
    ]
    return [
      ("mark", "bar"),
      (
        "encoding",
        Self.object([
          ("y", isSingle ? nil : name(along: "x")), ("x", value([("stack", "zero")])), ("color", parts),
        ])
      ),
    ]
  }
}

extension Drawing {
  /// The largest size of a value.
  var largest: Double {
    panels.compactMap(\.extent).map { max($0.low.magnitude, $0.high.magnitude) }.max() ?? 0
  }
}
