/// The kinds of marks that are drawn; composite ones (box plots, error bars) are turned into these first.
enum MarkType: String, CaseIterable, Sendable {
  case bar, line, point, area, text, rule, tick, rect, circle, square, arc, trail

  /// Whether one shape is drawn for many rows.
  var isPath: Bool { self == .line || self == .area || self == .trail }
  /// Whether it fills a band of its scale.
  var isRectLike: Bool { [.rect, .bar, .arc, .tick].contains(self) }
}

/// What a mark definition, and a mark's part of the configuration, can say.
enum MarkProperty: String, PropertyName {
  case color, fill, stroke, filled, opacity, fillOpacity, strokeOpacity
  case strokeWidth, strokeDash, strokeDashOffset, strokeCap, strokeJoin, strokeMiterLimit
  case size, shape, angle, orient, interpolate, tension, point, line, invalid, clip, order, style
  case align, baseline, dx, dy, font, fontSize, fontStyle, fontWeight, limit, lineHeight, ellipsis, lineBreak, text
  case radius, radius2, theta, theta2, innerRadius, outerRadius, padAngle, radiusOffset, thetaOffset
  case radius2Offset, theta2Offset
  case cornerRadius, cornerRadiusEnd, cornerRadiusTopLeft, cornerRadiusTopRight, cornerRadiusBottomLeft
  case cornerRadiusBottomRight
  case x, x2, y, y2, width, height, xOffset, yOffset, x2Offset, y2Offset
  case binSpacing, continuousBandSize, discreteBandSize, minBandSize, bandSize, thickness
  case timeUnitBandSize, timeUnitBandPosition
  case tooltip, aria, description, cursor, ariaRole, ariaRoleDescription, dir, blend
  // Of composite marks.
  case extent, center, box, median, outliers, rule, ticks, band, borders

  var kind: PropertyKind {
    switch self {
    case .color, .fill, .stroke: .color
    case .filled, .clip, .aria: .flag
    case .orient: .choice(["horizontal", "vertical"])
    case .interpolate:
      .choice([
        "linear", "linear-closed", "step", "step-before", "step-after", "basis", "cardinal", "monotone", "natural",
      ])
    case .align: .choice(["left", "center", "right"])
    case .baseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .strokeCap: .choice(["butt", "round", "square"])
    case .strokeJoin: .choice(["miter", "round", "bevel"])
    case .invalid:
      .choice([
        "filter", "break-paths-filter-domains", "break-paths-show-domains", "break-paths-show-path-domains", "show",
      ])
    case .strokeDash: .numbers
    case .shape, .font, .fontStyle, .ellipsis, .lineBreak: .text
    case .fontWeight: .numberOr(["normal", "bold", "lighter", "bolder"])
    case .x, .x2: .numberOr(["width"])
    case .y, .y2: .numberOr(["height"])
    case .text: .lines
    case .point, .line, .tooltip, .style, .description, .cursor, .ariaRole, .ariaRoleDescription, .dir, .blend, .order,
      .extent, .center, .box, .median, .outliers, .rule, .ticks, .band, .borders, .width, .height, .discreteBandSize,
      .continuousBandSize, .size:
      .node
    default: .number
    }
  }
}

/// What the frame behind a plot can say.
enum ViewProperty: String, PropertyName {
  case fill, stroke, opacity, fillOpacity, strokeOpacity, strokeWidth, strokeDash, cornerRadius, style, cursor
  case continuousWidth, continuousHeight, discreteWidth, discreteHeight, step

  var kind: PropertyKind {
    switch self {
    case .fill, .stroke: .color
    case .strokeDash: .numbers
    case .style, .cursor, .discreteWidth, .discreteHeight: .node
    default: .number
    }
  }
}
