/// A place in a block's source where something that a link can end with begins.
struct InlineMark {
  enum Kind: Equatable {
    /// Behind `](`.
    case destination
    /// At a `]` that may end a reference link; the label's range.
    case reference(Range<Int>)
    /// At `<`.
    case angle
    /// At the `:` of `://`, the `w` of `www.`, or an `@`.
    case address
    /// At the `[` of `[^`.
    case footnote
  }

  var kind: Kind
  var offset: Int
}

/// Reads a block's source for marks, with the precedence of CommonMark: what is escaped or in code is none.
struct InlineMarks {
  private(set) var marks: [InlineMark] = []
  private let source: UnsafeBufferPointer<UInt8>
  private let block: Range<Int>
  private let isTableRow: Bool
  /// The `[` not yet closed.
  private var brackets: [Int] = []
  private var lastBracket = -1
  /// The lengths of backtick runs that are known to have no second run further on.
  private var withoutCloser = Set<Int>()

  /// Longer runs of backticks never begin code. Source: `MAXBACKTICKS` in cmark's inlines.c.
  private static let maximumBackticks = 80

  /// - Parameter isTableRow: whether code ends with the cell at the latest.
  init(_ source: UnsafeBufferPointer<UInt8>, _ block: Range<Int>, isTableRow: Bool) {
    self.source = source
    self.block = block
    self.isTableRow = isTableRow
    var i = block.lowerBound
    while i < block.upperBound { i = read(i) }
  }

  /// Reads what begins at `i`; gives where to go on.
  private mutating func read(_ i: Int) -> Int {
    switch source[i] {
    case UInt8(ascii: "\\"):
      return byte(i + 1).map(isPunctuation) == true ? i + 2 : i + 1
    case UInt8(ascii: "`"):
      return readBackticks(i)
    case UInt8(ascii: "<"):
      marks.append(InlineMark(kind: .angle, offset: i))
      return autolinkEnd(i) ?? i + 1
    case UInt8(ascii: "["):
      if byte(i + 1) == UInt8(ascii: "^") { marks.append(InlineMark(kind: .footnote, offset: i)) }
      brackets.append(i)
      lastBracket = i
    case UInt8(ascii: "]"):
      readBracket(i)
    case UInt8(ascii: ":"):
      if byte(i + 1) == UInt8(ascii: "/"), byte(i + 2) == UInt8(ascii: "/") {
        marks.append(InlineMark(kind: .address, offset: i))
      }
    case UInt8(ascii: "w"):
      if byte(i + 1) == UInt8(ascii: "w"), byte(i + 2) == UInt8(ascii: "w"), byte(i + 3) == UInt8(ascii: ".") {
        marks.append(InlineMark(kind: .address, offset: i))
        return i + 3
      }
    case UInt8(ascii: "@"):
      marks.append(InlineMark(kind: .address, offset: i))
    case UInt8(ascii: "|") where isTableRow:
      withoutCloser.removeAll(keepingCapacity: true)
      brackets.removeAll(keepingCapacity: true)
    default: break
    }
    return i + 1
  }

  private func byte(_ i: Int) -> UInt8? { i < block.upperBound ? source[i] : nil }

  private mutating func readBracket(_ i: Int) {
    let opener = brackets.popLast()
    defer { lastBracket = i }
    guard let opener else { return }
    if byte(i + 1) == UInt8(ascii: "(") {
      // An address in a link's text is no link.
      while let last = marks.last, last.kind == .address, last.offset > opener { marks.removeLast() }
      marks.append(InlineMark(kind: .destination, offset: i + 2))
    } else if byte(i + 1) == UInt8(ascii: "["), byte(i + 2) != UInt8(ascii: "]") {
      // A label holds at most 999 characters.
      var end = i + 2
      while end < min(block.upperBound, i + 4_000), source[end] != UInt8(ascii: "]"), source[end] != UInt8(ascii: "[") {
        end += source[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      if byte(end) == UInt8(ascii: "]") { marks.append(InlineMark(kind: .reference((i + 2)..<end), offset: i)) }
    }
    // A label has no brackets of its own.
    if opener >= lastBracket { marks.append(InlineMark(kind: .reference((opener + 1)..<i), offset: i)) }
  }

  private mutating func readBackticks(_ start: Int) -> Int {
    var i = start
    while byte(i) == UInt8(ascii: "`") { i += 1 }
    let length = i - start
    guard length <= InlineMarks.maximumBackticks, !withoutCloser.contains(length) else { return i }
    var scan = i
    while let next = byte(scan) {
      if isTableRow, next == UInt8(ascii: "|"), source[scan - 1] != UInt8(ascii: "\\") { break }
      guard next == UInt8(ascii: "`") else {
        scan += 1
        continue
      }
      let run = scan
      while byte(scan) == UInt8(ascii: "`") { scan += 1 }
      if scan - run == length { return scan }
    }
    withoutCloser.insert(length)
    return i
  }

  /// The end of `<scheme:…>` or `<name@…>` at `i`, in which nothing else can begin.
  private func autolinkEnd(_ i: Int) -> Int? {
    var end = i + 1
    var isAddress = false
    while let next = byte(end), !isSpace(next), next != UInt8(ascii: "<") {
      if next == UInt8(ascii: ">") { return isAddress ? end + 1 : nil }
      if next == UInt8(ascii: ":") || next == UInt8(ascii: "@") { isAddress = true }
      end += 1
    }
    return nil
  }
}
