import Charts
import Content
import Datasets
import Site

/// A chart with its title, what it says in words, the same numbers as a table, its source and its files.
struct ChartFigure: Sendable {
  let chart: Chart
  let strings: StringTable
  /// Before every id.
  var prefix = ""
  /// Where more is told of the data; nil on that page itself.
  var dataLink: (title: String, address: String)?
  /// The data and the picture to take away.
  let downloads: [DataDownload]

  func write(to output: inout [UInt8]) {
    let tableID = prefix + "chart-" + chart.name + "-table"
    output.append("<figure class=\"chart\">\n<figcaption>\n<p class=\"chart-title\">")
    HTMLEscape.append(chart.title, to: &output)
    output.append("</p>\n")
    paragraph("chart-subtitle", chart.subtitle, to: &output)
    output.append("</figcaption>\n")
    output.append(contentsOf: chart.svg(.house, idPrefix: prefix))
    output.append("\n")
    paragraph("chart-summary", chart.summary.joined(separator: " "), to: &output)
    if dataLink != nil {
      output.append("<details class=\"chart-data\">\n<summary class=\"no-print\">")
      HTMLEscape.append(strings["chart_table"], to: &output)
      output.append("</summary>\n<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
      HTMLEscape.append(strings["chart_table_of", ["title": chart.title]], to: &output)
      output.append("\" id=\"", tableID, "\">\n")
      for table in chart.tables { table.appendHTML(to: &output) }
      output.append("\n</div>\n</details>\n")
    }
    for note in chart.notes { paragraph("chart-note", note, to: &output) }
    output.append("<p class=\"chart-source\">")
    if let source = chart.source {
      HTMLEscape.append(strings["source"] + " " + source + ".", to: &output)
      output.append("\n")
    }
    output.append("<span class=\"no-print\">")
    var links = downloads.map { $0.link(strings) }
    if let dataLink {
      links.append(
        "<a href=\"\(dataLink.address)\">\(HTMLEscape.escaped(strings["data_link", ["title": dataLink.title]]))</a>")
    }
    output.append(links.joined(separator: ",\n"), "</span></p>\n</figure>\n")
  }

  private func paragraph(_ name: String, _ text: String?, to output: inout [UInt8]) {
    guard let text, !text.isEmpty else { return }
    output.append("<p class=\"", name, "\">")
    HTMLEscape.append(text, to: &output)
    output.append("</p>\n")
  }
}
