import Diagnostics
import Fields

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The colours and the mark by which readers know a partnership, over those of the theme.
package struct Brand: Sendable {
  /// The ground of header and footer, and the colour of links.
  package let colour: Colour
  /// A small, bright second colour; it never carries text.
  package let accent: Colour?
  /// The mark beside the name, by source path.
  package let logo: Located<String>?

  /// Contrast that text needs. Source: WCAG 2.2, success criterion 1.4.3.
  static let textContrast = 4.5

  init?(_ fields: FieldReader) {
    let colour = Self.colour("colour", required: true, fields)
    accent = Self.colour("accent", required: false, fields)
    logo = fields.text("logo")
    fields.finish()
    guard let colour else { return nil }
    if colour.contrast(to: .white) < Self.textContrast {
      fields.report(
        .value, "\"\(colour)\" is too light for links and for white text", at: fields.keyPlace("colour"),
        help:
          "its contrast to white is \(Self.rounded(colour.contrast(to: .white))):1, and text needs 4.5:1; choose a darker one"
      )
    }
    self.colour = colour
  }

  /// The custom properties of the theme's tokens that the brand sets, light and dark.
  package var stylesheet: String {
    let darkGround = colour.mixed(with: .black, share: 0.3)
    let darkLink = colour.lightened(toContrast: 7, on: Colour(red: 17, green: 25, blue: 24))
    let accent = accent.map { "--sun:\($0);" } ?? ""
    return """
      @layer tokens{:root{--brand:\(colour);--link:\(colour);--note-mark:\(colour);\(accent)}\
      @media (prefers-color-scheme:dark){:root{--brand:\(darkGround);--link:\(darkLink);--note-mark:\(darkLink)}}\
      @media (prefers-contrast:more){:root{--brand:\(colour.mixed(with: .black, share: 0.5));--link:\(colour.mixed(with: .black, share: 0.5))}}\
      @media (prefers-contrast:more) and (prefers-color-scheme:dark){:root{--link:#fff}}\
      @media print{:root{--brand:#fff;--link:#000}}}

      """
  }

  private static func colour(_ key: String, required: Bool, _ fields: FieldReader) -> Colour? {
    guard let text = fields.text(key, required: required) else { return nil }
    if let colour = Colour(text.value) { return colour }
    fields.report(
      .value, "\"\(text.value)\" is not a colour", at: text.place,
      help: "write six hexadecimal digits in quotation marks, as in \(key): \"#0d4a47\"")
    return nil
  }

  private static func rounded(_ ratio: Double) -> String {
    let tenths = Int((ratio * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// A colour of the sRGB space.
package struct Colour: Sendable, Hashable, CustomStringConvertible {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  static let white = Colour(red: 255, green: 255, blue: 255)
  static let black = Colour(red: 0, green: 0, blue: 0)

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#0d4a47`; nil for anything else.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[0] == UInt8(ascii: "#"), let number = UInt32(text.dropFirst(), radix: 16),
      !bytes.contains(UInt8(ascii: "+"))
    else { return nil }
    self.init(red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }

  package var description: String {
    let digits = Array("0123456789abcdef")
    return "#" + String([red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// From 1 (the same) to 21 (black and white). Source: WCAG 2.2, definition of contrast ratio.
  package func contrast(to other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Source: WCAG 2.2, definition of relative luminance.
  private var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// - Parameter share: of the other colour, 0 to 1.
  func mixed(with other: Colour, share: Double) -> Colour {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) * (1 - share) + Double(b) * share).rounded()) }
    return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The colour with as little white as gives a contrast on a dark ground.
  func lightened(toContrast contrast: Double, on ground: Colour) -> Colour {
    for step in 0...20 {
      let colour = mixed(with: .white, share: Double(step) / 20)
      if colour.contrast(to: ground) >= contrast { return colour }
    }
    return .white
  }
}
