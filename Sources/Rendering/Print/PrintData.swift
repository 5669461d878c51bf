import Charts
import Datasets
import Site

/// Charts and tables of datasets as data for templates that typeset them.
struct PrintData: Sendable {
  let site: Site
  let strings: StringTable
  /// In the words of the document's language; nil for one that cannot be drawn.
  let charts: [Chart?]

  /// Pixels from edge to edge: on paper, text in a chart is then about as large as that around it.
  private static let width = 620.0

  /// A picture with its text, the same numbers as a table, notes and source.
  /// - Parameter title: the finding, as the page says it.
  func chart(_ index: Int, title: String) -> JSON? {
    guard var chart = charts[index] else { return nil }
    chart.title = title
    return [
      "kind": "chart", "title": .text(title), "subtitle": .optional(chart.subtitle),
      "svg": .text(String(decoding: chart.svg(.print(width: Self.width)), as: UTF8.self)),
      "alt": .text(([chart.accessibleName + "."] + chart.summary).joined(separator: " ")),
      "summary": .text(chart.summary.joined(separator: " ")), "notes": .texts(chart.notes),
      "source": .optional(chart.source),
      "tables": .list(
        chart.tables.map { table in
          [
            "align": .list(table.head.map { align(isNumber: $0.isNumber) }),
            "rows": .list(([table.head] + table.rows).map { row in .list(row.map { .list([.text($0.text)]) }) }),
          ]
        }),
    ]
  }

  /// A dataset as a table with its notes and source.
  func table(_ index: Int, title: String) -> JSON {
    let dataset = site.data.datasets[index]
    var notes: [String] = []
    var rows: [JSON] = [.list(dataset.columns.map { .list([.text($0.label)]) })]
    for (position, row) in dataset.rows.enumerated() {
      var cells: [JSON] = []
      for (column, cell) in zip(dataset.columns.indices, row.cells) {
        var text = dataset.text(row: position, column: column)
        if dataset.columns[column].kind == .percentage, case .number = cell { text += "%" }
        if column == dataset.keyColumns.first ?? 0, let note = row.note {
          if !notes.contains(note) { notes.append(note) }
          text += " " + strings["note_mark", ["n": String((notes.firstIndex(of: note) ?? 0) + 1)]]
        }
        cells.append(.list([.text(text)]))
      }
      rows.append(.list(cells))
    }
    let signs = Shorthand.allCases.filter { sign in dataset.rows.contains { $0.cells.contains(.missing(sign)) } }
    let below =
      signs.map { "[\($0.rawValue)] " + strings["shorthand_" + $0.key] }
      + notes.enumerated().map { strings["note_mark", ["n": String($0 + 1)]] + " " + $1 }
    return [
      "kind": "table", "caption": .list([.text(title)]), "subtitle": .text(dataset.subtitle),
      "align": .list(dataset.columns.map { align(isNumber: $0.isNumeric) }), "rows": .list(rows),
      "notes": .texts(below), "source": .text(dataset.source),
    ]
  }

  /// What the sources of all datasets contradict, by dataset: a list of lists.
  func corrections() -> JSON {
    func paragraph(_ text: String) -> JSON { ["kind": "paragraph", "text": .list([.text(text)])] }
    func list(_ items: [[JSON]]) -> JSON {
      ["kind": "list", "start": .null, "items": .list(items.map { ["checked": .null, "body": .list($0)] })]
    }
    return list(
      site.data.datasets.filter { !$0.contradictions.isEmpty }.map { dataset in
        [paragraph(dataset.title), list(dataset.contradictions.map { [paragraph($0.words(strings))] })]
      })
  }

  private func align(isNumber: Bool) -> JSON { isNumber ? "right" : .null }
}
