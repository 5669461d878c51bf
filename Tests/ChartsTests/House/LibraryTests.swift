import Charts
import Testing

@Suite("Charts as a library")
struct LibraryTests {
  private static let rows = Array("area,rate\nLeeds,31.4\nYork,22.5\n".utf8)

  @Test("a chart is read, drawn, told and tabulated without a site")
  func whole() throws {
    let spec = Array("chart: bar\ndata: rates.csv\nvalue: rate\nby: area\ntitle: Leeds has the higher rate\n".utf8)
    let (chart, problems) = Chart.read(name: "rates", specification: spec) { .file(Self.rows, path: $0) }
    #expect(problems == [])
    let found = try #require(chart)
    #expect(found.accessibleName == "Bar chart: Leeds has the higher rate")
    #expect(found.summary == ["Leeds is highest, at 31.4.", "York is lowest, at 22.5."])
    let svg = String(decoding: found.svg(.house), as: UTF8.self)
    #expect(svg.contains("role=\"img\""))
    #expect(svg.contains("<title id=\"chart-rates-t\">Bar chart: Leeds has the higher rate</title>"))
    #expect(svg.contains("<desc id=\"chart-rates-d\">Leeds is highest, at 31.4. York is lowest, at 22.5.</desc>"))
  }

  @Test("problems have their place")
  func problems() {
    let spec = Array("chart: bar\ndata: rates.csv\nvalue: rates\nby: area\n".utf8)
    let (chart, problems) = Chart.read(name: "rates", specification: spec) { .file(Self.rows, path: $0) }
    #expect(chart == nil)
    #expect(problems.count == 1)
    #expect(problems.first?.kind == "chart-column")
    #expect(problems.first?.isError == true)
    #expect(problems.first?.message == "\"rates\" is not a column of the data")
    #expect(problems.first?.help == "did you mean rate?")
    #expect(problems.first?.line == 3)
    #expect(problems.first?.column == 8)
  }

  @Test("words of another language take the place of the English ones")
  func words() throws {
    let spec = Array("chart: bar\ndata: rates.csv\nvalue: rate\nby: area\n".utf8)
    let words = ChartWords(overriding: ["chart-highest": "{value}: {name}"])
    let (chart, _) = Chart.read(name: "rates", specification: spec, words: words) { .file(Self.rows, path: $0) }
    #expect(chart?.summary == ["31.4: Leeds", "York is lowest, at 22.5."])
  }

  @Test("sentences count, rank and compare in correct words")
  func sentences() throws {
    func summary(_ fields: String, _ csv: String) throws -> [String] {
      let spec = Array("data: d.csv\n\(fields)\n".utf8)
      let chart = Chart.read(name: "d", specification: spec) { .file(Array(csv.utf8), path: $0) }.chart
      return try #require(chart).summary
    }
    #expect(
      try summary("chart: bar\nhighlight: B\nrule: average", "name,n\nA,4\nB,3\nC,2\n") == [
        "B, at 3, is number 2 of 3 from the highest.", "A is highest, at 4.", "C is lowest, at 2.", "The average is 3.",
      ])
    #expect(
      try summary("chart: bar\nunit: visits", "name,n\nA,4\nB,4\nC,[c]\n") == [
        "All are 4 visits.", "One value is hidden so that no person can be identified.",
      ])
    #expect(
      try summary("chart: column\nby: year", "year,visits\n2016,4\n2017,6\n2018,6\n") == [
        "Visits rose from 4 in 2016 to 6 in 2018."
      ])
    #expect(
      try summary("chart: line\nby: month", "month,n\n2018-01,4\n2018-02,9\n2018-03,[x]\n2018-04,2\n") == [
        "N fell from 4 in Jan 2018 to 2 in Apr 2018.", "Feb 2018 is highest, at 9.", "One value is not given.",
      ])
    #expect(
      try summary("chart: share\nunit: per cent\nrest: Not stated", "name,n\nA,60\nB,30\n") == [
        "A 60%, B 30%, Not stated 10%."
      ])
    #expect(
      try summary(
        "chart: dumbbell\nby: name\nsplit: year\nvalue: n", "name,year,n\nA,2017,4\nA,2018,6\nB,2017,5\nB,2018,5\n")
        == [
          "A rose from 4 in 2017 to 6 in 2018.", "B stayed at 5 from 2017 to 2018.",
        ])
  }
}
