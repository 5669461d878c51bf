/// How values are written on axes, legends, headers and as text.
enum LabelFormat: Sendable {
  /// As the scale asks.
  case automatic
  case number(NumberSpecifier)
  case time(TimeFormat)
  /// The parts of the calendar that a unit has: "Jan 2019".
  case unit([String])
  /// Quantities without a format.
  case plainNumber

  /// The format that a definition asks for; nil with a diagnostic where it cannot be read.
  static func of(
    _ def: ChannelDef, format: String?, formatType: String?, isScaleTime: Bool, config: Config,
    omitsTimeConfig: Bool, isNormalized: Bool, _ problems: SpecProblems
  ) -> LabelFormat {
    let isTime = formatType == "time" || (formatType == nil && (def.type == .temporal || def.field?.timeUnit != nil))
    if let format, !format.isEmpty {
      if isTime || formatType == "utc" || isScaleTime {
        if let time = TimeFormat(format) { return .time(time) }
        problems.report(
          .value, "\"\(format)\" is not a format for dates", at: def.node["format"]?.range ?? def.node.range,
          help: "write for example \"%d %B %Y\"")
      } else if def.type == .quantitative || formatType == "number" || def.field?.aggregate != nil || true {
        if let number = NumberSpecifier(format) { return .number(number) }
        problems.report(
          .value, "\"\(format)\" is not a format for numbers", at: def.node["format"]?.range ?? def.node.range,
          help: "write for example \",.0f\", \".1f\" or \".0%\"")
      }
      return .automatic
    }
    if isTime {
      if let unit = def.field?.timeUnit { return .unit(unit.units) }
      if omitsTimeConfig { return .automatic }
      return TimeFormat(config.timeFormat).map { .time($0) } ?? .automatic
    }
    if def.type == .quantitative {
      let specifier = isNormalized ? config.normalizedNumberFormat : config.numberFormat
      if let specifier, let number = NumberSpecifier(specifier) { return .number(number) }
    }
    return .automatic
  }

  /// The format of a calendar unit: Vega's `timeUnitSpecifier` with Vega-Lite's overrides.
  static func timeFormat(of units: [String]) -> TimeFormat? {
    let specifiers: [(units: [String], format: String)] = [
      (["year", "month", "date"], "%b %d, %Y "), (["year", "month"], "%b %Y "), (["month", "date"], "%b %d "),
      (["hours", "minutes"], "%H:%M"), (["year"], "%Y "), (["quarter"], "Q%q "), (["month"], "%b "), (["date"], "%d "),
      (["week"], "W%U "), (["day"], "%a "), (["dayofyear"], "%j "), (["hours"], "%H:00"), (["minutes"], "00:%M"),
      (["seconds"], ":%S"), (["milliseconds"], ".%L"),
    ]
    var text = ""
    var index = 0
    while index < units.count {
      let rest = Array(units[index...])
      guard let found = specifiers.first(where: { rest.starts(with: $0.units) }) else { break }
      text += found.format
      index += found.units.count
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return TimeFormat(text)
  }
}
