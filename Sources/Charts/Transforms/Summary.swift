/// What is known of the numbers of a group, gathered one by one.
///
/// Source: vega-transform, `AggregateOps.js`: null and empty text are missing, what is no number does not count.
package struct Summary {
  /// Rows.
  private(set) var count = 0
  private(set) var missing = 0
  private(set) var valid = 0
  private(set) var sum = 0.0
  private var product = 1.0
  private var mean = 0.0
  /// The sum of the squared distances from the mean.
  private var deviation = 0.0
  private var least: Value?
  private var greatest: Value?
  private(set) var leastRow: Int?
  private(set) var greatestRow: Int?

  package mutating func add(_ value: Value, row: Int) {
    count += 1
    switch value {
    case .null, .text(""):
      missing += 1
      return
    case .number(let number) where number.isNaN: return
    case .time(let time) where time.isNaN: return
    default: break
    }
    valid += 1
    let number = value.number
    sum += number
    product *= number
    let distance = number - mean
    mean += distance / Double(valid)
    deviation += distance * (number - mean)
    let extreme = Self.comparable(value, number)
    if least.map({ Value.order(extreme, $0) < 0 }) ?? true { (least, leastRow) = (extreme, row) }
    if greatest.map({ Value.order(extreme, $0) > 0 }) ?? true { (greatest, greatestRow) = (extreme, row) }
  }

  /// Numbers written as text are compared as numbers.
  private static func comparable(_ value: Value, _ number: Double) -> Value {
    if case .text = value, !number.isNaN { .number(number) } else { value }
  }

  /// The result of an operation; null where there was nothing to compute it from.
  ///
  /// - Parameter values: the values of the group, for operations that need them all.
  package func result(_ operation: Aggregation.Operation, values: () -> [Value]) -> Value {
    func number(_ value: Double) -> Value { valid > 0 && !value.isNaN ? .number(value) : .null }
    func spread(_ divisor: Int) -> Double { valid > 1 ? deviation / Double(divisor) : .nan }
    func quantile(_ share: Double) -> Value {
      Statistics.quantile(values().compactMap(\.finiteNumber).sorted(), share).map { .number($0) } ?? .null
    }
    switch operation {
    case .count: return .number(Double(count))
    case .valid: return .number(Double(valid))
    case .missing: return .number(Double(missing))
    case .distinct: return .number(Double(Set(values().map(Groups.key)).count))
    case .sum: return number(sum)
    case .product: return number(product)
    case .mean, .average: return number(mean)
    case .variance: return number(spread(valid - 1))
    case .variancep: return number(spread(valid))
    case .stdev: return number(spread(valid - 1).squareRoot())
    case .stdevp: return number(spread(valid).squareRoot())
    case .stderr: return number(error)
    // Vega draws samples by chance; a chart is the same each time, so these follow the normal distribution.
    case .ci0: return number(mean - 1.96 * error)
    case .ci1: return number(mean + 1.96 * error)
    case .min: return least ?? .null
    case .max: return greatest ?? .null
    case .median: return quantile(0.5)
    case .q1: return quantile(0.25)
    case .q3: return quantile(0.75)
    case .argmin, .argmax: return .null
    }
  }

  /// The standard error of the mean.
  private var error: Double { valid > 1 ? (deviation / (Double(valid) * Double(valid - 1))).squareRoot() : .nan }
}
