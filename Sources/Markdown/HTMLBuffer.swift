/// A body while it is written.
struct HTMLBuffer {
  var body = Body()

  init(capacity: Int) { body.bytes.reserveCapacity(capacity) }

  /// Markup, as it is.
  mutating func write(_ markup: StaticString) {
    body.bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Bytes that need no escape: ids and numbers.
  mutating func write(_ text: String) { body.bytes.append(contentsOf: text.utf8) }

  mutating func write(_ number: Int) { write(String(number)) }

  /// Ends the line, unless it has just ended.
  mutating func endLine() {
    if let last = body.bytes.last, last != UInt8(ascii: "\n") { body.bytes.append(UInt8(ascii: "\n")) }
  }

  mutating func hole(_ kind: Hole.Kind, _ index: Int = 0) {
    body.holes.append(Hole(offset: Int32(truncatingIfNeeded: body.bytes.count), kind: kind, index: Int32(index)))
  }

  mutating func phrase(_ phrase: Phrase) { hole(.phrase, Int(phrase.rawValue)) }

  /// Text, or an attribute's value between double quotation marks.
  mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for i in text.indices where HTMLBuffer.isSpecial(text[i]) {
      body.bytes.append(contentsOf: text[start..<i])
      switch text[i] {
      case UInt8(ascii: "&"): write("&amp;" as StaticString)
      case UInt8(ascii: "<"): write("&lt;" as StaticString)
      case UInt8(ascii: ">"): write("&gt;" as StaticString)
      default: write("&quot;" as StaticString)
      }
      start = i + 1
    }
    body.bytes.append(contentsOf: text[start...])
  }

  mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    // `>`, the greatest of the four, is 0x3E: one comparison settles nearly all letters.
    byte <= 0x3E
      && (byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: "\""))
  }
}
