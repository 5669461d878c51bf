import Diagnostics

/// Reads the steps of `transform`.
struct TransformReader {
  let problems: SpecProblems
  /// Rows for a lookup's `from`.
  let table: (SpecNode) -> Table?

  func step(_ node: SpecNode) -> TransformStep? {
    guard let fields = SpecFields(node, of: "a transform", problems) else { return nil }
    let step = step(fields)
    if step != nil || fields.isKnownTransform { fields.finish() }
    return step
  }

  private func step(_ fields: SpecFields) -> TransformStep? {
    if let node = fields.present("filter") { return predicate(node).map { .filter($0) } }
    if let node = fields.present("calculate") { return calculate(fields, node) }
    if let text = fields.text("density") { return density(fields, text) }
    if let text = fields.text("regression") { return regression(fields, text) }
    if let text = fields.text("loess") { return loess(fields, text) }
    if let text = fields.text("quantile") { return quantile(fields, text) }
    if fields.has("aggregate") {
      return .aggregate(Aggregate(groupBy: fields.texts("groupby") ?? [], operations: operations(fields, "aggregate")))
    }
    if fields.has("joinaggregate") {
      return .joinAggregate(
        JoinAggregate(groupBy: fields.texts("groupby") ?? [], operations: operations(fields, "joinaggregate")))
    }
    if fields.has("window") { return window(fields) }
    if fields.has("bin") { return bin(fields) }
    if fields.has("timeUnit") { return timeUnit(fields) }
    if fields.has("fold") {
      let names = fields.texts("as") ?? []
      var fold = Fold(fields: fields.texts("fold") ?? [])
      if let name = names.first { fold.keyName = name }
      if names.count > 1 { fold.valueName = names[1] }
      return .fold(fold)
    }
    if fields.has("flatten") {
      return .flatten(Flatten(fields: fields.texts("flatten") ?? [], names: fields.texts("as") ?? []))
    }
    if let text = fields.text("pivot") {
      var pivot = Pivot(pivot: text, value: fields.text("value") ?? "", groupBy: fields.texts("groupby") ?? [])
      if let name = fields.text("op"), let operation = operation(name, fields.node("op")) {
        pivot.operation = operation
      }
      pivot.limit = fields.number("limit").map { Int(max(0, min($0, 10_000))) } ?? 0
      return .pivot(pivot)
    }
    if let text = fields.text("lookup") { return lookup(fields, text) }
    if let text = fields.text("impute") { return impute(fields, text) }
    if let text = fields.text("stack") { return stack(fields, text) }
    report(fields)
    return nil
  }

  private func report(_ fields: SpecFields) {
    let refused = [
      "sample": "draw all rows: a random choice would differ at each build", "extent": "write the numbers",
    ]
    for (name, advice) in refused.sorted(by: { $0.key < $1.key }) where fields.has(name) {
      problems.report(
        .chartUnsupported, "the transform \"\(name)\" is not part of our chart language", at: fields.node.range,
        help: advice)
      return
    }
    let near = fields.node.fields?.compactMap { Suggestion.nearest(to: $0.name, in: Self.names) }.first
    problems.report(
      .chartUnsupported, "this is not a transform", at: fields.node.range,
      help: (near.map { "did you mean \($0)? " } ?? "") + "transforms are \(Self.names.joined(separator: ", "))")
  }

  static let names = [
    "aggregate", "bin", "calculate", "density", "filter", "flatten", "fold", "impute", "joinaggregate", "loess",
    "lookup", "pivot", "quantile", "regression", "stack", "timeUnit", "window",
  ]

  // MARK: - Filters

  /// An expression, a comparison of a field, or several joined by and, or, not.
  func predicate(_ node: SpecNode, depth: Int = 0) -> Predicate? {
    guard depth < 32 else {
      problems.report(.value, "this filter is nested too deep", at: node.range)
      return nil
    }
    if let text = node.text { return expression(text, node).map { .expression($0) } }
    if let flag = node.flag { return flag ? .and([]) : .or([]) }
    guard let fields = SpecFields(node, of: "a filter", problems) else { return nil }
    defer { fields.finish(advice: ["param": refusedProperties["params"] ?? ""]) }
    if let items = fields.list("and") { return .and(items.compactMap { predicate($0, depth: depth + 1) }) }
    if let items = fields.list("or") { return .or(items.compactMap { predicate($0, depth: depth + 1) }) }
    if let item = fields.present("not") { return predicate(item, depth: depth + 1).map { .not($0) } }
    guard let name = fields.text("field") else {
      if !fields.has("param"), !fields.has("selection") {
        problems.report(
          .requiredKey, "this filter names no \"field\"", at: node.range,
          help: "write an expression, as in \"datum.year == 2018\", or {\"field\": …, \"equal\": …}")
      }
      return nil
    }
    let unit = fields.present("timeUnit").flatMap { TimeUnitDef($0, problems) }
    let field = Predicate.Field(name, timeUnit: unit.flatMap { $0.isBinned ? nil : $0.transform })
    func value(_ key: String) -> Value? {
      guard let given = fields.node(key) else { return nil }
      let value = DateTimeDef.value(given, problems)
      return unit == nil ? value : value?.asTime(unit: unit)
    }
    if fields.has("equal") { return value("equal").map { .equal(field, $0) } }
    if fields.has("lt") { return value("lt").map { .less(field, $0) } }
    if fields.has("lte") { return value("lte").map { .lessOrEqual(field, $0) } }
    if fields.has("gt") { return value("gt").map { .greater(field, $0) } }
    if fields.has("gte") { return value("gte").map { .greaterOrEqual(field, $0) } }
    for key in ["oneOf", "in"] where fields.has(key) {
      let values = (fields.list(key) ?? []).compactMap { DateTimeDef.value($0, problems) }
      return .oneOf(field, unit == nil ? values : values.map { $0.asTime(unit: unit) })
    }
    if let items = fields.list("range") {
      guard items.count == 2 else {
        problems.report(.value, "a range is two values", at: fields.node("range")?.range ?? node.range)
        return nil
      }
      let ends = items.map { item -> Double? in
        guard let value = DateTimeDef.value(item, problems), value != .null else { return nil }
        let number = unit == nil ? value.number : value.asTime(unit: unit).number
        return number.isNaN ? value.asTime(unit: nil).number : number
      }
      return .range(field, low: ends[0], high: ends[1])
    }
    if let flag = fields.flag("valid") { return .valid(field, flag) }
    problems.report(
      .requiredKey, "this filter compares \"\(name)\" with nothing", at: node.range,
      help: "give it one of equal, oneOf, range, lt, lte, gt, gte, valid")
    return nil
  }

  func expression(_ text: String, _ node: SpecNode) -> Expression? {
    switch Expression.parse(text) {
    case .success(let expression): return expression
    case .failure(let error):
      // An offset into the text is one into the file where nothing in it is escaped.
      var range = node.range
      if range.count == text.utf8.count + 2, error.offset < text.utf8.count {
        range = range.lowerBound + 1 + error.offset..<range.lowerBound + 2 + error.offset
      } else if range.count == text.utf8.count, error.offset < text.utf8.count {
        range = range.lowerBound + error.offset..<range.lowerBound + error.offset + 1
      }
      problems.report(.value, "this expression cannot be read: \(error.message)", at: range)
      return nil
    }
  }

  // MARK: - Others

  private func calculate(_ fields: SpecFields, _ node: SpecNode) -> TransformStep? {
    guard let text = node.text ?? node.number.map({ SpecNode(.number($0)).description }),
      let expression = expression(text, node)
    else { return nil }
    guard let name = fields.text("as") else {
      problems.report(
        .requiredKey, "this calculation has no name for its result", at: node.range, help: "write \"as\": \"NAME\"")
      return nil
    }
    return .calculate(Calculate(expression: expression, name: name))
  }

  func operation(_ name: String, _ node: SpecNode?) -> Aggregation.Operation? {
    let refused = ["ci0", "ci1"]
    if let operation = Aggregation.Operation(rawValue: name), !refused.contains(name) { return operation }
    let names = aggregateOperations
    let near = Suggestion.nearest(to: name, in: names).map { "did you mean \($0)? " } ?? ""
    problems.report(
      refused.contains(name) ? .chartUnsupported : .value, "\"\(name)\" is not a way to aggregate",
      at: node?.range ?? 0..<0, help: near + "it is one of \(names.joined(separator: ", "))")
    return nil
  }

  private func operations(_ fields: SpecFields, _ key: String) -> [Aggregation] {
    (fields.list(key) ?? []).compactMap { node in
      guard let inner = SpecFields(node, of: "an operation", problems) else { return nil }
      defer { inner.finish() }
      guard let name = inner.text("op"), let operation = operation(name, inner.node("op")) else { return nil }
      let field = inner.text("field")
      guard field != nil || operation == .count else {
        problems.report(.requiredKey, "this operation names no \"field\"", at: node.range)
        return nil
      }
      return Aggregation(operation, of: operation == .count ? nil : field, as: inner.text("as"))
    }
  }

  private func sort(_ fields: SpecFields) -> [SortKey] {
    (fields.list("sort") ?? []).compactMap { node in
      guard let inner = SpecFields(node, of: "a sort", problems) else { return nil }
      defer { inner.finish() }
      guard let field = inner.text("field") else { return nil }
      return SortKey(field: field, isDescending: inner.text("order") == "descending")
    }
  }

  private func window(_ fields: SpecFields) -> TransformStep? {
    let columns = (fields.list("window") ?? []).compactMap { node -> Window.Column? in
      guard let inner = SpecFields(node, of: "a window's column", problems) else { return nil }
      defer { inner.finish() }
      guard let name = inner.text("op") else { return nil }
      let field = inner.text("field")
      let parameter = Int(max(0, min(inner.number("param") ?? 1, 100_000)))
      let operation: Window.Operation
      switch name {
      case "row_number": operation = .rowNumber
      case "rank": operation = .rank
      case "dense_rank": operation = .denseRank
      case "percent_rank": operation = .percentRank
      case "cume_dist": operation = .cumulativeDistribution
      case "ntile": operation = .tile(max(1, parameter))
      case "lag": operation = .lag(parameter)
      case "lead": operation = .lead(parameter)
      case "first_value": operation = .firstValue
      case "last_value": operation = .lastValue
      case "nth_value": operation = .nthValue(parameter)
      default:
        guard let aggregate = self.operation(name, inner.node("op")) else { return nil }
        operation = .aggregate(aggregate)
      }
      return Window.Column(
        operation: operation, field: field, name: inner.text("as") ?? (field.map { "\(name)_\($0)" } ?? name))
    }
    var window = Window(columns: columns, groupBy: fields.texts("groupby") ?? [], sort: sort(fields))
    if let frame = fields.list("frame") { (window.before, window.after) = bounds(frame) }
    window.ignoresPeers = fields.flag("ignorePeers") ?? false
    return .window(window)
  }

  /// How many rows before and after a frame has: `[-1, 1]`, null for all.
  private func bounds(_ frame: [SpecNode]) -> (Int?, Int?) {
    func bound(_ node: SpecNode?, _ sign: Double) -> Int? {
      node?.number.map { Int(max(-100_000, min($0 * sign, 100_000))) }
    }
    return (bound(frame.first, -1), bound(frame.count > 1 ? frame[1] : nil, 1))
  }

  private func bin(_ fields: SpecFields) -> TransformStep? {
    guard let node = fields.present("bin"), let field = fields.text("field"),
      let def = BinDef(node, maxbins: 10, problems)
    else { return nil }
    let names = fields.texts("as") ?? []
    let start = names.first ?? "bin_\(field)"
    return .bin(
      Bin(field: field, options: def.options, startName: start, endName: names.count > 1 ? names[1] : start + "_end"))
  }

  private func timeUnit(_ fields: SpecFields) -> TransformStep? {
    guard let node = fields.present("timeUnit"), let def = TimeUnitDef(node, problems), let unit = def.transform,
      let field = fields.text("field")
    else { return nil }
    return .timeUnit(
      TimeUnitTransform(unit: unit, field: field, name: fields.text("as") ?? "\(def.units.joined())_\(field)"))
  }

  private func lookup(_ fields: SpecFields, _ key: String) -> TransformStep? {
    guard let from = fields.fields("from", of: "a lookup's \"from\"") else {
      problems.report(.requiredKey, "this lookup has no \"from\"", at: fields.node.range)
      return nil
    }
    guard let data = from.present("data"), let other = table(data), let fromKey = from.text("key") else {
      if from.has("param") {
        from.finish()
      } else if !from.has("key") {
        problems.report(.requiredKey, "this lookup has no \"key\"", at: from.node.range)
      }
      return nil
    }
    let names = fields.texts("as") ?? []
    let wanted = from.texts("fields") ?? []
    from.finish()
    let missing = fields.node("default").flatMap { DateTimeDef.value($0, problems) } ?? .null
    return .lookup(
      Lookup(
        key: key, from: other, fromKey: fromKey, fields: wanted.isEmpty ? other.names.filter { $0 != fromKey } : wanted,
        names: wanted.isEmpty ? [] : names, missing: missing))
  }

  func impute(_ fields: SpecFields, _ field: String, key: String? = nil, groupBy: [String]? = nil) -> TransformStep? {
    guard let key = key ?? fields.text("key") else {
      problems.report(.requiredKey, "filling gaps needs a \"key\"", at: fields.node.range)
      return nil
    }
    var impute = Impute(field: field, key: key, groupBy: groupBy ?? fields.texts("groupby") ?? [])
    if let values = fields.present("keyvals") {
      if let items = values.list {
        impute.keyValues = items.compactMap { DateTimeDef.value($0, problems) }
      } else if let stop = values["stop"]?.number {
        let (start, step) = (values["start"]?.number ?? 0, values["step"]?.number ?? 1)
        if step > 0, (stop - start) / step <= 100_000 {
          impute.keyValues = stride(from: start, to: stop, by: step).map { .number($0) }
        }
      }
    }
    switch fields.text("method") ?? "value" {
    case "mean": impute.method = .mean
    case "median": impute.method = .median
    case "max": impute.method = .max
    case "min": impute.method = .min
    case "value": impute.method = .value(fields.node("value").flatMap { DateTimeDef.value($0, problems) } ?? .null)
    case let name:
      problems.report(
        .value, "\"\(name)\" is not a way to fill gaps", at: fields.node.range,
        help: "it is one of value, mean, median, max, min")
    }
    if let frame = fields.list("frame") { (impute.before, impute.after) = bounds(frame) }
    return .impute(impute)
  }

  private func stack(_ fields: SpecFields, _ field: String) -> TransformStep? {
    let names = fields.texts("as") ?? []
    let start = names.first ?? "\(field)_start"
    var stack = Stack(
      field: field, groupBy: fields.texts("groupby") ?? [], sort: sort(fields), startName: start,
      endName: names.count > 1 ? names[1] : names.isEmpty ? "\(field)_end" : start + "_end")
    if let offset = fields.text("offset"), let known = Stack.Offset(rawValue: offset) { stack.offset = known }
    return .stack(stack)
  }

  private func extent(_ fields: SpecFields) -> ClosedRange<Double>? {
    guard let numbers = fields.list("extent")?.compactMap(\.number), numbers.count == 2, numbers[0] <= numbers[1] else {
      return nil
    }
    return numbers[0]...numbers[1]
  }

  private func density(_ fields: SpecFields, _ field: String) -> TransformStep? {
    var density = Density(field: field, groupBy: fields.texts("groupby") ?? [])
    density.isCumulative = fields.flag("cumulative") ?? false
    density.counts = fields.flag("counts") ?? false
    density.bandwidth = fields.number("bandwidth") ?? 0
    density.extent = extent(fields)
    density.minimumSteps = Int(max(2, min(fields.number("minsteps") ?? 25, 10_000)))
    density.maximumSteps = Int(max(2, min(fields.number("maxsteps") ?? 200, 10_000)))
    density.steps = fields.number("steps").map { Int(max(2, min($0, 10_000))) }
    density.isShared = (fields.text("resolve") ?? "shared") == "shared"
    if let names = fields.texts("as"), names.count == 2 {
      (density.valueName, density.densityName) = (names[0], names[1])
    }
    return .density(density)
  }

  private func regression(_ fields: SpecFields, _ y: String) -> TransformStep? {
    guard let x = fields.text("on") else {
      problems.report(.requiredKey, "a regression needs \"on\", the column along x", at: fields.node.range)
      return nil
    }
    var regression = Regression(y: y, x: x, groupBy: fields.texts("groupby") ?? [])
    if let name = fields.text("method") {
      guard let method = Regression.Method(rawValue: name) else {
        problems.report(.value, "\"\(name)\" is not a method of regression", at: fields.node.range)
        return nil
      }
      regression.method = method
    }
    regression.order = Int(max(0, min(fields.number("order") ?? 3, 20)))
    regression.extent = extent(fields)
    regression.givesParameters = fields.flag("params") ?? false
    regression.names = fields.texts("as") ?? []
    return .regression(regression)
  }

  private func loess(_ fields: SpecFields, _ y: String) -> TransformStep? {
    guard let x = fields.text("on") else {
      problems.report(.requiredKey, "this smoothing needs \"on\", the column along x", at: fields.node.range)
      return nil
    }
    var loess = Loess(y: y, x: x, groupBy: fields.texts("groupby") ?? [])
    loess.bandwidth = fields.number("bandwidth") ?? 0.3
    loess.names = fields.texts("as") ?? []
    return .loess(loess)
  }

  private func quantile(_ fields: SpecFields, _ field: String) -> TransformStep? {
    var quantile = QuantileTransform(field: field, groupBy: fields.texts("groupby") ?? [])
    quantile.shares = fields.list("probs")?.compactMap(\.number) ?? []
    quantile.step = max(0.0001, min(fields.number("step") ?? 0.01, 1))
    if let names = fields.texts("as"), names.count == 2 {
      (quantile.shareName, quantile.valueName) = (names[0], names[1])
    }
    return .quantile(quantile)
  }
}

extension SpecFields {
  fileprivate var isKnownTransform: Bool { TransformReader.names.contains { has($0) } }
}

extension BinDef {
  var options: BinOptions {
    var options = BinOptions()
    options.maximumCount = Int(max(1, min(maxbins ?? 20, 10_000)))
    if let base, base > 1 { options.base = base }
    options.step = step
    options.steps = steps
    if let minstep { options.minimumStep = minstep }
    if let divide { options.divide = divide }
    if let extent, extent.count == 2, extent[0] <= extent[1] { options.extent = extent[0]...extent[1] }
    options.anchor = anchor
    options.isNice = nice ?? true
    return options
  }
}

extension TimeUnitDef {
  /// As a transform takes it.
  var transform: TimeUnit? {
    TimeUnit((isUTC ? "utc" : "") + units.joined(), step: Int(max(1, min(step ?? 1, 10_000))))
  }
}
