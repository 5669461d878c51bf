// Which axes there are, and what they say. Follows Vega-Lite's `src/compile/axis`.

extension ViewModel {
  /// Makes the axes of this view and of those below; shared ones rise to the view that shares them.
  func buildAxes() {
    if let unit {
      for channel in [Channel.x, .y] where scales[channel] != nil {
        if let axis = axis(channel, unit) { axes[channel] = [axis] }
      }
      return
    }
    for child in children { child.buildAxes() }
    guard case .layers = spec.content else { return }
    for channel in [Channel.x, .y] {
      mergeAxes(channel)
    }
  }

  /// Layers: one axis where they share a scale, several at opposite sides where not.
  private func mergeAxes(_ channel: Channel) {
    var merged: [AxisModel]?
    var isIndependent = guideResolution(channel, isAxis: true) == .independent
    if !isIndependent {
      for child in children {
        guard let own = child.axes[channel], let axis = own.first else { continue }
        guard var shared = merged?.first else {
          merged = own
          continue
        }
        if own.count != 1 || (shared.isOrientWritten && axis.isOrientWritten && shared.orient != axis.orient) {
          isIndependent = true
          break
        }
        shared.merge(axis)
        merged = [shared]
      }
    }
    if isIndependent {
      var counts: [String: Int] = [:]
      let opposite = ["top": "bottom", "bottom": "top", "left": "right", "right": "left"]
      merged = nil
      for (index, child) in children.enumerated() {
        for var axis in child.axes[channel] ?? [] {
          axis.owner.insert(index, at: 0)
          // As Vega-Lite counts: an axis that moves over still counts for the side where it was.
          let side = axis.orient
          if counts[side, default: 0] > 0, !axis.isOrientWritten, let other = opposite[side],
            counts[side, default: 0] > counts[other, default: 0]
          {
            axis.orient = other
          }
          counts[side, default: 0] += 1
          if merged?.isEmpty == false, !axis.isGridWritten { axis.hasGrid = false }
          merged = (merged ?? []) + [axis]
        }
      }
      axisResolution[channel] = .independent
    }
    axes[channel] = merged
    for child in children { child.axes[channel] = nil }
  }

  private func axis(_ channel: Channel, _ unit: UnitModel) -> AxisModel? {
    guard let scale = scale(channel),
      let second = channel.secondary,
      let def = unit.spec[channel]?.scaleBearer ?? unit.spec[second]?.scaleBearer
    else { return nil }
    let guide = (unit.spec[channel] ?? def).axis
    let written = guide.properties ?? Properties()
    let type = scale.type
    let orient =
      written.text(.orient) ?? config.axes[channel == .x ? "axisX" : "axisY"]?.text(.orient)
      ?? config.axes["axis"]?.text(.orient) ?? (channel == .x ? "bottom" : "left")
    let configured = configuredAxis(channel, type, orient, written)
    func value(_ property: AxisProperty) -> SpecNode? { written[property] ?? configured[property] }
    let unitDef = def.field?.timeUnit
    let isDiscreteType = def.type.isDiscrete
    var axis = AxisModel(
      channel: channel, title: GuideTitle(), orient: orient, isOrientWritten: written[.orient] != nil,
      hasGrid: value(.grid)?.flag ?? (!type.isDiscrete && def.field != nil && def.field?.bin == nil),
      isGridWritten: written[.grid] != nil, format: .automatic, isFormatWritten: written[.format] != nil,
      isFlush: (value(.labelFlush).map { $0.flag ?? ($0.number != nil) })
        ?? (channel == .x && (def.type == .quantitative || def.type == .temporal)),
      standsInFront: value(.zindex)?.number.map { $0 > 0 } ?? (unit.spec.mark == .rect && def.isDiscreteForAxis))
    axis.written = written
    axis.configured = configured
    axis.isDisabledWritten = guide.isOff || written[.disable] != nil
    axis.isDisabled = guide.isOff || (value(.disable)?.flag ?? false)
    let isNormalized = def.node["stack"]?.text == "normalize"
    axis.format = LabelFormat.of(
      def, format: written.text(.format) ?? configured.text(.format),
      formatType: written.text(.formatType) ?? configured.text(.formatType), isScaleTime: type.isTime, config: config,
      omitsTimeConfig: true, isNormalized: isNormalized, root.problems)
    axis.title = axisTitle(channel, second, unit)
    if let lines = written.lines(.title) {
      axis.title = GuideTitle(written: lines)
    } else if written.isNull(.title) || configured.isNull(.title) {
      axis.title = GuideTitle(written: [])
    }
    if let items = written[.values]?.list {
      axis.values = items.compactMap { DateTimeDef.value($0, root.problems) }.map {
        def.type == .temporal || unitDef != nil ? $0.asTime(unit: unitDef) : $0
      }
    }
    if axis.values == nil, !type.isDiscrete, type != .log {
      if def.field?.binning != nil {
        axis.pixelsPerTick = 10
      } else if unitDef.map({ !["month", "hours", "day", "quarter"].contains($0.units.joined()) }) ?? true {
        axis.pixelsPerTick = 40
      }
    }
    axis.minimumStep =
      value(.tickMinStep)?.number ?? (written.text(.format) == "d" ? 1 : nil)
      ?? unitDef.flatMap { $0.duration }
    if let overlap = value(.labelOverlap) {
      axis.overlap = overlap.text ?? (overlap.flag == true ? "parity" : nil)
    } else {
      var hasObjectSort = false
      switch def.sort {
      case .list, .field, .encoding: hasObjectSort = true
      default: break
      }
      if (unitDef != nil && !hasObjectSort) || !isDiscreteType {
        axis.overlap = type == .log || type == .symlog ? "greedy" : "parity"
      }
    }
    axis.labelAngle =
      value(.labelAngle)?.number.map(Self.normalizedAngle)
      ?? (channel == .x && isDiscreteType && unitDef == nil ? 270 : nil)
    return axis
  }

  static func normalizedAngle(_ angle: Double) -> Double {
    let rest = angle.truncatingRemainder(dividingBy: 360)
    return rest < 0 ? rest + 360 : rest
  }

  private func axisTitle(_ channel: Channel, _ second: Channel, _ unit: UnitModel) -> GuideTitle {
    let (first, other) = (unit.spec[channel]?.fieldBearer, unit.spec[second]?.fieldBearer)
    if first?.title != nil || other?.title != nil {
      let (a, b) = (first?.title, other?.title)
      if let a, let b, !a.isEmpty, !b.isEmpty {
        return GuideTitle(written: a == b ? a : [a.joined(separator: ", ") + ", " + b.joined(separator: ", ")])
      }
      return GuideTitle(written: (a?.isEmpty ?? true) ? b ?? a ?? [] : a ?? [])
    }
    if unit.spec[channel]?.field == nil, let title = unit.spec[channel]?.title { return GuideTitle(written: title) }
    var title = GuideTitle()
    for def in [first, other] {
      guard let def else { continue }
      let text = config.fieldTitle(def.node)
      if !title.automatic.contains(text) { title.automatic.append(text) }
    }
    return title
  }

  /// The configuration of an axis: general, by place, by kind of scale, by style; the later the stronger.
  private func configuredAxis(
    _ channel: Channel, _ type: ScaleType, _ orient: String, _ written: Properties<AxisProperty>
  ) -> Properties<AxisProperty> {
    let kinds: [String] =
      switch type {
      case .band: ["Discrete", "Band"]
      case .point: ["Discrete", "Point"]
      case .time, .utc: ["Temporal"]
      default: type.isNumeric ? ["Quantitative"] : []
      }
    let axis = channel == .x ? "axisX" : "axisY"
    let names =
      ["axis", axis, "axis" + orient.prefix(1).uppercased() + orient.dropFirst()] + kinds.map { "axis" + $0 }
      + kinds.map { axis + $0 }
    var result = Properties<AxisProperty>()
    for name in names {
      if let properties = config.axes[name] { result = properties.over(result) }
    }
    return result
  }
}

extension ChannelDef {
  /// Whether the axis' rect marks cover it: bins count as steps.
  fileprivate var isDiscreteForAxis: Bool { type.isDiscrete || (type == .quantitative && field?.bin != nil) }
}

extension TimeUnitDef {
  /// The length of one unit in milliseconds, from 2001; nil for weekdays.
  var duration: Double? {
    let step = step ?? 1
    let day = 86_400_000.0
    switch smallest {
    case "year": return day * (UTCTime.dayNumber2001(years: step))
    case "quarter": return day * UTCTime.dayNumber2001(months: step * 3)
    case "month": return day * UTCTime.dayNumber2001(months: step)
    case "week": return 7 * day * step
    case "date", "dayofyear": return day * step
    case "hours": return 3_600_000 * step
    case "minutes": return 60_000 * step
    case "seconds": return 1000 * step
    case "milliseconds": return step
    default: return nil
    }
  }
}

extension UTCTime {
  fileprivate static func dayNumber2001(years: Double) -> Double {
    dayNumber2001(months: years * 12)
  }

  /// The days from the beginning of 2001 to that many months later.
  fileprivate static func dayNumber2001(months: Double) -> Double {
    let whole = Int(max(0, min(months, 12_000)))
    let end = dayNumber(year: 2001 + whole / 12, month: whole % 12 + 1, day: 1)
    return Double(end - dayNumber(year: 2001, month: 1, day: 1))
  }
}

extension AxisModel {
  /// Takes in the axis of another layer with the same scale.
  fileprivate mutating func merge(_ other: AxisModel) {
    if isDisabledWritten != other.isDisabledWritten {
      if other.isDisabledWritten { (isDisabled, isDisabledWritten) = (other.isDisabled, true) }
    }
    if !isOrientWritten, other.isOrientWritten { (orient, isOrientWritten) = (other.orient, true) }
    if !isGridWritten, other.isGridWritten { (hasGrid, isGridWritten) = (other.hasGrid, true) }
    if !isFormatWritten, other.isFormatWritten { (format, isFormatWritten) = (other.format, true) }
    if case .automatic = format { format = other.format }
    title.join(other.title)
    if values == nil { values = other.values }
    if written[.labelAngle] == nil, other.written[.labelAngle] != nil { labelAngle = other.labelAngle }
    labelAngle = labelAngle ?? other.labelAngle
    overlap = overlap ?? other.overlap
    pixelsPerTick = pixelsPerTick ?? other.pixelsPerTick
    minimumStep = minimumStep ?? other.minimumStep
    written = written.over(other.written)
    configured = configured.over(other.configured)
  }
}
