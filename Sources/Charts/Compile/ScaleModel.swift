/// A property with what it came from: what authors wrote wins over what follows from the marks.
struct Sourced<Element> {
  var value: Element
  var isWritten: Bool
}

/// A scale while views still share and extend it.
final class ScaleModel {
  let channel: Channel
  var type: ScaleType
  var isTypeWritten: Bool
  var domains: [ScaleDomain] = []
  var isDomainWritten = false
  /// zero, nice, reverse, clamp, padding…, as nodes.
  var properties: [ScaleProperty: Sourced<SpecNode>] = [:]
  var range: Sourced<ScaleRange>?
  /// Ends of the range that are written apart.
  var rangeEnds: (minimum: Double?, maximum: Double?) = (nil, nil)
  /// It is one with a scale of a view around.
  var isMerged = false
  /// Bins whose edges are the ticks.
  var bins: Bins?
  var measure: MeasureType

  init(channel: Channel, type: ScaleType, isTypeWritten: Bool, measure: MeasureType) {
    self.channel = channel
    self.type = type
    self.isTypeWritten = isTypeWritten
    self.measure = measure
  }

  func number(_ property: ScaleProperty) -> Double? { properties[property]?.value.number }
  func flag(_ property: ScaleProperty) -> Bool? { properties[property]?.value.flag }
}

/// What a scale's domain is made of; several are united.
enum ScaleDomain {
  /// Written values.
  case values([Value])
  case columns(Columns)

  struct Columns {
    /// The unit's path and stage; parts with the same key are one table.
    var key: String
    /// The panel whose rows these are.
    var part = ""
    var tables: [Table]
    var column: String
    var sort: DomainSort?
  }
}

extension ScaleDomain {
  /// Equal for the same column of the same rows in the same order; nil for written values.
  var identity: String? {
    guard case .columns(let columns) = self else { return nil }
    return "\(columns.key)\u{0}\(columns.part)\u{0}\(columns.column)\u{0}\(String(describing: columns.sort))"
  }
}

enum DomainSort: Equatable {
  /// By the values themselves.
  case natural(isDescending: Bool)
  /// By an operation on a field of the rows of a value.
  case by(op: String, field: String?, isDescending: Bool)
}

enum ScaleRange {
  /// From one end of the plot to the other; the y axis grows upwards.
  case plot
  /// Pixels for a step.
  case step(Double)
  /// A step shared by what stands side by side in it.
  case offsetStep(Double)
  /// Across the band of the position's scale.
  case band
  /// Across a share of a time unit of the position's scale.
  case timeUnitBand(Double, Double)
  case numbers([Double])
  case texts([String])
  case dashes([[Double]])
  /// A scheme by name, with a count and extent where given.
  case scheme(String, count: Int?, extent: (Double, Double)?)
  /// One of the configured ranges: category, ordinal, ramp, heatmap, diverging, symbol.
  case named(String)
  /// Sizes between two areas, the larger one by the plot's step.
  case sizes(minimum: Double, maximum: Double?)
  case bandSizes(minimum: Double, maximum: Double?)
  case radius
}
