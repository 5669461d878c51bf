/// A position's scale with the pixels of a plot.
enum PlacedScale: Sendable {
  case continuous(ContinuousScale)
  case bands(BandScale)
  case steps(ThresholdScale<Double>)

  /// - Parameters:
  ///   - start: where the domain begins.
  ///   - end: where it ends.
  init(_ view: ScaleView, from start: Double, to end: Double) {
    if view.type.isDiscrete {
      self = .bands(view.bands(from: start, to: end))
    } else {
      self = .continuous(view.continuous(from: start, to: end))
    }
  }

  /// The place of a value; `band` is the share of its band that lies before it.
  func callAsFunction(_ value: Value, band: Double = 0) -> Double? {
    switch self {
    case .continuous(let scale):
      let place = scale(value.number)
      return place.isFinite ? place : nil
    case .bands(let scale): return scale(value).map { $0 + scale.bandwidth * band }
    case .steps(let scale): return scale(value.number)
    }
  }

  var bandwidth: Double {
    if case .bands(let scale) = self { scale.bandwidth } else { 0 }
  }

  var isBand: Bool {
    if case .bands(let scale) = self { scale.bandwidth > 0 } else { false }
  }

  /// Where marks begin that grow from nothing: at 0, or at the end of the domain that is nearest to it.
  func base(_ view: ScaleView, takesLast: Bool = false) -> Double? {
    if case .bands(let bands) = self {
      let values = bands.domain.values
      return (takesLast ? values.last : values.first).flatMap { bands($0) }
    }
    guard case .continuous(let scale) = self, let first = scale.domain.first, let last = scale.domain.last else {
      return nil
    }
    let hasZero = view.type != .log && !view.type.isTime && min(first, last) <= 0 && max(first, last) >= 0
    let place = scale(hasZero ? 0 : takesLast ? last : first)
    return place.isFinite ? place : nil
  }
}

/// What a channel without a place draws: colours, sizes, shapes, dashes.
struct LookScale: Sendable {
  enum Kind: Sendable {
    case ordinal(OrdinalScale<String>)
    case ordinalNumbers(OrdinalScale<Double>)
    case dashes(OrdinalScale<[Double]>)
    case continuous(ContinuousScale)
    case ramp(ContinuousScale, ColorRange)
    case threshold(ThresholdScale<String>)
    case thresholdNumbers(ThresholdScale<Double>)
    case bins([Double], [String])
    case none
  }

  let kind: Kind

  /// A colour, a shape's name; nil for a value that is not in the domain.
  func text(_ value: Value) -> String? {
    switch kind {
    case .ordinal(let scale): return scale(value)
    case .ramp(let scale, let colors):
      let share = scale(value.number)
      return value.isValid && share.isFinite ? colors(share) : nil
    case .threshold(let scale): return value.isValid ? scale(value.number) : nil
    case .bins(let edges, let colors):
      guard value.isValid, let last = colors.indices.last else { return nil }
      let index = edges.lastIndex { $0 <= value.number } ?? 0
      return colors[min(index, last)]
    case .continuous, .ordinalNumbers, .thresholdNumbers, .dashes, .none: return nil
    }
  }

  func number(_ value: Value) -> Double? {
    switch kind {
    case .continuous(let scale):
      let number = scale(value.number)
      return number.isFinite ? number : nil
    case .ordinalNumbers(let scale): return scale(value)
    case .thresholdNumbers(let scale): return scale(value.number)
    default: return nil
    }
  }

  func dash(_ value: Value) -> [Double]? {
    if case .dashes(let scale) = kind { scale(value) } else { nil }
  }
}

/// Colours between which values lie.
struct ColorRange: Sendable {
  enum Kind: Sendable {
    case ramp(ColorRamp)
    /// Through hue, chroma and lightness, as Vega interpolates written colours.
    case hcl([Color])
  }

  var kind: Kind

  func callAsFunction(_ share: Double) -> String {
    let share = min(1, max(0, share))
    switch kind {
    case .ramp(let ramp): return ramp(share).css
    case .hcl(let colors):
      guard colors.count > 1 else { return colors.first?.css ?? "#000" }
      let place = share * Double(colors.count - 1)
      let index = min(colors.count - 2, Int(place))
      return HCLColor.interpolate(colors[index], colors[index + 1], place - Double(index)).css
    }
  }
}
