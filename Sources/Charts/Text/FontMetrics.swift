/// The widths of a typeface's letters, so that text is measured without a browser.
///
/// A width is a sum of advances without kerning, which only ever makes text narrower.
public struct FontMetrics: Sendable {
  /// Arial, and Liberation Sans and Arimo, which have its widths.
  public static let arial = FontMetrics(regular: AdvanceWidths.arial, bold: AdvanceWidths.arialBold)
  /// Atkinson Hyperlegible.
  public static let atkinson = FontMetrics(regular: AdvanceWidths.atkinson, bold: AdvanceWidths.atkinsonBold)

  /// What a measured width is multiplied by where a reader may have another typeface: the widest of the usual
  /// fallbacks, measured over the labels of a report against Arial.
  public static let reserve = 1.13

  private let regular: [UInt16]
  private let bold: [UInt16]

  init(regular: [UInt16], bold: [UInt16]) {
    self.regular = regular
    self.bold = bold
  }

  /// The width of a line of text, in the unit of `size`, the height of an em.
  public func width(_ text: String, size: Double, bold isBold: Bool = false) -> Double {
    let table = isBold ? bold : regular
    var sum = 0
    for scalar in text.unicodeScalars { sum += Self.advance(of: scalar, in: table) }
    return Double(sum) * size / 1000
  }

  /// In thousandths of an em.
  private static func advance(of scalar: Unicode.Scalar, in table: [UInt16]) -> Int {
    let code = Int(scalar.value)
    if code >= 0x20, code - 0x20 < table.count {
      let width = Int(table[code - 0x20])
      return width > 0 || (0x7F...0x9F).contains(code) ? width : 556
    }
    switch code {
    case ..<0x20, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F: return 0
    case 0x2018, 0x2019: return 278
    case 0x201C, 0x201D: return 500
    case 0x2014, 0x2026, 0x2190...0x21FF: return 1000
    // East Asian scripts and emoji are a square each; some emoji are wider.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60: return 1000
    case 0x2600...0x27BF, 0x1F000...0x1FAFF: return 1370
    default: return scalar.properties.generalCategory == .nonspacingMark ? 0 : 600
    }
  }
}
