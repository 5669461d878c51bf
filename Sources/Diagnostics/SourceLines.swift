/// A file's bytes as lines, to turn byte ranges into what people read.
///
/// Lines end in LF, CR LF or CR. Columns count Unicode scalars from 1; bytes that are not UTF-8 count as one each.
package struct SourceLines: Sendable {
  /// A range as printed: 1-based lines and columns, the first line's text and how to underline it.
  package struct Spot: Sendable, Hashable {
    package var line: Int
    package var column: Int
    package var endLine: Int
    /// The column behind the last character.
    package var endColumn: Int
    /// The line (a part of it where it is long), without control characters.
    package var excerpt: String
    /// What to print before the underline so that it stands below the range.
    package var indent: String
    /// `^~~~`, as long as the part of the range that `excerpt` shows.
    package var underline: String
  }

  /// Longer lines are cut around the place, with an ellipsis at each cut.
  static let excerptWidth = 110

  package let bytes: [UInt8]
  /// The offset at which each line begins.
  let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0x0A {
        starts.append(i + 1)
      } else if bytes[i] == 0x0D, i + 1 == bytes.count || bytes[i + 1] != 0x0A {
        starts.append(i + 1)
      }
      i += 1
    }
    self.starts = starts
  }

  /// The byte offset at which a 1-based line begins; lines outside the file are clamped.
  package func offset(ofLine line: Int) -> Int {
    starts[min(max(line - 1, 0), starts.count - 1)]
  }

  /// The byte range of a 1-based line without its line ending.
  package func range(ofLine line: Int) -> Range<Int> {
    let index = min(max(line - 1, 0), starts.count - 1)
    var end = index + 1 < starts.count ? starts[index + 1] : bytes.count
    while end > starts[index], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return starts[index]..<end
  }

  /// The byte offset of a 1-based line and column; columns count Unicode scalars. Clamped to the line.
  package func offset(line: Int, column: Int) -> Int {
    let range = range(ofLine: line)
    var offset = range.lowerBound
    var left = column - 1
    while left > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The lines, columns and excerpt of a byte range; ranges outside the file are clamped.
  package func spot(of range: Range<Int>) -> Spot {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    let first = lineIndex(at: start)
    let last = lineIndex(at: max(start, end - 1))
    let line = self.range(ofLine: first + 1)
    let before = scalars(min(line.lowerBound, start)..<min(start, line.upperBound))
    let within = scalars(min(start, line.upperBound)..<min(end, line.upperBound))
    let after = scalars(min(end, line.upperBound)..<line.upperBound)

    // Cut long lines so that the place stays visible.
    var left = before[...]
    var right = after[...]
    var middle = within[...]
    var (cutLeft, cutRight) = (false, false)
    if left.count > Self.excerptWidth / 2, left.count + middle.count + right.count > Self.excerptWidth {
      left = left.suffix(Self.excerptWidth / 2)
      cutLeft = true
    }
    if middle.count > Self.excerptWidth / 2 {
      middle = middle.prefix(Self.excerptWidth / 2)
      right = []
      cutRight = true
    }
    let room = max(0, Self.excerptWidth - left.count - middle.count)
    if right.count > room {
      right = right.prefix(room)
      cutRight = true
    }
    var text = String.UnicodeScalarView()
    if cutLeft { text.append("…") }
    text.append(contentsOf: left)
    text.append(contentsOf: middle)
    text.append(contentsOf: right)
    if cutRight { text.append("…") }

    var indent = String.UnicodeScalarView(left.map { $0 == "\t" ? "\t" : " " })
    if cutLeft { indent.insert(" ", at: indent.startIndex) }
    return Spot(
      line: first + 1,
      column: before.count + 1,
      endLine: last + 1,
      endColumn: first == last
        ? before.count + within.count + 1
        : scalars(self.range(ofLine: last + 1).lowerBound..<max(end, self.range(ofLine: last + 1).lowerBound)).count
          + 1,
      excerpt: String(text),
      indent: String(indent),
      underline: "^" + String(repeating: "~", count: max(0, middle.count - 1)))
  }

  /// The 1-based line of a byte offset.
  package func line(at offset: Int) -> Int { lineIndex(at: offset) + 1 }

  private func lineIndex(at offset: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// What a terminal can safely show of a range: control characters become U+FFFD, a tab stays.
  private func scalars(_ range: Range<Int>) -> [Unicode.Scalar] {
    guard !range.isEmpty else { return [] }
    // Far more than is ever shown, far less than a line of 20 MB.
    let limit = 100_000
    let clipped = range.count > limit ? range.lowerBound..<(range.lowerBound + limit) : range
    return String(decoding: bytes[clipped], as: UTF8.self).unicodeScalars.map {
      $0 != "\t" && DiagnosticPrinter.isControl($0) ? "\u{FFFD}" : $0
    }
  }
}
