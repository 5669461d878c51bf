import Datasets

/// A dataset as an HTML table, with what its signs and notes mean below it.
struct DataTable: Sendable {
  let dataset: Dataset
  let strings: StringTable
  /// Before every id, so that several tables can stand on one page.
  var prefix = ""
  /// The finding or title above what it measures; nil leaves it to the page's own title.
  var caption: String?
  /// Whether it is the table of the dataset's own page: figures lead to its rows.
  var isOnOwnPage = false

  /// The id of the table's caption.
  private var captionID: String { prefix + "table-" + dataset.id }

  /// Whether readers can sort it: on the dataset's own page, where there is something to sort.
  var isSortable: Bool { isOnOwnPage && dataset.rows.count > 2 }

  /// Appends the table in a frame that scrolls, and its notes.
  func write(to output: inout [UInt8]) {
    output.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"", captionID, "\">\n")
    output.append(isSortable ? "<table class=\"data sortable\">\n" : "<table class=\"data\">\n")
    output.append("<caption id=\"", captionID, "\">")
    if let caption {
      HTMLEscape.append(caption, to: &output)
      output.append(" <span>")
      HTMLEscape.append(dataset.subtitle, to: &output)
      output.append("</span>")
    } else {
      HTMLEscape.append(dataset.subtitle, to: &output)
    }
    output.append("</caption>\n<thead>\n<tr>\n")
    for column in dataset.columns {
      output.append("<th scope=\"col\"", column.isNumeric ? " class=\"align-right\">" : ">")
      // What a script makes a button: it takes as much room before.
      if isSortable { output.append("<span>") }
      HTMLEscape.append(column.label, to: &output)
      output.append(isSortable ? "</span></th>\n" : "</th>\n")
    }
    output.append("</tr>\n</thead>\n<tbody>\n")
    var notes: [String] = []
    for index in dataset.rows.indices { write(index, &notes, to: &output) }
    output.append("</tbody>\n</table>\n</div>\n")
    writeNotes(notes, to: &output)
  }

  /// The id of a row on the dataset's own page.
  static func id(ofRow row: Int, in dataset: Dataset) -> String { "row-" + dataset.address(row: row) }

  private func write(_ position: Int, _ notes: inout [String], to output: inout [UInt8]) {
    let row = dataset.rows[position]
    output.append("<tr")
    if isOnOwnPage { output.append(" id=\"", Self.id(ofRow: position, in: dataset), "\"") }
    output.append(row.isTotal ? " class=\"total\">\n" : ">\n")
    var mark: Int?
    if let note = row.note {
      // The same words for several rows are one note.
      mark = notes.firstIndex(of: note) ?? notes.count
      if mark == notes.count { notes.append(note) }
    }
    for (index, column) in dataset.columns.enumerated() where row.cells.indices.contains(index) {
      let cell = row.cells[index]
      let isName = dataset.columns.count > 1 && dataset.keyColumns.first == index
      output.append(isName ? "<th scope=\"row\"" : "<td")
      if column.isNumeric { output.append(" class=\"align-right\"") }
      if isOnOwnPage, case .number(let number) = cell { output.append(" data-value=\"", number.description, "\"") }
      output.append(">")
      HTMLEscape.append(dataset.text(row: position, column: index), to: &output)
      if column.kind == .percentage, case .number = cell { output.append("%") }
      if isName || (dataset.columns.count == 1 && index == 0), let mark {
        output.append(" <span class=\"note-mark\">")
        HTMLEscape.append(strings["note_mark", ["n": String(mark + 1)]], to: &output)
        output.append("</span>")
      }
      output.append(isName ? "</th>\n" : "</td>\n")
    }
    output.append("</tr>\n")
  }

  /// The shorthand that the table uses, in words, and the notes on rows.
  private func writeNotes(_ notes: [String], to output: inout [UInt8]) {
    let signs = Shorthand.allCases.filter { sign in
      dataset.rows.contains { $0.cells.contains(.missing(sign)) }
    }
    guard !signs.isEmpty || !notes.isEmpty else { return }
    output.append("<ul class=\"table-notes\">\n")
    for sign in signs {
      output.append("<li>[", sign.rawValue, "] ")
      HTMLEscape.append(strings["shorthand_" + sign.key], to: &output)
      output.append("</li>\n")
    }
    for (index, note) in notes.enumerated() {
      output.append("<li>")
      HTMLEscape.append(strings["note_mark", ["n": String(index + 1)]], to: &output)
      output.append(" ")
      HTMLEscape.append(note, to: &output)
      output.append("</li>\n")
    }
    output.append("</ul>\n")
  }
}

extension Shorthand {
  /// The end of the name of its meaning in a theme's strings.
  var key: String {
    switch self {
    case .notAvailable: "not_available"
    case .confidential: "confidential"
    case .notApplicable: "not_applicable"
    case .roundsToZero: "low"
    }
  }
}
