/// Parts of a whole: one bar with its parts listed below it, or a bar a name with the key above.
struct ShareLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  func draw(on canvas: inout Canvas, y: Double) -> Double {
    panel.series.count == 1 ? drawOne(on: &canvas, y: y) : drawRows(on: &canvas, y: y)
  }

  /// A number of parts in the colours of series; what is picked out, or left over, stands out.
  private func paint(_ index: Int) -> Paint {
    let category = panel.categories[index]
    if category.isRest { return .rest }
    if drawing.hasHighlight { return category.isHighlighted ? .series(0) : .muted }
    return panel.categories.count > Paint.seriesCount ? .step(max(0, Paint.stepCount - 1 - index)) : .surface(index)
  }

  // MARK: - One bar

  private func drawOne(on canvas: inout Canvas, y start: Double) -> Double {
    let values = panel.marks.map { max($0[0].value ?? 0, 0) }
    let sum = values.reduce(0, +)
    let height = 44.0
    canvas.setMargins(left: 0, right: 0)
    var before = 0.0
    for (index, value) in values.enumerated() where value > 0 && sum > 0 {
      let (from, to) = (before / sum, (before + value) / sum)
      canvas.group(paint(index)) { $0.rect(x: from, width: to - from, y: start, height: height) }
      before += value
    }
    drawGaps(values, sum: sum, y: start, height: height, on: &canvas)
    return drawList(on: &canvas, y: start + height + 14, sum: sum)
  }

  /// The parts below one another, each with its colour, its number and its name.
  private func drawList(on canvas: inout Canvas, y start: Double, sum: Double) -> Double {
    var y = start
    let numbers = panel.marks.map { drawing.shareText($0[0], of: sum) }
    let numberWidth = numbers.map { canvas.reserve($0, bold: true) }.max() ?? 0
    let indent = 26 + numberWidth + 10
    canvas.frame { canvas in
      for (index, category) in panel.categories.enumerated() {
        canvas.group(paint(index)) { $0.box(x: 0, dx: 0, y: y + 2, width: 16, height: 16) }
        canvas.text(numbers[index], x: 0, dx: 26 + numberWidth, y: y + 16, anchor: .end, bold: true)
        let name = drawing.isCount ? "\(category.name), \(drawing.label(panel.marks[index][0]))" : category.name
        let lines = canvas.wrap(
          name, width: canvas.lineWidth - indent, bold: category.isHighlighted, maximumLines: 6)
        for line in lines {
          canvas.text(line, x: 0, dx: indent, y: y + 16, bold: category.isHighlighted)
          y += Canvas.lineHeight
        }
        y += 8
      }
    }
    return y - 6
  }

  private func drawGaps(_ values: [Double], sum: Double, y: Double, height: Double, on canvas: inout Canvas) {
    guard sum > 0 else { return }
    let ends = values.indices.dropLast().map { values[...$0].reduce(0, +) / sum }
    canvas.group(.paper, stroke: 2) { canvas in
      for end in ends where end > 0 && end < 1 { canvas.line(x1: end, y1: y, x2: end, y2: y + height) }
    }
  }

  // MARK: - A bar a name

  private func drawRows(on canvas: inout Canvas, y start: Double) -> Double {
    var y = canvas.key(
      panel.series.indices.map {
        Canvas.KeyItem(text: panel.series[$0].name, paint: seriesPaint($0), isBold: panel.series[$0].isHighlighted)
      }, y: start)
    canvas.setMargins(left: 0, right: 0)
    let height = 32.0
    for (index, category) in panel.categories.enumerated() {
      let lines = canvas.wrap(category.name, width: canvas.lineWidth, bold: category.isHighlighted)
      for line in lines {
        canvas.text(line, x: 0, y: y + 15, bold: category.isHighlighted)
        y += Canvas.lineHeight
      }
      y += 4
      let values = panel.marks[index].map { max($0.value ?? 0, 0) }
      let sum = values.reduce(0, +)
      guard sum > 0 else {
        canvas.text(panel.marks[index].first.map(drawing.label) ?? "", x: 0, y: y + 21, paint: .soft)
        y += height + 16
        continue
      }
      var before = 0.0
      for (series, value) in values.enumerated() where value > 0 {
        canvas.group(seriesPaint(series)) { $0.rect(x: before / sum, width: value / sum, y: y, height: height) }
        before += value
      }
      drawGaps(values, sum: sum, y: y, height: height, on: &canvas)
      y = drawNumbers(index, values: values, sum: sum, y: y, height: height, on: &canvas) + 16
    }
    return y - 14
  }

  private func seriesPaint(_ index: Int) -> Paint { drawing.seriesPaint(index, in: panel) }

  /// Each number on its part where it fits, else below, moved aside until none touches another.
  private func drawNumbers(
    _ row: Int, values: [Double], sum: Double, y: Double, height: Double, on canvas: inout Canvas
  ) -> Double {
    var below: [(text: String, x: Double, width: Double)] = []
    var before = 0.0
    for (series, value) in values.enumerated() {
      let mark = panel.marks[row][series]
      let text = drawing.shareText(mark, of: sum)
      let middle = (before + value / 2) / sum
      let isRest = panel.series[series].isRest
      before += value
      guard !text.isEmpty, mark.value != 0 else { continue }
      if !isRest, canvas.reserve(text) + 8 <= value / sum * canvas.width {
        canvas.text(
          text, x: middle, y: Canvas.baseline(y + height / 2), anchor: .middle, paint: onPaint(seriesPaint(series)))
      } else {
        below.append((text, middle, canvas.reserve(text, size: 14)))
      }
    }
    guard !below.isEmpty else { return y + height }
    let places = Dodge.spread(below.map { ($0.x * canvas.width, $0.width + 6) }, within: 0...canvas.width)
    for (item, place) in zip(below, places) {
      canvas.text(
        item.text, x: item.x, dx: ((place - item.x * canvas.width) * 10).rounded() / 10, y: y + height + 16,
        anchor: .middle, size: 14)
    }
    return y + height + 20
  }

  private func onPaint(_ paint: Paint) -> Paint {
    switch paint {
    case .series(let index), .textured(let index): .onSeries(index)
    case .step(let index): .onStep(index)
    default: .onSeries(1)
    }
  }
}

extension Drawing {
  /// A part as per cent of the whole where the numbers are counts; as it is where they are per cent.
  func shareText(_ mark: Panel.Mark, of sum: Double) -> String {
    guard isCount, let value = mark.value, sum > 0 else { return label(mark) }
    return NumberStyle(decimals: 0, suffix: "%").string(value / sum * 100)
  }

  /// Whether parts are given as numbers, not as per cent.
  var isCount: Bool { numbers.suffix != "%" }
}
