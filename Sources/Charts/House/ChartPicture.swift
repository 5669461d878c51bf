import Datasets

/// A plot that no layout in this folder draws, such as a box plot: laid out as Vega-Lite does, in the type and colours
/// of the house and for the width of its place.
struct ChartPicture: Sendable {
  private let view: View
  private let compiled: CompiledView

  /// - Parameters:
  ///   - view: a plot without title, of a specification that ``SpecNode/inHouseStyle`` has dressed.
  init(_ view: View, in compiled: CompiledView) {
    self.view = view
    self.compiled = compiled
  }

  // MARK: - Drawing

  /// The plot as elements of an SVG, no wider than the canvas where that can be done.
  ///
  /// - Parameter id: what its ids begin with.
  /// - Returns: the elements, and their width and height in pixels.
  func draw(on canvas: Canvas, id: String) -> (markup: [UInt8], width: Double, height: Double) {
    var view = view
    var (scene, bounds) = (Scene(), Bounds())
    // What stands beside a plot depends on its width: labels turn, and ticks are thinned.
    for _ in 0..<Self.maximumAttempts {
      var layout = ConformLayout(compiled, SpecProblems(path: ""))
      layout.hasWideLegends = true
      let block = layout.draw(view)
      scene = block.scene
      bounds = scene.bounds
      bounds.formUnion(Bounds.rect(0, 0, block.width, block.height))
      let excess = bounds.width - canvas.width
      let width = max(Self.narrowestPlot, block.width - excess)
      guard excess.magnitude > 1, width != block.width, !isStrip else { break }
      view.width = .pixels(width)
    }
    var style = SceneWriter.Style(paints: Self.paints, font: SpecNode.houseFont, idPrefix: id + "-")
    style.hasClasses = canvas.isFluid
    let markup = SceneWriter.elements(scene, x: -bounds.left, y: -bounds.top, style: style)
    return (markup, max(canvas.width, bounds.width), bounds.height)
  }

  private static let maximumAttempts = 4
  private static let narrowestPlot = 60.0

  /// Whether it is one step wide, since nothing is measured across.
  private var isStrip: Bool {
    if case .pixels(let width) = view.width { width <= 40 } else { false }
  }

  /// What the style sheet knows by a class: the house's colours, and the words for black and white.
  private static let paints: [String: Paint] = {
    var paints: [String: Paint] = ["black": .ink, "#000": .ink, "#000000": .ink, "white": .paper, "#ffffff": .paper]
    for paint in [Paint.ink, .soft, .grid, .axis, .paper] { paints[paint.color] = paint }
    for index in 0..<Paint.seriesCount { paints[Paint.series(index).color] = .series(index) }
    return paints
  }()

  // MARK: - Words

  /// The plots over one another, with their rows.
  private var units: [UnitView] { VegaLiteDrawing.units(view) ?? [] }

  /// The plot that words and table are of.
  private var main: UnitView? { boxes?.unit ?? units.first }

  /// What a box plot computes, by the beginnings of the columns' names.
  private static let boxColumns: [(prefix: String, label: ChartWords.Key)] = [
    ("min_", .minimum), ("lower_whisker_", .minimum), ("lower_box_", .lowerQuartile), ("mid_box_", .median),
    ("upper_box_", .upperQuartile), ("upper_whisker_", .maximum), ("max_", .maximum),
  ]

  /// The boxes of a box plot, and the field that they are of.
  private var boxes: (unit: UnitView, field: String)? {
    units.lazy.compactMap { unit in
      let name = unit.table.names.first { $0.hasPrefix("mid_box_") }
      return name.map { (unit, String($0.dropFirst("mid_box_".count))) }
    }.first
  }

  /// The numbers, and what each is of.
  private func items(_ words: ChartWords) -> [(name: String, value: Double)] {
    guard let unit = main, let measure = measure(of: unit), let field = measure.field,
      let values = unit.table.column(boxes.map { "mid_box_" + $0.field } ?? field.name)
    else { return [] }
    let names = [Channel.x, .y, .color, .fill, .stroke, .shape, .detail].compactMap { channel in
      unit[channel].flatMap { $0.type.isDiscrete ? $0.field.flatMap { unit.table.column($0.name) } : nil }
    }
    return values.enumerated().compactMap { row, value in
      guard let number = value.finiteNumber else { return nil }
      let parts = names.map { $0[row].string }
      let name = parts.enumerated().filter { !parts[..<$0.offset].contains($0.element) }.map(\.element)
        .joined(separator: ", ")
      return (boxes == nil ? name : words(.medianOf, ["name": name]), number)
    }
  }

  /// The title of what is measured.
  var measureLabel: String {
    let measure = main.flatMap(measure)
    return measure?.titleText(compiled.config)?.joined(separator: " ") ?? ""
  }

  private func measure(of unit: UnitView) -> ChannelDef? {
    [Channel.y, .x, .theta, .radius, .size, .color, .text].lazy.compactMap { unit[$0] }
      .first { $0.type == .quantitative && $0.field != nil && $0.field?.bin == nil }
  }

  func summary(_ words: ChartWords) -> [String] {
    if let (low, high) = range { return [words(.range, ["low": low, "high": high])] }
    let items = items(words)
    var drawing = Drawing(kind: .dots, panels: [])
    drawing.valueLabel = measureLabel
    let isNamed = items.allSatisfy { !$0.name.isEmpty } && Set(items.map(\.name)).count == items.count
    if isNamed {
      drawing.panels = [
        Panel(
          name: nil, categories: items.map { Panel.Category(name: $0.name) },
          series: [Panel.Series(name: drawing.valueLabel)], marks: items.map { [Panel.Mark(value: $0.value)] })
      ]
    } else {
      drawing.kind = .scatter
      drawing.panels = [
        Panel(
          name: nil, categories: [], series: [], marks: [],
          points: items.enumerated().map { Panel.Point(x: Double($0), y: $1.value, series: 0) })
      ]
    }
    drawing.numbers.decimals = drawing.neededDecimals
    drawing.leftOut = units.first?.leftOut ?? []
    return ChartSummary(drawing: drawing, words: words).sentences()
  }

  /// The lowest and the highest end of marks that go from one number to another.
  private var range: (low: String, high: String)? {
    guard boxes == nil, let unit = units.first else { return nil }
    for (start, end) in [(Channel.y, Channel.y2), (.x, .x2)] {
      guard let first = unit[start], first.type == .quantitative, let start = first.field, start.bin == nil,
        let end = unit[end]?.field
      else { continue }
      let ends = [start, end].flatMap { unit.table.column($0.name)?.compactMap(\.finiteNumber) ?? [] }
      guard let low = ends.min(), let high = ends.max() else { continue }
      return (NumberStyle().string(low), NumberStyle().string(high))
    }
    return nil
  }

  /// What its table has where there is no number.
  var signs: Set<Shorthand> {
    guard let table = main?.table else { return [] }
    return Set(table.shorthands.values.joined().compactMap(\.self))
  }

  /// The rows that it draws, with the titles of their columns; of a box plot, the numbers of its boxes.
  func table(caption: String, words: ChartWords) -> ChartTable {
    guard let unit = main else { return ChartTable(Table(rowCount: 0), caption: caption) }
    var shown = Table(rowCount: 0)
    func add(_ name: String, as label: String) {
      guard !shown.names.contains(label), let column = unit.table.column(name) else { return }
      shown.names.append(label)
      shown.columns.append(column)
      shown.shorthands[label] = unit.table.shorthands[name]
    }
    let defs = Channel.allCases.compactMap { unit[$0] }.filter { $0.field != nil }
    for def in defs.sorted(by: { $0.type.isDiscrete && !$1.type.isDiscrete }) {
      guard let field = def.field, boxes == nil || def.type.isDiscrete && def.channel.main == def.channel else {
        continue
      }
      let title = def.titleText(compiled.config)?.joined(separator: " ") ?? field.name
      // Both ends of a range bear one title.
      add(field.name, as: shown.names.contains(title) ? field.name : title)
    }
    if let boxes {
      for (prefix, label) in Self.boxColumns { add(prefix + boxes.field, as: words[label]) }
    }
    shown.rowCount = unit.table.rowCount
    return ChartTable(shown, caption: caption)
  }
}

extension SpecNode {
  static let houseFont = "Atkinson Hyperlegible,Arial,Helvetica,sans-serif"

  /// A specification with the house's type, colours and places of legends in place of its own.
  var inHouseStyle: SpecNode {
    var node = withoutTypography
    let own = node["config"] ?? .empty
    node = node.setting("config", Self.houseConfiguration.fields?.reduce(own) { $0.setting($1.name, $1.value) } ?? own)
    return node.setting("background", .null).setting("padding", 0)
  }

  /// Data is left as it is.
  private var withoutTypography: SpecNode {
    if let items = list { return SpecNode(.list(items.map(\.withoutTypography)), range: range) }
    guard let fields else { return self }
    let kept = fields.filter { !Self.typography.contains($0.name) }.map { field in
      guard !["data", "datasets"].contains(field.name) else { return field }
      return Field(name: field.name, range: field.range, value: field.value.withoutTypography)
    }
    return SpecNode(.object(kept), range: range)
  }

  private static let typography: Set<String> = [
    "font", "labelFont", "titleFont", "subtitleFont", "fontSize", "labelFontSize", "titleFontSize", "subtitleFontSize",
    "lineHeight", "labelLineHeight", "titleLineHeight", "subtitleLineHeight", "labelLimit", "titleLimit", "columns",
  ]

  private static let houseConfiguration: SpecNode = {
    func list(_ colors: [String]) -> SpecNode { SpecNode(.list(colors.map { SpecNode(.text($0)) })) }
    func color(_ paint: Paint) -> SpecNode { SpecNode(.text(paint.color)) }
    let size = SpecNode(.number(Canvas.smallSize))
    return [
      "font": SpecNode(.text(houseFont)),
      "mark": ["color": color(.series(0))],
      "text": ["fontSize": size, "color": color(.ink)],
      "rule": ["color": color(.ink)],
      "view": ["stroke": .null],
      "axis": [
        "labelFontSize": size, "titleFontSize": size, "titleFontWeight": "normal", "labelColor": color(.ink),
        "titleColor": color(.ink), "gridColor": color(.grid), "domainColor": color(.axis), "tickColor": color(.axis),
        "labelLimit": 170, "titleLimit": 230,
      ],
      "legend": [
        "orient": "bottom", "direction": "vertical", "columns": 1, "labelFontSize": size, "titleFontSize": size,
        "labelColor": color(.ink), "titleColor": color(.ink), "labelLimit": 230, "titleLimit": 230,
      ],
      "range": [
        "category": list(Paint.lightSeries), "ordinal": list(Paint.lightSteps), "ramp": list(Paint.lightSteps),
        "heatmap": list(Paint.lightSteps),
      ],
      "boxplot": ["size": 15, "median": ["color": color(.paper)], "box": ["color": color(.series(0))]],
    ]
  }()
}
