/// A legend: swatches with labels, or a strip of colours with ticks. Source: Vega's `vega-parser/src/parsers/legend.js`.
struct LegendDrawing {
  let legend: LegendView
  let compiled: CompiledView
  /// Of the plot beside which it stands.
  let plotHeight: Double
  let plotWidth: Double
  let step: Double
  let problems: SpecProblems

  private var style: Properties<LegendProperty> { legend.model.written }
  private var config: Config { compiled.config }

  var orient: String { style.text(.orient) ?? "right" }

  func scene() -> Scene {
    // Of several channels, Vega takes the entries from the first of these.
    let order: [Channel] = [.size, .shape, .color, .fill, .stroke, .strokeWidth, .strokeDash, .opacity]
    let first = order.lazy.compactMap { channel in legend.channels.first { $0.channel == channel } }.first
    guard let first = first ?? legend.channels.first else { return Scene() }
    let view = compiled.scales[first.scale]
    var scene = Scene()
    let top = drawTitle(&scene)
    if legend.model.isGradient, view.channel.isColor, view.type.isContinuous {
      drawGradient(&scene, view, top: top)
    } else if view.channel.isColor, view.type.isDiscretizing || view.type == .binOrdinal, legend.channels.count == 1,
      !legend.model.isOutlined,
      style.text(.type) != "symbol"
    {
      drawSteps(&scene, view, top: top)
    } else {
      drawSymbols(&scene, view, top: top)
    }
    return scene
  }

  private func drawTitle(_ scene: inout Scene) -> Double {
    guard let title = legend.title else { return 0 }
    let guide = config.styles["guide-title"]
    let look = TextLook(
      color: style.text(.titleColor) ?? guide?.text(.fill) ?? "#000",
      font: style.text(.titleFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.titleFontSize) ?? guide?.number(.fontSize) ?? 11,
      weight: (style[.titleFontWeight] ?? guide?[.fontWeight]).flatMap {
        $0.text ?? $0.number.map { String(Int(max(-1e6, min($0, 1e6)))) }
      }
        ?? "bold",
      align: style.text(.titleAlign) ?? "left", baseline: "top", limit: style.number(.titleLimit) ?? 180,
      lineHeight: style.number(.titleLineHeight))
    scene.add(.text(title, x: 0, y: 0, dx: 0, dy: 0, look))
    return look.size + Double(title.count - 1) * look.height + (style.number(.titlePadding) ?? 5)
  }

  private var labelLook: TextLook {
    let guide = config.styles["guide-label"]
    return TextLook(
      color: style.text(.labelColor) ?? guide?.text(.fill) ?? "#000",
      font: style.text(.labelFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.labelFontSize) ?? guide?.number(.fontSize) ?? 10,
      weight: style[.labelFontWeight]?.text, style: style.text(.labelFontStyle), opacity: style.number(.labelOpacity),
      align: style.text(.labelAlign) ?? "left", baseline: style.text(.labelBaseline) ?? "middle",
      limit: style.number(.labelLimit) ?? 160)
  }

  // MARK: - Entries

  private func entries(_ view: ScaleView) -> [(value: Value, label: String)] {
    let written = legend.model.values
    var entries: [(value: Value, label: String)]
    if view.type == .binOrdinal {
      let edges = view.values.values.map(\.number)
      let format = boundFormat(view, [])
      entries = zip(edges, edges.dropFirst()).map { low, high in
        (.number(low), "\(format.string(low)) – \(format.string(high))")
      }
    } else if view.type.isDiscrete {
      entries = (written ?? view.values.values).map { ($0, AxisTicks.text($0, legend.model.format)) }
    } else if view.type.isDiscretizing {
      entries = stepEntries(view)
    } else if let bins = view.bins, !legend.model.isGradient, written == nil, bins.edges.count > 1 {
      entries = zip(bins.edges, bins.edges.dropFirst()).map { low, high in
        let format = boundFormat(view, [])
        return (.number(low), "\(format.string(low)) – \(format.string(high))")
      }
    } else {
      let scale = view.continuous(from: 0, to: 1)
      // A strip of colours has as many labels as it has room for.
      let standard = legend.model.isGradient ? max(2, 2 * (gradientLength / 100).rounded(.down)) : 5
      let count = style[.tickCount]?.number.map { max(1, min($0, 100)) } ?? standard
      var values = written?.map(\.number) ?? scale.ticks(count)
      if legend.model.isGradient, written == nil, values.count < 3, let first = scale.domain.first,
        let last = scale.domain.last, first != last
      {
        values = [first, last]
      }
      let format = AxisTicks.format(legend.model.format, view, scale, count: count, isWritten: true)
      entries = values.map { (view.type.isTime ? .time($0) : .number($0), format.string($0)) }
      if view.channel == .size, written == nil, let first = entries.first,
        LookScale(view, config: config, step: step).number(first.value) == 0
      {
        entries.removeFirst()
      }
    }
    if let text = style.text(.labelExpr) {
      let labels = LabelExpression.labels(
        text, values: entries.map(\.value), labels: entries.map(\.label), at: style[.labelExpr], problems)
      for index in entries.indices { entries[index].label = labels[index] }
    }
    return entries
  }

  /// One entry for each step, with its lower and upper bound: Vega's `labelFormat` for discretizing scales.
  private func stepEntries(_ view: ScaleView) -> [(value: Value, label: String)] {
    let bounds = stepBounds(view)
    let format = boundFormat(view, bounds)
    var entries: [(value: Value, label: String)] = []
    for index in 0...bounds.count {
      let label: String
      if index == 0 {
        label = bounds.first.map { "< \(format.string($0))" } ?? ""
      } else if index == bounds.count {
        label = bounds.last.map { "≥ \(format.string($0))" } ?? ""
      } else {
        label = "\(format.string(bounds[index - 1])) – \(format.string(bounds[index]))"
      }
      let value = index == 0 ? (bounds.first ?? 0) - 1 : bounds[index - 1]
      entries.append((.number(value), label))
    }
    return entries
  }

  private func stepBounds(_ view: ScaleView) -> [Double] {
    switch LookScale(view, config: config, step: step).kind {
    case .threshold(let scale): scale.thresholds
    case .thresholdNumbers(let scale): scale.thresholds
    default: []
    }
  }

  private func boundFormat(_ view: ScaleView, _ bounds: [Double]) -> TickFormat {
    if case .number(let specifier) = legend.model.format { return .number(NumberFormat(specifier)) }
    // As precise as the narrowest step: Vega's `formatSpan(0, step, 30)`.
    let edges = view.type == .quantize ? view.numbers : bounds
    guard view.type == .quantize || view.type == .quantile else { return .number(NumberFormat(.plain)) }
    let steps = zip(edges, edges.dropFirst()).map { $1 - $0 }
    return .number(TickFormat.span(0, steps.min() ?? edges.first ?? 1, count: 30, specifier: nil))
  }

  // MARK: - Symbols

  private func drawSymbols(_ scene: inout Scene, _ view: ScaleView, top: Double) {
    var entries = entries(view)
    let limit = Int(max(1, min(style.number(.symbolLimit) ?? 30, 10_000)))
    var rest = 0
    if entries.count > limit {
      rest = entries.count - (limit - 1)
      entries = Array(entries.prefix(limit - 1))
    }
    let looks = legend.channels.map { ($0.channel, LookScale(compiled.scales[$0.scale], config: config, step: step)) }
    let standardSize = style.number(.symbolSize) ?? 100
    let sizes = entries.map { entry in
      legend.model.isTrail
        ? standardSize : looks.first { $0.0 == .size }.flatMap { $0.1.number(entry.value) } ?? standardSize
    }
    let widest = max(
      legend.channels.contains { $0.channel == .size } ? (sizes.max() ?? 100).squareRoot() : standardSize.squareRoot(),
      1)
    let label = labelLook
    let isHorizontal =
      (style.text(.direction) ?? style.text(.symbolDirection)) == "horizontal"
      || (style.text(.direction) == nil && ["top", "bottom"].contains(orient))
    let columns = style.number(.columns).map { Int(max(0, min($0, 100))) } ?? (isHorizontal ? entries.count : 1)
    let columnCount = columns == 0 ? max(1, entries.count) : columns
    let labelOffset = style.number(.labelOffset) ?? 4
    let rowPadding = style.number(.rowPadding) ?? 2
    let columnPadding = style.number(.columnPadding) ?? 10
    var columnWidths = [Double](repeating: 0, count: columnCount)
    for (index, entry) in entries.enumerated() {
      let width = widest + labelOffset + label.width(label.limited(entry.label))
      columnWidths[index % columnCount] = max(columnWidths[index % columnCount], width)
    }
    var y = top
    var rowHeight = 0.0
    for (index, entry) in entries.enumerated() {
      let column = index % columnCount
      if column == 0 {
        if index > 0 { y += rowHeight + rowPadding }
        let inRow = sizes[index..<min(index + columnCount, sizes.count)]
        rowHeight = max(label.size, ((inRow.max() ?? 0).squareRoot() + 1.5).rounded(.up))
      }
      let left = columnWidths[..<column].reduce(0) { $0 + $1 + columnPadding }
      let middle = y + rowHeight / 2
      drawSymbol(&scene, entry.value, looks, size: sizes[index], x: left + widest / 2, y: middle)
      scene.add(.text([entry.label], x: left + widest + labelOffset, y: middle, dx: 0, dy: 0, label))
    }
    if rest > 0 {
      y += rowHeight + rowPadding
      scene.add(.text(["…\(rest) entries"], x: widest + labelOffset, y: y + 6, dx: 0, dy: 0, label))
    }
  }

  private func drawSymbol(
    _ scene: inout Scene, _ value: Value, _ looks: [(Channel, LookScale)], size: Double, x: Double, y: Double
  ) {
    let model = legend.model
    func text(_ channel: Channel) -> String? { looks.first { $0.0 == channel }.flatMap { $0.1.text(value) } }
    func number(_ channel: Channel) -> Double? { looks.first { $0.0 == channel }.flatMap { $0.1.number(value) } }
    let shape = text(.shape) ?? model.symbol
    let color = text(.color)
    var look = Look()
    if shape == "stroke" {
      look.stroke = text(.stroke) ?? color ?? model.stroke ?? model.fill ?? "#000"
    } else if model.isFilled {
      look.fill = text(.fill) ?? color ?? style.text(.symbolFillColor) ?? model.fill
      look.stroke = text(.stroke) ?? (model.isOutlined ? color : nil) ?? model.stroke
    } else {
      look.stroke = text(.stroke) ?? color ?? style.text(.symbolStrokeColor) ?? model.stroke
      look.fill = text(.fill) ?? (model.fill ?? "transparent")
    }
    look.strokeWidth =
      number(.strokeWidth) ?? (legend.model.isTrail ? number(.size) : nil)
      ?? style.number(.symbolStrokeWidth) ?? model.strokeWidth ?? 1.5
    look.strokeDash = looks.first { $0.0 == .strokeDash }.flatMap { $0.1.dash(value) } ?? model.strokeDash
    look.opacity = number(.opacity) ?? style.number(.symbolOpacity) ?? model.opacity
    let area = size
    if shape == "circle" {
      scene.add(.circle(x: x, y: y, radius: area.squareRoot() / 2, look))
    } else if shape == "square" {
      let side = area.squareRoot()
      scene.add(.rect(x: x - side / 2, y: y - side / 2, width: side, height: side, radii: [], look))
    } else if shape == "stroke" {
      let half = area.squareRoot() / 2
      scene.add(.line(x1: x - half, y1: y, x2: x + half, y2: y, look))
    } else {
      scene.add(.path(SymbolShape.path(shape, size: area), x: x, y: y, angle: 0, look))
    }
  }

  // MARK: - Colours

  private var isHorizontal: Bool {
    (style.text(.direction) ?? style.text(.gradientDirection)) == "horizontal"
      || (style.text(.direction) == nil && ["top", "bottom"].contains(orient))
  }

  private var gradientLength: Double {
    if let length = style.number(.gradientLength) { return length }
    return isHorizontal
      ? min(
        style.number(.gradientHorizontalMaxLength) ?? 200,
        max(style.number(.gradientHorizontalMinLength) ?? 100, plotWidth))
      : min(
        style.number(.gradientVerticalMaxLength) ?? 200, max(style.number(.gradientVerticalMinLength) ?? 64, plotHeight)
      )
  }

  private func drawGradient(_ scene: inout Scene, _ view: ScaleView, top: Double) {
    let (length, thickness) = (gradientLength, style.number(.gradientThickness) ?? 16)
    let look = LookScale(view, config: config, step: step)
    guard case .ramp(let position, let colors) = look.kind else { return }
    let domain = position.domain
    guard let first = domain.first, let last = domain.last else { return }
    // Slices thin enough to look like one strip.
    let slices = 40
    let opacity = style.number(.gradientOpacity) ?? legend.model.opacity
    for slice in 0..<slices {
      let share = (Double(slice) + 0.5) / Double(slices)
      let isTurned = view.isReversed
      let color = colors(isTurned ? 1 - share : share)
      let from = Double(slice) / Double(slices) * length
      let size = length / Double(slices)
      let paint = Look(fill: color, opacity: opacity)
      scene.add(
        isHorizontal
          ? .rect(x: from, y: top, width: size + 0.5, height: thickness, radii: [], paint)
          : .rect(x: 0, y: top + length - from - size, width: thickness, height: size + 0.5, radii: [], paint))
    }
    _ = (first, last)
    let entries = entries(view)
    var scale = view.continuous(from: 0, to: length)
    scale.range = scale.domain.count == 3 ? [0, length / 2, length] : [0, length]
    if view.isReversed { scale.range.reverse() }
    drawStripLabels(
      &scene, entries.map { ($0.label, view.isReversed ? length - scale($0.value.number) : scale($0.value.number)) },
      top, thickness, length)
  }

  /// Colours in steps, with the bounds between them.
  private func drawSteps(_ scene: inout Scene, _ view: ScaleView, top: Double) {
    let thickness = style.number(.gradientThickness) ?? 16
    let length = style.number(.gradientLength) ?? 200
    let look = LookScale(view, config: config, step: step)
    var colors: [String] = []
    // Where each colour begins, as a share of the strip.
    var bounds: [Double] = []
    var domain = (view.numbers.min() ?? 0, view.numbers.max() ?? 1)
    switch look.kind {
    case .threshold(let scale):
      (colors, bounds) = (scale.range, scale.thresholds)
      if view.type == .threshold {
        let count = Double(view.numbers.count - 1)
        let reach = count > 0 ? (domain.1 - domain.0) / count : 0.1
        domain = (domain.0 - reach, domain.1 + reach)
      }
    case .bins(let edges, let range):
      (colors, bounds) = (range, Array(edges.dropFirst().dropLast()))
      domain = (edges.first ?? 0, edges.last ?? 1)
    default: break
    }
    let format = boundFormat(view, bounds)
    let span = domain.1 - domain.0
    let places = bounds.map { span > 0 ? ($0 - domain.0) / span * length : 0 }
    let edges = [0] + places + [length]
    for (index, color) in colors.enumerated() where index + 1 < edges.count {
      let paint = Look(fill: color)
      let (from, size) = (edges[index], edges[index + 1] - edges[index])
      scene.add(
        isHorizontal
          ? .rect(x: from, y: top, width: size, height: thickness, radii: [], paint)
          : .rect(x: 0, y: top + length - from - size, width: thickness, height: size, radii: [], paint))
    }
    drawStripLabels(&scene, zip(bounds, places).map { (format.string($0), $1) }, top, thickness, length)
  }

  private func drawStripLabels(
    _ scene: inout Scene, _ labels: [(text: String, place: Double)], _ top: Double, _ thickness: Double,
    _ length: Double
  ) {
    var look = labelLook
    if isHorizontal { look.baseline = "top" }
    var looks: [TextLook] = []
    var points: [(Double, Double)] = []
    for label in labels {
      var own = look
      if isHorizontal {
        own.align = label.place <= 1 ? "left" : label.place >= length - 1 ? "right" : "center"
        points.append((label.place, top + thickness + 2))
      } else {
        own.baseline = label.place <= 1 ? "bottom" : label.place >= length - 1 ? "top" : "middle"
        points.append((thickness + 2, top + length - label.place))
      }
      looks.append(own)
    }
    let boxes = labels.indices.map {
      looks[$0].bounds([labels[$0].text], dx: 0, dy: 0).moved(points[$0].0, points[$0].1)
    }
    let isShown = LabelOverlap.shown(boxes, method: legend.model.overlap, separation: 0)
    for index in labels.indices where isShown[index] {
      scene.add(.text([labels[index].text], x: points[index].0, y: points[index].1, dx: 0, dy: 0, looks[index]))
    }
  }
}
