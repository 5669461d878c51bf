import Charts
import Foundation
import Testing

@Suite("The shorthand is a short way to write Vega-Lite")
struct LoweringTests {
  @Test("the example of the specification, field by field")
  func contract() throws {
    let spec = """
      chart: bar
      data: core-cities.csv
      where: year = 2018
      value: rate
      by: area
      highlight: Leeds
      rule: {at: average, label: Core city average 55.1}
      title: Leeds has the lowest child protection plan rate of the core cities
      subtitle: Rate per 10,000 children, 2018
      """
    let csv = "area,year,rate\nLeeds,2018,31.4\nNottingham,2018,84.9\nLeeds,2017,31.2\n"
    let (chart, problems) = Chart.load(Array(spec.utf8), path: "test.yml") { _ in
      .file(Array(csv.utf8), path: "core-cities.csv")
    }
    #expect(problems.isEmpty)
    #expect(
      chart?.vegaLite
        == #"{"data":{"url":"core-cities.csv"},"transform":[{"filter":"datum.year == 2018"}],"#
        + #""title":{"text":"Leeds has the lowest child protection plan rate of the core cities","#
        + #""subtitle":"Rate per 10,000 children, 2018"},"#
        + #""encoding":{"y":{"field":"area","type":"nominal","sort":"-x","title":null},"#
        + #""x":{"field":"rate","type":"quantitative","title":null}},"#
        + ##""layer":[{"mark":"bar","encoding":{"color":{"condition":{"test":"datum.area === 'Leeds'","value":"#12436D"},"##
        + ##""value":"#8A8A8A"}}},"##
        + #"{"mark":{"type":"text","align":"left","dx":4},"#
        + #""encoding":{"text":{"field":"rate","type":"quantitative","format":".1f"}}},"#
        + #"{"mark":"rule","encoding":{"y":null,"x":{"aggregate":"mean","field":"rate"}}}],"#
        + #""usermeta":{"highlight":["Leeds"]}}"#)
  }

  @Test("each snapshot stands for the specification beside it", arguments: Snapshot.all)
  func golden(snapshot: Snapshot) throws {
    let json = try snapshot.chart().vegaLite
    let file = Snapshot.folder.appending(path: "lowered/\(snapshot.name).json")
    if Snapshot.isRecording { return try Data(json.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == json)
  }

  /// What has no word in Vega-Lite and is kept in `usermeta`, or is drawn in another way there.
  private static let otherwise: Set<String> = [
    "bar-offences-rest", "bar-suppress", "share-one", "share-rows", "waffle-rest", "pyramid", "slope-wide", "number",
    "number-panels", "dumbbell-wide", "dumbbell-split",
  ]

  @Test("read as a full specification, it shows the same names and numbers", arguments: Snapshot.all)
  func agreement(snapshot: Snapshot) throws {
    guard !Self.otherwise.contains(snapshot.name) else { return }
    let chart = try snapshot.chart()
    let (full, problems) = Chart.load(Array(chart.vegaLite.utf8), path: snapshot.name + ".json") { name in
      let name = name.hasSuffix(".csv") ? name : name + ".csv"
      let file = Snapshot.folder.appending(path: "data/\(name)")
      return (try? Data(contentsOf: file)).map { .file([UInt8]($0), path: name) }
    }
    #expect(problems.map(\.message) == [])
    let other = try #require(full)
    #expect(Self.numbers(other.tables[0]) == Self.numbers(chart.tables[0]))
  }

  /// Every number of a table, in order of size, without what is only written differently.
  private static func numbers(_ table: ChartTable) -> [String] {
    var numbers: [String] = []
    for cell in table.rows.joined() where cell.isNumber && !cell.isHeader {
      var text = ""
      for character in cell.text {
        if character == "−" { text += "-" } else if character.isNumber || character == "." { text.append(character) }
      }
      if let number = Double(text) { numbers.append(String(format: "%.4g", number)) }
    }
    return numbers.sorted()
  }
}

@Suite("Full specifications in house style")
struct FullSpecificationTests {
  private static let data =
    #""data":{"values":[{"a":"Leeds","y":2017,"v":31.2,"w":5},{"a":"Leeds","y":2018,"v":31.4,"w":7},"#
    + #"{"a":"York","y":2017,"v":20,"w":1},{"a":"York","y":2018,"v":22.5,"w":9}]}"#

  private static func load(_ rest: String) -> (chart: Chart?, messages: [String]) {
    let (chart, problems) = Chart.load(Array("{\(data),\(rest)}".utf8), path: "full.json") { _ in nil }
    return (chart, problems.map(\.message))
  }

  @Test(
    "bars, columns, lines, areas, dots, heat maps, arcs, points and panels of them",
    arguments: [
      (#""mark":"bar","encoding":{"y":{"field":"a"},"x":{"aggregate":"sum","field":"v"}}"#, "Bar chart", 2),
      (
        #""mark":"bar","encoding":{"x":{"field":"a"},"y":{"field":"v","type":"quantitative"},"color":{"field":"y","type":"nominal"}}"#,
        "Column chart", 2
      ),
      (
        #""mark":"line","encoding":{"x":{"field":"y","type":"ordinal"},"y":{"field":"v","type":"quantitative"},"color":{"field":"a"}}"#,
        "Line chart", 2
      ),
      (
        #""mark":"area","encoding":{"x":{"field":"y","type":"quantitative"},"y":{"field":"v","type":"quantitative"},"color":{"field":"a"}}"#,
        "Area chart", 2
      ),
      (
        #""mark":"point","encoding":{"y":{"field":"a"},"x":{"aggregate":"mean","field":"v"}}"#, "Dot plot", 2
      ),
      (
        #""mark":"point","encoding":{"x":{"field":"w","type":"quantitative"},"y":{"field":"v","type":"quantitative"},"color":{"field":"a"}}"#,
        "Scatter plot", 4
      ),
      (
        #""mark":"rect","encoding":{"x":{"field":"y","type":"ordinal"},"y":{"field":"a"},"color":{"field":"v","type":"quantitative"}}"#,
        "Heat map", 2
      ),
      (
        #""mark":"arc","encoding":{"theta":{"aggregate":"sum","field":"v"},"color":{"field":"a"}}"#,
        "Stacked bar of shares", 2
      ),
      (
        #""facet":{"field":"a"},"columns":2,"spec":{"mark":"bar","encoding":{"x":{"field":"y","type":"ordinal"},"y":{"field":"v","type":"quantitative"}}}"#,
        "Column chart", 4
      ),
      (
        #""hconcat":[{"mark":"bar","encoding":{"y":{"field":"a"},"x":{"aggregate":"sum","field":"v"}}},{"mark":"point","encoding":{"x":{"field":"v","type":"quantitative"}}}]"#,
        "Chart", 2
      ),
      (
        #""mark":"boxplot","encoding":{"x":{"field":"a"},"y":{"field":"v","type":"quantitative"}}"#, "Chart", 2
      ),
    ])
  func kinds(rest: String, kind: String, rows: Int) throws {
    let (chart, messages) = Self.load(rest)
    #expect(messages == [])
    let found = try #require(chart)
    #expect(found.accessibleName.hasPrefix(kind + ":"))
    if rows > 0 { #expect(found.tables[0].rows.count == rows) }
    for width in [280.0, 640] {
      for svg in Snapshot.drawings(found.svg(.house)) {
        let drawn = DrawnSVG(svg, width: width, isStyled: true, font: .atkinson, factor: 1)
        #expect(drawn.isWellFormed)
        #expect(drawn.faults(width: width) == [])
      }
    }
    #expect(String(decoding: found.svg(.print()), as: UTF8.self).hasPrefix("<svg xmlns"))
  }

  @Test("views side by side are plots of their own, each with a table, and told with their titles")
  func sideBySide() throws {
    let (chart, messages) = Self.load(
      #""hconcat":[{"title":"Rate","mark":"bar","encoding":{"y":{"field":"a"},"x":{"aggregate":"max","field":"v"}}},"#
        + #"{"title":"Spread","mark":"boxplot","encoding":{"y":{"field":"a"},"x":{"field":"w","type":"quantitative"}}}]"#
    )
    #expect(messages == [])
    let found = try #require(chart)
    #expect(
      found.summary == [
        "Rate: Leeds is highest, at 31.4.", "York is lowest, at 22.5.", "Spread: The median of Leeds is highest, at 6.",
        "The median of York is lowest, at 5.",
      ])
    #expect(
      found.tables.map { $0.rows.map { $0.map(\.text) } } == [
        [["Leeds", "31.4"], ["York", "22.5"]],
        [["Leeds", "5", "5.5", "6", "6.5", "7"], ["York", "1", "3", "5", "7", "9"]],
      ])
    #expect(
      found.tables.last?.head.map(\.text) == ["a", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest"])
    #expect(Snapshot.drawings(found.svg(.house)).count == 2)
    let printed = String(decoding: found.svg(.print(titled: true)), as: UTF8.self)
    #expect(printed.contains(">Rate<") && printed.contains(">Spread<"))
  }

  @Test("titled views of one measure on one scale are small multiples")
  func oneScale() throws {
    func view(_ area: String) -> String {
      #"{"title":"\#(area)","transform":[{"filter":"datum.a == '\#(area)'"}],"mark":"bar","encoding":{"#
        + #""y":{"field":"y","type":"ordinal"},"x":{"field":"v","type":"quantitative"}}}"#
    }
    let views = #""vconcat":[\#(view("Leeds")),\#(view("York"))]"#
    let shared = try #require(Self.load(views + #","resolve":{"scale":{"x":"shared"}}"#).chart)
    #expect(shared.tables.count == 1)
    #expect(shared.accessibleName.hasPrefix("Bar chart"))
    #expect(try #require(Self.load(views).chart).tables.count == 2)
  }

  @Test("text of what is laid out as Vega-Lite does is 14 px or more, in colours of the page")
  func pictures() throws {
    let (chart, _) = Self.load(
      #""mark":{"type":"boxplot"},"config":{"axis":{"labelFontSize":6}},"encoding":{"x":{"field":"a","axis":"#
        + #"{"titleFontSize":8}},"y":{"field":"v","type":"quantitative"}}"#)
    let svg = String(decoding: try #require(chart).svg(.house), as: UTF8.self)
    let sizes = svg.split(separator: "font-size=\"").dropFirst().compactMap { Double($0.prefix { $0.isNumber }) }
    #expect(sizes.count > 5 && sizes.allSatisfy { $0 >= 14 })
    #expect(svg.contains(#"viewBox="0 0 280 "#))
    #expect(svg.contains("currentColor") && svg.contains(#"class="c1""#) && !svg.contains("black"))
  }

  @Test("what is hidden is said of strips too, and a problem of the data is told once")
  func pictureOfHidden() throws {
    let spec = #"{"data":{"url":"d.csv"},"mark":"tick","encoding":{"x":{"field":"v","type":"quantitative"}}}"#
    let csv = "a,v\nLeeds,3\nLeeds,7\nYork,[c]\nHull,9,1\n"
    let (chart, problems) = Chart.load(Array(spec.utf8), path: "strip.json") { _ in
      .file(Array(csv.utf8), path: "d.csv")
    }
    #expect(chart == nil && problems.count == 1)
    let (whole, none) = Chart.load(Array(spec.utf8), path: "strip.json") { _ in
      .file(Array(csv.replacing("9,1", with: "9").utf8), path: "d.csv")
    }
    let found = try #require(whole)
    #expect(none.isEmpty)
    #expect(found.tables[0].rows.map { $0.map(\.text) } == [["3"], ["7"], ["9"]])
    #expect(
      found.summary == ["3 points show v from 3 to 9.", "One value is hidden so that no person can be identified."])
  }

  @Test("title, source, notes and unit come from the specification")
  func texts() throws {
    let (chart, _) = Self.load(
      #""title":{"text":"Leeds has more","subtitle":"Rate, 2018"},"mark":"bar","encoding":{"y":{"field":"a"},"#
        + #""x":{"aggregate":"max","field":"v"}},"usermeta":{"source":"A report","note":"A note","unit":"per 10,000"}"#)
    #expect(chart?.title == "Leeds has more")
    #expect(chart?.subtitle == "Rate, 2018")
    #expect(chart?.source == "A report")
    #expect(chart?.notes == ["A note"])
    #expect(chart?.summary == ["Leeds is highest, at 31.4 per 10,000.", "York is lowest, at 22.5."])
  }

  @Test("a specification in a YAML file has its title and source around it")
  func yaml() throws {
    let spec = """
      title: Leeds has more
      source: A report
      vega-lite:
        data: {url: rates.csv}
        mark: bar
        encoding:
          y: {field: a, type: nominal, sort: -x}
          x: {field: v, type: quantitative}
      """
    let (chart, problems) = Chart.load(Array(spec.utf8), path: "full.yml") {
      $0 == "rates.csv" ? .file(Array("a,v\nYork,20\nLeeds,31\n".utf8), path: "rates.csv") : nil
    }
    #expect(problems.map(\.message) == [])
    #expect(chart?.title == "Leeds has more")
    #expect(chart?.tables[0].rows.map { $0[0].text } == ["Leeds", "York"])
  }
}
