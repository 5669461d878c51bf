import Glibc

/// Round numbers within a domain, as d3-array finds them.
///
/// All are computed from whole multiples of the step, or of its reciprocal where it is below 1, so that they are the
/// nearest binary numbers to what they are written as.
package enum Ticks {
  /// More ticks than any axis can hold; a count above is taken for this one.
  package static let maximumCount = 1_000.0

  /// The step as d3 keeps it: above 0 the step itself, below 0 minus its reciprocal; and the first and last multiple.
  private struct Plan {
    package var first: Double
    package var last: Double
    package var increment: Double
  }

  /// Source: d3-array, `tickSpec`.
  private static func plan(_ start: Double, _ stop: Double, _ count: Double) -> Plan? {
    var count = min(count, maximumCount)
    // The original calls itself with twice the count until a tick lies inside; count is below 2, so at most twice.
    while true {
      let step = (stop - start) / max(0, count)
      let power = log10(step).rounded(.down)
      guard power.isFinite else { return nil }
      let error = step / pow(10, power)
      let factor: Double =
        error >= 50.0.squareRoot() ? 10 : error >= 10.0.squareRoot() ? 5 : error >= 2.0.squareRoot() ? 2 : 1
      var plan: Plan
      if power < 0 {
        let increment = pow(10, -power) / factor
        plan = Plan(first: round(start * increment), last: round(stop * increment), increment: -increment)
        if plan.first / increment < start { plan.first += 1 }
        if plan.last / increment > stop { plan.last -= 1 }
      } else {
        let increment = pow(10, power) * factor
        plan = Plan(first: round(start / increment), last: round(stop / increment), increment: increment)
        if plan.first * increment < start { plan.first += 1 }
        if plan.last * increment > stop { plan.last -= 1 }
      }
      guard plan.last < plan.first, count >= 0.5, count < 2 else { return plan }
      count *= 2
    }
  }

  /// JavaScript's rounding: halves go up.
  private static func round(_ value: Double) -> Double { jsRound(value) }

  /// Round numbers from `start` to `stop`, both included, about `count` of them; descending where `stop` is less.
  package static func values(_ start: Double, _ stop: Double, count: Double) -> [Double] {
    guard count > 0, start.isFinite, stop.isFinite else { return [] }
    guard start != stop else { return [start] }
    let isReverse = stop < start
    guard let plan = isReverse ? plan(stop, start, count) : plan(start, stop, count), plan.last >= plan.first,
      plan.last - plan.first <= 10 * maximumCount
    else { return [] }
    return (0...Int(plan.last - plan.first)).map { index in
      let multiple = isReverse ? plan.last - Double(index) : plan.first + Double(index)
      return plan.increment < 0 ? multiple / -plan.increment : multiple * plan.increment
    }
  }

  /// The difference between neighbours; below 0 it is minus its reciprocal; 0 where there is none.
  package static func increment(_ start: Double, _ stop: Double, count: Double) -> Double {
    plan(start, stop, count)?.increment ?? 0
  }

  /// The difference between neighbours, negative where `stop` is less than `start`; 0 where there is none.
  package static func step(_ start: Double, _ stop: Double, count: Double) -> Double {
    let isReverse = stop < start
    let increment = isReverse ? increment(stop, start, count: count) : increment(start, stop, count: count)
    let step = increment < 0 ? 1 / -increment : increment
    return isReverse ? -step : step
  }

  /// A domain extended to multiples of the step.
  ///
  /// Source: d3-scale, `linear.nice`.
  package static func nice(_ domain: [Double], count: Double = 10) -> [Double] {
    guard domain.count > 1, let head = domain.first, let tail = domain.last else { return domain }
    let isReverse = tail < head
    var (start, stop) = isReverse ? (tail, head) : (head, tail)
    var previous: Double?
    for _ in 0..<10 {
      let step = increment(start, stop, count: count)
      if step == previous {
        var nice = domain
        nice[0] = isReverse ? stop : start
        nice[nice.count - 1] = isReverse ? start : stop
        return nice
      }
      if step > 0 {
        start = (start / step).rounded(.down) * step
        stop = (stop / step).rounded(.up) * step
      } else if step < 0 {
        start = (start * step).rounded(.up) / step
        stop = (stop * step).rounded(.down) / step
      } else {
        break
      }
      previous = step
    }
    return domain
  }
}

/// JavaScript's `Math.round`: halves go up.
package func jsRound(_ value: Double) -> Double {
  let down = value.rounded(.down)
  return value - down >= 0.5 ? down + 1 : down
}
