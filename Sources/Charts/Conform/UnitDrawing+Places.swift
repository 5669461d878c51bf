// Where marks stand. Follows Vega-Lite's `src/compile/mark/encode`.

extension UnitDrawing {
  /// What a position is when no definition gives it.
  enum Standard { case middle, zeroOrMin, zeroOrMax, none }

  private func length(_ channel: Channel) -> Double { channel.main == .x ? width : height }

  private func axisOf(_ channel: Channel) -> Channel { channel.main }

  /// The offsets within a step: encoded, or the mark's own.
  func offsets(_ channel: Channel, band: Double) -> (values: [Double], isEncoded: Bool) {
    let name: Channel? = channel.main.offset
    if let name, let def = spec[name], def.field != nil || def.datum != nil || def.value != nil {
      if let value = def.value?.number { return ([Double](repeating: value, count: table.rowCount), true) }
      let values = column(def)
      if let scale = places[name] {
        let share = scale.isBand ? def.bandPosition ?? band : 0
        return (values.map { scale($0, band: share) ?? .nan }, true)
      }
    }
    let property: MarkProperty? =
      switch channel {
      case .x: .xOffset
      case .y: .yOffset
      case .x2: .x2Offset
      case .y2: .y2Offset
      case .theta: .thetaOffset
      case .radius: .radiusOffset
      default: nil
      }
    let number = property.flatMap { spec.definition.number($0) } ?? 0
    return ([Double](repeating: number, count: table.rowCount), false)
  }

  private func constant(_ node: SpecNode, _ channel: Channel) -> Double? {
    if let number = node.number { return number }
    if node.text == "width" { return width }
    if node.text == "height" { return height }
    return nil
  }

  /// The standard place of a channel.
  func standardPlace(_ channel: Channel, _ standard: Standard) -> Double? {
    let main = channel.main
    let property: MarkProperty? =
      switch channel {
      case .x: .x
      case .y: .y
      case .x2: .x2
      case .y2: .y2
      case .theta: .theta
      case .theta2: .theta2
      case .radius: .outerRadius
      case .radius2: .innerRadius
      default: nil
      }
    if let property, let node = config.mark(property, spec.definition, mark), let place = constant(node, channel) {
      return place
    }
    if channel == .radius, let place = spec.definition.number(.radius) { return place }
    if channel == .radius2, let place = spec.definition.number(.radius2) { return place }
    switch standard {
    case .none: return nil
    case .middle: return length(channel) / 2
    case .zeroOrMin, .zeroOrMax:
      let takesLast = standard == .zeroOrMax
      if main != .radius || !takesLast || places[main] != nil, let scale = places[main], let view = scaleView(main),
        let place = scale.base(view, takesLast: takesLast)
      {
        return place
      }
      switch main {
      case .x: return takesLast ? width : 0
      case .y: return takesLast ? 0 : height
      case .theta: return takesLast ? 2 * Double.pi : 0
      default: return takesLast ? min(width, height) / 2 : 0
      }
    }
  }

  /// Places on a channel, each row's.
  func points(_ channel: Channel, standard: Standard) -> [Double?] {
    let main = channel.main
    let hasOffset = main.offset.map { spec[$0] != nil } ?? false
    let (shift, isEncoded) = offsets(channel, band: 0.5)
    guard let def = spec[channel] else {
      let place = standardPlace(channel, standard)
      return (0..<table.rowCount).map { row in place.map { $0 + shift[row] } }
    }
    var result: [Double?]
    if let stack = spec.stack, stack.channel == channel, let field = def.field {
      var band = def.bandPosition
      if band == nil, mark == .text, channel == .radius || channel == .theta { band = 0.5 }
      let ends = column(field.name + "_end")
      if let band {
        let starts = column(field.name + "_start")
        result = zip(starts, ends).map { start, end in
          places[main]?(.number((1 - band) * start.number + band * end.number))
        }
      } else {
        result = ends.map { places[main]?($0) ?? nil }
      }
    } else {
      result = place(def, channel, band: isEncoded && hasOffset ? 0 : nil)
    }
    result = withConditions(def, channel, result)
    return (0..<table.rowCount).map { row in
      result[row].flatMap { shift[row].isFinite ? $0 + shift[row] : nil }
    }
  }

  private func withConditions(_ def: ChannelDef, _ channel: Channel, _ places: [Double?]) -> [Double?] {
    guard !def.conditions.isEmpty else { return places }
    var result = places
    var isDone = [Bool](repeating: false, count: table.rowCount)
    for condition in def.conditions {
      let hits = matches(condition.test)
      guard let inner = condition.def.first else { continue }
      let own = place(inner, channel, band: nil)
      for row in hits.indices where hits[row] && !isDone[row] {
        result[row] = own[row]
        isDone[row] = true
      }
    }
    return result
  }

  /// The places of a definition without stacking; `band` overrides where in a band or bin.
  func place(_ def: ChannelDef, _ channel: Channel, band: Double?) -> [Double?] {
    let main = channel.main
    if let value = def.value, def.field == nil, def.datum == nil {
      return [Double?](repeating: constant(value, channel), count: table.rowCount)
    }
    let values = column(def)
    guard let scale = places[main] else {
      // Without a scale, values are pixels.
      return values.map(\.finiteNumber)
    }
    let hasSecond = channel.secondary.map { spec[$0] != nil } ?? false
    if let field = def.field {
      let position = band ?? spec.bandPosition(def, hasSecond: hasSecond, config)
      let isDiscrete = scaleView(main)?.type.isDiscrete ?? false
      if field.binning != nil || (position != nil && field.timeUnit != nil && def.type == .temporal) {
        if let position, !isDiscrete {
          if position == 0 { return values.map { valid($0, scale) } }
          let ends = column(field.name + "_end")
          return zip(values, ends).map { start, end in
            guard start.isValid, end.isValid else { return valid(start, scale) }
            return scale(.number((1 - position) * start.number + position * end.number))
          }
        }
        if def.usesBinRange(main) {
          return column(field.name + "_range").map { scale($0, band: position ?? def.bandPosition ?? 0.5) }
        }
      } else if field.isBinned, let second = channel.secondary, let other = spec[second], other.field != nil {
        let share = position ?? 0.5
        return zip(values, column(other)).map { start, end in
          scale(.number((1 - share) * start.number + share * end.number))
        }
      }
    }
    let share = band ?? def.bandPosition ?? 0.5
    return values.map { valid($0, scale, band: share) }
  }

  private func valid(_ value: Value, _ scale: PlacedScale, band: Double = 0) -> Double? {
    scale(value, band: band)
  }

  /// The second places of a ranged mark.
  func ends(_ channel: Channel, _ standard: Standard) -> [Double?] {
    guard let main = Channel.allCases.first(where: { $0.secondary == channel }) else { return [] }
    let hasOwnOffset = spec[channel] != nil
    let (shift, _) = offsets(hasOwnOffset ? channel : main, band: 0.5)
    func shifted(_ places: [Double?]) -> [Double?] {
      (0..<table.rowCount).map { row in places[row].map { $0 + (shift[row].isFinite ? shift[row] : 0) } }
    }
    if let def = spec[main], let stack = spec.stack, stack.channel == main, let field = def.field {
      return shifted(column(field.name + "_start").map { places[main]?($0) ?? nil })
    }
    if let def = spec[channel] {
      if let value = def.value, def.field == nil, def.datum == nil {
        return shifted([Double?](repeating: constant(value, main), count: table.rowCount))
      }
      let hasBand = places[main]?.isBand ?? false
      let values = column(def)
      guard let scale = places[main] else { return shifted(values.map(\.finiteNumber)) }
      return shifted(values.map { scale($0, band: hasBand ? def.bandPosition ?? 0.5 : 0) })
    }
    let place = standardPlace(channel, standard)
    return shifted([Double?](repeating: place, count: table.rowCount))
  }

  /// The two edges of rect-like marks along a channel: bins, bands, or from one value to another.
  func edges(_ channel: Channel) -> [(Double, Double)?] {
    let def = spec[channel]
    guard let second = channel.secondary else { return [] }
    let scaleType = scaleView(channel)?.type
    let isDiscrete = scaleType?.isDiscrete ?? false
    let hasOffset = channel.offset.map { spec[$0] != nil } ?? false
    let sizeProperty: MarkProperty = channel == .x ? .width : .height
    let size = config.mark(.size, spec.definition, mark)
    let sizeNode = spec.definition[sizeProperty]
    let hasSize =
      spec[.size] != nil || (size != nil && size?["band"] == nil) || (sizeNode.map { $0["band"] == nil } ?? false)
    let isAcross =
      (mark == .bar && (channel == .x ? spec.orient == "vertical" : spec.orient == "horizontal"))
      || (mark == .tick && (channel == .y ? spec.orient == "vertical" : spec.orient == "horizontal"))
    if let def, let field = def.field, field.bin != nil || (field.timeUnit != nil && spec[second] == nil), !hasSize,
      !hasOffset, !isDiscrete, places[channel] != nil
    {
      return binEdges(channel, def, field, second)
    }
    let hasPlace = def?.field != nil || def?.datum != nil
    if (hasPlace && isDiscrete) || isAcross, spec[second] == nil { return bandEdges(channel, isAcross: isAcross) }
    let starts = points(channel, standard: .zeroOrMax)
    let ends = self.ends(second, .zeroOrMin)
    return zip(starts, ends).map { start, end in
      if let start, let end { (start, end) } else { nil }
    }
  }

  private func binEdges(_ channel: Channel, _ def: ChannelDef, _ field: FieldDef, _ second: Channel) -> [(
    Double, Double
  )?] {
    guard let scale = places[channel] else { return [(Double, Double)?](repeating: nil, count: table.rowCount) }
    let starts = column(field.name)
    var ends = column(field.name + "_end")
    if field.isBinned {
      if let other = spec[second] {
        ends = column(other)
      } else if let step = field.bin?.step {
        ends = starts.map { .number($0.number + step) }
      }
    }
    var band = 1.0
    if field.timeUnit != nil {
      let property: MarkProperty = channel == .x ? .width : .height
      band =
        spec.definition[property]?["band"]?.number ?? spec.definition.number(.timeUnitBandSize)
        ?? config.configuredMark(.timeUnitBandSize, spec.definition, mark)?.number ?? 1
    }
    let spacing = markNumber(.binSpacing) ?? 0
    let least = config.configuredMark(.minBandSize, spec.definition, mark)?.number ?? 0.25
    let share = field.isBinned ? 0 : (1 - band) / 2
    let isReversed = scaleView(channel)?.isReversed ?? false
    let (shift, _) = offsets(channel, band: 0)
    // Where a time unit's band does not stand about its middle, it moves with its position.
    let middle = field.timeUnit != nil ? spec.bandPosition(def, hasSecond: false, config) ?? 0.5 : 0.5
    let hasSpacing = channel == .x || channel == .y
    return starts.indices.map { row in
      let (start, end) = (starts[row].number, ends[row].number)
      guard starts[row] != .null, ends[row] != .null, start.isFinite, end.isFinite else { return nil }
      let move = (middle - 0.5) * (end - start)
      guard let low = scale(.number((1 - share) * start + share * end + move)),
        let high = scale(.number(share * start + (1 - share) * end + move))
      else { return nil }
      guard hasSpacing else { return (high, low) }
      let width = abs(high - low)
      let inset = width < least ? -(least - width) / 2 : spacing / 2
      // The edge at the smaller pixel moves right, the other left.
      let sign = (channel == .x) != isReversed ? 1.0 : -1.0
      let lowEdge = low + 0.5 + sign * inset + shift[row]
      let highEdge = high + 0.5 - sign * inset + shift[row]
      return (highEdge, lowEdge)
    }
  }

  /// A band, or a fixed width about a place.
  private func bandEdges(_ channel: Channel, isAcross: Bool) -> [(Double, Double)?] {
    let def = spec[channel]
    let view = scaleView(channel)
    let offsetChannel = channel.offset
    let offsetScale = offsetChannel.flatMap { places[$0] }
    let offsetView = offsetChannel.flatMap { scaleView($0) }
    let sizeProperty: MarkProperty = channel == .x ? .width : .height
    var sizes: [Double?]
    var isBandSize = false
    var bandShare = 1.0
    let markSize = spec.definition[sizeProperty] ?? spec.definition[.size]
    if spec[.size] != nil, isAcross || mark == .bar || mark == .tick {
      sizes = numbers(.size, standard: markSize?.number ?? 18)
    } else if let size = markSize?.number ?? spec.definition[.size]?.number {
      sizes = [Double?](repeating: size, count: table.rowCount)
    } else {
      let configuredSize = config.configuredMark(isAcross ? .size : sizeProperty, spec.definition, mark)
      let type = (view ?? offsetView)?.type
      var relative = markSize?["band"]?.number ?? configuredSize?["band"]?.number
      var fixed = configuredSize?.number
      if relative == nil, fixed == nil {
        if let type, !type.isDiscrete {
          fixed = config.configuredMark(.continuousBandSize, spec.definition, mark)?.number ?? 5
          if mark == .arc { (fixed, relative) = (nil, 1) }
        } else if let node = config.configuredMark(.discreteBandSize, spec.definition, mark) {
          (fixed, relative) = (node.number, node["band"]?.number)
        } else {
          relative = 1
        }
        if let field = def?.field, field.timeUnit != nil, channel.secondary.map({ spec[$0] == nil }) ?? true {
          (fixed, relative) = (nil, config.configuredMark(.timeUnitBandSize, spec.definition, mark)?.number ?? 1)
        }
      }
      let length = self.length(channel)
      let isBand = (offsetScale ?? places[channel])?.isBand ?? false
      if let relative, view == nil, offsetView == nil {
        // No scale: a share of the plot.
        sizes = [Double?](repeating: relative * length * (def == nil ? 1 - standardPadding : 1), count: table.rowCount)
        if def == nil, markSize?["band"] != nil {
          sizes = [Double?](repeating: relative * length, count: table.rowCount)
        }
      } else if let relative, isBand {
        let band = (offsetScale ?? places[channel])?.bandwidth ?? 0
        let least = config.configuredMark(.minBandSize, spec.definition, mark)?.number ?? 0
        sizes = [Double?](repeating: max(least, relative * band), count: table.rowCount)
        isBandSize = true
        bandShare = relative
      } else if let fixed {
        sizes = [Double?](repeating: fixed, count: table.rowCount)
      } else {
        let step: Double
        if case .step(let value)? = (offsetView ?? view)?.range {
          step = value
        } else {
          step = config.view.number(.step) ?? 20
        }
        sizes = [Double?](repeating: max(0, step - 2), count: table.rowCount)
      }
      _ = type
    }
    let alignment = config.mark(channel == .x ? .align : .baseline, spec.definition, mark)?.text
    let isTop = isBandSize && places[channel]?.isBand ?? (offsetScale?.isBand ?? false) || isBandSize
    let (shift, isEncoded) = offsets(channel, band: isTop ? 0 : 0.5)
    let start: [Double?]
    if let def {
      start = place(def, channel, band: isEncoded ? 0 : isTop ? (1 - bandShare) / 2 : nil)
    } else {
      start = [Double?](repeating: standardPlace(channel, .middle), count: table.rowCount)
    }
    return (0..<table.rowCount).map { row in
      guard let size = sizes[row], let place = start[row], shift[row].isFinite else { return nil }
      let point = place + shift[row]
      if isTop, places[channel] != nil || isEncoded { return (point, point + size) }
      switch alignment {
      case "left", "top": return (point, point + size)
      case "right", "bottom": return (point - size, point)
      default: return (point - size / 2, point + size / 2)
      }
    }
  }

  private var standardPadding: Double {
    let settings = config.scale
    if let padding = settings.number(.bandPaddingInner) { return padding }
    switch mark {
    case .bar: return settings.number(.barBandPaddingInner) ?? 0.1
    case .tick: return settings.number(.tickBandPaddingInner) ?? 0.25
    default: return settings.number(.rectBandPaddingInner) ?? 0
    }
  }
}
