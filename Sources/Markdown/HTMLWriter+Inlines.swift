import Diagnostics

extension HTMLWriter {
  mutating func text(_ node: Node) -> Step {
    var literal = node.literal
    if node == captionStart {
      captionStart = nil
      literal = UnsafeBufferPointer(rebasing: literal.dropFirst(HTMLWriter.captionMark.utf8CodeUnitCount))
    }
    guard let last = literal.last else { return .done }
    countWords(literal)
    if isInLink, !linkHasText { linkHasText = literal.contains { !isSpace($0) } }
    if literal.contains(UInt8(ascii: "[")) { checkFootnotes(literal) }
    if isInHeading || isInLink || isInCaption {
      html.escape(literal)
    } else {
      writeAbbreviating(literal)
    }
    lastTextByte = last
    return .done
  }

  /// A line's end in the text.
  mutating func breakText() {
    isInWord = false
    if lastTextByte != UInt8(ascii: "(") { lastTextByte = UInt8(ascii: "\n") }
  }

  /// Counts each run without white space that has a letter or digit.
  private mutating func countWords(_ text: UnsafeBufferPointer<UInt8>) {
    var isIn = isInWord
    var count = 0
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: " ") {
        isIn = false
      } else if !isIn,
        byte >= 0xC3 && !isGeneralPunctuation(text, at: index) || (byte | 0x20) &- UInt8(ascii: "a") < 26
          || byte &- UInt8(ascii: "0") < 10
      {
        isIn = true
        count += 1
      }
    }
    isInWord = isIn
    document.wordCount += count
  }

  private mutating func writeAbbreviating(_ text: UnsafeBufferPointer<UInt8>) {
    if let pending = pendingAbbreviation {
      pendingAbbreviation = nil
      let first = text.first { $0 != UInt8(ascii: " ") }
      if document.abbreviations[pending].isInParentheses {
        document.abbreviations[pending].isInParentheses = text.first == UInt8(ascii: ")")
      }
      document.abbreviations[pending].isFollowedByParenthesis = first == UInt8(ascii: "(")
      if first == nil { pendingAbbreviation = pending }
    }
    var written = 0
    var scanner = abbreviations
    abbreviations = AbbreviationScanner()
    scanner.scan(text) { match in
      let (start, end) = (match.range.lowerBound, match.range.upperBound)
      html.escape(UnsafeBufferPointer(rebasing: text[written..<start]))
      let index = document.abbreviations.count
      html.hole(.abbreviationOpen, index)
      html.escape(UnsafeBufferPointer(rebasing: text[start..<end]))
      html.hole(.abbreviationClose, index)
      written = end

      let before = start > 0 ? text[start - 1] : lastTextByte
      let after = text[end...].first { $0 != UInt8(ascii: " ") }
      document.abbreviations.append(
        Abbreviation(
          text: match.text,
          isInParentheses: before == UInt8(ascii: "(") && (end == text.count || text[end] == UInt8(ascii: ")")),
          isFollowedByParenthesis: after == UInt8(ascii: "(")))
      if after == nil { pendingAbbreviation = index }
    }
    abbreviations = scanner
    html.escape(UnsafeBufferPointer(rebasing: text[written...]))
  }

  /// Nothing follows the last abbreviation that could be a parenthesis.
  mutating func endAbbreviation() {
    guard let pending = pendingAbbreviation else { return }
    document.abbreviations[pending].isInParentheses = false
    pendingAbbreviation = nil
  }

  mutating func code(_ node: Node) -> Step {
    html.write("<code>")
    html.escape(node.literal)
    html.write("</code>")
    linkHasText = true
    countWords(node.literal)
    lastTextByte = UInt8(ascii: "`")
    endAbbreviation()
    return .done
  }

  // MARK: - Links and images

  mutating func link(_ node: Node) -> Step {
    let index = document.links.count
    document.links.append(
      Link(
        destination: String(decoding: node.url, as: UTF8.self), title: title(of: node), range: 0..<0,
        isAutolink: false, isAlone: alone == node))
    alone = nil
    html.hole(.linkOpen, index)
    isInLink = true
    linkHasText = false
    endAbbreviation()
    return .into(node.firstChild, .link(index, node))
  }

  mutating func closeLink(_ index: Int, _ node: Node) {
    html.hole(.linkClose, index)
    isInLink = false
    lastTextByte = UInt8(ascii: "]")
    let found = locator.link(to: node.url, text: node.autolinkText)
    document.links[index].range = found.range
    document.links[index].isAutolink = found.isAutolink
    if node.url.starts(with: "figure:".utf8) {
      document.links[index].figure = FigureText(
        text: plainText(of: node), range: locator.text(before: found.range) ?? found.range)
    }
    if !linkHasText {
      report(
        .linkText, "this link has no text", at: found.range,
        help: "write between the brackets where the link leads, for example [Thresholds guide](…)")
    }
  }

  mutating func image(_ node: Node) -> Step {
    let alternativeText = plainText(of: node, locatingInlines: true)
    let found = locator.link(to: node.url, text: nil)
    html.hole(.image, document.images.count)
    document.images.append(
      Image(
        destination: String(decoding: node.url, as: UTF8.self), alternativeText: alternativeText,
        title: title(of: node), range: found.range, isAlone: alone == node))
    if alternativeText.utf8.allSatisfy(isSpace) {
      report(
        .imageText, "this image has no text for people who cannot see it", at: found.range,
        help: "say between the brackets what the image shows, for example ![Two people at a desk](…)")
    }
    alone = nil
    linkHasText = true
    lastTextByte = UInt8(ascii: "]")
    endAbbreviation()
    return .done
  }

  /// Notes a figure in an image's text: it is checked like any other, though nothing of the link is written.
  private mutating func appendFigure(_ node: Node, _ range: Range<Int>) {
    guard node.url.starts(with: "figure:".utf8) else { return }
    document.links.append(
      Link(
        destination: String(decoding: node.url, as: UTF8.self), title: nil, range: range, isAutolink: false,
        isAlone: false, figure: FigureText(text: plainText(of: node), range: locator.text(before: range) ?? range)))
  }

  private func title(of node: Node) -> String? {
    node.title.isEmpty ? nil : String(decoding: node.title, as: UTF8.self)
  }

  /// The text in a node, without markup; a break is a space.
  /// - Parameter locatingInlines: whether what is not walked again is to be found in the source, and reported, now.
  mutating func plainText(of root: Node, locatingInlines: Bool = false) -> String {
    var bytes: [UInt8] = []
    var node = root.firstChild
    while let current = node {
      switch current.type {
      case NodeType.text, NodeType.code: bytes.append(contentsOf: current.literal)
      case NodeType.htmlInline:
        if locatingInlines { reportRawHTML(current) }
        bytes.append(contentsOf: current.literal)
      case NodeType.softBreak, NodeType.lineBreak: bytes.append(UInt8(ascii: " "))
      default: break
      }
      if let child = current.firstChild {
        node = child
        continue
      }
      // Up to the next node that has something behind it.
      var last = current
      while last != root {
        if locatingInlines, last.type == NodeType.link || last.type == NodeType.image {
          let found = locator.link(to: last.url, text: last.autolinkText)
          if last.type == NodeType.link { appendFigure(last, found.range) }
        }
        if let next = last.next {
          node = next
          break
        }
        guard let parent = last.parent else { return String(decoding: bytes, as: UTF8.self) }
        last = parent
      }
      if last == root { node = nil }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Node {
  /// What stands in the file if this link is an autolink.
  var autolinkText: UnsafeBufferPointer<UInt8>? {
    guard type == NodeType.link, let text = firstChild, text.type == NodeType.text, text.next == nil,
      url.count >= text.literal.count, url.suffix(text.literal.count).elementsEqual(text.literal)
    else { return nil }
    return switch url.count - text.literal.count {
    case 0: text.literal
    case 7: url.starts(with: "mailto:".utf8) || url.starts(with: "http://".utf8) ? text.literal : nil
    default: nil
    }
  }
}
