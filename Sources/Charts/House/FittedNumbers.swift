extension Drawing {
  /// The widest number in pixels that a drawing has room for beside its marks.
  static let numberLimit = 84.0

  /// The drawing with numbers that are short enough: in thousands, millions, billions or trillions where they are long,
  /// and with fewer digits behind the point. The table keeps them in full.
  func fitted(_ font: FontMetrics) -> Drawing {
    var largest = 0.0
    var texts: [String] = []
    for panel in panels {
      for row in panel.marks {
        for mark in row {
          guard let value = mark.value else { continue }
          largest = max(largest, value.magnitude)
          texts.append(numbers.string(value))
        }
        if isStacked {
          let sum = row.compactMap(\.value).reduce(0, +)
          largest = max(largest, sum.magnitude)
          texts.append(numbers.string(sum))
        }
      }
    }
    func widest(_ texts: [String]) -> Double {
      texts.map { font.width($0, size: Canvas.textSize, bold: true) }.max() ?? 0
    }
    guard widest(texts) * FontMetrics.reserve > Self.numberLimit else { return self }
    var fitted = self
    largest = min(largest * numbers.factor, NumberStyle.largest)
    let scales: [(size: Double, sign: String)] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")]
    if let scale = scales.first(where: { largest >= $0.size * 0.9995 }), largest >= 1e5 {
      fitted.numbers.factor /= scale.size
      fitted.numbers.suffix = scale.sign + numbers.suffix
      let lead = largest / scale.size
      fitted.numbers.decimals = lead < 10 ? 2 : lead < 100 ? 1 : 0
      return fitted
    }
    // Digits behind the point, as few as leave the numbers short.
    for decimals in stride(from: min(numbers.decimals ?? 6, 6), through: 0, by: -1) {
      fitted.numbers.decimals = decimals
      let shown = panels.flatMap { $0.marks.joined().compactMap { $0.value.map(fitted.numbers.string) } }
      if widest(shown) * FontMetrics.reserve <= Self.numberLimit { break }
    }
    return fitted
  }
}
