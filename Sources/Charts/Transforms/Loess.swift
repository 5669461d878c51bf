/// Smooths by local regression: `loess`.
package struct Loess: Sendable, Hashable {
  package var y: String
  package var x: String
  package var groupBy: [String]
  /// Which share of the rows is used around each.
  package var bandwidth: Double
  /// New names for `x` and `y`, or none.
  package var names: [String]

  package init(
    y: String, x: String, groupBy: [String] = [], bandwidth: Double = 0.3, names: [String] = []
  ) {
    self.y = y
    self.x = x
    self.groupBy = groupBy
    self.bandwidth = bandwidth
    self.names = names
  }

  /// A row for each group and different x, with the fields of `groupBy`.
  ///
  /// Source: vega-statistics, `regression/loess.js`.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    let (columnX, columnY) = (table.column(x), table.column(y))
    var heads: [Int] = []
    var xs: [Value] = []
    var ys: [Value] = []
    for rows in groups.rows {
      let points = rows.compactMap { row -> Curve.Point? in
        guard let x = columnX?[row].finiteNumber, let y = columnY?[row].finiteNumber else { return nil }
        return (x, y)
      }
      guard let head = rows.first else { continue }
      for point in Self.smooth(points, bandwidth: bandwidth) {
        heads.append(head)
        xs.append(.number(point.x))
        ys.append(.number(point.y))
      }
    }
    var result = Table(rowCount: heads.count)
    for name in groupBy { if let column = table.column(name) { result.set(name, heads.map { column[$0] }) } }
    let own = names.count == 2 ? names : [x, y]
    result.set(own[0], xs)
    result.set(own[1], ys)
    return result
  }

  /// More rows than this are thinned evenly first, as each is compared with its neighbours thrice.
  private static let limit = 5_000

  /// Smoothed heights by ascending x.
  package static func smooth(_ points: [Curve.Point], bandwidth: Double) -> [Curve.Point] {
    var sorted = points.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
    if sorted.count > limit {
      let stride = Double(sorted.count) / Double(limit)
      sorted = (0..<limit).map { sorted[Int(Double($0) * stride)] }
    }
    let count = sorted.count
    guard count > 1 else { return sorted }
    let meanX = sorted.reduce(0) { $0 + $1.x } / Double(count)
    let meanY = sorted.reduce(0) { $0 + $1.y } / Double(count)
    let xs = sorted.map { $0.x - meanX }
    let ys = sorted.map { $0.y - meanY }
    let share = bandwidth > 0 && bandwidth <= 1 ? bandwidth : 0.3
    let width = min(count, max(2, Int(share * Double(count))))
    var fit = [Double](repeating: 0, count: count)
    var weights = [Double](repeating: 1, count: count)
    for pass in 0...2 {
      var window = (first: 0, last: width - 1)
      var residuals = [Double](repeating: 0, count: count)
      for place in 0..<count {
        fit[place] = local(xs, ys, weights, at: xs[place], window)
        residuals[place] = (ys[place] - fit[place]).magnitude
        move(&window, xs, to: place + 1)
      }
      let median = Statistics.quantile(residuals.sorted(), 0.5) ?? 0
      if pass == 2 || median < 1e-12 { break }
      for place in 0..<count {
        let distance = residuals[place] / (6 * median)
        let rest = 1 - distance * distance
        weights[place] = distance >= 1 ? 1e-12 : rest * rest
      }
    }
    var result: [Curve.Point] = []
    for place in 0..<count {
      let point = (x: xs[place] + meanX, y: fit[place] + meanY)
      if result.last?.x != point.x { result.append(point) }
    }
    return result
  }

  /// The height at `x` of a line through its neighbours, the nearest of which count most.
  private static func local(
    _ xs: [Double], _ ys: [Double], _ weights: [Double], at x: Double, _ window: (first: Int, last: Int)
  ) -> Double {
    let edge = x - xs[window.first] > xs[window.last] - x ? window.first : window.last
    let reach = (xs[edge] - x).magnitude
    let scale = 1 / (reach == 0 ? 1 : reach)
    var (sum, sumX, sumY, sumXY, sumXX) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for place in window.first...window.last {
      let distance = (x - xs[place]).magnitude * scale
      let near = 1 - distance * distance * distance
      let weight = near * near * near * weights[place]
      sum += weight
      sumX += xs[place] * weight
      sumY += ys[place] * weight
      sumXY += ys[place] * xs[place] * weight
      sumXX += xs[place] * xs[place] * weight
    }
    guard sum > 0 else { return 0 }
    let (meanX, meanY) = (sumX / sum, sumY / sum)
    let spread = sumXX / sum - meanX * meanX
    let slope = spread.magnitude < 1e-24 ? 0 : (sumXY / sum - meanX * meanY) / spread
    return meanY - slope * meanX + slope * x
  }

  private static func move(_ window: inout (first: Int, last: Int), _ xs: [Double], to place: Int) {
    guard place < xs.count else { return }
    while window.last + 1 < xs.count, place > window.first,
      xs[window.last + 1] - xs[place] <= xs[place] - xs[window.first]
    {
      window.first += 1
      window.last += 1
    }
  }
}

/// Gives the values at shares of the sorted numbers: `quantile`.
package struct QuantileTransform: Sendable, Hashable {
  package var field: String
  package var groupBy: [String]
  /// Shares, 0 to 1; empty takes them by step.
  package var shares: [Double]
  package var step: Double
  package var shareName: String
  package var valueName: String

  package init(
    field: String, groupBy: [String] = [], shares: [Double] = [], step: Double = 0.01, shareName: String = "prob",
    valueName: String = "value"
  ) {
    self.field = field
    self.groupBy = groupBy
    self.shares = shares
    self.step = step
    self.shareName = shareName
    self.valueName = valueName
  }

  /// A row for each group and share, with the fields of `groupBy`.
  ///
  /// Source: vega-transform, `Quantile.js`.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    let column = table.column(field)
    let step = step > 0.0001 && step <= 1 ? step : 0.01
    let shares = shares.isEmpty ? Array(stride(from: step / 2, to: 1 - 1e-14, by: step)) : shares
    var result = Table(rowCount: groups.rows.count * shares.count)
    for name in groupBy {
      guard let column = table.column(name) else { continue }
      result.set(name, groups.rows.flatMap { rows in shares.map { _ in column[rows[0]] } })
    }
    result.set(shareName, groups.rows.flatMap { _ in shares.map { .number($0) } })
    result.set(
      valueName,
      groups.rows.flatMap { rows in
        let sorted = rows.compactMap { column?[$0].finiteNumber }.sorted()
        return shares.map { share in Statistics.quantile(sorted, share).map { Value.number($0) } ?? .null }
      })
    return result
  }
}
