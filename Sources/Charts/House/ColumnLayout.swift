/// Columns over names or periods; bars where the names do not fit below columns.
struct ColumnLayout {
  let drawing: Drawing
  let panel: Panel
  let plotHeight: Double

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
    plotHeight = drawing.panels.count > 1 ? 160 : 220
  }

  private struct Plan {
    var names: [(lines: [String], index: Int)]
    var nameSize: Double
    /// Nil where numbers stand on an axis instead.
    var labelSize: Double?
    var axis: Axis
  }

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    guard let plan = plan(on: &canvas) else {
      return BarLayout(drawing, panel: panel).draw(on: &canvas, y: start)
    }
    var items: [Canvas.KeyItem] = []
    if panel.series.count > 1 {
      items = panel.series.indices.map {
        .init(
          text: panel.series[$0].name, paint: drawing.seriesPaint($0, in: panel), isBold: panel.series[$0].isHighlighted
        )
      }
    }
    items += drawing.rules.filter { !$0.label.isEmpty }.map {
      .init(text: $0.label, paint: .ink, sign: .line(dash: "5 3"))
    }
    var y = start
    if !items.isEmpty { y = canvas.key(items, y: y) }
    let top = y + (plan.labelSize == nil ? 8 : 24)
    let bottom = top + plotHeight
    canvas.plot { canvas in
      if plan.labelSize == nil { drawAxis(plan, top: top, bottom: bottom, on: &canvas) }
      drawColumns(plan, top: top, bottom: bottom, on: &canvas)
      drawRules(plan, top: top, bottom: bottom, on: &canvas)
      let zero = bottom - plan.axis(0) * plotHeight
      canvas.group(.axis, stroke: 1) { $0.line(x1: 0, y1: zero, x2: 1, y2: zero) }
      drawLabels(plan, top: top, bottom: bottom, on: &canvas)
      drawNames(plan, y: bottom + (plan.axis.low < 0 && plan.labelSize != nil ? 20 : 0), on: &canvas)
    }
    let lines = plan.names.map(\.lines.count).max() ?? 0
    return bottom + (plan.axis.low < 0 && plan.labelSize != nil ? 20 : 0) + 6 + Double(lines) * Canvas.lineHeight
  }

  /// How names and numbers fit at the narrowest; nil where they do not.
  private func plan(on canvas: inout Canvas) -> Plan? {
    let count = Double(max(panel.categories.count, 1))
    let isStack = drawing.isStacked && panel.series.count > 1
    let columns = isStack ? 1 : Double(max(panel.series.count, 1))
    let labels = isStack ? panel.marks.map { totalText($0) } : panel.marks.flatMap { $0.map(drawing.label) }
    canvas.setMargins(left: 0, right: 0)
    var labelSize: Double?
    if drawing.hasLabels != false {
      let room = canvas.plotWidth / count * (columns > 1 ? 0.86 / columns : 1) - 4
      labelSize = [16.0, 14].first { size in labels.allSatisfy { canvas.reserve($0, size: size, bold: true) <= room } }
    }
    let axis = drawing.axis(includesZero: true, isNice: labelSize == nil, count: 4)
    if labelSize == nil {
      let width = axis.ticks.map { canvas.reserve(drawing.tickText($0, of: axis), size: 14) }.max() ?? 0
      canvas.setMargins(left: width + 8, right: 0)
    }
    let band = canvas.plotWidth / count
    for size in [16.0, 14] {
      let names = panel.categories.enumerated().map { index, category in
        (lines: canvas.wrap(category.name, width: band - 6, size: size, bold: true, maximumLines: 4), index: index)
      }
      let fits = names.allSatisfy { name in
        name.lines.count <= 3 && canvas.fitsUnbroken(panel.categories[name.index].name, width: band - 6, size: size)
          && name.lines.allSatisfy { canvas.reserve($0, size: size, bold: true) <= band - 4 }
      }
      if fits { return Plan(names: names, nameSize: size, labelSize: labelSize, axis: axis) }
    }
    guard drawing.isTime else { return nil }
    let shown = TickThinning.thin(
      panel.categories.indices.map { (Double($0) + 0.5) / count }, panel.categories.map { [$0.name] }, on: canvas)
    return Plan(names: shown, nameSize: 14, labelSize: labelSize, axis: axis)
  }

  private func totalText(_ marks: [Panel.Mark]) -> String {
    let values = marks.compactMap(\.value)
    return values.isEmpty ? "" : drawing.numbers.string(values.reduce(0, +))
  }

  // MARK: - Drawing

  /// Where the column of a series stands: its left edge and its width, as shares.
  private func span(_ category: Int, _ series: Int) -> (x: Double, width: Double) {
    let band = 1 / Double(max(panel.categories.count, 1))
    let isStack = drawing.isStacked && panel.series.count > 1
    let group = panel.series.count > 1 && !isStack ? band * 0.86 : min(band * 0.72, 0.16)
    let width = isStack ? group : group / Double(max(panel.series.count, 1))
    let start = (Double(category) + 0.5) * band - group / 2
    return (start + (isStack ? 0 : width * Double(series)), width)
  }

  private func drawColumns(_ plan: Plan, top: Double, bottom: Double, on canvas: inout Canvas) {
    func y(_ value: Double) -> Double { bottom - plan.axis(value) * plotHeight }
    let isStack = drawing.isStacked && panel.series.count > 1
    var paints: [Paint] = []
    for category in panel.categories {
      for series in panel.series.indices {
        let paint =
          isStack ? drawing.seriesPaint(series, in: panel) : drawing.paint(category, series: series, in: panel)
        if !paints.contains(paint) { paints.append(paint) }
      }
    }
    for paint in paints {
      canvas.group(paint) { canvas in
        for (index, category) in panel.categories.enumerated() {
          for series in panel.series.indices {
            let own =
              isStack ? drawing.seriesPaint(series, in: panel) : drawing.paint(category, series: series, in: panel)
            guard own == paint, let value = panel.marks[index][series].value else { continue }
            let (x, width) = span(index, series)
            let base =
              isStack
              ? panel.marks[index][..<series].compactMap(\.value).filter { ($0 < 0) == (value < 0) }.reduce(0, +) : 0
            let (from, to) = (y(base), y(base + value))
            if value == 0 {
              if !isStack { canvas.rect(x: x, width: width, y: from - 2, height: 2) }
              continue
            }
            // The ground shows between what stands on one another.
            let gap: Double = isStack && base != 0 ? 2 : 0
            canvas.rect(
              x: x, width: width * (panel.series.count > 1 && !isStack ? 0.94 : 1), y: min(from, to),
              height: max((to - from).magnitude - gap, 0.5))
          }
        }
      }
    }
    drawIntervals(plan, bottom: bottom, on: &canvas)
  }

  private func drawIntervals(_ plan: Plan, bottom: Double, on canvas: inout Canvas) {
    guard panel.marks.contains(where: { $0.contains { $0.low != nil && $0.high != nil } }) else { return }
    for (paint, width) in [(Paint.paper, 5.0), (.ink, 2.0)] {
      canvas.group(paint, stroke: width) { canvas in
        for index in panel.categories.indices {
          for (series, mark) in panel.marks[index].enumerated() {
            guard let low = mark.low, let high = mark.high else { continue }
            let (x, width) = span(index, series)
            let ends = [low, high].map { bottom - plan.axis($0) * plotHeight }
            canvas.line(x1: x + width / 2, y1: ends[0], x2: x + width / 2, y2: ends[1])
            for end in ends { canvas.line(x1: x + width * 0.35, y1: end, x2: x + width * 0.65, y2: end) }
          }
        }
      }
    }
  }

  private func drawAxis(_ plan: Plan, top: Double, bottom: Double, on canvas: inout Canvas) {
    canvas.group(.grid, stroke: 1) { canvas in
      for tick in plan.axis.ticks where tick != 0 {
        let y = bottom - plan.axis(tick) * plotHeight
        canvas.line(x1: 0, y1: y, x2: 1, y2: y)
      }
    }
    canvas.texts(.init(size: 14, anchor: .end, paint: .soft)) { canvas in
      for tick in plan.axis.ticks {
        let y = bottom - plan.axis(tick) * plotHeight
        canvas.text(drawing.tickText(tick, of: plan.axis), x: 0, dx: -8, y: Canvas.baseline(y, size: 14))
      }
    }
  }

  private func drawRules(_ plan: Plan, top: Double, bottom: Double, on canvas: inout Canvas) {
    guard !drawing.rules.isEmpty else { return }
    canvas.ruled { canvas in
      for rule in drawing.rules {
        let y = bottom - plan.axis(rule.value) * plotHeight
        canvas.line(x1: 0, y1: y, x2: 1, y2: y)
      }
    }
  }

  private func drawLabels(_ plan: Plan, top: Double, bottom: Double, on canvas: inout Canvas) {
    func y(_ value: Double) -> Double { bottom - plan.axis(value) * plotHeight }
    let isStack = drawing.isStacked && panel.series.count > 1
    canvas.texts(.init(size: plan.labelSize ?? 14, anchor: .middle), halo: !drawing.rules.isEmpty) { canvas in
      for (index, category) in panel.categories.enumerated() {
        if isStack {
          guard plan.labelSize != nil else { continue }
          let (x, width) = span(index, 0)
          let sum = panel.marks[index].compactMap(\.value).filter { $0 > 0 }.reduce(0, +)
          canvas.text(totalText(panel.marks[index]), x: x + width / 2, y: y(sum) - 7, bold: category.isHighlighted)
          continue
        }
        for (series, mark) in panel.marks[index].enumerated() {
          guard plan.labelSize != nil || mark.missing != nil else { continue }
          let (x, width) = span(index, series)
          let isBold = category.isHighlighted || panel.series[series].isHighlighted
          let value = mark.value ?? 0
          canvas.text(
            drawing.label(mark), x: x + width / 2,
            y: value < 0 ? y(min(value, mark.low ?? value)) + 18 : y(max(value, mark.high ?? value)) - 7, bold: isBold,
            paint: mark.value == nil ? .soft : nil)
        }
      }
    }
  }

  private func drawNames(_ plan: Plan, y: Double, on canvas: inout Canvas) {
    let count = Double(max(panel.categories.count, 1))
    canvas.texts(.init(size: plan.nameSize, anchor: .middle)) { canvas in
      for name in plan.names {
        let share = (Double(name.index) + 0.5) / count
        for (line, text) in name.lines.enumerated() {
          let isBold = panel.categories[name.index].isHighlighted
          canvas.text(
            text, x: share,
            dx: canvas.shift(canvas.reserve(text, size: plan.nameSize, bold: isBold), at: share),
            y: y + 19 + Double(line) * Canvas.lineHeight,
            bold: isBold)
        }
      }
    }
  }
}
