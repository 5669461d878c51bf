/// The path of a request, its percent-escapes resolved once: `/reports/2018-19/`.
///
/// Nothing else is done to it: `..`, `//` and the like are names that no file has.
struct RequestPath: Sendable, Equatable {
  /// With the first slash.
  let text: String

  /// - Parameter target: as it stands in the request, without the query.
  /// - Returns: nil where it does not begin with a slash, an escape is broken, or it is not UTF-8.
  init?(_ target: String) {
    guard target.utf8.first == UInt8(ascii: "/") else { return nil }
    var bytes: [UInt8] = []
    var rest = target.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Self.digit), let low = rest.popFirst().flatMap(Self.digit) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self.text = text
  }

  /// What a site has at a path.
  enum Target: Sendable, Equatable {
    case file(String)
    /// A folder, asked for without its slash.
    case folder(location: String)
    case nothing
  }

  /// - Parameter has: whether there is a file of this path, without a first slash.
  func target(_ has: (String) -> Bool) -> Target {
    let path = String(text.dropFirst())
    if path.isEmpty || path.hasSuffix("/") {
      return has(path + "index.html") ? .file(path + "index.html") : .nothing
    }
    if has(path) { return .file(path) }
    return has(path + "/index.html") ? .folder(location: Self.escaped(text) + "/") : .nothing
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Source: RFC 3986, 2.3 "Unreserved characters".
  private static func escaped(_ path: String) -> String {
    var output = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        output.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        output += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return output
  }
}
