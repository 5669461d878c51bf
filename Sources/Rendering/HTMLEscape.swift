/// Escapes text for HTML and XML by copying clean runs.
package enum HTMLEscape {
  /// Appends text so that it is safe as content and inside double quotes.
  static func append(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
      default: output.append(byte)
      }
    }
  }

  static func append(_ text: String, to output: inout [UInt8]) {
    if needsEscape(text) {
      append(text.utf8, to: &output)
    } else {
      output.append(contentsOf: text.utf8)
    }
  }

  /// Text that is safe as content and inside double quotes.
  package static func escaped(_ text: String) -> String {
    guard needsEscape(text) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    append(text.utf8, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func needsEscape(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }
  }
}

extension HTMLEscape {
  static func bytes(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    append(text, to: &output)
    return output
  }
}

/// Percent-encodes what an address may not hold as it is. Source: RFC 3986, section 2.
enum URLEscape {
  /// Encodes bytes that are neither reserved, unreserved nor part of an encoding.
  static func escaped(_ address: String) -> String {
    guard address.utf8.contains(where: { !isAllowed($0) }) else { return address }
    var output: [UInt8] = []
    for byte in address.utf8 {
      if isAllowed(byte) {
        output.append(byte)
      } else {
        append(byte, to: &output)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The address of a file of the site: whatever its name has stands for itself.
  static func path(_ path: String) -> String {
    var output: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        output.append(byte)
      default: append(byte, to: &output)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to output: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    digits.withUTF8Buffer { output += [UInt8(ascii: "%"), $0[Int(byte >> 4)], $0[Int(byte & 15)]] }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~:/?#@!$&'()*+,;=%".utf8.contains(byte)
    }
  }
}
