import Datasets
import Foundation
import TestSupport
import Testing

@Suite("What readers can download")
struct WritingTests {
  static let file = DatasetFile(
    name: "contacts",
    """
    -- data.csv --
    source,contacts,share,when,note
    Police,9509,38.60,2018-12-17,
    "Bristol, City of",40,0.50,2018-12-18,"Said ""not all"" twice"
    Schools,3,0.10,2018-12-19,
    Courts,2,[x],2018-12-20,Three courts in all.
    All,9554,[z],2018-12-21,
    -- data.yml --
    title: Contacts by source
    finding: Police made most contacts
    subtitle: Contacts by source, Leeds, 2018/19
    source: Annual report
    topics: [front-door]
    period: 2018/19
    place: Leeds
    disclosure: suppress<5
    total: All
    rounding: Shares were cut off.
    caveats: [Not all were counted.]
    columns:
      source: {kind: category, label: Source}
      contacts: {kind: integer, label: Contacts, unit: contacts}
      share: {kind: percentage, label: Share, decimals: 1}
      when: {kind: date, label: Day}
    asserts:
      - check: contacts[Police] == 9510
        known: The source gives both.
    """)

  /// A golden file; with `LSCP_RECORD=1` in the environment it is written anew.
  static func expect(_ bytes: [UInt8], is name: String) throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["LSCP_RECORD"] != nil { try Data(bytes).write(to: path) }
    #expect(try String(contentsOf: path, encoding: .utf8) == String(decoding: bytes, as: UTF8.self))
  }

  @Test("CSV, JSON, CSVW and DCAT are as recorded, and JSON that others read")
  func golden() throws {
    let dataset = try Self.file.dataset()
    let address = "https://www.example.org.uk/data/contacts/"
    try Self.expect(dataset.csv(), is: "contacts.csv")
    let json = dataset.json(address: address)
    let metadata = dataset.csvwMetadata(
      csv: "contacts.csv", address: address, publisher: "A partnership", language: "en-GB")
    let catalogue = Catalogue(
      title: "Data", address: "https://www.example.org.uk/data/", publisher: "A partnership",
      homepage: "https://www.example.org.uk/", language: "en-GB",
      entries: [
        Catalogue.Entry(
          dataset: dataset, address: address,
          files: [Catalogue.File(address: address + "contacts.csv", mediaType: "text/csv", size: 123)])
      ]
    ).json()
    for (bytes, name) in [
      (json, "contacts.json"), (metadata, "contacts.csv-metadata.json"), (catalogue, "catalogue.json"),
    ] {
      try Self.expect(bytes, is: name)
      #expect((try? JSONSerialization.jsonObject(with: Data(bytes))) != nil)
    }
    for bytes in [dataset.csv(), json, metadata, catalogue] {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("Schools,3") && !text.contains("0.10") && !text.contains(": 3,"))
    }
  }

  @Test("what is written as CSV is read again as the same table", arguments: 0..<60)
  func roundTrip(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let pieces = ["a", "é", ",", "\"", "\n", " ", "\r\n", "[x]", "ع", "🙂", "1", ".", "-", "\"\"", "="]
    func text() -> String {
      let text = "t" + (0..<dice.below(6)).map { _ in pieces[dice.below(pieces.count)] }.joined() + "t"
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    func number() -> String {
      ["[x]", "[c]", "[z]", "[low]", "0", "-1.50", "38.60", "1234567.125"][dice.below(8)]
    }
    var rows = "source,number,note\n"
    // Each row begins with its number, so that no key stands twice.
    for row in 0..<(1 + dice.below(8)) {
      rows += "\"\(row)\(text().dropFirst()),\(number()),\(dice.below(2) == 0 ? "" : text())\n"
    }
    let columns = "source: {kind: text, label: S}\n  number: {kind: decimal, label: N}"
    let first = try DatasetFile(csv: rows, yaml: DatasetFile.yaml(columns: columns)).dataset()
    let again = try DatasetFile(
      csv: String(decoding: first.csv(), as: UTF8.self), yaml: DatasetFile.yaml(columns: columns)
    ).dataset()
    #expect(first.rows.map(\.cells) == again.rows.map(\.cells))
    #expect(first.rows.map(\.note) == again.rows.map(\.note))
    #expect(first.csv() == again.csv())
  }

  @Test("the library reads a dataset without a site, and says where problems are")
  func library() {
    let good = Dataset.read(id: "data", csv: Array(Self.file.csv.utf8), yaml: Array(Self.file.yaml.utf8))
    #expect(good.dataset?.rows.count == 5 && good.problems.isEmpty)
    let bad = Dataset.read(id: "data", csv: Array("source,contacts\na,-\n".utf8), yaml: Array(DatasetFile.yaml().utf8))
    #expect(bad.dataset == nil)
    #expect(bad.problems.map(\.file) == [.csv] && bad.problems[0].line == 2 && bad.problems[0].column == 3)
    #expect(bad.problems[0].isError)
  }
}
