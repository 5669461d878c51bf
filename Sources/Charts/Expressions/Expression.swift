/// Why a text is no expression.
package struct ExpressionError: Error, Hashable {
  /// Where in the text, in bytes of UTF-8.
  package let offset: Int
  /// Plain words, without a full stop.
  package let message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}

/// A formula over the values of a row, in the part of Vega's expression language that charts need.
///
/// It knows `datum.name`, `datum['name']`, literals, arrays, arithmetic, comparison, `&&`, `||`, `!`, `?:`, and the
/// functions of ``ExpressionFunction``. Its values behave as in JavaScript. An expression is a list of steps on a stack, so
/// that neither reading nor evaluating one goes deeper than ``ExpressionParser/maximumDepth``.
package struct Expression: Sendable {
  /// What a step does with the stack.
  package enum Step: Sendable {
    case push(Value)
    /// Pushes the value of a field, by its number in ``Expression/fields``.
    case field(Int)
    case unary(Unary)
    case binary(Binary)
    /// Replaces a number of values by the list of them.
    case list(Int)
    /// Replaces a list, or text, and a place by what stands there.
    case element
    case call(ExpressionFunction, arguments: Int)
    /// Takes a value and goes on at a step if it is false.
    case jumpIfFalse(Int)
    /// Goes on at a step, and keeps the value, if it is false; otherwise takes it: `&&`.
    case keepIfFalse(Int)
    /// Goes on at a step, and keeps the value, if it is true; otherwise takes it: `||`.
    case keepIfTrue(Int)
    case jump(Int)
  }

  package enum Unary: Sendable { case negate, plus, not }

  package enum Binary: Sendable {
    case add, subtract, multiply, divide, remainder, power
    case equal, notEqual, identical, notIdentical, less, lessOrEqual, greater, greaterOrEqual
  }

  /// The text it was read from.
  package let text: String
  /// The names of the fields that it uses, each once.
  package let fields: [String]
  package let steps: [Step]

  /// Reads an expression.
  package static func parse(_ text: String) -> Result<Expression, ExpressionError> {
    var parser = ExpressionParser(text)
    return parser.parse()
  }

  /// The value for one row; a field that the table does not have is null.
  package func evaluate(row: Int, in table: Table) -> Value {
    evaluate { field in table.value(fields[field], row: row) }
  }

  /// The value for each row.
  package func values(in table: Table) -> [Value] {
    let columns = fields.map { table.column($0) }
    return (0..<table.rowCount).map { row in evaluate { columns[$0]?[row] ?? .null } }
  }

  /// Whether it is true, for each row.
  package func isTrue(in table: Table) -> [Bool] { values(in: table).map(\.isTruthy) }

  /// - Parameter field: the value of a field by its number in ``fields``.
  private func evaluate(field: (Int) -> Value) -> Value {
    var stack: [Value] = []
    var next = 0
    while next < steps.count {
      let step = steps[next]
      next += 1
      switch step {
      case .push(let value): stack.append(value)
      case .field(let number): stack.append(field(number))
      case .unary(let operation): stack.append(Self.apply(operation, stack.popLast() ?? .null))
      case .binary(let operation):
        let right = stack.popLast() ?? .null
        stack.append(Self.apply(operation, stack.popLast() ?? .null, right))
      case .list(let count):
        let elements = Array(stack.suffix(count))
        stack.removeLast(elements.count)
        stack.append(.list(elements))
      case .element:
        let place = stack.popLast() ?? .null
        stack.append(Self.element(of: stack.popLast() ?? .null, at: place))
      case .call(let function, let count):
        let arguments = Array(stack.suffix(count))
        stack.removeLast(arguments.count)
        stack.append(function.call(arguments))
      case .jumpIfFalse(let target): if !(stack.popLast() ?? .null).isTruthy { next = target }
      case .keepIfFalse(let target): if stack.last?.isTruthy == true { stack.removeLast() } else { next = target }
      case .keepIfTrue(let target): if stack.last?.isTruthy == true { next = target } else { stack.removeLast() }
      case .jump(let target): next = target
      }
    }
    return stack.last ?? .null
  }
}
