#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A scale from numbers to numbers: linear, power, logarithmic, symmetric logarithmic, or of time.
package struct ContinuousScale: Sendable {
  /// How numbers are bent before they are placed.
  package enum Kind: Sendable, Hashable {
    case linear
    /// Powers keep the sign of their number.
    case power(exponent: Double)
    case log(base: Double)
    case symlog(constant: Double)
    /// Milliseconds since 1970. Without UTC, every second day starts anew each month.
    case time(isUTC: Bool)

    package static var squareRoot: Kind { .power(exponent: 0.5) }

    package var isTime: Bool { if case .time = self { true } else { false } }
    package var isLogarithmic: Bool { if case .log = self { true } else { false } }
  }

  package var kind: Kind
  /// Two numbers or more, ascending or descending; with more than two, each part has a part of the range.
  package var domain: [Double]
  /// As many as the domain has.
  package var range: [Double]
  /// Whether what lies outside the domain is placed at its end.
  package var clamps: Bool

  package init(_ kind: Kind = .linear, domain: [Double], range: [Double], clamps: Bool = false) {
    self.kind = kind
    self.domain = domain
    self.range = range
    self.clamps = clamps
  }

  /// The place of a number; NaN where it has none, as 0 on a logarithmic scale.
  package func callAsFunction(_ value: Double) -> Double {
    Self.map(value, from: domain, to: range, clamps: clamps, bend: bend, unbend: nil)
  }

  /// The number at a place.
  package func invert(_ place: Double) -> Double {
    Self.map(place, from: range, to: domain, clamps: clamps, bend: nil, unbend: (bend, unbend))
  }

  /// Where in the domain a number lies: 0 at its beginning, 1 at its end.
  package func fraction(_ value: Double) -> Double {
    guard let first = domain.first, let last = domain.last else { return .nan }
    return Self.normalize(bend(value), bend(first), bend(last))
  }

  /// Source: d3-scale, `continuous.js`.
  private static func map(
    _ value: Double, from: [Double], to: [Double], clamps: Bool, bend: ((Double) -> Double)?,
    unbend: (bend: (Double) -> Double, unbend: (Double) -> Double)?
  ) -> Double {
    let count = min(from.count, to.count)
    guard count >= 2, !value.isNaN else { return .nan }
    let isDescending = from[count - 1] < from[0]
    var value = value
    if clamps {
      let (low, high) = (min(from[0], from[count - 1]), max(from[0], from[count - 1]))
      value = max(low, min(high, value))
    }
    var part = 0
    while part < count - 2, isDescending ? value < from[part + 1] : value >= from[part + 1] { part += 1 }
    let (a, b) = (from[part], from[part + 1])
    let (u, v) = (to[part], to[part + 1])
    // Descending parts are turned round first, as in the original, so that the last bits agree.
    let turns = count == 2 ? b < a : isDescending
    let t =
      if let bend {
        turns ? normalize(bend(value), bend(b), bend(a)) : normalize(bend(value), bend(a), bend(b))
      } else {
        turns ? normalize(value, b, a) : normalize(value, a, b)
      }
    let (start, end) = turns ? (v, u) : (u, v)
    guard let unbend else { return interpolate(start, end, t) }
    return unbend.unbend(interpolate(unbend.bend(start), unbend.bend(end), t))
  }

  private static func normalize(_ value: Double, _ a: Double, _ b: Double) -> Double {
    let span = b - a
    return span != 0 ? (value - a) / span : 0.5
  }

  /// The number at a share of the way from `a` to `b`.
  package static func interpolate(_ a: Double, _ b: Double, _ t: Double) -> Double { a * (1 - t) + b * t }

  /// A logarithmic domain below zero is reflected.
  private var isReflected: Bool { kind.isLogarithmic && (domain.first ?? 0) < 0 }

  private func bend(_ x: Double) -> Double {
    switch kind {
    case .linear, .time: return x
    case .power(let exponent):
      if exponent == 1 { return x }
      if exponent == 0.5 { return x < 0 ? -(-x).squareRoot() : x.squareRoot() }
      return x < 0 ? -pow(-x, exponent) : pow(x, exponent)
    case .log: return isReflected ? -log(-x) : log(x)
    case .symlog(let constant): return x < 0 ? -log1p(-x / constant) : log1p(x / constant)
    }
  }

  private func unbend(_ x: Double) -> Double {
    switch kind {
    case .linear, .time: return x
    case .power(let exponent):
      if exponent == 1 { return x }
      if exponent == 0.5 { return x < 0 ? -x * x : x * x }
      return x < 0 ? -pow(-x, 1 / exponent) : pow(x, 1 / exponent)
    case .log: return isReflected ? -exp(-x) : exp(x)
    case .symlog(let constant): return x < 0 ? -expm1(-x) * constant : expm1(x) * constant
    }
  }
}

// MARK: - Ticks and round domains

extension ContinuousScale {
  /// Round values within the domain, about `count` of them, in its order.
  package func ticks(_ count: Double = 10) -> [Double] {
    guard let first = domain.first, let last = domain.last else { return [] }
    switch kind {
    case .linear, .power, .symlog: return Ticks.values(first, last, count: count)
    case .log(let base): return LogTicks(base: base).values(first, last, count: count)
    case .time(let isUTC): return CalendarInterval.ticks(first, last, count: count, isUTC: isUTC)
    }
  }

  /// The beginnings of calendar intervals within the domain.
  package func ticks(_ interval: CalendarInterval) -> [Double] {
    guard let first = domain.first, let last = domain.last else { return [] }
    let times = interval.range(min(first, last), max(first, last) + 1)
    return last < first ? times.reversed() : times
  }

  /// Extends the domain to round values.
  ///
  /// - Parameter count: about how many ticks there will be.
  package mutating func nice(_ count: Double = 10) {
    guard domain.count > 1, let first = domain.first, let last = domain.last else { return }
    switch kind {
    case .linear, .power, .symlog: domain = Ticks.nice(domain, count: count)
    case .log(let base): domain = LogTicks(base: base).nice(domain)
    case .time(let isUTC):
      let interval = CalendarInterval.forTicks(min(first, last), max(first, last), count: count, isUTC: isUTC)
      domain = interval?.nice(domain) ?? domain
    }
  }

  /// Extends the domain to whole calendar intervals.
  package mutating func nice(_ interval: CalendarInterval) { domain = interval.nice(domain) }

  /// Extends the domain so that as many pixels are free at both ends of the range.
  ///
  /// Source: vega-encode, `padDomain`; vega-util, `zoom`.
  package mutating func pad(_ padding: Double) {
    guard domain.count > 1, let first = domain.first, let last = domain.last, let start = range.first,
      let end = range.last
    else { return }
    let span = (end - start).magnitude
    guard span - 2 * padding > 0 else { return }
    let factor = span / (span - 2 * padding)
    let (a, b) = (bend(first), bend(last))
    let middle = (a + b) / 2
    domain[0] = unbend(middle + (a - middle) * factor)
    domain[domain.count - 1] = unbend(middle + (b - middle) * factor)
  }

  /// Of given ticks, for example the edges of bins, those that lie within the range, in its order.
  ///
  /// Source: vega-scale, `validTicks`.
  /// - Parameter count: every other is left out until there are no more; nil keeps all.
  package func validTicks(_ values: [Double], count: Double? = nil) -> [Double] {
    guard let start = range.first, let end = range.last else { return [] }
    let (low, high) = (min(start, end).rounded(.down), max(start, end).rounded(.up))
    let placed = values.map { (value: $0, place: self($0)) }.filter { $0.place >= low && $0.place <= high }
    var ticks = placed.enumerated().sorted { a, b in
      guard a.element.place != b.element.place else { return a.offset < b.offset }
      return (a.element.place < b.element.place) == (start <= end)
    }.map(\.element.value)
    guard let count, count > 0, ticks.count > 1, let first = ticks.first, let last = ticks.last else { return ticks }
    while Double(ticks.count) > count, ticks.count >= 3 {
      ticks = ticks.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }
    return ticks.count < 3 ? [first, last] : ticks
  }
}
