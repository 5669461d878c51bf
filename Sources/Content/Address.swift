/// Rules for addresses on the site: lower case, hyphens, a slash at both ends, no file extensions.
package enum Address {
  /// Text as one part of an address: ASCII letters and digits, in lower case, with single hyphens between words.
  package static func slug(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: output.append(byte)
      case 0x41...0x5A: output.append(byte + 0x20)
      case UInt8(ascii: "'"): break
      default:
        if let last = output.last, last != UInt8(ascii: "-") { output.append(UInt8(ascii: "-")) }
      }
    }
    if output.last == UInt8(ascii: "-") { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
  }

  /// The address of a source file: `reports/2018-19/index.md` is at `/reports/2018-19/`.
  package static func page(sourcePath: String) -> String {
    var path = Substring(sourcePath)
    if path.hasSuffix(".md") { path = path.dropLast(3) }
    if path == "index" { return "/" }
    if path.hasSuffix("/index") { path = path.dropLast(6) }
    return "/" + path + "/"
  }

  /// Whether a text is an address within the site: parts of lower-case letters, digits, hyphens, underscores and dots.
  package static func isValid(_ address: String) -> Bool {
    guard address.hasPrefix("/") else { return false }
    let parts = address.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.isEmpty { return index == parts.count - 1 }
      if part.first == UInt8(ascii: ".") || part.count > 200 { return false }
      for byte in part {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): break
        default: return false
        }
      }
    }
    return true
  }
}
