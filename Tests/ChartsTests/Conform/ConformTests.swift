import Charts
import Diagnostics
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Vega-Lite's own JSON")
struct ConformTests {
  /// Specifications that are compared with Vega-Lite's drawings elsewhere.
  static let specifications: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }()

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Conformance/specs")

  private func draw(_ text: String) -> (svg: String?, messages: [String]) {
    let (svg, diagnostics) = conformSVG(Array(text.utf8), path: "chart.json") { _ in nil }
    return (svg.map { String(decoding: $0, as: UTF8.self) }, diagnostics.map(\.message))
  }

  @Test("there are specifications of all kinds")
  func count() { #expect(Self.specifications.count >= 60) }

  @Test("each draws without a message, the same bytes each time", arguments: specifications)
  func drawsAlike(name: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    func draw() -> (svg: [UInt8]?, diagnostics: [Diagnostic]) {
      conformSVG(bytes, path: name) { file in
        (try? Data(contentsOf: Self.folder.appending(path: file))).map { Array($0) }
      }
    }
    let first = draw()
    #expect(first.diagnostics.isEmpty)
    let svg = try #require(first.svg)
    #expect(draw().svg == svg)
    #expect(XMLParser(data: Data(svg)).parse())
    let text = String(decoding: svg, as: UTF8.self)
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  @Test("YAML says the same as JSON")
  func yaml() {
    let json = draw(
      #"{"data":{"values":[{"a":"A","b":2},{"a":"B","b":5}]},"mark":"bar","encoding":{"x":{"field":"a","type":"nominal"},"y":{"field":"b","type":"quantitative"}}}"#
    )
    let yaml = conformSVG(
      Array(
        """
        data: {values: [{a: A, b: 2}, {a: B, b: 5}]}
        mark: bar
        encoding:
          x: {field: a, type: nominal}
          y: {field: b, type: quantitative}
        """.utf8), path: "chart.yml"
    ) { _ in nil }
    #expect(json.svg != nil)
    #expect(yaml.svg.map { String(decoding: $0, as: UTF8.self) } == json.svg)
  }

  // MARK: - What is outside the language

  @Test(
    "what is outside the language is named, with what to do instead",
    arguments: [
      (
        #""params":[{"name":"p","select":"interval"}],"mark":"bar""#,
        [#""params" of a chart is not part of our chart language"#]
      ),
      (#""mark":"geoshape""#, [#"the mark "geoshape" is not part of our chart language"#]),
      (#""mark":"barr""#, [#""barr" is not a mark"#]),
      (#""mark":{"type":"bar","colour":"red"}"#, [#"a mark has no "colour""#]),
      (#""mark":{"type":"bar","opacity":"half"}"#, [#""opacity" must be a number"#]),
      (#""mark":"bar","encoding":{"z":{"field":"a"}}"#, [#"an encoding has no "z""#]),
      (
        #""mark":"bar","encoding":{"longitude":{"field":"a"}}"#,
        [#""longitude" of an encoding is not part of our chart language"#]
      ),
      (
        #""mark":"bar","encoding":{"x":{"field":"a","axis":{"gird":true}}}"#, [#"an axis has no "gird""#]
      ),
      (
        #""mark":"bar","encoding":{"x":{"field":"a","aggregate":"average of"}}"#,
        [#""average of" is not a way to aggregate"#]
      ),
      (
        #""mark":"bar","encoding":{"x":{"field":"a","timeUnit":"fortnight"}}"#, [#""fortnight" is not a time unit"#]
      ),
      (
        #""mark":"bar","encoding":{"x":{"field":"a","type":"number"}}"#, [#""number" is not a type of data"#]
      ),
      (#""mark":"bar","transform":[{"sample":5}]"#, [#"the transform "sample" is not part of our chart language"#]),
      (#""mark":"bar","transform":[{"fliter":"true"}]"#, ["this is not a transform"]),
      (
        #""mark":"bar","transform":[{"filter":"datum.a >"}]"#,
        ["this expression cannot be read: something is missing at the end of this expression"]
      ),
      (#""mark":"bar","width":-5"#, ["a picture cannot be this large"]),
      (
        #""mark":"bar","encoding":{"color":{"condition":{"param":"p","value":"red"},"value":"grey"}}"#,
        [#"a condition on "param" has no meaning in a picture that does not move"#]
      ),
      (#""title":"Nothing""#, ["this view has nothing to draw"]),
      (
        #""mark":"bar","config":{"bar":{"colour":"red"},"axes":{}}"#,
        [#"the configuration of bar has no "colour""#, #""config" has no "axes""#]
      ),
    ])
  func unsupported(text: String, messages: [String]) {
    let result = draw(#"{"data":{"values":[{"a":1}]},\#(text)}"#)
    #expect(result.svg == nil)
    #expect(result.messages.sorted() == messages.sorted())
  }

  @Test("a misspelt property is told with its line and the nearest name")
  func places() throws {
    let text = """
      {
        "data": {"values": [{"a": 1}]},
        "mark": "bar",
        "encoding": {
          "x": {"field": "a", "type": "quantitative", "axis": {"tickcount": 3}}
        }
      }
      """
    let (svg, diagnostics) = conformSVG(Array(text.utf8), path: "chart.json") { _ in nil }
    #expect(svg == nil)
    let problem = try #require(diagnostics.first)
    let place = try #require(problem.place.range)
    #expect(SourceLines(Array(text.utf8)).line(at: place.lowerBound) == 5)
    #expect(problem.message == #"an axis has no "tickcount""#)
    #expect(problem.help == "did you mean tickCount?")
    #expect(problem.id == .chartUnsupported)
  }

  @Test("a column that the data does not have is a warning with the nearest name")
  func unknownColumn() {
    let text =
      #"{"data":{"values":[{"rate":1}]},"mark":"bar","encoding":{"x":{"field":"rates","type":"quantitative"}}}"#
    let (svg, diagnostics) = conformSVG(Array(text.utf8), path: "chart.json") { _ in nil }
    #expect(svg != nil)
    #expect(diagnostics.map(\.message) == [#"the data has no column "rates""#])
    #expect(diagnostics.map(\.help) == ["did you mean rate?"])
    #expect(diagnostics.map(\.severity) == [.warning])
  }

  @Test(
    "data comes from beside the chart, and from nowhere else",
    arguments: [
      (#"{"url":"https://example.org/a.csv"}"#, "data is not fetched from other places"),
      (#"{"url":"/etc/passwd.csv"}"#, "data is not fetched from other places"),
      (#"{"url":"none.csv"}"#, #"there is no data file "none.csv" beside this chart"#),
      (#"{"name":"rows"}"#, #"there is no data called "rows""#),
      (#"{}"#, "this data names no rows"),
    ])
  func dataFaults(data: String, message: String) {
    let result = draw(#"{"data":\#(data),"mark":"bar","encoding":{"x":{"field":"a"}}}"#)
    #expect(result.messages == [message])
    #expect(result.svg == nil)
  }
}
