import Diagnostics

/// Checks that a file is text this tool can read: UTF-8 without NUL bytes.
package enum TextEncoding {
  /// The first problem of the bytes, or nil.
  package static func problem(in bytes: [UInt8], path: String) -> Diagnostic? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        .encoding, "this file is UTF-16, not UTF-8", at: Place(path: path, range: 0..<0),
        help: "in your editor, save it with the encoding UTF-8")
    }
    if let offset = invalidOffset(bytes) {
      let code = String(bytes[offset], radix: 16, uppercase: true)
      return Diagnostic(
        .encoding, "this file is not UTF-8 text: byte 0x\(code.count < 2 ? "0" : "")\(code) stands here",
        at: Place(path: path, range: offset..<offset + 1), help: "in your editor, save it with the encoding UTF-8")
    }
    if let offset = bytes.firstIndex(of: 0) {
      return Diagnostic(
        .encoding, "this file has a NUL byte in it, so it is not text",
        at: Place(path: path, range: offset..<offset + 1), help: "remove the byte, or the file")
    }
    return nil
  }

  /// The offset of the first byte that is not part of well-formed UTF-8, or nil.
  ///
  /// Source: The Unicode Standard, table 3-7. Runs of ASCII are passed over eight bytes at a time.
  static func invalidOffset(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      var i = 0
      let count = buffer.count
      while i < count {
        if i + 8 <= count, buffer.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
          i += 8
          continue
        }
        let lead = buffer[i]
        if lead < 0x80 {
          i += 1
          continue
        }
        let (length, low, high): (Int, UInt8, UInt8)
        switch lead {
        case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
        case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, low, high) = (3, 0x80, 0xBF)
        case 0xED: (length, low, high) = (3, 0x80, 0x9F)
        case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
        case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
        case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
        default: return i
        }
        guard i + length <= count, (low...high).contains(buffer[i + 1]) else { return i }
        for k in 2..<max(2, length) where buffer[i + k] & 0xC0 != 0x80 { return i }
        i += length
      }
      return nil
    }
  }
}
