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
      for line in category.name == panel.name ? [] : canvas.wrap(category.name, width: canvas.lineWidth) {
        canvas.text(line, x: 0, y: y + 12)
        y += Canvas.lineHeight
      }
      y += 16
    }
    return y - 16
  }
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
    let sum = values.reduce(0, +)
    let numbers = panel.marks.map { drawing.shareText($0[0], of: sum) }
    let numberWidth = numbers.map { canvas.reserve($0, bold: true) }.max() ?? 0
    for (index, category) in panel.categories.enumerated() {
      canvas.group(paint(index)) { $0.box(x: 0, dx: 0, y: y + 2, width: 16, height: 16) }
      canvas.text(numbers[index], x: 0, dx: 26 + numberWidth, y: y + 16, anchor: .end, bold: true)
      for line in canvas.wrap(category.name, width: canvas.lineWidth - 36 - numberWidth, bold: category.isHighlighted) {
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
    return .surface(index)
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
