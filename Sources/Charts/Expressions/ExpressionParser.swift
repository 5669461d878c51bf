import Diagnostics

/// Reads an expression by climbing its operators' precedence.
package struct ExpressionParser {
  /// How deep brackets and signs may be nested.
  package static let maximumDepth = 100

  private let text: String
  private var lexer: ExpressionLexer
  private var token: ExpressionLexer.Token
  private var steps: [Expression.Step] = []
  private var fields: [String] = []
  private var depth = 0

  package init(_ text: String) {
    self.text = text
    lexer = ExpressionLexer(text)
    token = .end
  }

  private typealias Failure = ExpressionError

  package mutating func parse() -> Result<Expression, ExpressionError> {
    do throws(ExpressionError) {
      try advance()
      guard token != .end else { throw failure("this expression is empty") }
      try conditional()
      guard token == .end else { throw failure("this does not belong here: \(token.text)") }
      return .success(Expression(text: text, fields: fields, steps: steps))
    } catch {
      return .failure(error)
    }
  }

  private func failure(_ message: String) -> ExpressionError {
    ExpressionError(offset: lexer.start, message: message)
  }

  private mutating func advance() throws(ExpressionError) { token = try lexer.next() }

  private mutating func expect(_ symbol: String) throws(ExpressionError) {
    guard token == .symbol(symbol) else {
      throw failure(token == .end ? "\(symbol) is missing at the end" : "\(symbol) is missing before \(token.text)")
    }
    try advance()
  }

  private mutating func deeper(
    _ body: (inout ExpressionParser) throws(ExpressionError) -> Void
  ) throws(ExpressionError) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("this expression is nested too deeply") }
    try body(&self)
    depth -= 1
  }

  /// `test ? value : other`
  private mutating func conditional() throws(ExpressionError) {
    try deeper { parser throws(ExpressionError) in
      try parser.binary(from: 0)
      guard parser.token == .symbol("?") else { return }
      try parser.advance()
      let test = parser.reserve()
      try parser.conditional()
      let end = parser.reserve()
      try parser.expect(":")
      parser.steps[test] = .jumpIfFalse(parser.steps.count)
      try parser.conditional()
      parser.steps[end] = .jump(parser.steps.count)
    }
  }

  /// A step that is filled in when its target is known.
  private mutating func reserve() -> Int {
    steps.append(.jump(steps.count + 1))
    return steps.count - 1
  }

  /// How tightly an operator binds, and what it does; those without an operation decide which side is computed at all.
  private static let operators: [String: (level: Int, operation: Expression.Binary?)] = [
    "||": (0, nil), "&&": (1, nil), "==": (2, .equal), "!=": (2, .notEqual), "===": (2, .identical),
    "!==": (2, .notIdentical), "<": (3, .less), "<=": (3, .lessOrEqual), ">": (3, .greater), ">=": (3, .greaterOrEqual),
    "+": (4, .add), "-": (4, .subtract), "*": (5, .multiply), "/": (5, .divide), "%": (5, .remainder),
  ]

  /// Values with operators between them that bind at least as tightly as `level`.
  private mutating func binary(from level: Int) throws(ExpressionError) {
    try unary()
    while case .symbol(let symbol) = token, let found = Self.operators[symbol], found.level >= level {
      try advance()
      if let operation = found.operation {
        try binary(from: found.level + 1)
        steps.append(.binary(operation))
      } else {
        let place = reserve()
        try binary(from: found.level + 1)
        steps[place] = symbol == "&&" ? .keepIfFalse(steps.count) : .keepIfTrue(steps.count)
      }
    }
  }

  private static let signs: [String: Expression.Unary] = ["-": .negate, "+": .plus, "!": .not]

  private mutating func unary() throws(ExpressionError) {
    guard case .symbol(let symbol) = token, let operation = Self.signs[symbol] else { return try postfix() }
    try advance()
    try deeper { parser throws(ExpressionError) in try parser.unary() }
    steps.append(.unary(operation))
  }

  private mutating func postfix() throws(ExpressionError) {
    try primary()
    while case .symbol(let symbol) = token, symbol == "[" || symbol == "." {
      try advance()
      if symbol == "[" {
        try conditional()
        try expect("]")
        steps.append(.element)
      } else {
        guard token == .name("length") else {
          throw failure("only fields of datum have names; of other values there is only .length")
        }
        try advance()
        steps.append(.call(.length, arguments: 1))
      }
    }
  }

  private mutating func primary() throws(ExpressionError) {
    switch token {
    case .number(let value):
      steps.append(.push(.number(value)))
      try advance()
    case .text(let value):
      steps.append(.push(.text(value)))
      try advance()
    case .symbol("("):
      try advance()
      try conditional()
      try expect(")")
    case .symbol("["):
      try advance()
      steps.append(.list(try values(until: "]")))
    case .name(let name): try named(name)
    case .end: throw failure("something is missing at the end of this expression")
    case .symbol(let symbol): throw failure("a value is missing before \(symbol)")
    }
  }

  /// Values with commas between them, and what ends them. Gives their number.
  private mutating func values(until end: String) throws(ExpressionError) -> Int {
    var count = 0
    while token != .symbol(end) {
      if count > 0 { try expect(",") }
      try conditional()
      count += 1
    }
    try advance()
    return count
  }

  private static let constants: [String: Value] = [
    "true": .boolean(true), "false": .boolean(false), "null": .null, "NaN": .number(.nan),
    "Infinity": .number(.infinity), "PI": .number(.pi), "E": .number(2.718281828459045),
    "LN2": .number(0.6931471805599453), "LN10": .number(2.302585092994046), "LOG2E": .number(1.4426950408889634),
    "LOG10E": .number(0.4342944819032518), "SQRT2": .number(1.4142135623730951),
    "SQRT1_2": .number(0.7071067811865476), "MIN_VALUE": .number(.leastNonzeroMagnitude),
    "MAX_VALUE": .number(.greatestFiniteMagnitude),
  ]

  private mutating func named(_ name: String) throws(ExpressionError) {
    let start = lexer.start
    try advance()
    if name == "datum" { return try field() }
    if token == .symbol("(") { return try call(name, at: start) }
    guard let value = Self.constants[name] else {
      throw ExpressionError(
        offset: start, message: "\(name) is not known here; a column is written datum.\(name), a text '\(name)'")
    }
    steps.append(.push(value))
  }

  /// `datum.name` or `datum['name']`, and what stands in it: `datum.name.part`.
  private mutating func field() throws(ExpressionError) {
    var name = ""
    while case .symbol(let symbol) = token, symbol == "." || symbol == "[" {
      // `datum.list[0]` is an element, and `datum.name.length` how long it is: no names of fields.
      if !name.isEmpty, symbol == "[", !lexer.isTextNext { break }
      if !name.isEmpty, symbol == ".", lexer.isNext("length") { break }
      try advance()
      let part: String
      switch token {
      case .name(let text) where symbol == ".": part = text
      case .text(let text) where symbol == "[": part = text
      default:
        throw failure(symbol == "." ? "the name of a column is missing" : "the name of a column must be in quotes")
      }
      try advance()
      if symbol == "[" { try expect("]") }
      name += name.isEmpty ? part : "." + part
    }
    guard !name.isEmpty else { throw failure("datum needs the name of a column: datum.name or datum['a name']") }
    let number = fields.firstIndex(of: name) ?? fields.count
    if number == fields.count { fields.append(name) }
    steps.append(.field(number))
  }

  private mutating func call(_ name: String, at start: Int) throws(ExpressionError) {
    guard let function = ExpressionFunction(rawValue: name) else {
      if let reason = ExpressionFunction.refused[name] { throw ExpressionError(offset: start, message: reason) }
      let names = ExpressionFunction.allCases.map(\.rawValue)
      let hint = Suggestion.nearest(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
      throw ExpressionError(offset: start, message: "there is no function \(name)\(hint)")
    }
    try advance()
    let count = try values(until: ")")
    guard function.argumentCounts.contains(count) else {
      let counts = function.argumentCounts
      let needed = counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      let many = counts.upperBound == .max ? "\(counts.lowerBound) or more" : needed
      throw ExpressionError(
        offset: start, message: "\(name) takes \(many) value\(many == "1" ? "" : "s"), not \(count)")
    }
    steps.append(.call(function, arguments: count))
  }
}
