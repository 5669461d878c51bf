import Diagnostics

extension HTMLWriter {
  mutating func rawBlock(_ node: Node) -> Step {
    html.endLine()
    addCodeLines(node)
    let literal = node.literal
    report(
      .rawHTML, RawHTML.message(literal), at: locator.range(of: node), help: RawHTML.help(literal))
    html.write("<p>")
    html.escape(literal)
    html.write("</p>\n")
    return .done
  }

  mutating func rawInline(_ node: Node) -> Step {
    reportRawHTML(node)
    html.escape(node.literal)
    lastTextByte = UInt8(ascii: ">")
    endAbbreviation()
    return .done
  }

  /// Reports a tag, but not the end tag of one that was reported.
  mutating func reportRawHTML(_ node: Node) {
    let literal = node.literal
    let range = locator.html(literal)
    let name = RawHTML.tagName(literal)
    if literal.count > 1, literal[1] == UInt8(ascii: "/") {
      guard !openedTags.contains(name) else { return }
    } else {
      openedTags.insert(name)
    }
    report(.rawHTML, RawHTML.message(literal), at: range, help: RawHTML.help(literal))
  }
}

/// What to say about a piece of raw HTML.
enum RawHTML {
  /// Lower case; empty for comments, declarations and the like.
  static func tagName(_ html: UnsafeBufferPointer<UInt8>) -> String {
    var start = html.firstIndex(of: UInt8(ascii: "<")).map { $0 + 1 } ?? 0
    if start < html.count, html[start] == UInt8(ascii: "/") { start += 1 }
    let name = html[start...].prefix(20).prefix {
      ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10
    }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  static func message(_ html: UnsafeBufferPointer<UInt8>) -> String {
    let name = tagName(html)
    return name.isEmpty
      ? "HTML comments and the like cannot stand in a page" : "the HTML tag <\(name)> cannot stand in a page"
  }

  static func help(_ html: UnsafeBufferPointer<UInt8>) -> String {
    switch tagName(html) {
    case "": "remove it; to show it to readers, put it between backticks: `<!-- … -->`"
    case "br": "end the line with a backslash, or begin a new paragraph"
    case "hr": "write --- on a line of its own"
    case "b", "strong": "write **important words**"
    case "i", "em": "write *stressed words*"
    case "s", "del", "strike": "write ~~words that no longer hold~~"
    case "code", "tt", "kbd", "samp": "write `code` between backticks"
    case "pre": "put the lines between two lines of ```"
    case "a": "write [the text of the link](the address)"
    case "img": "write ![what the image shows](the image's file)"
    case "table", "thead", "tbody", "tr", "td", "th":
      "write the table with | between its cells, and |---| below its first row"
    case "ul", "ol", "li": "begin each line of the list with - or with 1."
    case "h1", "h2", "h3", "h4", "h5", "h6": "write ## before a heading, ### before one below it"
    case "p", "div", "section", "span", "center", "font": "remove it; an empty line begins a new paragraph"
    case "blockquote": "begin each line of the quotation with >"
    case "details", "summary": "write a heading with its text below it"
    case "iframe", "video", "audio", "embed", "object": "write a link to it: [what it is](the address)"
    default: "remove it, or write it in Markdown; to show it to readers, put it between backticks"
    }
  }
}
