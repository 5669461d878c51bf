import Diagnostics

/// What a body may hold so that parsing it takes time in proportion to its size.
///
/// libcmark-gfm 0.29.0.gfm.6 takes time in proportion to the square of the size, or worse, for a few inputs that nobody
/// writes. A body beyond a limit is reported and not parsed. One pass over the bytes counts what matters: in each word
/// (a run without white space), line, and passage (a run of lines without an empty one).
struct Limits {
  struct Excess {
    var range: Range<Int>
    var message: String
    var help: String
  }

  /// Columns of white space and marks of quotations and lists (`>`, `-`, `1.`) before a line's text. Each may open a
  /// block in a block, and cmark goes through all that are open for each line. A tab counts as four.
  static let indentation = 200
  /// `@`, `://` and `www.` in a word: cmark looks at the rest of the word for each.
  static let addressesInWord = 50
  /// `)` in a word with an address: cmark counts all of them for each that ends the word.
  static let parenthesesInWord = 200
  /// `<?` and `<!` in a passage: cmark looks for the end of each up to the end of the passage.
  static let instructions = 50
  /// `|` in a line: cmark goes through the row's cells for each.
  static let pipesInLine = 1_000
  /// Lines of a passage times its greatest number of cells in a line: cmark fills short rows with empty cells.
  static let cells = 500_000
  /// For each line of `|`, `-` and `:` the square of the bytes that the passage has before it, in all: cmark reads a
  /// passage anew, in square time, to see whether it is a table's first row. 10,000,000,000 take half a second.
  static let tableSearch = 10_000_000_000

  private let body: UnsafeBufferPointer<UInt8>
  private var tableSearch = 0

  /// The first place of `body` that is beyond a limit.
  static func firstExcess(in body: UnsafeBufferPointer<UInt8>) -> Excess? {
    var limits = Limits(body: body)
    return limits.search()
  }

  private init(body: UnsafeBufferPointer<UInt8>) { self.body = body }

  private mutating func search() -> Excess? {
    var start = 0
    var passage = Passage(start: 0)
    while start < body.count {
      let text = indentationEnd(start)
      guard text.columns <= Limits.indentation else {
        return Excess(
          range: start..<text.offset,
          message: "this line begins with more than \(Limits.indentation) spaces and marks of lists or quotations",
          help: "write it with less indentation")
      }
      var end = text.offset
      if let excess = readLine(&end, &passage) { return excess }
      if end == text.offset {
        passage = Passage(start: end + 1)
      } else if let excess = finishLine(start..<end, &passage) {
        return excess
      }
      start = end + 1
      if start < body.count, body[end] == UInt8(ascii: "\r"), body[start] == UInt8(ascii: "\n") { start += 1 }
    }
    return nil
  }

  /// What has been counted since the last empty line.
  private struct Passage {
    var start: Int
    var instructions = 0
    var lines = 0
    var pipes = 0

    init(start: Int) { self.start = start }
  }

  /// Counts in the rest of the line from `position`, which is then at the line's end.
  private func readLine(_ position: inout Int, _ passage: inout Passage) -> Excess? {
    let start = position
    // A local index, which stays in a register.
    var i = start
    defer { position = i }
    var (addresses, parentheses, pipes) = (0, 0, 0)
    while i < body.count {
      let byte = body[i]
      // Letters, and whatever else is above `@` in ASCII's order, count for nothing but for the bar.
      if byte > UInt8(ascii: "@"), byte != UInt8(ascii: "|") {
        i += 1
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        (addresses, parentheses) = (0, 0)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        passage.pipes = max(passage.pipes, pipes)
        return pipes > Limits.pipesInLine ? excess(start..<i, Limits.pipesInLine, "|", "line", "row") : nil
      case UInt8(ascii: "@"): addresses += 1
      case UInt8(ascii: "/") where i >= 2 && body[i - 1] == byte && body[i - 2] == UInt8(ascii: ":"): addresses += 1
      case UInt8(ascii: ".") where i >= 2 && body[i - 1] == UInt8(ascii: "w") && body[i - 2] == UInt8(ascii: "w"):
        addresses += 1
      case UInt8(ascii: ")"): parentheses += 1
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "!") where i > 0 && body[i - 1] == UInt8(ascii: "<"),
        UInt8(ascii: "?") where i > 0 && body[i - 1] == UInt8(ascii: "<"):
        passage.instructions += 1
        if passage.instructions > Limits.instructions {
          return excess((i - 1)..<(i + 1), Limits.instructions, "<! or <?", "paragraph", "paragraph")
        }
      default: break
      }
      if addresses > 0, addresses > Limits.addressesInWord || parentheses > Limits.parenthesesInWord {
        return addresses > Limits.addressesInWord
          ? excess(i..<(i + 1), Limits.addressesInWord, "@, :// or www.", "word", "word")
          : excess(i..<(i + 1), Limits.parenthesesInWord, ")", "word", "word")
      }
      i += 1
    }
    passage.pipes = max(passage.pipes, pipes)
    return pipes > Limits.pipesInLine ? excess(start..<i, Limits.pipesInLine, "|", "line", "row") : nil
  }

  private mutating func finishLine(_ line: Range<Int>, _ passage: inout Passage) -> Excess? {
    passage.lines += 1
    if passage.pipes > 0, (passage.pipes + 1) * passage.lines > Limits.cells {
      return Excess(
        range: line, message: "this table has more than \(Limits.cells) cells", help: "divide it, or publish it as data"
      )
    }
    guard isTableMark(line) else { return nil }
    let before = min(line.lowerBound - passage.start, 1 << 30)
    tableSearch += before * before
    guard tableSearch > Limits.tableSearch else { return nil }
    return Excess(
      range: line, message: "this line may belong to a table, but too much text stands before it",
      help: "write an empty line before the table")
  }

  private func excess(_ range: Range<Int>, _ limit: Int, _ what: String, _ place: String, _ part: String) -> Excess {
    Excess(
      range: range, message: "this \(place) has more than \(limit) times \(what)", help: "divide the \(part)")
  }

  private func isTableMark(_ line: Range<Int>) -> Bool {
    body[line].allSatisfy {
      isSpace($0) || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
        || $0 == UInt8(ascii: ">")
    }
  }

  /// Where a line's text begins, and how many columns are before it.
  private func indentationEnd(_ start: Int) -> (offset: Int, columns: Int) {
    var (i, columns) = (start, 0)
    while i < body.count {
      switch body[i] {
      case UInt8(ascii: " "), UInt8(ascii: ">"): columns += 1
      case UInt8(ascii: "\t"): columns += 4
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isBlank(at: i + 1) else { return (i, columns) }
        columns += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard let end = numberEnd(i) else { return (i, columns) }
        columns += end - i
        i = end - 1
      default: return (i, columns)
      }
      i += 1
    }
    return (i, columns)
  }

  /// The end of `1.` or `1)`, with up to nine digits and white space behind it.
  private func numberEnd(_ start: Int) -> Int? {
    var i = start
    while i < min(body.count, start + 10), body[i] &- UInt8(ascii: "0") < 10 { i += 1 }
    guard i < body.count, body[i] == UInt8(ascii: ".") || body[i] == UInt8(ascii: ")"), isBlank(at: i + 1) else {
      return nil
    }
    return i + 1
  }

  private func isBlank(at i: Int) -> Bool { i < body.count && isSpace(body[i]) }
}
