/// One summary of the rows of a group.
struct Aggregation: Sendable, Hashable {
  /// What is computed, by its name in Vega-Lite.
  enum Operation: String, Sendable, CaseIterable, Hashable {
    case count, valid, missing, distinct, sum, product, mean, average, median, min, max, q1, q3, variance, variancep
    case stdev, stdevp, stderr, ci0, ci1, values, argmin, argmax, exponential, exponentialb
  }

  var operation: Operation
  /// Nil for `count`.
  var field: String?
  /// The name of the new column.
  var name: String
  /// For `argmin` and `argmax`: the field whose value in that row is given; `field` is the one that is compared.
  var result: String?

  init(_ operation: Operation, of field: String? = nil, as name: String? = nil, result: String? = nil) {
    self.operation = operation
    self.field = field
    self.name = name ?? (field.map { "\(operation.rawValue)_\($0)" } ?? operation.rawValue)
    self.result = result
  }
}

/// Replaces rows by one for each group: `aggregate`.
struct Aggregate: Sendable, Hashable {
  var groupBy: [String] = []
  var operations: [Aggregation]
}

/// Adds the summary of its group to each row: `joinaggregate`.
struct JoinAggregate: Sendable, Hashable {
  var groupBy: [String] = []
  var operations: [Aggregation]
}

/// By what rows are ordered.
struct SortKey: Sendable, Hashable {
  var field: String
  var isDescending = false
}

/// Adds values that depend on neighbouring rows: `window`.
struct Window: Sendable, Hashable {
  /// What is computed for each row.
  enum Operation: Sendable, Hashable {
    case rowNumber, rank, denseRank, percentRank, cumulativeDistribution
    case tile(Int)
    case lag(Int), lead(Int)
    case firstValue, lastValue
    case nthValue(Int)
    case aggregate(Aggregation.Operation)
  }

  /// One new column.
  struct Column: Sendable, Hashable {
    var operation: Operation
    var field: String?
    var name: String
  }

  var columns: [Column]
  var groupBy: [String] = []
  var sort: [SortKey] = []
  /// How many rows before and after belong to the frame; nil has no bound.
  var before: Int?
  var after: Int? = 0
  /// Whether rows that the order does not tell apart stay out of the frame.
  var ignoresPeers = false
}
