/// What a field of data is drawn as.
enum Channel: String, CaseIterable, Sendable {
  case x, y, x2, y2, xOffset, yOffset
  case theta, theta2, radius, radius2
  case color, fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, strokeDash
  case size, shape, angle
  case text, order, detail, tooltip, description, key
  case row, column, facet
  case xError, xError2, yError, yError2

  /// The channel whose scale it uses: `x` for `x2`.
  var main: Channel {
    switch self {
    case .x2, .xError, .xError2: .x
    case .y2, .yError, .yError2: .y
    case .theta2: .theta
    case .radius2: .radius
    default: self
    }
  }

  /// The other end: `x2` for `x`.
  var secondary: Channel? {
    switch self {
    case .x: .x2
    case .y: .y2
    case .theta: .theta2
    case .radius: .radius2
    default: nil
    }
  }

  /// Where a mark stands beside its neighbours: `xOffset` for `x`.
  var offset: Channel? {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    default: nil
    }
  }

  var isPosition: Bool { self == .x || self == .y }
  var isOffset: Bool { self == .xOffset || self == .yOffset }
  var isColor: Bool { self == .color || self == .fill || self == .stroke }
  var isFacet: Bool { self == .row || self == .column || self == .facet }

  /// Whether values go through a scale.
  var hasScale: Bool { Self.scaled.contains(self) }

  static let scaled: [Channel] = [
    .x, .y, .xOffset, .yOffset, .theta, .radius, .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity,
    .strokeWidth, .size, .shape, .strokeDash, .angle,
  ]

  /// Those that a legend explains, in the order in which legends stand.
  static let withLegend: [Channel] = [.color, .size, .shape, .fill, .stroke, .strokeDash, .strokeWidth, .opacity]

  /// Those that never split the rows into groups or stacks.
  static let nonPosition: [Channel] = [
    .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeWidth, .size, .strokeDash, .shape, .angle,
    .text, .order, .detail, .tooltip, .description, .key,
  ]
}
