/// The numbers of a chart as a table: the same, in the same order, written the same way.
public struct ChartTable: Sendable, Hashable {
  /// What stands in one place of the table.
  public struct Cell: Sendable, Hashable {
    /// As readers see it; signs such as `[x]` for what is missing.
    public let text: String
    /// Whether it names its row or column.
    public let isHeader: Bool
    /// Whether it is a number, to be aligned by its last digit.
    public let isNumber: Bool
  }

  /// The title, and what is measured.
  public var caption: String
  /// The line of column names.
  public let head: [Cell]
  /// The lines below; the first cell of each is its header.
  public let rows: [[Cell]]

  init(_ drawing: Drawing, caption: String, words: ChartWords) {
    self.caption = caption
    if drawing.kind == .scatter {
      head = [
        Cell(text: drawing.nameLabel, isHeader: true, isNumber: true),
        Cell(text: drawing.valueLabel, isHeader: true, isNumber: true),
        Cell(text: drawing.seriesLabel, isHeader: true, isNumber: false),
      ]
      rows = drawing.panels.flatMap { panel in
        panel.points.map { point in
          [
            Cell(text: NumberStyle().string(point.x), isHeader: true, isNumber: true),
            Cell(text: drawing.numbers.string(point.y), isHeader: false, isNumber: true),
            Cell(
              text: panel.series.count > point.series ? panel.series[point.series].name : "", isHeader: false,
              isNumber: false),
          ]
        }
      }
      return
    }
    let hasPanels = drawing.panels.count > 1 || drawing.panels.first?.name != nil
    let hasIntervals = drawing.panels.contains { $0.marks.contains { $0.contains { $0.low != nil || $0.high != nil } } }
    let series = drawing.panels.first?.series ?? []
    let isSingle = series.count == 1
    var head = [Cell(text: drawing.nameLabel, isHeader: true, isNumber: false)]
    if hasPanels { head.append(Cell(text: drawing.panelLabel, isHeader: true, isNumber: false)) }
    for item in series {
      var label = isSingle ? drawing.valueLabel : item.name
      if isSingle, let unit = drawing.unit, !label.lowercased().contains(unit.lowercased()) { label += " (\(unit))" }
      head.append(Cell(text: label, isHeader: true, isNumber: true))
      if hasIntervals {
        head.append(Cell(text: words[.low], isHeader: true, isNumber: true))
        head.append(Cell(text: words[.high], isHeader: true, isNumber: true))
      }
    }
    self.head = head
    var rows: [[Cell]] = []
    for panel in drawing.panels {
      for (category, marks) in zip(panel.categories, panel.marks) {
        var row = [Cell(text: category.name, isHeader: true, isNumber: false)]
        if hasPanels { row.append(Cell(text: panel.name ?? "", isHeader: false, isNumber: false)) }
        for mark in marks {
          row.append(Cell(text: drawing.label(mark), isHeader: false, isNumber: true))
          if hasIntervals {
            for end in [mark.low, mark.high] {
              row.append(Cell(text: end.map(drawing.numbers.string) ?? "", isHeader: false, isNumber: true))
            }
          }
        }
        rows.append(row)
      }
    }
    self.rows = rows
  }

  /// The rows of a picture's data, as they are.
  init(_ table: Table, caption: String) {
    self.caption = caption
    let isNumber = table.columns.map { $0.contains { if case .number = $0 { true } else { false } } }
    head = zip(table.names, isNumber).map { Cell(text: $0, isHeader: true, isNumber: $1) }
    rows = (0..<table.rowCount).map { row in
      table.columns.indices.map { column in
        let value = table.columns[column][row]
        let text: String
        switch value {
        case .number(let number): text = NumberStyle().string(number)
        case .time(let time): text = VegaLiteDrawing.dates([time])[0]
        case .null:
          let sign = table.shorthand(table.names[column], row: row) ?? .notAvailable
          text = "[\(sign.rawValue)]"
        default: text = value.string
        }
        return Cell(text: text, isHeader: column == 0, isNumber: isNumber[column])
      }
    }
  }

  /// Appends a `<table>` with a caption and the scope of each header.
  public func appendHTML(to out: inout [UInt8]) {
    out += "<table>".utf8
    if !caption.isEmpty {
      out += "<caption>".utf8
      Self.escape(caption, into: &out)
      out += "</caption>".utf8
    }
    out += "<thead><tr>".utf8
    for cell in head { append(cell, scope: "col", to: &out) }
    out += "</tr></thead><tbody>".utf8
    for row in rows {
      out += "<tr>".utf8
      for cell in row { append(cell, scope: "row", to: &out) }
      out += "</tr>".utf8
    }
    out += "</tbody></table>".utf8
  }

  private func append(_ cell: Cell, scope: String, to out: inout [UInt8]) {
    if cell.isHeader {
      out += "<th scope=\"".utf8
      out += scope.utf8
      out += (cell.isNumber ? "\" class=\"number\">" : "\">").utf8
    } else {
      out += (cell.isNumber ? "<td class=\"number\">" : "<td>").utf8
    }
    Self.escape(cell.text, into: &out)
    out += (cell.isHeader ? "</th>" : "</td>").utf8
  }

  private static func escape(_ text: String, into out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "\""): out += "&quot;".utf8
      case 0..<0x20 where byte != 0x0A && byte != 0x09: out += "\u{FFFD}".utf8
      default: out.append(byte)
      }
    }
  }
}
