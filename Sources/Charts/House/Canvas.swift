/// A drawing in the making, fluid or fixed.
///
/// A place across is a share of the plot's width (0 to 1) and pixels from there; a place down is in pixels. Fluid
/// drawings write the share as a percentage, so that a browser of any width does the rest, and fixed ones resolve it.
///
/// Layouts are solved at ``narrowest``. With fixed places down, labels at `share × width + pixels` that do not overlap
/// at one width do not overlap at any larger one, as long as their shares are in the order of their places.
///
/// SVG has no way to say "the whole width less 96 px". A plot between margins is therefore the share that is left at the
/// narrowest, and where the style sheet is at work, it makes the whole drawing as much wider as brings that share to the
/// width less the margins (class `w12`, in steps of 8 px); the surplus, which is empty, is clipped by the figure.
package struct Canvas {
  /// The width in pixels down to which every fluid drawing holds: a phone of 320 px less the page's margins.
  package static let narrowest = 280.0

  enum Anchor: Sendable { case start, middle, end }

  /// Whether it is as wide as its place on the page.
  let isFluid: Bool
  /// In pixels; for a fluid drawing, the narrowest.
  let width: Double
  /// Margins beside the plot, in pixels.
  var left = 0.0
  var right = 0.0
  let font: FontMetrics
  /// What ids begin with.
  let id: String
  var svg: SVGWriter
  private var defaults = TextStyle()
  private(set) var usesHatching = false
  /// The series whose stripes are in use.
  private(set) var textures: Set<Int> = []

  /// What the text elements of a group have in common.
  struct TextStyle: Sendable, Hashable {
    var size = Canvas.textSize
    var isBold = false
    var anchor = Anchor.start
    var paint = Paint.ink
  }

  static let textSize = 16.0
  static let smallSize = 14.0
  /// The distance of two baselines.
  static let lineHeight = 20.0

  init(isFluid: Bool, width: Double, font: FontMetrics, id: String) {
    self.isFluid = isFluid
    self.width = isFluid ? Self.narrowest : max(width, Self.narrowest)
    self.font = font
    self.id = id
    svg = SVGWriter(capacity: 3072)
  }

  /// The plot's width in pixels, at the narrowest for a fluid drawing.
  var plotWidth: Double { max(width - left - right, 1) }

  /// The width of a whole line of text in pixels. On a page, readers may space letters by 0.12 and words by 0.16 of their
  /// size (WCAG 2.2, 1.4.12), for which the page's margin gives the rest of the room.
  var lineWidth: Double { isFluid ? width - 26 : width }

  // MARK: - Measuring

  /// A text's width with room for another typeface.
  func reserve(_ text: String, size: Double = textSize, bold: Bool = false) -> Double {
    (font.width(text, size: size, bold: bold) * FontMetrics.reserve).rounded(.up)
  }

  /// The lines of a text that may take so many pixels.
  func wrap(
    _ text: String, width: Double, size: Double = textSize, bold: Bool = false, maximumLines: Int = 6
  ) -> [String] {
    font.wrap(
      text, width: width / FontMetrics.reserve, size: size, bold: bold, maximumLines: maximumLines)
  }

  /// Whether a text can be wrapped into so many pixels without breaking a word.
  func fitsUnbroken(_ text: String, width: Double, size: Double) -> Bool {
    font.longestPart(text, size: size, bold: true) * FontMetrics.reserve <= width
  }

  /// Where a text begins that stands in the middle of a share as far as the frame allows, in pixels of the frame.
  func start(of width: Double, at share: Double) -> Double {
    max(0, min(left + share * plotWidth - width / 2, self.width - width))
  }

  /// Pixels that keep a text in the middle of a share inside the frame. What keeps it inside at the narrowest keeps it
  /// inside at every width.
  func shift(_ width: Double, at share: Double) -> Double {
    start(of: width, at: share) - (left + share * plotWidth - width / 2)
  }

  // MARK: - Frames

  /// Draws with shares of the plot between ``left`` and ``right``.
  mutating func plot(_ body: (inout Canvas) -> Void) {
    if isFluid, left + right > 0 {
      svg.open("svg")
      if left > 0 { svg.attribute("x", left) }
      place("width", plotWidth / width, isLength: true)
      svg.attribute("overflow", "visible")
      body(&self)
      svg.close()
    } else {
      body(&self)
    }
  }

  /// Draws with shares of the whole width, beside ``plot(_:)``.
  mutating func frame(_ body: (inout Canvas) -> Void) {
    let margins = (left, right)
    (left, right) = (0, 0)
    body(&self)
    (left, right) = margins
  }

  /// Draws with places in pixels from a share of the plot; inside, all shares are 0.
  mutating func anchored(at share: Double, _ body: (inout Canvas) -> Void) {
    if isFluid {
      svg.open("svg")
      place("x", share)
      svg.attribute("overflow", "visible")
      body(&self)
    } else {
      svg.open("g")
      translate(resolve(share))
      frame(body)
    }
    svg.close()
  }

  /// Puts a finished fixed drawing at a place in pixels.
  mutating func embed(_ part: Canvas, x: Double, y: Double) {
    svg.open("g")
    svg.attribute("transform") {
      $0.raw("translate(")
      $0.number(x)
      $0.raw(" ")
      $0.number(y)
      $0.raw(")")
    }
    svg.markup(part.svg.bytes)
    svg.close()
    usesHatching = usesHatching || part.usesHatching
    textures.formUnion(part.textures)
  }

  /// Puts elements in pixels under what is drawn.
  mutating func embed(_ markup: [UInt8], y: Double, scale: Double) {
    svg.open("g")
    svg.attribute("transform") {
      $0.raw("translate(0 ")
      $0.number(y)
      $0.raw(")")
      if scale < 1 { $0.raw(" scale(\(SVGWriter.formatted(scale)))") }
    }
    svg.markup(markup)
    svg.close()
  }

  /// The class by which the style sheet knows the margins; nil where there are none.
  var marginClass: String? { left + right > 0 ? "w\(Int((left + right) / 8))" : nil }

  /// Sets the margins, together a multiple of 8 px for which the style sheet has a class, and no more than leaves a
  /// plot to draw in.
  mutating func setMargins(left: Double, right: Double) {
    let limit = width - 64
    let scale = left + right > limit ? limit / (left + right) : 1
    self.left = (left * scale).rounded(.up)
    let sum = ((self.left + right * scale) / 8).rounded(.up) * 8
    self.right = sum - self.left
  }

  /// Marks that share a colour.
  mutating func group(_ paint: Paint, stroke width: Double? = nil, _ body: (inout Canvas) -> Void) {
    svg.open("g")
    color(width == nil ? "fill" : "stroke", paint)
    if isFluid, let name = paint.className { svg.attribute("class", width == nil ? name : "k" + name) }
    if let width {
      svg.attribute("fill", "none")
      if width != 1 { svg.attribute("stroke-width", width) }
    }
    body(&self)
    svg.close()
  }

  /// Dashed lines that are seen on any colour.
  mutating func ruled(_ body: (inout Canvas) -> Void) {
    group(.paper, stroke: 4, body)
    group(.ink, stroke: 2) { canvas in
      canvas.svg.attribute("stroke-dasharray", "5 3")
      body(&canvas)
    }
  }

  /// Texts that share a style.
  mutating func texts(_ style: TextStyle, halo: Bool = false, _ body: (inout Canvas) -> Void) {
    svg.open("g")
    let outer = defaults
    write(style, halo: halo)
    defaults = style
    body(&self)
    defaults = outer
    svg.close()
  }

  // MARK: - Marks

  /// A bar from one share to another.
  mutating func rect(x: Double, width: Double, y: Double, height: Double) {
    svg.open("rect")
    place("x", x)
    svg.attribute("y", y)
    place("width", width, isLength: true)
    svg.attribute("height", height)
    svg.close()
  }

  /// A rectangle of a size in pixels, at a share and pixels from there.
  mutating func box(x: Double, dx: Double, y: Double, width: Double, height: Double) {
    svg.open("rect")
    if isFluid {
      if x != 0 { place("x", x) }
      if x == 0, dx != 0 { svg.attribute("x", dx) }
      if x != 0, dx != 0 { translate(dx) }
    } else {
      svg.attribute("x", resolve(x) + dx)
    }
    svg.attribute("y", y)
    svg.attribute("width", width)
    svg.attribute("height", height)
    svg.close()
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, dx: Double = 0) {
    svg.open("line")
    place("x1", x1)
    if y1 != 0 { svg.attribute("y1", y1) }
    place("x2", x2)
    if y2 != 0 { svg.attribute("y2", y2) }
    if dx != 0 { translate(dx) }
    svg.close()
  }

  mutating func circle(x: Double, y: Double, radius: Double) {
    svg.open("circle")
    place("cx", x)
    svg.attribute("cy", y)
    svg.attribute("r", radius)
    svg.close()
  }

  /// Paths whose places across are shares; the stroke keeps its width.
  mutating func stretched(height: Double, _ body: (inout Canvas) -> Void) {
    guard isFluid else { return body(&self) }
    svg.open("svg")
    svg.attribute("viewBox") {
      $0.raw("0 0 1000 ")
      $0.number(height)
    }
    svg.attribute("height", height)
    svg.attribute("preserveAspectRatio", "none")
    svg.attribute("overflow", "visible")
    body(&self)
    svg.close()
  }

  /// A line through points (a share, pixels down) inside ``stretched(height:_:)``.
  mutating func path(_ points: [(x: Double, y: Double)], isClosed: Bool = false, dash: String? = nil) {
    guard let first = points.first else { return }
    let (origin, scale) = isFluid ? (0, 1000) : (left, plotWidth)
    svg.open("path")
    svg.attribute("d") { writer in
      writer.raw("M")
      writer.number(origin + first.x * scale)
      writer.raw(" ")
      writer.number(first.y)
      for point in points.dropFirst() {
        writer.raw("L")
        writer.number(origin + point.x * scale)
        writer.raw(" ")
        writer.number(point.y)
      }
      if isClosed { writer.raw("Z") }
    }
    if let dash { svg.attribute("stroke-dasharray", dash) }
    if isFluid { svg.attribute("vector-effect", "non-scaling-stroke") }
    svg.close()
  }

  // MARK: - Text

  /// A line of text; `y` is its baseline.
  ///
  /// - Parameters:
  ///   - x: the share at which its anchor stands.
  ///   - dx: pixels from there.
  mutating func text(
    _ text: String, x: Double, dx: Double = 0, y: Double, anchor: Anchor? = nil, bold: Bool? = nil,
    size: Double? = nil, paint: Paint? = nil
  ) {
    guard !text.isEmpty else { return }
    svg.open("text")
    if isFluid {
      if x != 0 {
        place("x", x)
        if dx != 0 { svg.attribute("dx", dx) }
      } else if dx != 0 {
        svg.attribute("x", dx)
      }
    } else {
      svg.attribute("x", resolve(x) + dx)
    }
    svg.attribute("y", y)
    var style = defaults
    style.size = size ?? style.size
    style.isBold = bold ?? style.isBold
    style.anchor = anchor ?? style.anchor
    style.paint = paint ?? style.paint
    write(style)
    svg.text(text)
    svg.close()
  }

  /// The baseline of text that stands in the middle of `y`.
  static func baseline(_ y: Double, size: Double = textSize) -> Double { (y + size * 0.36).rounded() }

  // MARK: - Inside

  private mutating func write(_ style: TextStyle, halo: Bool = false) {
    var names: [String] = []
    if style.anchor != defaults.anchor {
      svg.attribute(
        "text-anchor", style.anchor == .start ? "start" : style.anchor == .middle ? "middle" : "end")
    }
    if style.size != defaults.size { svg.attribute("font-size", style.size) }
    if style.isBold != defaults.isBold { svg.attribute("font-weight", style.isBold ? "700" : "400") }
    if style.paint != defaults.paint {
      color("fill", style.paint)
      names.append(style.paint.className ?? "ct")
    }
    if halo {
      names.append("kcp")
      svg.attribute("stroke", Paint.paper.color)
      svg.attribute("stroke-width", 6)
      svg.attribute("stroke-linejoin", "round")
      svg.attribute("paint-order", "stroke")
    }
    if isFluid, !names.isEmpty { svg.attribute("class", names.joined(separator: " ")) }
  }

  private mutating func color(_ name: String, _ paint: Paint) {
    if paint == .rest {
      usesHatching = true
      svg.attribute(name, "url(#\(id)-r)")
    } else if case .textured(let index) = paint {
      textures.insert(index)
      svg.attribute(name, "url(#\(id)-r\(index + 1))")
    } else if paint == .ink, isFluid {
      svg.attribute(name, "currentColor")
    } else {
      svg.attribute(name, paint.color)
    }
  }

  private mutating func translate(_ dx: Double) {
    svg.attribute("transform") {
      $0.raw("translate(")
      $0.number(dx)
      $0.raw(")")
    }
  }

  private mutating func place(_ name: String, _ share: Double, isLength: Bool = false) {
    if isFluid {
      guard share != 0 || isLength else { return }
      svg.attribute(name) {
        $0.number(share * 100)
        $0.raw("%")
      }
    } else {
      svg.attribute(name, isLength ? share * plotWidth : resolve(share))
    }
  }

  private func resolve(_ share: Double) -> Double { left + share * plotWidth }
}
