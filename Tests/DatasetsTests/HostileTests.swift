import Datasets
import Diagnostics
import TestSupport
import Testing

@Suite("Whatever is put in, the answer is a dataset or a message")
struct HostileTests {
  @Test("files with bytes changed, taken out and put in", arguments: 0..<300)
  func changedFiles(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let signs = Array(",\"\n\r[]{}:-<>=.*/ 019xcz%£|'#&".utf8) + [0, 0xFF, 0xC2, 0xA0, 0xE2, 0x80]
    func change(_ text: String) -> [UInt8] {
      var bytes = Array(text.utf8)
      for _ in 0..<(1 + dice.below(4)) {
        let index = dice.below(bytes.count)
        switch dice.below(3) {
        case 0: bytes[index] = signs[dice.below(signs.count)]
        case 1: bytes.remove(at: index)
        default: bytes.insert(signs[dice.below(signs.count)], at: index)
        }
      }
      return bytes
    }
    let files = [FigureTests.contacts, FigureTests.rates, WritingTests.file]
    let file = files[dice.below(files.count)]
    let csv = dice.below(3) == 0 ? Array(file.csv.utf8) : change(file.csv)
    let yaml = dice.below(2) == 0 ? Array(file.yaml.utf8) : change(file.yaml)
    let (loaded, diagnostics) = loadDataset(id: "data", csv: csv, csvPath: "a.csv", yaml: yaml, yamlPath: "a.yml")
    #expect((loaded == nil) == diagnostics.contains { $0.severity == .error })
    for diagnostic in diagnostics {
      let bytes = diagnostic.place.path == "a.csv" ? csv : yaml
      #expect((diagnostic.place.range?.lowerBound ?? 0) <= bytes.count)
    }
    guard let dataset = loaded?.dataset else { return }
    _ = dataset.json(address: "")
    _ = dataset.csvwMetadata(csv: "", address: "", publisher: "", language: "")
    let again = loadDataset(id: "data", csv: dataset.csv(), csvPath: "a.csv", yaml: yaml, yamlPath: "a.yml")
    // What is hidden may be missed by an assertion; but the table is one.
    #expect(again.diagnostics.allSatisfy { $0.id != .csvSyntax && $0.id != .cellValue })
  }

  @Test("assertions and figures put together at random", arguments: 0..<300)
  func randomWords(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let words = [
      "contacts", "share", "[Police]", "[", "]", "(", ")", "sum", "(contacts)", "==", "<", "+", "-", "*", "/", "0",
      "1.5",
      "within", "percent", "round", "where source = Police", " and ", ",", "in", "0..9", "unique", "\"", "999999999999",
      ".",
      "é", "change", "truncate(contacts[Police], 12)",
    ]
    let text = (0..<dice.below(9)).map { _ in words[dice.below(words.count)] }.joined(
      separator: dice.below(2) == 0 ? " " : "")
    let quoted = "\"" + text.replacing("\"", with: "\\\"") + "\""
    let yaml = FigureTests.contacts.yaml + "\nasserts:\n  - \(quoted)\n"
    let (loaded, diagnostics) = DatasetFile(csv: FigureTests.contacts.csv, yaml: yaml).load()
    #expect((loaded == nil) == diagnostics.contains { $0.severity == .error })

    let parts = [
      "contacts", "/", "police", "education", "share", "?", "=", ",", "sum", "rank", "change", "ratio", "mean",
      "lowest", "",
      "all-contacts", "difference", "-", "%", "é",
    ]
    let address = (0..<dice.below(9)).map { _ in parts[dice.below(parts.count)] }.joined()
    let written = [
      "nearly", "two", "thirds", "one in", "ten", "9,509", "%", "£", "million", "just over", "-", "twice", "1st",
      "hundred", "and",
    ]
    let sentence = (0..<dice.below(6)).map { _ in written[dice.below(written.count)] }.joined(separator: " ")
    guard let reference = try? FigureReference(parsing: address),
      case .success(let figure) = try FigureTests.contacts.dataset().figure(reference)
    else { return }
    _ = checkFigure(text: sentence, figure).problem(text: sentence)
  }

  @Test(
    "numbers at the ends of what fits",
    arguments: ["9223372036854775807", "-9223372036854775807", "0.000000000001", "0"])
  func extremes(number: String) throws {
    let columns =
      "source: {kind: text, label: S}\n  n: {kind: decimal, label: N}\n  p: {kind: percentage, label: P, of: 9}"
    let file = DatasetFile(
      csv: "source,n,p\na,\(number),\(number)\nb,\(number),1\nAll,1,1\n",
      yaml: DatasetFile.yaml(
        columns: columns, disclosure: "suppress<5",
        more: "value: n\ntotal: All\nasserts:\n  - n[a] * n[b] * n[a] * n[b] >= 0\n  - n[a] / 3 <= n[a] * n[a] + 1"))
    let (loaded, _) = file.load()
    guard let dataset = loaded?.dataset else { return }
    for form in ["", "?share", "?change=b", "?ratio=b", "?sum=b", "?rank", "?difference=b"] {
      guard let reference = try? FigureReference(parsing: "data/a" + form) else { continue }
      if case .success(let figure) = dataset.figure(reference) { _ = checkFigure(text: "1.5 million", figure) }
    }
  }

  @Test("a number written as the figure says agrees with it, to any number of decimals", arguments: 0..<200)
  func figures(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let rows = (0..<5).map { "r\($0),\(1 + dice.below(100_000))" }
    let dataset = try DatasetFile(
      csv: "source,contacts\n" + rows.joined(separator: "\n") + "\n", yaml: DatasetFile.yaml()
    ).dataset()
    for form in ["", "?share", "?change=r1", "?difference=r2", "?ratio=r3", "?sum=r4"] {
      let figure = try dataset.figure(FigureReference(parsing: "data/r0" + form)).get()
      // What is wrong by far is corrected; the correction agrees.
      guard case .wrong(let right, _) = checkFigure(text: "987654321", figure) else { continue }
      #expect(checkFigure(text: right, figure) == .agrees, "\(form) \(right)")
      guard case .wrong(let precise, _) = checkFigure(text: "987654321.125", figure) else { continue }
      #expect(checkFigure(text: precise, figure) == .agrees, "\(form) \(precise)")
    }
  }
}
