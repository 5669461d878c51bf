/// The prose of a Markdown file, byte for byte: what is no prose is NUL, so that offsets are those of the file. Ends of
/// lines inside a paragraph are spaces.
///
/// Not prose: the front matter, code, tables and their captions, images, addresses, the marks of lists and footnotes, and
/// the names of contacts and terms.
struct Prose {
  private(set) var bytes: [UInt8]
  /// The texts of links to figures, blank in ``bytes``.
  private(set) var figures: [Range<Int>] = []

  private static let blank: UInt8 = 0

  /// - Parameter start: where the Markdown begins, behind the front matter.
  init(_ source: [UInt8], from start: Int) {
    bytes = source
    blank(0..<start)
    blankLines(from: start)
    blankInlines(from: start)
    for i in bytes.indices.dropLast().dropFirst() where bytes[i] == UInt8(ascii: "\n") {
      // Items of lists and quoted lines begin with a sign of their own.
      let isInside = bytes[i - 1] > 0x20 && (bytes[i + 1] >= UInt8(ascii: "0") || bytes[i + 1] == UInt8(ascii: "["))
      if isInside, bytes[i + 1] != UInt8(ascii: ">") { bytes[i] = 0x20 }
    }
  }

  private mutating func blank(_ range: Range<Int>) {
    for i in range { bytes[i] = Self.blank }
  }

  // MARK: - Lines

  private mutating func blankLines(from start: Int) {
    var isCode = false
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var first = line
      while first < end, bytes[first] == 0x20 || bytes[first] == UInt8(ascii: ">") { first += 1 }
      let text = bytes[first..<end]
      if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
        isCode.toggle()
        blank(line..<end)
      } else if isCode || text.first == UInt8(ascii: "|") || text.starts(with: "Table: ".utf8) {
        blank(line..<end)
      } else if let mark = listMark(text) {
        blank(line..<mark)
      } else if text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")),
        close + 1 < end, bytes[close + 1] == UInt8(ascii: ":")
      {
        // A footnote has text behind its label, a reference an address.
        let isNote = text.dropFirst().first == UInt8(ascii: "^")
        blank(line..<(isNote ? close + 2 : end))
      }
      line = end + 1
    }
  }

  /// Behind the number of an item of a numbered list.
  private func listMark(_ text: ArraySlice<UInt8>) -> Int? {
    guard let end = text.firstIndex(where: { !(0x30...0x39).contains($0) }), end > text.startIndex,
      end + 1 < text.endIndex, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"), text[end + 1] == 0x20
    else { return nil }
    return end + 1
  }

  // MARK: - Inlines

  private mutating func blankInlines(from start: Int) {
    var opened: [Int] = []
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\\"): i += 1
      case UInt8(ascii: "\n"): if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\n") { opened.removeAll() }
      case UInt8(ascii: "`"):
        if let end = codeEnd(from: i) {
          blank(i..<end)
          i = end - 1
        }
      case UInt8(ascii: "<"):
        if let end = bytes[i...].firstIndex(of: UInt8(ascii: ">")), !bytes[i..<end].contains(0x20),
          bytes[i..<end].contains(UInt8(ascii: ":"))
        {
          blank(i..<end + 1)
          i = end
        }
      case UInt8(ascii: "["): opened.append(i)
      case UInt8(ascii: "]"):
        if let open = opened.popLast() { i = close(open, i) }
      default: break
      }
      i += 1
    }
  }

  /// Ends a bracket: a link, an image, a footnote's mark or just a bracket. Returns its last byte.
  private mutating func close(_ open: Int, _ close: Int) -> Int {
    if bytes[open + 1] == UInt8(ascii: "^") {
      blank(open..<close + 1)
      return close
    }
    guard close + 1 < bytes.count, bytes[close + 1] == UInt8(ascii: "("), let end = destinationEnd(from: close + 1)
    else { return close }
    let destination = bytes[close + 2..<end]
    let isImage = open > 0 && bytes[open - 1] == UInt8(ascii: "!")
    if destination.starts(with: "figure:".utf8) { figures.append(open + 1..<close) }
    let isName = ["figure:", "contact:", "term:"].contains { destination.starts(with: $0.utf8) }
    blank((isImage || isName ? open : close)..<end + 1)
    return end
  }

  private func destinationEnd(from open: Int) -> Int? {
    var depth = 0
    for i in open..<min(bytes.count, open + 2_000) {
      if bytes[i] == UInt8(ascii: "(") { depth += 1 }
      if bytes[i] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return i }
    }
    return nil
  }

  private func codeEnd(from start: Int) -> Int? {
    var length = 0
    while start + length < bytes.count, bytes[start + length] == UInt8(ascii: "`") { length += 1 }
    var run = 0
    var i = start + length
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "`") {
        run += 1
      } else {
        if run == length { return i }
        run = 0
        if bytes[i] == UInt8(ascii: "\n"), i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\n") { return nil }
      }
      i += 1
    }
    return run == length ? i : nil
  }
}
