import TestSupport
import Testing

import Charts

@Suite("Transforms hold for any rows")
struct TransformTests {
  private static let names = ["a", "b", "n", "m", "t"]

  /// Two columns of names, two of numbers, one of times; some of nothing, some of what is no number.
  private func table(_ rows: Int, _ dice: inout Dice) -> Table {
    let odd: [Value] = [
      .null, .text(""), .text("x"), .number(.nan), .number(.infinity), .number(1e300), .number(-1e300), .boolean(true),
      .list([.number(1), .null]), .time(.nan), .time(8.64e15), .number(.leastNonzeroMagnitude),
    ]
    func cell(_ value: Value, _ dice: inout Dice) -> Value { dice.below(6) == 0 ? odd[dice.below(odd.count)] : value }
    var columns = Self.names.map { _ in [Value]() }
    for _ in 0..<rows {
      columns[0].append(cell(.text("name \(dice.below(4))"), &dice))
      columns[1].append(cell(.text(dice.below(2) == 0 ? "é😀" : "\u{5E9}\u{5DC}"), &dice))
      columns[2].append(cell(.number(Double(dice.below(200) - 100) / 4), &dice))
      columns[3].append(cell(.number(dice.below(3) == 0 ? 7 : Double(dice.below(5))), &dice))
      columns[4].append(cell(.time(Double(dice.below(2_000_000_000)) * 1000), &dice))
    }
    var table = Table(rowCount: rows)
    for (name, column) in zip(Self.names, columns) { table.set(name, column) }
    return table
  }

  private func any(_ dice: inout Dice) -> String {
    let names = Self.names + ["unknown", ""]
    return names[dice.below(names.count)]
  }

  private func step(_ table: Table, _ dice: inout Dice) -> Table {
    let groups = (0..<dice.below(3)).map { _ in any(&dice) }
    let sort = (0..<dice.below(3)).map { _ in SortKey(field: any(&dice), isDescending: dice.below(2) == 0) }
    let operation = Aggregation.Operation.allCases[dice.below(Aggregation.Operation.allCases.count)]
    switch dice.below(15) {
    case 0:
      return Aggregate(groupBy: groups, operations: [Aggregation(operation, of: any(&dice)), Aggregation(.count)])
        .apply(to: table)
    case 1: return JoinAggregate(groupBy: groups, operations: [Aggregation(operation, of: any(&dice))]).apply(to: table)
    case 2:
      let names = Window.Operation.names
      let name = names[dice.below(names.count)]
      guard let operation = Window.Operation(name, parameter: [0, 1, 3, .max, -2][dice.below(5)]) else { return table }
      return Window(
        columns: [Window.Column(operation: operation, field: any(&dice), name: "new")], groupBy: groups, sort: sort,
        before: [nil, 0, 2, .max][dice.below(4)], after: [nil, 0, 2, .max][dice.below(4)],
        ignoresPeers: dice.below(2) == 0
      ).apply(to: table)
    case 3:
      var bin = Bin(field: any(&dice), startName: "start", endName: "end")
      bin.options.maximumCount = [0, 1, 10, 1_000_000][dice.below(4)]
      bin.options.step = [nil, 0, -1, 2][dice.below(4)]
      bin.options.isNice = dice.below(2) == 0
      return bin.apply(to: table)
    case 4: return Fold(fields: [any(&dice), any(&dice)]).apply(to: table)
    case 5: return Flatten(fields: [any(&dice), any(&dice)]).apply(to: table)
    case 6:
      return Pivot(pivot: any(&dice), value: any(&dice), groupBy: groups, operation: operation, limit: dice.below(3))
        .apply(to: table)
    case 7:
      return Lookup(key: any(&dice), from: table, fromKey: any(&dice), fields: [any(&dice)], names: ["new"]).apply(
        to: table)
    case 8:
      return Impute(
        field: any(&dice), key: any(&dice), groupBy: groups, method: [.mean, .value(.null), .max][dice.below(3)]
      )
      .apply(to: table)
    case 9:
      let offset: Stack.Offset = [.zero, .normalize, .center][dice.below(3)]
      return Stack(field: any(&dice), groupBy: groups, sort: sort, offset: offset, startName: "s", endName: "e").apply(
        to: table)
    case 10:
      var density = Density(field: any(&dice), groupBy: groups, maximumSteps: 30)
      density.isShared = dice.below(2) == 0
      return density.apply(to: table)
    case 11:
      let method = Regression.Method.allCases[dice.below(Regression.Method.allCases.count)]
      return Regression(y: any(&dice), x: any(&dice), groupBy: groups, method: method, order: dice.below(30)).apply(
        to: table)
    case 12:
      return Loess(y: any(&dice), x: any(&dice), groupBy: groups, bandwidth: [0, 0.3, 1, 9, .nan][dice.below(5)]).apply(
        to: table)
    case 13:
      return QuantileTransform(field: any(&dice), groupBy: groups, step: [0, 0.3, .nan][dice.below(3)]).apply(to: table)
    default:
      let units = ["year", "yearmonth", "yearweek", "day", "dayofyear", "milliseconds", "quarter"]
      guard let unit = TimeUnit(units[dice.below(units.count)], step: 1 + dice.below(3)) else { return table }
      return TimeUnitTransform(unit: unit, field: any(&dice), name: "unit").apply(to: table)
    }
  }

  @Test("no rows crash a transform, and columns stay as long as there are rows")
  func anyRows() {
    var dice = Dice(seed: 10)
    for round in 0..<3_000 {
      var table = table([0, 1, 2, 5, 40][round % 5], &dice)
      for _ in 0..<3 where table.rowCount < 5_000 {
        table = step(table, &dice)
        #expect(table.columns.allSatisfy { $0.count == table.rowCount })
        #expect(table.shorthands.values.allSatisfy { $0.count == table.rowCount })
      }
    }
  }

  @Test("ten thousand names are grouped, stacked, ranked and pivoted")
  func manyNames() {
    let names = (0..<10_000).map { Value.text("name \($0)") }
    let table = Table(names: ["name", "n"], columns: [names, names.indices.map { .number(Double($0 % 100)) }])
    #expect(Aggregate(groupBy: ["name"], operations: [Aggregation(.sum, of: "n")]).apply(to: table).rowCount == 10_000)
    let rank = Window(columns: [.init(operation: .rank, name: "rank")], sort: [SortKey(field: "n")]).apply(to: table)
    #expect(rank.column("rank")?[99] == .number(9_901))
    let stack = Stack(field: "n", startName: "s", endName: "e").apply(to: table)
    #expect(stack.column("e")?.last == .number(495_000))
    #expect(Pivot(pivot: "name", value: "n").apply(to: table).names.count == 1_000)
  }

  @Test("stacked parts meet, and sum to the whole")
  func stacks() throws {
    var dice = Dice(seed: 11)
    for _ in 0..<300 {
      var table = table(30, &dice)
      // Beside 1e300 nothing is left of a part.
      table.set("n", (table.column("n") ?? []).map { abs($0.number) < 1e6 && abs($0.number) > 1e-6 ? $0 : .null })
      for offset in [Stack.Offset.zero, .normalize, .center] {
        let stack = Stack(field: "n", groupBy: ["a"], offset: offset, startName: "s", endName: "e").apply(to: table)
        let sizes = try #require(table.column("n")).map { $0.finiteNumber ?? 0 }
        let starts = try #require(stack.column("s"))
        let ends = try #require(stack.column("e"))
        for rows in Groups(table, by: ["a"]).rows {
          let total = rows.reduce(0) { $0 + abs(sizes[$1]) }
          let lengths = rows.map { abs(ends[$0].number - starts[$0].number) }
          guard total > 0 else { continue }
          let whole = offset == .normalize ? 1 : total
          #expect(abs(lengths.reduce(0, +) - whole) <= 1e-9 * whole)
          guard offset != .zero else { continue }
          for (a, b) in zip(rows, rows.dropFirst()) { #expect(ends[a] == starts[b]) }
        }
      }
    }
  }

  @Test("bins hold the numbers that they are made for")
  func bins() {
    var dice = Dice(seed: 12)
    for _ in 0..<500 {
      let table = table(20, &dice)
      let binned = Bin(field: "n", startName: "s", endName: "e").apply(to: table)
      for row in 0..<20 {
        guard let number = table.value("n", row: row).finiteNumber else { continue }
        let (start, end) = (binned.value("s", row: row).number, binned.value("e", row: row).number)
        let slack = 1e-9 * max(abs(start), abs(end))
        #expect(start - slack <= number && number <= end + slack, "\(start) \(number) \(end)")
      }
    }
  }

  @Test("why a value is missing goes where its row goes")
  func shorthands() {
    var table = Table(names: ["a", "n"], columns: [[.text("x"), .text("y")], [.null, .number(2)]])
    table.shorthands["n"] = [.confidential, nil]
    #expect(table.rows([1, 0, 0]).shorthand("n", row: 2) == .confidential)
    let folded = Fold(fields: ["n", "a"]).apply(to: table)
    #expect(folded.shorthands["value"] == [.confidential, nil, nil, nil])
    let found = Lookup(key: "a", from: table, fromKey: "a", fields: ["n"], names: ["m"]).apply(to: table)
    #expect(found.shorthand("m", row: 0) == .confidential)
    var changed = table
    changed.set("n", [.number(1), .number(2)])
    #expect(changed.shorthand("n", row: 0) == nil)
  }

  @Test(
    "units of time as Vega-Lite labels them",
    arguments: [
      ("year", "%Y"), ("quarter", "Q%q"), ("yearquarter", "%Y Q%q"), ("yearmonth", "%b %Y"), ("monthdate", "%b %d"),
      ("yearmonthdate", "%b %d, %Y"), ("yearweek", "%Y W%U"), ("day", "%a"), ("dayofyear", "%j"), ("hours", "%H:00"),
      ("hoursminutes", "%H:%M"), ("minutesseconds", "00:%M:%S"), ("utcyearmonthdatehours", "%b %d, %Y %H:00"),
      ("secondsmilliseconds", ":%S.%L"),
    ])
  func units(name: String, specifier: String) { #expect(TimeUnit(name)?.specifier == specifier) }

  @Test("what is no unit of time is refused", arguments: ["", "utc", "monthyear", "yearyear", "decade", "year month"])
  func noUnit(name: String) { #expect(TimeUnit(name) == nil) }
}
