import CMarkGFM

extension HTMLWriter {
  /// What a table's caption begins with, in the paragraph before it.
  static let captionMark: StaticString = "Table: "

  /// Whether a paragraph is a table's caption: one line directly before it that begins with `Table: `.
  func isCaption(_ node: Node) -> Bool {
    guard let table = node.next, table.type == cmark.tableType, let text = node.firstChild,
      text.type == NodeType.text, text.literal.count > HTMLWriter.captionMark.utf8CodeUnitCount,
      text.literal.starts(with: "Table: ".utf8)
    else { return false }
    var inline = text.next
    while let current = inline {
      if current.type == NodeType.softBreak || current.type == NodeType.lineBreak { return false }
      inline = current.next
    }
    return true
  }

  /// Opens the table that follows, and its caption.
  mutating func caption(_ node: Node) -> Step {
    html.endLine()
    let text = plainText(of: node).dropFirst(HTMLWriter.captionMark.utf8CodeUnitCount)
    let id = takeAnchor("table-" + Slug.make(String(text)))
    html.write("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"")
    html.hole(.anchorPrefix)
    html.write(id)
    html.write("\">\n<table>\n<caption id=\"")
    html.hole(.anchorPrefix)
    html.write(id)
    html.write("\">")
    captionStart = node.firstChild
    isInCaption = true
    return .into(node.firstChild, .caption)
  }

  mutating func table(_ node: Node) -> Step {
    if node.previous.map(isTableCaption) != true {
      html.endLine()
      // What scrolls must be reachable with the keyboard, and what is reachable needs a name.
      html.write("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"")
      html.phrase(.table)
      html.write("\">\n<table>\n")
    }
    return .into(node.firstChild, .markup("</table>\n</div>\n"))
  }

  private func isTableCaption(_ node: Node) -> Bool { node.type == NodeType.paragraph && isCaption(node) }

  mutating func tableRow(_ node: Node) -> Step {
    let isHeader = node.previous == nil
    if let table = node.parent { locator.enterRow(node, of: table) }
    if isHeader {
      html.write("<thead>\n")
    } else if node.previous?.previous == nil {
      html.write("<tbody>\n")
    }
    html.write("<tr>\n")
    column = 0
    return .into(node.firstChild, .tableRow(isHeader: isHeader, isLast: node.next == nil))
  }

  mutating func closeTableRow(isHeader: Bool, isLast: Bool) {
    html.write("</tr>\n")
    if isHeader {
      html.write("</thead>\n")
    } else if isLast {
      html.write("</tbody>\n")
    }
  }

  mutating func tableCell(_ node: Node) -> Step {
    beginText()
    guard let row = node.parent, let table = row.parent else { return .done }
    defer { column += 1 }
    let isEmpty = node.firstChild == nil
    let isHeader = row.previous == nil
    // A table of one column is a list: its cells are not names of anything.
    let isRowHeader = !isHeader && column == 0 && node.next != nil
    let isHeading = !isEmpty && (isHeader || isRowHeader)
    html.write(!isHeading ? "<td" : isHeader ? "<th scope=\"col\"" : "<th scope=\"row\"")
    let columns = Int(cmark_gfm_extensions_get_table_columns(table.pointer))
    if !isEmpty, column < columns, let alignments = cmark_gfm_extensions_get_table_alignments(table.pointer) {
      switch alignments[column] {
      case UInt8(ascii: "l"): html.write(" class=\"align-left\"")
      case UInt8(ascii: "c"): html.write(" class=\"align-center\"")
      case UInt8(ascii: "r"): html.write(" class=\"align-right\"")
      default: break
      }
    }
    html.write(">")
    return .into(node.firstChild, .markup(isHeading ? "</th>\n" : "</td>\n"))
  }
}
