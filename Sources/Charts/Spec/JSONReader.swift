import Diagnostics

/// Reads JSON (RFC 8259) into a ``SpecNode``, with the place of each value.
struct JSONReader {
  /// Deeper text is refused; specifications are some ten levels deep.
  static let maximumDepth = 64

  private struct Problem: Error {
    var message: String
    var offset: Int
    var help: String?
  }

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The one value that a file holds, or nil with a diagnostic.
  static func read(_ bytes: [UInt8], path: String, into diagnostics: inout [Diagnostic]) -> SpecNode? {
    var reader = JSONReader(bytes)
    do throws(Problem) {
      let node = try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.position == bytes.count else {
        throw Problem(message: "there is more text behind the end of the JSON", offset: reader.position)
      }
      return node
    } catch {
      let problem = error
      let start = min(problem.offset, bytes.count)
      diagnostics.append(
        Diagnostic(
          .jsonSyntax, "this is not valid JSON: \(problem.message)",
          at: Place(path: path, range: start..<min(start + 1, bytes.count)), help: problem.help))
      return nil
    }
  }

  private mutating func value(depth: Int) throws(Problem) -> SpecNode {
    skipSpace()
    let start = position
    guard position < bytes.count else { throw Problem(message: "the text ends where a value should be", offset: start) }
    guard depth < Self.maximumDepth else {
      throw Problem(
        message: "it is nested more than \(Self.maximumDepth) levels deep", offset: start,
        help: "is a bracket left open?")
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(from: start, depth: depth)
    case UInt8(ascii: "["): return try list(from: start, depth: depth)
    case UInt8(ascii: "\""):
      let text = try string()
      return SpecNode(.text(text), range: start..<position)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let number = try number()
      return SpecNode(.number(number), range: start..<position)
    default:
      if take("true") { return SpecNode(.boolean(true), range: start..<position) }
      if take("false") { return SpecNode(.boolean(false), range: start..<position) }
      if take("null") { return SpecNode(.null, range: start..<position) }
      throw Problem(
        message: "a value cannot begin here", offset: start,
        help: "text stands in \"quotation marks\"; other values are numbers, true, false, null, [lists] and {objects}")
    }
  }

  private mutating func list(from start: Int, depth: Int) throws(Problem) -> SpecNode {
    position += 1
    var items: [SpecNode] = []
    skipSpace()
    if takeByte("]") { return SpecNode(.list(items), range: start..<start + 1) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if takeByte(",") { continue }
      if takeByte("]") { return SpecNode(.list(items), range: start..<start + 1) }
      throw Problem(message: "a list goes on with a comma or ends with ]", offset: position)
    }
  }

  private mutating func object(from start: Int, depth: Int) throws(Problem) -> SpecNode {
    position += 1
    var fields: [SpecNode.Field] = []
    skipSpace()
    if takeByte("}") { return SpecNode(.object(fields), range: start..<start + 1) }
    while true {
      skipSpace()
      let nameStart = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw Problem(
          message: "a name in quotation marks should be here", offset: position,
          help: "is there a comma too many before?")
      }
      let name = try string()
      let nameRange = nameStart..<position
      skipSpace()
      guard takeByte(":") else { throw Problem(message: "a colon should follow the name", offset: position) }
      let value = try value(depth: depth + 1)
      if fields.contains(where: { $0.name == name }) {
        throw Problem(message: "\"\(name)\" is given twice", offset: nameStart, help: "keep one of the two")
      }
      fields.append(SpecNode.Field(name: name, range: nameRange, value: value))
      skipSpace()
      if takeByte(",") { continue }
      if takeByte("}") { return SpecNode(.object(fields), range: start..<start + 1) }
      throw Problem(message: "an object goes on with a comma or ends with }", offset: position)
    }
  }

  private mutating func string() throws(Problem) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    var runStart = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[runStart..<position])
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[runStart..<position])
        text.append(contentsOf: try escape().utf8)
        runStart = position
      case 0..<0x20:
        throw Problem(
          message: "text cannot contain a line break or control character", offset: position,
          help: "is a quotation mark missing? A line break inside text is written \\n")
      default: position += 1
      }
    }
    throw Problem(message: "this text has no closing quotation mark", offset: start)
  }

  /// One escape sequence (`\n`, `\u00e9`, a surrogate pair) as text.
  private mutating func escape() throws(Problem) -> String {
    let start = position
    position += 2
    switch start + 1 < bytes.count ? bytes[start + 1] : 0 {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "u"):
      guard let unit = codeUnit() else {
        throw Problem(message: "\\u must be followed by four hexadecimal digits", offset: start)
      }
      var units = [unit]
      if (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        if let low = codeUnit() { units.append(low) }
      }
      return String(decoding: units, as: UTF16.self)
    default:
      throw Problem(message: "a backslash must be followed by one of \" \\ / b f n r t u", offset: start)
    }
  }

  private mutating func codeUnit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
    position += 4
    return UInt16(digits, radix: 16)
  }

  private mutating func number() throws(Problem) -> Double {
    let start = position
    _ = takeByte("-")
    let integerStart = position
    skipDigits()
    var isValid = position > integerStart && !(bytes[integerStart] == UInt8(ascii: "0") && position > integerStart + 1)
    if takeByte(".") {
      let fractionStart = position
      skipDigits()
      isValid = isValid && position > fractionStart
    }
    if takeByte("e") || takeByte("E") {
      _ = takeByte("+") || takeByte("-")
      let exponentStart = position
      skipDigits()
      isValid = isValid && position > exponentStart
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isValid, let number = Double(digits) else {
      throw Problem(message: "this is not a number", offset: start, help: "numbers are written as in 12, -3.5 or 1e6")
    }
    guard number.isFinite else { throw Problem(message: "this number is too large", offset: start) }
    return number
  }

  private mutating func skipDigits() {
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private mutating func takeByte(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<end]) }
    if matches { position = end }
    return matches
  }
}
