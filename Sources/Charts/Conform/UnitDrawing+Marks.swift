#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// What marks are drawn as.

extension UnitDrawing {
  func scene() -> Scene {
    guard table.rowCount > 0 else { return Scene() }
    switch mark {
    case .bar, .rect: return rects()
    case .tick: return ticks()
    case .point, .circle, .square: return symbols()
    case .rule: return rules()
    case .text: return labels()
    case .line, .trail: return lines()
    case .area: return areas()
    case .arc: return arcs()
    }
  }

  /// The rows in the order in which they are drawn: as an "order" channel says, else as they come.
  private func drawingOrder() -> [Int] {
    let rows = Array(0..<table.rowCount)
    guard spec.stack == nil, let order = spec.encoding[.order], order.contains(where: { $0.field != nil }) else {
      return rows
    }
    return sorted(rows, by: order)
  }

  private func sorted(_ rows: [Int], by order: [ChannelDef]) -> [Int] {
    let keys = order.compactMap { def in def.field.map { (column($0.name), def.sort.isDescending) } }
    return rows.sorted { a, b in
      for (column, isDescending) in keys {
        let order = Value.order(column[a], column[b])
        if order != 0 { return isDescending ? order > 0 : order < 0 }
      }
      return a < b
    }
  }

  // MARK: - Rects

  private var radii: [Double] {
    let all = markNumber(.cornerRadius) ?? 0
    var corners = [
      markNumber(.cornerRadiusTopLeft) ?? all, markNumber(.cornerRadiusTopRight) ?? all,
      markNumber(.cornerRadiusBottomRight) ?? all, markNumber(.cornerRadiusBottomLeft) ?? all,
    ]
    if mark == .bar, let end = markNumber(.cornerRadiusEnd) {
      let isRanged = spec.orient == "horizontal" ? spec[.x2] != nil : spec[.y2] != nil
      if isRanged {
        corners = [end, end, end, end]
      } else if spec.orient == "horizontal" {
        (corners[1], corners[2]) = (end, end)
      } else {
        (corners[0], corners[1]) = (end, end)
      }
    }
    return corners
  }

  private func rects() -> Scene {
    let (xs, ys, looks, radii) = (edges(.x), edges(.y), rowLooks(), radii)
    var scene = Scene()
    for row in drawingOrder() {
      guard let x = xs[row], let y = ys[row], looks[row].fill != nil || looks[row].stroke != nil else { continue }
      scene.add(
        .rect(x: x.0, y: y.0, width: x.1 - x.0, height: y.1 - y.0, radii: radii, looks[row]))
    }
    return scene
  }

  private func ticks() -> Scene {
    let isHorizontal = spec.orient == "horizontal"
    let along = edges(isHorizontal ? .x : .y)
    let across = points(isHorizontal ? .y : .x, standard: .middle)
    let thickness = markNumber(.thickness) ?? 1
    let looks = rowLooks()
    var scene = Scene()
    for row in drawingOrder() {
      guard let edge = along[row], let place = across[row] else { continue }
      let (low, length) = (min(edge.0, edge.1), abs(edge.1 - edge.0))
      let item: SceneItem =
        isHorizontal
        ? .rect(x: low, y: place - thickness / 2, width: length, height: thickness, radii: [], looks[row])
        : .rect(x: place - thickness / 2, y: low, width: thickness, height: length, radii: [], looks[row])
      scene.add(item)
    }
    return scene
  }

  // MARK: - Symbols

  private func symbols() -> Scene {
    let (xs, ys) = (points(.x, standard: .middle), points(.y, standard: .middle))
    let sizes = numbers(.size, standard: markNumber(.size) ?? 30)
    let fixed: String? = mark == .circle ? "circle" : mark == .square ? "square" : nil
    let shapes =
      fixed.map { [String?](repeating: $0, count: table.rowCount) }
      ?? texts(.shape, standard: markText(.shape) ?? "circle")
    let angles = numbers(.angle, standard: markNumber(.angle) ?? 0)
    let looks = rowLooks()
    var paths: [String: ScenePath] = [:]
    var scene = Scene()
    for row in drawingOrder() {
      guard let x = xs[row], let y = ys[row], let size = sizes[row], size >= 0 else { continue }
      var look = looks[row]
      if look.stroke != nil, look.strokeWidth == nil { look.strokeWidth = 2 }
      let shape = shapes[row] ?? "circle"
      if shape == "circle" {
        scene.add(.circle(x: x, y: y, radius: size.squareRoot() / 2, look))
        continue
      }
      let key = "\(shape) \(size)"
      let path = paths[key] ?? SymbolShape.path(shape, size: size)
      paths[key] = path
      scene.add(.path(path, x: x, y: y, angle: angles[row] ?? 0, look))
    }
    return scene
  }

  // MARK: - Rules

  private func rules() -> Scene {
    guard spec[.x] != nil || spec[.y] != nil || spec[.x2] != nil || spec[.y2] != nil else { return Scene() }
    let orient = spec.orient
    let (isXRanged, isYRanged) = (orient != "vertical", orient != "horizontal")
    let xs = points(.x, standard: orient == "horizontal" ? .zeroOrMax : .middle)
    let ys = points(.y, standard: orient == "vertical" ? .zeroOrMax : .middle)
    let xEnds = isXRanged ? ends(.x2, .zeroOrMin) : xs
    let yEnds = isYRanged ? ends(.y2, .zeroOrMin) : ys
    let sizes = numbers(.size, standard: markNumber(.size) ?? markNumber(.strokeWidth))
    let looks = rowLooks()
    var scene = Scene()
    for row in drawingOrder() {
      guard let x = xs[row], let y = ys[row], let xEnd = xEnds[row], let yEnd = yEnds[row] else { continue }
      var look = looks[row]
      look.fill = nil
      if spec[.strokeWidth] == nil { look.strokeWidth = sizes[row] ?? 1 }
      scene.add(.line(x1: x, y1: y, x2: xEnd, y2: yEnd, look))
    }
    return scene
  }

  // MARK: - Text

  private func labels() -> Scene {
    let isPolar = spec[.theta] != nil || spec[.radius] != nil
    var (xs, ys) = (points(.x, standard: .middle), points(.y, standard: .middle))
    if isPolar {
      let thetas = points(.theta, standard: .none)
      let radii = points(.radius, standard: .none)
      let fixed = markNumber(.radius)
      for row in xs.indices {
        guard let x = xs[row], let y = ys[row] else { continue }
        let angle = (thetas[row] ?? 0) - .pi / 2
        let radius = (radii[row] ?? fixed ?? 0) + (spec[.radius] == nil ? markNumber(.radiusOffset) ?? 0 : 0)
        (xs[row], ys[row]) = (x + radius * cos(angle), y + radius * sin(angle))
      }
    }
    let sizes = numbers(.size, standard: markNumber(.size) ?? markNumber(.fontSize) ?? 11)
    let angles = numbers(.angle, standard: markNumber(.angle) ?? 0)
    let looks = rowLooks()
    let lines = textLines()
    let (dx, dy) = (markNumber(.dx) ?? 0, markNumber(.dy) ?? 0)
    let weight = config.mark(.fontWeight, spec.definition, mark).flatMap {
      $0.text ?? $0.number.map { SpecNode(.number($0)).description }
    }
    var base = TextLook(
      font: markText(.font), weight: weight, style: markText(.fontStyle), align: markText(.align) ?? "center",
      baseline: markText(.baseline) ?? "middle", limit: markNumber(.limit) ?? 0, lineHeight: markNumber(.lineHeight))
    var scene = Scene()
    for row in drawingOrder() {
      guard let x = xs[row], let y = ys[row], !lines[row].isEmpty, let color = looks[row].fill else { continue }
      base.color = color
      base.size = sizes[row] ?? 11
      base.angle = angles[row] ?? 0
      base.opacity = looks[row].opacity ?? looks[row].fillOpacity
      scene.add(.text(lines[row], x: x, y: y, dx: dx, dy: dy, base))
    }
    return scene
  }

  /// The text of each row, in lines.
  private func textLines() -> [[String]] {
    func split(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let standard = spec.definition.lines(.text) ?? []
    var result = [[String]](repeating: standard, count: table.rowCount)
    guard let def = spec[.text] else { return result }
    func values(_ def: ChannelDef) -> [[String]] {
      if def.field == nil, def.datum == nil {
        let lines = def.value.map {
          $0.list?.compactMap(\.text) ?? split($0.text ?? $0.number.map { NumberText.string($0) } ?? "")
        }
        return [[String]](repeating: lines ?? standard, count: table.rowCount)
      }
      let format = LabelFormat.of(
        def, format: def.format, formatType: def.formatType, isScaleTime: false, config: config,
        omitsTimeConfig: false, isNormalized: false, problems)
      if let name = def.field?.binning != nil ? def.field?.name : nil {
        let number = NumberFormat(def.format ?? "") ?? NumberFormat(.plain)
        return zip(column(name), column(name + "_end")).map { start, end in
          start.isValid ? ["\(number.string(start.number)) – \(number.string(end.number))"] : ["null"]
        }
      }
      return column(def).map { value in
        if case .list(let items) = value { return items.map(\.string) }
        if def.type == .quantitative, case .automatic = format {
          return [value == .null ? "null" : NumberFormat(.plain).string(value.number)]
        }
        return split(format.text(value))
      }
    }
    result = values(def)
    var isDone = [Bool](repeating: false, count: table.rowCount)
    for condition in def.conditions {
      guard let inner = condition.def.first else { continue }
      let (hits, own) = (matches(condition.test), values(inner))
      for row in hits.indices where hits[row] && !isDone[row] {
        result[row] = own[row]
        isDone[row] = true
      }
    }
    return result
  }

  // MARK: - Arcs

  private func arcs() -> Scene {
    let (xs, ys) = (points(.x, standard: .middle), points(.y, standard: .middle))
    let thetas = polarEdges(.theta)
    let radii = polarEdges(.radius)
    let looks = rowLooks()
    let gap = markNumber(.padAngle) ?? 0
    var scene = Scene()
    for row in drawingOrder() {
      guard let x = xs[row], let y = ys[row], let theta = thetas[row], let radius = radii[row] else { continue }
      let path = ArcShape.path(
        start: theta.0, end: theta.1, inner: min(radius.0, radius.1), outer: max(radius.0, radius.1), gap: gap)
      scene.add(.path(path, x: x, y: y, angle: 0, looks[row]))
    }
    return scene
  }

  /// The edges of arcs: from the channel's own place to that of its end.
  private func polarEdges(_ channel: Channel) -> [(Double, Double)?] {
    let shift = spec.definition.number(channel == .theta ? .theta2Offset : .radius2Offset) ?? 0
    return edges(channel).map { edge in edge.map { ($0.0, $0.1 + shift) } }
  }
}
