/// Cuts numbers into bins of one width: `bin`.
struct Bin: Sendable, Hashable {
  var field: String
  /// The names of the two new columns: where a bin begins and ends.
  var names: (start: String, end: String) {
    get { (startName, endName) }
    set { (startName, endName) = newValue }
  }
  private var startName: String
  private var endName: String
  var options: BinOptions

  init(_ field: String, options: BinOptions = BinOptions(), names: (start: String, end: String)) {
    self.field = field
    self.options = options
    (startName, endName) = names
  }
}

/// How wide bins are.
struct BinOptions: Sendable, Hashable {
  var maximumCount = 20
  var base = 10.0
  var step: Double?
  var steps: [Double]?
  var minimumStep = 0.0
  var divide: [Double] = [5, 2]
  /// The numbers between which bins are made; nil takes the data's.
  var extent: ClosedRange<Double>?
  /// A number at which a bin must begin.
  var anchor: Double?
  /// Whether bins begin and end at round numbers.
  var isNice = true
  /// Half the span where all numbers are the same is taken from it, as Vega does.
  var span: Double?
}

/// Bins as they were made.
struct Bins: Sendable, Hashable {
  var start: Double
  var stop: Double
  var step: Double

  /// The edges, one more than there are bins; at most 10,001.
  var edges: [Double] {
    guard step > 0, start.isFinite, stop.isFinite, stop >= start else { return [] }
    let count = min(10_000, ((stop - start) / step).rounded(.up))
    return (0...Int(count)).map { start + Double($0) * step }
  }
}
