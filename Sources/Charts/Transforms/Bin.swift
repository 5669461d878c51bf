#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How wide bins are, with the defaults of Vega.
package struct BinOptions: Sendable, Hashable {
  package var maximumCount: Int
  package var base: Double
  package var step: Double?
  /// Widths to choose from.
  package var steps: [Double]?
  package var minimumStep: Double
  package var divide: [Double]
  /// The numbers between which bins are made; nil takes the data's.
  package var extent: ClosedRange<Double>?
  /// A number at which a bin must begin.
  package var anchor: Double?
  /// Whether bins begin and end at multiples of their width.
  package var isNice: Bool
  /// The span by which the width is chosen; nil takes that of the extent.
  package var span: Double?

  package init(
    maximumCount: Int = 20, base: Double = 10.0, step: Double? = nil, steps: [Double]? = nil, minimumStep: Double = 0.0,
    divide: [Double] = [5, 2], extent: ClosedRange<Double>? = nil, anchor: Double? = nil, isNice: Bool = true,
    span: Double? = nil
  ) {
    self.maximumCount = maximumCount
    self.base = base
    self.step = step
    self.steps = steps
    self.minimumStep = minimumStep
    self.divide = divide
    self.extent = extent
    self.anchor = anchor
    self.isNice = isNice
    self.span = span
  }
}

/// Cuts numbers into bins of one width: `bin`.
package struct Bin: Sendable, Hashable {
  package var field: String
  package var options: BinOptions
  /// The names of the new columns: where a bin begins and where it ends.
  package var startName: String
  package var endName: String

  package init(
    field: String, options: BinOptions = BinOptions(), startName: String, endName: String
  ) {
    self.field = field
    self.options = options
    self.startName = startName
    self.endName = endName
  }

  /// The bins for a column; nil where it has no number.
  package func bins(for column: [Value]) -> Bins? {
    if let extent = options.extent { return Bins(extent, options) }
    var range: ClosedRange<Double>?
    for value in column {
      guard let number = value.finiteNumber else { continue }
      range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    }
    return range.map { Bins($0, options) }
  }

  /// The same rows, with two columns more.
  package func apply(to table: Table) -> Table {
    let column = table.column(field) ?? [Value](repeating: .null, count: table.rowCount)
    let bins = bins(for: column)
    let starts = column.map { value in value.finiteNumber.flatMap { bins?.start(of: $0) } }
    var result = table
    result.set(startName, starts.map { $0.map { .number($0) } ?? .null })
    result.set(endName, starts.map { start in start.map { .number($0 + (bins?.step ?? 0)) } ?? .null })
    return result
  }
}

/// Bins of one width.
///
/// Source: vega-statistics, `bin.js`; vega-transform, `Bin.js`.
package struct Bins: Sendable, Hashable {
  package let start: Double
  /// Where the last bin ends; beyond, where bins do not end at multiples of their width.
  package let stop: Double
  package let step: Double
  /// The end of the last whole bin.
  private let limit: Double

  package init(start: Double, stop: Double, step: Double) {
    self.start = start
    self.stop = stop
    self.step = step
    limit = start + ((stop - start) / step).rounded(.up) * step
  }

  package init(_ extent: ClosedRange<Double>, _ options: BinOptions) {
    let count = Double(max(1, options.maximumCount))
    let base = options.base > 1 && options.base.isFinite ? options.base : 10
    let (low, high) = (extent.lowerBound, extent.upperBound)
    let spans = [options.span ?? 0, high - low, low.magnitude]
    let span = spans.first { $0 > 0 && $0.isFinite } ?? 1
    let step = Self.width(span, count: count, base: base, options)
    let exponent = log(step)
    let precision = exponent >= 0 ? 0 : (-exponent / log(base)).rounded(.towardZero) + 1
    let tolerance = pow(base, -precision - 1)
    var (start, stop) = (low, high)
    if options.isNice {
      let floor = (low / step + tolerance).rounded(.down) * step
      start = low < floor ? floor - step : floor
      stop = (high / step).rounded(.up) * step
    }
    if stop == start { stop = start + step }
    var limit = start + ((stop - start) / step).rounded(.up) * step
    if let anchor = options.anchor {
      let shift = anchor - (start + step * ((anchor - start) / step).rounded(.down))
      start += shift
      limit += shift
    }
    self.start = start
    self.stop = stop
    self.step = step
    self.limit = limit
  }

  private static func width(_ span: Double, count: Double, base: Double, _ options: BinOptions) -> Double {
    if let step = options.step, step > 0, step.isFinite { return step }
    if let steps = options.steps, !steps.isEmpty {
      let wanted = span / count
      let index = steps.firstIndex { $0 >= wanted } ?? steps.count
      let step = steps[max(0, index - 1)]
      if step > 0, step.isFinite { return step }
    }
    let level = (log(count) / log(base)).rounded(.up)
    var step = max(options.minimumStep, pow(base, jsRound(log(span) / log(base)) - level))
    if step <= 0 || !step.isFinite { step = span }
    while (span / step).rounded(.up) > count, step.isFinite { step *= base }
    for divisor in options.divide where divisor > 0 {
      let narrower = step / divisor
      if narrower >= options.minimumStep, span / narrower <= count { step = narrower }
    }
    return step > 0 && step.isFinite ? step : 1
  }

  /// Where the bin of a number begins; infinite for a number beyond the bins.
  package func start(of number: Double) -> Double {
    if number < start { return -.infinity }
    if number > limit { return .infinity }
    let number = max(start, min(number, limit - step))
    return start + step * (1e-14 + (number - start) / step).rounded(.down)
  }

  /// The edges, one more than there are bins; at most 10,001.
  package var edges: [Double] {
    guard step > 0, start.isFinite, stop.isFinite, stop >= start else { return [] }
    let count = min(10_000, ((stop - start) / step).rounded(.up))
    return (0...Int(count)).map { start + Double($0) * step }
  }
}
