import Foundation
import Testing

@Suite("Datasets on pages and on pages of their own")
struct DataTests {
  @Test("a figure that agrees with its dataset is a quiet link to it, wherever it stands")
  func figures() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts
        + DataSites.page(
          "a.md", "A",
          """
          ## Contacts rose to [24,629](figure:contacts/2018-19)

          - [**24,629**](figure:contacts/2018-19) contacts[^n]

          | Year | Contacts |
          | --- | --- |
          | 2017/18 | [21,534](figure:contacts/2017-18) |

          Up by [14.4%](figure:contacts/2018-19?change=2017-18).

          [^n]: It was [21,534](figure:contacts/2017-18) before.
          """))
    let main = try site.text("a/index.html").main()
    let link = "<a class=\"figure\" href=\"/data/contacts/#row-"
    #expect(main.contains("Contacts rose to \(link)2018-19\">24,629</a></h2>"))
    #expect(main.contains("<li>\(link)2018-19\"><strong>24,629</strong></a> contacts"))
    #expect(main.contains("<td>\(link)2017-18\">21,534</a></td>"))
    #expect(main.contains("Up by \(link)2018-19\">14.4%</a>."))
    #expect(main.contains("It was \(link)2017-18\">21,534</a> before."))
  }

  @Test("a table shows its dataset with caption, notes and source")
  func table() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts + DataSites.page("a.md", "A", "![Contacts by year](table:contacts)"))
    let main = try site.text("a/index.html").main()
    #expect(main.contains("<caption id=\"table-contacts\">Contacts by year <span>Contacts, Leeds, 2017/18 and 2018/19"))
    #expect(
      main.contains(
        "<tr>\n<th scope=\"row\">2018/19 <span class=\"note-mark\">[note 1]</span></th>\n"
          + "<td class=\"align-right\">24,629</td>\n</tr>"))
    #expect(main.contains("<li>[note 1] The scan is damaged.</li>"))
    let note = try main.between("<figcaption>", "</figcaption>")
    #expect(note.contains("Source: Annual report 2018/19, page 42."))
    #expect(note.contains("<a href=\"/data/contacts/contacts.csv\" download>Numbers</a> <span class=\"file\">(CSV, "))
    #expect(note.contains("<a href=\"/data/contacts/\">Data: Contacts to the Front Door</a>"))
  }

  @Test("a table of three rows or more can be sorted, and keeps the room of the buttons from the beginning")
  func sortable() async throws {
    let site = try await SiteFolder.built(DataSites.contacts + DataSites.admissions)
    let long = try site.text("data/admissions/index.html")
    #expect(long.contains("<table class=\"data sortable\">") && long.contains("/assets/table-sort."))
    #expect(long.contains("<th scope=\"col\"><span>Area</span></th>"))
    let short = try site.text("data/contacts/index.html")
    #expect(short.contains("<table class=\"data\">") && !short.contains("/assets/table-sort."))
    #expect(short.contains("<th scope=\"col\">Year</th>"))
  }

  @Test("a dataset has a page with its figures, what they mean, who quotes them, and files to download")
  func datasetPage() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts + DataSites.page("a.md", "A page that quotes", "[24,629](figure:contacts/2018-19)")
        + DataSites.page("b.md", "A page that does not", "24,629")
        + DataSites.page("topic.md", "T", fields: "topics: [police]", "Text"))
    let page = try site.text("data/contacts/index.html")
    let main = try page.main()
    #expect(main.contains("<h1>Contacts to the Front Door</h1>"))
    #expect(main.contains("<p class=\"summary\">Contacts rose by a seventh</p>"))
    #expect(main.contains("<tr id=\"row-2018-19\">"))
    #expect(main.contains("<td class=\"align-right\" data-value=\"24629\">24,629</td>"))
    #expect(main.contains("<li>Some contacts are counted twice.</li>") && main.contains("<li>Nothing is rounded.</li>"))
    #expect(main.contains("<a href=\"/a/\">A page that quotes</a>") && !main.contains("A page that does not"))
    #expect(main.contains("<a href=\"/topics/police/\">Police</a>"))
    #expect(page.contains("<a href=\"/data/\">Data</a></li>"))
    #expect(page.contains("\"@type\":\"Dataset\",\"name\":\"Contacts to the Front Door\""))
    for (file, type) in [("contacts.csv", "CSV"), ("contacts.json", "JSON"), ("contacts.csv-metadata.json", "JSON")] {
      let bytes = try #require(FileManager.default.contents(atPath: site.path + "/public/data/contacts/" + file))
      #expect(main.contains("<a href=\"/data/contacts/\(file)\" download>"))
      #expect(
        main.contains("(\(type), \(bytes.count) bytes)") || main.contains("(\(type), \((bytes.count + 500) / 1000) kB)")
      )
    }
    #expect(try site.text("data/contacts/contacts.csv").contains("2018/19,24629"))
    #expect(try site.text("data/index.html").main().contains("<h2 id=\"topic-front-door\">Front door</h2>"))
    #expect(try site.text("a-z/index.html").contains("<a href=\"/data/contacts/\">Contacts to the Front Door</a>"))
    for address in ["/data/", "/data/contacts/"] {
      #expect(try site.text("sitemap.xml").contains("<loc>https://www.example.org.uk\(address)</loc>"))
    }
    let catalogue = try JSONSerialization.jsonObject(with: Data(site.text("data/catalogue.json").utf8))
    let listed = (catalogue as? [String: Any])?["dcat:dataset"] as? [[String: Any]]
    #expect(listed?.count == 1)
  }

  @Test("the page of all data can have a text of its own; links to data pages are followed")
  func ownIndex() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts + DataSites.page("data/index.md", "Our figures", "Welcome.")
        + DataSites.page("a.md", "A", "[All](data/index.md), [contacts](/data/contacts/)"))
    let main = try site.text("data/index.html").main()
    #expect(main.contains("Our figures") && main.contains("Welcome."))
    #expect(main.contains("<a href=\"/data/contacts/\">Contacts to the Front Door</a>"))
    #expect(try site.text("a/index.html").contains("<a href=\"/data/contacts/\">contacts</a>"))
  }

  @Test("one changed number stops the build at each sentence that quotes it, and is then shown everywhere")
  func changedNumber() async throws {
    let quotes = """
      There were [24,629](figure:contacts/2018-19) contacts, [14.4%](figure:contacts/2018-19?change=2017-18) more.

      ![Contacts](table:contacts)
      """
    let site = try SiteFolder(DataSites.contacts + DataSites.page("a.md", "A", quotes))
    try await site.build()
    let csv = "year,contacts,note\n2017/18,21534,\n2018/19,24700,\n"
    try site.write("content/data/contacts.csv", csv)
    let outcome = try await site.outcome()
    #expect(
      outcome.messages == """
        content/a.md:5:13: error: the dataset does not say "24,629" [figure]
            5 | There were [24,629](figure:contacts/2018-19) contacts, [14.4%](figure:contacts/2018-19?change=2017-18) more.
              |             ^~~~~~
              = write 24,700
        content/a.md:5:57: error: the dataset does not say "14.4%" [figure]
            5 | There were [24,629](figure:contacts/2018-19) contacts, [14.4%](figure:contacts/2018-19?change=2017-18) more.
              |                                                         ^~~~~
              = write 14.7%

        """)
    #expect(outcome.report.output?.written == nil)

    #expect(try site.text("data/contacts/contacts.csv").contains("24629"))
    let corrected = quotes.replacingOccurrences(of: "24,629", with: "24,700").replacingOccurrences(
      of: "14.4", with: "14.7")
    try site.write("content/a.md", SiteFolder.page("A", body: corrected))
    try await site.build()
    let page = try site.text("a/index.html")
    #expect(page.contains("24,700</a> contacts") && page.contains("<td class=\"align-right\">24,700</td>"))
    for file in try site.published() {
      let text = String(decoding: file.value, as: UTF8.self)
      #expect(!text.contains("24629") && !text.contains("24,629"), "\(file.key) has the old number")
    }
    #expect(try site.text("data/contacts/contacts.csv").contains("24700"))
    #expect(try site.text("data/contacts/contacts.json").contains("24700"))
  }

  @Test("a chart has no digit that the source does not print")
  func printedDigits() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/data/plans.csv --
      characteristic,share
      From deprived clusters,74
      On a second plan,29.5
      -- content/data/plans.yml --
      title: Children with a plan
      finding: "[Three quarters](figure:plans/from-deprived-clusters) came from [the] deprived clusters"
      subtitle: Children with a plan, Leeds, 2018/19, share
      source: Annual report 2018/19
      columns:
        characteristic: {kind: category, label: Characteristic}
        share: {kind: percentage, label: Share}
      disclosure: none (figures for a whole city)
      -- content/charts/plans.yml --
      chart: bar
      data: plans

      """ + DataSites.page("a.md", "A", "![Most came from deprived clusters](chart:plans)"))
    let page = try site.text("a/index.html")
    #expect(page.contains(">74%<") && page.contains(">29.5%<") && !page.contains("74.0"))
    let data = try site.text("data/plans/index.html")
    #expect(data.contains("<p class=\"summary\">Three quarters came from [the] deprived clusters</p>"))
    for file in try site.published() where !file.key.hasPrefix("assets/") {
      #expect(!String(decoding: file.value, as: UTF8.self).contains("figure:plans"), "\(file.key)")
    }
  }

  @Test("what disclosure hides is nowhere in the published site")
  func disclosure() async throws {
    let site = try await SiteFolder.built(
      DataSites.admissions + """
        -- content/charts/boys.yml --
        chart: bar
        data: admissions
        value: boys
        by: area
        title: Most boys were from the east

        """
        + DataSites.page(
          "a.md", "A",
          "[185](figure:admissions/all)\n\n![Admissions](table:admissions)\n\n![Most were from the east](chart:boys)"))
    let main = try site.text("a/index.html").main()
    #expect(main.contains("[c]") && main.contains("hidden so that no child can be identified"))
    for file in try site.published() where !file.key.hasPrefix("assets/") {
      let text = String(decoding: file.value, as: UTF8.self)
      // 3 itself, and 16, which with the total gives it away.
      for row in ["North,16", ">16<", "North: 3", "is lowest, at 3", ">3<", ",3,", "\"girls\":16", "\"boys\":3"] {
        #expect(!text.contains(row), "\(file.key) has \(row)")
      }
    }
  }

  @Test("a sentence that quotes a hidden figure is refused without telling the number", arguments: ["3", "4", "a few"])
  func hiddenFigure(text: String) async throws {
    let site = try SiteFolder(
      DataSites.admissions + DataSites.page("a.md", "A", "There were [\(text)](figure:admissions/north/boys)."))
    let messages = try await site.messages()
    #expect(messages.count(of: "error:") == 1 && messages.contains("content/a.md:5:") && messages.contains("[figure]"))
    #expect(!messages.replacingOccurrences(of: "[\(text)]", with: "").contains(" 3"))
  }

  @Test("the list of corrections shows what the sources of all datasets contradict")
  func corrections() async throws {
    let site = try await SiteFolder.built(
      DataSites.contacts + DataSites.admissions
        + DataSites.page("a.md", "A", "![What the report gets wrong](corrections:)"))
    let main = try site.text("a/index.html").main()
    #expect(main.contains("<li><a href=\"/data/contacts/\">Contacts to the Front Door</a>"))
    #expect(main.contains("<li>The two kinds of contact add up to 24,631."))
    #expect(!main.contains("Admissions by area"))
  }

  @Test("the page of a sensitive dataset offers help first, and search engines get no summary of it")
  func sensitive() async throws {
    let site = try await SiteFolder.built(
      """
      -- content/site.yml --
      name: A Partnership
      short_name: AP
      address: https://www.example.org.uk/
      language: en-GB
      sensitive:
        self-harm: {note: You can talk to someone., contacts: [childline]}
      -- content/contacts.yml --
      - {id: childline, name: Childline, who: children, phone: 0800 1111, for: Children.}

      """ + DataSites.admissions.replacingOccurrences(of: "total: All", with: "total: All\nsensitive: [self-harm]"))
    let page = try site.text("data/admissions/index.html")
    let help = try #require(page.range(of: "You can talk to someone."))
    let table = try #require(page.range(of: "<table"))
    #expect(help.lowerBound < table.lowerBound && page.contains("0800 1111"))
    #expect(page.contains("has-exit") && !page.contains("application/ld+json"))
  }

  @Test("lscp figures lists the numbers that nothing checks, and the share that is checked")
  func figuresCommand() throws {
    let site = try SiteFolder(
      DataSites.contacts
        + DataSites.page(
          "a.md", "A",
          """
          ## The 39 entries

          In 2018/19 there were [24,629](figure:contacts/2018-19) contacts, 14.4% more; *two thirds* were new.
          On 17 December 2018 about 1 in 5 of those aged 10 to 17 (page 42, level 3) waited 24 hours, at 9.30am.

          - £5m for 12 months, fewer than 5 children, the 14th [report of 106](b.md), rates per 10,000.[^1]
          - `12` ![7 cats](c.svg) <https://a.org/8> S20, COVID-19, [101](contact:police) and [**a seventh**](figure:contacts/2018-19?change=2017-18)

          | A | 1 |
          | --- | --- |
          | B | 77 |

          [^1]: Note 6.
          """) + DataSites.page("b.md", "B", "Nothing here.") + """
          -- content/c.svg --
          <svg xmlns="http://www.w3.org/2000/svg"/>
          -- content/contacts.yml --
          - {id: police, name: Police, who: anyone, phone: "101", for: Crime.}

          """)
    func run(_ arguments: String...) throws -> Program.Run {
      try Program.run(["figures", "--theme", SiteFolder.theme, "--today", "2019-02-04"] + arguments, in: site)
    }
    let text = try run()
    #expect(text.errors == "")
    #expect(text.code == 0)
    #expect(text.output.contains("content/a.md:5:8: 39   ## The 39 entries\n"))
    #expect(text.output.hasSuffix("2 of 9 numbers in sentences checked: 22%\n"))
    let json = try run("--format", "json", "--page", "a.md")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["checked"] as? Int == 2 && object["count"] as? Int == 9)
    let page = try #require((object["pages"] as? [[String: Any]])?.first)
    let numbers = (page["unchecked"] as? [[String: Any]])?.compactMap { $0["text"] as? String }
    #expect(numbers == ["39", "14.4%", "two thirds", "1 in 5", "£5m", "106", "6"])
    #expect(try run("--page", "b.md").output == "0 of 0 numbers in sentences checked: 100%\n")
  }
}
