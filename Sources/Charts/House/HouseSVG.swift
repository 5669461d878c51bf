/// Writes the parts of a chart as SVG, fluid or fixed.
struct HouseSVG {
  /// What gets a picture of its own.
  private struct Plot {
    enum Content {
      /// With numbers that are short enough to draw, and as it was given, for words.
      case panel(Panel, of: Drawing, given: Drawing)
      /// With its number among the parts, for ids.
      case picture(ChartPicture, number: Int)
    }

    /// Over it; nil where there is one.
    var name: String?
    var content: Content
  }

  private let plots: [Plot]
  let id: String
  let font: FontMetrics
  /// The accessible name and description.
  let name: String
  let description: String
  let words: ChartWords

  init(parts: [ChartPart], id: String, font: FontMetrics, name: String, description: String, words: ChartWords) {
    plots = parts.enumerated().flatMap { index, part -> [Plot] in
      switch part.content {
      case .drawing(let given):
        let drawing = given.fitted(font)
        return drawing.panels.map { panel in
          let names = [part.name, panel.name].compactMap { $0 }
          return Plot(
            name: names.isEmpty ? nil : names.joined(separator: ", "),
            content: .panel(panel, of: drawing, given: given))
        }
      case .picture(let picture): return [Plot(name: part.name, content: .picture(picture, number: index + 1))]
      }
    }
    self.id = id
    self.font = font
    self.name = name
    self.description = description
    self.words = words
  }

  // MARK: - Fluid

  /// An `<svg>` as wide as its place; for several plots, a grid of them.
  func fluid() -> [UInt8] {
    guard plots.count > 1 else {
      return plots.first.map { fluid($0, id: id, name: name, description: description) } ?? []
    }
    var out = Array("<div class=\"chart-panels\">".utf8)
    for (index, plot) in plots.enumerated() {
      out += fluid(
        plot, id: "\(id)-\(index + 1)", name: plot.name.map { "\(name), \($0)" } ?? name,
        description: index == 0 ? description : summary(plot).joined(separator: " "))
    }
    out += "</div>".utf8
    return out
  }

  private func summary(_ plot: Plot) -> [String] {
    switch plot.content {
    case .panel(let panel, _, let given): ChartSummary(drawing: given.only(panel), words: words).sentences()
    case .picture(let picture, _): picture.summary(words)
    }
  }

  private func fluid(_ plot: Plot, id: String, name: String, description: String) -> [UInt8] {
    var canvas = Canvas(isFluid: true, width: Canvas.narrowest, font: font, id: id)
    let height = draw(plot, on: &canvas)
    var svg = SVGWriter(capacity: canvas.svg.bytes.count + description.utf8.count + 512)
    svg.open("svg")
    if case .picture = plot.content {
      svg.attribute("class", "chart-svg chart-picture")
      svg.attribute("viewBox", "0 0 \(SVGWriter.formatted(canvas.width)) \(SVGWriter.formatted(height))")
    } else {
      svg.attribute("class", canvas.marginClass.map { "chart-svg " + $0 } ?? "chart-svg")
    }
    open(&svg, id: id)
    svg.attribute("width", "100%")
    svg.attribute("height", height)
    finish(&svg, canvas, id: id, name: name, description: description)
    return svg.bytes
  }

  // MARK: - Fixed

  /// A whole picture of a width in pixels.
  ///
  /// - Parameters:
  ///   - above: lines of text over the drawing, such as its title, with their sizes.
  ///   - below: lines under it, such as its source.
  func fixed(width: Double, title: String?, subtitle: String?, below: [String]) -> [UInt8] {
    // By itself, a picture needs a ground and some room around it.
    let margin = title == nil ? 0.0 : 16
    let width = max(width - 2 * margin, Canvas.narrowest)
    var canvas = Canvas(isFluid: false, width: width, font: font, id: id)
    var y = 0.0
    if let title {
      for line in canvas.wrap(title, width: width, size: 20, bold: true) {
        canvas.text(line, x: 0, y: y + 20, bold: true, size: 20)
        y += 25
      }
    }
    if let subtitle {
      for line in canvas.wrap(subtitle, width: width) {
        canvas.text(line, x: 0, y: y + 17, paint: .soft)
        y += Canvas.lineHeight + 1
      }
    }
    if y > 0 { y += 12 }
    if plots.count > 1 {
      y = drawGrid(on: &canvas, width: width, y: y)
    } else if let plot = plots.first {
      y = draw(plot, on: &canvas, y: y)
    }
    canvas.setMargins(left: 0, right: 0)
    for text in below {
      y += 6
      for line in canvas.wrap(text, width: width, size: 14) {
        canvas.text(line, x: 0, y: y + 14, size: 14, paint: .soft)
        y += 18
      }
    }
    var svg = SVGWriter(capacity: canvas.svg.bytes.count + 1024)
    svg.open("svg")
    svg.attribute("xmlns", "http://www.w3.org/2000/svg")
    open(&svg, id: id)
    let height = (y + 2).rounded(.up) + 2 * margin
    svg.attribute("width", width + 2 * margin)
    svg.attribute("height", height)
    svg.attribute("viewBox") {
      for number in [-margin, -margin, width + 2 * margin] {
        $0.number(number)
        $0.raw(" ")
      }
      $0.number(height)
    }
    finish(&svg, canvas, id: id, name: name, description: description, ground: margin)
    return svg.bytes
  }

  /// Plots side by side, as many as have room.
  private func drawGrid(on canvas: inout Canvas, width: Double, y start: Double) -> Double {
    let gap = 24.0
    let columns = max(1, min(3, Int((width + gap) / (Canvas.narrowest + gap))))
    let cell = (width - gap * Double(columns - 1)) / Double(columns)
    var y = start
    var lowest = y
    for (index, plot) in plots.enumerated() {
      let column = index % columns
      if column == 0, index > 0 { y = lowest + 20 }
      var part = Canvas(isFluid: false, width: cell, font: font, id: id)
      let bottom = draw(plot, on: &part, y: 0)
      lowest = max(lowest, y + bottom)
      canvas.embed(part, x: Double(column) * (cell + gap), y: y)
    }
    return lowest
  }

  // MARK: - Both

  private func open(_ svg: inout SVGWriter, id: String) {
    svg.attribute("role", "img")
    svg.attribute("aria-labelledby", "\(id)-t \(id)-d")
    svg.attribute("font-family", Self.fontFamily)
    svg.attribute("font-size", Canvas.textSize)
  }

  /// - Parameter ground: how far a white ground reaches around the drawing; 0 for none.
  private func finish(
    _ svg: inout SVGWriter, _ canvas: Canvas, id: String, name: String, description: String, ground: Double = 0
  ) {
    if canvas.isFluid { svg.attribute("fill", "currentColor") } else { svg.attribute("fill", Paint.ink.color) }
    for (element, suffix, text) in [("title", "t", name), ("desc", "d", description)] {
      svg.open(element)
      svg.attribute("id", "\(id)-\(suffix)")
      svg.text(text)
      svg.close()
    }
    if canvas.usesHatching { svg.markup(Self.stripes(.muted, id: "\(id)-r", isFluid: canvas.isFluid)) }
    for series in canvas.textures.sorted() {
      svg.markup(
        Self.stripes(
          .paper, on: .series(series), angle: Self.angles[series % Self.angles.count], id: "\(id)-r\(series + 1)",
          isFluid: canvas.isFluid))
    }
    if ground > 0 {
      svg.open("rect")
      svg.attribute("x", -ground)
      svg.attribute("y", -ground)
      svg.attribute("width", "100%")
      svg.attribute("height", "100%")
      svg.attribute("fill", Paint.paper.color)
      svg.close()
    }
    svg.markup(canvas.svg.bytes)
    svg.close()
  }

  private static let fontFamily = "Atkinson Hyperlegible,Arial,Helvetica,sans-serif"

  /// How far the stripes of each series are turned, in degrees; the first two have none.
  private static let angles = [0, 0, 45, -45, 0, 90]

  /// A pattern of stripes, on a ground where there is one.
  private static func stripes(
    _ stripe: Paint, on ground: Paint? = nil, angle: Int = 45, id: String, isFluid: Bool
  ) -> [UInt8] {
    var svg = SVGWriter(capacity: 256)
    svg.open("pattern")
    svg.attribute("id", id)
    svg.attribute("width", 6)
    svg.attribute("height", 6)
    svg.attribute("patternUnits", "userSpaceOnUse")
    svg.attribute("patternTransform", "rotate(\(angle))")
    if let ground {
      svg.open("path")
      svg.attribute("d", "M0 0H6V6H0Z")
      svg.attribute("fill", ground.color)
      if isFluid, let name = ground.className { svg.attribute("class", name) }
      svg.close()
    }
    svg.open("path")
    svg.attribute("d", "M1.5 0V6")
    svg.attribute("stroke", stripe.color)
    svg.attribute("stroke-width", ground == nil ? 3 : 2)
    if ground != nil { svg.attribute("stroke-opacity", Paint.stripeOpacity) }
    if isFluid, let name = stripe.className { svg.attribute("class", "k" + name) }
    svg.close()
    svg.close()
    return svg.bytes
  }

  private func draw(_ plot: Plot, on canvas: inout Canvas, y start: Double = 0) -> Double {
    var y = start
    if let name = plot.name {
      for line in canvas.wrap(name, width: canvas.lineWidth, bold: true) {
        canvas.text(line, x: 0, y: y + 15, bold: true)
        y += Canvas.lineHeight
      }
      y += 6
    }
    switch plot.content {
    case .panel(let panel, let drawing, _): return drawing.draw(panel, on: &canvas, y: y)
    case .picture(let picture, let number):
      let (markup, width, height) = picture.draw(on: canvas, id: "\(id)-p\(number)")
      canvas.embed(markup, y: y, scale: min(1, canvas.width / width))
      return y + height * min(1, canvas.width / width)
    }
  }
}

extension Drawing {
  /// One of the small multiples by itself, on the scale of all.
  func only(_ panel: Panel) -> Drawing {
    var drawing = self
    drawing.panels = [panel]
    return drawing
  }

  /// - Returns: where it ends, in pixels down.
  fileprivate func draw(_ panel: Panel, on canvas: inout Canvas, y: Double) -> Double {
    switch kind {
    case .bar: BarLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .column: ColumnLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .share: ShareLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .line, .area, .slope: LineLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .dots, .dumbbell: DotLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .heat: HeatLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .number: NumberLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .waffle: WaffleLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .scatter: ScatterLayout(self, panel: panel).draw(on: &canvas, y: y)
    case .pyramid: PyramidLayout(self, panel: panel).draw(on: &canvas, y: y)
    }
  }
}
