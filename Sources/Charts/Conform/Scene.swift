/// The bounds of what is drawn.
struct Bounds: Sendable, Equatable {
  var left = Double.infinity
  var top = Double.infinity
  var right = -Double.infinity
  var bottom = -Double.infinity

  var isEmpty: Bool { left > right || top > bottom }
  var width: Double { isEmpty ? 0 : right - left }
  var height: Double { isEmpty ? 0 : bottom - top }

  static func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Bounds {
    Bounds(left: min(x, x + width), top: min(y, y + height), right: max(x, x + width), bottom: max(y, y + height))
  }

  mutating func add(x: Double, y: Double) {
    guard x.isFinite, y.isFinite else { return }
    (left, right) = (min(left, x), max(right, x))
    (top, bottom) = (min(top, y), max(bottom, y))
  }

  mutating func formUnion(_ other: Bounds) {
    guard !other.isEmpty else { return }
    (left, right) = (min(left, other.left), max(right, other.right))
    (top, bottom) = (min(top, other.top), max(bottom, other.bottom))
  }

  func moved(_ x: Double, _ y: Double) -> Bounds {
    Bounds(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
  }

  func grown(_ by: Double) -> Bounds {
    isEmpty ? self : Bounds(left: left - by, top: top - by, right: right + by, bottom: bottom + by)
  }
}

/// How a shape is painted.
struct Look: Sendable, Hashable {
  var fill: String?
  var stroke: String?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var strokeCap: String?
  var strokeJoin: String?
  var opacity: Double?
  var fillOpacity: Double?
  var strokeOpacity: Double?
}

/// How text is set.
struct TextLook: Sendable, Hashable {
  var color = "#000"
  var font: String?
  var size = 10.0
  var weight: String?
  var style: String?
  var opacity: Double?
  var align = "left"
  var baseline = "alphabetic"
  /// Degrees, clockwise.
  var angle = 0.0
  var limit = 0.0
  var lineHeight: Double?

  var isBold: Bool { weight == "bold" || weight == "bolder" || (weight.flatMap(Double.init) ?? 0) >= 600 }

  /// The width of a line in pixels.
  func width(_ text: String) -> Double {
    if font == SpecNode.houseFont {
      return FontMetrics.atkinson.width(text, size: size, bold: isBold) * FontMetrics.reserve
    }
    return FontMetrics.arial.width(text, size: size, bold: isBold)
  }

  /// The line, cut with an ellipsis where it is longer than the limit.
  func limited(_ text: String) -> String {
    guard limit > 0, width(text) > limit else { return text }
    let room = limit - width("…")
    var cut = text[...]
    // As Vega: the longest beginning that fits, found by halving.
    var (low, high) = (0, text.count)
    while low < high {
      let middle = (low + high + 1) / 2
      if width(String(text.prefix(middle))) <= room { low = middle } else { high = middle - 1 }
    }
    cut = text.prefix(low)
    return cut + "…"
  }
}

/// One thing of a scene, in the coordinates of its group.
enum SceneItem: Sendable {
  case rect(x: Double, y: Double, width: Double, height: Double, radii: [Double], Look)
  case line(x1: Double, y1: Double, x2: Double, y2: Double, Look)
  /// Path data, moved to a place.
  case path(ScenePath, x: Double, y: Double, angle: Double, Look)
  case circle(x: Double, y: Double, radius: Double, Look)
  case text([String], x: Double, y: Double, dx: Double, dy: Double, TextLook)
  /// `clip`: width and height of what is shown.
  indirect case group(Scene, x: Double, y: Double, name: String, clip: (id: Int, width: Double, height: Double)?)
}

/// The commands of a path, with its bounds.
struct ScenePath: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var bounds = Bounds()
  private var writer = SVGWriter(capacity: 0)

  var isEmpty: Bool { bytes.isEmpty }

  mutating func move(_ x: Double, _ y: Double) { command("M", [x, y]) }
  mutating func line(_ x: Double, _ y: Double) { command("L", [x, y]) }
  mutating func cubic(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double) {
    command("C", [x1, y1, x2, y2, x, y])
  }
  mutating func close() { bytes.append(UInt8(ascii: "Z")) }

  mutating func arc(_ radius: Double, isLarge: Bool, isClockwise: Bool, _ x: Double, _ y: Double) {
    bytes.append(contentsOf: "A\(SVGWriter.formatted(radius)),\(SVGWriter.formatted(radius)),0,".utf8)
    bytes.append(contentsOf: "\(isLarge ? 1 : 0),\(isClockwise ? 1 : 0),".utf8)
    bytes.append(contentsOf: "\(SVGWriter.formatted(x)),\(SVGWriter.formatted(y))".utf8)
    bounds.add(x: x, y: y)
  }

  /// Widens the bounds, for what an arc reaches beyond its ends.
  mutating func cover(_ x: Double, _ y: Double) { bounds.add(x: x, y: y) }

  private mutating func command(_ letter: Unicode.Scalar, _ numbers: [Double]) {
    bytes.append(UInt8(ascii: letter))
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: SVGWriter.formatted(number).utf8)
    }
    var index = 0
    while index + 1 < numbers.count {
      bounds.add(x: numbers[index], y: numbers[index + 1])
      index += 2
    }
  }
}

/// What is drawn in one coordinate system, in order, and how far it reaches.
struct Scene: Sendable {
  private(set) var items: [SceneItem] = []
  private(set) var bounds = Bounds()

  mutating func add(_ item: SceneItem) {
    items.append(item)
    bounds.formUnion(item.bounds)
  }

  mutating func add(_ scene: Scene) {
    items += scene.items
    bounds.formUnion(scene.bounds)
  }

  mutating func add(_ scene: Scene, x: Double, y: Double, name: String = "") {
    add(.group(scene, x: x, y: y, name: name, clip: nil))
  }
}

extension SceneItem {
  var bounds: Bounds {
    switch self {
    case .rect(let x, let y, let width, let height, _, let look):
      return Bounds.rect(x, y, width, height).grown(look.reach)
    case .line(let x1, let y1, let x2, let y2, let look):
      return Bounds.rect(x1, y1, x2 - x1, y2 - y1).grown(look.reach)
    case .path(let path, let x, let y, _, let look): return path.bounds.moved(x, y).grown(look.reach)
    case .circle(let x, let y, let radius, let look):
      return Bounds.rect(x - radius, y - radius, radius * 2, radius * 2).grown(look.reach)
    case .text(let lines, let x, let y, let dx, let dy, let look):
      return look.bounds(lines, dx: dx, dy: dy).moved(x, y)
    case .group(let scene, let x, let y, _, let clip):
      if let clip { return Bounds.rect(x, y, clip.width, clip.height) }
      return scene.bounds.moved(x, y)
    }
  }
}

extension Look {
  /// How far a stroke reaches beyond the shape, reckoned generously as Vega does.
  var reach: Double { stroke == nil || stroke == "transparent" ? 0 : strokeWidth ?? 1 }
}

extension TextLook {
  /// How far below its point a line of text stands. Source: Vega's `vega-scenegraph/src/util/text.js`.
  var baselineOffset: Double {
    switch baseline {
    case "top": (0.79 * size).rounded()
    case "middle": (0.30 * size).rounded()
    case "bottom": (-0.21 * size).rounded()
    case "line-top": (0.29 * size + 0.5 * height).rounded()
    case "line-bottom": (0.29 * size - 0.5 * height).rounded()
    default: 0
    }
  }

  var height: Double { lineHeight ?? size + 2 }

  /// The place of the text's box around its point.
  func bounds(_ lines: [String], dx: Double, dy: Double) -> Bounds {
    let width = lines.map { self.width(limited($0)) }.max() ?? 0
    let full = size + Double(max(0, lines.count - 1)) * height
    let left: Double =
      switch align {
      case "center": -width / 2
      case "right": -width
      default: 0
      }
    let top = baselineOffset - (0.8 * size).rounded()
    let box = Bounds.rect(left + dx, top + dy, width, full)
    guard angle != 0 else { return box }
    return box.turned(angle)
  }
}

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Bounds {
  /// The bounds of this box turned about the origin by degrees, clockwise.
  func turned(_ degrees: Double) -> Bounds {
    let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
    var result = Bounds()
    for (x, y) in [(left, top), (right, top), (left, bottom), (right, bottom)] {
      result.add(x: x * cosine - y * sine, y: x * sine + y * cosine)
    }
    return result
  }
}
