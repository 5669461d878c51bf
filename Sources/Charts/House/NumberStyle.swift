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
    var places = min(max(decimals ?? Self.neededDecimals(scaled.magnitude), 0), 12)
    while places > 0, scaled.magnitude * Self.powers[places] > 9e17 { places -= 1 }
    let digits = UInt64((scaled.magnitude * Self.powers[places]).rounded())
    return withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: prefix.utf8.count + suffix.utf8.count + Self.maximumLength
    ) { buffer in
      // From the last byte to the first.
      var start = buffer.count
      func put(_ byte: UInt8) {
        start -= 1
        buffer[start] = byte
      }
      for byte in suffix.utf8.reversed() { put(byte) }
      var rest = digits
      var behindPoint = 0
      var isFraction = false
      while behindPoint < places {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        if digit != 0 || isFraction || !dropsZeros {
          put(UInt8(ascii: "0") + UInt8(digit))
          isFraction = true
        }
        rest = quotient
        behindPoint += 1
      }
      if isFraction { put(UInt8(ascii: ".")) }
      var count = 0
      repeat {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        if count > 0, count.isMultiple(of: 3) { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "0") + UInt8(digit))
        rest = quotient
        count += 1
      } while rest > 0
      for byte in prefix.utf8.reversed() { put(byte) }
      if scaled < 0, digits > 0 { for byte in "−".utf8.reversed() { put(byte) } }
      return String(decoding: UnsafeBufferPointer(rebasing: buffer[start...]), as: UTF8.self)
    }
  }

  /// A minus sign, 20 digits, the commas between them and a point.
  private static let maximumLength = 32

  /// As many digits behind the point as tell the number from its neighbours, but no more than six.
  private static func neededDecimals(_ value: Double) -> Int {
    (0..<6).first { ((value * powers[$0]).rounded() / powers[$0] - value).magnitude <= value * 1e-12 } ?? 6
  }

  static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12]
}
