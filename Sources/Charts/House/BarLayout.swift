/// Horizontal bars: names beside them where these are short, else above; numbers at their ends.
struct BarLayout {
  let drawing: Drawing
  let panel: Panel
  let axis: Axis

  /// Names up to this width in pixels stand beside the bars.
  static func besideLimit(on canvas: Canvas) -> Double { (canvas.width * 0.37).rounded() }

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
    axis = drawing.axis(includesZero: true, isNice: drawing.hasLabels == false, count: 4)
  }

  private struct Row {
    var nameLines: [String]
    /// The top of the name, where it stands above.
    var top: Double
    /// The tops of the bars, one for each series or one for all.
    var bars: [Double]
    var bottom: Double
  }

  /// Draws from `y` on and gives the place below.
  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    let isGrouped = panel.series.count > 1 && !drawing.isStacked
    var y = start
    if panel.series.count > 1 {
      y = canvas.key(
        panel.series.indices.map {
          Canvas.KeyItem(
            text: panel.series[$0].name, paint: drawing.seriesPaint($0, in: panel),
            isBold: panel.series[$0].isHighlighted)
        }, y: y)
    }

    // The room that numbers need beside the longest bar, on either side of zero.
    let hasNegatives = axis.low < 0
    let labelWidth = labels.flatMap { $0 }.map { canvas.reserve($0, bold: true) }.max() ?? 0
    let nameWidth = panel.categories.map { canvas.reserve($0.name, bold: $0.isHighlighted) }.max() ?? 0
    let isBeside = nameWidth <= Self.besideLimit(on: canvas) && !hasNegatives
    canvas.setMargins(left: isBeside ? nameWidth + 10 : hasNegatives ? labelWidth + 8 : 0, right: labelWidth + 10)

    let (labelled, below) = ruleLabels(on: canvas, y: y)
    y = below
    let ruleTop = y - 4

    let thickness: Double = isGrouped ? 18 : isBeside ? 24 : 20
    let gap: Double = isBeside ? (isGrouped ? 14 : 10) : 14
    var rows: [Row] = []
    for category in panel.categories {
      let lines =
        isBeside
        ? [category.name]
        : canvas.wrap(category.name, width: canvas.lineWidth, bold: category.isHighlighted, maximumLines: 8)
      var row = Row(nameLines: lines, top: y, bars: [], bottom: 0)
      if !isBeside { y += Double(lines.count) * Canvas.lineHeight + 4 }
      for _ in 0..<(isGrouped ? panel.series.count : 1) {
        row.bars.append(y)
        y += thickness + 2
      }
      row.bottom = y - 2
      rows.append(row)
      y += gap
    }
    let bottom = y - gap
    canvas.plot { drawAxis(top: max(ruleTop, 0), bottom: bottom, on: &$0) }
    canvas.plot { canvas in
      for text in labelled { canvas.text(text.text, x: text.x, dx: text.dx, y: text.y, anchor: .middle, size: 14) }
      if drawing.isStacked, panel.series.count > 1 {
        drawStacks(rows, thickness: thickness, on: &canvas)
      } else {
        drawBars(rows, thickness: thickness, on: &canvas)
      }
      drawRules(from: ruleTop, to: bottom, on: &canvas)
      if isBeside { drawNamesBeside(rows, on: &canvas) }
      drawLabels(rows, thickness: thickness, on: &canvas)
    }
    if !isBeside { canvas.frame { drawNamesAbove(rows, on: &$0) } }
    return bottom + (axis.ticks.isEmpty ? 2 : 24)
  }

  /// A scale below the bars, where these have no numbers.
  private func drawAxis(top: Double, bottom: Double, on canvas: inout Canvas) {
    guard !axis.ticks.isEmpty else { return }
    canvas.group(.grid, stroke: 1) { canvas in
      for tick in axis.ticks { canvas.line(x1: axis(tick), y1: top, x2: axis(tick), y2: bottom + 4) }
    }
    let names = axis.ticks.map { drawing.tickText($0, of: axis) }
    let shown = TickThinning.thin(axis.ticks.map { axis($0) }, names.map { [$0] }, on: canvas)
    canvas.texts(.init(size: 14, anchor: .middle, paint: .soft)) { canvas in
      for tick in shown {
        let share = axis(axis.ticks[tick.index])
        canvas.text(
          names[tick.index], x: share,
          dx: canvas.shift(canvas.reserve(names[tick.index], size: 14), at: share), y: bottom + 19)
      }
    }
  }

  /// What stands at the end of each bar; of a stack, its sum.
  private var labels: [[String]] {
    panel.marks.map { row in
      guard drawing.isStacked, panel.series.count > 1 else {
        return row.map { drawing.hasLabels == false && $0.value != nil ? "" : drawing.label($0) }
      }
      let values = row.compactMap(\.value)
      return [drawing.hasLabels == false || values.isEmpty ? "" : drawing.numbers.string(values.reduce(0, +))]
    }
  }

  // MARK: - Names

  private func drawNamesAbove(_ rows: [Row], on canvas: inout Canvas) {
    canvas.texts(.init(), halo: !drawing.rules.isEmpty) { canvas in
      for (row, category) in zip(rows, panel.categories) {
        for (index, line) in row.nameLines.enumerated() {
          canvas.text(
            line, x: 0, y: row.top + 15 + Double(index) * Canvas.lineHeight, bold: category.isHighlighted)
        }
      }
    }
  }

  private func drawNamesBeside(_ rows: [Row], on canvas: inout Canvas) {
    canvas.texts(.init(anchor: .end)) { canvas in
      for (row, category) in zip(rows, panel.categories) {
        let middle = ((row.bars.first ?? 0) + row.bottom) / 2
        canvas.text(category.name, x: 0, dx: -8, y: Canvas.baseline(middle), bold: category.isHighlighted)
      }
    }
  }

  // MARK: - Bars

  private func drawBars(_ rows: [Row], thickness: Double, on canvas: inout Canvas) {
    let zero = axis(0)
    var paints: [Paint] = []
    for (category, _) in panel.categories.enumerated() {
      for series in panel.series.indices {
        let paint = drawing.paint(panel.categories[category], series: series, in: panel)
        if !paints.contains(paint) { paints.append(paint) }
      }
    }
    for paint in paints {
      canvas.group(paint) { canvas in
        for (index, row) in rows.enumerated() {
          for series in panel.series.indices
          where drawing.paint(panel.categories[index], series: series, in: panel) == paint {
            guard let value = panel.marks[index][series].value, value != 0 else { continue }
            let end = axis(value)
            canvas.rect(
              x: min(zero, end), width: (end - zero).magnitude, y: row.bars[min(series, row.bars.count - 1)],
              height: thickness)
          }
        }
      }
    }
    // A true zero is drawn.
    let zeros = rows.indices.flatMap { row in panel.series.indices.map { (row, $0) } }.filter {
      panel.marks[$0.0][$0.1].value == 0
    }
    if !zeros.isEmpty {
      canvas.group(.ink) { canvas in
        for (row, series) in zeros {
          canvas.box(
            x: zero, dx: 0, y: rows[row].bars[min(series, rows[row].bars.count - 1)], width: 2, height: thickness)
        }
      }
    }
    if axis.low < 0, let first = rows.first?.bars.first, let last = rows.last?.bottom {
      canvas.group(.axis, stroke: 1) { $0.line(x1: zero, y1: first - 2, x2: zero, y2: last + 2) }
    }
    drawIntervals(rows, thickness: thickness, on: &canvas)
  }

  private func drawIntervals(_ rows: [Row], thickness: Double, on canvas: inout Canvas) {
    guard panel.marks.contains(where: { $0.contains { $0.low != nil && $0.high != nil } }) else { return }
    for (paint, width) in [(Paint.paper, 5.0), (.ink, 2.0)] {
      canvas.group(paint, stroke: width) { canvas in
        for (index, row) in rows.enumerated() {
          for (series, mark) in panel.marks[index].enumerated() {
            guard let low = mark.low, let high = mark.high else { continue }
            let y = row.bars[min(series, row.bars.count - 1)] + thickness / 2
            canvas.line(x1: axis(low), y1: y, x2: axis(high), y2: y)
            for end in [low, high] { canvas.line(x1: axis(end), y1: y - 5, x2: axis(end), y2: y + 5) }
          }
        }
      }
    }
  }

  private func drawStacks(_ rows: [Row], thickness: Double, on canvas: inout Canvas) {
    for series in panel.series.indices {
      canvas.group(drawing.seriesPaint(series, in: panel)) { canvas in
        for (index, row) in rows.enumerated() {
          guard let value = panel.marks[index][series].value, value != 0 else { continue }
          let before = panel.marks[index][..<series].compactMap(\.value).filter { ($0 < 0) == (value < 0) }.reduce(0, +)
          let (start, end) = (axis(before), axis(before + value))
          canvas.rect(x: min(start, end), width: (end - start).magnitude, y: row.bars[0], height: thickness)
        }
      }
    }
    canvas.group(.paper, stroke: 2) { canvas in
      for (index, row) in rows.enumerated() {
        var sum = 0.0
        for mark in panel.marks[index].dropLast() {
          guard let value = mark.value, value > 0 else { continue }
          sum += value
          canvas.line(x1: axis(sum), y1: row.bars[0], x2: axis(sum), y2: row.bars[0] + thickness)
        }
      }
    }
  }

  // MARK: - Numbers

  private func drawLabels(_ rows: [Row], thickness: Double, on canvas: inout Canvas) {
    let labels = labels
    let isStack = drawing.isStacked && panel.series.count > 1
    canvas.texts(.init(), halo: !drawing.rules.isEmpty) { canvas in
      for (index, row) in rows.enumerated() {
        for (series, label) in labels[index].enumerated() {
          let y = Canvas.baseline((row.bars[min(series, row.bars.count - 1)]) + thickness / 2)
          let isBold = panel.categories[index].isHighlighted || (!isStack && panel.series[series].isHighlighted)
          let end: Double =
            isStack
            ? panel.marks[index].compactMap(\.value).filter { $0 > 0 }.reduce(0, +)
            : max(panel.marks[index][series].value ?? 0, panel.marks[index][series].high ?? -.infinity)
          if end < 0, !isStack {
            let tip = min(end, panel.marks[index][series].low ?? end)
            canvas.text(label, x: axis(tip), dx: -6, y: y, anchor: .end, bold: isBold)
          } else {
            let isMissing = !isStack && panel.marks[index][series].value == nil
            canvas.text(label, x: axis(end), dx: 6, y: y, bold: isBold, paint: isMissing ? .soft : nil)
          }
        }
      }
    }
  }

  // MARK: - Rules

  /// The labels of rules above the bars, each as near its line as the frame allows, and the place below them.
  private func ruleLabels(
    on canvas: Canvas, y: Double
  ) -> (texts: [(text: String, x: Double, dx: Double, y: Double)], below: Double) {
    var texts: [(text: String, x: Double, dx: Double, y: Double)] = []
    var y = y
    for rule in drawing.rules where !rule.label.isEmpty {
      let share = axis(rule.value)
      for line in canvas.wrap(rule.label, width: canvas.width, size: 14, maximumLines: 3) {
        texts.append((line, share, canvas.shift(canvas.reserve(line, size: 14), at: share), y + 13))
        y += 18
      }
    }
    return (texts, texts.isEmpty ? y : y + 6)
  }

  private func drawRules(from top: Double, to bottom: Double, on canvas: inout Canvas) {
    guard !drawing.rules.isEmpty else { return }
    canvas.ruled { canvas in
      for rule in drawing.rules {
        canvas.line(x1: axis(rule.value), y1: top, x2: axis(rule.value), y2: bottom + 2)
      }
    }
  }
}
