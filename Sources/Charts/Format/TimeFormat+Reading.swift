extension TimeFormat {
  /// What was read of a date.
  private struct Fields {
    package var year = 1900
    /// 1 for January.
    package var month = 1
    package var day = 1
    package var hour = 0
    package var isAfternoon: Bool?
    package var minute = 0
    package var second = 0
    package var millisecond = 0
    /// Minutes east of UTC.
    package var zone = 0
    package var epoch: Double?

    package var milliseconds: Double {
      if let epoch { return epoch }
      let hour = isAfternoon.map { self.hour % 12 + ($0 ? 12 : 0) } ?? self.hour
      return UTCTime.milliseconds(
        year: year, month: month, day: day, hour: hour, minute: minute - zone, second: second, millisecond: millisecond)
    }
  }

  /// Reads a time that is written in this format; nil for anything else. Weeks and their days do not count.
  ///
  /// Source: d3-time-format, `newParse`.
  package func milliseconds(_ text: String) -> Double? {
    var rest = Array(text.utf8)[...]
    var fields = Fields()
    for part in parts {
      switch part {
      case .literal(let bytes):
        guard rest.starts(with: bytes) else { return nil }
        rest.removeFirst(bytes.count)
      case .directive(let letter, _):
        guard Self.read(letter, from: &rest, into: &fields) else { return nil }
      }
    }
    let milliseconds = fields.milliseconds
    return rest.isEmpty && !milliseconds.isNaN ? milliseconds : nil
  }

  private static func read(_ letter: UInt8, from rest: inout ArraySlice<UInt8>, into fields: inout Fields) -> Bool {
    func number(_ width: Int, _ bounds: ClosedRange<Int> = 0...Int.max) -> Int? {
      while rest.first == 0x20 { rest.removeFirst() }
      let digits = rest.prefix(width).prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty else { return nil }
      rest.removeFirst(digits.count)
      let value = digits.reduce(0) { $0 * 10 + Int($1 & 15) }
      return bounds.contains(value) ? value : nil
    }
    func name(_ names: [String], isShort: Bool) -> Int? {
      let lowered = rest.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      let index = names.firstIndex { lowered.starts(with: $0.lowercased().utf8.prefix(isShort ? 3 : 100)) }
      if let index { rest.removeFirst(isShort ? 3 : names[index].utf8.count) }
      return index
    }
    func again(_ format: String) -> Bool {
      guard let format = TimeFormat(format) else { return false }
      for part in format.parts {
        switch part {
        case .literal(let bytes):
          guard rest.starts(with: bytes) else { return false }
          rest.removeFirst(bytes.count)
        case .directive(let letter, _):
          guard read(letter, from: &rest, into: &fields) else { return false }
        }
      }
      return true
    }
    func set(_ path: WritableKeyPath<Fields, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      fields[keyPath: path] = value
      return true
    }
    switch letter {
    case UInt8(ascii: "a"): return name(weekdays, isShort: true) != nil
    case UInt8(ascii: "A"): return name(weekdays, isShort: false) != nil
    case UInt8(ascii: "b"): return set(\.month, name(months, isShort: true).map { $0 + 1 })
    case UInt8(ascii: "B"): return set(\.month, name(months, isShort: false).map { $0 + 1 })
    case UInt8(ascii: "c"): return again("%m/%d/%Y, %I:%M:%S %p")
    case UInt8(ascii: "d"), UInt8(ascii: "e"): return set(\.day, number(2))
    case UInt8(ascii: "f"): return set(\.millisecond, number(6).map { $0 / 1000 })
    case UInt8(ascii: "H"), UInt8(ascii: "I"): return set(\.hour, number(2))
    case UInt8(ascii: "j"):
      fields.month = 1
      return set(\.day, number(3))
    case UInt8(ascii: "L"): return set(\.millisecond, number(3))
    case UInt8(ascii: "m"): return set(\.month, number(2))
    case UInt8(ascii: "M"): return set(\.minute, number(2))
    case UInt8(ascii: "p"):
      guard let index = name(["AM", "PM"], isShort: false) else { return false }
      fields.isAfternoon = index == 1
      return true
    case UInt8(ascii: "q"): return set(\.month, number(1).map { ($0 - 1) * 3 + 1 })
    case UInt8(ascii: "Q"), UInt8(ascii: "s"):
      guard let value = number(18) else { return false }
      fields.epoch = Double(value) * (letter == UInt8(ascii: "s") ? 1000 : 1)
      return true
    case UInt8(ascii: "S"): return set(\.second, number(2))
    case UInt8(ascii: "u"), UInt8(ascii: "w"): return number(1) != nil
    case UInt8(ascii: "U"), UInt8(ascii: "V"), UInt8(ascii: "W"), UInt8(ascii: "g"): return number(2) != nil
    case UInt8(ascii: "G"): return number(4) != nil
    case UInt8(ascii: "x"): return again("%m/%d/%Y")
    case UInt8(ascii: "X"): return again("%I:%M:%S %p")
    case UInt8(ascii: "y"): return set(\.year, number(2).map { $0 > 68 ? $0 + 1900 : $0 + 2000 })
    case UInt8(ascii: "Y"): return set(\.year, number(4))
    case UInt8(ascii: "Z"):
      if rest.first == UInt8(ascii: "Z") {
        rest.removeFirst()
        return true
      }
      guard let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(2)
      else { return false }
      if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
      fields.zone = (hours * 60 + (number(2) ?? 0)) * (sign == UInt8(ascii: "-") ? -1 : 1)
      return true
    default: return false
    }
  }
}
