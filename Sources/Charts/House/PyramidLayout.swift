/// Two groups back to back, with the names beside or above.
struct PyramidLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  private static let thickness = 22.0

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    guard panel.series.count == 2 else { return BarLayout(drawing, panel: panel).draw(on: &canvas, y: start) }
    let highest = max(drawing.panels.compactMap(\.extent).map(\.high).max() ?? 1, 0)
    let labelWidth = panel.marks.flatMap { $0.map { canvas.reserve(drawing.label($0)) } }.max() ?? 0
    let nameWidth = panel.categories.map { canvas.reserve($0.name, bold: $0.isHighlighted) }.max() ?? 0
    let headWidth = panel.series.map { canvas.reserve($0.name, bold: true) }.max() ?? 0
    let side = labelWidth + 8
    let isBeside = nameWidth <= BarLayout.besideLimit(on: canvas) && nameWidth + 10 + 2 * side <= canvas.width - 80
    canvas.setMargins(left: side + (isBeside ? nameWidth + 10 : 0), right: side)
    func length(_ value: Double) -> Double { highest > 0 ? max(value, 0) / highest * 0.5 : 0 }

    var y = start
    // Heads stand over their halves, or in the key where they do not fit.
    let headsFit = headWidth + 8 <= canvas.plotWidth / 2 + side
    if !headsFit {
      y = canvas.key(
        panel.series.indices.map { .init(text: panel.series[$0].name, paint: paint($0)) }, y: y)
    }
    let headTop = y
    if headsFit { y += 26 }
    var rows: [(name: Double, lines: [String], bar: Double)] = []
    for category in panel.categories {
      let lines = isBeside ? [category.name] : canvas.wrap(category.name, width: canvas.lineWidth)
      let above = isBeside ? 0 : Double(lines.count) * Canvas.lineHeight + 4
      rows.append((y, lines, y + above))
      y += above + Self.thickness + (isBeside ? 4 : 12)
    }
    if !isBeside {
      canvas.frame { canvas in
        for (row, category) in zip(rows, panel.categories) {
          for (index, line) in row.lines.enumerated() {
            canvas.text(line, x: 0, y: row.name + 15 + Double(index) * Canvas.lineHeight, bold: category.isHighlighted)
          }
        }
      }
    }
    canvas.plot { canvas in
      if headsFit {
        for (index, series) in panel.series.enumerated() {
          canvas.text(
            series.name, x: 0.5, dx: index == 0 ? -6 : 6, y: headTop + 15, anchor: index == 0 ? .end : .start,
            bold: true)
        }
      }
      for series in 0..<2 {
        canvas.group(paint(series)) { canvas in
          for (index, row) in rows.enumerated() {
            guard let value = panel.marks[index][series].value, value > 0 else { continue }
            canvas.rect(
              x: series == 0 ? 0.5 - length(value) : 0.5, width: length(value), y: row.bar, height: Self.thickness)
          }
        }
      }
      if let first = rows.first?.bar, let last = rows.last?.bar {
        canvas.group(.paper, stroke: 2) { $0.line(x1: 0.5, y1: first, x2: 0.5, y2: last + Self.thickness) }
      }
      for series in 0..<2 {
        let sign: Double = series == 0 ? -1 : 1
        canvas.texts(.init(anchor: series == 0 ? .end : .start)) { canvas in
          for (index, row) in rows.enumerated() {
            let mark = panel.marks[index][series]
            canvas.text(
              drawing.label(mark), x: 0.5 + sign * length(mark.value ?? 0), dx: sign * 6,
              y: Canvas.baseline(row.bar + Self.thickness / 2), bold: panel.categories[index].isHighlighted,
              paint: mark.value == nil ? .soft : nil)
          }
        }
      }
      if isBeside {
        canvas.texts(.init(anchor: .end)) { canvas in
          for (row, category) in zip(rows, panel.categories) {
            canvas.text(
              category.name, x: 0, dx: -side - 8, y: Canvas.baseline(row.bar + Self.thickness / 2),
              bold: category.isHighlighted)
          }
        }
      }
    }
    return y - (isBeside ? 4 : 12)
  }

  private func paint(_ series: Int) -> Paint {
    panel.series.contains(where: \.isHighlighted) ? drawing.seriesPaint(series, in: panel) : .series(series)
  }
}
