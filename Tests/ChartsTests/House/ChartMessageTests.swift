import Testing

@Suite("What is wrong with a chart is said in words, with its place")
struct ChartMessageTests {
  private let rows = "area,year,rate\nLeeds,2017,31.2\nLeeds,2018,31.4\nYork,2017,20\nYork,2018,22"

  private func messages(_ spec: String, _ csv: String? = nil) -> [String] {
    ChartText(spec, csv ?? rows).messages
  }

  @Test("data that does not exist")
  func unknownData() {
    #expect(
      messages("chart: bar\ndata: dat\nvalue: rate\n") == [
        "2:7: error: there is no data with the name \"dat\" [chart-data] = did you mean data?"
      ])
  }

  @Test("a column that does not exist, with the nearest there is")
  func unknownColumn() {
    #expect(
      messages("chart: bar\ndata: data\nvalue: rates\nby: area\n") == [
        "3:8: error: \"rates\" is not a column of the data [chart-column] = did you mean rate?"
      ])
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: city\nwhere: yer = 2018\n") == [
        "4:5: error: \"city\" is not a column of the data [chart-column] = its columns are area, year, rate"
      ])
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: yer = 2018\n") == [
        "5:8: error: \"yer\" is not a column of the data [chart-column] = did you mean year?"
      ])
  }

  @Test("text where numbers are needed")
  func notNumbers() {
    #expect(
      messages("chart: bar\ndata: data\nvalue: area\nby: area\n") == [
        "3:8: error: \"area\" does not hold numbers [chart-column] = columns with numbers are rate"
      ])
  }

  @Test("an unknown field, and a kind of chart that does not exist")
  func unknownField() {
    #expect(
      messages("chart: pie\ndata: data\nvalues: rate\n") == [
        "1:8: error: \"pie\" is not a value of \"chart\" [value] = it is one of bar, column, line, slope, dots, dumbbell, "
          + "share, area, heat, number, waffle, pyramid",
        "3:1: error: a chart has no field \"values\" [unknown-key] = did you mean value?",
      ])
  }

  @Test("columns at equal steps for unequal periods, unless the periods between are there without a number")
  func unequalPeriods() {
    let spec = "chart: column\ndata: data\nvalue: rate\nby: year\n"
    #expect(
      messages(spec, "year,rate\n2013/14,3\n2014/15,4\n2016/17,5") == [
        "1:1: warning: these columns stand at equal steps, but from 2014/15 to 2016/17 is longer than between others "
          + "[chart-periods] = write chart: line, or chart: bar, or add the periods between with [x] in the place of the number"
      ])
    #expect(messages(spec, "year,rate\n2013/14,3\n2014/15,4\n2015/16,[x]\n2016/17,5") == [])
    #expect(messages(spec, "year,rate\n2018-01,3\n2018-02,4\n2018-03,5") == [])
    #expect(messages(spec.replacingOccurrences(of: "column", with: "bar"), "year,rate\n2013,3\n2014,4\n2016,5") == [])
  }

  @Test("the word and in a condition's value, in quotation marks or where the data has it")
  func conditions() throws {
    let rows = "area,year,rate\nBath and North East Somerset,2018,3\nYork,2018,4\nYork,2017,5"
    func names(_ condition: String) throws -> [String] {
      try ChartText("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: \(condition)\n", rows).chart()
        .tables[0].rows.map { $0[0].text }
    }
    let bath = ["Bath and North East Somerset"]
    #expect(try names("area = Bath and North East Somerset") == bath)
    #expect(try names("area is Bath and North East Somerset and year = 2018") == bath)
    #expect(try names("year = 2018 and area = \"Bath and North East Somerset\"") == bath)
    #expect(try names("area is not Bath and North East Somerset and year = 2018") == ["York"])
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: area = Bath and Wells\n", rows) == [
        "5:8: error: \"Wells\" is not a condition [chart-column] = write a column, a comparison and a value, as in "
          + "year = 2018 or area is not Leeds"
      ])
  }

  @Test("several rows for one name")
  func severalRows() {
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\n") == [
        "4:5: error: several rows have the name \"Leeds\" [chart-data] = choose rows with \"where\", tell them apart with "
          + "\"split\" or \"panels\", or add them with \"total\""
      ])
  }

  @Test("no row left, and a condition that is none")
  func filters() {
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: year = 1999\n") == [
        "5:8: error: no row of the data is left to draw [chart-data] = check the data and \"where\""
      ])
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: the last year\n") == [
        "5:8: error: \"the last year\" is not a condition [chart-column] = write a column, a comparison and a value, as in "
          + "year = 2018 or area is not Leeds"
      ])
  }

  @Test("a name to highlight that is not there")
  func unknownHighlight() {
    #expect(
      messages("chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: year = 2018\nhighlight: Leed\n") == [
        "6:12: error: \"Leed\" is not a name that this chart shows [chart-data] = did you mean Leeds?"
      ])
  }

  @Test("parts that are not the whole")
  func shares() {
    let parts = "level,percent\nHigh,8\nMedium,41\nLow,43"
    #expect(
      messages("chart: share\ndata: data\nformat: 0\nunit: per cent\n", parts) == [
        "2:7: error: the parts sum to 92%, not to 100% [chart-sum] = name what is left over, as in rest: Not stated"
      ])
    #expect(messages("chart: share\ndata: data\nunit: per cent\nrest: Not assessed\n", parts) == [])
    #expect(
      messages("chart: bar\ndata: data\ntotal: {column: percent, is: 90, rest: Other}\n", parts) == [
        "3:30: error: the parts are 2 more than the whole, 90 [chart-sum] = check the numbers, or \"is\" and \"rest\""
      ])
  }

  @Test("more series than can be told apart")
  func series() {
    let rows = "name,kind,n\n" + (1...7).map { "A,Kind \($0),\($0)" }.joined(separator: "\n")
    #expect(
      messages("chart: bar\ndata: data\nvalue: n\nby: name\nsplit: kind\n", rows) == [
        "5:8: error: 7 series cannot be told apart [chart-series] = use \"panels\" instead of \"split\", or \"highlight\" one "
          + "of them"
      ])
    #expect(
      messages("chart: dumbbell\ndata: data\nvalue: n\nby: name\nsplit: kind\n", rows) == [
        "5:8: error: a dumbbell needs two series, and there are 7 [chart-series] = write from: and to:, or split: by a column "
          + "with two values"
      ])
  }

  @Test("a title that does not say what the chart shows")
  func titles() {
    let spec = "chart: bar\ndata: data\nvalue: rate\nby: area\nwhere: year = 2018\ntitle: "
    #expect(
      messages(spec + "Rates by area\n") == [
        "6:8: warning: this chart's title has no verb, so it does not say what the chart shows [chart-title] = write the "
          + "finding as a short sentence, as in Police make nearly four in ten contacts"
      ])
    #expect(
      messages(spec + "Leeds has a rate that is higher than that of York in all of the years that we know\n") == [
        "6:8: warning: this chart's title has 19 words; 15 is the most that is read at a glance [chart-title] = keep the "
          + "finding, and put measure, place and period in the subtitle"
      ])
    #expect(messages(spec + "Leeds has the higher rate\n") == [])
  }
}
