/// A scale from numbers to the outputs of a list, one for each part that thresholds cut.
package struct ThresholdScale<Output: Sendable>: Sendable {
  /// Ascending; a number that equals one belongs to the part above it.
  package let thresholds: [Double]
  /// One more than there are thresholds.
  package let range: [Output]

  /// - Parameter range: outputs that are too many are not used; where there are too few, the last is used again.
  package init(thresholds: [Double], range: [Output]) {
    self.thresholds = thresholds
    self.range = range
  }

  /// As many equal parts of a domain as there are outputs.
  ///
  /// Source: d3-scale, `quantize.js`.
  package static func quantize(_ start: Double, _ stop: Double, range: [Output]) -> ThresholdScale {
    let last = Double(range.count - 1)
    let thresholds = (0..<max(0, range.count - 1)).map { index in
      ((Double(index) + 1) * stop - (Double(index) - last) * start) / (last + 1)
    }
    return ThresholdScale(thresholds: thresholds, range: range)
  }

  /// Parts that hold equally many of some numbers.
  ///
  /// Source: d3-scale, `quantile.js`.
  package static func quantile(_ numbers: [Double], range: [Output]) -> ThresholdScale {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    let parts = max(1, range.count)
    let thresholds = (1..<max(1, parts)).compactMap { Statistics.quantile(sorted, Double($0) / Double(parts)) }
    return ThresholdScale(thresholds: thresholds, range: range)
  }

  /// The bins between edges: numbers below the first edge have no output.
  ///
  /// Source: vega-scale, `scaleBinOrdinal`.
  package static func bins(_ edges: [Double], range: [Output]) -> BinScale<Output> {
    BinScale(edges: edges, range: range)
  }

  /// Nil for what is not a number, and where there is no output at all.
  package func callAsFunction(_ value: Double) -> Output? {
    guard !value.isNaN, !range.isEmpty else { return nil }
    return range[min(Statistics.bisectRight(thresholds, value), range.count - 1)]
  }
}

/// A scale from numbers to an output for each bin.
package struct BinScale<Output: Sendable>: Sendable {
  /// Ascending; one more than there are bins.
  package let edges: [Double]
  package let range: [Output]

  package init(
    edges: [Double], range: [Output]
  ) {
    self.edges = edges
    self.range = range
  }

  /// Nil for what is not a number or lies below the first edge; what lies above the last edge begins the outputs anew.
  package func callAsFunction(_ value: Double) -> Output? {
    let position = Statistics.bisectRight(edges, value) - 1
    guard !value.isNaN, !range.isEmpty, position >= 0 else { return nil }
    return range[position % range.count]
  }
}
