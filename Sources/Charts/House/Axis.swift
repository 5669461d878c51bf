/// A linear scale of values with the numbers beside it.
struct Axis: Sendable {
  var low: Double
  var high: Double
  var ticks: [Double]

  /// - Parameters:
  ///   - includesZero: whether it begins at zero, as lengths demand.
  ///   - prefersZero: whether it begins at zero where little room is lost by it.
  ///   - isNice: whether it ends at round numbers, for axes that are shown.
  init(
    extent: (low: Double, high: Double)?, includesZero: Bool, isNice: Bool, prefersZero: Bool = true, count: Double = 5
  ) {
    var (low, high) = extent ?? (0, 1)
    (low, high) = (min(max(low, -1e100), 1e100), min(max(high, -1e100), 1e100))
    if includesZero || (prefersZero && ((low > 0 && low < 0.6 * high) || (high < 0 && high > 0.6 * low))) {
      (low, high) = (min(low, 0), max(high, 0))
    }
    if low == high {
      if low == 0 {
        high = 1
      } else if low > 0, includesZero {
        low = 0
      } else if includesZero {
        high = 0
      } else {
        let margin = low.magnitude / 2
        (low, high) = (low - margin, high + margin)
      }
    }
    if isNice {
      let nice = Ticks.nice([low, high], count: count)
      if nice.count == 2, nice[0].isFinite, nice[1].isFinite { (low, high) = (nice[0], nice[1]) }
    }
    self.low = low
    self.high = high
    ticks = isNice ? Ticks.values(low, high, count: count) : []
  }

  /// The share of the way from the lowest to the highest value, within 0 and 1.
  func callAsFunction(_ value: Double) -> Double {
    guard value.isFinite else { return value > 0 ? 1 : 0 }
    let share = (value - low) / (high - low)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }

  /// Digits behind the point that tell the ticks apart, once they are multiplied by a factor.
  func tickDecimals(factor: Double) -> Int {
    guard ticks.count > 1 else { return 0 }
    let step = (ticks[1] - ticks[0]).magnitude * factor
    var decimals = 0
    var unit = 1.0
    while decimals < 6, (step / unit - (step / unit).rounded()).magnitude > 1e-6 {
      decimals += 1
      unit /= 10
    }
    return decimals
  }
}

extension Drawing {
  /// The one scale of all panels.
  func axis(includesZero: Bool, isNice: Bool, prefersZero: Bool = true, count: Double = 5) -> Axis {
    var low = Double.infinity
    var high = -Double.infinity
    for panel in panels {
      let extent = isStacked ? panel.stackedExtent : panel.extent
      guard let extent else { continue }
      low = min(low, extent.low)
      high = max(high, extent.high)
    }
    for rule in rules where rule.value.isFinite {
      low = min(low, rule.value)
      high = max(high, rule.value)
    }
    return Axis(
      extent: low <= high ? (low, high) : nil, includesZero: includesZero, isNice: isNice,
      prefersZero: prefersZero, count: count)
  }

  /// The numbers of an axis, with the digits that its ticks need.
  func tickText(_ value: Double, of axis: Axis) -> String {
    var style = numbers
    style.decimals = axis.tickDecimals(factor: style.factor)
    return style.string(value)
  }

  /// The colour of a mark.
  func paint(_ category: Panel.Category, series index: Int, in panel: Panel) -> Paint {
    let series = panel.series[index]
    if category.isRest || series.isRest { return .rest }
    if panel.series.contains(where: \.isHighlighted) { return series.isHighlighted ? .series(0) : .muted }
    if panel.series.count == 1 {
      return !hasHighlight || category.isHighlighted ? .series(0) : .muted
    }
    return seriesPaint(index, in: panel)
  }

  /// The colour of a series, where names are not told apart by colour.
  func seriesPaint(_ index: Int, in panel: Panel) -> Paint {
    let series = panel.series[index]
    if series.isRest { return .rest }
    if panel.series.contains(where: \.isHighlighted) { return series.isHighlighted ? .series(0) : .muted }
    // Of two periods, the later one counts.
    if panel.series.count == 2, isSeriesTime { return index == 0 ? .muted : .series(0) }
    switch kind {
    case .bar, .column, .share, .area: return .surface(index)
    default: return .series(index)
    }
  }

  /// Whether series are years.
  private var isSeriesTime: Bool {
    panels.first?.series.allSatisfy { $0.name.utf8.first.map { (0x30...0x39).contains($0) } ?? false } ?? false
  }

  /// What stands at a mark: its number, or why there is none in brackets.
  func label(_ mark: Panel.Mark) -> String {
    if let value = mark.value { return numbers.string(value) }
    return mark.missing.map { "[\($0.rawValue)]" } ?? ""
  }
}
