import ArgumentParser
import Charts
import Content
import Datasets
import Diagnostics
import Fields

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `lscp chart`
struct DrawChart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw one chart as an SVG file.",
    discussion: """
      SPEC is a chart of a site, content/charts/NAME.yml, or any file that is written in the same way. Its data is the \
      dataset of that name in the folder "data" beside "charts", or a CSV file beside the specification; --data names \
      another one. A CSV file with a YAML file of the same name beside it is a dataset, and what its disclosure hides is \
      hidden here too.

      The style "print" is a picture that stands by itself, with title and source; "house" is what pages show, and needs \
      their stylesheet; "conform" draws Vega-Lite's own JSON as Vega-Lite does.
      """)

  @Argument(help: ArgumentHelp("The chart's file, in YAML or JSON.", valueName: "spec"))
  var specification: String

  @Option(help: ArgumentHelp("The data to draw, in place of what the file names.", valueName: "file"))
  var data: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The file to write. Without it the picture goes to standard output.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("How it is drawn.", valueName: "style"))
  var style = Style.print

  @Option(help: ArgumentHelp("How problems are written: for people, for programs, or for GitHub.", valueName: "format"))
  var format = DiagnosticPrinter.Format.text

  enum Style: String, ExpressibleByArgument, CaseIterable { case print, house, conform }

  func run() throws {
    let terminal = Terminal()
    do {
      let (svg, diagnostics) = try draw()
      terminal.show(diagnostics.sortedByPlace(), format: format)
      guard let svg, !diagnostics.contains(where: { $0.severity == .error }) else { throw ExitStatus.problems }
      if let output {
        try writeFile(output, svg)
      } else {
        terminal.write(String(decoding: svg, as: UTF8.self), to: STDOUT_FILENO)
      }
    } catch let error as FileError {
      terminal.fail("\(error)", help: nil)
      throw ExitStatus.problems
    }
  }

  private func draw() throws -> (svg: [UInt8]?, diagnostics: [Diagnostic]) {
    let bytes = try readFile(specification)
    if let problem = TextEncoding.problem(in: bytes, path: specification) { return (nil, [problem]) }
    let source = ChartSource(specification: specification, given: data)
    if style == .conform, !isOurForm(bytes) {
      return conformSVG(bytes, path: specification) { source.published($0) }
    }
    var dataProblems: [Diagnostic] = []
    let (chart, diagnostics) = Chart.load(bytes, path: specification) { name in
      source.data(name).flatMap { file in
        dataProblems += file.problems
        return file.data
      }
    }
    // What is wrong with the data itself is all there is to say.
    let isBroken = dataProblems.contains { $0.severity == .error }
    let problems = dataProblems + (isBroken ? [] : diagnostics)
    guard let chart else { return (nil, problems) }
    switch style {
    case .house: return (chart.svg(.house), problems)
    case .print: return (chart.svg(.print(titled: true)), problems)
    case .conform:
      let (svg, more) = conformSVG(Array(chart.vegaLite.utf8), path: specification) { source.published($0) }
      return (svg, problems + more)
    }
  }

  /// Whether a file is written in our own form: with the field `chart`, or a whole specification below `vega-lite`.
  private func isOurForm(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "chart:".utf8) || $0.starts(with: "vega-lite:".utf8)
    }
  }

  /// - Throws: ``FileError``.
  private func writeFile(_ path: String, _ bytes: [UInt8]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard file >= 0 else { throw FileError("write", path) }
    defer { close(file) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { systemWrite(file, $0.baseAddress?.advanced(by: offset), $0.count - offset) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError("write", path) }
      offset += count
    }
  }
}

/// Finds the data that a chart names, outside a site.
private struct ChartSource {
  let specification: String
  /// The file that takes the place of any name.
  let given: String?

  /// A dataset, or the rows of a CSV file, and what is wrong with it; nil where there is none.
  func data(_ name: String) -> (data: ChartData?, problems: [Diagnostic])? {
    for path in candidates(name) {
      guard let csv = try? readFile(path) else { continue }
      let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
      let yamlPath = stem + ".yml"
      guard yamlPath != specification, let yaml = try? readFile(yamlPath) else {
        return (.file(csv, path: path), [])
      }
      let id = stem.split(separator: "/").last.map(String.init) ?? stem
      let (loaded, problems) = loadDataset(id: id, csv: csv, csvPath: path, yaml: yaml, yamlPath: yamlPath)
      return (loaded.map { .dataset($0.dataset) }, problems)
    }
    return nil
  }

  /// The bytes of a file; of a dataset, the records that may be published, as JSON.
  func published(_ name: String) -> [UInt8]? {
    switch data(name)?.data {
    case .dataset(let dataset): Array(Self.records(of: dataset).utf8)
    case .file(let bytes, _): bytes
    default: nil
    }
  }

  /// The rows but totals, as a list of JSON objects; what is missing is null.
  private static func records(of dataset: Dataset) -> String {
    let rows = dataset.rows.indices.filter { !dataset.rows[$0].isTotal }.map { row in
      let fields = dataset.columns.indices.map { column in
        let value =
          switch dataset.rows[row].cells[column] {
          case .number(let number): number.description
          case .missing: "null"
          case .text, .year, .date: DiagnosticPrinter.json(dataset.text(row: row, column: column))
          }
        return DiagnosticPrinter.json(dataset.columns[column].name) + ":" + value
      }
      return "{" + fields.joined(separator: ",") + "}"
    }
    return "[" + rows.joined(separator: ",") + "]"
  }

  private func candidates(_ name: String) -> [String] {
    if let given { return [given] }
    let folder = SourceTree.parent(of: specification)
    return [folder + name, folder + name + ".csv", folder + "../data/" + name + ".csv"]
  }
}
