/// Points by two numbers, with an axis for each.
struct ScatterLayout {
  let drawing: Drawing
  let panel: Panel

  init(_ drawing: Drawing, panel: Panel) {
    self.drawing = drawing
    self.panel = panel
  }

  private static let plotHeight = 300.0

  func draw(on canvas: inout Canvas, y start: Double) -> Double {
    let points = drawing.panels.flatMap(\.points)
    let across = Axis(
      extent: Self.extent(points.map(\.x)), includesZero: false, isNice: true, prefersZero: false, count: 5)
    let up = Axis(extent: Self.extent(points.map(\.y)), includesZero: false, isNice: true, prefersZero: false, count: 5)
    let plain = NumberStyle(decimals: across.tickDecimals(factor: 1))
    let ticks = up.ticks.map { drawing.tickText($0, of: up) }
    canvas.setMargins(
      left: min(ticks.map { canvas.reserve($0, size: 14) }.max() ?? 0, 96) + 8, right: 8)
    var y = start
    if panel.series.count > 1 {
      y = canvas.key(
        panel.series.indices.map { .init(text: panel.series[$0].name, paint: .series($0), sign: .circle) }, y: y)
    }
    for line in canvas.wrap(drawing.valueLabel, width: canvas.width, size: 14) {
      canvas.text(line, x: 0, dx: 0, y: y + 13, size: 14, paint: .soft)
      y += 18
    }
    let top = y + 12
    let bottom = top + Self.plotHeight
    var below = bottom + 24
    canvas.plot { canvas in
      canvas.group(.grid, stroke: 1) { canvas in
        for tick in up.ticks {
          canvas.line(x1: 0, y1: bottom - up(tick) * Self.plotHeight, x2: 1, y2: bottom - up(tick) * Self.plotHeight)
        }
        for tick in across.ticks { canvas.line(x1: across(tick), y1: top, x2: across(tick), y2: bottom) }
      }
      canvas.texts(.init(size: 14, anchor: .end, paint: .soft)) { canvas in
        for (tick, text) in zip(up.ticks, ticks) {
          let place = bottom - up(tick) * Self.plotHeight
          canvas.text(canvas.font.shorten(text, width: 84, size: 14), x: 0, dx: -8, y: Canvas.baseline(place, size: 14))
        }
      }
      let names = across.ticks.map { plain.string($0) }
      canvas.texts(.init(size: 14, anchor: .middle, paint: .soft)) { canvas in
        for tick in TickThinning.thin(across.ticks.map { across($0) }, names.map { [$0] }, on: canvas) {
          let share = across(across.ticks[tick.index])
          canvas.text(
            names[tick.index], x: share, dx: canvas.shift(canvas.reserve(names[tick.index], size: 14), at: share),
            y: bottom + 20)
        }
      }
      drawPoints(across, up, bottom: bottom, on: &canvas)
    }
    canvas.frame { canvas in
      for line in canvas.wrap(drawing.nameLabel, width: canvas.width, size: 14) {
        canvas.text(line, x: 0, y: below + 14, size: 14, paint: .soft)
        below += 18
      }
    }
    return below + 4
  }

  private static func extent(_ values: [Double]) -> (low: Double, high: Double)? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return (low, high)
  }

  /// Each series is one path of dots: a line of no length with round ends.
  private func drawPoints(_ across: Axis, _ up: Axis, bottom: Double, on canvas: inout Canvas) {
    let size = panel.points.count > 400 ? 5.0 : 9.0
    canvas.stretched(height: bottom + 2) { canvas in
      for series in panel.series.indices {
        canvas.group(panel.series.count > 1 ? .series(series) : .series(0), stroke: size) { canvas in
          canvas.svg.attribute("stroke-linecap", "round")
          if panel.points.count > 60 { canvas.svg.attribute("stroke-opacity", 0.6) }
          canvas.dots(
            panel.points.lazy.filter { $0.series == series }.map {
              (across($0.x), bottom - up($0.y) * Self.plotHeight)
            })
        }
      }
    }
  }
}

extension Canvas {
  /// Dots in one path, inside ``stretched(height:_:)``; places to a tenth of a pixel.
  mutating func dots(_ points: some Sequence<(Double, Double)>) {
    let (origin, scale) = isFluid ? (0, 1000) : (left, plotWidth)
    svg.open("path")
    svg.attribute("d") { writer in
      for (x, y) in points {
        writer.raw("M")
        writer.number(((origin + x * scale) * 10).rounded() / 10)
        writer.raw(" ")
        writer.number((y * 10).rounded() / 10)
        writer.raw("h0")
      }
    }
    if isFluid { svg.attribute("vector-effect", "non-scaling-stroke") }
    svg.close()
  }
}
