/// Sums, spreads and places in sorted lists.
package enum Statistics {
  /// How many elements of an ascending list are at most `value`.
  package static func bisectRight(_ sorted: [Double], _ value: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if value < sorted[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The value below which a share of an ascending list lies, between two elements by their distance; nil for an empty
  /// list.
  ///
  /// Source: d3-array, `quantileSorted` (Hyndman and Fan's type 7).
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
    guard let first = sorted.first, let last = sorted.last, !share.isNaN else { return nil }
    if share <= 0 || sorted.count < 2 { return first }
    if share >= 1 { return last }
    let place = Double(sorted.count - 1) * share
    let index = Int(place.rounded(.down))
    let value = sorted[index]
    return value + (sorted[index + 1] - value) * (place - Double(index))
  }
}
