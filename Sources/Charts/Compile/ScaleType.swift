/// How a scale maps values. Which fits which definition follows Vega-Lite's `src/compile/scale/type.ts`.
enum ScaleType: String, CaseIterable, Sendable {
  case linear, log, pow, sqrt, symlog, time, utc, ordinal, point, band, quantile, quantize, threshold
  case binOrdinal = "bin-ordinal"

  var isDiscrete: Bool { self == .ordinal || self == .binOrdinal || self == .point || self == .band }
  var isContinuous: Bool { isNumeric || isTime }
  var isNumeric: Bool { [.linear, .log, .pow, .sqrt, .symlog].contains(self) }
  var isTime: Bool { self == .time || self == .utc }
  var isDiscretizing: Bool { [.quantile, .quantize, .threshold].contains(self) }
  /// Whether its domain is made of numbers.
  var hasContinuousDomain: Bool { isContinuous || isDiscretizing }

  private enum Family { case numeric, time, ordinal, binOrdinal, position, discretizing }

  private var family: Family {
    switch self {
    case .linear, .log, .pow, .sqrt, .symlog: .numeric
    case .time, .utc: .time
    case .ordinal: .ordinal
    case .binOrdinal: .binOrdinal
    case .point, .band: .position
    case .quantile, .quantize, .threshold: .discretizing
    }
  }

  /// Whether two views can share a scale of these types.
  func isCompatible(with other: ScaleType) -> Bool {
    family == other.family || (family == .position && other.family == .time)
      || (family == .time && other.family == .position)
  }

  /// Of two types that are not written, the one with the higher rank is taken.
  var rank: Int {
    switch self {
    case .log, .pow, .sqrt, .symlog: 1
    case .point: 10
    case .band: 11
    default: 0
    }
  }

  /// Whether a scale of this type knows a property.
  func supports(_ property: ScaleProperty) -> Bool {
    switch property {
    case .type, .domain, .reverse, .range: true
    case .scheme, .interpolate: self != .point && self != .band
    case .bins: self != .point && self != .band && self != .ordinal
    case .round: isContinuous || self == .band || self == .point
    case .padding, .rangeMin, .rangeMax: isContinuous || self == .point || self == .band
    case .paddingOuter, .align: self == .point || self == .band
    case .paddingInner: self == .band
    case .domainMax, .domainMid, .domainMin, .clamp: isContinuous
    case .nice: isContinuous || self == .quantize || self == .threshold
    case .exponent: self == .pow
    case .base: self == .log
    case .constant: self == .symlog
    case .zero: hasContinuousDomain && ![.log, .time, .utc, .threshold, .quantile].contains(self)
    }
  }

  /// The type for a definition; nil where the channel has no scale.
  ///
  /// - Parameter hasOffset: whether marks stand side by side within a step.
  static func of(_ def: ChannelDef, unit: UnitSpec, hasOffset: Bool, config: Config) -> ScaleType {
    let standard = standard(def, unit, hasOffset, config)
    guard let written = def.scale.text(.type).flatMap(ScaleType.init(rawValue:)) else { return standard }
    guard def.channel.accepts(written, hasOffset: hasOffset) else { return standard }
    if def.field != nil {
      let fits =
        switch def.type {
        case .ordinal, .nominal: written.isDiscrete
        case .temporal: written.isTime
        case .quantitative: written.isNumeric || written.isDiscretizing
        }
      if !fits { return standard }
    }
    return written
  }

  private static func standard(_ def: ChannelDef, _ unit: UnitSpec, _ hasOffset: Bool, _ config: Config) -> ScaleType {
    let channel = def.channel
    let isDiscreteChannel = channel == .shape || channel == .strokeDash
    switch def.type {
    case .nominal, .ordinal:
      if channel.isColor || isDiscreteChannel { return .ordinal }
      if channel.isPosition || channel.isOffset {
        if [.rect, .bar, .rule, .tick].contains(unit.mark) || hasOffset { return .band }
      } else if unit.mark == .arc, [.theta, .radius].contains(channel) {
        return .band
      }
      let size: MarkProperty = channel == .y ? .height : .width
      if channel.isPosition, unit.definition[size]?["band"] != nil { return .band }
      return def.axis.properties?[.tickBand] != nil ? .band : .point
    case .temporal:
      if channel.isColor { return .time }
      if isDiscreteChannel { return .ordinal }
      return def.field?.timeUnit?.isUTC ?? false ? .utc : .time
    case .quantitative:
      if channel.isColor { return def.field?.binning != nil ? .binOrdinal : .linear }
      return isDiscreteChannel ? .ordinal : .linear
    }
  }
}

extension Channel {
  fileprivate func accepts(_ type: ScaleType, hasOffset: Bool) -> Bool {
    switch self {
    case .x, .y, .xOffset, .yOffset, .theta, .radius:
      type.isContinuous || type == .band || (type == .point && !hasOffset)
    case .size, .strokeWidth, .opacity, .fillOpacity, .strokeOpacity, .angle:
      type.isContinuous || type.isDiscretizing || [.band, .point, .ordinal].contains(type)
    case .color, .fill, .stroke: type != .band
    case .strokeDash, .shape: type == .ordinal || type.isDiscretizing
    default: false
    }
  }
}
