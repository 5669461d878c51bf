/// The result of arithmetic on figures: an exact fraction, or the nearest binary number where that grows too large.
struct Number: Sendable, Hashable {
  private enum Form: Hashable {
    /// In lowest terms; the denominator is positive.
    case fraction(Int128, Int128)
    case approximate(Double)
  }

  private let form: Form

  private init(_ form: Form) { self.form = form }

  init(_ integer: Int) { form = .fraction(Int128(integer), 1) }

  init(_ decimal: Decimal) {
    self = Number(numerator: Int128(decimal.digits), denominator: Self.powersOfTen[decimal.decimals])
  }

  /// The denominator must not be 0.
  init(numerator: Int128, denominator: Int128) {
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    guard let divisor = Int128(exactly: divisor), divisor > 0, numerator != .min, denominator != .min else {
      form = .approximate(Double(numerator) / Double(denominator))
      return
    }
    let sign: Int128 = denominator < 0 ? -1 : 1
    form = .fraction(sign * numerator / divisor, sign * denominator / divisor)
  }

  var doubleValue: Double {
    switch form {
    case .fraction(let numerator, let denominator): Double(numerator) / Double(denominator)
    case .approximate(let value): value
    }
  }

  var isZero: Bool { self == Number(0) || doubleValue == 0 }
  var isNegative: Bool { doubleValue < 0 }
  var magnitude: Number { isNegative ? Number(0) - self : self }

  /// The whole number that it is, or nil.
  var integer: Int? {
    if case .fraction(let numerator, 1) = form { Int(exactly: numerator) } else { nil }
  }

  static let powersOfTen: [Int128] = (0...24).map { (0..<$0).reduce(Int128(1)) { power, _ in power * 10 } }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 {
      // Nearly all numbers fit in 64 bits, where division is many times faster.
      if let small = UInt64(exactly: a), let other = UInt64(exactly: b) {
        var (x, y) = (small, other)
        while y != 0 { (x, y) = (y, x % y) }
        return UInt128(x)
      }
      (a, b) = (b, a % b)
    }
    return a
  }

  // MARK: - Arithmetic

  static func + (a: Number, b: Number) -> Number { combine(a, b, adding: true) }
  static func - (a: Number, b: Number) -> Number { combine(a, b, adding: false) }

  private static func combine(_ a: Number, _ b: Number, adding: Bool) -> Number {
    if case .fraction(let n, let d) = a.form, case .fraction(let m, let e) = b.form {
      let (x, tooLargeX) = n.multipliedReportingOverflow(by: e)
      let (y, tooLargeY) = m.multipliedReportingOverflow(by: d)
      let (z, tooLargeZ) = adding ? x.addingReportingOverflow(y) : x.subtractingReportingOverflow(y)
      let (w, tooLargeW) = d.multipliedReportingOverflow(by: e)
      if !tooLargeX, !tooLargeY, !tooLargeZ, !tooLargeW { return Number(numerator: z, denominator: w) }
    }
    return Number(.approximate(adding ? a.doubleValue + b.doubleValue : a.doubleValue - b.doubleValue))
  }

  static func * (a: Number, b: Number) -> Number {
    if case .fraction(let n, let d) = a.form, case .fraction(let m, let e) = b.form {
      let (x, tooLargeX) = n.multipliedReportingOverflow(by: m)
      let (y, tooLargeY) = d.multipliedReportingOverflow(by: e)
      if !tooLargeX, !tooLargeY { return Number(numerator: x, denominator: y) }
    }
    return Number(.approximate(a.doubleValue * b.doubleValue))
  }

  /// Nil where `divisor` is 0.
  func divided(by divisor: Number) -> Number? {
    guard !divisor.isZero else { return nil }
    if case .fraction(let n, let d) = form, case .fraction(let m, let e) = divisor.form {
      let (x, tooLargeX) = n.multipliedReportingOverflow(by: e)
      let (y, tooLargeY) = d.multipliedReportingOverflow(by: m)
      if !tooLargeX, !tooLargeY { return Number(numerator: x, denominator: y) }
    }
    return Number(.approximate(doubleValue / divisor.doubleValue))
  }

  // MARK: - Decimals

  /// With so many decimals, 0 to ``Decimal/maximumDecimals``: rounded half away from zero. Nil where the digits do not fit.
  func rounded(to decimals: Int) -> Decimal? { shortened(to: decimals, roundingUp: true) }

  /// As ``rounded(to:)``, but cut off.
  func truncated(to decimals: Int) -> Decimal? { shortened(to: decimals, roundingUp: false) }

  private func shortened(to decimals: Int, roundingUp: Bool) -> Decimal? {
    let places = min(max(decimals, 0), Decimal.maximumDecimals)
    switch form {
    case .fraction(let numerator, let denominator):
      let (scaled, overflows) = numerator.multipliedReportingOverflow(by: Self.powersOfTen[places])
      guard !overflows else { return nil }
      var (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
      if roundingUp, remainder.magnitude >= denominator.magnitude - remainder.magnitude {
        quotient += scaled < 0 ? -1 : 1
      }
      return Int64(exactly: quotient).flatMap { Decimal(digits: $0, decimals: places) }
    case .approximate(let value):
      let scaled = value * Double(Self.powersOfTen[places])
      let rounded = roundingUp ? scaled.rounded(.toNearestOrAwayFromZero) : scaled.rounded(.towardZero)
      return Int64(exactly: rounded).flatMap { Decimal(digits: $0, decimals: places) }
    }
  }

  /// As readers see it, with commas: at most 4 decimals, without zeros at the end.
  var text: String {
    guard let precise = rounded(to: 4) else { return String(doubleValue) }
    let places = (0...4).first { Number(precise.rounded(to: $0)) == Number(precise) }
    return precise.text(decimals: places)
  }
}

extension Number: Comparable {
  static func < (a: Number, b: Number) -> Bool {
    if case .fraction(let n, let d) = a.form, case .fraction(let m, let e) = b.form {
      let (x, tooLargeX) = n.multipliedReportingOverflow(by: e)
      let (y, tooLargeY) = m.multipliedReportingOverflow(by: d)
      if !tooLargeX, !tooLargeY { return x < y }
    }
    return a.doubleValue < b.doubleValue
  }
}
