/// Writes SVG as bytes: names and values as given, text escaped, numbers with two decimals at most.
struct SVGWriter {
  private(set) var bytes: [UInt8] = []
  /// A start tag is written as far as its attributes.
  private var isTagOpen = false
  private var openElements: [String] = []

  init(capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

  // MARK: - Elements

  /// Begins an element; attributes may follow until the next call that is not ``attribute(_:_:)``.
  mutating func open(_ name: String) {
    closeTag()
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    openElements.append(name)
    isTagOpen = true
  }

  /// Ends the innermost open element.
  mutating func close() {
    guard let name = openElements.popLast() else { return }
    if isTagOpen {
      bytes.append(contentsOf: "/>".utf8)
      isTagOpen = false
    } else {
      bytes.append(contentsOf: "</".utf8)
      bytes.append(contentsOf: name.utf8)
      bytes.append(UInt8(ascii: ">"))
    }
  }

  mutating func attribute(_ name: String, _ value: String) {
    beginAttribute(name)
    escape(value)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func attribute(_ name: String, _ value: Double) {
    beginAttribute(name)
    write(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// An attribute whose value the caller writes with ``raw(_:)`` and ``number(_:)`` inside `body`.
  mutating func attribute(_ name: String, _ body: (inout SVGWriter) -> Void) {
    beginAttribute(name)
    body(&self)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Text content of the open element.
  mutating func text(_ text: String) {
    closeTag()
    escape(text)
  }

  /// A whole element with text.
  mutating func element(_ name: String, text: String) {
    open(name)
    self.text(text)
    close()
  }

  // MARK: - Pieces

  /// Bytes as they are, inside an attribute's value.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Finished markup as content of the open element.
  mutating func markup(_ text: [UInt8]) {
    closeTag()
    bytes.append(contentsOf: text)
  }

  /// A number as ``formatted(_:)`` writes it.
  mutating func number(_ value: Double) { write(value) }

  /// The number rounded to hundredths, without exponent, trailing zeros or a negative zero; what is not finite, and
  /// what no picture is large enough for, is brought to ±10,000,000 (NaN to 0).
  static func formatted(_ value: Double) -> String {
    var writer = SVGWriter(capacity: 16)
    writer.write(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private mutating func write(_ value: Double) {
    let limited = value.isNaN ? 0 : min(max(value, -1e7), 1e7)
    let hundredths = Int((limited * 100).rounded())
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = hundredths.magnitude
    writeInteger(size / 100)
    let fraction = size % 100
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
    if fraction % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
  }

  private mutating func writeInteger(_ value: UInt) {
    if value >= 10 { writeInteger(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }

  private mutating func beginAttribute(_ name: String) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: "=\"".utf8)
  }

  private mutating func closeTag() {
    guard isTagOpen else { return }
    bytes.append(UInt8(ascii: ">"))
    isTagOpen = false
  }

  /// Text for content and attribute values; characters that XML does not allow become U+FFFD.
  private mutating func escape(_ text: String) {
    guard text.utf8.contains(where: Self.needsEscape) else { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0..<0x20: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"")
  }
}
