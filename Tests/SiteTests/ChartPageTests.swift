import Foundation
import Testing

@Suite("Charts on pages")
struct ChartPageTests {
  private let chart = """
    -- content/charts/rise.yml --
    chart: column
    data: contacts
    value: contacts
    by: year
    title: Contacts rose by a seventh
    note: Chart drawn from figures in the text.

    """

  @Test("a chart is a figure with its finding, picture, words, table, source and files")
  func figure() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts + chart + DataSites.page("a.md", "A", "Before.\n\n![Contacts rose](chart:rise)\n\nBehind."))
    let main = try site.text("a/index.html").main()
    let figure = try main.between("<figure class=\"chart\">", "</figure>")
    #expect(try figure.between("<figcaption>", "</figcaption>").contains("<p class=\"chart-title\">Contacts rose</p>"))
    #expect(figure.contains("<p class=\"chart-subtitle\">Contacts, Leeds, 2017/18 and 2018/19</p>"))
    #expect(figure.contains("role=\"img\"") && figure.contains("<title id=\"") && figure.contains("<desc id=\""))
    #expect(try figure.between("<details class=\"chart-data\">", "</details>").contains("24,629</td>"))
    #expect(try figure.between("<details class=\"chart-data\">", "</details>").contains("<caption>"))
    #expect(figure.contains("<p class=\"chart-note\">Chart drawn from figures in the text.</p>"))
    #expect(figure.contains("Source: Annual report 2018/19, page 42."))
    #expect(figure.contains("<a href=\"/data/contacts/rise.svg\" download>"))
    #expect(figure.contains("<a href=\"/data/contacts/\">"))
    #expect(!main.contains("<p><figure") && !main.contains("<script") && !figure.contains("style=\""))
    let picture = try site.text("data/contacts/rise.svg")
    #expect(picture.hasPrefix("<svg") && picture.contains("Contacts rose by a seventh") && picture.contains("24,629"))
    let data = try site.text("data/contacts/index.html").main()
    #expect(data.contains("<figure class=\"chart\">") && data.contains("<a href=\"/a/\">A</a>"))
  }

  @Test("no id is given twice: on a page with a chart two times, and where all chapters stand on one page")
  func ids() async throws {
    let twice = "![One](chart:rise)\n\n![Two](chart:rise)\n\n![T](table:contacts)\n\n![T](table:contacts)"
    let chapter = "published: 2019\norder: "
    let site = try await SiteFolder.built(
      DataSites.contacts + chart + DataSites.page("a.md", "A", twice)
        + DataSites.page("reports/index.md", "Reports", "") + DataSites.page("reports/2018-19/index.md", "Report", "")
        + DataSites.page("reports/2018-19/one.md", "One", fields: chapter + "1", twice)
        + DataSites.page("reports/2018-19/two.md", "Two", fields: chapter + "2", twice))
    for page in ["a/index.html", "reports/2018-19/print/index.html"] {
      let text = try site.text(page)
      let ids = text.all(between: " id=\"", "\"")
      #expect(ids.count > 5 && Set(ids).count == ids.count, "\(page)")
      // What a picture is named by is on the page.
      for names in text.all(between: "aria-labelledby=\"", "\"") {
        for name in names.split(separator: " ") { #expect(ids.contains(String(name)), "\(page) has no \(name)") }
      }
    }
  }

  @Test("a number that is changed is changed in the picture, the words, the table and the files")
  func changedNumber() async throws {
    let site = try SiteFolder(DataSites.contacts + chart + DataSites.page("a.md", "A", "![Contacts rose](chart:rise)"))
    try await site.build()
    try site.write("content/data/contacts.csv", "year,contacts,note\n2017/18,21534,\n2018/19,24700,\n")
    try await site.build()
    let figure = try site.text("a/index.html").between("<figure class=\"chart\">", "</figure>")
    #expect(figure.count(of: "24,700") >= 3)
    #expect(try site.text("data/contacts/rise.svg").contains("24,700"))
    for file in try site.published() {
      let text = String(decoding: file.value, as: UTF8.self)
      #expect(!text.contains("24629") && !text.contains("24,629"), "\(file.key) has the old number")
    }
  }

  @Test("charts do not depend on the number of workers")
  func workers() async throws {
    let site = try SiteFolder(DataSites.contacts + chart + DataSites.page("a.md", "A", "![Contacts rose](chart:rise)"))
    try await site.build(workers: 1)
    try await site.build(workers: 5, output: "other")
    #expect(try site.published() == site.published("other"))
  }

  @Test("a chart of a dataset with a fault brings no messages of its own")
  func brokenDataset() async throws {
    let site = try SiteFolder(
      DataSites.contacts.replacingOccurrences(of: "2018/19,24629", with: "2018/19,24.6.29") + chart
        + DataSites.page("a.md", "A", "![Contacts rose](chart:rise) \n\n[24,629](figure:contacts/2018-19)"))
    let messages = try await site.messages()
    #expect(messages.count(of: "error:") == 1 && messages.hasPrefix("content/data/contacts.csv:3:9: error:"))
  }

  @Test("a theme says what charts show in its own words")
  func words() async throws {
    let site = try SiteFolder(
      "-- themes/lscp/.keep --\n" + DataSites.contacts + chart
        + DataSites.page("a.md", "A", "![Contacts rose](chart:rise)"))
    let strings = "themes/lscp/strings/en.yml"
    let words = try String(contentsOfFile: site.path + "/" + strings, encoding: .utf8)
    try site.write(strings, words + "\nchart_column: \"Säulendiagramm\"\n")
    try await site.build()
    for file in ["a/index.html", "data/contacts/rise.svg"] {
      #expect(try site.text(file).contains("Säulendiagramm: Contacts, Leeds"))
    }
  }

  @Test("lscp chart draws one chart of a site, hides what the site hides, and says what is wrong")
  func command() throws {
    let site = try SiteFolder(
      DataSites.contacts + DataSites.admissions + chart + """
        -- content/charts/hidden.yml --
        chart: bar
        data: admissions
        value: boys
        by: area
        title: Most were in the east
        -- rates.csv --
        city,rate
        Leeds,31.4
        York,40.2
        -- rates.yml --
        chart: bar
        data: rates
        value: rte
        by: city
        title: Leeds has the lower rate

        """)
    func run(_ arguments: String...) throws -> Program.Run { try Program.run(["chart"] + arguments, in: site) }
    let first = try run("content/charts/rise.yml", "--output", "rise.svg")
    #expect(first.code == 0 && first.output == "" && first.errors == "")
    let picture = try String(contentsOfFile: site.path + "/rise.svg", encoding: .utf8)
    #expect(
      picture.hasPrefix("<svg xmlns=") && picture.contains(">24,629<") && picture.contains("Source: Annual report"))
    #expect(try run("content/charts/rise.yml").output == picture)
    #expect(try run("content/charts/rise.yml", "--style", "house").output.contains("width=\"100%\""))
    #expect(try !run("content/charts/hidden.yml").output.contains(">3<"))
    let wrong = try run("rates.yml", "--data", "rates.csv")
    #expect(wrong.code == 1 && wrong.output == "")
    #expect(wrong.errors.hasPrefix("rates.yml:3:8: error: ") && wrong.errors.hasSuffix("= did you mean rate?\n"))
    try site.write(
      "bars.json",
      """
      {"data": {"values": [{"a": "x", "b": 28}, {"a": "y", "b": 55}]}, "mark": "bar",
       "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}
      """)
    for spec in ["bars.json", "content/charts/rise.yml", "content/charts/hidden.yml"] {
      let conform = try run(spec, "--style", "conform")
      #expect(conform.code == 0 && conform.output.hasPrefix("<svg"), "\(conform)")
    }
    #expect(try run("none.yml").code == 1)
    #expect(try run().code == 2)
  }
}
