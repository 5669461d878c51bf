import Charts
import Foundation
import Testing

/// A drawing as a browser of some width would place it: boxes of texts and of marks in pixels.
struct DrawnSVG {
  struct Box: CustomStringConvertible {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    var name: String

    var description: String { "\(name) at \(x.rounded()),\(y.rounded()) \(width.rounded())×\(height.rounded())" }

    func overlaps(_ other: Box) -> Bool {
      let slack = 0.75
      return x + slack < other.x + other.width && other.x + slack < x + width && y + slack < other.y + other.height
        && other.y + slack < y + height
    }
  }

  private(set) var texts: [Box] = []
  private(set) var rects: [Box] = []
  private(set) var circles: [Box] = []
  private(set) var lines: [Box] = []
  private(set) var height = 0.0
  private(set) var isWellFormed = true

  private struct Frame {
    var tag: String
    /// Where places in pixels and in per cent begin, and what 100% is.
    var x: Double
    var y: Double
    var width: Double
    var scaleX = 1.0
    var attributes: [String: String]
  }

  /// - Parameters:
  ///   - width: of the place on the page.
  ///   - isStyled: whether the style sheet is at work, which makes drawings with margins wider than their place.
  ///   - factor: what measured widths are multiplied by, for another typeface.
  init(_ svg: [UInt8], width: Double, isStyled: Bool, font: FontMetrics, factor: Double) {
    var stack: [Frame] = []
    var text: (frame: [Frame], attributes: [String: String], content: String)?
    for token in Self.tokens(String(decoding: svg, as: UTF8.self)) {
      switch token {
      case .text(let content): text?.content += content
      case .close(let tag):
        if let open = text, tag == "text" {
          place(open.content, open.attributes, open.frame, font: font, factor: factor)
          text = nil
        } else if stack.popLast()?.tag != tag {
          isWellFormed = false
        }
      case .open(let tag, let attributes, let isEmpty):
        if tag == "text" {
          text = (stack, attributes, "")
          continue
        }
        var frame = Frame(
          tag: tag, x: stack.last?.x ?? 0, y: stack.last?.y ?? 0, width: stack.last?.width ?? width,
          scaleX: stack.last?.scaleX ?? 1, attributes: attributes)
        if tag == "svg", stack.isEmpty {
          height = Double(attributes["height"] ?? "") ?? 0
          if let fixed = attributes["width"].flatMap(Double.init) { frame.width = fixed }
          let view = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
          if view.count == 4 {
            frame.x -= view[0]
            frame.y -= view[1]
          }
          if isStyled, let margin = attributes["class"]?.split(separator: " ").last?.dropFirst().description,
            let steps = Double(margin)
          {
            frame.width = (width - steps * 8) * 35 / (35 - steps)
          }
        } else if tag == "svg" {
          frame.x += Self.length(attributes["x"], frame.width)
          if let own = attributes["width"] { frame.width = Self.length(own, frame.width) }
          if attributes["viewBox"] != nil { frame.scaleX = frame.width / 1000 }
        }
        let moved = Self.translation(attributes["transform"])
        frame.x += moved.x
        frame.y += moved.y
        place(tag, attributes, frame)
        if !isEmpty { stack.append(frame) }
      }
    }
    if !stack.isEmpty { isWellFormed = false }
  }

  /// Each pair of texts that touch, and each text or mark that leaves the frame.
  func faults(width: Double) -> [String] {
    var faults: [String] = []
    for (index, box) in texts.enumerated() {
      if box.x < -0.75 || box.x + box.width > width + 0.75 || box.y < -1 || box.y + box.height > height + 1 {
        faults.append("outside: \(box)")
      }
      for other in texts[(index + 1)...] where box.overlaps(other) { faults.append("\(box) touches \(other)") }
    }
    for box in rects + circles + lines {
      if box.x < -1 || box.x + box.width > width + 1 || box.y < -1 || box.y + box.height > height + 1 {
        faults.append("outside: \(box)")
      }
    }
    return faults
  }

  // MARK: - Placing

  private mutating func place(
    _ content: String, _ attributes: [String: String], _ stack: [Frame], font: FontMetrics, factor: Double
  ) {
    guard let frame = stack.last else { return }
    func inherited(_ name: String) -> String? {
      attributes[name] ?? stack.last { $0.attributes[name] != nil }?.attributes[name]
    }
    let size = inherited("font-size").flatMap { Double($0.hasSuffix("px") ? String($0.dropLast(2)) : $0) } ?? 16
    let isBold = ["700", "bold"].contains(inherited("font-weight"))
    let width = font.width(content, size: size, bold: isBold) * factor
    var x = frame.x + Self.length(attributes["x"], frame.width) + (Double(attributes["dx"] ?? "") ?? 0)
    let moved = Self.translation(attributes["transform"])
    x += moved.x
    switch inherited("text-anchor") {
    case "middle": x -= width / 2
    case "end": x -= width
    default: break
    }
    let baseline = frame.y + (Double(attributes["y"] ?? "") ?? 0) + moved.y
    if let turn = attributes["transform"], let angle = Self.quarter(turn) {
      return placeTurned(content, turn, angle, frame, width: width, size: size, anchor: inherited("text-anchor"))
    }
    texts.append(
      Box(x: x, y: baseline - size * 0.74, width: width, height: size * 0.96, name: "\"\(content)\""))
  }

  /// Text along the height, about the point to which it is moved.
  private mutating func placeTurned(
    _ content: String, _ transform: String, _ angle: Double, _ frame: Frame, width: Double, size: Double,
    anchor: String?
  ) {
    let moved = Self.translation(transform)
    // `translate(x,y) rotate(angle) translate(dx,dy)`
    let inner = transform.split(separator: ")").last { $0.contains("translate") }.map {
      Self.translation(String($0) + ")")
    }
    let baseline = inner?.y ?? 0
    let start = anchor == "middle" ? -width / 2 : anchor == "end" ? -width : 0
    let (along, across) = (start + (inner?.x ?? 0), baseline - size * 0.74)
    // Clockwise by 90 degrees, (a, b) comes to (-b, a).
    texts.append(
      Box(
        x: frame.x + moved.x + (angle > 0 ? -across - size * 0.96 : across),
        y: frame.y + moved.y + (angle > 0 ? along : -along - width), width: size * 0.96, height: width,
        name: "\"\(content)\""))
  }

  /// The angle of a turn by a quarter, in degrees.
  private static func quarter(_ transform: String) -> Double? {
    transform.contains("rotate(-90)") || transform.contains("rotate(270)")
      ? -90 : transform.contains("rotate(90)") ? 90 : nil
  }

  private mutating func place(_ tag: String, _ attributes: [String: String], _ frame: Frame) {
    func across(_ name: String) -> Double { Self.length(attributes[name], frame.width) }
    func number(_ name: String) -> Double { Double(attributes[name] ?? "") ?? 0 }
    switch tag {
    case "rect" where attributes["width"] == "100%" && attributes["height"] == "100%": break
    case "rect":
      rects.append(
        Box(
          x: frame.x + across("x"), y: frame.y + number("y"), width: across("width"), height: number("height"),
          name: tag))
    case "circle":
      let radius = number("r")
      circles.append(
        Box(
          x: frame.x + across("cx") - radius, y: frame.y + number("cy") - radius, width: radius * 2, height: radius * 2,
          name: tag))
    case "line":
      let (a, b) = (across("x1"), across("x2"))
      let (top, bottom) = (number("y1"), number("y2"))
      lines.append(
        Box(
          x: frame.x + min(a, b), y: frame.y + min(top, bottom), width: abs(a - b), height: abs(top - bottom), name: tag
        ))
    case "path":
      let numbers = (attributes["d"] ?? "").split(separator: "h0").joined().split {
        !("0"..."9" ~= $0 || $0 == "." || $0 == "-")
      }.compactMap {
        Double($0)
      }
      let xs = stride(from: 0, to: numbers.count - 1, by: 2).map { numbers[$0] * frame.scaleX }
      let ys = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max(),
        frame.tag != "pattern", attributes["d"] != "M1.5 0V6"
      else { return }
      lines.append(Box(x: frame.x + left, y: frame.y + top, width: right - left, height: bottom - top, name: tag))
    default: break
    }
  }

  private static func length(_ text: String?, _ whole: Double) -> Double {
    guard let text else { return 0 }
    if text.hasSuffix("%") { return (Double(text.dropLast()) ?? 0) / 100 * whole }
    return Double(text) ?? 0
  }

  private static func translation(_ text: String?) -> (x: Double, y: Double) {
    guard let text, let open = text.range(of: "translate(") else { return (0, 0) }
    let inner = text[open.upperBound...].prefix { $0 != ")" }
    let numbers = inner.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
    return (numbers.first ?? 0, numbers.count > 1 ? numbers[1] : 0)
  }

  // MARK: - Reading

  private enum Token {
    case open(String, [String: String], isEmpty: Bool)
    case close(String)
    case text(String)
  }

  private static func tokens(_ svg: String) -> [Token] {
    var tokens: [Token] = []
    var rest = svg[...]
    while let open = rest.firstIndex(of: "<") {
      if open > rest.startIndex { tokens.append(.text(unescape(rest[..<open]))) }
      rest = rest[rest.index(after: open)...]
      guard let end = rest.firstIndex(of: ">") else { break }
      var tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        tokens.append(.close(String(tag.dropFirst())))
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag = tag.dropLast() }
      let name = tag.prefix { $0 != " " }
      var attributes: [String: String] = [:]
      tag = tag.dropFirst(name.count)
      while let equals = tag.firstIndex(of: "=") {
        let key = tag[..<equals].filter { $0 != " " }
        let value = tag[tag.index(equals, offsetBy: 2)...]
        guard let quote = value.firstIndex(of: "\"") else { break }
        attributes[String(key)] = unescape(value[..<quote])
        tag = value[value.index(after: quote)...]
      }
      tokens.append(.open(String(name), attributes, isEmpty: isEmpty))
    }
    return tokens
  }

  private static func unescape(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    var out = ""
    var rest = text
    while let mark = rest.firstIndex(of: "&") {
      out += rest[..<mark]
      rest = rest[mark...]
      let pairs = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")]
      guard let pair = pairs.first(where: { rest.hasPrefix($0.0) }) else { break }
      out += pair.1
      rest = rest.dropFirst(pair.0.count)
    }
    return out + rest
  }
}
