#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The operators, with the values that JavaScript gives.
extension Expression {
  package static func apply(_ operation: Unary, _ value: Value) -> Value {
    switch operation {
    case .negate: .number(-value.number)
    case .plus: .number(value.number)
    case .not: .boolean(!value.isTruthy)
    }
  }

  package static func apply(_ operation: Binary, _ a: Value, _ b: Value) -> Value {
    switch operation {
    case .add:
      switch (a, b) {
      case (.text, _), (_, .text), (.list, _), (_, .list), (.time, _), (_, .time): limited(a.string + b.string)
      default: .number(a.number + b.number)
      }
    case .subtract: .number(a.number - b.number)
    case .multiply: .number(a.number * b.number)
    case .divide: .number(a.number / b.number)
    case .remainder: .number(fmod(a.number, b.number))
    case .power: .number(pow(a.number, b.number))
    case .equal: .boolean(isEqual(a, b))
    case .notEqual: .boolean(!isEqual(a, b))
    case .identical: .boolean(isIdentical(a, b))
    case .notIdentical: .boolean(!isIdentical(a, b))
    case .less:
      .boolean(
        compare(a, b) {
          $0 < 0
        } numbers: {
          $0 < $1
        })
    case .lessOrEqual:
      .boolean(
        compare(a, b) {
          $0 <= 0
        } numbers: {
          $0 <= $1
        })
    case .greater:
      .boolean(
        compare(a, b) {
          $0 > 0
        } numbers: {
          $0 > $1
        })
    case .greaterOrEqual:
      .boolean(
        compare(a, b) {
          $0 >= 0
        } numbers: {
          $0 >= $1
        })
    }
  }

  /// Text, cut at a length that no chart needs, so that no author can double it until the memory is full.
  package static func limited(_ text: String) -> Value {
    text.utf8.count > 100_000 ? .text(String(text.prefix(1_000))) : .text(text)
  }

  /// Source: ECMA-262, `IsLessThan`.
  private static func compare(
    _ a: Value, _ b: Value, texts: (Int) -> Bool, numbers: (Double, Double) -> Bool
  ) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)): texts(Value.order(a, b))
    case (.list, .text), (.text, .list), (.list, .list): texts(Value.order(a.string, b.string))
    default: numbers(a.number, b.number)
    }
  }

  /// `===`, but for times and lists, which are compared by what they hold.
  package static func isIdentical(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    default: a == b
    }
  }

  /// `==`.
  ///
  /// Source: ECMA-262, `IsLooselyEqual`.
  package static func isEqual(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.text(let a), .text(let b)): return a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)): return a == b
    case (.list, .text), (.text, .list), (.time, .text), (.text, .time): return a.string == b.string
    default: return a.number == b.number
    }
  }

  /// What stands at a place, counted from 0, of a list or a text.
  package static func element(of value: Value, at place: Value) -> Value {
    let index = Int(exactly: place.number) ?? -1
    switch value {
    case .list(let values): return values.indices.contains(index) ? values[index] : .null
    case .text(let text):
      let characters = text.unicodeScalars.dropFirst(max(0, index))
      return index < 0 ? .null : characters.first.map { .text(String(Character($0))) } ?? .null
    case .null, .number, .boolean, .time: return .null
    }
  }
}
