import TestSupport
import Testing

import Charts

@Suite("Expressions over the values of a row")
struct ExpressionTests {
  private let table = Table(rows: [
    [
      ("area", .text("Leeds")), ("rate", .number(31.4)), ("a b", .number(2)),
      ("list", .list([.number(1), .number(2)])),
    ],
    [("area", .text("Nottingham")), ("rate", .null), ("a b", .number(3)), ("deep.er", .text("x"))],
  ])

  @Test(
    "fields by their names",
    arguments: [
      ("datum.rate * 2", Value.number(62.8), Value.number(0)),
      ("datum['a b'] + 1", .number(3), .number(4)),
      ("datum.area === 'Leeds' ? 'here' : 'there'", .text("here"), .text("there")),
      ("datum.area.length", .number(5), .number(10)),
      ("datum.list[1]", .number(2), .null),
      ("datum.deep.er", .null, .text("x")),
      ("datum.nothing", .null, .null),
      ("isValid(datum.rate) && datum.rate > 30", .boolean(true), .boolean(false)),
      ("indexof(['Leeds', 'York'], datum.area) >= 0 || datum['a b'] == '3'", .boolean(true), .boolean(true)),
      ("format(datum.rate, '.1f') + ' per 10,000'", .text("31.4 per 10,000"), .text("null per 10,000")),
    ])
  func fields(text: String, first: Value, second: Value) throws {
    let expression = try Expression.parse(text).get()
    #expect(expression.values(in: table) == [first, second])
    #expect(expression.evaluate(row: 1, in: table) == second)
  }

  @Test(
    "what is no expression is refused with a place and a reason",
    arguments: [
      ("", 0, "this expression is empty"),
      ("datum.rate >", 12, "something is missing at the end of this expression"),
      ("datum.rate = 3", 11, "= sets a value; to compare, write ==="),
      ("rate > 3", 0, "rate is not known here; a column is written datum.rate, a text 'rate'"),
      ("(1 + 2", 6, ") is missing at the end"),
      ("1 2", 2, "this does not belong here: 2"),
      ("'Leeds", 0, "this text has no closing quote"),
      ("datum", 5, "datum needs the name of a column: datum.name or datum['a name']"),
      ("datum[rate]", 6, "the name of a column must be in quotes"),
      ("fromat(1, '.1f')", 0, "there is no function fromat; did you mean format?"),
      ("round()", 0, "round takes 1 value, not 0"),
      ("pow(1)", 0, "pow takes 2 values, not 1"),
      ("format()", 0, "format takes 1 to 2 values, not 0"),
      ("now()", 0, "now() would make the chart change by itself; write the date"),
      ("random()", 0, "random() would make the chart different each time it is drawn"),
      ("test(/a/, datum.b)", 0, "patterns are not part of expressions; use indexof(datum.name, 'text') >= 0"),
      ("1 & 2", 2, "& works on bits, which expressions do not have; for \"and\" write &&"),
      ("a.b", 0, "a is not known here; a column is written datum.a, a text 'a'"),
      ("'a'.size", 4, "only fields of datum have names; of other values there is only .length"),
      ("1.2.3", 0, "1.2.3 is not a number"),
      ("{a: 1}", 0, "objects are not part of expressions"),
      ("1 ? 2", 5, ": is missing at the end"),
      ("€ + 1", 0, "€ is not known here; a column is written datum.€, a text '€'"),
      ("1 # 2", 2, "# is not part of expressions"),
    ])
  func refused(text: String, offset: Int, message: String) {
    switch Expression.parse(text) {
    case .success: Issue.record("\(text) was read")
    case .failure(let error): #expect(error == ExpressionError(offset: offset, message: message))
    }
  }

  @Test("deep nesting is refused, and long chains are read")
  func depth() throws {
    let deep = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(throws: ExpressionError.self) { try Expression.parse(deep).get() }
    #expect(throws: ExpressionError.self) { try Expression.parse(String(repeating: "!", count: 100_000) + "1").get() }
    let long = try Expression.parse("0" + String(repeating: " + 1", count: 100_000)).get()
    #expect(long.evaluate(row: 0, in: table) == .number(100_000))
  }

  @Test("text that doubles again and again stays within bounds")
  func growth() throws {
    var text = "'0123456789'"
    for _ in 0..<30 { text = "replace('aa' + \(text), 'a', pad('x', 900))" }
    let value = try Expression.parse(text).get().evaluate(row: 0, in: table)
    #expect(value.string.utf8.count <= 200_000)
  }

  @Test("no expression made of its words crashes")
  func anyWords() {
    var dice = Dice(seed: 5)
    let words =
      ExpressionFunction.allCases.map { $0.rawValue + "(" }
      + [
        "datum.rate", "datum['a b']", "datum.list", "datum.area", "datum", "null", "NaN", "'x'", "''", "1", "-1e300",
        "1e9",
        "0.5", "[", "]", "(", ")", ",", ",", ")", "+", "-", "*", "/", "%", "<", ">=", "===", "!=", "&&", "||", "!", "?",
        ":", ".", ".length", "[1,2,3]", "'2018-03-04'", "true", "Infinity", "-1", "3",
      ]
    var count = 0
    for _ in 0..<15_000 {
      var text = ""
      for _ in 0..<(1 + dice.below(9)) { text += words[dice.below(words.count)] }
      if dice.below(2) == 0 {
        text =
          "\(words[dice.below(ExpressionFunction.allCases.count)])datum.area,\(dice.below(2) == 0 ? "-3" : "1e99")"
          + (dice.below(2) == 0 ? ",datum.list" : ",2") + ")"
      }
      guard case .success(let expression) = Expression.parse(text) else { continue }
      count += 1
      _ = expression.values(in: table)
    }
    #expect(count > 500)
  }

  @Test("no bytes crash the reader")
  func anyBytes() {
    var dice = Dice(seed: 6)
    for _ in 0..<20_000 {
      let bytes = (0..<dice.below(20)).map { _ in UInt8(dice.below(256)) }
      _ = Expression.parse(String(decoding: bytes, as: UTF8.self))
    }
  }
}
