/// The marks of a unit in a plot of a given size.
struct UnitDrawing {
  let unit: UnitView
  let compiled: CompiledView
  let width: Double
  let height: Double
  /// Positions by channel: x, y, offsets, theta, radius.
  let places: [Channel: PlacedScale]
  let looks: [Channel: LookScale]
  let table: Table
  let problems: SpecProblems

  var spec: UnitSpec { unit.spec }
  var mark: MarkType { unit.spec.mark }
  var config: Config { compiled.config }

  init(_ unit: UnitView, _ compiled: CompiledView, width: Double, height: Double, step: Double, problems: SpecProblems)
  {
    self.unit = unit
    self.compiled = compiled
    self.width = width
    self.height = height
    self.problems = problems
    table = unit.table
    var places: [Channel: PlacedScale] = [:]
    var looks: [Channel: LookScale] = [:]
    for (channel, index) in unit.scales {
      let view = compiled.scales[index]
      switch channel {
      case .x, .y, .theta, .radius:
        places[channel] = PlotScales.placed(view, width: width, height: height)
      case .xOffset, .yOffset: break
      default: looks[channel] = LookScale(view, config: compiled.config, step: step)
      }
    }
    for channel in [Channel.xOffset, .yOffset] {
      guard let index = unit.scales[channel] else { continue }
      let main: Channel = channel == .xOffset ? .x : .y
      places[channel] = PlotScales.offset(
        compiled.scales[index], main: places[main], unit: unit, length: main == .x ? width : height)
    }
    self.places = places
    self.looks = looks
  }

  func scaleView(_ channel: Channel) -> ScaleView? { unit.scales[channel].map { compiled.scales[$0] } }

  // MARK: - Values

  /// The column of a definition, or its datum for all rows.
  func column(_ def: ChannelDef) -> [Value] {
    if let datum = def.datum {
      let value = def.type == .temporal ? datum.asTime(unit: def.field?.timeUnit) : datum
      return [Value](repeating: value, count: table.rowCount)
    }
    guard let field = def.field else { return [Value](repeating: .null, count: table.rowCount) }
    return column(field.name)
  }

  func column(_ name: String) -> [Value] {
    table.column(name) ?? [Value](repeating: .null, count: table.rowCount)
  }

  func markNumber(_ property: MarkProperty) -> Double? { config.mark(property, spec.definition, mark)?.number }
  func markText(_ property: MarkProperty) -> String? { config.mark(property, spec.definition, mark)?.text }

  /// Which rows a condition holds for.
  func matches(_ test: SpecNode) -> [Bool] {
    let reader = TransformReader(problems: problems) { _ in nil }
    guard let predicate = reader.predicate(test) else { return [Bool](repeating: false, count: table.rowCount) }
    return predicate.matches(in: table)
  }

  /// A channel's output for each row: conditions first, then its field or value, then the standard.
  func output<Output>(
    _ channel: Channel, standard: Output?, constant: (SpecNode) -> Output?, scaled: (LookScale, Value) -> Output?,
    unscaled: (Value) -> Output?
  ) -> [Output?] {
    var result = [Output?](repeating: standard, count: table.rowCount)
    guard let def = spec[channel] else { return result }
    func apply(_ def: ChannelDef, _ rows: [Bool]?) {
      if def.field != nil || def.datum != nil {
        let values = middles(def, channel)
        let scale = def.isScaleOff ? nil : looks[channel]
        for row in result.indices where rows?[row] ?? true {
          result[row] = scale.map { scaled($0, values[row]) } ?? unscaled(values[row])
        }
      } else if let value = def.value {
        let output = value.isNull ? nil : constant(value)
        for row in result.indices where rows?[row] ?? true { result[row] = output }
      }
    }
    apply(def, nil)
    var isDone = [Bool](repeating: false, count: table.rowCount)
    for condition in def.conditions {
      let hits = matches(condition.test)
      let rows = zip(hits, isDone).map { $0 && !$1 }
      if let inner = condition.def.first { apply(inner, rows) }
      for row in rows.indices where rows[row] { isDone[row] = true }
    }
    return result
  }

  func numbers(_ channel: Channel, standard: Double?) -> [Double?] {
    output(
      channel, standard: standard, constant: { $0.number }, scaled: { $0.number($1) }, unscaled: { $0.finiteNumber })
  }

  func texts(_ channel: Channel, standard: String?) -> [String?] {
    output(
      channel, standard: standard, constant: { $0.text }, scaled: { $0.text($1) },
      unscaled: { $0 == .null ? nil : $0.string })
  }

  /// The values that a channel without a place draws: of bins and time units what lies in their middle.
  private func middles(_ def: ChannelDef, _ channel: Channel) -> [Value] {
    let values = column(def)
    guard let field = def.field, let type = scaleView(channel)?.type, !type.isDiscrete,
      field.binning != nil || (field.unit != nil && def.type == .temporal),
      let share = spec.bandPosition(def, hasSecond: false, config), share > 0
    else { return values }
    return zip(values, column(field.name + "_end")).map { start, end in
      start.isValid && end.isValid ? .number((1 - share) * start.number + share * end.number) : start
    }
  }

  /// How each row's mark is painted.
  func rowLooks() -> [Look] {
    let isFilled = spec.isFilled(config)
    let base = spec.baseColor(config)
    let hollow: String? = [.bar, .point, .circle, .square].contains(mark) ? "transparent" : nil
    func configured(_ property: MarkProperty) -> String? { config.paint(property, spec.definition, mark)?.text }
    let fillDefault = configured(.fill) ?? (isFilled ? base : hollow)
    let strokeDefault = configured(.stroke) ?? (isFilled ? nil : base)
    let colors = spec[.color].map { _ in texts(.color, standard: isFilled ? fillDefault : strokeDefault) }
    let fills = spec[.fill].map { _ in texts(.fill, standard: fillDefault) }
    let strokes = spec[.stroke].map { _ in texts(.stroke, standard: strokeDefault) }
    let opacities = numbers(.opacity, standard: spec.standardOpacity(config))
    let fillOpacities = numbers(.fillOpacity, standard: markNumber(.fillOpacity))
    let strokeOpacities = numbers(.strokeOpacity, standard: markNumber(.strokeOpacity))
    let widthDefault = markNumber(.strokeWidth)
    let widths = numbers(.strokeWidth, standard: widthDefault)
    let dashDefault = config.mark(.strokeDash, spec.definition, mark)?.list?.compactMap(\.number)
    let dashes: [[Double]?] = output(
      .strokeDash, standard: dashDefault, constant: { $0.list?.compactMap(\.number) }, scaled: { $0.dash($1) },
      unscaled: { _ in nil })
    let (cap, join) = (markText(.strokeCap), markText(.strokeJoin))
    return (0..<table.rowCount).map { row in
      var look = Look()
      look.fill = fills?[row] ?? (isFilled ? colors.map { $0[row] } ?? fillDefault : fillDefault)
      look.stroke = strokes?[row] ?? (isFilled ? strokeDefault : colors.map { $0[row] } ?? strokeDefault)
      look.opacity = opacities[row]
      look.fillOpacity = fillOpacities[row]
      look.strokeOpacity = strokeOpacities[row]
      look.strokeWidth = widths[row]
      look.strokeDash = dashes[row]
      look.strokeCap = cap
      look.strokeJoin = join
      return look
    }
  }
}

/// The scales of a plot's positions.
enum PlotScales {
  static func placed(_ view: ScaleView, width: Double, height: Double) -> PlacedScale {
    let (start, end) = ends(view, width: width, height: height)
    return PlacedScale(view, from: view.rangeEnds.minimum ?? start, to: view.rangeEnds.maximum ?? end)
  }

  private static func ends(_ view: ScaleView, width: Double, height: Double) -> (Double, Double) {
    if case .numbers(let ends) = view.range, ends.count == 2 { return (ends[0], ends[1]) }
    switch view.channel {
    case .y: return view.type.isDiscrete ? (0, height) : (height, 0)
    case .theta: return (0, 2 * Double.pi)
    case .radius: return (0, min(width, height) / 2)
    default: return (0, width)
    }
  }

  /// What stands beside one another within a step.
  static func offset(_ view: ScaleView, main: PlacedScale?, unit: UnitView, length: Double) -> PlacedScale {
    let isY = view.channel == .yOffset
    switch view.range {
    case .step(let step):
      let space = view.space * step
      return PlacedScale(view, from: 0, to: space)
    case .numbers(let ends) where ends.count == 2: return PlacedScale(view, from: ends[0], to: ends[1])
    case .timeUnitBand(let low, let high):
      var span = 20.0
      if case .continuous(let scale)? = main, let duration = unit.spec[isY ? .y : .x]?.field?.timeUnit?.duration,
        let first = scale.domain.first
      {
        // As Vega-Lite: from the beginning of 2001 to one unit later.
        _ = first
        let start = 978_307_200_000.0
        span = scale(start + duration) - scale(start)
      }
      return PlacedScale(view, from: low * span, to: high * span)
    default:
      let band = main?.bandwidth ?? 0
      guard main?.isBand ?? false else {
        // Across the plot, about its middle.
        let half = length / 2
        return isY && !view.type.isDiscrete
          ? PlacedScale(view, from: half, to: -half) : PlacedScale(view, from: -half, to: half)
      }
      return PlacedScale(view, from: 0, to: band)
    }
  }
}
