#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The outlines of symbols about the origin. Source: Vega's `vega-scenegraph/src/path/symbols.js`.
enum SymbolShape {
  /// - Parameter size: the area in square pixels.
  static func path(_ name: String, size: Double) -> ScenePath {
    var path = ScenePath()
    let side = max(0, size).squareRoot()
    let half = side / 2
    let third = 3.0.squareRoot()
    func polygon(_ points: [(Double, Double)]) {
      for (index, point) in points.enumerated() {
        if index == 0 { path.move(point.0, point.1) } else { path.line(point.0, point.1) }
      }
      path.close()
    }
    switch name {
    case "square": polygon([(-half, -half), (half, -half), (half, half), (-half, half)])
    case "cross":
      let arm = half / 2.5
      polygon([
        (-half, -arm), (-half, arm), (-arm, arm), (-arm, half), (arm, half), (arm, arm), (half, arm), (half, -arm),
        (arm, -arm), (arm, -half), (-arm, -half), (-arm, -arm),
      ])
    case "diamond": polygon([(-half, 0), (0, -half), (half, 0), (0, half)])
    case "triangle-up", "triangle":
      let h = third / 2 * side
      polygon([(0, -h / 2), (-half, h / 2), (half, h / 2)])
    case "triangle-down":
      let h = third / 2 * side
      polygon([(0, h / 2), (-half, -h / 2), (half, -h / 2)])
    case "triangle-right":
      let h = third / 2 * side
      polygon([(h / 2, 0), (-h / 2, -half), (-h / 2, half)])
    case "triangle-left":
      let h = third / 2 * side
      polygon([(-h / 2, 0), (h / 2, -half), (h / 2, half)])
    case "wedge":
      let h = third / 2 * side
      let b = h / third
      polygon([(0, -h - (h - b) + h), (-side / 4, h), (side / 4, h)])
    case "arrow":
      polygon([
        (-half / 3.5, half), (half / 3.5, half), (half / 3.5, 0), (half / 1.5, 0), (0, -half), (-half / 1.5, 0),
        (-half / 3.5, 0),
      ])
    case "stroke":
      path.move(-half, 0)
      path.line(half, 0)
    default:
      path.move(half, 0)
      path.arc(half, isLarge: true, isClockwise: true, -half, 0)
      path.arc(half, isLarge: true, isClockwise: true, half, 0)
      path.cover(0, -half)
      path.cover(0, half)
    }
    return path
  }
}

/// A piece of a ring about the origin; angles in radians from the top, clockwise. Source: d3-shape, `arc.js`.
enum ArcShape {
  /// - Parameters:
  ///   - gap: the angle that is left free between pieces, measured at the radius `sqrt(inner² + outer²)`.
  static func path(start: Double, end: Double, inner: Double, outer: Double, gap: Double) -> ScenePath {
    var path = ScenePath()
    guard outer > 0, start.isFinite, end.isFinite else {
      path.move(0, 0)
      path.close()
      return path
    }
    func point(_ angle: Double, _ radius: Double) -> (Double, Double) {
      (radius * sin(angle), -radius * cos(angle))
    }
    func ring(_ radius: Double, isClockwise: Bool) {
      let (a, b) = (point(start, radius), point(start + .pi, radius))
      path.move(a.0, a.1)
      path.arc(radius, isLarge: true, isClockwise: isClockwise, b.0, b.1)
      path.arc(radius, isLarge: true, isClockwise: isClockwise, a.0, a.1)
      path.close()
      path.cover(-radius, -radius)
      path.cover(radius, radius)
    }
    let span = abs(end - start)
    let isClockwise = end > start
    if span >= 2 * .pi - 1e-9 {
      ring(outer, isClockwise: isClockwise)
      if inner > 0 { ring(inner, isClockwise: !isClockwise) }
      return path
    }
    let sign: Double = isClockwise ? 1 : -1
    let padRadius = (inner * inner + outer * outer).squareRoot()
    func inset(_ radius: Double) -> Double {
      guard gap > 0, radius > 0 else { return 0 }
      return min(span / 2, asin(min(1, padRadius / radius * sin(gap / 2))))
    }
    let (far, close) = (inset(outer), inset(inner))
    let (from, to) = (start + sign * far, end - sign * far)
    let (a, b) = (point(from, outer), point(to, outer))
    path.move(a.0, a.1)
    path.arc(outer, isLarge: abs(to - from) > .pi, isClockwise: isClockwise, b.0, b.1)
    // The quarters that the arc passes widen the bounds.
    var quarter = (min(from, to) / (.pi / 2)).rounded(.up) * .pi / 2
    while quarter < max(from, to) {
      let extreme = point(quarter, outer)
      path.cover(extreme.0, extreme.1)
      quarter += .pi / 2
    }
    if inner > 0 {
      let (back, first) = (end - sign * close, start + sign * close)
      let (c, d) = (point(back, inner), point(first, inner))
      path.line(c.0, c.1)
      path.arc(inner, isLarge: abs(back - first) > .pi, isClockwise: !isClockwise, d.0, d.1)
    } else {
      path.line(0, 0)
    }
    path.close()
    return path
  }
}
