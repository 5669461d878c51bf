import Datasets
import Diagnostics
import Testing

@Suite("Reading a dataset")
struct ReadingTests {
  @Test("a table with all that RFC 4180 allows")
  func reads() throws {
    let columns = """
      source: {kind: category, label: Source}
        contacts: {kind: integer, label: Contacts, unit: contacts}
        share: {kind: percentage, label: Share}
        year: {kind: year, label: Year}
        day: {kind: date, label: Day}
      """
    let csv =
      "\u{FEFF}source,contacts,share,year,day,note\r\n\"Bristol, City of\",\"1,234\",38.60,2018/19,2018-12,\r\n"
      + "\"He said \"\"no\"\"\", 0 ,[low],2018,2018-12-17,\"two\nlines\"\rAll,[x],[c],2017,[z],\n\n\n"
    let dataset = try DatasetFile(
      csv: csv, yaml: DatasetFile.yaml(columns: columns, more: "total: All\nvalue: contacts")
    ).dataset()
    #expect(dataset.rows.map(\.isTotal) == [false, false, true])
    #expect(dataset.rows.map(\.note) == [nil, "two\nlines", nil])
    #expect(
      (0..<3).map { row in (0..<5).map { dataset.text(row: row, column: $0) } } == [
        ["Bristol, City of", "1,234", "38.60", "2018/19", "2018-12"],
        ["He said \"no\"", "0", "[low]", "2018", "2018-12-17"],
        ["All", "[x]", "[c]", "2017", "[z]"],
      ])
    #expect(dataset.address(row: 0) == "bristol-city-of")
    #expect(dataset.valueColumn == 1)
    #expect(dataset.keyColumns == [0])
  }

  @Test("the only column of numbers is what a figure means; of several none")
  func value() throws {
    #expect(try DatasetFile(name: "", "").dataset().valueColumn == 1)
    let two = "source: {kind: text, label: S}\n  a: {kind: integer, label: A}\n  b: {kind: decimal, label: B}"
    let dataset = try DatasetFile(csv: "source,a,b\nx,1,1.5\n", yaml: DatasetFile.yaml(columns: two)).dataset()
    #expect(dataset.valueColumn == nil)
  }

  @Test("several columns may name a row")
  func keys() throws {
    let columns = "area: {kind: text, label: A}\n  year: {kind: year, label: Y}\n  rate: {kind: decimal, label: R}"
    let dataset = try DatasetFile(
      csv: "area,year,rate\nLeeds,2017/18,31.2\nLeeds,2018/19,31.4\n",
      yaml: DatasetFile.yaml(columns: columns, more: "key: [area, year]")
    ).dataset()
    #expect(dataset.address(row: 1) == "leeds/2018-19")
  }

  @Test(
    "files that are not text are refused",
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00], [0x61, 0x2C, 0xE9, 0x0A], [0x61, 0x2C, 0x62, 0x0A, 0x00, 0x2C, 0x31],
    ] as [[UInt8]])
  func encodings(bytes: [UInt8]) {
    let (loaded, diagnostics) = loadDataset(
      id: "data", csv: bytes, csvPath: "data.csv", yaml: Array(DatasetFile.yaml().utf8), yamlPath: "data.yml")
    #expect(loaded == nil)
    #expect(diagnostics.map(\.id) == [.encoding])
  }

  @Test("what is far too large is refused, or read")
  func hostile() {
    func problems(_ csv: [UInt8]) -> [String] {
      loadDataset(
        id: "data", csv: csv, csvPath: "data.csv", yaml: Array(DatasetFile.yaml().utf8), yamlPath: "data.yml"
      ).diagnostics.map { "\($0.id.rawValue) \($0.message)" }
    }
    let head = Array("source,contacts\n".utf8)
    let letters = [UInt8](repeating: 0x61, count: 20 << 20)
    #expect(
      problems(head + letters + Array(",1\n".utf8)) == [
        "cell-value this cell has 20971520 characters; 5000 is the most for a table"
      ])
    #expect(problems(head + letters + letters) == ["csv-syntax this file has 40 MB; 32 MB is the most for a dataset"])
    let commas = [UInt8](repeating: 0x2C, count: 1_000_000)
    #expect(problems(commas) == ["csv-syntax this table has 1000001 columns; 200 is the most"])
    #expect(problems(head + commas).count == 1)
    let quotes = [UInt8](repeating: 0x22, count: 1_000_001)
    #expect(problems(head + quotes) == ["csv-syntax this quotation mark is never closed"])
    let rows = (0..<300_000).flatMap { _ in Array("a,b\n".utf8) }
    let many = problems(head + rows)
    #expect(many.count == 102)
    #expect(many.last?.contains("more problems in this table than the 100 that are listed") == true)
  }
}
