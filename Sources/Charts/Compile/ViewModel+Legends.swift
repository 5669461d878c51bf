// Which legends there are, and what they say. Follows Vega-Lite's `src/compile/legend`.

extension ViewModel {
  /// Makes the legends of this view and of those below; shared ones rise to the view that shares them.
  func buildLegends() {
    if let unit {
      legends = Channel.withLegend.compactMap { channel in legend(channel, unit).map { (channel, $0) } }
      return
    }
    for child in children {
      child.buildLegends()
      var kept: [(channel: Channel, legend: LegendModel)] = []
      for (channel, legend) in child.legends {
        guard guideResolution(channel, isAxis: false) == .shared, legendResolution[channel] != .independent else {
          kept.append((channel, legend))
          continue
        }
        if let index = legends.firstIndex(where: { $0.channel == channel }) {
          legends[index].legend.merge(legend)
        } else {
          legends.append((channel, legend))
        }
      }
      child.legends = kept
    }
  }

  private func legend(_ channel: Channel, _ unit: UnitModel) -> LegendModel? {
    guard let def = unit.spec[channel]?.scaleBearer, scales[channel] != nil, let scale = scale(channel) else {
      return nil
    }
    let guide =
      (unit.spec[channel]?.legend).map { own in own.properties == nil && !own.isOff ? def.legend : own } ?? def.legend
    let written = guide.properties ?? Properties()
    let settings = config.legend
    let isGradient: Bool =
      if let type = written.text(.type) {
        type == "gradient" && channel.isColor && scale.type.isContinuous
      } else {
        channel.isColor && scale.type.isContinuous
          && !["quarter", "month", "day"].contains(def.field?.timeUnit?.units.joined() ?? "")
      }
    let mark = unit.spec.mark
    let definition = unit.spec.definition
    let isFilled = unit.spec.isFilled(config)
    var symbol = written.text(.symbolType)
    if symbol == nil, channel != .shape {
      symbol = unit.spec[.shape]?.value?.text ?? config.mark(.shape, definition, mark)?.text
    }
    if symbol == nil {
      switch mark {
      case .bar, .rect, .square: symbol = "square"
      case .line, .trail, .rule: symbol = "stroke"
      default: symbol = "circle"
      }
    }
    let title =
      written.lines(.title).map { GuideTitle(written: $0) }
      ?? (written.isNull(.title) || settings.isNull(.title) ? GuideTitle(written: []) : nil)
      ?? def.title.map { GuideTitle(written: $0) }
      ?? GuideTitle(automatic: def.field != nil ? [config.fieldTitle(def.node)] : [])
    var legend = LegendModel(
      channel: channel, title: title, isGradient: isGradient,
      format: LabelFormat.of(
        def, format: written.text(.format) ?? settings.text(.format),
        formatType: written.text(.formatType) ?? settings.text(.formatType), isScaleTime: scale.type.isTime,
        config: config, omitsTimeConfig: false, isNormalized: false, root.problems), symbol: symbol ?? "circle",
      isFilled: isFilled && mark != .trail)
    legend.isTrail = mark == .trail
    legend.isDisabled = guide.isOff || (written.flag(.disable) ?? settings.flag(.disable) ?? false)
    legend.written = written.over(settings)
    if let items = written[.values]?.list {
      legend.values = items.compactMap { DateTimeDef.value($0, root.problems) }.map {
        def.type == .temporal ? $0.asTime(unit: nil) : $0
      }
    }
    if let overlap = legend.written[.labelOverlap] {
      legend.overlap = overlap.text ?? (overlap.flag == true ? "parity" : nil)
    } else {
      legend.overlap = [.quantile, .threshold, .log, .symlog].contains(scale.type) ? "greedy" : "parity"
    }
    setSymbolLook(&legend, unit)
    return legend
  }

  /// What the symbols of a legend take from the marks: colour where no channel gives it, width, dash, opacity.
  private func setSymbolLook(_ legend: inout LegendModel, _ unit: UnitModel) {
    let (spec, mark) = (unit.spec, unit.spec.mark)
    func constant(_ channel: Channel) -> SpecNode? {
      guard let def = spec[channel] else { return nil }
      if let value = def.value, def.field == nil { return value }
      return def.conditions.first?.def.first?.value
    }
    let base = legend.isFilled ? constant(.fill) ?? constant(.color) : constant(.stroke) ?? constant(.color)
    let color = base?.text ?? spec.baseColor(config)
    // Where colour is encoded too, the other legends' symbols are black or hollow.
    let isColored = [.color, .fill, .stroke].contains { (spec[$0]?.scaleBearer) != nil }
    if !legend.channel.isColor {
      let look = isColored ? "black" : color
      if legend.isFilled { legend.fill = look } else { legend.stroke = isColored ? "#888" : color }
    }
    if legend.channel == .stroke, legend.isFilled, spec[.fill]?.scaleBearer != nil { legend.fill = "black" }
    if let stroke = spec.definition.text(.stroke), legend.channel != .stroke { legend.stroke = stroke }
    if !legend.isFilled, let fill = spec.definition.text(.fill), legend.channel != .fill { legend.fill = fill }
    legend.strokeWidth = spec.definition.number(.strokeWidth)
    legend.strokeDash = spec.definition.numbers(.strokeDash)
    legend.opacity =
      constant(.opacity)?.number ?? spec.definition.number(.opacity) ?? spec.standardOpacity(config)
    if legend.channel == .opacity { legend.opacity = nil }
    if mark == .area, spec.definition[.opacity] == nil { legend.opacity = constant(.opacity)?.number }
  }
}

extension LegendModel {
  /// Takes in the legend of another view with the same scale.
  fileprivate mutating func merge(_ other: LegendModel) {
    title.join(other.title)
    if symbol != "circle", other.symbol == "circle" { symbol = "circle" }
    if isGradient != other.isGradient { isGradient = false }
    values = values ?? other.values
    written = written.over(other.written)
    isDisabled = isDisabled && other.isDisabled
    fill = fill ?? other.fill
    stroke = stroke ?? other.stroke
    if isFilled != other.isFilled {
      // A strip of colours stands for one of both only.
      (isFilled, isOutlined, isGradient) = (true, true, false)
    }
    opacity = opacity ?? other.opacity
  }
}

extension UnitSpec {
  /// Whether the colour fills the marks rather than outlines them.
  func isFilled(_ config: Config) -> Bool {
    config.mark(.filled, definition, mark)?.flag ?? ![.point, .line, .rule].contains(mark)
  }

  /// The colour of marks that no channel colours.
  func baseColor(_ config: Config) -> String {
    let filled = isFilled(config)
    return config.paint(filled ? .fill : .stroke, definition, mark)?.text
      ?? config.mark(.color, definition, mark)?.text ?? "#4c78a8"
  }

  /// Marks that may lie over one another let each other through.
  func standardOpacity(_ config: Config) -> Double? {
    if let opacity = config.mark(.opacity, definition, mark)?.number { return opacity }
    if config.mark(.fillOpacity, definition, mark) != nil { return nil }
    guard [.point, .tick, .circle, .square].contains(mark), !StackRule.isAggregated(node) else { return nil }
    return 0.7
  }
}
