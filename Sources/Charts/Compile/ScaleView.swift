#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A scale with its whole domain, ready for a plot of any size.
struct ScaleView: Sendable {
  let channel: Channel
  let type: ScaleType
  /// Numbers (times in milliseconds) of a continuous or discretizing scale, with zero taken in; not yet padded or nice.
  var numbers: [Double] = []
  /// Values of a discrete scale in their order.
  var values = DiscreteDomain([])
  var range: ScaleRange
  /// Written in the place of the range's ends.
  var rangeEnds: (minimum: Double?, maximum: Double?) = (nil, nil)
  var paddingInner = 0.0
  var paddingOuter = 0.0
  /// Pixels kept free at both ends of a continuous domain.
  var pixelPadding = 0.0
  /// The domain is one written value: an axis has nothing to say of it.
  var isSingleValue = false
  var align = 0.5
  var isClamped = false
  var isReversed = false
  var isRounded = false
  /// nil: not nice. 0: as d3 does without a count.
  var nice: Nice?
  var bins: Bins?
  var kind = ContinuousScale.Kind.linear
  /// rgb, hcl and so on, for colours between two.
  var interpolation: String?
  var measure: MeasureType

  enum Nice: Sendable {
    case count(Double)
    case interval(CalendarInterval)
  }

  /// How many pixels a discrete position needs with a fixed step; nil where the plot's size decides.
  func length(ofStep step: Double) -> Double { space * step }

  /// How many steps the bands and what lies around them take.
  var space: Double {
    BandScale.space(values.count, paddingInner: type == .point ? 1 : paddingInner, paddingOuter: paddingOuter)
  }

  /// The scale of numbers between two places.
  func continuous(from start: Double, to end: Double) -> ContinuousScale {
    let range = isReversed ? [end, start] : [start, end]
    var scale = ContinuousScale(kind, domain: numbers, range: range, clamps: isClamped)
    if numbers.count == 3 { scale.range = [range[0], (range[0] + range[1]) / 2, range[1]] }
    if pixelPadding > 0, let first = numbers.first, first != numbers.last { scale.pad(pixelPadding) }
    switch nice {
    case .count(let count)?: scale.nice(count)
    case .interval(let interval)?: scale.nice(interval)
    case nil: break
    }
    return scale
  }

  /// The scale of categories between two places.
  func bands(from start: Double, to end: Double) -> BandScale {
    let range = isReversed ? (end, start) : (start, end)
    if type == .point {
      return BandScale.point(values, range: range, padding: paddingOuter, align: align, rounds: isRounded)
    }
    return BandScale(
      values, range: range, paddingInner: paddingInner, paddingOuter: paddingOuter, align: align, rounds: isRounded)
  }
}

extension ScaleModel {
  /// The scale with its domain worked out.
  func resolved(config: Config) -> ScaleView {
    var view = ScaleView(
      channel: channel, type: type, range: range?.value ?? .plot, measure: measure)
    view.rangeEnds = rangeEnds
    view.isClamped = flag(.clamp) ?? false
    view.isReversed = flag(.reverse) ?? false
    view.isRounded = flag(.round) ?? false
    view.align = number(.align).map { min(1, max(0, $0)) } ?? 0.5
    view.interpolation = properties[.interpolate]?.value.text
    view.bins = bins
    if type.isDiscrete {
      resolveDiscrete(&view)
    } else {
      resolveContinuous(&view, config)
    }
    return view
  }

  private func resolveDiscrete(_ view: inout ScaleView) {
    let padding = number(.padding).map { max(0, $0) }
    view.paddingInner = min(1, max(0, number(.paddingInner) ?? padding ?? 0))
    view.paddingOuter = max(0, number(.paddingOuter) ?? padding ?? 0)
    if type == .binOrdinal, let bins {
      view.values = DiscreteDomain(bins.edges.map { .number($0) })
      return
    }
    let sort = unifiedSort()
    if domains.allSatisfy({ if case .values = $0 { true } else { false } }) {
      var seen: Set<Value> = []
      let values = domains.flatMap { domain -> [Value] in
        if case .values(let values) = domain { values } else { [] }
      }.filter { seen.insert($0).inserted }
      // Single data of several layers are listed in order.
      view.values = DiscreteDomain(
        domains.count > 1 && !isDomainWritten ? values.sorted(by: Value.isAscending) : values)
      return
    }
    view.values = DiscreteDomain(DomainValues.ordered(domains, sort))
  }

  /// The order of a domain that several views make. Follows Vega-Lite's `mergeDomains`.
  private func unifiedSort() -> DomainSort? {
    var sorts: [DomainSort] = []
    var keys: Set<String> = []
    var isDataOnly = true
    for domain in domains {
      guard case .columns(let columns) = domain else {
        isDataOnly = false
        continue
      }
      keys.insert(columns.key + "\u{0}" + columns.column)
      if var sort = columns.sort {
        if case .by("min", let field?, let isDescending) = sort, field == columns.column {
          sort = .natural(isDescending: isDescending)
        }
        if !sorts.contains(sort) { sorts.append(sort) }
      }
    }
    guard sorts.count > 1 else { return sorts.first }
    if keys.count == 1, isDataOnly {
      let special = sorts.filter { if case .by(let op, _, _) = $0 { op != "min" } else { false } }
      let areAllBy = sorts.allSatisfy { if case .by = $0 { true } else { false } }
      return areAllBy && special.count == 1 ? special[0] : .natural(isDescending: false)
    }
    return .natural(isDescending: false)
  }

  private func resolveContinuous(_ view: inout ScaleView, _ config: Config) {
    var low = Double.infinity
    var high = -Double.infinity
    var written: [Double]?
    for domain in domains {
      switch domain {
      case .values(let values):
        let numbers = values.map(\.number)
        if domains.count == 1, isDomainWritten, numbers.allSatisfy(\.isFinite) { written = numbers }
        for number in numbers where number.isFinite { (low, high) = (min(low, number), max(high, number)) }
      case .columns(let columns):
        for table in columns.tables {
          guard let column = table.column(columns.column) else { continue }
          for value in column {
            // Vega looks for extremes among what is not null or NaN, as numbers.
            guard value != .null else { continue }
            let number = value.number
            if number.isFinite { (low, high) = (min(low, number), max(high, number)) }
          }
        }
      }
    }
    if type == .quantile {
      view.numbers = domains.flatMap { domain -> [Double] in
        switch domain {
        case .values(let values): values.map(\.number)
        case .columns(let columns):
          columns.tables.flatMap { ($0.column(columns.column) ?? []).compactMap(\.finiteNumber) }
        }
      }.filter(\.isFinite)
      return
    }
    var numbers = written ?? (low <= high ? [low, high] : type.isTime ? [0, 1] : [0, 0])
    if numbers.isEmpty { numbers = [0, 0] }
    if numbers.count == 1, type != .threshold { numbers.append(numbers[0]) }
    let zero = flag(.zero) ?? [.linear, .pow, .sqrt].contains(type)
    let last = numbers.count - 1
    if zero, type.supports(.zero) {
      if numbers[0] > 0, numbers[0] <= numbers[last] { numbers[0] = 0 }
      if numbers[last] < 0 { numbers[last] = 0 }
      if numbers[0] > numbers[last], numbers[last] > 0 { numbers[0] = min(numbers[0], numbers[0]) }
    }
    if let minimum = endpoint(.domainMin) { numbers[0] = minimum }
    if let maximum = endpoint(.domainMax) { numbers[last] = maximum }
    if let middle = number(.domainMid), numbers.count == 2 { numbers.insert(middle, at: 1) }
    if type == .log, numbers.contains(0) || (numbers[0] < 0) != (numbers[last] < 0) {
      // A logarithm has no zero: take what is left of the domain.
      let positive = numbers.filter { $0 > 0 }
      numbers = [positive.min().map { min($0, 1) } ?? 1, max(1, positive.max() ?? 1)]
    }
    if domains.count == 1, !isDomainWritten, case .values(let values)? = domains.first, values.count == 1 {
      view.isSingleValue = true
    }
    view.numbers = numbers
    view.pixelPadding = number(.padding) ?? 0
    view.kind = kind
    if let nice = properties[.nice]?.value {
      if nice.flag == true {
        view.nice = .count(10)
      } else if let count = nice.number, count > 0 {
        view.nice = .count(min(count, 1000))
      } else if type.isTime, let name = nice.text ?? nice["interval"]?.text {
        if let interval = CalendarInterval(name: name, step: nice["step"]?.number) { view.nice = .interval(interval) }
      }
    }
  }

  private func endpoint(_ property: ScaleProperty) -> Double? {
    guard let node = properties[property]?.value else { return nil }
    if let number = node.number { return number }
    guard measure == .temporal || type.isTime else { return nil }
    let value = DateTimeDef.value(node, SpecProblems(path: ""))?.asTime(unit: nil)
    return value.flatMap { $0.number.isFinite ? $0.number : nil }
  }

  private var kind: ContinuousScale.Kind {
    switch type {
    case .log:
      let base = number(.base) ?? 10
      return .log(base: base > 0 && base != 1 ? base : 10)
    case .sqrt: return .squareRoot
    case .pow: return .power(exponent: number(.exponent) ?? 1)
    case .symlog: return .symlog(constant: max(1e-12, number(.constant) ?? 1))
    case .time: return .time(isUTC: false)
    case .utc: return .time(isUTC: true)
    default: return .linear
    }
  }
}

extension CalendarInterval {
  /// An interval by the names that Vega has for it.
  init?(name: String, step: Double?) {
    let steps = Int(max(1, min(step ?? 1, 1000)))
    guard let unit = Unit(rawValue: name) else { return nil }
    self.init(unit, every: steps)
  }
}

/// The values that occur in columns, each once, in order.
enum DomainValues {
  static func ordered(_ domains: [ScaleDomain], _ sort: DomainSort?) -> [Value] {
    var index: [Value: Int] = [:]
    var values: [Value] = []
    func add(_ value: Value) {
      if index[value] == nil {
        index[value] = values.count
        values.append(value)
      }
    }
    for domain in domains {
      switch domain {
      case .values(let list): list.forEach(add)
      case .columns(let columns):
        for table in columns.tables { table.column(columns.column)?.forEach(add) }
      }
    }
    switch sort {
    case nil: return values
    case .natural(let isDescending):
      return values.enumerated().sorted { a, b in
        let order = Value.order(a.element, b.element)
        return order == 0 ? a.offset < b.offset : isDescending ? order > 0 : order < 0
      }.map(\.element)
    case .by(let op, let field, let isDescending):
      let keys = keys(domains, op: op, field: field)
      return values.enumerated().sorted { a, b in
        let order = Value.order(keys[a.element] ?? .null, keys[b.element] ?? .null)
        return order == 0 ? a.offset < b.offset : isDescending ? order > 0 : order < 0
      }.map(\.element)
    }
  }

  /// For each value, an operation over a field of its rows.
  private static func keys(_ domains: [ScaleDomain], op: String, field: String?) -> [Value: Value] {
    let operation = Aggregation.Operation(rawValue: op) ?? .min
    var keys: [Value: Value] = [:]
    // Columns of one table under one key are aggregated together, others apart.
    var groups: [(key: String, parts: Set<String>, tables: [Table], column: String)] = []
    for domain in domains {
      guard case .columns(let columns) = domain else { continue }
      // Layers over the same rows give them twice; panels give each their own.
      if let index = groups.firstIndex(where: { $0.key == columns.key && $0.column == columns.column }) {
        if groups[index].parts.insert(columns.part).inserted { groups[index].tables += columns.tables }
      } else {
        groups.append((columns.key, [columns.part], columns.tables, columns.column))
      }
    }
    for group in groups {
      var rows = Table(names: ["key", "value"], columns: [[], []])
      for table in group.tables {
        guard let column = table.column(group.column) else { continue }
        rows.columns[0] += column
        rows.columns[1] +=
          field.flatMap { table.column($0) } ?? [Value](repeating: .null, count: column.count)
      }
      rows.rowCount = rows.columns[0].count
      let aggregation = Aggregation(operation, of: operation == .count ? nil : "value", as: "result")
      let result = Aggregate(groupBy: ["key"], operations: [aggregation]).apply(to: rows)
      for row in 0..<result.rowCount {
        let (key, value) = (result.value("key", row: row), result.value("result", row: row))
        guard let known = keys[key] else {
          keys[key] = value
          continue
        }
        switch operation {
        case .max: if Value.order(value, known) > 0 { keys[key] = value }
        case .count, .sum: keys[key] = .number(known.number + value.number)
        default: if Value.order(value, known) < 0 { keys[key] = value }
        }
      }
    }
    return keys
  }
}
