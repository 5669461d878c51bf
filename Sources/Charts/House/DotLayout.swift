/// A dot a number, in rows: one a name, or two that are joined.
struct DotLayout {
  let drawing: Drawing
  let panel: Panel
  let axis: Axis

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
    axis = drawing.axis(includesZero: false, isNice: false, prefersZero: false)
  }

  private static let radius = 7.0

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    var y = start
    if panel.series.count > 1 {
      y = canvas.key(
        panel.series.indices.map {
          .init(text: panel.series[$0].name, paint: paint(nil, $0), sign: isHollow($0) ? .ring : .circle)
        }, y: y)
    }
    let names = drawing.rules.filter { !$0.label.isEmpty }
    if !names.isEmpty {
      y = canvas.key(names.map { .init(text: $0.label, paint: .ink, sign: .line(dash: "5 3")) }, y: y)
    }
    let labelWidth = panel.marks.flatMap { $0.map { canvas.reserve(drawing.label($0), bold: true) } }.max() ?? 0
    let nameWidth = panel.categories.map { canvas.reserve($0.name, bold: $0.isHighlighted) }.max() ?? 0
    let isPair = panel.series.count > 1
    let side = labelWidth + Self.radius + 8
    let lead = isPair ? side : Self.radius + 2
    let isBeside =
      nameWidth <= BarLayout.besideLimit(on: canvas) && nameWidth + 10 + lead + side <= canvas.width - 96
    canvas.setMargins(left: (isBeside ? nameWidth + 10 : 0) + lead, right: side)

    let top = y
    var rows: [(top: Double, lines: [String], middle: Double)] = []
    for category in panel.categories {
      let lines =
        isBeside ? [category.name] : canvas.wrap(category.name, width: canvas.lineWidth, bold: category.isHighlighted)
      let above = isBeside ? 0 : Double(lines.count) * Canvas.lineHeight + 2
      rows.append((y, lines, y + above + 13))
      y += above + 26 + (isBeside ? 4 : 8)
    }
    let bottom = y - (isBeside ? 4 : 8)
    if !isBeside {
      canvas.frame { canvas in
        for (row, category) in zip(rows, panel.categories) {
          for (index, line) in row.lines.enumerated() {
            canvas.text(line, x: 0, y: row.top + 15 + Double(index) * Canvas.lineHeight, bold: category.isHighlighted)
          }
        }
      }
    }
    canvas.plot { canvas in
      canvas.group(.grid, stroke: 1) { canvas in
        for row in rows { canvas.line(x1: 0, y1: row.middle, x2: 1, y2: row.middle) }
      }
      drawRules(top: top, bottom: bottom, on: &canvas)
      drawMarks(rows.map(\.middle), on: &canvas)
      drawLabels(rows.map(\.middle), on: &canvas)
      if isBeside {
        canvas.texts(.init(anchor: .end)) { canvas in
          for (row, category) in zip(rows, panel.categories) {
            canvas.text(
              category.name, x: 0, dx: -lead - 8, y: Canvas.baseline(row.middle), bold: category.isHighlighted)
          }
        }
      }
    }
    return bottom
  }

  private func isHollow(_ series: Int) -> Bool { panel.series.count == 2 && series == 0 }

  private func paint(_ category: Panel.Category?, _ series: Int) -> Paint {
    if panel.series.count == 2 {
      if let category, drawing.hasHighlight, !panel.series.contains(where: \.isHighlighted) {
        return category.isHighlighted ? .series(0) : .muted
      }
      return drawing.hasHighlight ? .ink : .series(0)
    }
    return category.map { drawing.paint($0, series: series, in: panel) } ?? drawing.seriesPaint(series, in: panel)
  }

  private func drawMarks(_ middles: [Double], on canvas: inout Canvas) {
    if panel.series.count > 1 {
      for (index, category) in panel.categories.enumerated() {
        let values = panel.marks[index].compactMap(\.value)
        guard let low = values.min(), let high = values.max(), low < high else { continue }
        canvas.group(paint(category, 0), stroke: 3) {
          $0.line(x1: axis(low), y1: middles[index], x2: axis(high), y2: middles[index])
        }
      }
    }
    canvas.group(.ink, stroke: 2) { canvas in
      for (index, marks) in panel.marks.enumerated() {
        for mark in marks {
          guard let low = mark.low, let high = mark.high else { continue }
          canvas.line(x1: axis(low), y1: middles[index], x2: axis(high), y2: middles[index])
          for end in [low, high] {
            canvas.line(x1: axis(end), y1: middles[index] - 5, x2: axis(end), y2: middles[index] + 5)
          }
        }
      }
    }
    for (index, category) in panel.categories.enumerated() {
      for series in panel.series.indices {
        guard let value = panel.marks[index][series].value else { continue }
        if isHollow(series) {
          canvas.group(.paper) { $0.circle(x: axis(value), y: middles[index], radius: Self.radius - 1) }
          canvas.group(paint(category, series), stroke: 2.5) {
            $0.circle(x: axis(value), y: middles[index], radius: Self.radius - 1)
          }
        } else {
          canvas.group(paint(category, series)) {
            $0.circle(x: axis(value), y: middles[index], radius: Self.radius)
          }
        }
      }
    }
  }

  private func drawLabels(_ middles: [Double], on canvas: inout Canvas) {
    canvas.texts(.init(), halo: true) { canvas in
      for (index, category) in panel.categories.enumerated() {
        let marks = panel.marks[index]
        let y = Canvas.baseline(middles[index])
        let values = marks.compactMap(\.value)
        guard let low = values.min(), let high = values.max() else {
          canvas.text(marks.first.map(drawing.label) ?? "", x: 0, y: y, paint: .soft)
          continue
        }
        let end = max(high, marks.compactMap(\.high).max() ?? high)
        let gap = end > high ? 6.0 : Self.radius + 6
        canvas.text(drawing.numbers.string(high), x: axis(end), dx: gap, y: y, bold: category.isHighlighted)
        if panel.series.count > 1, drawing.numbers.string(low) != drawing.numbers.string(high) {
          canvas.text(
            drawing.numbers.string(low), x: axis(low), dx: -Self.radius - 6, y: y, anchor: .end,
            bold: category.isHighlighted)
        }
      }
    }
  }

  private func drawRules(top: Double, bottom: Double, on canvas: inout Canvas) {
    guard !drawing.rules.isEmpty else { return }
    canvas.ruled { canvas in
      for rule in drawing.rules {
        canvas.line(x1: axis(rule.value), y1: top, x2: axis(rule.value), y2: bottom)
      }
    }
  }
}
