/// Colours as specifications write them.
enum CSSColor {
  /// `#rgb`, `#rrggbb`, `rgb(…)` and the names of CSS; nil for anything else.
  static func color(_ text: String) -> Color? {
    let text = text.lowercased()
    if text.hasPrefix("#") {
      var digits = Array(text.utf8.dropFirst())
      if digits.count == 3 || digits.count == 4 { digits = digits.flatMap { [$0, $0] } }
      guard digits.count == 6 || digits.count == 8,
        let value = UInt32(String(decoding: digits.prefix(6), as: UTF8.self), radix: 16)
      else { return nil }
      return Color(hex: value)
    }
    if text.hasPrefix("rgb"), let start = text.firstIndex(of: "("), let end = text.firstIndex(of: ")"), start < end {
      let parts = text[text.index(after: start)..<end].split { $0 == "," || $0 == " " || $0 == "/" }
        .compactMap { Double($0) }
      guard parts.count >= 3 else { return nil }
      return Color(red: parts[0], green: parts[1], blue: parts[2])
    }
    return names[text].map { Color(hex: $0) }
  }

  private static let names: [String: UInt32] = [
    "black": 0x000000, "white": 0xffffff, "red": 0xff0000, "green": 0x008000, "blue": 0x0000ff, "yellow": 0xffff00,
    "orange": 0xffa500, "purple": 0x800080, "pink": 0xffc0cb, "brown": 0xa52a2a, "gray": 0x808080, "grey": 0x808080,
    "lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "darkgray": 0xa9a9a9, "darkgrey": 0xa9a9a9, "silver": 0xc0c0c0,
    "maroon": 0x800000, "olive": 0x808000, "navy": 0x000080, "teal": 0x008080, "aqua": 0x00ffff, "cyan": 0x00ffff,
    "lime": 0x00ff00, "fuchsia": 0xff00ff, "magenta": 0xff00ff, "gold": 0xffd700, "steelblue": 0x4682b4,
    "firebrick": 0xb22222, "tomato": 0xff6347, "coral": 0xff7f50, "salmon": 0xfa8072, "crimson": 0xdc143c,
    "darkred": 0x8b0000, "darkblue": 0x00008b, "darkgreen": 0x006400, "darkorange": 0xff8c00, "indigo": 0x4b0082,
    "violet": 0xee82ee, "orchid": 0xda70d6, "plum": 0xdda0dd, "khaki": 0xf0e68c, "beige": 0xf5f5dc, "tan": 0xd2b48c,
    "chocolate": 0xd2691e, "sienna": 0xa0522d, "skyblue": 0x87ceeb, "lightblue": 0xadd8e6, "royalblue": 0x4169e1,
    "dodgerblue": 0x1e90ff, "cornflowerblue": 0x6495ed, "slateblue": 0x6a5acd, "slategray": 0x708090,
    "slategrey": 0x708090, "seagreen": 0x2e8b57, "forestgreen": 0x228b22, "limegreen": 0x32cd32,
    "lightgreen": 0x90ee90, "turquoise": 0x40e0d0, "whitesmoke": 0xf5f5f5, "gainsboro": 0xdcdcdc,
    "lightyellow": 0xffffe0, "ivory": 0xfffff0, "lavender": 0xe6e6fa, "goldenrod": 0xdaa520, "hotpink": 0xff69b4,
    "deeppink": 0xff1493, "rebeccapurple": 0x663399, "dimgray": 0x696969, "dimgrey": 0x696969,
  ]
}
