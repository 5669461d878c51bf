#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Fits a curve: `regression`.
package struct Regression: Sendable, Hashable {
  /// The form of the curve.
  package enum Method: String, Sendable, Hashable, CaseIterable { case linear, log, exp, pow, quad, poly }

  /// What is predicted.
  package var y: String
  /// From what.
  package var x: String
  package var groupBy: [String]
  package var method: Method
  /// The order of a polynomial.
  package var order: Int
  package var extent: ClosedRange<Double>?
  /// Whether a row of the model's numbers, `coef` and `rSquared`, is given instead of its curve.
  package var givesParameters: Bool
  /// New names for `x` and `y`, or none.
  package var names: [String]

  package init(
    y: String, x: String, groupBy: [String] = [], method: Method = Method.linear, order: Int = 3,
    extent: ClosedRange<Double>? = nil, givesParameters: Bool = false, names: [String] = []
  ) {
    self.y = y
    self.x = x
    self.groupBy = groupBy
    self.method = method
    self.order = order
    self.extent = extent
    self.givesParameters = givesParameters
    self.names = names
  }

  /// The highest order of a polynomial; above, numbers lose all precision.
  package static let maximumOrder = 10

  /// Points of the curve of each group, with the fields of `groupBy`. Groups with too few rows for the form have none.
  ///
  /// Source: vega-transform, `Regression.js`.
  package func apply(to table: Table) -> Table {
    let groups = Groups(table, by: groupBy)
    let (columnX, columnY) = (table.column(x), table.column(y))
    var heads: [Int] = []
    var first: [Value] = []
    var second: [Value] = []
    for rows in groups.rows {
      let points = rows.compactMap { row -> Curve.Point? in
        guard let x = columnX?[row].finiteNumber, let y = columnY?[row].finiteNumber else { return nil }
        return (x, y)
      }
      let degree =
        switch method {
        case .poly: max(0, min(order, Self.maximumOrder))
        case .quad: 2
        default: 1
        }
      guard points.count > degree, let head = rows.first, let range = extent ?? Density.extent(points.map(\.x)),
        let model = RegressionModel(points, method: method, order: degree)
      else { continue }
      if givesParameters {
        heads.append(head)
        first.append(.list(model.coefficients.map { .number($0) }))
        second.append(.number(model.rSquared(points)))
        continue
      }
      let curve =
        degree == 1 && (method == .linear || method == .poly)
        ? [range.lowerBound, range.upperBound].map { ($0, model.predict($0)) }
        : Curve.sample(range, minimumSteps: 25, maximumSteps: 200, model.predict)
      for (x, y) in curve where y.isFinite {
        heads.append(head)
        first.append(.number(x))
        second.append(.number(y))
      }
    }
    var result = Table(rowCount: heads.count)
    for name in groupBy { if let column = table.column(name) { result.set(name, heads.map { column[$0] }) } }
    let own = givesParameters ? ["coef", "rSquared"] : names.count == 2 ? names : [x, y]
    result.set(own[0], first)
    result.set(own[1], second)
    return result
  }
}

/// A curve fitted by least squares.
///
/// Source: vega-statistics, `regression/`.
package struct RegressionModel: Sendable {
  package let coefficients: [Double]
  private let method: Regression.Method
  /// The middle of x, about which polynomials and exponentials are computed.
  private let middle: Double
  private let centred: [Double]

  /// Nil where the points do not determine a curve.
  package init?(_ points: [Curve.Point], method: Regression.Method, order: Int) {
    self.method = method
    let count = Double(points.count)
    guard count > 0 else { return nil }
    switch method {
    case .linear, .quad, .poly: middle = points.reduce(0) { $0 + $1.x } / count
    case .exp: middle = points.reduce(0) { $0 + $1.x } / count
    case .log, .pow: middle = 0
    }
    let middle = middle
    switch method {
    case .linear, .quad, .poly:
      let moved = points.map { (x: $0.x - middle, y: $0.y, weight: 1.0) }
      guard let fit = LeastSquares.polynomial(moved, order: order) else { return nil }
      centred = fit
      coefficients = LeastSquares.expanded(fit, about: middle)
    case .log:
      guard let fit = LeastSquares.polynomial(points.map { (Self.logarithm($0.x), $0.y, 1) }, order: 1) else {
        return nil
      }
      (centred, coefficients) = (fit, fit)
    case .exp:
      let moved = points.map { (x: $0.x - middle, y: Self.logarithm($0.y), weight: $0.y) }
      guard let fit = LeastSquares.polynomial(moved, order: 1) else { return nil }
      centred = fit
      coefficients = [Self.exponential(fit[0] - fit[1] * middle), fit[1]]
    case .pow:
      let logs = points.map { (x: Self.logarithm($0.x), y: Self.logarithm($0.y), weight: 1.0) }
      guard let fit = LeastSquares.polynomial(logs, order: 1) else { return nil }
      centred = fit
      coefficients = [Self.exponential(fit[0]), fit[1]]
    }
    guard coefficients.allSatisfy(\.isFinite) else { return nil }
  }

  private static func logarithm(_ x: Double) -> Double { log(x) }

  private static func exponential(_ x: Double) -> Double { exp(x) }

  package func predict(_ x: Double) -> Double {
    switch method {
    case .linear, .quad, .poly: LeastSquares.value(centred, x - middle)
    case .log: centred[0] + centred[1] * Self.logarithm(x)
    case .exp: Self.exponential(centred[0] + centred[1] * (x - middle))
    case .pow: coefficients[0] * pow(x, coefficients[1])
    }
  }

  /// Which share of the spread of y the curve explains.
  package func rSquared(_ points: [Curve.Point]) -> Double {
    let mean = points.reduce(0) { $0 + $1.y } / Double(max(1, points.count))
    let rest = points.reduce(0) { $0 + ($1.y - predict($1.x)) * ($1.y - predict($1.x)) }
    let total = points.reduce(0) { $0 + ($1.y - mean) * ($1.y - mean) }
    return total > 0 ? 1 - rest / total : 0
  }
}

/// Polynomials of least squares.
package enum LeastSquares {
  /// The coefficients from the constant on; nil where the points do not determine them.
  package static func polynomial(_ points: [(x: Double, y: Double, weight: Double)], order: Int) -> [Double]? {
    let size = order + 1
    // The normal equations: a row for each power of x, and the right side at its end.
    var rows = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
    for point in points {
      var powers = [point.weight]
      for _ in 0..<(2 * order) { powers.append((powers.last ?? 0) * point.x) }
      for row in 0..<size {
        for column in 0..<size { rows[row][column] += powers[row + column] }
        rows[row][size] += powers[row] * point.y
      }
    }
    return solve(&rows)
  }

  /// Gauss's elimination with the largest pivot.
  private static func solve(_ rows: inout [[Double]]) -> [Double]? {
    let size = rows.count
    for column in 0..<size {
      let pivot = (column..<size).max { rows[$0][column].magnitude < rows[$1][column].magnitude } ?? column
      rows.swapAt(column, pivot)
      // All x the same: the rest of the powers says nothing.
      guard rows[column][column].magnitude > 1e-300, rows[column][column].isFinite else {
        guard column > 0, rows[column...].allSatisfy({ $0[column].magnitude < 1e-9 }) else { return nil }
        rows[column] = [Double](repeating: 0, count: size + 1)
        rows[column][column] = 1
        continue
      }
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        guard factor != 0 else { continue }
        for place in column...size { rows[row][place] -= factor * rows[column][place] }
      }
    }
    let solution = (0..<size).map { rows[$0][size] / rows[$0][$0] }
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }

  package static func value(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The coefficients of a polynomial in `x - middle` as one in `x`.
  package static func expanded(_ coefficients: [Double], about middle: Double) -> [Double] {
    var result: [Double] = []
    for coefficient in coefficients.reversed() {
      // result × (x - middle) + coefficient
      var next = [Double](repeating: 0, count: result.count + 1)
      for (power, value) in result.enumerated() {
        next[power + 1] += value
        next[power] -= value * middle
      }
      next[0] += coefficient
      result = next
    }
    return result
  }
}
