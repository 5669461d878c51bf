import Charts
import Foundation

/// Draws the specifications of a folder again and again: `ChartBench FOLDER SECONDS`.
///
/// A YAML file is drawn in house style, with its summary and table, a JSON file as Vega-Lite draws it; each from its bytes
/// and those of its data on. Gives a line for each: name, style, microseconds of the
/// processor a chart, bytes. The folder `60`, if there is
/// one, is drawn as a whole. The drawings go to the folder `out`.
@main
struct ChartBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let seconds = Double(arguments[2]) else {
      print("usage: ChartBench FOLDER SECONDS")
      exit(2)
    }
    let folder = URL(fileURLWithPath: arguments[1])
    try FileManager.default.createDirectory(at: folder.appending(path: "out"), withIntermediateDirectories: true)
    let charts = try read(folder)
    for chart in charts {
      let svg = chart.draw()
      let time = measure(seconds) { _ = chart.draw() }
      print(chart.name, chart.style, time, svg.count, separator: "\t")
      try Data(svg).write(to: folder.appending(path: "out/\(chart.name).\(chart.style).svg"))
    }
    let many = try read(folder.appending(path: "60")).filter { $0.style == "house" }
    if !many.isEmpty {
      let bytes = many.reduce(0) { $0 + $1.draw().count }
      print("60", "house", measure(seconds) { for chart in many { _ = chart.draw() } }, bytes, separator: "\t")
    }
  }

  private static func read(_ folder: URL) throws -> [Job] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
    var files: [String: [UInt8]] = [:]
    for name in names where name.contains(".") {
      files[name] = [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
    return names.sorted().filter { $0.hasSuffix(".yml") || $0.hasSuffix(".json") }.map { Job(file: $0, files: files) }
  }

  /// Microseconds of the processor's time a call, over at least some seconds.
  private static func measure(_ seconds: Double, _ body: () -> Void) -> Double {
    body()
    let start = clock()
    var count = 0
    while true {
      body()
      count += 1
      let passed = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      if passed >= seconds { return (passed / Double(count) * 1e8).rounded() / 100 }
    }
  }
}

/// One specification and its data.
private struct Job {
  let file: String
  let files: [String: [UInt8]]

  var name: String { String(file.prefix { $0 != "." }) }
  var style: String { file.hasSuffix(".yml") ? "house" : "conform" }

  func draw() -> [UInt8] {
    let bytes = files[file] ?? []
    guard style == "house" else {
      let drawn = conformSVG(bytes, path: file) { files[$0] }
      return drawn.svg ?? Array("\(drawn.diagnostics)".utf8)
    }
    let loaded = Chart.load(bytes, path: file) { name in
      files[name].map { .file($0, path: name) }
    }
    guard let chart = loaded.chart else { return Array("\(loaded.diagnostics)".utf8) }
    var table: [UInt8] = []
    chart.tables[0].appendHTML(to: &table)
    let summary = chart.summary
    return chart.svg(.house) + (summary.isEmpty || table.isEmpty ? [0] : [])
  }
}
