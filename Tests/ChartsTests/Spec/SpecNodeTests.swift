import Charts
import Diagnostics
import Testing

@Suite("Specifications as JSON and YAML")
struct SpecNodeTests {
  private func read(_ text: String, path: String = "chart.json") -> (node: SpecNode?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let node = SpecNode.read(Array(text.utf8), path: path, into: &diagnostics)
    return (node, diagnostics)
  }

  @Test("JSON comes back as it was")
  func roundTrip() throws {
    let text = #"{"a":[1,-2.5,1e3,true,false,null,{}],"b":"é \" \\ \n \u00e9 \ud83d\ude00","c":{"d":[]}}"#
    let node = try #require(read(text).node)
    #expect(
      node.description == #"{"a":[1,-2.5,1000,true,false,null,{}],"b":"é \" \\ \n é 😀","c":{"d":[]}}"#)
    #expect(read(node.description).node?.description == node.description)
  }

  @Test("values know where they stand")
  func places() throws {
    let text = #"{ "mark": "bar", "x": [10, 20] }"#
    let node = try #require(read(text).node)
    let bytes = Array(text.utf8)
    func shown(_ node: SpecNode?) -> String { String(decoding: bytes[node?.range ?? 0..<0], as: UTF8.self) }
    #expect(shown(node["mark"]) == #""bar""#)
    #expect(shown(node["x"]?.list?.last) == "20")
  }

  @Test(
    "what is not JSON is said plainly, with its place",
    arguments: [
      (#"{"a": 1,}"#, "a name in quotation marks should be here", 8),
      (#"{"a" 1}"#, "a colon should follow the name", 5),
      (#"[1 2]"#, "a list goes on with a comma or ends with ]", 3),
      (#"{"a": 01}"#, "this is not a number", 6),
      (#"{"a": 1e999}"#, "this number is too large", 6),
      (#"{"a": tru}"#, "a value cannot begin here", 6),
      (#"{"a": "b"#, "this text has no closing quotation mark", 6),
      (#"{"a": "\x"}"#, #"a backslash must be followed by one of " \ / b f n r t u"#, 7),
      (#"{"a": 1, "a": 2}"#, #""a" is given twice"#, 9),
      (#"{} {}"#, "there is more text behind the end of the JSON", 3),
      (#"{"#, "a name in quotation marks should be here", 1),
    ])
  func faults(text: String, message: String, offset: Int) {
    let (node, diagnostics) = read(text)
    #expect(node == nil)
    #expect(diagnostics.map(\.message) == ["this is not valid JSON: \(message)"])
    #expect(diagnostics.first?.place.range?.lowerBound == offset)
    #expect(diagnostics.first?.id == .jsonSyntax)
  }

  @Test("brackets without end are refused, not followed")
  func depth() {
    for opening in ["[", #"{"a":"#] {
      let (node, diagnostics) = read(String(repeating: opening, count: 100_000))
      #expect(node == nil)
      #expect(diagnostics.map(\.message) == ["this is not valid JSON: it is nested more than 64 levels deep"])
    }
  }

  @Test("YAML gives the same tree, and plain scalars keep their text")
  func yaml() throws {
    let (node, diagnostics) = read(
      "mark: bar\nyear: 2018\nname: no\ntitle: 2018/19\nlist: [1, a, ~, true]\n", path: "c.yml")
    #expect(diagnostics.isEmpty)
    #expect(node?.description == #"{"mark":"bar","year":2018,"name":"no","title":"2018/19","list":[1,"a",null,true]}"#)
    #expect(node?["year"]?.text == "2018")
  }
}
