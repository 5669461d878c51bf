/// A colour of the screen.
package struct Color: Hashable, Sendable {
  /// 0 to 255; not always whole between two colours.
  package var red: Double
  package var green: Double
  package var blue: Double
  /// 0 for clear to 1 for solid.
  package var opacity = 1.0

  /// A colour from `0xRRGGBB`.
  package init(hex: UInt32) {
    red = Double(hex >> 16 & 0xFF)
    green = Double(hex >> 8 & 0xFF)
    blue = Double(hex & 0xFF)
  }

  package init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// `#12436d`, or `rgba(18, 67, 109, 0.5)` where it is not solid.
  package var css: String {
    let parts = [red, green, blue].map { Int(max(0, min(255, jsRound($0.isNaN ? 0 : $0)))) }
    guard opacity >= 1 || opacity.isNaN else {
      return "rgba(\(parts[0]), \(parts[1]), \(parts[2]), \(NumberText.string(max(0, opacity))))"
    }
    return parts.reduce(into: "#") { text, part in
      text += part < 16 ? "0" : ""
      text += String(part, radix: 16)
    }
  }

  /// The colour at a share of the way from one to another, in RGB.
  package static func interpolate(_ a: Color, _ b: Color, _ t: Double) -> Color {
    func between(_ x: Double, _ y: Double) -> Double { x + (y - x) * t }
    return Color(
      red: between(a.red, b.red), green: between(a.green, b.green), blue: between(a.blue, b.blue),
      opacity: between(a.opacity, b.opacity))
  }
}

/// Colours that lead from one to the next in equal steps.
package struct ColorRamp: Sendable, Hashable {
  /// One or more.
  package var colors: [Color]
  /// Which part of the ramp is used, from the share at its beginning to the share at its end; turned round where the second
  /// is less.
  package var extent: (start: Double, end: Double) {
    get { (extentStart, extentEnd) }
    set { (extentStart, extentEnd) = newValue }
  }
  private var extentStart = 0.0
  private var extentEnd = 1.0

  package init(_ colors: [Color]) { self.colors = colors.isEmpty ? [Color(hex: 0)] : colors }

  /// The colour at a share of the way, 0 to 1.
  ///
  /// Source: d3-interpolate, `piecewise` of `rgb`.
  package func callAsFunction(_ share: Double) -> Color {
    let share = extentStart + (share.isNaN ? 0 : share) * (extentEnd - extentStart)
    let place = max(0, min(1, share)) * Double(colors.count - 1)
    let index = max(0, min(colors.count - 2, Int(place.rounded(.down))))
    guard index + 1 < colors.count else { return colors[0] }
    return .interpolate(colors[index], colors[index + 1], place - Double(index))
  }

  /// Colours at equal distances, the first and the last included.
  package func samples(_ count: Int) -> [Color] {
    (0..<max(0, count)).map { self(Double($0) / Double(max(1, count - 1))) }
  }

  /// Colours at equal distances without the first and the last, which Vega takes for things told apart.
  package func inner(_ count: Int) -> [Color] {
    (0..<max(0, count)).map { self(Double($0 + 1) / Double(count + 1)) }
  }
}

/// A scale from numbers to a ramp of colours.
package struct SequentialScale: Sendable {
  /// From numbers to 0...1; with three numbers in the domain, its range is 0, 0.5 and 1.
  package var scale: ContinuousScale
  package var ramp: ColorRamp

  /// - Parameter domain: two numbers, or three with the middle between.
  package init(_ kind: ContinuousScale.Kind = .linear, domain: [Double], ramp: ColorRamp, clamps: Bool = false) {
    scale = ContinuousScale(
      kind, domain: domain, range: domain.count == 3 ? [0, 0.5, 1] : [0, 1], clamps: clamps)
    self.ramp = ramp
  }

  /// Nil for what is not a number.
  package func callAsFunction(_ value: Double) -> Color? {
    let share = scale(value)
    return share.isNaN ? nil : ramp(share)
  }
}
