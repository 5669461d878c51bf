/// Estimates how densely numbers lie: `density`.
struct Density: Sendable, Hashable {
  var field: String
  var groupBy: [String] = []
  var isCumulative = false
  /// Whether the estimate is multiplied by the number of rows.
  var counts = false
  /// 0 takes Scott's rule.
  var bandwidth = 0.0
  var extent: ClosedRange<Double>?
  var minimumSteps = 25
  var maximumSteps = 200
  /// A fixed number of steps.
  var steps: Int?
  /// Whether all groups are computed at the same values.
  var resolvesShared = false
  var names: [String] = ["value", "density"]
}

/// Fits a curve: `regression`.
struct Regression: Sendable, Hashable {
  /// The form of the curve.
  enum Method: String, Sendable, Hashable, CaseIterable { case linear, log, exp, pow, quad, poly }

  /// What is predicted.
  var y: String
  /// From what.
  var x: String
  var groupBy: [String] = []
  var method = Method.linear
  /// The order of a polynomial.
  var order = 3
  var extent: ClosedRange<Double>?
  /// Whether a row of the model's numbers is given instead of its curve.
  var givesParameters = false
  var names: [String] = []
}

/// Smooths by local regression: `loess`.
struct Loess: Sendable, Hashable {
  var y: String
  var x: String
  var groupBy: [String] = []
  /// Which share of the rows is used around each.
  var bandwidth = 0.3
  var names: [String] = []
}

/// Gives the values at shares of the sorted numbers: `quantile`.
struct QuantileTransform: Sendable, Hashable {
  var field: String
  var groupBy: [String] = []
  /// Shares, 0 to 1; empty takes them by step.
  var shares: [Double] = []
  var step = 0.01
  var names: [String] = ["prob", "value"]
}
