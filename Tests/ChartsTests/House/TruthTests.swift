import Charts
import TestSupport
import Testing

@Suite("Drawings and tables say what the data says")
struct TruthTests {
  @Test("bars are as long as their numbers, in house and print style", arguments: 0..<20)
  func barLengths(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let values = (0..<(2 + dice.below(12))).map { _ in Double(dice.below(10_000) + 1) / 10 }
    let csv = "name,value\n" + values.enumerated().map { "N\($0),\($1)" }.joined(separator: "\n")
    let chart = try ChartText("chart: bar\ndata: data\nvalue: value\nby: name\nsort: data\n", csv).chart()
    for (style, width) in [(ChartStyle.house, 640.0), (.print(width: 640), 640)] {
      let drawn = DrawnSVG(chart.svg(style), width: width, isStyled: true, font: .atkinson, factor: 1)
      let bars = drawn.rects.filter { $0.height >= 18 }
      #expect(bars.count == values.count)
      let scale = (bars.map(\.width).max() ?? 0) / (values.max() ?? 1)
      for (bar, value) in zip(bars, values) {
        #expect(abs(bar.width - value * scale) < 0.2)
        #expect(abs(bar.x - bars[0].x) < 0.01)
      }
    }
  }

  @Test("columns are as high as their numbers and stand on one line", arguments: 0..<20)
  func columnHeights(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let values = (0..<(2 + dice.below(3))).map { _ in Double(dice.below(1000) + 1) }
    let csv = "year,value\n" + values.enumerated().map { "\(2015 + $0),\(Int($1))" }.joined(separator: "\n")
    let chart = try ChartText("chart: column\ndata: data\nvalue: value\nby: year\n", csv).chart()
    let drawn = DrawnSVG(chart.svg(.house), width: 640, isStyled: true, font: .atkinson, factor: 1)
    #expect(drawn.rects.count == values.count)
    let scale = (drawn.rects.map(\.height).max() ?? 0) / (values.max() ?? 1)
    for (rect, value) in zip(drawn.rects, values) {
      #expect(abs(rect.height - value * scale) < 0.6)
      #expect(abs(rect.y + rect.height - drawn.rects[0].y - drawn.rects[0].height) < 0.01)
    }
  }

  @Test("parts of a bar meet, fill it, and have the lengths of their shares", arguments: 0..<20)
  func shares(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let values = (0..<(2 + dice.below(4))).map { _ in dice.below(400) + 1 }
    let csv = "name,value\n" + values.enumerated().map { "N\($0),\($1)" }.joined(separator: "\n")
    let chart = try ChartText("chart: share\ndata: data\nvalue: value\nby: name\nsort: data\n", csv).chart()
    let drawn = DrawnSVG(chart.svg(.house), width: 1000, isStyled: true, font: .atkinson, factor: 1)
    let parts = drawn.rects.filter { $0.height == 44 }
    let sum = Double(values.reduce(0, +))
    var end = 0.0
    for (part, value) in zip(parts, values) {
      #expect(abs(part.x - end) < 0.2)
      #expect(abs(part.width - Double(value) / sum * 1000) < 0.2)
      end = part.x + part.width
    }
    #expect(abs(end - 1000) < 0.2)
  }

  @Test("bars that a specification puts beside one another do not stand on one another as well")
  func offsets() throws {
    let spec = """
      vega-lite:
        data: {url: data}
        mark: bar
        encoding:
          y: {field: kind, type: nominal}
          yOffset: {field: area}
          x: {field: rate, type: quantitative}
          color: {field: area, type: nominal}
      """
    let csv = "kind,area,rate\nVideo,Leeds,6\nVideo,York,4\nPicture,Leeds,3\nPicture,York,2"
    let chart = try ChartText(spec, csv).chart()
    let drawn = DrawnSVG(chart.svg(.house), width: 640, isStyled: true, font: .atkinson, factor: 1)
    let bars = drawn.rects.filter { $0.height >= 18 }
    #expect(bars.count == 4)
    #expect(bars.allSatisfy { abs($0.x - bars[0].x) < 0.01 })
    #expect(Set(bars.map(\.y)).count == 4)
  }

  @Test("the table has the rows of the data in the order in which they are drawn, written the same way")
  func table() throws {
    let chart = try ChartText(
      "chart: bar\ndata: data\nvalue: rate\nby: area\nformat: 0.1\nunit: per 10,000 children\n",
      "area,rate\nLeeds,31.44\nYork,1042\nHull,[c]\n"
    ).chart()
    #expect(chart.tables[0].head.map(\.text) == ["Area", "Rate (per 10,000 children)"])
    #expect(
      chart.tables[0].rows.map { $0.map(\.text) } == [["York", "1,042.0"], ["Leeds", "31.4"], ["Hull", "[c]"]])
    var html: [UInt8] = []
    chart.tables[0].appendHTML(to: &html)
    #expect(
      String(decoding: html, as: UTF8.self)
        == "<table><thead><tr><th scope=\"col\">Area</th><th scope=\"col\" class=\"number\">Rate (per 10,000 children)</th>"
        + "</tr></thead><tbody><tr><th scope=\"row\">York</th><td class=\"number\">1,042.0</td></tr>"
        + "<tr><th scope=\"row\">Leeds</th><td class=\"number\">31.4</td></tr>"
        + "<tr><th scope=\"row\">Hull</th><td class=\"number\">[c]</td></tr></tbody></table>")
  }

  @Test("names of any kind are text in the table, never markup")
  func escaping() throws {
    let chart = try ChartText(
      "chart: bar\ndata: data\nvalue: rate\nby: area\n", "area,rate\n\"<b>A & \"\"B\"\"</b>\",3\nLeeds,1\n"
    ).chart()
    var html: [UInt8] = []
    chart.tables[0].appendHTML(to: &html)
    let text = String(decoding: html, as: UTF8.self)
    #expect(text.contains("<th scope=\"row\">&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</th>") && !text.contains("<b>"))
  }

  @Test("what is hidden leaves no trace: a drawing of hidden numbers is that of other hidden numbers")
  func hidden() throws {
    func drawing(_ a: Int, _ b: Int) throws -> Chart {
      try ChartText(
        "chart: bar\ndata: data\nvalue: n\nby: ward\nsort: data\nsuppress: under-5\n",
        "ward,n\nA,24\nB,\(a)\nC,31\nD,\(b)\n"
      ).chart()
    }
    let one = try drawing(1, 4)
    let other = try drawing(3, 2)
    #expect(one.svg(.house) == other.svg(.house))
    #expect(one.summary == other.summary)
    #expect(one.tables[0] == other.tables[0])
    #expect(one.vegaLite == other.vegaLite)
    #expect(one.notes == ["[c] means hidden so that no person can be identified."])
  }

  @Test("a sum does not reveal the only number that is hidden: the next smallest is hidden with it")
  func secondary() throws {
    let chart = try ChartText(
      "chart: bar\ndata: data\nvalue: n\nby: ward\nsort: data\nsuppress: under-5\n", "ward,n\nA,24\nB,3\nC,31\nD,9\n"
    ).chart()
    #expect(chart.tables[0].rows.map { $0[1].text } == ["24", "[c]", "31", "[c]"])
  }

  @Test("a copy with a prefix has ids of its own, and all that it refers to is in it")
  func ids() throws {
    let chart = try ChartText(
      "chart: share\ndata: data\nunit: per cent\nrest: Not stated\n", "level,percent\nHigh,60\nLow,30\n"
    ).chart()
    let text = String(decoding: chart.svg(.house, idPrefix: "copy-"), as: UTF8.self)
    #expect(text.contains("aria-labelledby=\"copy-chart-test-t copy-chart-test-d\""))
    #expect(text.contains("<title id=\"copy-chart-test-t\">"))
    #expect(text.contains("<desc id=\"copy-chart-test-d\">"))
    #expect(text.contains("<pattern id=\"copy-chart-test-r\""))
    #expect(text.contains("fill=\"url(#copy-chart-test-r)\""))
    for refused in ["<script", "foreignObject", "style=", "onload", "tabindex", "<a ", "NaN", "inf"] {
      #expect(!text.contains(refused))
    }
  }
}
