/// Reads a body, which ``HTMLWriter`` has written, as a tree.
///
/// The body is what was decided about a document: which paragraph is a caption, where an abbreviation is used first,
/// what a footnote's number is. So the tree is made from it, and not from the Markdown once more. It is not any HTML:
/// only the tags that `HTMLWriter` writes occur, each start tag has its end tag, and text has four escapes.
struct TreeReader {
  /// Blocks that are nested deeper stand at this depth, so that nobody who walks the tree needs a deep stack.
  static let maximumDepth = 10

  private let document: MarkdownDocument
  private let bytes: [UInt8]
  private let holes: [Hole]
  private var position = 0
  private var nextHole = 0

  private var tree = DocumentTree()
  /// The containers that are open, the document first.
  private var open: [Container] = [Container(kind: .document)]
  private var inlines: [DocumentTree.Inline] = []
  private var style: DocumentTree.Inline.Style = []
  private var link: Int?
  /// The heading that is read.
  private var currentHeading = 0
  /// Whether each `div` that is open is a callout.
  private var divisions: [Bool] = []
  /// Set inside what has no place in the tree, to the tag that ends it.
  private var skippedUntil: String?

  init(_ document: MarkdownDocument) {
    self.document = document
    bytes = document.body.bytes
    holes = document.body.holes
  }

  /// A block that holds others, while it is read.
  private struct Container {
    enum Kind: Equatable {
      case document, item, quotation, list(Int?), callout, table, row, cell, caption, footnotes, footnote
    }
    var kind: Kind
    var blocks: [DocumentTree.Block] = []
    var items: [DocumentTree.Item] = []
    var isChecked: Bool?
    var phrase: Phrase?
    var table = DocumentTree.Table()
    var cells: [DocumentTree.Table.Cell] = []
    var cell = DocumentTree.Table.Cell()
  }

  mutating func read() -> DocumentTree {
    while position < bytes.count || nextHole < holes.count {
      if nextHole < holes.count, Int(holes[nextHole].offset) <= position {
        fill(holes[nextHole])
        nextHole += 1
      } else if bytes[position] == UInt8(ascii: "<") {
        readTag()
      } else {
        readText()
      }
    }
    endParagraph()
    tree.blocks = open[0].blocks
    return tree
  }

  // MARK: - Text

  private mutating func readText() {
    let limit = nextHole < holes.count ? min(bytes.count, Int(holes[nextHole].offset)) : bytes.count
    var end = position
    while end < limit, bytes[end] != UInt8(ascii: "<") { end += 1 }
    let text = TreeReader.unescaped(bytes[position..<end])
    position = end
    if skippedUntil == nil { append(.text(text)) }
  }

  private mutating func append(_ content: DocumentTree.Inline.Content) {
    var content = content
    if case .text(var text) = content {
      // Space before a block's first word is not text, but for lines of code.
      if inlines.isEmpty, !style.contains(.code) {
        text = String(decoding: text.utf8.drop(while: isSpace), as: UTF8.self)
        if text.isEmpty { return }
        content = .text(text)
      }
      if case .text(let before)? = inlines.last?.content, inlines.last?.style == style, inlines.last?.link == link {
        inlines[inlines.count - 1].content = .text(before + text)
        return
      }
    }
    inlines.append(DocumentTree.Inline(content: content, style: style, link: link))
  }

  private mutating func fill(_ hole: Hole) {
    guard skippedUntil == nil else { return }
    let index = Int(hole.index)
    switch hole.kind {
    case .linkOpen:
      if document.links[index].isAlone { endParagraph() }
      link = index
    case .linkClose:
      link = nil
      if document.links[index].isAlone { endParagraph() }
    case .image:
      if document.images[index].isAlone { endParagraph() }
      append(.image(index))
      if document.images[index].isAlone { endParagraph() }
    case .abbreviationClose: append(.abbreviationEnd(index))
    case .phrase: open[open.count - 1].phrase = Phrase(rawValue: hole.index)
    case .headingID, .anchorPrefix, .abbreviationOpen: break
    }
  }

  /// The inlines that were read, without white space at both ends; none where there is nothing to be seen.
  private mutating func takeInlines() -> [DocumentTree.Inline] {
    defer { inlines = [] }
    while case .text(let text)? = inlines.last?.content {
      let trimmed = String(decoding: text.utf8.reversed().drop(while: isSpace).reversed(), as: UTF8.self)
      if !trimmed.isEmpty {
        inlines[inlines.count - 1].content = .text(trimmed)
        break
      }
      inlines.removeLast()
    }
    return inlines
  }

  private mutating func endParagraph() {
    let text = takeInlines()
    if !text.isEmpty { add(.paragraph(text)) }
  }

  private mutating func add(_ block: DocumentTree.Block) { open[open.count - 1].blocks.append(block) }

  static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    var plain: [UInt8] = []
    var i = text.startIndex
    while i < text.endIndex {
      let escape = TreeReader.escapes.first { text[i...].starts(with: $0.0.utf8) }
      plain.append(escape?.1 ?? text[i])
      i += escape?.0.utf8.count ?? 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static let escapes: [(String, UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")),
  ]

  // MARK: - Tags

  /// Reads a tag, and the holes inside it.
  private mutating func readTag() {
    var end = position + 1
    // No attribute's value has a `>`: it is escaped.
    while end < bytes.count, bytes[end] != UInt8(ascii: ">") { end += 1 }
    var heading = 0
    while nextHole < holes.count, Int(holes[nextHole].offset) <= end {
      if holes[nextHole].kind == .headingID { heading = Int(holes[nextHole].index) }
      nextHole += 1
    }
    let tag = Tag(bytes[min(position + 1, end)..<end])
    position = min(end + 1, bytes.count)
    if let ending = skippedUntil {
      // What is skipped holds no element of its own name.
      if !tag.isStart, tag.name == ending { skippedUntil = nil }
    } else if tag.isStart {
      start(tag, heading: heading)
    } else {
      close(tag)
    }
  }

  private mutating func start(_ tag: Tag, heading: Int) {
    switch tag.name {
    case "em": style.insert(.emphasis)
    case "strong": style.insert(.strong)
    case "del": style.insert(.deleted)
    case "code": style.insert(.code)
    case "br": append(.lineBreak)
    case "input": open[open.count - 1].isChecked = tag.has(" checked")
    case "sup": readFootnoteMark()
    case "a": if tag.has("footnote-back") { skippedUntil = "a" }
    case "p", "pre": endParagraph()
    case "h1", "h2", "h3", "h4", "h5", "h6":
      endParagraph()
      currentHeading = heading
    case "hr":
      endParagraph()
      add(.rule)
    case "ul": push(.list(nil))
    case "ol" where open.last?.kind == .footnotes: break
    case "ol": push(.list(tag.number("start") ?? 1))
    case "li": push(open.last?.kind == .footnotes ? .footnote : .item)
    case "blockquote": push(.quotation)
    case "div":
      // Around a table a `div` is there for scrolling only.
      let isCallout = tag.has("\"callout")
      divisions.append(isCallout)
      if isCallout { push(.callout) }
    case "section": push(.footnotes)
    case "table": push(.table)
    case "caption": push(.caption)
    case "tr": push(.row)
    case "th", "td":
      push(.cell)
      open[open.count - 1].cell.isHeading = tag.name == "th"
      open[open.count - 1].cell.alignment = [.left, .center, .right].first { tag.has("align-" + $0.rawValue) }
    default: break
    }
  }

  private mutating func close(_ tag: Tag) {
    switch tag.name {
    case "em": style.remove(.emphasis)
    case "strong": style.remove(.strong)
    case "del": style.remove(.deleted)
    case "code": style.remove(.code)
    case "p": endParagraph()
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = Int(tag.name.dropFirst()) ?? 2
      add(.heading(index: currentHeading, level: level, takeInlines()))
    case "pre":
      var text = ""
      for inline in inlines { if case .text(let part) = inline.content { text += part } }
      inlines = []
      add(.code(text))
    case "ol" where open.last?.kind == .footnotes: break
    case "ul", "ol", "li", "blockquote", "section", "table", "caption", "tr", "th", "td": pop()
    case "div": if divisions.popLast() == true { pop() }
    default: break
    }
  }

  /// `<sup class="footnote-ref">…number…</sup>`, behind its start tag.
  private mutating func readFootnoteMark() {
    skippedUntil = "sup"
    var (i, number, isTag) = (position, 0, false)
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "<"):
        if bytes[i...].starts(with: "</sup".utf8) {
          if number > 0 { append(.footnote(number - 1)) }
          return
        }
        isTag = true
      case UInt8(ascii: ">"): isTag = false
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isTag:
        number = min(number, 99_999) * 10 + Int(bytes[i] - UInt8(ascii: "0"))
      default: break
      }
      i += 1
    }
  }

  // MARK: - Containers

  private mutating func push(_ kind: Container.Kind) {
    endParagraph()
    open.append(Container(kind: kind))
  }

  private mutating func pop() {
    guard open.count > 1 else { return }
    switch open.last?.kind {
    case .cell, .caption: break
    default: endParagraph()
    }
    let closed = open.removeLast()
    let top = open.count - 1
    let isDeep = open.count > TreeReader.maximumDepth
    switch closed.kind {
    case .document: break
    case .cell:
      var cell = closed.cell
      cell.text = takeInlines()
      open[top].cells.append(cell)
    case .row: open[top].table.rows.append(closed.cells)
    case .caption: open[top].table.caption = takeInlines()
    case .table: open[top].blocks.append(.table(closed.table))
    case .item:
      open[top].items.append(DocumentTree.Item(isChecked: closed.isChecked, blocks: closed.blocks))
    case .list(let start):
      if isDeep {
        open[top].blocks += closed.items.flatMap(\.blocks)
      } else {
        open[top].blocks.append(.list(start: start, closed.items))
      }
    case .quotation:
      if isDeep { open[top].blocks += closed.blocks } else { open[top].blocks.append(.quotation(closed.blocks)) }
    case .callout:
      if isDeep {
        open[top].blocks += closed.blocks
      } else {
        open[top].blocks.append(.callout(closed.phrase ?? .note, closed.blocks))
      }
    case .footnote: tree.footnotes.append(closed.blocks)
    case .footnotes: break
    }
  }
}

/// A tag, between its angle brackets.
private struct Tag {
  let text: ArraySlice<UInt8>
  let isStart: Bool
  let name: String

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    isStart = text.first != UInt8(ascii: "/")
    let rest = isStart ? text : text.dropFirst()
    name = String(decoding: rest.prefix { !isSpace($0) }, as: UTF8.self)
  }

  /// Whether a part of an attribute occurs.
  func has(_ part: String) -> Bool {
    let wanted = Array(part.utf8)
    return text.indices.contains { text[$0...].starts(with: wanted) }
  }

  func number(_ attribute: String) -> Int? {
    let wanted = Array("\(attribute)=\"".utf8)
    guard let start = text.indices.first(where: { text[$0...].starts(with: wanted) }) else { return nil }
    return Int(String(decoding: text[(start + wanted.count)...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
  }
}
