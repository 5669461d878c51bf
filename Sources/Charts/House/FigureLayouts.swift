/// Numbers that speak for themselves, large, each with what it counts.
struct NumberLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  private static let size = 44.0

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    var y = start
    canvas.setMargins(left: 0, right: 0)
    for (category, marks) in zip(panel.categories, panel.marks) {
      var text = marks.first.map(drawing.label) ?? ""
      if drawing.unit != nil, drawing.panels.count == 1, panel.categories.count == 1,
        category.name == drawing.valueLabel
      {
        text = drawing.numbers.string(marks.first?.value ?? 0)
      }
      let size = canvas.reserve(text, size: Self.size, bold: true) <= canvas.width ? Self.size : 28
      canvas.text(
        canvas.font.shorten(text, width: canvas.width / FontMetrics.reserve, size: size, bold: true), x: 0,
        y: y + size * 0.8, bold: true, size: size,
        paint: category.isHighlighted || !drawing.hasHighlight ? .series(0) : .ink)
      y += size + 2
      for line in canvas.wrap(label(category), width: canvas.width) {
        canvas.text(line, x: 0, y: y + 12)
        y += Canvas.lineHeight
      }
      y += 16
    }
    return y - 16
  }

  private func label(_ category: Panel.Category) -> String { category.name }
}

/// A grid of a hundred squares, one for each per cent.
struct WaffleLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  private static let pitch = 20.0

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    canvas.setMargins(left: 0, right: 0)
    let values = panel.marks.map { max($0[0].value ?? 0, 0) }
    let counts = Self.squares(values)
    var next = 0
    for (index, count) in counts.enumerated() where count > 0 {
      canvas.group(paint(index)) { canvas in
        for square in next..<next + count {
          canvas.box(
            x: 0, dx: Double(square % 10) * Self.pitch, y: start + Double(square / 10) * Self.pitch,
            width: Self.pitch - 2, height: Self.pitch - 2)
        }
      }
      next += count
    }
    var y = start + 10 * Self.pitch + 12
    let numbers = panel.marks.map { drawing.label($0[0]) }
    let numberWidth = numbers.map { canvas.reserve($0, bold: true) }.max() ?? 0
    for (index, category) in panel.categories.enumerated() {
      canvas.group(paint(index)) { $0.box(x: 0, dx: 0, y: y + 2, width: 16, height: 16) }
      canvas.text(numbers[index], x: 0, dx: 26 + numberWidth, y: y + 16, anchor: .end, bold: true)
      for line in canvas.wrap(category.name, width: canvas.width - 36 - numberWidth, bold: category.isHighlighted) {
        canvas.text(line, x: 0, dx: 36 + numberWidth, y: y + 16, bold: category.isHighlighted)
        y += Canvas.lineHeight
      }
      y += 8
    }
    return y - 6
  }

  private func paint(_ index: Int) -> Paint {
    let category = panel.categories[index]
    if category.isRest { return .rest }
    if drawing.hasHighlight { return category.isHighlighted ? .series(0) : .muted }
    return .series(index)
  }

  /// How many of a hundred squares each part gets: the largest remainders make up the hundred.
  static func squares(_ values: [Double]) -> [Int] {
    let sum = values.reduce(0, +)
    guard sum > 0, sum.isFinite else { return values.map { _ in 0 } }
    let exact = values.map { $0 / sum * 100 }
    var counts = exact.map { Int($0) }
    let order = exact.indices.sorted {
      let (a, b) = (exact[$0] - exact[$0].rounded(.down), exact[$1] - exact[$1].rounded(.down))
      return a != b ? a > b : $0 < $1
    }
    for index in order.prefix(max(0, 100 - counts.reduce(0, +))) { counts[index] += 1 }
    return counts
  }
}

/// Two groups back to back, with the names between.
struct PyramidLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    guard panel.series.count == 2 else { return BarLayout(drawing, panel: panel).draw(on: &canvas, y: start) }
    canvas.setMargins(left: 0, right: 0)
    let highest = drawing.panels.compactMap(\.extent).map(\.high).max() ?? 1
    let labelWidth = panel.marks.flatMap { $0.map { canvas.reserve(drawing.label($0)) } }.max() ?? 0
    let nameWidth = panel.categories.map { canvas.reserve($0.name, bold: $0.isHighlighted) }.max() ?? 0
    let isBetween = nameWidth <= 84
    let gap = isBetween ? nameWidth / 2 + 8 : 2
    // The longest bar with its number beside it fits in its half.
    let longest = max((canvas.width / 2 - gap - labelWidth - 6) / canvas.width, 0.05)
    func length(_ value: Double) -> Double { highest > 0 ? max(value, 0) / highest * longest : 0 }

    var y = start
    for (index, series) in panel.series.enumerated() {
      let text = canvas.font.shorten(
        series.name, width: canvas.width / 2 / FontMetrics.reserve - 8, size: 16, bold: true)
      canvas.text(
        text, x: 0.5, dx: index == 0 ? -gap : gap, y: y + 15, anchor: index == 0 ? .end : .start, bold: true)
    }
    y += 28
    var rows: [(name: Double, bar: Double)] = []
    let height = 20.0
    for _ in panel.categories {
      rows.append((y, isBetween ? y : y + 22))
      y += height + (isBetween ? 4 : 30)
    }
    for series in 0..<2 {
      let sign: Double = series == 0 ? -1 : 1
      canvas.group(drawing.hasHighlight ? drawing.seriesPaint(series, in: panel) : .series(series)) { canvas in
        for (index, row) in rows.enumerated() {
          guard let value = panel.marks[index][series].value, value > 0 else { continue }
          canvas.shiftedRect(
            x: series == 0 ? 0.5 - length(value) : 0.5, dx: sign * gap, width: length(value), y: row.bar, height: height
          )
        }
      }
      canvas.texts(.init(anchor: series == 0 ? .end : .start)) { canvas in
        for (index, row) in rows.enumerated() {
          let mark = panel.marks[index][series]
          canvas.text(
            drawing.label(mark), x: 0.5 + sign * length(mark.value ?? 0), dx: sign * (gap + 6),
            y: Canvas.baseline(row.bar + height / 2))
        }
      }
    }
    canvas.texts(.init(anchor: .middle)) { canvas in
      for (index, row) in rows.enumerated() {
        let category = panel.categories[index]
        let name = canvas.font.shorten(category.name, width: canvas.width / FontMetrics.reserve, size: 16, bold: true)
        canvas.text(
          name, x: 0.5, y: isBetween ? Canvas.baseline(row.bar + height / 2) : row.name + 15,
          bold: category.isHighlighted)
      }
    }
    return y - (isBetween ? 4 : 14)
  }
}

extension Canvas {
  /// A rectangle whose ends are shares, moved by pixels.
  mutating func shiftedRect(x: Double, dx: Double, width: Double, y: Double, height: Double) {
    guard isFluid else {
      svg.open("rect")
      svg.attribute("x", left + x * plotWidth + dx)
      svg.attribute("y", y)
      svg.attribute("width", width * plotWidth)
      svg.attribute("height", height)
      svg.close()
      return
    }
    svg.open("rect")
    svg.attribute("x") {
      $0.number(x * 100)
      $0.raw("%")
    }
    svg.attribute("y", y)
    svg.attribute("width") {
      $0.number(width * 100)
      $0.raw("%")
    }
    svg.attribute("height", height)
    svg.attribute("transform") {
      $0.raw("translate(")
      $0.number(dx)
      $0.raw(")")
    }
    svg.close()
  }
}
