import Diagnostics
import TestSupport
import Testing

import Charts

@Suite("CSV files beside a specification")
struct DelimitedTextTests {
  private func read(_ text: String) -> (table: Table, messages: [String]) {
    var file = DelimitedText(Array(text.utf8), path: "data.csv")
    let table = file.typed()
    return (table, file.diagnostics.map { "\($0.id.rawValue): \($0.message); \($0.help ?? "")" })
  }

  @Test("numbers, names and years are told apart")
  func typed() {
    let (table, messages) = read(
      """
      \u{FEFF}year,area,rate,cost,share
      2018,"Bristol, City of", 31.4 ,"£1,234",38.6%
      2017,"say ""no"" twice",,£5,[c]
      """)
    #expect(messages.isEmpty)
    #expect(table.names == ["year", "area", "rate", "cost", "share"])
    #expect(table.column("year") == [.text("2018"), .text("2017")])
    #expect(table.column("area") == [.text("Bristol, City of"), .text("say \"no\" twice")])
    #expect(table.column("rate") == [.number(31.4), .null])
    #expect(table.column("cost") == [.number(1234), .number(5)])
    #expect(table.column("share") == [.number(38.6), .null])
    #expect(table.shorthand("rate", row: 1) == .notAvailable)
    #expect(table.shorthand("share", row: 1) == .confidential)
    #expect(table.shorthand("share", row: 0) == nil)
  }

  @Test("plain numbers are read as any others are")
  func plainNumbers() {
    let cells = [
      "0", "-0.5", "12.30", "999999999999999", "1234567890123456789", "-", "5.", ".5", "--1", "1.2.3", "1e3", "",
    ]
    for cell in cells {
      let alone = read("n\n\(cell.isEmpty ? "\"\"" : cell)\n").table.column("n")
      let among = read("n\n\(cell)\n[x]\n1\n").table.column("n")
      guard let number = Double(cell), cell != "." else { continue }
      #expect(alone == [.number(number)] && among?.first == .number(number), "\(cell)")
    }
    #expect(read("n\n-\n").table.column("n") == [.text("-")])
  }

  @Test("Vega-Lite reads every cell as text")
  func texts() {
    let file = DelimitedText(Array("a\tb\n1\t\n".utf8), path: "data.tsv", separator: UInt8(ascii: "\t"))
    #expect(file.texts().columns == [[.text("1")], [.text("")]])
  }

  @Test(
    "what is wrong is said",
    arguments: [
      ("", "csv-syntax: this file has no rows; its first line names the columns, each line below it is a row"),
      (
        "a,b\n1\n",
        "csv-syntax: this row has 1 cells; the first line names 2 columns; put a cell that has a comma in it in quotation marks"
      ),
      ("a,a\n1,2\n", "csv-syntax: there are two columns \"a\"; give each column a name of its own"),
      (
        "a,n\nx,1\ny,-\n",
        "cell-value: \"-\" in the column \"n\" is not a number; write [x] not available, [c] confidential, "
          + "[z] not applicable or [low] rounds to zero; 0 for none"
      ),
    ])
  func faults(text: String, message: String) { #expect(read(text).messages == [message]) }

  @Test("no bytes crash the reader, and columns are as long as there are rows")
  func anyBytes() {
    var dice = Dice(seed: 13)
    let alphabet = Array(",,\n\r\"\"ab1.£%[]x-\t\u{0}é".utf8) + [0xFF]
    for _ in 0..<5_000 {
      var file = DelimitedText((0..<dice.below(40)).map { _ in alphabet[dice.below(alphabet.count)] }, path: "x.csv")
      for table in [file.typed(), file.texts()] {
        #expect(table.columns.allSatisfy { $0.count == table.rowCount })
      }
    }
  }

  @Test("columns are parsed by rules")
  func rules() throws {
    let table = DelimitedText(Array("n,d,b\n12,17/12/2018,false\n,x,yes\n".utf8), path: "data.csv").texts()
    let rules = try [("n", "number"), ("d", "date:'%d/%m/%Y'"), ("b", "boolean")].map { field, rule in
      (field: field, rule: try #require(ParseRule(rule)))
    }
    let parsed = ParseRule.apply(rules, to: table)
    #expect(parsed.column("n") == [.number(12), .null])
    #expect(parsed.column("d") == [.time(1_545_004_800_000), .null])
    #expect(parsed.column("b") == [.boolean(false), .boolean(true)])
    #expect(ParseRule("datum") == nil)
    #expect(ParseRule("date:'%k'") == nil)
  }
}
