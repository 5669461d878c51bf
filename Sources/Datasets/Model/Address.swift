/// Names of rows in addresses.
enum Address {
  /// Text as one part of an address: ASCII letters and digits in lower case, single hyphens between words, apostrophes
  /// left out; the same as the addresses of pages.
  static func slug(_ text: String) -> String {
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case 0x61...0x7A, 0x30...0x39: output.append(bytes[i])
      case 0x41...0x5A: output.append(bytes[i] + 0x20)
      case UInt8(ascii: "'"): break
      // The typographic apostrophe, U+2019.
      case 0xE2 where i + 2 < bytes.count && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x99: i += 2
      default:
        if let last = output.last, last != UInt8(ascii: "-") { output.append(UInt8(ascii: "-")) }
      }
      i += 1
    }
    if output.last == UInt8(ascii: "-") { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
  }
}
