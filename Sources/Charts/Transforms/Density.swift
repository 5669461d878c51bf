#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Estimates how densely numbers lie: `density`.
package struct Density: Sendable, Hashable {
  package var field: String
  package var groupBy: [String]
  package var isCumulative: Bool
  /// Whether the estimate is multiplied by the number of rows.
  package var counts: Bool
  /// 0 takes Scott's rule.
  package var bandwidth: Double
  package var extent: ClosedRange<Double>?
  package var minimumSteps: Int
  package var maximumSteps: Int
  /// A fixed number of steps.
  package var steps: Int?
  /// Whether all groups are computed at the same values.
  package var isShared: Bool
  package var valueName: String
  package var densityName: String

  package init(
    field: String, groupBy: [String] = [], isCumulative: Bool = false, counts: Bool = false, bandwidth: Double = 0.0,
    extent: ClosedRange<Double>? = nil, minimumSteps: Int = 25, maximumSteps: Int = 200, steps: Int? = nil,
    isShared: Bool = true, valueName: String = "value", densityName: String = "density"
  ) {
    self.field = field
    self.groupBy = groupBy
    self.isCumulative = isCumulative
    self.counts = counts
    self.bandwidth = bandwidth
    self.extent = extent
    self.minimumSteps = minimumSteps
    self.maximumSteps = maximumSteps
    self.steps = steps
    self.isShared = isShared
    self.valueName = valueName
    self.densityName = densityName
  }

  /// A row for each group and value, with the fields of `groupBy`.
  ///
  /// Source: vega-transform, `KDE.js`.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    let column = table.column(field)
    let numbers = groups.rows.map { rows in rows.compactMap { column?[$0].finiteNumber } }
    let all = extent ?? (isShared ? Self.extent(numbers.flatMap { $0 }) : nil)
    let least = steps ?? (isShared ? maximumSteps : minimumSteps)
    var heads: [Int] = []
    var values: [Value] = []
    var densities: [Value] = []
    for (rows, numbers) in zip(groups.rows, numbers) {
      guard let head = rows.first, let domain = all ?? Self.extent(numbers), !numbers.isEmpty else { continue }
      let kernel = Kernel(numbers, bandwidth: bandwidth)
      let scale = counts ? Double(numbers.count) : 1
      let curve = Curve.sample(domain, minimumSteps: least, maximumSteps: steps ?? maximumSteps) { x in
        isCumulative ? kernel.cumulative(x) : kernel.density(x)
      }
      for point in curve {
        heads.append(head)
        values.append(.number(point.x))
        densities.append(.number(point.y * scale))
      }
    }
    var result = Table(rowCount: heads.count)
    for name in groupBy { if let column = table.column(name) { result.set(name, heads.map { column[$0] }) } }
    result.set(valueName, values)
    result.set(densityName, densities)
    return result
  }

  package static func extent(_ numbers: [Double]) -> ClosedRange<Double>? {
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    return low...high
  }
}

/// A sum of normal distributions around numbers.
private struct Kernel {
  package let numbers: [Double]
  package let bandwidth: Double

  /// - Parameter bandwidth: 0 takes Scott's rule (vega-statistics, `bandwidth.js`).
  package init(_ numbers: [Double], bandwidth: Double) {
    self.numbers = numbers
    guard bandwidth <= 0 || !bandwidth.isFinite else {
      self.bandwidth = bandwidth
      return
    }
    let sorted = numbers.sorted()
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    let deviation = variance.squareRoot()
    let low = Statistics.quantile(sorted, 0.25) ?? 0
    let height = ((Statistics.quantile(sorted, 0.75) ?? 0) - low) / 1.34
    let spreads = [min(deviation, height), deviation, low.magnitude]
    let spread = spreads.first { $0 > 0 && $0.isFinite } ?? 1
    self.bandwidth = 1.06 * spread * pow(count, -0.2)
  }

  package func density(_ x: Double) -> Double {
    let sum = numbers.reduce(0) { sum, number in
      let z = (x - number) / bandwidth
      return sum + exp(-0.5 * z * z)
    }
    return sum / (2 * Double.pi).squareRoot() / bandwidth / Double(numbers.count)
  }

  package func cumulative(_ x: Double) -> Double {
    let sum = numbers.reduce(0) { sum, number in sum + 0.5 * erfc(-(x - number) / bandwidth / 2.0.squareRoot()) }
    return sum / Double(numbers.count)
  }
}

/// A curve as points between which it is nearly straight.
///
/// Source: vega-statistics, `sampleCurve.js`.
package enum Curve {
  package typealias Point = (x: Double, y: Double)

  /// More steps than a drawing can show.
  private static let limit = 10_000

  /// - Parameters:
  ///   - minimumSteps: steps of equal width.
  ///   - maximumSteps: of how many equal steps none is cut further; equal to `minimumSteps` where none may be cut.
  package static func sample(
    _ extent: ClosedRange<Double>, minimumSteps: Int, maximumSteps: Int, _ height: (Double) -> Double
  ) -> [Point] {
    let least = max(1, min(minimumSteps, limit))
    let most = max(least, min(maximumSteps, limit))
    let span = extent.upperBound - extent.lowerBound
    func point(_ x: Double) -> Point { (x, height(x)) }
    guard span.isFinite else { return [point(extent.lowerBound), point(extent.upperBound)] }
    let inner = (1..<least).map { point(extent.lowerBound + Double($0) / Double(least) * span) }
    let first = point(extent.lowerBound)
    let last = point(extent.upperBound)
    if least == most { return [first] + inner + [last] }
    var waiting = [last] + inner.reversed()
    let heights = ([first] + waiting).map(\.y)
    let scale = 1 / ((heights.max() ?? 1) - (heights.min() ?? 0))
    var points = [first]
    var left = first
    while let right = waiting.last {
      let middle = point((left.x + right.x) / 2)
      let bend = turn(left, middle, right, 1 / span, scale)
      if middle.x - left.x >= span / Double(most), bend > 0.5 * .pi / 180 {
        waiting.append(middle)
      } else {
        left = right
        points.append(right)
        waiting.removeLast()
      }
    }
    return points
  }

  /// The angle between the ways from one point to two others.
  private static func turn(_ a: Point, _ b: Point, _ c: Point, _ scaleX: Double, _ scaleY: Double) -> Double {
    let far = atan2(scaleY * (c.y - a.y), scaleX * (c.x - a.x))
    let near = atan2(scaleY * (b.y - a.y), scaleX * (b.x - a.x))
    return (far - near).magnitude
  }
}
