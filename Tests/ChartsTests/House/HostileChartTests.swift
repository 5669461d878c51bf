import Charts
import TestSupport
import Testing

@Suite("No data makes a chart crash, hang or draw outside its frame")
struct HostileChartTests {
  private static let kinds = [
    "bar", "column", "line", "slope", "dots", "dumbbell", "share", "area", "heat", "number", "waffle", "pyramid",
  ]

  private static let names = [
    "Leeds", "Newcastle upon Tyne", "", " ", "<b>&amp;\"'", "ليدز", "👩‍👧‍👦 Families and friends", "利兹市儿童服务",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "a", "2017", "2018/19", "2018-03", "[x]", "NaN",
    "Other",
    "Sexual activity involving a child under 13, where the offence is recorded in a later year than that in which it "
      + "happened", "e\u{301}\u{301}\u{301}", "\u{200F}\u{200E}", "No", "1e3",
  ]

  private static let values = [
    "0", "1", "-1", "12", "38.60", "1000000000000000", "-999999999999999", "0.000000000001", "", "[x]", "[c]", "[z]",
    "[low]",
    "100", "55.1", "7", "3", "24,629", "£5", "60%",
  ]

  /// A table of random names and numbers, and a chart of it with random fields.
  private static func random(_ dice: inout Dice) -> ChartText {
    var csv = "name,kind,value,low,high\n"
    let rows = [0, 1, 2, 3, 5, 9, 24][dice.below(7)]
    for row in 0..<rows {
      let name = dice.below(3) == 0 ? "Name \(row)" : names[dice.below(names.count)]
      let kind = "Kind \(dice.below(4))"
      let value = values[dice.below(values.count)]
      let number = Double(dice.below(2000)) / 10 - 20
      csv += "\(quoted(name)),\(kind),\(quoted(value)),\(number - 3),\(number + 3)\n"
    }
    var spec = "chart: \(kinds[dice.below(kinds.count)])\ndata: data\nvalue: value\nby: name\n"
    if dice.below(2) == 0 { spec += dice.below(3) == 0 ? "panels: kind\n" : "split: kind\n" }
    if dice.below(4) == 0 { spec += "highlight: Leeds\n" }
    if dice.below(4) == 0 {
      spec += "rule: {at: \(dice.below(100)), label: A line that says what it marks in many words}\n"
    }
    if dice.below(4) == 0 { spec += "low: low\nhigh: high\n" }
    if dice.below(5) == 0 { spec += "labels: none\n" }
    if dice.below(5) == 0 { spec += "rest: What is left over\n" }
    if dice.below(5) == 0 { spec += "stack: yes\n" }
    if dice.below(3) == 0 { spec += "total: value\n" }
    return ChartText(spec, csv)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  @Test("random tables in random charts: messages, or a drawing whose texts do not touch", arguments: 0..<40)
  func random(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    for _ in 0..<50 {
      let text = Self.random(&dice)
      guard let chart = text.load().chart else {
        #expect(text.load().diagnostics.contains { $0.severity == .error })
        continue
      }
      #expect(chart.svg(.house) == chart.svg(.house))
      for svg in Snapshot.drawings(chart.svg(.house)) {
        for width in [280.0, 640] {
          let drawn = DrawnSVG(svg, width: width, isStyled: true, font: .atkinson, factor: 1)
          #expect(drawn.isWellFormed)
          #expect(drawn.faults(width: width) == [], "\(text.spec)\(text.csv)")
        }
      }
      let fixed = chart.svg(.print(width: 640, titled: true))
      #expect(DrawnSVG(fixed, width: 640, isStyled: false, font: .atkinson, factor: 1).faults(width: 640) == [])
      #expect(chart.summary.count <= 5)
      #expect(chart.tables[0].rows.allSatisfy { $0.count == chart.tables[0].head.count })
      _ = chart.vegaLite
    }
  }

  @Test("ten thousand names are refused or drawn, soon")
  func manyNames() {
    let rows = (0..<10_000).map { "Name \($0),\($0 % 97)" }.joined(separator: "\n")
    let text = ChartText("chart: bar\ndata: data\nvalue: value\nby: name\n", "name,value\n" + rows)
    #expect(text.load().chart == nil)
    #expect(text.messages.count == 1)
  }
}
