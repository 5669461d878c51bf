/// A JSON value to be written. Source: RFC 8259.
package indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  case text(String)
  case list([JSON])
  /// Members in the order in which they are written.
  case object([(name: String, value: JSON)])

  /// Null for nil.
  package static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

  package static func texts(_ texts: [String]) -> JSON { .list(texts.map(JSON.text)) }

  /// UTF-8, on one line.
  package func bytes() -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append("null")
    case .bool(let value): output.append(value ? "true" : "false")
    case .number(let value): output.append(String(value))
    case .text(let text): Self.write(text, to: &output)
    case .list(let values):
      output.append("[")
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(",") }
        value.write(to: &output)
      }
      output.append("]")
    case .object(let members):
      output.append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(",") }
        Self.write(member.name, to: &output)
        output.append(":")
        member.value.write(to: &output)
      }
      output.append("}")
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x00..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        output.append("\\u00")
        output += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: output.append(byte)
      }
    }
    output.append("\"")
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .text(text) }
}
