/// An axis of a plot: its grid, and what stands beside the plot. Source: Vega's `vega-parser/src/parsers/axis.js`.
struct AxisDrawing {
  let axis: AxisView
  let view: ScaleView
  let scale: PlacedScale
  let width: Double
  let height: Double
  let config: Config
  private let ticks: [AxisTicks.Tick]
  private let style: Properties<AxisProperty>

  init(
    _ axis: AxisView, _ compiled: CompiledView, width: Double, height: Double, _ problems: SpecProblems
  ) {
    self.axis = axis
    self.width = width
    self.height = height
    config = compiled.config
    view = compiled.scales[axis.scale]
    scale = PlotScales.placed(view, width: width, height: height)
    style = axis.style
    ticks =
      AxisTicks(
        axis, view, scale, length: axis.model.channel == .x ? width : height, config: compiled.config, problems
      ).ticks
  }

  private var isX: Bool { axis.model.channel == .x }
  private var orient: String { axis.model.orient }
  /// Where ticks are drawn: between pixels, so that lines are sharp.
  private func tickPlace(_ tick: AxisTicks.Tick) -> Double {
    let shift = style.number(.tickOffset) ?? (scale.isBand ? -0.5 : 0)
    let place = tick.place + shift
    return (style.flag(.tickRound) ?? true ? jsRound(place) : place) + 0.5
  }

  private var tickPlaces: [Double] {
    guard style.text(.tickBand) == "extent", scale.isBand else {
      var places = ticks.map(tickPlace)
      if style.flag(.tickExtra) ?? false { places.insert(0.5, at: 0) }
      return places
    }
    let half = scale.bandwidth / 2
    var places = ticks.map { jsRound($0.place - half) + 0.5 }
    if let last = ticks.last { places.append(jsRound(last.place + half) + 0.5) }
    return places
  }

  /// The lines across the plot.
  func grid() -> Scene {
    var scene = Scene()
    guard axis.model.hasGrid else { return scene }
    let look = Look(
      stroke: style.text(.gridColor) ?? "#ddd", strokeWidth: style.number(.gridWidth) ?? 1,
      strokeDash: style.numbers(.gridDash), opacity: style.number(.gridOpacity))
    for place in tickPlaces {
      scene.add(
        isX
          ? .line(x1: place, y1: 0.5, x2: place, y2: height + 0.5, look)
          : .line(x1: 0.5, y1: place, x2: width + 0.5, y2: place, look))
    }
    return scene
  }

  /// Ticks, labels, the line and the title, in the plot's coordinates.
  func main() -> Scene {
    var scene = Scene()
    let offset = style.number(.offset) ?? 0
    // The line on which the axis lies, and which way is outwards.
    let outwards: Double = orient == "left" || orient == "top" ? -1 : 1
    var base: Double
    switch orient {
    case "bottom": base = height + offset
    case "top": base = -offset
    case "left": base = -offset
    default: base = width + offset
    }
    if let position = style.number(.position) { base += orient == "bottom" || orient == "right" ? 0 : position }
    func point(_ along: Double, _ away: Double) -> (Double, Double) {
      isX ? (along, base + 0.5 + outwards * away) : (base + 0.5 + outwards * away, along)
    }
    func line(_ from: (Double, Double), _ to: (Double, Double), _ look: Look) {
      scene.add(.line(x1: from.0, y1: from.1, x2: to.0, y2: to.1, look))
    }
    let hasTicks = style.flag(.ticks) ?? true
    let tickSize = hasTicks ? style.number(.tickSize) ?? 5 : 0
    if hasTicks {
      let look = Look(
        stroke: style.text(.tickColor) ?? "#888", strokeWidth: style.number(.tickWidth) ?? 1,
        strokeDash: style.numbers(.tickDash), opacity: style.number(.tickOpacity))
      for place in tickPlaces { line(point(place, 0), point(place, tickSize), look) }
    }
    if style.flag(.labels) ?? true {
      let padding = max(0, tickSize) + (style.number(.labelPadding) ?? 2)
      drawLabels(&scene) { point($0, padding) }
    }
    if style.flag(.domain) ?? true {
      let look = Look(
        stroke: style.text(.domainColor) ?? "#888", strokeWidth: style.number(.domainWidth) ?? 1,
        strokeDash: style.numbers(.domainDash), opacity: style.number(.domainOpacity))
      line(point(0.5, 0), point((isX ? width : height) + 0.5, 0), look)
    }
    drawTitle(&scene, base: base)
    return scene
  }

  // MARK: - Labels

  private func drawLabels(_ scene: inout Scene, _ point: (Double) -> (Double, Double)) {
    let angle = axis.model.labelAngle ?? 0
    let base = labelLook(angle)
    let shift = (style.number(.labelOffset) ?? 0) + (scale.isBand ? style.number(.tickOffset) ?? -0.5 : 0)
    let flush = style.number(.labelFlush) ?? (axis.model.isFlush ? 1 : nil)
    let ends = scaleEnds
    var looks: [TextLook] = []
    var places: [(Double, Double)] = []
    for tick in ticks {
      var look = base
      if isX, let flush, angle == 0, style.text(.labelAlign) == nil {
        let (toStart, toEnd) = (abs(tick.place - ends.low), abs(ends.high - tick.place))
        if toStart < toEnd, toStart <= flush { look.align = "left" } else if toEnd <= flush { look.align = "right" }
      }
      looks.append(look)
      places.append(point(tick.place + shift))
    }
    let lines = ticks.map { $0.label.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    let boxes = ticks.indices.map { index in
      looks[index].bounds(lines[index], dx: 0, dy: 0).moved(places[index].0, places[index].1)
    }
    let isShown = LabelOverlap.shown(
      boxes, method: axis.model.overlap, separation: style.number(.labelSeparation) ?? 0)
    for index in ticks.indices where isShown[index] && !ticks[index].label.isEmpty {
      if let limit = boundTolerance, !isWithin(boxes[index], limit) { continue }
      scene.add(.text(lines[index], x: places[index].0, y: places[index].1, dx: 0, dy: 0, looks[index]))
    }
  }

  /// Where the scale begins and ends, in pixels.
  private var scaleEnds: (low: Double, high: Double) {
    guard case .continuous(let numbers) = scale, let first = numbers.range.first, let last = numbers.range.last else {
      return (0, isX ? width : height)
    }
    return (min(first, last), max(first, last))
  }

  private var boundTolerance: Double? {
    guard let node = style[.labelBound] else { return nil }
    return node.number ?? (node.flag == true ? 1 : nil)
  }

  private func isWithin(_ box: Bounds, _ tolerance: Double) -> Bool {
    isX
      ? box.left >= -tolerance && box.right <= width + tolerance
      : box.top >= -tolerance && box.bottom <= height + tolerance
  }

  private func labelLook(_ angle: Double) -> TextLook {
    let style = self.style
    let guide = config.styles["guide-label"]
    var look = TextLook(
      color: style.text(.labelColor) ?? guide?.text(.fill) ?? guide?.text(.color) ?? "#000",
      font: style.text(.labelFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.labelFontSize) ?? guide?.number(.fontSize) ?? 10,
      weight: weight(style[.labelFontWeight] ?? guide?[.fontWeight]), style: style.text(.labelFontStyle),
      opacity: style.number(.labelOpacity), angle: angle, limit: style.number(.labelLimit) ?? 180,
      lineHeight: style.number(.labelLineHeight))
    let standardAlign: String
    let standardBaseline: String
    switch orient {
    case "bottom": (standardAlign, standardBaseline) = ("center", "top")
    case "top": (standardAlign, standardBaseline) = ("center", "bottom")
    case "left": (standardAlign, standardBaseline) = ("right", "middle")
    default: (standardAlign, standardBaseline) = ("left", "middle")
    }
    var align: String?
    var baseline: String?
    if axis.model.labelAngle != nil {
      align = LabelTurn.align(angle, orient: orient, isX: isX)
      baseline = LabelTurn.baseline(angle, orient: orient, isX: isX)
    }
    look.align = style.text(.labelAlign) ?? align ?? standardAlign
    look.baseline = style.text(.labelBaseline) ?? baseline ?? standardBaseline
    return look
  }

  private func weight(_ node: SpecNode?) -> String? {
    node.flatMap { $0.text ?? $0.number.map { SpecNode(.number($0)).description } }
  }

  // MARK: - The title

  private func drawTitle(_ scene: inout Scene, base: Double) {
    guard let title = axis.title, !title.joined().isEmpty else { return }
    let guide = config.styles["guide-title"]
    var look = TextLook(
      color: style.text(.titleColor) ?? guide?.text(.fill) ?? guide?.text(.color) ?? "#000",
      font: style.text(.titleFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.titleFontSize) ?? guide?.number(.fontSize) ?? 11,
      weight: weight(style[.titleFontWeight] ?? guide?[.fontWeight]) ?? "bold", style: style.text(.titleFontStyle),
      opacity: style.number(.titleOpacity), limit: style.number(.titleLimit) ?? 0,
      lineHeight: style.number(.titleLineHeight))
    let padding = style.number(.titlePadding) ?? 4
    let length = isX ? width : height
    let anchor = style.text(.titleAnchor) ?? "middle"
    let share: Double = anchor == "start" ? 0 : anchor == "end" ? 1 : 0.5
    let along = isX ? length * share : length * (orient == "left" ? 1 - share : share)
    let anchorAlign = anchor == "start" ? "left" : anchor == "end" ? "right" : "center"
    look.align = style.text(.titleAlign) ?? anchorAlign
    let least = style.number(.minExtent) ?? 0
    let most = style.number(.maxExtent) ?? 200
    func reach(_ extent: Double) -> Double { max(least, min(most, extent)) }
    var (x, y) = (along, along)
    switch orient {
    case "bottom":
      y = base + reach(scene.bounds.isEmpty ? 0 : scene.bounds.bottom - base) + padding
      look.baseline = "top"
    case "top":
      y = base - reach(scene.bounds.isEmpty ? 0 : base - scene.bounds.top) - padding
      look.baseline = "bottom"
    case "left":
      x = base - reach(scene.bounds.isEmpty ? 0 : base - scene.bounds.left) - padding
      look.baseline = "bottom"
      look.angle = -90
    default:
      x = base + reach(scene.bounds.isEmpty ? 0 : scene.bounds.right - base) + padding
      look.baseline = "bottom"
      look.angle = 90
    }
    // Several lines go on away from the plot.
    let extra = Double(title.count - 1) * look.height
    switch orient {
    case "top": y -= extra
    case "left": x -= extra
    case "right": x += extra
    default: break
    }
    if let angle = style.number(.titleAngle) { look.angle = angle }
    if let baseline = style.text(.titleBaseline) { look.baseline = baseline }
    if let written = style.number(.titleX) { x = written }
    if let written = style.number(.titleY) { y = isX ? base + written : written }
    scene.add(.text(title, x: x, y: y, dx: 0, dy: 0, look))
  }
}

/// How turned labels hang at their ticks. Follows Vega-Lite's `src/compile/axis/properties.ts`.
enum LabelTurn {
  static func baseline(_ angle: Double, orient: String, isX: Bool) -> String? {
    if isX {
      if (angle > 45 && angle < 135) || (angle > 225 && angle < 315) { return "middle" }
      return (angle <= 45 || angle >= 315) == (orient == "top") ? "bottom" : "top"
    }
    if angle <= 45 || angle >= 315 || (angle >= 135 && angle <= 225) { return nil }
    return (angle >= 45 && angle <= 135) == (orient == "left") ? "top" : "bottom"
  }

  static func align(_ angle: Double, orient: String, isX: Bool) -> String? {
    let start = isX ? 0.0 : 90.0
    if (angle + start).truncatingRemainder(dividingBy: 180) == 0 { return isX ? nil : "center" }
    let first = isX ? "bottom" : "left"
    return (start < angle && angle < 180 + start) == (orient == first) ? "left" : "right"
  }
}
