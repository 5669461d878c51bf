/// A value of a chart's specification with its place: what JSON and YAML have in common.
package struct SpecNode: Sendable {
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case list([SpecNode])
    case object([Field])
  }

  package struct Field: Sendable {
    package var name: String
    /// The bytes of the name.
    package var range: Range<Int>
    package var value: SpecNode
  }

  package var content: Content
  /// The bytes of the value in its file; of an object or a list, its first byte.
  package var range: Range<Int>
  /// The characters of a plain YAML scalar, which its key may ask for as text: `2018-03-01`, `no`.
  var written: String?

  init(_ content: Content, range: Range<Int> = 0..<0, written: String? = nil) {
    self.content = content
    self.range = range
    self.written = written
  }

  /// The value of an object's field.
  package subscript(name: String) -> SpecNode? {
    guard case .object(let fields) = content else { return nil }
    return fields.first { $0.name == name }?.value
  }

  // Not a literal: `nil` would hide in expressions with an optional node.
  static let null = SpecNode(.null)

  // Never inlined: the optimiser of Swift 6.3 moves the end of a node's lifetime before these switches, and stops.
  @inline(never)
  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  @inline(never)
  package var text: String? {
    if case .text(let text) = content { text } else { written }
  }

  @inline(never)
  package var number: Double? {
    if case .number(let number) = content { number } else { nil }
  }

  @inline(never)
  package var flag: Bool? {
    if case .boolean(let flag) = content { flag } else { nil }
  }

  @inline(never)
  package var list: [SpecNode]? {
    if case .list(let items) = content { items } else { nil }
  }

  @inline(never)
  package var fields: [Field]? {
    if case .object(let fields) = content { fields } else { nil }
  }

  /// A scalar as a value of data; nil for a list or an object.
  var value: Charts.Value? {
    switch content {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .list, .object: nil
    }
  }
}

// How code (the shorthand, tests) writes a node without a place.
extension SpecNode: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self.init(.text(value)) }
  package init(floatLiteral value: Double) { self.init(.number(value)) }
  package init(integerLiteral value: Int) { self.init(.number(Double(value))) }
  package init(booleanLiteral value: Bool) { self.init(.boolean(value)) }
  package init(arrayLiteral elements: SpecNode...) { self.init(.list(elements)) }
  package init(dictionaryLiteral elements: (String, SpecNode)...) {
    self.init(.object(elements.map { Field(name: $0.0, range: 0..<0, value: $0.1) }))
  }
}

extension SpecNode: CustomStringConvertible {
  /// The node as JSON on one line, fields in their order.
  package var description: String {
    switch content {
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let number):
      if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
      return String(number)
    case .text(let text): return Self.quoted(text)
    case .list(let items): return "[" + items.map(\.description).joined(separator: ",") + "]"
    case .object(let fields):
      return "{" + fields.map { Self.quoted($0.name) + ":" + $0.value.description }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
