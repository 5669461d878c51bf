extension LookScale {
  /// - Parameters:
  ///   - plot: the size of the plot, on which the largest symbols depend.
  ///   - step: the smaller step of the plot's positions.
  init(_ view: ScaleView, config: Config, step: Double, _ problems: SpecProblems? = nil) {
    switch view.channel {
    case .color, .fill, .stroke: kind = Self.colors(view, config)
    case .shape: kind = Self.shapes(view, config)
    case .strokeDash:
      var dashes: [[Double]] = [[1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]]
      if case .dashes(let written) = view.range { dashes = written }
      kind = .dashes(OrdinalScale(view.values, range: dashes))
    default: kind = Self.numbers(view, config, step)
    }
  }

  private static func shapes(_ view: ScaleView, _ config: Config) -> Kind {
    var names = [
      "circle", "square", "triangle-up", "cross", "diamond", "triangle-right", "triangle-down", "triangle-left",
    ]
    if let list = config.ranges["symbol"]?.list { names = list.compactMap(\.text) }
    if case .texts(let written) = view.range { names = written }
    if view.type.isDiscretizing { return .threshold(thresholds(view, names)) }
    return .ordinal(OrdinalScale(view.values, range: names))
  }

  private static func thresholds<Output>(_ view: ScaleView, _ range: [Output]) -> ThresholdScale<Output> {
    switch view.type {
    case .quantile: return ThresholdScale.quantile(view.numbers, range: range)
    case .threshold: return ThresholdScale(thresholds: view.numbers, range: range)
    default: return ThresholdScale.quantize(view.numbers.first ?? 0, view.numbers.last ?? 1, range: range)
    }
  }

  private static func numbers(_ view: ScaleView, _ config: Config, _ step: Double) -> Kind {
    var ends: [Double]
    switch view.range {
    case .numbers(let numbers): ends = numbers
    case .sizes(let minimum, let maximum): ends = [minimum, maximum ?? (0.95 * step) * (0.95 * step)]
    case .bandSizes(let minimum, let maximum): ends = [minimum, maximum ?? step - 1]
    default: ends = [0, 1]
    }
    if ends.count == 2 {
      ends = [view.rangeEnds.minimum ?? ends[0], view.rangeEnds.maximum ?? ends[1]]
    }
    if view.isReversed { ends.reverse() }
    guard let first = ends.first, let last = ends.last else { return .none }
    if view.type.isDiscretizing {
      var count = ends.count
      if case .numbers = view.range {
        if ends.count == 2 { count = discretizedCount(view, config) }
      } else {
        count = discretizedCount(view, config)
      }
      let steps = (0..<max(1, count)).map { index in
        count == ends.count ? ends[index] : first + (last - first) * Double(index) / Double(max(1, count - 1))
      }
      return .thresholdNumbers(thresholds(view, steps))
    }
    if view.type == .point || view.type == .band {
      let bands = view.bands(from: first, to: last)
      let places = view.values.values.map { (bands(view.isReversed ? $0 : $0) ?? first) + bands.bandwidth * 0 }
      return .ordinalNumbers(OrdinalScale(view.values, range: places.isEmpty ? [first] : places))
    }
    if view.type == .ordinal { return .ordinalNumbers(OrdinalScale(view.values, range: ends)) }
    return .continuous(view.continuous(from: view.isReversed ? last : first, to: view.isReversed ? first : last))
  }

  private static func discretizedCount(_ view: ScaleView, _ config: Config) -> Int {
    switch view.type {
    case .quantile: Int(config.scale.number(.quantileCount) ?? 4)
    case .quantize: Int(config.scale.number(.quantizeCount) ?? 4)
    default: view.numbers.count + 1
    }
  }

  // MARK: - Colours

  private static func colors(_ view: ScaleView, _ config: Config) -> Kind {
    let (scheme, extent, count, written) = source(view, config)
    switch view.type {
    case .ordinal, .point, .band:
      var colors = written ?? scheme?.colors(count ?? view.values.count, extent: extent ?? (0, 1)).map(\.css) ?? []
      if view.isReversed { colors.reverse() }
      return .ordinal(OrdinalScale(view.values, range: colors.isEmpty ? ["#000"] : colors))
    case .binOrdinal:
      let edges = view.values.values.map(\.number)
      var colors = written ?? scheme?.colors(max(1, edges.count - 1), extent: extent ?? (0, 1)).map(\.css) ?? []
      if view.isReversed { colors.reverse() }
      return .bins(edges, colors)
    case .quantile, .quantize, .threshold:
      let steps = view.type == .threshold ? view.numbers.count + 1 : count ?? 5
      var colors = written ?? scheme?.colors(steps, extent: extent ?? (0, 1)).map(\.css) ?? []
      if written != nil, view.type == .quantize || view.type == .quantile { colors = written ?? [] }
      if view.isReversed { colors.reverse() }
      return .threshold(thresholds(view, colors.isEmpty ? ["#000"] : colors))
    default: return .ramp(position(view), ramp(view, scheme, extent, written))
    }
  }

  /// A scheme with its extent and count, or the colours that are written.
  private static func source(_ view: ScaleView, _ config: Config) -> (
    ColorScheme?, (Double, Double)?, Int?, [String]?
  ) {
    func named(_ name: String) -> (ColorScheme?, (Double, Double)?, Int?, [String]?) {
      if let node = config.ranges[name] {
        if let list = node.list { return (nil, nil, nil, list.compactMap(\.text)) }
        if let scheme = node["scheme"]?.text ?? node.text { return (ColorScheme.named(scheme), nil, nil, nil) }
      }
      let standard = [
        "category": "tableau10", "ordinal": "blues", "ramp": "blues", "heatmap": "yellowgreenblue",
        "diverging": "blueorange",
      ]
      // Vega turns the diverging scheme round.
      return (ColorScheme.named(standard[name] ?? name), name == "diverging" ? (1, 0) : nil, nil, nil)
    }
    switch view.range {
    case .texts(let colors): return (nil, nil, nil, colors)
    case .scheme(let name, let count, let extent): return (ColorScheme.named(name), extent, count, nil)
    case .named(let name): return named(name)
    default: return named(view.type.isDiscrete ? "category" : "ramp")
    }
  }

  /// 0 at the domain's beginning, 1 at its end; with a middle, that is 0.5.
  private static func position(_ view: ScaleView) -> ContinuousScale {
    var scale = view.continuous(from: 0, to: 1)
    scale.range =
      scale.domain.count == 3
      ? [0, 0.5, 1]
      : scale.domain.indices.map {
        Double($0) / Double(max(1, scale.domain.count - 1))
      }
    scale.clamps = true
    if view.isReversed { scale.range.reverse() }
    return scale
  }

  private static func ramp(
    _ view: ScaleView, _ scheme: ColorScheme?, _ extent: (Double, Double)?, _ written: [String]?
  ) -> ColorRange {
    if let written {
      let colors = written.compactMap(CSSColor.color)
      return ColorRange(kind: view.interpolation == "rgb" ? .ramp(ColorRamp(colors)) : .hcl(colors))
    }
    var ramp = scheme?.ramp ?? ColorRamp([])
    if let extent { ramp.extent = extent }
    if view.type.isTime, let scheme {
      // Vega takes as many colours of the scheme as the domain has ends, and goes from one to the other.
      return ColorRange(kind: .hcl(scheme.colors(max(2, view.numbers.count), extent: extent ?? (0, 1))))
    }
    return ColorRange(kind: .ramp(ramp))
  }
}
