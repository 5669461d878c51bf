/// Lines, areas and slopes, named at their ends.
struct LineLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  private static let dashes: [String?] = [nil, "7 4", "2 4", "10 4 2 4", "5 2", "1 3"]

  /// What a series is called at its end.
  struct EndLabel {
    var lines: [String]
    var y: Double
    var series: Int
  }

  private var isArea: Bool { drawing.kind == .area }
  private var isStack: Bool { isArea && drawing.isStacked && panel.series.count > 1 }
  private var isSlope: Bool { drawing.kind == .slope }
  private var isSingle: Bool { panel.series.count == 1 }

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    let axis = drawing.axis(includesZero: isArea, isNice: !isSlope, prefersZero: !isSlope, count: 4)
    // The few numbers of one line stand at its points, and the axis is not needed.
    let pointLabels = isSingle && !isArea && !isSlope && drawing.hasLabels != false ? fitting(on: &canvas) : false
    let firstWidth =
      isSlope ? panel.marks.first.map { $0.map { canvas.reserve(drawing.label($0)) }.max() ?? 0 } ?? 0 : 0
    let room = isSlope ? min(150, canvas.width - firstWidth - 110) : 112
    let ends = endLines(width: room, on: canvas)
    let endWidth = ends.map { $0.map { canvas.reserve($0, bold: true) }.max() ?? 0 }.max() ?? 0
    let tickWidth = axis.ticks.map { canvas.reserve(drawing.tickText($0, of: axis), size: 14) }.max() ?? 0
    let needsEnds = !(isSingle && pointLabels)
    if pointLabels {
      canvas.setMargins(left: 20, right: 20)
    } else {
      canvas.setMargins(left: isSlope ? firstWidth + 14 : tickWidth + 8, right: needsEnds ? endWidth + 24 : 8)
    }
    let names = drawing.rules.filter { !$0.label.isEmpty }
    var y = start
    if !names.isEmpty {
      y = canvas.key(names.map { .init(text: $0.label, paint: .ink, sign: .line(dash: "5 3")) }, y: y)
    }
    let needed = needsEnds ? ends.reduce(0) { $0 + Double($1.count) * Canvas.lineHeight + 2 } : 0
    let height = max(drawing.panels.count > 1 ? 150 : 240, needed)
    let top = y + (pointLabels ? 26 : 10)
    let bottom = top + height
    func place(_ value: Double) -> Double { bottom - axis(value) * height }

    let xs = positions()
    var below = bottom
    canvas.plot { canvas in
      if !isSlope { drawFrame(axis, isShown: !pointLabels, place: place, bottom: bottom, on: &canvas) }
      if isSlope { drawPosts(xs, top: top, bottom: bottom, on: &canvas) }
      canvas.stretched(height: bottom + 2) { canvas in
        if isStack {
          drawAreas(xs, place: place, on: &canvas)
        } else {
          drawBands(xs, place: place, on: &canvas)
          drawLines(xs, place: place, bottom: bottom, on: &canvas)
        }
      }
      drawPoints(xs, place: place, on: &canvas)
      drawRules(place, on: &canvas)
      let strip = drawMissing(xs, bottom: bottom, on: &canvas)
      if pointLabels { drawPointLabels(xs, place: place, on: &canvas) }
      if needsEnds { drawEnds(ends, place: place, top: top, bottom: bottom, on: &canvas) }
      if isSlope { drawStarts(place: place, top: top, bottom: bottom, on: &canvas) }
      below = drawNames(xs, y: bottom + strip, on: &canvas)
    }
    return below
  }

  // MARK: - Places

  /// Where each name stands along the axis: by its position, or in equal steps.
  private func positions() -> [Double] {
    let positions = panel.categories.compactMap(\.position)
    if positions.count == panel.categories.count, let low = positions.min(), let high = positions.max(), high > low {
      return positions.map { ($0 - low) / (high - low) }
    }
    let last = Double(max(panel.categories.count - 1, 1))
    return panel.categories.count == 1 ? [0.5] : panel.categories.indices.map { Double($0) / last }
  }

  /// Whether a number at each point touches no other at the narrowest.
  private func fitting(on canvas: inout Canvas) -> Bool {
    guard panel.categories.count <= 8 else { return false }
    canvas.setMargins(left: 20, right: 20)
    let xs = positions()
    var end = 0.0
    for (index, x) in xs.enumerated() {
      let width = canvas.reserve(drawing.label(panel.marks[index][0]), bold: true)
      let start = canvas.start(of: width, at: x)
      if start < end { return false }
      end = start + width + 6
    }
    return true
  }

  private func endLines(width: Double, on canvas: Canvas) -> [[String]] {
    panel.series.indices.map { index in
      let value = panel.marks.last { $0[index].value != nil }.map { drawing.label($0[index]) } ?? ""
      let name = isSingle ? value : "\(panel.series[index].name) \(isStack ? "" : value)"
      return canvas.wrap(
        name.hasSuffix(" ") ? String(name.dropLast()) : name, width: width, bold: true, maximumLines: 5)
    }
  }

  // MARK: - Lines

  private func drawFrame(
    _ axis: Axis, isShown: Bool, place: (Double) -> Double, bottom: Double, on canvas: inout Canvas
  ) {
    if isShown {
      canvas.group(.grid, stroke: 1) { canvas in
        for tick in axis.ticks where tick != axis.low {
          canvas.line(x1: 0, y1: place(tick), x2: 1, y2: place(tick))
        }
      }
      canvas.texts(.init(size: 14, anchor: .end, paint: .soft)) { canvas in
        for tick in axis.ticks {
          canvas.text(drawing.tickText(tick, of: axis), x: 0, dx: -8, y: Canvas.baseline(place(tick), size: 14))
        }
      }
    }
    canvas.group(.axis, stroke: 1) { $0.line(x1: 0, y1: bottom, x2: 1, y2: bottom) }
  }

  private func drawPosts(_ xs: [Double], top: Double, bottom: Double, on canvas: inout Canvas) {
    canvas.group(.grid, stroke: 1) { canvas in
      for x in xs { canvas.line(x1: x, y1: top - 6, x2: x, y2: bottom) }
    }
  }

  private func order() -> [Int] {
    // What is picked out lies on top.
    panel.series.indices.filter { !panel.series[$0].isHighlighted }
      + panel.series.indices.filter { panel.series[$0].isHighlighted }
  }

  private func paint(_ index: Int) -> Paint {
    if isSlope, !drawing.hasHighlight { return .series(0) }
    return panel.series.count > Paint.seriesCount && !panel.series[index].isHighlighted
      ? .muted : drawing.seriesPaint(index, in: panel)
  }

  private func drawLines(_ xs: [Double], place: (Double) -> Double, bottom: Double, on canvas: inout Canvas) {
    for series in order() {
      let paint = paint(series)
      if isArea {
        canvas.group(paint) { canvas in
          canvas.svg.attribute("fill-opacity", 0.3)
          for run in runs(series, xs).solid where run.count > 1 {
            let points = run.map { (x: $0.x, y: place($0.y)) }
            canvas.path(
              points + [(points[points.count - 1].x, bottom), (points[0].x, bottom)], isClosed: true)
          }
        }
      }
      let isMuted = paint == .muted
      canvas.group(paint, stroke: isMuted ? 2 : 3) { canvas in
        canvas.svg.attribute("stroke-linejoin", "round")
        let (solid, bridges) = runs(series, xs)
        for run in solid where run.count > 1 {
          canvas.path(
            run.map { (x: $0.x, y: place($0.y)) },
            dash: isMuted || isSlope || isSingle ? nil : Self.dashes[series % Self.dashes.count])
        }
        for bridge in bridges { canvas.path(bridge.map { (x: $0.x, y: place($0.y)) }, dash: "2 5") }
      }
    }
  }

  /// The points that are joined, and the gaps between them where a number is missing.
  private func runs(
    _ series: Int, _ xs: [Double]
  ) -> (solid: [[(x: Double, y: Double)]], bridges: [[(x: Double, y: Double)]]) {
    var solid: [[(x: Double, y: Double)]] = []
    var bridges: [[(x: Double, y: Double)]] = []
    var run: [(x: Double, y: Double)] = []
    var last: (x: Double, y: Double)?
    var hasGap = false
    for (index, x) in xs.enumerated() {
      let mark = panel.marks[index][series]
      guard let value = mark.value, value.isFinite else {
        if mark.missing != nil { hasGap = true }
        continue
      }
      if hasGap, let previous = last {
        solid.append(run)
        run = []
        bridges.append([previous, (x, value)])
      }
      hasGap = false
      run.append((x, value))
      last = (x, value)
    }
    solid.append(run)
    return (solid, bridges)
  }

  private func drawBands(_ xs: [Double], place: (Double) -> Double, on canvas: inout Canvas) {
    for series in panel.series.indices {
      let given = xs.indices.filter { panel.marks[$0][series].low != nil && panel.marks[$0][series].high != nil }
      guard given.count > 1 else { continue }
      canvas.group(paint(series)) { canvas in
        canvas.svg.attribute("fill-opacity", 0.25)
        canvas.path(
          given.map { (xs[$0], place(panel.marks[$0][series].high ?? 0)) }
            + given.reversed().map { (xs[$0], place(panel.marks[$0][series].low ?? 0)) }, isClosed: true)
      }
    }
  }

  private func drawAreas(_ xs: [Double], place: (Double) -> Double, on canvas: inout Canvas) {
    var base = [Double](repeating: 0, count: xs.count)
    for series in panel.series.indices {
      let next = base.indices.map { base[$0] + max(panel.marks[$0][series].value ?? 0, 0) }
      canvas.group(drawing.seriesPaint(series, in: panel)) { canvas in
        canvas.svg.attribute("stroke", Paint.paper.color)
        canvas.path(
          xs.indices.map { (xs[$0], place(next[$0])) } + xs.indices.reversed().map { (xs[$0], place(base[$0])) },
          isClosed: true)
      }
      base = next
    }
  }

  private func drawPoints(_ xs: [Double], place: (Double) -> Double, on canvas: inout Canvas) {
    guard !isStack else { return }
    for series in order() {
      let given = xs.indices.filter { panel.marks[$0][series].value?.isFinite ?? false }
      let shown = given.count <= 12 ? given : given.suffix(1)
      guard !shown.isEmpty else { continue }
      canvas.group(paint(series)) { canvas in
        for index in shown {
          canvas.circle(
            x: xs[index], y: place(panel.marks[index][series].value ?? 0), radius: paint(series) == .muted ? 3.5 : 4.5)
        }
      }
    }
  }

  // MARK: - Words

  private func drawRules(_ place: (Double) -> Double, on canvas: inout Canvas) {
    guard !drawing.rules.isEmpty else { return }
    canvas.ruled { canvas in
      for rule in drawing.rules { canvas.line(x1: 0, y1: place(rule.value), x2: 1, y2: place(rule.value)) }
    }
  }

  /// The signs of what is missing, in a strip below the axis; gives its height.
  private func drawMissing(_ xs: [Double], bottom: Double, on canvas: inout Canvas) -> Double {
    let gaps = xs.indices.filter {
      panel.marks[$0].allSatisfy { $0.value == nil } && panel.marks[$0].contains { $0.missing != nil }
    }
    guard !gaps.isEmpty else { return 0 }
    canvas.texts(.init(size: 14, anchor: .middle, paint: .soft)) { canvas in
      var end = -Double.infinity
      for index in gaps {
        let text = panel.marks[index].first { $0.missing != nil }.map(drawing.label) ?? ""
        let width = canvas.reserve(text, size: 14)
        let start = canvas.start(of: width, at: xs[index])
        guard start >= end else { continue }
        end = start + width + 4
        canvas.text(text, x: xs[index], dx: canvas.shift(width, at: xs[index]), y: bottom + 20)
      }
    }
    return 20
  }

  private func drawPointLabels(_ xs: [Double], place: (Double) -> Double, on canvas: inout Canvas) {
    canvas.texts(.init(anchor: .middle), halo: true) { canvas in
      for (index, x) in xs.enumerated() {
        guard let value = panel.marks[index][0].value else { continue }
        let text = drawing.numbers.string(value)
        canvas.text(
          text, x: x, dx: canvas.shift(canvas.reserve(text, bold: true), at: x), y: place(value) - 11,
          bold: panel.categories[index].isHighlighted)
      }
    }
  }

  private func drawEnds(
    _ ends: [[String]], place: (Double) -> Double, top: Double, bottom: Double, on canvas: inout Canvas
  ) {
    var labels: [EndLabel] = []
    var base = 0.0
    for series in panel.series.indices {
      if isStack {
        let value = max(panel.marks.last?[series].value ?? 0, 0)
        labels.append(EndLabel(lines: ends[series], y: place(base + value / 2), series: series))
        base += value
      } else if let last = panel.marks.last(where: { $0[series].value != nil })?[series].value {
        labels.append(EndLabel(lines: ends[series], y: place(last), series: series))
      }
    }
    let places = Dodge.spread(
      labels.map { ($0.y, Double($0.lines.count) * Canvas.lineHeight + 2) }, within: top - 10...max(bottom + 8, top))
    canvas.anchored(at: 1) { canvas in
      if !isSingle {
        for (label, place) in zip(labels, places) {
          canvas.group(paint(label.series), stroke: 2) { canvas in
            canvas.connector(from: (4, label.y), to: (16, place))
          }
        }
      }
      for (label, place) in zip(labels, places) {
        let first = Canvas.baseline(place) - Double(label.lines.count - 1) * Canvas.lineHeight / 2
        for (index, line) in label.lines.enumerated() {
          canvas.text(
            line, x: 0, dx: isSingle ? 10 : 20, y: first + Double(index) * Canvas.lineHeight,
            bold: isSingle || panel.series[label.series].isHighlighted)
        }
      }
    }
  }

  /// The numbers at the left of a slope.
  private func drawStarts(place: (Double) -> Double, top: Double, bottom: Double, on canvas: inout Canvas) {
    guard let first = panel.marks.first else { return }
    let given = first.indices.filter { first[$0].value != nil }
    let places = Dodge.spread(
      given.map { (place(first[$0].value ?? 0), Canvas.lineHeight) }, within: top - 10...max(bottom + 8, top))
    canvas.texts(.init(anchor: .end)) { canvas in
      for (series, y) in zip(given, places) {
        canvas.text(
          drawing.label(first[series]), x: 0, dx: -10, y: Canvas.baseline(y), bold: panel.series[series].isHighlighted)
      }
    }
  }

  private func drawNames(_ xs: [Double], y: Double, on canvas: inout Canvas) -> Double {
    let room = max(72, canvas.plotWidth / Double(max(xs.count - 1, 1)) - 8)
    let names = panel.categories.map { canvas.wrap($0.name, width: room, size: 14, maximumLines: 3) }
    let shown = TickThinning.thin(xs, names, on: canvas)
    canvas.texts(.init(size: 14, anchor: .middle)) { canvas in
      for name in shown {
        for (line, text) in name.lines.enumerated() {
          canvas.text(
            text, x: xs[name.index], dx: canvas.shift(canvas.reserve(text, size: 14), at: xs[name.index]),
            y: y + 20 + Double(line) * 18)
        }
      }
    }
    return y + 26 + Double(max((shown.map(\.lines.count).max() ?? 1) - 1, 0)) * 18
  }
}

extension Canvas {
  /// A line between two places in pixels, inside ``anchored(at:_:)``.
  mutating func connector(from: (x: Double, y: Double), to: (x: Double, y: Double)) {
    svg.open("path")
    svg.attribute("d") {
      $0.raw("M")
      $0.number(from.x)
      $0.raw(" ")
      $0.number(from.y)
      $0.raw("L")
      $0.number(to.x)
      $0.raw(" ")
      $0.number(to.y)
    }
    svg.close()
  }
}
