import Charts
import Diagnostics
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Vega-Lite's own JSON: nothing crashes or hangs")
struct ConformHostileTests {
  private static let marks = [
    "bar", "line", "point", "area", "text", "rule", "tick", "rect", "circle", "square", "arc", "trail", "boxplot",
    "errorbar", "errorband",
  ]

  /// Draws, if it can be drawn; what is drawn is valid, and all its numbers are some.
  private func expectSound(_ text: String) throws {
    let (svg, _) = conformSVG(Array(text.utf8), path: "chart.json") { _ in nil }
    guard let svg else { return }
    #expect(XMLParser(data: Data(svg)).parse())
    let written = String(decoding: svg, as: UTF8.self)
    #expect(!written.contains("nan") && !written.contains("inf"))
  }

  @Test(
    "values that are no values", arguments: marks,
    [
      "[]", "[{}]", #"[{"a":null,"b":null}]"#, #"[{"a":"NaN","b":"Infinity"}]"#, #"[{"a":1e308,"b":-1e308}]"#,
      #"[{"a":5,"b":5},{"a":5,"b":5}]"#, #"[{"a":-1,"b":-2},{"a":-3,"b":-4}]"#, #"[{"a":[1,2],"b":{"c":1}}]"#,
      #"[{"a":"","b":""},{"a":" ","b":"x"}]"#, #"[{"a":1e-300,"b":1e-300},{"a":2e-300,"b":0}]"#, "[1,2,3]",
      #"[{"a":"שלום עולם","b":"👩‍👧‍👦 família"},{"a":"‮abc","b":"\u0000\u001f<&>\""}]"#,
    ])
  func values(mark: String, rows: String) throws {
    for types in [("nominal", "quantitative"), ("temporal", "quantitative"), ("quantitative", "ordinal")] {
      try expectSound(
        """
        {"data":{"values":\(rows)},"mark":"\(mark)","encoding":{
          "x":{"field":"a","type":"\(types.0)"},"y":{"field":"b","type":"\(types.1)"},"color":{"field":"a"},
          "text":{"field":"b"},"size":{"field":"b","type":"quantitative"}}}
        """)
    }
  }

  @Test(
    "every kind of scale on every kind of numbers",
    arguments: [
      "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "ordinal", "point", "band", "quantile", "quantize",
      "threshold", "bin-ordinal",
    ])
  func scales(type: String) throws {
    for rows in ["[]", "0", "-5,0,5", "1,1000000", "-3,-2", "7", "1e300,-1e300"] {
      let values = rows == "[]" ? "" : rows.split(separator: ",").map { #"{"a":\#($0)}"# }.joined(separator: ",")
      for channel in ["x", "color", "size", "opacity"] {
        try expectSound(
          """
          {"data":{"values":[\(values)]},"mark":"point","encoding":{
            "\(channel)":{"field":"a","type":"quantitative","scale":{"type":"\(type)"}},"y":{"field":"a"}}}
          """)
      }
    }
  }

  @Test("ten thousand categories")
  func manyCategories() throws {
    let rows = (0..<10_000).map { #"{"a":"category \#($0)","b":\#($0 % 97)}"# }.joined(separator: ",")
    try expectSound(
      """
      {"data":{"values":[\(rows)]},"mark":"bar","encoding":{
        "x":{"field":"a","type":"nominal"},"y":{"field":"b","type":"quantitative"},"color":{"field":"a"}}}
      """)
  }

  @Test("what multiplies is stopped with a message")
  func explosions() {
    let panels = (0..<2000).map { #"{"a":\#($0)}"# }.joined(separator: ",")
    let (svg, diagnostics) = conformSVG(
      Array(
        #"{"data":{"values":[\#(panels)]},"mark":"point","encoding":{"facet":{"field":"a","type":"nominal"}}}"#.utf8),
      path: "chart.json"
    ) { _ in nil }
    #expect(svg == nil)
    #expect(diagnostics.map(\.message) == ["this makes 2000 panels; 1000 is the most"])

    let names = (0..<40).map { #""c\#($0)""# }.joined(separator: ",")
    let repeated = conformSVG(
      Array(
        #"{"repeat":{"row":[\#(names)],"column":[\#(names)]},"spec":{"mark":"point","encoding":{}}}"#.utf8),
      path: "chart.json"
    ) { _ in nil }
    #expect(repeated.svg == nil)
    #expect(repeated.diagnostics.map(\.message) == ["this chart has too many views in one another"])
  }

  /// Specifications put together at random from names and values of the language, right and wrong.
  @Test("random specifications", arguments: 0..<20)
  func random(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    func pick(_ options: [String]) -> String { options[dice.below(options.count)] }
    let channels = [
      "x", "y", "x2", "y2", "color", "size", "shape", "opacity", "text", "order", "detail", "xOffset", "yOffset",
      "theta", "radius", "row", "column", "facet", "strokeDash", "angle",
    ]
    for _ in 0..<25 {
      var encoding: [String] = []
      for _ in 0..<(1 + dice.below(5)) {
        var def = [#""field":"\#(pick(["a", "b", "c", "d", "missing"]))""#]
        if dice.below(2) == 0 { def.append(#""type":"\#(pick(["quantitative", "nominal", "ordinal", "temporal"]))""#) }
        if dice.below(4) == 0 { def.append(#""aggregate":"\#(pick(["mean", "count", "sum", "max", "median"]))""#) }
        if dice.below(5) == 0 {
          def.append(#""bin":\#(pick(["true", #"{"step":3}"#, #"{"maxbins":2}"#, #""binned""#]))"#)
        }
        if dice.below(5) == 0 { def.append(#""timeUnit":"\#(pick(["year", "yearmonth", "month", "day", "hours"]))""#) }
        if dice.below(5) == 0 { def.append(#""stack":\#(pick(["null", "true", #""normalize""#, #""center""#]))"#) }
        if dice.below(5) == 0 {
          def.append(
            #""sort":\#(pick(["null", #""descending""#, #""-y""#, #""x""#, #"["q",1,null]"#, #"{"field":"b"}"#]))"#)
        }
        if dice.below(5) == 0 {
          def.append(
            #""scale":\#(pick(["null", #"{"zero":false}"#, #"{"type":"log"}"#, #"{"domain":[3,1]}"#, #"{"range":[0,5]}"#, #"{"reverse":true,"padding":9}"#]))"#
          )
        }
        if dice.below(6) == 0 {
          def.append(#""axis":\#(pick(["null", #"{"labelAngle":33,"format":".2f"}"#, #"{"values":[1,"q",null]}"#]))"#)
        }
        let channel = pick(channels)
        if !encoding.contains(where: { $0.hasPrefix(#""\#(channel)":"#) }) {
          encoding.append(#""\#(channel)":{\#(def.joined(separator: ","))}"#)
        }
      }
      let rows = (0..<dice.below(12)).map { _ in
        #"{"a":\#(pick(["1", "-2.5", "null", #""q""#, "1e9"])),"b":\#(pick(["0", "3", "7", "12"])),"c":\#(pick([#""x""#, #""y""#, #""z""#])),"d":\#(pick([#""2018-03-01""#, #""2019-11-30""#, #""no date""#]))}"#
      }
      try expectSound(
        #"{"data":{"values":[\#(rows.joined(separator: ","))]},"mark":"\#(pick(Self.marks))","encoding":{\#(encoding.joined(separator: ","))}}"#
      )
    }
  }
}
