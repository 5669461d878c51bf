/// Reads dates as JavaScript's `Date.parse` does with the time zone UTC.
package enum DateText {
  /// Milliseconds since 1970; NaN for what is no date.
  package static func milliseconds(_ text: String) -> Double {
    let bytes = Array(text.utf8)
    return iso(bytes) ?? legacy(bytes) ?? .nan
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// `2018`, `2018-12`, `2018-12-17`, each perhaps with `T09:30`, `:00`, `.000` and `Z` or `+01:00`.
  private static func iso(_ bytes: [UInt8]) -> Double? {
    var rest = bytes[...]
    func number(_ width: Int) -> Int? {
      guard rest.count >= width, rest.prefix(width).allSatisfy(isDigit) else { return nil }
      defer { rest.removeFirst(width) }
      return rest.prefix(width).reduce(0) { $0 * 10 + Int($1 & 15) }
    }
    func skip(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }
    let isNegative = rest.first == UInt8(ascii: "-")
    let isLong = isNegative || rest.first == UInt8(ascii: "+")
    if isLong { rest.removeFirst() }
    guard let magnitude = number(isLong ? 6 : 4) else { return nil }
    let year = isNegative ? -magnitude : magnitude
    var (month, day, hour, minute, second, millisecond, zone) = (1, 1, 0, 0, 0, 0, 0)
    if skip(UInt8(ascii: "-")) {
      guard let value = number(2), (1...12).contains(value) else { return nil }
      month = value
      if skip(UInt8(ascii: "-")) {
        guard let value = number(2), (1...31).contains(value) else { return nil }
        day = value
      }
    }
    if skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) {
      guard let hours = number(2), hours <= 24, skip(UInt8(ascii: ":")), let minutes = number(2), minutes < 60 else {
        return nil
      }
      (hour, minute) = (hours, minutes)
      if skip(UInt8(ascii: ":")) {
        guard let value = number(2), value < 60 else { return nil }
        second = value
        if skip(UInt8(ascii: ".")) {
          let digits = rest.prefix(while: isDigit)
          guard !digits.isEmpty else { return nil }
          rest.removeFirst(digits.count)
          millisecond = (0..<3).reduce(0) { value, place in
            value * 10 + (place < digits.count ? Int(digits[digits.startIndex + place] & 15) : 0)
          }
        }
      }
      if !skip(UInt8(ascii: "Z")), !skip(UInt8(ascii: "z")), let sign = rest.first, sign == 0x2B || sign == 0x2D {
        rest.removeFirst()
        guard let hours = number(2), skip(UInt8(ascii: ":")), let minutes = number(2) else { return nil }
        zone = (sign == 0x2D ? -1 : 1) * (hours * 60 + minutes)
      }
    }
    guard rest.isEmpty else { return nil }
    return UTCTime.milliseconds(
      year: year, month: month, day: day, hour: hour, minute: minute - zone, second: second, millisecond: millisecond)
  }

  /// `17 December 2018`, `Dec 17, 2018 9:30 PM`, `12/17/2018`, `2018/12/17`.
  ///
  /// Source: V8, `dateparser-inl.h` and `DayComposer::Write`.
  private static func legacy(_ bytes: [UInt8]) -> Double? {
    guard bytes.count <= 100 else { return nil }
    var numbers: [Int] = []
    var times: [Int] = []
    var month: Int?
    var addsTwelve: Bool?
    var index = 0
    func run(_ belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
      let start = index
      while index < bytes.count, belongs(bytes[index]) { index += 1 }
      return bytes[start..<index]
    }
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        let digits = run(isDigit)
        guard digits.count <= 6 else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 & 15) }
        let isTime = index < bytes.count && bytes[index] == UInt8(ascii: ":")
        if isTime || (!times.isEmpty && bytes[digits.startIndex - 1] == UInt8(ascii: ":")) {
          times.append(value)
        } else if !times.isEmpty, digits.startIndex > 0, bytes[digits.startIndex - 1] == UInt8(ascii: ".") {
          continue
        } else {
          numbers.append(value)
        }
      } else if (0x61...0x7A).contains(byte | 0x20) {
        let word = run { (0x61...0x7A).contains($0 | 0x20) }.map { $0 | 0x20 }
        if word == Array("am".utf8) || word == Array("pm".utf8) {
          addsTwelve = word[0] == UInt8(ascii: "p")
        } else if let found = monthNumber(word) {
          month = found
        } else if !isKnown(word) {
          // Words before the first number do not count.
          guard numbers.isEmpty, times.isEmpty else { return nil }
        }
      } else if byte == UInt8(ascii: "(") {
        _ = run { $0 != UInt8(ascii: ")") }
      } else {
        index += 1
      }
    }
    guard !numbers.isEmpty, numbers.count <= 3, times.count <= 3 else { return nil }
    while numbers.count < 3 { numbers.append(1) }
    func isDay(_ value: Int) -> Bool { (1...31).contains(value) }
    var (year, day) = (0, 0)
    if let month {
      (year, day) = isDay(numbers[0]) ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
      return assemble(year: year, month: month, day: day, times: times, addsTwelve: addsTwelve)
    }
    if isDay(numbers[0]) {
      return assemble(year: numbers[2], month: numbers[0], day: numbers[1], times: times, addsTwelve: addsTwelve)
    }
    return assemble(year: numbers[0], month: numbers[1], day: numbers[2], times: times, addsTwelve: addsTwelve)
  }

  private static func assemble(year: Int, month: Int, day: Int, times: [Int], addsTwelve: Bool?) -> Double? {
    let year = year < 50 ? year + 2000 : year < 100 ? year + 1900 : year
    var hour = times.first ?? 0
    guard (1...12).contains(month), (1...31).contains(day), hour <= 24, times.dropFirst().allSatisfy({ $0 < 60 }) else {
      return nil
    }
    if let addsTwelve {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (addsTwelve ? 12 : 0)
    }
    return UTCTime.milliseconds(
      year: year, month: month, day: day, hour: hour, minute: times.count > 1 ? times[1] : 0,
      second: times.count > 2 ? times[2] : 0)
  }

  private static func monthNumber(_ word: [UInt8]) -> Int? {
    guard word.count >= 3 else { return nil }
    return TimeFormat.months.firstIndex { name in
      zip(name.utf8, word).prefix(3).allSatisfy { $0 | 0x20 == $1 }
    }.map { $0 + 1 }
  }

  private static func isKnown(_ word: [UInt8]) -> Bool {
    ["utc", "gmt", "ut", "z", "t"].contains { Array($0.utf8) == word }
      || TimeFormat.weekdays.contains { name in
        word.count >= 3 && zip(name.utf8, word).prefix(3).allSatisfy { $0 | 0x20 == $1 }
      }
  }
}
