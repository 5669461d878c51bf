#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Labels for the ticks of a scale.
package enum TickFormat: Sendable {
  case number(NumberFormat)
  /// As many decimals as a number needs, at most those of the format.
  case trimmed(NumberFormat)
  /// Only those of a logarithmic scale that leave room for their neighbours.
  indirect case logarithmic(TickFormat, base: Double, limit: Double)
  case time(TimeFormat)
  /// Vega's format for times, which says of each what is new: the year for January, the month for its first day.
  case multipleTime

  /// The label of a tick; empty where it has none.
  package func string(_ value: Double) -> String {
    switch self {
    case .number(let format): format.string(value)
    case .trimmed(let format): Self.withoutZeros(format.string(value))
    case .logarithmic(let format, let base, let limit):
      Self.isLabelled(value, base: base, limit: limit) ? format.string(value) : ""
    case .time(let format): format.string(value)
    case .multipleTime: TimeFormat.multiple.string(value)
    }
  }

  /// Source: vega-scale, `tickLog`.
  private static func isLabelled(_ value: Double, base: Double, limit: Double) -> Bool {
    var factor = value / pow(base, jsRound(log(value) / log(base)))
    if factor * base < base - 0.5 { factor *= base }
    return factor <= limit
  }

  /// Source: vega-format, `trimZeroes`.
  private static func withoutZeros(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else { return text }
    let end =
      bytes.lastIndex(of: UInt8(ascii: "e"))
      ?? bytes.lastIndex { (0x30...0x39).contains($0) }.map { $0 + 1 } ?? bytes.count
    var start = end
    while start > point + 1, bytes[start - 1] == 0x30 { start -= 1 }
    if start == point + 1 { start = point }
    guard start < end else { return text }
    bytes.removeSubrange(start..<end)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A format for numbers between two with about `count` ticks.
  ///
  /// Source: vega-format, `formatSpan`.
  package static func span(
    _ start: Double, _ stop: Double, count: Double, specifier: NumberSpecifier?, locale: NumberLocale = .unitedStates
  ) -> NumberFormat {
    var specifier = specifier ?? .grouped
    let step = Ticks.step(start, stop, count: count)
    let largest = max(start.magnitude, stop.magnitude)
    guard specifier.precision == nil else { return NumberFormat(specifier, locale: locale) }
    switch specifier.type {
    case UInt8(ascii: "s"):
      specifier.precision = Precision.prefix(step: step, value: largest)
      return .sharedPrefix(specifier, for: largest, locale: locale)
    case nil, UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "p"), UInt8(ascii: "r"):
      specifier.precision = Precision.round(step: step, largest: largest).map {
        $0 - (specifier.type == UInt8(ascii: "e") ? 1 : 0)
      }
    case UInt8(ascii: "f"), UInt8(ascii: "%"):
      specifier.precision = Precision.fixed(step: step).map { $0 - (specifier.type == UInt8(ascii: "%") ? 2 : 0) }
    default: break
    }
    return NumberFormat(specifier, locale: locale)
  }
}

extension NumberSpecifier {
  /// `,f`: what axes use where nothing is said.
  package static var grouped: NumberSpecifier {
    var specifier = plain
    specifier.groups = true
    specifier.type = UInt8(ascii: "f")
    return specifier
  }

  /// An empty format.
  package static var plain: NumberSpecifier { NumberSpecifier() }

  private init() {}
}

extension ContinuousScale {
  /// Labels for about `count` ticks.
  ///
  /// - Parameters:
  ///   - specifier: a format of numbers; nil takes Vega's.
  ///   - labelsAll: whether a logarithmic scale labels all ticks.
  package func tickFormat(
    count: Double = 10, specifier: NumberSpecifier? = nil, labelsAll: Bool = false,
    locale: NumberLocale = .unitedStates
  ) -> TickFormat {
    guard let first = domain.first, let last = domain.last else { return .number(NumberFormat(.grouped)) }
    switch kind {
    case .time: return .multipleTime
    case .log(let base):
      let format = Self.variable(specifier, locale: locale)
      if labelsAll { return format }
      let limit = max(1, base * count / Double(ticks(count).count))
      return .logarithmic(format, base: base, limit: limit)
    case .linear, .power, .symlog:
      return .number(TickFormat.span(first, last, count: count, specifier: specifier, locale: locale))
    }
  }

  /// Source: vega-format, `formatFloat`.
  private static func variable(_ specifier: NumberSpecifier?, locale: NumberLocale) -> TickFormat {
    var groups = NumberSpecifier.plain
    groups.groups = true
    var specifier = specifier ?? groups
    guard specifier.precision == nil else { return .number(NumberFormat(specifier, locale: locale)) }
    switch specifier.type {
    case UInt8(ascii: "%"): specifier.precision = 10
    case UInt8(ascii: "e"): specifier.precision = 11
    default: specifier.precision = 12
    }
    return .trimmed(NumberFormat(specifier, locale: locale))
  }
}
