/// Which fields of the calendar count: `year`, `yearmonth`, `monthdate`, `yearquarter`, `hoursminutes`, …
///
/// What does not count is set to its beginning; without a year it is 2012, as in Vega.
struct TimeUnit: Sendable, Hashable {
  /// A field of the calendar, from the largest to the smallest.
  enum Part: String, CaseIterable, Sendable, Hashable {
    case year, quarter, month, week, date, day, dayofyear, hours, minutes, seconds, milliseconds
  }

  /// From the largest to the smallest.
  let parts: [Part]
  /// Every how many of the smallest part; 1 for each.
  let step: Int
  /// Whether it was written with `utc` before it.
  let isUTC: Bool

  /// - Parameters:
  ///   - text: as in Vega-Lite, for example `yearmonth` or `utcyearmonth`; nil is returned for anything else.
  ///   - step: 1 or more.
  init?(_ text: String, step: Int = 1) {
    var rest = text.lowercased()[...]
    isUTC = rest.hasPrefix("utc")
    if isUTC { rest = rest.dropFirst(3) }
    var parts: [Part] = []
    while !rest.isEmpty {
      // `dayofyear` before `day`.
      guard
        let part = Part.allCases.filter({ rest.hasPrefix($0.rawValue) }).max(by: {
          $0.rawValue.count < $1.rawValue.count
        })
      else { return nil }
      if let last = parts.last, Self.rank(last) >= Self.rank(part) { return nil }
      parts.append(part)
      rest = rest.dropFirst(part.rawValue.count)
    }
    guard !parts.isEmpty else { return nil }
    self.parts = parts
    self.step = max(1, step)
  }

  private static func rank(_ part: Part) -> Int { Part.allCases.firstIndex(of: part) ?? 0 }
}
