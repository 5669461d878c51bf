extension Canvas {
  /// A colour and what it stands for.
  struct KeyItem: Sendable {
    enum Sign: Sendable { case box, circle, ring, line(dash: String?) }

    var text: String
    var paint: Paint
    var sign = Sign.box
    var isBold = false
  }

  /// Draws the key in the frame from `y` on, as many items in a line as the narrowest page holds; gives the place below it.
  mutating func key(_ items: [KeyItem], y: Double) -> Double {
    var bottom = y
    frame { bottom = $0.drawKey(items, y: y) }
    return bottom
  }

  private mutating func drawKey(_ items: [KeyItem], y: Double) -> Double {
    func widths(_ size: Double) -> Double {
      items.reduce(-16) { $0 + 38 + reserve($1.text, size: size, bold: $1.isBold) }
    }
    let size = widths(Self.textSize) > width && widths(Self.smallSize) <= width ? Self.smallSize : Self.textSize
    var x = 0.0
    var y = y
    var places: [(x: Double, y: Double, lines: [String])] = []
    for item in items {
      let lines = wrap(item.text, width: width - 24, size: size, bold: item.isBold, maximumLines: 3)
      let itemWidth = 22 + (lines.map { reserve($0, size: size, bold: item.isBold) }.max() ?? 0)
      if x > 0, x + itemWidth > width {
        x = 0
        y += 24
      }
      places.append((x, y, lines))
      x += itemWidth + 16
      if lines.count > 1 {
        x = 0
        y += 24 + Double(lines.count - 1) * Self.lineHeight
      }
    }
    for (item, place) in zip(items, places) {
      switch item.sign {
      case .box:
        group(item.paint) { $0.box(x: 0, dx: place.x, y: place.y + 2, width: 14, height: 14) }
      case .circle, .ring:
        let isRing = if case .ring = item.sign { true } else { false }
        group(item.paint, stroke: isRing ? 2.5 : nil) {
          $0.disc(x: place.x + 7, y: place.y + 9, radius: isRing ? 5.5 : 6.5)
        }
      case .line(let dash):
        group(item.paint, stroke: 3) { $0.stub(x: place.x, y: place.y + 9, dash: dash) }
      }
    }
    for (item, place) in zip(items, places) {
      for (index, line) in place.lines.enumerated() {
        text(
          line, x: 0, dx: place.x + 22, y: Self.baseline(place.y + 9, size: size) + Double(index) * Self.lineHeight,
          bold: item.isBold, size: size)
      }
    }
    return x > 0 ? y + 28 : y + 4
  }

  /// A circle at pixels from the left of the frame.
  private mutating func disc(x: Double, y: Double, radius: Double) {
    svg.open("circle")
    svg.attribute("cx", x)
    svg.attribute("cy", y)
    svg.attribute("r", radius)
    svg.close()
  }

  private mutating func stub(x: Double, y: Double, dash: String?) {
    svg.open("line")
    svg.attribute("x1", x)
    svg.attribute("y1", y)
    svg.attribute("x2", x + 16)
    svg.attribute("y2", y)
    if let dash { svg.attribute("stroke-dasharray", dash) }
    svg.close()
  }
}
