/// The parts of a number's format: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`.
///
/// Source: d3-format, "locale.format".
package struct NumberSpecifier: Hashable, Sendable {
  package var fill: Character = " "
  /// `<`, `>`, `^`, or `=` (between sign and digits).
  package var align: UInt8 = UInt8(ascii: ">")
  /// `-`, `+`, `(` or a space.
  package var sign: UInt8 = UInt8(ascii: "-")
  /// `$` for currency, `#` for a prefix such as `0x`, or nil.
  package var symbol: UInt8?
  package var fillsWithZeros = false
  package var width = 0
  package var groups = false
  package var precision: Int?
  package var trims = false
  /// A letter or `%`; nil where there is none.
  package var type: UInt8?

  /// The widest that is padded to, so that no author can ask for gigabytes.
  package static let maximumWidth = 1_000

  /// Nil for what is not a format.
  package init?(_ text: String) {
    var rest = Substring(text)
    func isAlign(_ character: Character?) -> Bool { character.map { "<>=^".contains($0) } ?? false }
    if isAlign(rest.dropFirst().first), let first = rest.first {
      fill = first
      align = rest.dropFirst().first?.asciiValue ?? align
      rest = rest.dropFirst(2)
    } else if isAlign(rest.first) {
      align = rest.first?.asciiValue ?? align
      rest = rest.dropFirst()
    }
    var bytes = rest.utf8
    func next(_ isWanted: (UInt8) -> Bool) -> UInt8? {
      guard let byte = bytes.first, isWanted(byte) else { return nil }
      bytes.removeFirst()
      return byte
    }
    func number() -> Int? {
      var value: Int?
      while let digit = next({ (0x30...0x39).contains($0) }) {
        value = min((value ?? 0) * 10 + Int(digit & 15), 1_000_000)
      }
      return value
    }
    sign = next { "+-( ".utf8.contains($0) } ?? sign
    symbol = next { "$#".utf8.contains($0) }
    fillsWithZeros = next { $0 == UInt8(ascii: "0") } != nil
    width = min(number() ?? 0, Self.maximumWidth)
    groups = next { $0 == UInt8(ascii: ",") } != nil
    if next({ $0 == UInt8(ascii: ".") }) != nil {
      guard let digits = number() else { return nil }
      precision = digits
    }
    trims = next { $0 == UInt8(ascii: "~") } != nil
    type = next { $0 == UInt8(ascii: "%") || (0x61...0x7A).contains($0 | 0x20) }
    guard bytes.isEmpty else { return nil }
  }

  /// Whether the type is one of some letters.
  package func isType(_ letters: StaticString) -> Bool {
    guard let type else { return false }
    return letters.withUTF8Buffer { $0.contains(type) }
  }
}
