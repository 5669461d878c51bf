/// A picture's width and height in pixels, from the first bytes of its file.
///
/// A page that says them leaves the right room for a picture that has not come yet, so that nothing moves when it does.
/// Sources: PNG (W3C) 11.2.1; GIF89a 18; JPEG (ITU-T T.81) B.2.2; WebP container specification; SVG 2, 8.2.
struct PictureSize: Sendable, Equatable {
  let width: Int
  let height: Int

  /// Nil where the bytes are not a picture of a known kind, or do not tell its size.
  init?(_ bytes: [UInt8]) {
    let size =
      Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes) ?? Self.webP(bytes) ?? Self.svg(bytes)
    guard let (width, height) = size, (1...100_000).contains(width), (1...100_000).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  private typealias Size = (width: Int, height: Int)

  private static func png(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    return (big(bytes, 16, 4), big(bytes, 20, 4))
  }

  private static func gif(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 10, bytes.starts(with: "GIF8".utf8) else { return nil }
    return (little(bytes, 6, 2), little(bytes, 8, 2))
  }

  /// The first frame header; segments before it are passed over by their lengths.
  private static func jpeg(_ bytes: [UInt8]) -> Size? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var offset = 2
    while offset + 9 <= bytes.count, bytes[offset] == 0xFF {
      let marker = bytes[offset + 1]
      switch marker {
      case 0xFF: offset += 1
      case 0x01, 0xD0...0xD8: offset += 2
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        return (big(bytes, offset + 7, 2), big(bytes, offset + 5, 2))
      default: offset += 2 + max(2, big(bytes, offset + 2, 2))
      }
    }
    return nil
  }

  private static func webP(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else {
      return nil
    }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return (little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
    case "VP8L":
      let packed = little(bytes, 21, 4)
      return (packed & 0x3FFF + 1, (packed >> 14) & 0x3FFF + 1)
    case "VP8 ": return (little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
    default: return nil
    }
  }

  /// `width` and `height` in pixels, else the `viewBox`.
  private static func svg(_ bytes: [UInt8]) -> Size? {
    guard let start = Array(bytes.prefix(4096)).firstRange(of: "<svg") else { return nil }
    let head = bytes[start.upperBound...].prefix(2048)
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let tag = Array(head[..<end])
    if let width = attribute("width", in: tag).flatMap(pixels),
      let height = attribute("height", in: tag).flatMap(pixels)
    {
      return (width, height)
    }
    let box = attribute("viewBox", in: tag)?.split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == 0x0A } ?? []
    guard box.count == 4, let width = pixels(Array(box[2])), let height = pixels(Array(box[3])) else { return nil }
    return (width, height)
  }

  private static func attribute(_ name: String, in tag: [UInt8]) -> [UInt8]? {
    guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
    let value = tag[start.upperBound...]
    return value.firstIndex(of: UInt8(ascii: "\"")).map { Array(value[..<$0]) }
  }

  /// `120`, `120.4` and `120px`; other units say nothing about the proportions on a screen.
  private static func pixels(_ text: [UInt8]) -> Int? {
    let number = text.count > 2 && text.suffix(2).elementsEqual("px".utf8) ? text.dropLast(2) : text[...]
    guard let value = Double(String(decoding: number, as: UTF8.self)), value.isFinite, (0.5...100_000).contains(value)
    else { return nil }
    return Int(value.rounded())
  }

  private static func big(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset + count <= bytes.count else { return 0 }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func little(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset + count <= bytes.count else { return 0 }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
