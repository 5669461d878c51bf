#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The ticks of a logarithmic scale.
///
/// Source: d3-scale, `log.js`.
package struct LogTicks {
  /// Above 0 and not 1.
  package var base: Double

  private func logarithm(_ x: Double) -> Double {
    switch base {
    case 10: log10(x)
    case 2: log2(x)
    default: log(x) / log(base)
    }
  }

  private func power(_ x: Double) -> Double { pow(base, x) }

  /// Multiples of powers from `start` to `stop`, both of one sign.
  package func values(_ start: Double, _ stop: Double, count: Double) -> [Double] {
    let isNegative = start < 0
    func logs(_ x: Double) -> Double { isNegative ? -logarithm(-x) : logarithm(x) }
    func powers(_ x: Double) -> Double { isNegative ? -power(-x) : power(x) }
    let (low, high) = (min(start, stop), max(start, stop))
    let (first, last) = (logs(low), logs(high))
    guard first.isFinite, last.isFinite, count > 0 else { return [] }
    var ticks: [Double] = []
    if base == base.rounded(), base >= 2, base <= 1000, last - first < count {
      let exponents = Int(first.rounded(.down))...Int(last.rounded(.up))
      let factors = (1..<Int(base)).map(Double.init)
      for exponent in exponents {
        for factor in low > 0 ? factors : factors.reversed() {
          let tick =
            if low > 0 {
              exponent < 0 ? factor / powers(Double(-exponent)) : factor * powers(Double(exponent))
            } else {
              exponent > 0 ? factor / powers(Double(-exponent)) : factor * powers(Double(exponent))
            }
          if tick >= low, tick <= high { ticks.append(tick) }
        }
      }
      if Double(ticks.count * 2) < count { ticks = Ticks.values(low, high, count: count) }
    } else {
      ticks = Ticks.values(first, last, count: min(last - first, count)).map(powers)
    }
    return stop < start ? ticks.reversed() : ticks
  }

  /// A domain extended to whole powers.
  package func nice(_ domain: [Double]) -> [Double] {
    guard let head = domain.first, let tail = domain.last else { return domain }
    let isNegative = head < 0
    func logs(_ x: Double) -> Double { isNegative ? -logarithm(-x) : logarithm(x) }
    func powers(_ x: Double) -> Double { isNegative ? -power(-x) : power(x) }
    let low = powers(logs(min(head, tail)).rounded(.down))
    let high = powers(logs(max(head, tail)).rounded(.up))
    guard low.isFinite, high.isFinite else { return domain }
    var nice = domain
    nice[0] = tail < head ? high : low
    nice[nice.count - 1] = tail < head ? low : high
    return nice
  }
}
