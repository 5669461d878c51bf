import Diagnostics

/// The footnotes of a document that have been met.
struct Footnotes {
  struct Footnote {
    /// `fn-label`.
    var id: String
    /// The id of each reference, in the order of the text.
    var references: [String]
    var number: String
  }

  /// By definition.
  var met: [Node: Footnote] = [:]
  /// The body's lines on which a definition that is in use begins.
  var definitionLines = Set<Int>()
  var isSectionOpen = false
}

extension Node: Hashable {
  func hash(into hasher: inout Hasher) { hasher.combine(pointer) }
}

extension HTMLWriter {
  /// An id of the body's own making, unique in the document.
  mutating func takeAnchor(_ wanted: String) -> String {
    let id = names.take(wanted)
    document.anchors.append(id)
    return id
  }

  mutating func footnoteReference(_ node: Node) -> Step {
    guard let definition = node.footnoteDefinition else { return .done }
    endAbbreviation()
    lastTextByte = UInt8(ascii: "]")
    linkHasText = true
    let footnote = footnote(definition, number: String(decoding: node.literal, as: UTF8.self))
    let index = node.referenceNumber - 1
    guard footnote.references.indices.contains(index) else { return .done }
    html.write("<sup class=\"footnote-ref\"")
    if isInLink {
      // A link holds no other link.
      writeID(footnote.references[index])
      html.write(">")
      html.write(footnote.number)
    } else {
      html.write("><a href=\"#")
      html.hole(.anchorPrefix)
      html.write(footnote.id)
      html.write("\"")
      writeID(footnote.references[index])
      html.write(" role=\"doc-noteref\" aria-label=\"")
      html.phrase(.footnote)
      html.write(" ")
      html.write(footnote.number)
      html.write("\">")
      html.write(footnote.number)
      html.write("</a>")
    }
    html.write("</sup>")
    return .done
  }

  private mutating func footnote(_ definition: Node, number: String) -> Footnotes.Footnote {
    if let known = footnotes.met[definition] { return known }
    let slug = Slug.make(String(decoding: definition.literal, as: UTF8.self))
    let label = slug.isEmpty ? number : slug
    let id = takeAnchor("fn-" + label)
    let references = (1...max(1, definition.referenceCount)).map { index in
      takeAnchor("fnref-" + (index == 1 ? label : "\(label)-\(index)"))
    }
    let footnote = Footnotes.Footnote(id: id, references: references, number: number)
    footnotes.met[definition] = footnote
    return footnote
  }

  private mutating func writeID(_ id: String) {
    html.write(" id=\"")
    html.hole(.anchorPrefix)
    html.write(id)
    html.write("\"")
  }

  // MARK: - Definitions

  /// cmark puts the definitions that are used at the end of the document, in the order of their first use.
  mutating func footnoteDefinition(_ node: Node) -> Step {
    html.endLine()
    if !footnotes.isSectionOpen {
      footnotes.isSectionOpen = true
      html.write("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"")
      html.phrase(.footnotes)
      html.write("\">\n<p class=\"footnotes-title\">")
      html.phrase(.footnotes)
      html.write("</p>\n<ol>\n")
    }
    footnotes.definitionLines.insert(node.startLine)
    html.write("<li")
    if let footnote = footnotes.met[node] { writeID(footnote.id) }
    html.write(">\n")
    return .into(node.firstChild, .footnote(node))
  }

  mutating func closeFootnote(_ definition: Node) {
    html.endLine()
    var last = definition.firstChild
    while let next = last?.next { last = next }
    if last?.type != NodeType.paragraph {
      html.write("<p>")
      backLinks(definition)
      html.write("</p>\n")
    }
    html.write("</li>\n")
    if definition.next == nil { html.write("</ol>\n</section>\n") }
  }

  /// A link back to each of a footnote's references.
  mutating func backLinks(_ definition: Node) {
    guard let footnote = footnotes.met[definition] else { return }
    for (index, reference) in footnote.references.enumerated() {
      if index > 0 { html.write(" ") }
      html.write("<a href=\"#")
      html.hole(.anchorPrefix)
      html.write(reference)
      html.write("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"")
      html.phrase(.backToText)
      html.write(" ")
      html.write(footnote.number)
      if index > 0 {
        html.write("-")
        html.write(index + 1)
      }
      html.write("\">↩\u{FE0E}")
      if index > 0 {
        html.write("<sup>")
        html.write(index + 1)
        html.write("</sup>")
      }
      html.write("</a>")
    }
  }

  // MARK: - Checks

  /// Reports `[^label]` in text: it is there only where no definition was found.
  mutating func checkFootnotes(_ text: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i + 2 < text.count {
      guard text[i] == UInt8(ascii: "["), text[i + 1] == UInt8(ascii: "^") else {
        i += 1
        continue
      }
      var end = i + 2
      while end < text.count, text[end] != UInt8(ascii: "]"), text[end] != UInt8(ascii: "[") { end += 1 }
      if end < text.count, text[end] == UInt8(ascii: "]"), end > i + 2 {
        let label = String(decoding: text[(i + 2)..<end], as: UTF8.self)
        if isInLink {
          // Only a bare address takes in what follows it.
          report(
            .footnote, "the mark of the footnote \"\(label)\" has become part of a web address",
            at: locator.footnote(text[i...end]) ?? locator.blockRange,
            help: "put the address between < and >, or write [words](address)")
        } else if let range = locator.footnote(text[i...end]) {
          report(
            .footnote, "the footnote \"\(label)\" has no text", at: range,
            help: "write its text in a paragraph of its own that begins with [^\(label)]:")
        }
      }
      i = end
    }
  }
}
