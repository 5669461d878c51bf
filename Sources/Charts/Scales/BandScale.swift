/// A scale from distinct values to bands of one width, or to points.
///
/// Source: d3-scale, `band.js`, with the paddings of Vega.
package struct BandScale: Sendable {
  package let domain: DiscreteDomain
  package let range: (start: Double, end: Double)
  /// From the beginning of one band to the beginning of the next.
  package let step: Double
  /// The width of a band; 0 for points.
  package let bandwidth: Double
  private let first: Double
  private let isReversed: Bool

  /// - Parameters:
  ///   - range: where the first band begins and the last ends; turned round where the end is less.
  ///   - paddingInner: the space between bands as a share of the step, 0 to 1.
  ///   - paddingOuter: the space before the first and after the last band in steps.
  ///   - align: how much of what is left over lies before the first band, 0 to 1.
  ///   - rounds: whether bands begin and end at whole numbers.
  package init(
    _ domain: DiscreteDomain, range: (start: Double, end: Double), paddingInner: Double = 0, paddingOuter: Double = 0,
    align: Double = 0.5, rounds: Bool = false
  ) {
    self.domain = domain
    self.range = range
    isReversed = range.end < range.start
    let (start, end) = isReversed ? (range.end, range.start) : (range.start, range.end)
    let count = Double(domain.count)
    let inner = min(1, paddingInner)
    let space = Self.space(domain.count, paddingInner: inner, paddingOuter: paddingOuter)
    var step = (end - start) / (space == 0 ? 1 : space)
    if rounds { step = step.rounded(.down) }
    var first = start + (end - start - step * (count - inner)) * align
    var bandwidth = step * (1 - inner)
    if rounds {
      first = jsRound(first)
      bandwidth = jsRound(bandwidth)
    }
    self.step = step
    self.first = first
    self.bandwidth = bandwidth
  }

  /// A scale to points: bands without width.
  package static func point(
    _ domain: DiscreteDomain, range: (start: Double, end: Double), padding: Double = 0, align: Double = 0.5,
    rounds: Bool = false
  ) -> BandScale {
    BandScale(domain, range: range, paddingInner: 1, paddingOuter: padding, align: align, rounds: rounds)
  }

  /// How many steps a number of bands needs, with what lies between and around them.
  package static func space(_ count: Int, paddingInner: Double, paddingOuter: Double) -> Double {
    let space = Double(count) - paddingInner + paddingOuter * 2
    return count == 0 ? 0 : space > 0 ? space : 1
  }

  /// Where the band of a value begins; nil for a value that is not in the domain.
  package func callAsFunction(_ value: Value) -> Double? { domain.position(value).map(start) }

  /// Where a band begins.
  ///
  /// - Parameter position: the number of its value in the domain.
  package func start(_ position: Int) -> Double {
    first + step * Double(isReversed ? domain.count - 1 - position : position)
  }

  /// The middle of a value's band.
  package func middle(_ value: Value) -> Double? { self(value).map { $0 + bandwidth / 2 } }

  /// The value whose band, or whose point, is nearest to a place.
  package func invert(_ place: Double) -> Value? {
    guard domain.count > 0, step > 0, place.isFinite else { return domain.values.first }
    let steps = ((place - first - bandwidth / 2) / step).rounded()
    let position = Int(max(0, min(Double(domain.count - 1), steps)))
    return domain.values[isReversed ? domain.count - 1 - position : position]
  }
}
