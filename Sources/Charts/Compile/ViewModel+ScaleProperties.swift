// The properties and ranges of scales. Follows Vega-Lite's `src/compile/scale/properties.ts` and `range.ts`.

extension ViewModel {
  func buildProperties() {
    if let unit {
      for (channel, scale) in scales {
        guard let def = unit.spec[channel]?.scaleBearer else { continue }
        // The type may have changed where the scale is shared.
        let type = self.scale(channel)?.type ?? scale.type
        for property in ScaleProperty.allCases
        where ![.type, .domain, .range, .scheme, .rangeMin, .rangeMax].contains(property) {
          guard type.supports(property) else {
            if let written = def.scale[property], !written.isNull {
              root.problems.report(
                .chartUnsupported, "a \(type.rawValue) scale has no \"\(property.rawValue)\"", at: written.range,
                help: "remove it, or choose another \"type\" of scale")
            }
            continue
          }
          if let written = def.scale[property] {
            scale.properties[property] = Sourced(value: written, isWritten: true)
          } else if let value = standard(property, channel, scale, type, def, unit) {
            scale.properties[property] = Sourced(value: value, isWritten: false)
          }
        }
        if let field = def.field?.binning != nil ? def.field : nil, type.supports(.bins) {
          scale.bins = unit.bins[field.name]
        } else if let step = def.field?.bin?.step, def.field?.isBinned ?? false {
          scale.bins = Bins(start: .nan, stop: .nan, step: step)
        }
      }
      return
    }
    for child in children { child.buildProperties() }
    for (channel, scale) in scales {
      for child in children {
        guard let own = child.scales[channel] else { continue }
        for (property, value) in own.properties {
          if let known = scale.properties[property], known.isWritten || !value.isWritten { continue }
          scale.properties[property] = value
        }
        scale.bins = scale.bins ?? own.bins
      }
    }
  }

  private func standard(
    _ property: ScaleProperty, _ channel: Channel, _ scale: ScaleModel, _ type: ScaleType, _ def: ChannelDef,
    _ unit: UnitModel
  ) -> SpecNode? {
    let settings = config.scale
    let mark = unit.spec.mark
    let hasOffset = channel.offset.map { unit.spec.hasNestedOffset(channel, $0) } ?? false
    let isBinned = def.field?.bin != nil
    switch property {
    case .nice:
      guard !isBinned, def.scale[.domain]?.list == nil, def.scale[.domainMin] == nil, def.scale[.domainMax] == nil,
        !type.isTime, channel.isPosition
      else { return nil }
      return true
    case .padding:
      guard channel.isPosition else { return nil }
      if type.isContinuous {
        if let padding = settings.number(.continuousPadding) { return SpecNode(.number(padding)) }
        let isAcross =
          (unit.spec.orient == "vertical" && channel == .x) || (unit.spec.orient == "horizontal" && channel == .y)
        if mark == .bar, isAcross, !isBinned, def.field?.timeUnit == nil {
          return config.configuredMark(.continuousBandSize, Properties(), .bar)
        }
        return nil
      }
      return type == .point ? SpecNode(.number(settings.number(.pointPadding) ?? 0.5)) : nil
    case .paddingInner:
      guard scale.properties[.padding] == nil, def.scale[.padding] == nil else { return nil }
      if channel.isPosition { return SpecNode(.number(bandPadding(mark, hasOffset: hasOffset))) }
      if channel.isOffset, type == .band {
        return settings.number(.offsetBandPaddingInner).map { SpecNode(.number($0)) }
      }
      return nil
    case .paddingOuter:
      guard scale.properties[.padding] == nil, def.scale[.padding] == nil else { return nil }
      if channel.isPosition {
        if hasOffset { return SpecNode(.number(settings.number(.bandWithNestedOffsetPaddingOuter) ?? 0.2)) }
        guard type == .band else { return nil }
        let inner = def.scale.number(.paddingInner) ?? bandPadding(mark, hasOffset: false)
        return SpecNode(.number(settings.number(.bandPaddingOuter) ?? inner / 2))
      }
      if channel.isOffset {
        if type == .point { return 0.5 }
        return settings.number(.offsetBandPaddingOuter).map { SpecNode(.number($0)) }
      }
      return nil
    case .reverse:
      let isDescending =
        switch def.sort {
        case .descending: true
        default: false
        }
      if channel == .x, let reverse = settings.flag(.xReverse) {
        return SpecNode(.boolean(type.hasContinuousDomain && isDescending ? !reverse : reverse))
      }
      return type.hasContinuousDomain && isDescending ? true : nil
    case .zero: return zero(channel, type, def, unit)
    case .clamp: return settings.flag(.clamp).map { SpecNode(.boolean($0)) }
    case .round: return settings.flag(.round).map { SpecNode(.boolean($0)) }
    case .interpolate: return channel.isColor && def.type != .nominal ? "hcl" : nil
    default: return nil
    }
  }

  private func bandPadding(_ mark: MarkType, hasOffset: Bool) -> Double {
    let settings = config.scale
    if hasOffset { return settings.number(.bandWithNestedOffsetPaddingInner) ?? 0.2 }
    if let padding = settings.number(.bandPaddingInner) { return padding }
    switch mark {
    case .bar: return settings.number(.barBandPaddingInner) ?? 0.1
    case .tick: return settings.number(.tickBandPaddingInner) ?? 0.25
    default: return settings.number(.rectBandPaddingInner) ?? 0
    }
  }

  private func zero(_ channel: Channel, _ type: ScaleType, _ def: ChannelDef, _ unit: UnitModel) -> SpecNode? {
    if let domain = def.scale[.domain], domain.text != "unaggregated", type.hasContinuousDomain {
      if let items = domain.list, let first = items.first?.number, let last = items.last?.number, first <= 0, last >= 0
      {
        return true
      }
      return false
    }
    if channel == .size, def.type == .quantitative, !type.isDiscretizing { return true }
    if (def.field == nil || def.field?.bin == nil),
      [.x, .y, .theta, .radius].contains(channel)
    {
      let mark = unit.spec.mark
      let isAcross =
        (unit.spec.orient == "horizontal" && channel == .y) || (unit.spec.orient == "vertical" && channel == .x)
      if [.bar, .area, .line, .trail].contains(mark), isAcross { return false }
      let hasSecond = channel.secondary.map { unit.spec[$0] != nil } ?? false
      if mark == .bar || mark == .area, !hasSecond { return true }
      return SpecNode(.boolean(config.scale.flag(.zero) ?? true))
    }
    return false
  }

  // MARK: - Ranges

  func buildRanges() {
    if let unit {
      for (channel, scale) in scales {
        guard let def = unit.spec[channel]?.scaleBearer else { continue }
        scale.range = range(of: channel, scale, def, unit)
        scale.rangeEnds = (def.scale.number(.rangeMin), def.scale.number(.rangeMax))
      }
      return
    }
    for child in children { child.buildRanges() }
    for (channel, scale) in scales {
      for child in children {
        guard let inner = child.scales[channel], let own = inner.range else { continue }
        scale.rangeEnds = (
          scale.rangeEnds.minimum ?? inner.rangeEnds.minimum, scale.rangeEnds.maximum ?? inner.rangeEnds.maximum
        )
        guard let known = scale.range else {
          scale.range = own
          continue
        }
        if own.isWritten, !known.isWritten {
          scale.range = own
        } else if own.isWritten == known.isWritten, case .step(let mine) = known.value,
          case .step(let other) = own.value,
          other > mine
        {
          scale.range = own
        }
      }
    }
  }

  private func range(
    of channel: Channel, _ scale: ScaleModel, _ def: ChannelDef, _ unit: UnitModel
  ) -> Sourced<ScaleRange>? {
    let type = self.scale(channel)?.type ?? scale.type
    if let written = def.scale[.range], !written.isNull, let range = writtenRange(written, channel) {
      return Sourced(value: range, isWritten: true)
    }
    if let written = def.scale[.scheme], !written.isNull, channel.isColor {
      let name = written.text ?? written["name"]?.text ?? ""
      let extent = written["extent"]?.list?.compactMap(\.number)
      return Sourced(
        value: .scheme(
          name, count: (written["count"]?.number).map { Int(max(1, min($0, 1000))) },
          extent: extent?.count == 2 ? extent.map { ($0[0], $0[1]) } : nil),
        isWritten: true)
    }
    let size = channel == .x || channel == .xOffset ? width : height
    if case .step(let step, let isForPosition)? = size {
      if channel.isPosition, type.isDiscrete {
        return Sourced(value: positionStep(step, isForPosition: isForPosition, channel, unit), isWritten: true)
      }
      if channel.isOffset, self.scale(channel == .xOffset ? .x : .y)?.type == .band, type.isDiscrete, !isForPosition {
        return Sourced(value: .step(step), isWritten: true)
      }
    }
    return Sourced(value: standardRange(channel, type, def, unit), isWritten: false)
  }

  private func positionStep(_ step: Double, isForPosition: Bool, _ channel: Channel, _ unit: UnitModel) -> ScaleRange {
    if !isForPosition, let offset = channel.offset, let def = unit.spec[offset], def.scaleBearer != nil,
      def.type.isDiscrete
    {
      return .offsetStep(step)
    }
    return .step(step)
  }

  private func standardRange(_ channel: Channel, _ type: ScaleType, _ def: ChannelDef, _ unit: UnitModel) -> ScaleRange
  {
    let settings = config.scale
    let mark = unit.spec.mark
    switch channel {
    case .x, .y:
      guard type == .band || type == .point else { return .plot }
      let size = (channel == .x ? width : height) ?? configuredDiscreteSize(channel)
      if case .step(let step, let isForPosition) = size {
        return positionStep(step, isForPosition: isForPosition, channel, unit)
      }
      return .plot
    case .xOffset, .yOffset:
      let main: Channel = channel == .xOffset ? .x : .y
      guard let position = self.scale(main) else { return .plot }
      if position.type == .band {
        if type.isDiscrete, case .step(let step, false) = (main == .x ? width : height) ?? configuredDiscreteSize(main)
        {
          return .step(step)
        }
        return .band
      }
      if unit.spec[main]?.field?.timeUnit != nil {
        let padding = settings.number(.bandWithNestedOffsetPaddingInner) ?? 0.2
        return .timeUnitBand(padding / 2, 1 - padding / 2)
      }
      return .band
    case .size:
      switch mark {
      case .bar, .tick:
        return .bandSizes(minimum: settings.number(.minBandSize) ?? 2, maximum: settings.number(.maxBandSize))
      case .line, .trail, .rule:
        return .numbers([settings.number(.minStrokeWidth) ?? 1, settings.number(.maxStrokeWidth) ?? 4])
      case .text: return .numbers([settings.number(.minFontSize) ?? 8, settings.number(.maxFontSize) ?? 40])
      default: return .sizes(minimum: settings.number(.minSize) ?? 4, maximum: settings.number(.maxSize))
      }
    case .theta: return .numbers([0, 2 * Double.pi])
    case .angle: return .numbers([0, 360])
    case .radius: return .radius
    case .strokeWidth:
      return .numbers([settings.number(.minStrokeWidth) ?? 1, settings.number(.maxStrokeWidth) ?? 4])
    case .strokeDash: return .dashes([[1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]])
    case .shape: return .named("symbol")
    case .color, .fill, .stroke:
      if type == .ordinal { return .named(def.type == .nominal ? "category" : "ordinal") }
      if def.scale[.domainMid] != nil { return .named("diverging") }
      return .named(mark == .rect ? "heatmap" : "ramp")
    default: return .numbers([settings.number(.minOpacity) ?? 0.3, settings.number(.maxOpacity) ?? 0.8])
    }
  }

  /// What a discrete position's plot measures where nothing else is said.
  func configuredDiscreteSize(_ channel: Channel) -> ViewSpec.Size {
    let step = config.view.number(.step) ?? 20
    guard let size = config.view[channel == .x ? .discreteWidth : .discreteHeight] else {
      return .step(step, isForPosition: false)
    }
    if let number = size.number { return .pixels(max(0, min(number, 10_000))) }
    return .step(size["step"]?.number ?? step, isForPosition: false)
  }

  private func writtenRange(_ node: SpecNode, _ channel: Channel) -> ScaleRange? {
    if let name = node.text { return .named(name) }
    guard let items = node.list else {
      root.problems.report(
        .chartUnsupported, "a range must be a list", at: node.range, help: "write [from, to], or a list of colours")
      return nil
    }
    if channel == .strokeDash { return .dashes(items.compactMap { $0.list?.compactMap(\.number) }) }
    let numbers = items.compactMap(\.number)
    if numbers.count == items.count { return .numbers(numbers) }
    return .texts(items.compactMap(\.text))
  }
}
