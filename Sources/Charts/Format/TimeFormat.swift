/// Writes and reads times, in UTC, by a format of d3: `%d %b %Y`, `%Y-%m`, `Q%q`.
///
/// Source: d3-time-format 4; names of months and days in English.
package struct TimeFormat: Sendable, Hashable {
  /// A piece of a format.
  package enum Part: Hashable {
    case literal([UInt8])
    /// A directive, and what fills the place of its leading digits; nil for none.
    case directive(UInt8, pad: UInt8?)
  }

  package let parts: [Part]

  /// Nil for a format with an unknown directive.
  package init?(_ text: String) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        literal.append(byte)
        continue
      }
      guard var letter = bytes.popFirst() else { return nil }
      var pad: UInt8? = letter == UInt8(ascii: "e") ? 0x20 : 0x30
      if letter == UInt8(ascii: "-") || letter == UInt8(ascii: "_") || letter == UInt8(ascii: "0"),
        let next = bytes.popFirst()
      {
        pad = letter == UInt8(ascii: "-") ? nil : letter == UInt8(ascii: "_") ? 0x20 : 0x30
        letter = next
      }
      if letter == UInt8(ascii: "%") {
        literal.append(letter)
        continue
      }
      guard Self.directives.contains(letter) else { return nil }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(.directive(letter, pad: pad))
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }

  private init(parts: [Part]) { self.parts = parts }

  private static let directives = Array("aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ".utf8)

  package static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  package static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  /// `2018-04-01T00:00:00.000Z`
  package static let iso = TimeFormat("%Y-%m-%dT%H:%M:%S.%LZ") ?? TimeFormat(parts: [])
  /// `Sun Apr 01 2018 00:00:00 GMT+0000 (Coordinated Universal Time)`
  package static let javaScript =
    TimeFormat("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)") ?? TimeFormat(parts: [])
  /// `Apr 01, 2018`: Vega-Lite's format outside axes.
  package static let dayMonthYear = TimeFormat("%b %d, %Y") ?? TimeFormat(parts: [])

  /// The time as text; empty for what is no date.
  ///
  /// - Parameter milliseconds: since 1 January 1970, UTC.
  package func string(_ milliseconds: Double) -> String {
    guard let time = UTCTime(milliseconds: milliseconds) else { return "" }
    var text: [UInt8] = []
    for part in parts {
      switch part {
      case .literal(let bytes): text += bytes
      case .directive(let letter, let pad): Self.write(letter, pad, time, milliseconds, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func write(
    _ letter: UInt8, _ pad: UInt8?, _ time: UTCTime, _ milliseconds: Double, to text: inout [UInt8]
  ) {
    func number(_ value: Int, _ width: Int) {
      let digits = String(value.magnitude).utf8
      if value < 0 { text.append(UInt8(ascii: "-")) }
      if let pad { for _ in 0..<max(0, width - digits.count) { text.append(pad) } }
      text += digits
    }
    func again(_ format: String) { if let format = TimeFormat(format) { text += format.string(milliseconds).utf8 } }
    switch letter {
    case UInt8(ascii: "a"): text += weekdays[time.weekday].utf8.prefix(3)
    case UInt8(ascii: "A"): text += weekdays[time.weekday].utf8
    case UInt8(ascii: "b"): text += months[time.month - 1].utf8.prefix(3)
    case UInt8(ascii: "B"): text += months[time.month - 1].utf8
    case UInt8(ascii: "c"): again("%-m/%-d/%Y, %-I:%M:%S %p")
    case UInt8(ascii: "d"), UInt8(ascii: "e"): number(time.day, 2)
    case UInt8(ascii: "f"): number(time.millisecond * 1000, 6)
    case UInt8(ascii: "g"): number(isoYear(time) % 100, 2)
    case UInt8(ascii: "G"): number(isoYear(time) % 10_000, 4)
    case UInt8(ascii: "H"): number(time.hour, 2)
    case UInt8(ascii: "I"): number((time.hour + 11) % 12 + 1, 2)
    case UInt8(ascii: "j"): number(time.dayOfYear + 1, 3)
    case UInt8(ascii: "L"): number(time.millisecond, 3)
    case UInt8(ascii: "m"): number(time.month, 2)
    case UInt8(ascii: "M"): number(time.minute, 2)
    case UInt8(ascii: "p"): text += (time.hour >= 12 ? "PM" : "AM").utf8
    case UInt8(ascii: "q"): text += String(time.quarter).utf8
    case UInt8(ascii: "Q"): text += NumberText.string(milliseconds.rounded(.towardZero)).utf8
    case UInt8(ascii: "s"): text += NumberText.string((milliseconds / 1000).rounded(.down)).utf8
    case UInt8(ascii: "S"): number(time.second, 2)
    case UInt8(ascii: "u"): text += String(time.weekday == 0 ? 7 : time.weekday).utf8
    case UInt8(ascii: "U"): number(floorDivide(time.dayOfYear + 7 - time.weekday, 7), 2)
    case UInt8(ascii: "V"): number(isoWeek(time), 2)
    case UInt8(ascii: "w"): text += String(time.weekday).utf8
    case UInt8(ascii: "W"): number(floorDivide(time.dayOfYear + 7 - (time.weekday + 6) % 7, 7), 2)
    case UInt8(ascii: "x"): again("%-m/%-d/%Y")
    case UInt8(ascii: "X"): again("%-I:%M:%S %p")
    case UInt8(ascii: "y"): number(time.year % 100, 2)
    case UInt8(ascii: "Y"): number(time.year % 10_000, 4)
    case UInt8(ascii: "Z"): text += "+0000".utf8
    default: break
    }
  }

  /// The Thursday of a day's week, which says to which year the week belongs.
  ///
  /// Source: ISO 8601.
  private static func thursday(_ time: UTCTime) -> Int { time.dayNumber - (time.weekday + 6) % 7 + 3 }

  private static func isoYear(_ time: UTCTime) -> Int { UTCTime.date(dayNumber: thursday(time)).year }

  private static func isoWeek(_ time: UTCTime) -> Int {
    (thursday(time) - UTCTime.dayNumber(year: isoYear(time), month: 1, day: 1)) / 7 + 1
  }
}

// MARK: - Vega's format of several scales

extension TimeFormat {
  /// What Vega labels the ticks of time with: of each moment the largest unit that begins with it.
  package struct Multiple: Sendable {
    /// Source: vega-format, `defaultSpecifiers`.
    package func string(_ milliseconds: Double) -> String {
      guard let time = UTCTime(milliseconds: milliseconds) else { return "" }
      let format =
        if time.millisecond != 0 {
          ".%L"
        } else if time.second != 0 {
          ":%S"
        } else if time.minute != 0 {
          "%I:%M"
        } else if time.hour != 0 {
          "%I %p"
        } else if time.day != 1 {
          time.weekday == 0 ? "%b %d" : "%a %d"
        } else if time.month != 1 {
          "%B"
        } else {
          "%Y"
        }
      return TimeFormat(format)?.string(milliseconds) ?? ""
    }
  }

  package static let multiple = Multiple()
}
