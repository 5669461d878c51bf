/// How the numbers of a chart are written: all alike, rounded once, with commas between thousands.
struct NumberStyle: Sendable, Hashable {
  /// Digits behind the point, 0 to 12; nil writes as many as a number needs.
  var decimals: Int?
  /// Whether zeros at the end behind the point are left out, as where a source prints 74 beside 29.5.
  var dropsZeros = false
  var prefix = ""
  var suffix = ""
  /// What the value is multiplied by first: 100 where fractions are shown as per cent.
  var factor = 1.0

  /// The largest size whose digits are written out; larger numbers are kept at it.
  static let largest = 1e15

  /// For example `24,629`, `38.6%`, `−1.5`.
  func string(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "" : value < 0 ? "−∞" : "∞" }
    let scaled = min(max(value * factor, -Self.largest), Self.largest)
    var text = Self.digits(scaled.magnitude, decimals: decimals)
    if dropsZeros, text.utf8.contains(UInt8(ascii: ".")) {
      while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
      if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    }
    let isZero = !text.utf8.contains { (0x31...0x39).contains($0) }
    return (scaled < 0 && !isZero ? "−" : "") + prefix + text + suffix
  }

  private static func digits(_ value: Double, decimals: Int?) -> String {
    guard let decimals else {
      // As many digits as tell the number from its neighbours, but no more than six behind the point.
      for count in 0..<6 {
        let power = powers[count]
        if ((value * power).rounded() / power - value).magnitude <= value * 1e-12 {
          return digits(value, decimals: count)
        }
      }
      return digits(value, decimals: 6)
    }
    var places = min(max(decimals, 0), 12)
    while places > 0, value * powers[places] > 9e17 { places -= 1 }
    let scaled = UInt64((value * powers[places]).rounded())
    let power = UInt64(powers[places])
    let whole = String(scaled / power)
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    guard places > 0 else { return text }
    let fraction = String(scaled % power)
    return text + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
}
