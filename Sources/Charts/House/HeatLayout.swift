/// Names down, series across, and a shade for each number.
struct HeatLayout {
  let drawing: Drawing
  let panel: Panel
  let axis: Axis

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
    axis = drawing.axis(includesZero: false, isNice: false, prefersZero: false)
  }

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    let nameWidth = panel.categories.map { canvas.reserve($0.name, bold: $0.isHighlighted) }.max() ?? 0
    let isBeside = nameWidth <= 96
    canvas.setMargins(left: isBeside ? nameWidth + 8 : 0, right: 0)
    let count = Double(max(panel.series.count, 1))
    let band = canvas.plotWidth / count
    let heads = heads(band: band, on: canvas)
    let headLines = heads.map(\.lines.count).max() ?? 0
    let labelSize = [16.0, 14].first { size in
      panel.marks.allSatisfy { $0.allSatisfy { canvas.reserve(drawing.label($0), size: size) <= band - 4 } }
    }
    var y = start
    if labelSize == nil { y = drawScale(on: &canvas, y: y) }
    let headTop = y
    y += Double(headLines) * 18 + 6
    let height = 32.0
    var rows: [(name: Double, lines: [String], cell: Double)] = []
    for category in panel.categories {
      let lines =
        isBeside ? [category.name] : canvas.wrap(category.name, width: canvas.lineWidth, bold: category.isHighlighted)
      let above = isBeside ? 0 : Double(lines.count) * Canvas.lineHeight + 4
      rows.append((y, lines, y + above))
      y += above + height + (isBeside ? 2 : 10)
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
      canvas.texts(.init(size: 14, anchor: .middle)) { canvas in
        for head in heads {
          let top = headTop + Double(headLines - head.lines.count) * 18
          for (index, line) in head.lines.enumerated() {
            let share = (Double(head.index) + 0.5) / count
            canvas.text(
              line, x: share, dx: canvas.shift(canvas.reserve(line, size: 14), at: share),
              y: top + 14 + Double(index) * 18)
          }
        }
      }
      drawCells(rows.map(\.cell), count: count, height: height, labelSize: labelSize, on: &canvas)
      if isBeside {
        canvas.texts(.init(anchor: .end)) { canvas in
          for (row, category) in zip(rows, panel.categories) {
            canvas.text(
              category.name, x: 0, dx: -8, y: Canvas.baseline(row.cell + height / 2), bold: category.isHighlighted)
          }
        }
      }
    }
    return y - 2
  }

  private func step(_ value: Double) -> Int {
    min(Int(axis(value) * Double(Paint.stepCount)), Paint.stepCount - 1)
  }

  private func heads(band: Double, on canvas: Canvas) -> [(lines: [String], index: Int)] {
    let all = panel.series.indices.map { index in
      (lines: canvas.wrap(panel.series[index].name, width: band - 4, size: 14, maximumLines: 4), index: index)
    }
    let isTime = panel.series.allSatisfy { $0.name.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
    let fits = panel.series.allSatisfy { canvas.fitsUnbroken($0.name, width: band - 4, size: 14) }
    if fits || (!isTime && panel.series.count <= 8) { return all }
    let count = Double(max(panel.series.count, 1))
    return TickThinning.thin(
      panel.series.indices.map { (Double($0) + 0.5) / count }, panel.series.map { [$0.name] }, on: canvas)
  }

  private func drawCells(
    _ tops: [Double], count: Double, height: Double, labelSize: Double?, on canvas: inout Canvas
  ) {
    for shade in 0..<Paint.stepCount {
      canvas.group(.step(shade)) { canvas in
        for (row, top) in tops.enumerated() {
          for series in panel.series.indices {
            guard let value = panel.marks[row][series].value, step(value) == shade else { continue }
            canvas.rect(x: Double(series) / count, width: 1 / count, y: top, height: height)
          }
        }
      }
    }
    canvas.group(.paper, stroke: 2) { canvas in
      for top in tops {
        for series in panel.series.indices.dropFirst() {
          canvas.line(x1: Double(series) / count, y1: top, x2: Double(series) / count, y2: top + height)
        }
      }
    }
    canvas.texts(.init(size: labelSize ?? 14, anchor: .middle)) { canvas in
      for (row, top) in tops.enumerated() {
        for (series, mark) in panel.marks[row].enumerated() {
          guard labelSize != nil || (mark.missing != nil && count <= 12) else { continue }
          canvas.text(
            drawing.label(mark), x: (Double(series) + 0.5) / count,
            y: Canvas.baseline(top + height / 2, size: labelSize ?? 14),
            paint: mark.value.map { .onStep(step($0)) } ?? .soft)
        }
      }
    }
  }

  /// The shades and where each begins, where numbers do not fit in the cells.
  private func drawScale(on canvas: inout Canvas, y: Double) -> Double {
    let span = (axis.high - axis.low) / Double(Paint.stepCount)
    return canvas.key(
      (0..<Paint.stepCount).map { step in
        let (from, to) = (axis.low + Double(step) * span, axis.low + Double(step + 1) * span)
        return Canvas.KeyItem(
          text: "\(drawing.numbers.string(from))–\(drawing.numbers.string(to))", paint: .step(step))
      }, y: y)
  }
}
