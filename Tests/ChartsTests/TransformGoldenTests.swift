import Foundation
import Testing

import Charts

@Suite("Transforms make of rows what Vega-Lite makes of them")
struct TransformGoldenTests {
  @Test("all that the golden table holds")
  func golden() throws {
    var tables: [String: Table] = [:]
    for line in try GoldenTable.lines("tables.tsv") {
      tables[line[0]] = rows(
        try #require(try JSONSerialization.jsonObject(with: Data(line[1].utf8)) as? [[String: Any]]))
    }
    for line in try GoldenTable.lines("transforms.tsv") {
      let steps = try #require(try JSONSerialization.jsonObject(with: Data(line[1].utf8)) as? [[String: Any]])
      let fields = try #require(try JSONSerialization.jsonObject(with: Data(line[2].utf8)) as? [String])
      var table = try #require(tables[line[0]])
      for step in steps { table = try #require(try apply(step, to: table), "\(step)") }
      let made = (0..<table.rowCount).map { row in fields.map { text(table.value($0, row: row)) } }
      // No text at all is no row.
      let wanted = line[3].split(separator: "¶", omittingEmptySubsequences: line[3].isEmpty).map {
        $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(made.count == wanted.count, "\(line[1])")
      for (made, wanted) in zip(made, wanted) {
        #expect(zip(made, wanted).allSatisfy { agree($0, $1) }, "\(line[0]) \(line[1])\n\(made)\n\(wanted)")
      }
    }
  }

  /// Null, undefined and NaN all have no place in a chart; lists are compared one by one.
  private func agree(_ a: String, _ b: String) -> Bool {
    let nothing: Set = ["null", "NaN", "undefined"]
    let (x, y) = (a.split(separator: ","), b.split(separator: ","))
    if x.count > 1, x.count == y.count { return zip(x, y).allSatisfy { GoldenTable.agree($0, $1, tolerance: 1e-6) } }
    return (nothing.contains(a) && nothing.contains(b)) || GoldenTable.agree(a, b, tolerance: 1e-6)
  }

  private func text(_ value: Value) -> String {
    if case .time(let time) = value { "@" + NumberText.string(time) } else { value.string }
  }

  private func rows(_ data: [[String: Any]]) -> Table {
    Table(rows: data.map { row in row.keys.sorted().map { ($0, value(row[$0])) } })
  }

  private func value(_ json: Any?) -> Value {
    switch json {
    case let number as NSNumber: .number(number.doubleValue)
    case let text as String: .text(text)
    case let list as [Any]: .list(list.map(value))
    default: .null
    }
  }

  // MARK: - Vega-Lite's JSON

  private typealias Step = [String: Any]

  private func apply(_ step: Step, to table: Table) throws -> Table? {
    let groups = step["groupby"] as? [String] ?? []
    let names = step["as"] as? [String] ?? []
    if let list = step["aggregate"] as? [Step] {
      return Aggregate(groupBy: groups, operations: try list.map(aggregation)).apply(to: table)
    }
    if let list = step["joinaggregate"] as? [Step] {
      return JoinAggregate(groupBy: groups, operations: try list.map(aggregation)).apply(to: table)
    }
    if let fields = step["fold"] as? [String] {
      return Fold(fields: fields, keyName: names[0], valueName: names[1]).apply(to: table)
    }
    if let fields = step["flatten"] as? [String] { return Flatten(fields: fields, names: names).apply(to: table) }
    if let list = step["window"] as? [Step] { return try window(list, step, groups).apply(to: table) }
    if let field = step["stack"] as? String {
      let offset = try #require(Stack.Offset(rawValue: step["offset"] as? String ?? "zero"))
      return Stack(
        field: field, groupBy: groups, sort: sort(step), offset: offset, startName: names[0], endName: names[1]
      ).apply(to: table)
    }
    if let bin = step["bin"] {
      var made = Bin(field: try #require(step["field"] as? String), startName: names[0], endName: names[1])
      made.options = options(bin as? Step ?? [:])
      return made.apply(to: table)
    }
    if let filter = step["filter"] { return try predicate(filter).apply(to: table) }
    if let text = step["calculate"] as? String {
      let name = try #require(step["as"] as? String)
      return Calculate(expression: try Charts.Expression.parse(text).get(), name: name).apply(to: table)
    }
    if let text = step["timeUnit"] as? String {
      let (unit, field) = (try #require(TimeUnit(text)), try #require(step["field"] as? String))
      return TimeUnitTransform(unit: unit, field: field, name: try #require(step["as"] as? String)).apply(to: table)
    }
    return try combined(step, table, groups, names) ?? smoothed(step, table, groups, names)
  }

  private func combined(_ step: Step, _ table: Table, _ groups: [String], _ names: [String]) throws -> Table? {
    if let field = step["impute"] as? String {
      var impute = Impute(field: field, key: try #require(step["key"] as? String), groupBy: groups)
      if let keys = step["keyvals"] as? [Any] { impute.keyValues = keys.map(value) }
      if let keys = step["keyvals"] as? [String: Double] {
        impute.keyValues = stride(from: keys["start"] ?? 0, to: keys["stop"] ?? 0, by: keys["step"] ?? 1).map {
          .number($0)
        }
      }
      let methods: [String: Impute.Method] = ["mean": .mean, "max": .max, "min": .min, "median": .median]
      impute.method = methods[step["method"] as? String ?? ""] ?? .value(value(step["value"]))
      (impute.before, impute.after) = frame(step["frame"])
      return impute.apply(to: table)
    }
    if let field = step["pivot"] as? String {
      let operation = Aggregation.Operation(rawValue: step["op"] as? String ?? "sum")
      return Pivot(
        pivot: field, value: try #require(step["value"] as? String), groupBy: groups, operation: try #require(operation)
      ).apply(to: table)
    }
    guard let key = step["lookup"] as? String else { return nil }
    let from = try #require(step["from"] as? Step)
    let data = try #require((from["data"] as? Step)?["values"] as? [Step])
    return Lookup(
      key: key, from: rows(data), fromKey: try #require(from["key"] as? String),
      fields: try #require(from["fields"] as? [String]), names: names, missing: value(step["default"])
    ).apply(to: table)
  }

  private func smoothed(_ step: Step, _ table: Table, _ groups: [String], _ names: [String]) throws -> Table? {
    if let field = step["quantile"] as? String {
      let shares = step["probs"] as? [Double] ?? []
      var made = QuantileTransform(field: field, groupBy: groups, shares: shares, step: step["step"] as? Double ?? 0.01)
      if names.count == 2 { (made.shareName, made.valueName) = (names[0], names[1]) }
      return made.apply(to: table)
    }
    if let field = step["density"] as? String {
      var made = Density(field: field, groupBy: groups)
      made.isCumulative = step["cumulative"] as? Bool ?? false
      made.counts = step["counts"] as? Bool ?? false
      made.bandwidth = step["bandwidth"] as? Double ?? 0
      made.extent = range(step["extent"])
      made.steps = step["steps"] as? Int
      made.minimumSteps = step["minsteps"] as? Int ?? 25
      made.maximumSteps = step["maxsteps"] as? Int ?? 200
      made.isShared = step["resolve"] as? String != "independent"
      return made.apply(to: table)
    }
    guard let x = step["on"] as? String else { return nil }
    if let y = step["regression"] as? String {
      var made = Regression(y: y, x: x, groupBy: groups)
      made.method = try #require(Regression.Method(rawValue: step["method"] as? String ?? "linear"))
      made.extent = range(step["extent"])
      made.givesParameters = step["params"] as? Bool ?? false
      made.names = names
      return made.apply(to: table)
    }
    let y = try #require(step["loess"] as? String)
    let bandwidth = step["bandwidth"] as? Double ?? 0.3
    return Loess(y: y, x: x, groupBy: groups, bandwidth: bandwidth, names: names).apply(to: table)
  }

  private func range(_ json: Any?) -> ClosedRange<Double>? { (json as? [Double]).map { $0[0]...$0[1] } }

  private func frame(_ json: Any?) -> (before: Int?, after: Int?) {
    guard let frame = json as? [Any] else { return (nil, nil) }
    return ((frame[0] as? Int).map(abs), (frame[1] as? Int).map(abs))
  }

  private func sort(_ step: Step) -> [SortKey] {
    (step["sort"] as? [[String: String]] ?? []).map {
      SortKey(field: $0["field"] ?? "", isDescending: $0["order"] == "descending")
    }
  }

  private func aggregation(_ json: Step) throws -> Aggregation {
    let operation = try #require(Aggregation.Operation(rawValue: json["op"] as? String ?? ""))
    return Aggregation(operation, of: json["field"] as? String, as: json["as"] as? String)
  }

  private func window(_ list: [Step], _ step: Step, _ groups: [String]) throws -> Window {
    var window = Window(columns: [], groupBy: groups, sort: sort(step))
    for json in list {
      let operation = Window.Operation(json["op"] as? String ?? "", parameter: json["param"] as? Int)
      window.columns.append(
        Window.Column(
          operation: try #require(operation), field: json["field"] as? String, name: try #require(json["as"] as? String)
        ))
    }
    if step["frame"] != nil { (window.before, window.after) = frame(step["frame"]) }
    window.ignoresPeers = step["ignorePeers"] as? Bool ?? false
    return window
  }

  private func options(_ json: Step) -> BinOptions {
    var options = BinOptions()
    // Vega-Lite's default, where Vega's is 20.
    options.maximumCount = json["maxbins"] as? Int ?? 10
    options.step = json["step"] as? Double
    options.isNice = json["nice"] as? Bool ?? true
    options.minimumStep = json["minstep"] as? Double ?? 0
    options.anchor = json["anchor"] as? Double
    options.base = json["base"] as? Double ?? 10
    options.extent = range(json["extent"])
    return options
  }

  private func predicate(_ json: Any) throws -> Charts.Predicate {
    if let text = json as? String { return .expression(try Charts.Expression.parse(text).get()) }
    let json = try #require(json as? Step)
    if let list = json["and"] as? [Any] { return .and(try list.map(predicate)) }
    if let list = json["or"] as? [Any] { return .or(try list.map(predicate)) }
    if let other = json["not"] { return .not(try predicate(other)) }
    let unit = (json["timeUnit"] as? String).flatMap { TimeUnit($0) }
    let field = Charts.Predicate.Field(try #require(json["field"] as? String), timeUnit: unit)
    if let year = json["equal"] as? Int, unit != nil { return .equal(field, .time(UTCTime.milliseconds(year: year))) }
    if let other = json["equal"] { return .equal(field, value(other)) }
    if let list = json["oneOf"] as? [Any] { return .oneOf(field, list.map(value)) }
    if let ends = json["range"] as? [Any] {
      return .range(field, low: value(ends[0]).finiteNumber, high: value(ends[1]).finiteNumber)
    }
    if let other = json["lt"] { return .less(field, value(other)) }
    if let other = json["lte"] { return .lessOrEqual(field, value(other)) }
    if let other = json["gt"] { return .greater(field, value(other)) }
    if let other = json["gte"] { return .greaterOrEqual(field, value(other)) }
    return .valid(field, try #require(json["valid"] as? Bool))
  }
}
