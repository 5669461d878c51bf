/// Finds where in the file the parts of a tree stand.
///
/// cmark gives no places for bare links, wrong ones for some inlines that span lines, and none for destinations. Block
/// lines are right. So each block with links is read once more for the marks that can end one (``InlineMarks``), and
/// these are matched, in order, against the links of the tree in the order in which they end. Work is linear in the
/// size of the block.
struct SourceLocator {
  private let source: UnsafeBufferPointer<UInt8>
  private let body: Range<Int>
  /// The offset in the file of each line of the body.
  private let lineStarts: [Int]

  private var block: Range<Int>
  private var isTableRow = false
  /// nil until something in the block is looked for.
  private var marks: [InlineMark]?
  private var nextMark = 0
  private var misses = 0
  /// Where the destination of each reference definition begins, by label; nil until one is looked for.
  private var definitions: [String: Int]?

  /// After so many links of one block that cannot be found, the others are not looked for.
  private static let maximumMisses = 8

  init(_ source: UnsafeBufferPointer<UInt8>, bodyStart: Int) {
    self.source = source
    body = bodyStart..<source.count
    block = body
    // cmark skips a byte order mark, but counts no line for it.
    var starts = [bodyStart]
    var i = bodyStart
    while i < source.count {
      if source[i] == UInt8(ascii: "\n")
        || (source[i] == UInt8(ascii: "\r") && (i + 1 == source.count || source[i + 1] != UInt8(ascii: "\n")))
      {
        starts.append(i + 1)
      }
      i += 1
    }
    lineStarts = starts
  }

  // MARK: - Blocks

  /// What follows is looked for in `node`'s lines.
  mutating func enter(_ node: Node, isTableRow: Bool = false) {
    // cmark knows no line for the paragraph it splits from a table; the table has it.
    let known = node.startLine > 0 ? node : (node.next ?? node)
    block = offset(ofLine: known.startLine)..<max(offset(ofLine: known.startLine), offset(ofLine: known.endLine + 1))
    self.isTableRow = isTableRow
    marks = nil
    misses = 0
  }

  /// The header row of `table` or a row below it.
  mutating func enterRow(_ row: Node, of table: Node) {
    let isHeader = row.previous == nil
    let first = isHeader ? table.startLine : row.startLine
    let last = isHeader ? (row.next?.startLine ?? table.endLine + 1) - 1 : row.startLine
    block = offset(ofLine: first)..<max(offset(ofLine: first), offset(ofLine: last + 1))
    isTableRow = true
    marks = nil
    misses = 0
  }

  /// A block from its first byte to the end of its last line, without white space around it.
  func range(of node: Node) -> Range<Int> {
    let start = offset(ofLine: node.startLine) + max(0, node.startColumn - 1)
    return trimmed(min(start, source.count)..<max(min(start, source.count), offset(ofLine: node.endLine + 1)))
  }

  /// The block entered last, without white space around it.
  var blockRange: Range<Int> { trimmed(block) }

  /// A line of the body, counted from 1, without its ending and white space around it.
  func line(_ number: Int) -> Range<Int> { trimmed(offset(ofLine: number)..<offset(ofLine: number + 1)) }

  var lineCount: Int { lineStarts.count }

  func offset(ofLine line: Int) -> Int {
    line > lineStarts.count ? source.count : lineStarts[max(0, line - 1)]
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(source[start]) { start += 1 }
    while end > start, isSpace(source[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether a task's item has a cross between its brackets (cmark takes one anywhere in the line for it).
  func isChecked(_ item: Node) -> Bool {
    var i = offset(ofLine: item.startLine) + max(0, item.startColumn - 1)
    let end = offset(ofLine: item.startLine + 1)
    while i < end, source[i] != UInt8(ascii: "[") { i += 1 }
    return i + 1 < end && (source[i + 1] | 0x20) == UInt8(ascii: "x")
  }

  // MARK: - Inlines

  struct FoundLink {
    var range: Range<Int>
    var isAutolink: Bool
  }

  /// The destination of the next link or image.
  /// - Parameter text: what stands in the file if the link is an autolink, or nil where it cannot be one.
  mutating func link(to url: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>?) -> FoundLink {
    let found: FoundLink? = nextMatch { mark, locator in
      switch mark.kind {
      case .destination:
        return locator.destination(at: mark.offset, url, endsAtParenthesis: true).map {
          FoundLink(range: $0, isAutolink: false)
        }
      case .reference(let label):
        guard let start = locator.definition(label) else { return nil }
        return locator.destination(at: start, url, endsAtParenthesis: false).map {
          FoundLink(range: $0, isAutolink: false)
        }
      case .angle, .address:
        guard let text else { return nil }
        return locator.autolink(mark, text).map { FoundLink(range: $0, isAutolink: true) }
      case .footnote:
        return nil
      }
    }
    return found ?? FoundLink(range: blockRange, isAutolink: text != nil)
  }

  /// What stands between the brackets of `[text](destination)`, or nil where the link is written in another way.
  func text(before destination: Range<Int>) -> Range<Int>? {
    var end = destination.lowerBound
    while end > block.lowerBound, isSpace(source[end - 1]) || source[end - 1] == UInt8(ascii: "<") { end -= 1 }
    guard end - 2 >= block.lowerBound, source[end - 1] == UInt8(ascii: "("), source[end - 2] == UInt8(ascii: "]") else {
      return nil
    }
    end -= 2
    var start = end
    var depth = 1
    while start > block.lowerBound {
      start -= 1
      if start > block.lowerBound, source[start - 1] == UInt8(ascii: "\\") { continue }
      if source[start] == UInt8(ascii: "]") { depth += 1 }
      if source[start] == UInt8(ascii: "[") { depth -= 1 }
      if depth == 0 { return start + 1..<end }
    }
    return nil
  }

  /// The next piece of raw HTML in the text.
  mutating func html(_ literal: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    nextMatch { mark, locator in
      guard mark.kind == .angle else { return nil }
      // Lines behind the first may have `>` or blanks before them that are not in the tree.
      let line = literal.firstIndex(of: UInt8(ascii: "\n")) ?? literal.count
      guard locator.hasPrefix(literal[..<line], at: mark.offset) else { return nil }
      return mark.offset..<(mark.offset + line)
    } ?? blockRange
  }

  /// The next `[^label]` that is not escaped, or nil where there is none.
  mutating func footnote(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int>? {
    nextMatch { mark, locator in
      guard mark.kind == .footnote, locator.hasPrefix(text, at: mark.offset) else { return nil }
      return mark.offset..<(mark.offset + text.count)
    }
  }

  /// Goes through the marks from where the last match was until `match` gives something.
  private mutating func nextMatch<Match>(
    _ match: (InlineMark, inout SourceLocator) -> Match?
  ) -> Match? {
    if marks == nil {
      marks = InlineMarks(source, block, isTableRow: isTableRow).marks
      nextMark = 0
    }
    guard misses < SourceLocator.maximumMisses, let marks else { return nil }
    for index in marks.indices[nextMark...] {
      if let found = match(marks[index], &self) {
        nextMark = index + 1
        return found
      }
    }
    misses += 1
    return nil
  }

  private func hasPrefix(_ text: Slice<UnsafeBufferPointer<UInt8>>, at offset: Int) -> Bool {
    offset + text.count <= source.count && text.elementsEqual(source[offset..<(offset + text.count)])
  }

  private func autolink(_ mark: InlineMark, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    if mark.kind == .angle {
      let start = mark.offset + 1
      let end = start + text.count
      guard end < source.count, source[end] == UInt8(ascii: ">") else { return nil }
      return RawText(source).matches(text, at: start, upTo: end) == end ? start..<end : nil
    }
    // The mark is the first `://`, `www.` or `@` of the address.
    let sign = source[mark.offset]
    guard let inText = text.firstIndex(of: sign), mark.offset - inText >= block.lowerBound else { return nil }
    let start = mark.offset - inText
    return RawText(source).matches(text, at: start, upTo: block.upperBound).map { start..<$0 }
  }

  /// The destination that begins at `offset` or behind white space, if it is `url`.
  private func destination(
    at offset: Int, _ url: UnsafeBufferPointer<UInt8>, endsAtParenthesis: Bool
  ) -> Range<Int>? {
    var start = offset
    while start < source.count, isSpace(source[start]) { start += 1 }
    let isAngle = start < source.count && source[start] == UInt8(ascii: "<")
    if isAngle { start += 1 }
    guard let end = RawText(source).matches(url, at: start, upTo: source.count) else { return nil }
    guard end < source.count else { return endsAtParenthesis || isAngle ? nil : start..<end }
    let isEnd =
      isAngle
      ? source[end] == UInt8(ascii: ">")
      : isSpace(source[end]) || (endsAtParenthesis && source[end] == UInt8(ascii: ")"))
    return isEnd ? start..<end : nil
  }

  private mutating func definition(_ label: Range<Int>) -> Int? {
    if definitions == nil { definitions = findDefinitions() }
    return definitions?[normalized(label)]
  }

  /// Reference definitions, by their look: `[label]:` at the start of a line or behind `>` and list marks.
  private func findDefinitions() -> [String: Int] {
    var found: [String: Int] = [:]
    for number in 1...lineStarts.count {
      let line = line(number)
      var i = line.lowerBound
      while i < line.upperBound, source[i] == UInt8(ascii: ">") || source[i] == UInt8(ascii: "-") || isSpace(source[i])
      {
        i += 1
      }
      guard i + 1 < line.upperBound, source[i] == UInt8(ascii: "["), source[i + 1] != UInt8(ascii: "^") else {
        continue
      }
      let start = i + 1
      i = start
      while i < line.upperBound, source[i] != UInt8(ascii: "]") {
        i += source[i] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard i + 1 < line.upperBound, source[i + 1] == UInt8(ascii: ":") else { continue }
      let label = normalized(start..<i)
      if found[label] == nil { found[label] = i + 2 }
    }
    return found
  }

  /// Case folded, white space collapsed, as labels are compared.
  private func normalized(_ label: Range<Int>) -> String {
    String(decoding: source[label], as: UTF8.self).lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
