/// What an axis, and an axis's part of the configuration, can say.
enum AxisProperty: String, PropertyName {
  case disable, orient, offset, position, bandPosition, zindex, minExtent, maxExtent, translate
  case domain, domainCap, domainColor, domainDash, domainDashOffset, domainOpacity, domainWidth
  case format, formatType, values, style, aria, description
  case grid, gridCap, gridColor, gridDash, gridDashOffset, gridOpacity, gridWidth
  case labels, labelAlign, labelAngle, labelBaseline, labelBound, labelColor, labelExpr, labelFlush, labelFlushOffset
  case labelFont, labelFontSize, labelFontStyle, labelFontWeight, labelLimit, labelLineHeight, labelOffset
  case labelOpacity, labelOverlap, labelPadding, labelSeparation
  case ticks, tickBand, tickCap, tickColor, tickCount, tickDash, tickDashOffset, tickExtra, tickMinStep, tickOffset
  case tickOpacity, tickRound, tickSize, tickWidth
  case title, titleAlign, titleAnchor, titleAngle, titleBaseline, titleColor, titleFont, titleFontSize, titleFontStyle
  case titleFontWeight, titleLimit, titleLineHeight, titleOpacity, titlePadding, titleX, titleY

  var kind: PropertyKind {
    switch self {
    case .disable, .domain, .grid, .labels, .ticks, .tickExtra, .tickRound, .aria: .flag
    case .orient: .choice(["left", "right", "top", "bottom"])
    case .labelFlush, .labelBound: .flagOr([])
    case .labelOverlap: .flagOr(["parity", "greedy"])
    case .labelAlign, .titleAlign: .choice(["left", "center", "right"])
    case .labelBaseline, .titleBaseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .titleAnchor: .choice(["start", "middle", "end"])
    case .tickBand: .choice(["center", "extent"])
    case .domainColor, .gridColor, .labelColor, .tickColor, .titleColor: .color
    case .domainDash, .gridDash, .tickDash: .numbers
    case .format, .values, .tickCount, .style, .description: .node
    case .formatType, .labelExpr, .labelFont, .labelFontStyle, .titleFont, .titleFontStyle, .domainCap, .gridCap,
      .tickCap:
      .text
    case .labelFontWeight, .titleFontWeight: .numberOr(["normal", "bold", "lighter", "bolder"])
    case .title: .lines
    default: .number
    }
  }
}

/// What a legend, and the legends' part of the configuration, can say.
enum LegendProperty: String, PropertyName {
  case disable, orient, direction, type, offset, padding, legendX, legendY, zindex, aria, description
  case columns, columnPadding, rowPadding, gridAlign, clipHeight, cornerRadius, fillColor, strokeColor
  case format, formatType, values, tickCount, tickMinStep
  case gradientLength, gradientThickness, gradientOpacity, gradientStrokeColor, gradientStrokeWidth
  case gradientHorizontalMaxLength, gradientHorizontalMinLength, gradientVerticalMaxLength, gradientVerticalMinLength
  case labelAlign, labelBaseline, labelColor, labelExpr, labelFont, labelFontSize, labelFontStyle, labelFontWeight
  case labelLimit, labelOffset, labelOpacity, labelOverlap, labelPadding, labelSeparation
  case symbolDash, symbolDashOffset, symbolFillColor, symbolLimit, symbolOffset, symbolOpacity, symbolSize
  case symbolStrokeColor, symbolStrokeWidth, symbolType, unselectedOpacity, symbolDirection, gradientDirection
  case title, titleAlign, titleAnchor, titleBaseline, titleColor, titleFont, titleFontSize, titleFontStyle
  case titleFontWeight, titleLimit, titleLineHeight, titleOpacity, titleOrient, titlePadding, strokeWidth, strokeDash
  case layout

  var kind: PropertyKind {
    switch self {
    case .disable, .aria: .flag
    case .orient:
      .choice([
        "left", "right", "top", "bottom", "top-left", "top-right", "bottom-left", "bottom-right", "none",
      ])
    case .direction, .symbolDirection, .gradientDirection: .choice(["vertical", "horizontal"])
    case .type: .choice(["symbol", "gradient"])
    case .titleOrient: .choice(["left", "right", "top", "bottom"])
    case .labelOverlap: .flagOr(["parity", "greedy"])
    case .labelAlign, .titleAlign: .choice(["left", "center", "right"])
    case .labelBaseline, .titleBaseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .titleAnchor: .choice(["start", "middle", "end"])
    case .gridAlign: .choice(["all", "each", "none"])
    case .fillColor, .strokeColor, .gradientStrokeColor, .labelColor, .symbolFillColor, .symbolStrokeColor,
      .titleColor:
      .color
    case .symbolDash, .strokeDash: .numbers
    case .format, .values, .tickCount, .description, .layout: .node
    case .formatType, .labelExpr, .labelFont, .labelFontStyle, .titleFont, .titleFontStyle, .symbolType: .text
    case .labelFontWeight, .titleFontWeight: .numberOr(["normal", "bold", "lighter", "bolder"])
    case .title: .lines
    default: .number
    }
  }
}

/// What a title, and the titles' part of the configuration, can say.
enum TitleProperty: String, PropertyName {
  case text, subtitle, anchor, orient, offset, frame, align, angle, baseline, color, dx, dy
  case font, fontSize, fontStyle, fontWeight, limit, lineHeight, style, zindex, aria
  case subtitleColor, subtitleFont, subtitleFontSize, subtitleFontStyle, subtitleFontWeight, subtitleLineHeight
  case subtitlePadding

  var kind: PropertyKind {
    switch self {
    case .text, .subtitle: .lines
    case .anchor: .choice(["start", "middle", "end"])
    case .orient: .choice(["left", "right", "top", "bottom"])
    case .frame: .choice(["bounds", "group"])
    case .align: .choice(["left", "center", "right"])
    case .baseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .color, .subtitleColor: .color
    case .font, .fontStyle, .subtitleFont, .subtitleFontStyle: .text
    case .fontWeight, .subtitleFontWeight: .numberOr(["normal", "bold", "lighter", "bolder"])
    case .aria: .flag
    case .style: .node
    default: .number
    }
  }
}

/// What the labels over panels, and their part of the configuration, can say.
enum HeaderProperty: String, PropertyName {
  case title, titleAlign, titleAnchor, titleAngle, titleBaseline, titleColor, titleFont, titleFontSize, titleFontStyle
  case titleFontWeight, titleLimit, titleLineHeight, titleOrient, titlePadding
  case labels, labelAlign, labelAnchor, labelAngle, labelBaseline, labelColor, labelExpr, labelFont, labelFontSize
  case labelFontStyle, labelFontWeight, labelLimit, labelLineHeight, labelOrient, labelPadding
  case format, formatType, orient

  var kind: PropertyKind {
    switch self {
    case .title: .lines
    case .labels: .flag
    case .titleOrient, .labelOrient, .orient: .choice(["left", "right", "top", "bottom"])
    case .titleAnchor, .labelAnchor: .choice(["start", "middle", "end"])
    case .titleAlign, .labelAlign: .choice(["left", "center", "right"])
    case .titleBaseline, .labelBaseline: .choice(["alphabetic", "top", "middle", "bottom", "line-top", "line-bottom"])
    case .titleColor, .labelColor: .color
    case .titleFontWeight, .labelFontWeight: .numberOr(["normal", "bold", "lighter", "bolder"])
    case .format: .node
    case .formatType, .labelExpr, .titleFont, .titleFontStyle, .labelFont, .labelFontStyle: .text
    default: .number
    }
  }
}

/// What a scale can say.
enum ScaleProperty: String, PropertyName {
  case type, domain, domainMin, domainMax, domainMid, range, rangeMin, rangeMax, scheme
  case align, base, bins, clamp, constant, exponent, interpolate, nice, padding, paddingInner, paddingOuter, reverse
  case round, zero

  var kind: PropertyKind {
    switch self {
    case .type:
      .choice([
        "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "ordinal", "point", "band", "quantile", "quantize",
        "threshold", "bin-ordinal",
      ])
    case .clamp, .reverse, .round, .zero: .flag
    case .domain, .range, .scheme, .bins, .nice, .interpolate, .domainMin, .domainMax, .rangeMin, .rangeMax: .node
    default: .number
    }
  }
}

/// What the scales' part of the configuration can say.
enum ScaleConfigProperty: String, PropertyName {
  case bandPaddingInner, bandPaddingOuter, barBandPaddingInner, rectBandPaddingInner, tickBandPaddingInner
  case bandWithNestedOffsetPaddingInner, bandWithNestedOffsetPaddingOuter, offsetBandPaddingInner
  case offsetBandPaddingOuter, pointPadding, continuousPadding, minBandSize, maxBandSize, minFontSize, maxFontSize
  case minOpacity, maxOpacity, minSize, maxSize, minStrokeWidth, maxStrokeWidth, quantileCount, quantizeCount
  case clamp, round, zero, xReverse, useUnaggregatedDomain

  var kind: PropertyKind {
    switch self {
    case .clamp, .round, .zero, .xReverse, .useUnaggregatedDomain: .flag
    default: .number
    }
  }
}
