#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Lines, areas and trails: one shape for the rows of a group.

extension UnitDrawing {
  /// The rows of each path, in the order in which they are joined; rows without a place break it.
  private func paths(_ isDefined: (Int) -> Bool, place: (Int) -> Double?) -> [[[Int]]] {
    let groups = spec.pathGroups(table)
    let columns = groups.map { column($0) }
    var order: [[Value]: Int] = [:]
    var rowsOfGroups: [[Int]] = []
    for row in 0..<table.rowCount {
      let key = columns.map { $0[row] }
      if let index = order[key] {
        rowsOfGroups[index].append(row)
      } else {
        order[key] = rowsOfGroups.count
        rowsOfGroups.append([row])
      }
    }
    return rowsOfGroups.map { rows in
      var parts: [[Int]] = [[]]
      for row in joined(rows, place) {
        if isDefined(row) {
          parts[parts.count - 1].append(row)
        } else if parts.last?.isEmpty == false {
          parts.append([])
        }
      }
      return parts.filter { !$0.isEmpty }
    }
  }

  private func joined(_ rows: [Int], _ place: (Int) -> Double?) -> [Int] {
    if let order = spec.encoding[.order] {
      if order.contains(where: { $0.field != nil }), spec.stack == nil {
        let keys = order.compactMap { def in def.field.map { (column($0.name), def.sort.isDescending) } }
        return rows.sorted { a, b in
          for (column, isDescending) in keys {
            let order = Value.order(column[a], column[b])
            if order != 0 { return isDescending ? order > 0 : order < 0 }
          }
          return a < b
        }
      }
      if order.first?.value?.isNull ?? false { return rows }
    }
    if spec.definition[.order].map({ $0.isNull || $0.flag == false }) ?? false { return rows }
    guard spec[spec.orient == "horizontal" ? .y : .x]?.field != nil else { return rows }
    let places = Dictionary(uniqueKeysWithValues: rows.map { ($0, place($0) ?? -.infinity) })
    return rows.sorted { a, b in
      let (x, y) = (places[a] ?? 0, places[b] ?? 0)
      return x == y ? a < b : x < y
    }
  }

  /// Whether a row's value is one at all; a path breaks where not.
  private func definedRows() -> [Bool] {
    var isDefined = [Bool](repeating: true, count: table.rowCount)
    let written = config.mark(.invalid, spec.definition, mark)
    if written?.isNull ?? false || written?.text == "show" { return isDefined }
    for channel in [Channel.x, .y] {
      guard let def = spec[channel]?.fieldBearer, let field = def.field, !field.isCounting,
        scaleView(channel)?.type.hasContinuousDomain ?? false
      else { continue }
      for (row, value) in column(field.name).enumerated() where !value.isValid || !value.number.isFinite {
        isDefined[row] = false
      }
    }
    return isDefined
  }

  func lines() -> Scene {
    let (xs, ys) = (points(.x, standard: .middle), points(.y, standard: .middle))
    let looks = rowLooks()
    let sizes = numbers(.size, standard: markNumber(.size))
    let isDefined = definedRows()
    let isVertical = spec.orient == "horizontal"
    var scene = Scene()
    let all = paths({ isDefined[$0] && xs[$0] != nil && ys[$0] != nil }) { isVertical ? ys[$0] : xs[$0] }
    for parts in all {
      guard let first = parts.first?.first else { continue }
      var look = looks[first]
      var path = ScenePath()
      if mark == .trail {
        for rows in parts { TrailShape.add(rows.map { (xs[$0] ?? 0, ys[$0] ?? 0, sizes[$0] ?? 2) }, to: &path) }
        look.stroke = nil
      } else {
        look.fill = look.fill == "transparent" ? nil : look.fill
        if spec[.strokeWidth] == nil { look.strokeWidth = sizes[first] ?? look.strokeWidth ?? 2 }
        for rows in parts {
          Curve2D.add(
            rows.map { (xs[$0] ?? 0, ys[$0] ?? 0) }, kind: markText(.interpolate), tension: markNumber(.tension),
            isVertical: false, to: &path)
        }
      }
      scene.add(.path(path, x: 0, y: 0, angle: 0, look))
    }
    return scene
  }

  func areas() -> Scene {
    let isHorizontal = spec.orient == "horizontal"
    let xs = points(.x, standard: .zeroOrMin)
    let ys = points(.y, standard: .zeroOrMin)
    let xEnds = isHorizontal ? ends(.x2, .zeroOrMin) : xs
    let yEnds = isHorizontal ? ys : ends(.y2, .zeroOrMin)
    let looks = rowLooks()
    let isDefined = definedRows()
    var scene = Scene()
    let all = paths({ isDefined[$0] && xs[$0] != nil && ys[$0] != nil && xEnds[$0] != nil && yEnds[$0] != nil }) {
      isHorizontal ? ys[$0] : xs[$0]
    }
    for parts in all {
      guard let first = parts.first?.first else { continue }
      var path = ScenePath()
      for rows in parts {
        Curve2D.add(
          rows.map { (xs[$0] ?? 0, ys[$0] ?? 0) }, kind: markText(.interpolate), tension: markNumber(.tension),
          isVertical: isHorizontal, to: &path)
        Curve2D.add(
          rows.reversed().map { (xEnds[$0] ?? 0, yEnds[$0] ?? 0) }, kind: markText(.interpolate),
          tension: markNumber(.tension), isVertical: isHorizontal, continues: true, to: &path)
        path.close()
      }
      scene.add(.path(path, x: 0, y: 0, angle: 0, looks[first]))
    }
    return scene
  }
}

/// A line of changing width.
enum TrailShape {
  static func add(_ points: [(x: Double, y: Double, size: Double)], to path: inout ScenePath) {
    guard points.count > 1 else {
      if let only = points.first {
        let half = only.size / 2
        path.move(only.x - half, only.y)
        path.arc(half, isLarge: true, isClockwise: true, only.x + half, only.y)
        path.arc(half, isLarge: true, isClockwise: true, only.x - half, only.y)
        path.close()
      }
      return
    }
    for (a, b) in zip(points, points.dropFirst()) {
      let (dx, dy) = (b.y - a.y, a.x - b.x)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 0 else { continue }
      let (ux, uy) = (dx / length, dy / length)
      let (ra, rb) = (a.size / 2, b.size / 2)
      path.move(a.x + ux * ra, a.y + uy * ra)
      path.line(b.x + ux * rb, b.y + uy * rb)
      path.arc(rb, isLarge: true, isClockwise: true, b.x - ux * rb, b.y - uy * rb)
      path.line(a.x - ux * ra, a.y - uy * ra)
      path.arc(ra, isLarge: true, isClockwise: true, a.x + ux * ra, a.y + uy * ra)
      path.close()
    }
  }
}

/// Lines through points. Source: d3-shape, `curve/*.js`.
enum Curve2D {
  typealias Point = (x: Double, y: Double)

  /// - Parameters:
  ///   - isVertical: the line runs along y.
  ///   - continues: it begins with a line from where the path ends.
  static func add(
    _ points: [Point], kind: String?, tension: Double?, isVertical: Bool, continues: Bool = false,
    to path: inout ScenePath
  ) {
    guard let first = points.first else { return }
    switch kind {
    case "step", "step-before", "step-after":
      begin(first, continues, &path)
      let share = kind == "step" ? 0.5 : kind == "step-before" ? 0.0 : 1.0
      // Backwards, before is after.
      let t = continues && share != 0.5 ? 1 - share : share
      for (a, b) in zip(points, points.dropFirst()) {
        // Steps go along x, whichever way the path runs.
        if t <= 0 {
          path.line(a.x, b.y)
          path.line(b.x, b.y)
        } else {
          let x = a.x * (1 - t) + b.x * t
          path.line(x, a.y)
          path.line(x, b.y)
        }
      }
      if t > 0, t < 1, points.count > 1, let last = points.last { path.line(last.x, last.y) }
    case "monotone" where points.count > 2: monotone(points, isVertical, continues, &path)
    case "basis" where points.count > 2: basis(points, continues, &path)
    case "cardinal" where points.count > 2: cardinal(points, tension ?? 0, continues, &path)
    case "natural" where points.count > 2: natural(points, continues, &path)
    default:
      begin(first, continues, &path)
      for point in points.dropFirst() { path.line(point.x, point.y) }
      if points.count == 1 { path.close() }
      if kind == "linear-closed" { path.close() }
    }
  }

  private static func begin(_ point: Point, _ continues: Bool, _ path: inout ScenePath) {
    if continues { path.line(point.x, point.y) } else { path.move(point.x, point.y) }
  }

  private static func monotone(
    _ points: [Point], _ isVertical: Bool, _ continues: Bool, _ path: inout ScenePath
  ) {
    let p = isVertical ? points.map { (x: $0.y, y: $0.x) } : points
    func sign(_ value: Double) -> Double { value < 0 ? -1 : 1 }
    func slope3(_ i: Int) -> Double {
      let (h0, h1) = (p[i].x - p[i - 1].x, p[i + 1].x - p[i].x)
      let s0 = h0 != 0 ? (p[i].y - p[i - 1].y) / h0 : 0
      let s1 = h1 != 0 ? (p[i + 1].y - p[i].y) / h1 : 0
      let weighted = (s0 * h1 + s1 * h0) / (h0 + h1)
      let result = (sign(s0) + sign(s1)) * min(abs(s0), abs(s1), 0.5 * abs(weighted))
      return result.isFinite ? result : 0
    }
    func slope2(_ i: Int, _ j: Int, _ t: Double) -> Double {
      let h = p[j].x - p[i].x
      return h != 0 ? (3 * (p[j].y - p[i].y) / h - t) / 2 : t
    }
    var slopes = [Double](repeating: 0, count: p.count)
    for i in 1..<p.count - 1 { slopes[i] = slope3(i) }
    slopes[0] = slope2(0, 1, slopes[1])
    slopes[p.count - 1] = slope2(p.count - 2, p.count - 1, slopes[p.count - 2])
    begin(points[0], continues, &path)
    for i in 0..<p.count - 1 {
      let dx = (p[i + 1].x - p[i].x) / 3
      let (x1, y1) = (p[i].x + dx, p[i].y + dx * slopes[i])
      let (x2, y2) = (p[i + 1].x - dx, p[i + 1].y - dx * slopes[i + 1])
      if isVertical {
        path.cubic(y1, x1, y2, x2, p[i + 1].y, p[i + 1].x)
      } else {
        path.cubic(x1, y1, x2, y2, p[i + 1].x, p[i + 1].y)
      }
    }
  }

  private static func basis(_ p: [Point], _ continues: Bool, _ path: inout ScenePath) {
    begin(p[0], continues, &path)
    path.line((5 * p[0].x + p[1].x) / 6, (5 * p[0].y + p[1].y) / 6)
    func piece(_ a: Point, _ b: Point, _ c: Point) {
      path.cubic(
        (2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3, (a.x + 2 * b.x) / 3, (a.y + 2 * b.y) / 3,
        (a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
    }
    for i in 2..<p.count { piece(p[i - 2], p[i - 1], p[i]) }
    let (a, b) = (p[p.count - 2], p[p.count - 1])
    piece(a, b, b)
    path.line(b.x, b.y)
  }

  private static func cardinal(_ p: [Point], _ tension: Double, _ continues: Bool, _ path: inout ScenePath) {
    let k = (1 - tension) / 6
    begin(p[0], continues, &path)
    for i in 0..<p.count - 1 {
      let (a, b) = (p[i], p[i + 1])
      let (before, after) = (i == 0 ? b : p[i - 1], i + 2 < p.count ? p[i + 2] : a)
      path.cubic(
        a.x + k * (b.x - before.x), a.y + k * (b.y - before.y), b.x - k * (after.x - a.x), b.y - k * (after.y - a.y),
        b.x, b.y)
    }
  }

  private static func natural(_ p: [Point], _ continues: Bool, _ path: inout ScenePath) {
    func controls(_ v: [Double]) -> ([Double], [Double]) {
      let n = v.count - 1
      var (a, b, r) = (
        [Double](repeating: 0, count: n), [Double](repeating: 4, count: n), [Double](repeating: 0, count: n)
      )
      (a[0], b[0], r[0]) = (0, 2, v[0] + 2 * v[1])
      for i in 1..<max(1, n - 1) where n > 1 { (a[i], b[i], r[i]) = (1, 4, 4 * v[i] + 2 * v[i + 1]) }
      (a[n - 1], b[n - 1], r[n - 1]) = (2, 7, 8 * v[n - 1] + v[n])
      for i in 1..<n {
        let m = a[i] / b[i - 1]
        b[i] -= m
        r[i] -= m * r[i - 1]
      }
      a[n - 1] = r[n - 1] / b[n - 1]
      for i in stride(from: n - 2, through: 0, by: -1) { a[i] = (r[i] - a[i + 1]) / b[i] }
      b[n - 1] = (v[n] + a[n - 1]) / 2
      for i in 0..<n - 1 { b[i] = 2 * v[i + 1] - a[i + 1] }
      return (a, b)
    }
    let ((x1, x2), (y1, y2)) = (controls(p.map(\.x)), controls(p.map(\.y)))
    begin(p[0], continues, &path)
    for i in 0..<p.count - 1 { path.cubic(x1[i], y1[i], x2[i], y2[i], p[i + 1].x, p[i + 1].y) }
  }
}
