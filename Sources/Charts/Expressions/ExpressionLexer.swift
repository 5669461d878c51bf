/// Cuts an expression into its words.
package struct ExpressionLexer {
  package enum Token: Equatable {
    case number(Double)
    case text(String)
    case name(String)
    case symbol(String)
    case end

    /// As it is named in messages.
    package var text: String {
      switch self {
      case .number(let value): NumberText.string(value)
      case .text(let text): "'\(text)'"
      case .name(let text), .symbol(let text): text
      case .end: "the end"
      }
    }
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Where the last word began.
  private(set) var start = 0

  package init(_ text: String) { bytes = Array(text.utf8) }

  private static let symbols = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "!", "?", ":", "(", ")", "[",
    "]", ",", ".",
  ].map { Array($0.utf8) }

  private static let refused: [UInt8: String] = [
    UInt8(ascii: "="): "= sets a value; to compare, write ===",
    UInt8(ascii: "&"): "& works on bits, which expressions do not have; for \"and\" write &&",
    UInt8(ascii: "|"): "| works on bits, which expressions do not have; for \"or\" write ||",
    UInt8(ascii: ";"): "an expression has one part only: remove the semicolon",
    UInt8(ascii: "{"): "objects are not part of expressions",
  ]

  package mutating func next() throws(ExpressionError) -> Token {
    skipSpace()
    start = position
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    if isDigit(byte) || (byte == UInt8(ascii: ".") && position + 1 < bytes.count && isDigit(bytes[position + 1])) {
      return try number()
    }
    if isNameByte(byte) {
      while position < bytes.count, isNameByte(bytes[position]) || isDigit(bytes[position]) { position += 1 }
      return .name(String(decoding: bytes[start..<position], as: UTF8.self))
    }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try quoted(byte) }
    let rest = bytes[position...]
    guard let symbol = Self.symbols.first(where: { rest.starts(with: $0) }) else {
      let character = String(decoding: rest.prefix(4), as: UTF8.self).first.map(String.init) ?? "this"
      throw ExpressionError(offset: start, message: Self.refused[byte] ?? "\(character) is not part of expressions")
    }
    position += symbol.count
    return .symbol(String(decoding: symbol, as: UTF8.self))
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position]) { position += 1 }
  }

  /// Whether a text in quotes comes next.
  package var isTextNext: Bool {
    var copy = self
    copy.skipSpace()
    guard copy.position < bytes.count else { return false }
    return bytes[copy.position] == UInt8(ascii: "'") || bytes[copy.position] == UInt8(ascii: "\"")
  }

  /// Whether a certain name comes next.
  package func isNext(_ name: String) -> Bool {
    var copy = self
    return (try? copy.next()) == .name(name)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  private mutating func number() throws(ExpressionError) -> Token {
    while position < bytes.count {
      let byte = bytes[position]
      let isExponentSign =
        (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
        && bytes[start...].prefix(2) != [UInt8(ascii: "0"), UInt8(ascii: "x")]
      guard isDigit(byte) || isNameByte(byte) || byte == UInt8(ascii: ".") || isExponentSign else { break }
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let value = NumberText.value(text)
    guard !value.isNaN else { throw ExpressionError(offset: start, message: "\(text) is not a number") }
    return .number(value)
  }

  private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> Token {
    var text: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == quote { return .text(String(decoding: text, as: UTF8.self)) }
      guard byte == UInt8(ascii: "\\"), position < bytes.count else {
        text.append(byte)
        continue
      }
      let escaped = bytes[position]
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "u"):
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
          let scalar = UnicodeScalar(code)
        else { throw ExpressionError(offset: position - 2, message: "\\u needs the four digits of a character") }
        text += String(Character(scalar)).utf8
        position += 4
      default: text.append(escaped)
      }
    }
    throw ExpressionError(offset: start, message: "this text has no closing quote")
  }
}
