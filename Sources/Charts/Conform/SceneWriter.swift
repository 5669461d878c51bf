/// Writes a scene as SVG: shapes as rect, line, circle and path, text as text.
struct SceneWriter {
  /// How colours and typefaces are written, and what ids begin with.
  struct Style {
    /// By the colour as a specification writes it, in lower case.
    var paints: [String: Paint] = [:]
    /// The typeface of the elements around, which is not written again.
    var font: String?
    var idPrefix = ""
    /// Whether the classes of paints are written, for a style sheet.
    var hasClasses = false
  }

  private var svg = SVGWriter(capacity: 16_384)
  private var style = Style()
  /// Of the element that is being written.
  private var classes: [String] = []

  /// The elements of a scene, moved to a place, for an SVG that is already open.
  static func elements(_ scene: Scene, x: Double, y: Double, style: Style) -> [UInt8] {
    var writer = SceneWriter()
    writer.style = style
    writer.write(scene, x: x, y: y)
    return writer.svg.bytes
  }

  static func svg(_ scene: Scene, width: Double, height: Double, background: String?, x: Double, y: Double) -> [UInt8] {
    var writer = SceneWriter()
    writer.svg.open("svg")
    writer.svg.attribute("xmlns", "http://www.w3.org/2000/svg")
    writer.svg.attribute("width", width)
    writer.svg.attribute("height", height)
    writer.svg.attribute("viewBox", "0 0 \(SVGWriter.formatted(width)) \(SVGWriter.formatted(height))")
    writer.svg.attribute("font-family", "sans-serif")
    if let background, background != "transparent" {
      writer.svg.open("rect")
      writer.svg.attribute("width", width)
      writer.svg.attribute("height", height)
      writer.svg.attribute("fill", background)
      writer.svg.close()
    }
    writer.write(scene, x: x, y: y)
    writer.svg.close()
    return writer.svg.bytes
  }

  private mutating func write(_ scene: Scene, x: Double, y: Double) {
    svg.open("g")
    svg.attribute("transform", "translate(\(SVGWriter.formatted(x)),\(SVGWriter.formatted(y)))")
    for item in scene.items { write(item) }
    svg.close()
  }

  private mutating func write(_ item: SceneItem) {
    switch item {
    case .rect(let x, let y, let width, let height, let radii, let look):
      if radii.contains(where: { $0 > 0 }), width != 0, height != 0 {
        let path = ScenePath.roundedRect(x, y, width, height, radii)
        return write(.path(path, x: 0, y: 0, angle: 0, look))
      }
      svg.open("rect")
      svg.attribute("x", min(x, x + width))
      svg.attribute("y", min(y, y + height))
      svg.attribute("width", abs(width))
      svg.attribute("height", abs(height))
      paint(look)
      svg.close()
    case .line(let x1, let y1, let x2, let y2, let look):
      svg.open("line")
      svg.attribute("x1", x1)
      svg.attribute("y1", y1)
      svg.attribute("x2", x2)
      svg.attribute("y2", y2)
      paint(look)
      svg.close()
    case .path(let path, let x, let y, let angle, let look):
      svg.open("path")
      if x != 0 || y != 0 || angle != 0 { svg.attribute("transform", Self.transform(x, y, angle)) }
      svg.attribute("d") { $0.raw(String(decoding: path.bytes, as: UTF8.self)) }
      paint(look)
      svg.close()
    case .circle(let x, let y, let radius, let look):
      svg.open("circle")
      svg.attribute("cx", x)
      svg.attribute("cy", y)
      svg.attribute("r", radius)
      paint(look)
      svg.close()
    case .text(let lines, let x, let y, let dx, let dy, let look): write(lines, x, y, dx, dy, look)
    case .group(let scene, let x, let y, let name, let clip):
      if let clip {
        svg.open("clipPath")
        svg.attribute("id", "\(style.idPrefix)clip\(clip.id)")
        svg.open("rect")
        svg.attribute("width", clip.width)
        svg.attribute("height", clip.height)
        svg.close()
        svg.close()
      }
      svg.open("g")
      if !name.isEmpty, style.paints.isEmpty { svg.attribute("class", name) }
      if x != 0 || y != 0 { svg.attribute("transform", Self.transform(x, y, 0)) }
      if let clip { svg.attribute("clip-path", "url(#\(style.idPrefix)clip\(clip.id))") }
      for item in scene.items { write(item) }
      svg.close()
    }
  }

  private static func transform(_ x: Double, _ y: Double, _ angle: Double) -> String {
    let place = "translate(\(SVGWriter.formatted(x)),\(SVGWriter.formatted(y)))"
    return angle == 0 ? place : place + " rotate(\(SVGWriter.formatted(angle)))"
  }

  private mutating func write(_ lines: [String], _ x: Double, _ y: Double, _ dx: Double, _ dy: Double, _ look: TextLook)
  {
    let shown = lines.map { look.limited($0) }
    guard shown.contains(where: { !$0.isEmpty }) else { return }
    let top = dy + look.baselineOffset
    svg.open("text")
    switch look.align {
    case "center": svg.attribute("text-anchor", "middle")
    case "right": svg.attribute("text-anchor", "end")
    default: break
    }
    if look.angle == 0 {
      svg.attribute("x", x + dx)
      svg.attribute("y", y + top)
    } else {
      svg.attribute("transform", Self.transform(x, y, look.angle) + " " + Self.transform(dx, top, 0))
    }
    if let font = look.font, font != style.font { svg.attribute("font-family", font) }
    svg.attribute("font-size", SVGWriter.formatted(look.size) + "px")
    if let weight = look.weight, weight != "normal" { svg.attribute("font-weight", weight) }
    if let style = look.style { svg.attribute("font-style", style) }
    color("fill", look.color)
    if let opacity = look.opacity, opacity != 1 { svg.attribute("opacity", opacity) }
    writeClasses()
    if shown.count == 1 {
      svg.text(shown[0])
    } else {
      for (index, line) in shown.enumerated() {
        svg.open("tspan")
        svg.attribute("x", look.angle == 0 ? x + dx : 0)
        if index > 0 { svg.attribute("dy", look.height) }
        svg.text(line)
        svg.close()
      }
    }
    svg.close()
  }

  private mutating func paint(_ look: Look) {
    color("fill", look.fill ?? "none")
    if let opacity = look.fillOpacity, opacity != 1 { svg.attribute("fill-opacity", opacity) }
    if let stroke = look.stroke {
      color("stroke", stroke)
      if let width = look.strokeWidth, width != 1 { svg.attribute("stroke-width", width) }
      if let dash = look.strokeDash, !dash.isEmpty, dash != [1, 0] {
        svg.attribute("stroke-dasharray", dash.map(SVGWriter.formatted).joined(separator: ","))
      }
      if let cap = look.strokeCap { svg.attribute("stroke-linecap", cap) }
      if let join = look.strokeJoin { svg.attribute("stroke-linejoin", join) }
      if let opacity = look.strokeOpacity, opacity != 1 { svg.attribute("stroke-opacity", opacity) }
    }
    if let opacity = look.opacity, opacity != 1 { svg.attribute("opacity", opacity) }
    writeClasses()
  }

  private mutating func color(_ name: String, _ color: String) {
    guard !style.paints.isEmpty, let paint = style.paints[color.lowercased()] else {
      return svg.attribute(name, color)
    }
    svg.attribute(name, style.hasClasses && paint == .ink ? "currentColor" : paint.color)
    if let className = paint.className { classes.append(name == "stroke" ? "k" + className : className) }
  }

  private mutating func writeClasses() {
    if style.hasClasses, !classes.isEmpty { svg.attribute("class", classes.joined(separator: " ")) }
    classes.removeAll(keepingCapacity: true)
  }
}

extension ScenePath {
  /// - Parameter radii: of the corners top left, top right, bottom right, bottom left.
  static func roundedRect(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ radii: [Double]) -> ScenePath {
    let (left, top) = (min(x, x + width), min(y, y + height))
    let (w, h) = (abs(width), abs(height))
    let most = min(w, h) / 2
    let r = (0..<4).map { min(most, max(0, radii.indices.contains($0) ? radii[$0] : 0)) }
    var path = ScenePath()
    path.move(left + r[0], top)
    path.line(left + w - r[1], top)
    if r[1] > 0 { path.arc(r[1], isLarge: false, isClockwise: true, left + w, top + r[1]) }
    path.line(left + w, top + h - r[2])
    if r[2] > 0 { path.arc(r[2], isLarge: false, isClockwise: true, left + w - r[2], top + h) }
    path.line(left + r[3], top + h)
    if r[3] > 0 { path.arc(r[3], isLarge: false, isClockwise: true, left, top + h - r[3]) }
    path.line(left, top + r[0])
    if r[0] > 0 { path.arc(r[0], isLarge: false, isClockwise: true, left + r[0], top) }
    path.close()
    return path
  }
}
