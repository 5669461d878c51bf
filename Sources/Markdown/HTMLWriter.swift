import Diagnostics

/// Writes a tree as a body with holes, and notes everything a document has and every mistake on the way.
///
/// One walk over the tree without recursion. `enter` writes what comes before a node's children and says how the node
/// is to be closed; `close` writes that behind the last of them.
struct HTMLWriter {
  /// What is still to be written behind a node's children.
  enum Closing {
    case nothing
    /// Markup, as it is.
    case markup(StaticString)
    /// Markup on a line of its own.
    case line(StaticString)
    case heading(Int)
    case link(Int, Node)
    /// A link that is the only content of its paragraph.
    case aloneParagraph
    case footnoteParagraph(Node)
    case footnote(Node)
    case tableRow(isHeader: Bool, isLast: Bool)
    case caption
  }

  /// How to go on behind `enter`.
  enum Step {
    /// The node is written; its children are not walked.
    case done
    /// Walk the children from this one on, then close.
    case into(Node?, Closing)
  }

  let path: String
  let cmark: CMark
  var html: HTMLBuffer
  var document = MarkdownDocument()
  var diagnostics: [Diagnostic] = []
  var locator: SourceLocator

  var abbreviations = AbbreviationScanner()
  /// The abbreviation that ended the text so far, while it is open whether a parenthesis follows.
  var pendingAbbreviation: Int?
  /// The last byte of the paragraph's text so far.
  var lastTextByte: UInt8 = 0
  /// Whether the last byte of the text so far belongs to a counted word.
  var isInWord = false

  var names = UniqueNames()
  var footnotes = Footnotes()
  var lastHeadingLevel = 1
  /// Whether the link being written has had any text.
  var linkHasText = false
  var isInLink = false
  var isInHeading = false
  var isInCaption = false
  /// The link or image that is all there is in its paragraph.
  var alone: Node?
  /// Whether `[^` occurs in the file.
  let mayHaveFootnotes: Bool
  /// The body's lines in blocks of code and HTML, where nothing is a footnote's definition.
  var codeLines: [ClosedRange<Int>] = []
  /// The column of the table's row that comes next.
  var column = 0
  /// The caption's text node, whose first word is not written.
  var captionStart: Node?
  /// The names of the raw tags opened in the block, whose end tags are not reported again.
  var openedTags = Set<String>()

  init(path: String, source: UnsafeBufferPointer<UInt8>, bodyStart: Int, cmark: CMark) {
    self.path = path
    self.cmark = cmark
    html = HTMLBuffer(capacity: (source.count - bodyStart) * 5 / 4 + 64)
    locator = SourceLocator(source, bodyStart: bodyStart)
    mayHaveFootnotes = source[bodyStart...].indices.dropLast().contains {
      source[$0] == UInt8(ascii: "[") && source[$0 + 1] == UInt8(ascii: "^")
    }
  }

  /// Writes the whole tree.
  mutating func write(_ root: Node) {
    var closings: [Closing] = []
    var node = root
    walk: while true {
      switch enter(node) {
      case .into(let child?, let closing):
        closings.append(closing)
        node = child
        continue
      case .into(nil, let closing):
        close(closing)
      case .done:
        break
      }
      while node != root {
        if let next = node.next {
          node = next
          continue walk
        }
        guard let parent = node.parent, let closing = closings.popLast() else { return }
        close(closing)
        node = parent
      }
      return
    }
  }

  mutating func report(_ id: DiagnosticID, _ message: String, at range: Range<Int>, help: String?) {
    diagnostics.append(Diagnostic(id, message, at: Place(path: path, range: range), help: help))
  }

  // MARK: - Blocks

  private mutating func enter(_ node: Node) -> Step {
    switch node.type {
    case NodeType.text: return text(node)
    case NodeType.paragraph: return paragraph(node)
    case NodeType.softBreak:
      breakText()
      html.write("\n")
      return .done
    case NodeType.emphasis:
      html.write("<em>")
      return .into(node.firstChild, .markup("</em>"))
    case NodeType.strong:
      // `****a****` is no stronger than `**a**`. Source: cmark-gfm's html.c since 0.29.0.gfm.10.
      if node.parent?.type == NodeType.strong { return .into(node.firstChild, .nothing) }
      html.write("<strong>")
      return .into(node.firstChild, .markup("</strong>"))
    case NodeType.link: return link(node)
    case NodeType.image: return image(node)
    case NodeType.code: return code(node)
    case NodeType.lineBreak:
      breakText()
      html.write("<br>\n")
      return .done
    case NodeType.footnoteReference: return footnoteReference(node)
    case NodeType.htmlInline: return rawInline(node)
    case NodeType.document:
      return .into(node.firstChild, .nothing)
    case NodeType.heading: return heading(node)
    case NodeType.list: return list(node)
    case NodeType.item: return item(node)
    case NodeType.blockQuote: return blockQuote(node)
    case NodeType.codeBlock: return codeBlock(node)
    case NodeType.htmlBlock: return rawBlock(node)
    case NodeType.thematicBreak:
      html.endLine()
      html.write("<hr>\n")
      return .done
    case NodeType.footnoteDefinition: return footnoteDefinition(node)
    case cmark.tableType: return table(node)
    case cmark.tableRowType: return tableRow(node)
    case cmark.tableCellType: return tableCell(node)
    case cmark.strikethroughType:
      html.write("<del>")
      return .into(node.firstChild, .markup("</del>"))
    default:
      return .into(node.firstChild, .nothing)
    }
  }

  private mutating func close(_ closing: Closing) {
    switch closing {
    case .nothing: break
    case .markup(let markup): html.write(markup)
    case .line(let markup):
      html.endLine()
      html.write(markup)
    case .heading(let level):
      isInHeading = false
      html.write("</h")
      html.write(level)
      html.write(">\n")
    case .link(let index, let node): closeLink(index, node)
    case .aloneParagraph: html.write("\n")
    case .footnoteParagraph(let definition):
      html.write(" ")
      backLinks(definition)
      html.write("</p>\n")
    case .footnote(let definition): closeFootnote(definition)
    case .tableRow(let isHeader, let isLast): closeTableRow(isHeader: isHeader, isLast: isLast)
    case .caption:
      isInCaption = false
      html.write("</caption>\n")
    }
  }

  /// Call at the start of each block that holds inlines.
  mutating func beginText() {
    endAbbreviation()
    lastTextByte = UInt8(ascii: "\n")
    isInWord = false
    if !openedTags.isEmpty { openedTags.removeAll() }
  }

  private mutating func paragraph(_ node: Node) -> Step {
    locator.enter(node)
    beginText()
    if isCaption(node) { return caption(node) }
    let first = node.isCalloutMarker ? node.afterCalloutMarker : node.firstChild
    if node.isCalloutMarker, first == nil { return .done }

    let parent = node.parent
    if let parent, cmark.isTask(parent), node.previous == nil { return task(node, parent) }
    // A tight list's items have no paragraphs of their own.
    if let list = parent?.parent, list.type == NodeType.list, list.isTight { return .into(first, .nothing) }
    html.endLine()
    if let parent, parent.type == NodeType.footnoteDefinition, node.next == nil {
      html.write("<p>")
      return .into(first, .footnoteParagraph(parent))
    }
    if let only = first?.onlyOfItsKin, only.type == NodeType.link || only.type == NodeType.image {
      alone = only
      return .into(first, .aloneParagraph)
    }
    html.write("<p>")
    return .into(first, .markup("</p>\n"))
  }

  private mutating func heading(_ node: Node) -> Step {
    locator.enter(node)
    beginText()
    html.endLine()
    let level = node.headingLevel
    let range = locator.range(of: node)
    checkLevel(level, range)
    html.write("<h")
    html.write(level)
    html.hole(.headingID, document.headings.count)
    html.write(">")
    document.headings.append(Heading(level: level, id: "", text: plainText(of: node), range: range))
    isInHeading = true
    return .into(node.firstChild, .heading(level))
  }

  private mutating func checkLevel(_ level: Int, _ range: Range<Int>) {
    if level == 1 {
      report(
        .headingLevel, "a heading in the text has one #, which is for the page's title", at: range,
        help: "write ## before a main heading of the text; the title stands at the top of the file")
    } else if level > lastHeadingLevel + 1 {
      let marks = String(repeating: "#", count: lastHeadingLevel + 1)
      report(
        .headingLevel,
        lastHeadingLevel == 1
          ? "the first heading has \(level) # marks, but must have 2"
          : "this heading skips from level \(lastHeadingLevel) to level \(level)", at: range,
        help: "write \(marks) before it")
    }
    lastHeadingLevel = max(2, level)
  }

  private mutating func list(_ node: Node) -> Step {
    html.endLine()
    guard node.isOrdered else {
      html.write("<ul>\n")
      return .into(node.firstChild, .markup("</ul>\n"))
    }
    html.write("<ol")
    if node.listStart != 1 {
      html.write(" start=\"")
      html.write(node.listStart)
      html.write("\"")
    }
    html.write(">\n")
    return .into(node.firstChild, .markup("</ol>\n"))
  }

  private mutating func item(_ node: Node) -> Step {
    html.endLine()
    guard cmark.isTask(node) else {
      html.write("<li>")
      return .into(node.firstChild, .markup("</li>\n"))
    }
    if node.firstChild?.type == NodeType.paragraph {
      html.write("<li class=\"task\">")
    } else {
      // A box needs words beside it that name it.
      html.write(locator.isChecked(node) ? "<li>[x] " : "<li>[ ] ")
    }
    return .into(node.firstChild, .markup("</li>\n"))
  }

  /// The first paragraph of a task.
  private mutating func task(_ node: Node, _ item: Node) -> Step {
    let isTight = item.parent?.isTight ?? true
    if !isTight {
      html.endLine()
      html.write("<p>")
    }
    html.write(
      locator.isChecked(item) ? "<label><input type=\"checkbox\" checked> " : "<label><input type=\"checkbox\"> ")
    return .into(node.firstChild, .markup(isTight ? "</label>" : "</label></p>\n"))
  }

  private mutating func blockQuote(_ node: Node) -> Step {
    html.endLine()
    guard let phrase = node.callout else {
      html.write("<blockquote>\n")
      return .into(node.firstChild, .line("</blockquote>\n"))
    }
    html.write("<div class=\"callout callout-")
    html.write(phrase.key)
    html.write("\" role=\"note\">\n<p class=\"callout-title\">")
    html.phrase(phrase)
    html.write("</p>\n")
    return .into(node.firstChild, .line("</div>\n"))
  }

  private mutating func codeBlock(_ node: Node) -> Step {
    html.endLine()
    addCodeLines(node)
    // Long lines scroll, and what scrolls must be reachable with the keyboard.
    html.write("<pre tabindex=\"0\"><code")
    let info = node.codeInfo
    if !info.isEmpty {
      html.write(" class=\"language-")
      html.escape(UnsafeBufferPointer(rebasing: info.prefix { !isSpace($0) }))
      html.write("\"")
    }
    html.write(">")
    html.escape(node.codeLiteral)
    html.write("</code></pre>\n")
    return .done
  }

  mutating func addCodeLines(_ node: Node) {
    if mayHaveFootnotes, node.endLine >= node.startLine { codeLines.append(node.startLine...node.endLine) }
  }
}

extension Node {
  /// This node, if those beside it are empty texts.
  fileprivate var onlyOfItsKin: Node? {
    var only: Node?
    var node: Node? = self
    while let current = node {
      if current.type != NodeType.text || !current.literal.isEmpty {
        guard only == nil else { return nil }
        only = current
      }
      node = current.next
    }
    return only
  }

  /// The kind of callout that a block quote is: GitHub's alerts, `[!NOTE]` alone on its first line.
  fileprivate var callout: Phrase? {
    guard let paragraph = firstChild, paragraph.type == NodeType.paragraph, let text = paragraph.firstChild,
      text.type == NodeType.text
    else { return nil }
    if let next = text.next, next.type != NodeType.softBreak, next.type != NodeType.lineBreak { return nil }
    return switch String(decoding: text.literal.prefix(16), as: UTF8.self).uppercased() {
    case "[!NOTE]": .note
    case "[!TIP]": .tip
    case "[!IMPORTANT]": .important
    case "[!WARNING]": .warning
    case "[!CAUTION]": .caution
    default: nil
    }
  }

  /// Whether a paragraph begins with the mark that makes its block quote a callout.
  fileprivate var isCalloutMarker: Bool {
    guard previous == nil, let parent, parent.type == NodeType.blockQuote else { return false }
    return parent.callout != nil
  }

  fileprivate var afterCalloutMarker: Node? { firstChild?.next?.next }
}
