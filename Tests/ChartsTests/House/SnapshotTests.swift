import Charts
import Foundation
import Testing

/// The charts in `Snapshots`: a specification, its data, and the drawing that it must make to the byte.
///
/// `RECORD_CHARTS=1 swift test --filter SnapshotTests` writes the drawings anew; look at each before it is kept.
struct Snapshot: CustomTestStringConvertible {
  let name: String
  let spec: [UInt8]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Snapshots")
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_CHARTS"] != nil

  static let all: [Snapshot] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yml") }.sorted().compactMap { name in
      let data = try? Data(contentsOf: folder.appending(path: name))
      return data.map { Snapshot(name: String(name.dropLast(4)), spec: [UInt8]($0)) }
    }
  }()

  var testDescription: String { name }

  func chart() throws -> Chart {
    let (chart, problems) = Chart.load(spec, path: name + ".yml") { name in
      // Full specifications name the file, the shorthand the dataset.
      let name = name.hasSuffix(".csv") ? name : name + ".csv"
      let file = Self.folder.appending(path: "data/\(name)")
      return (try? Data(contentsOf: file)).map { .file([UInt8]($0), path: name) }
    }
    #expect(problems.map(\.message).isEmpty)
    return try #require(chart)
  }

  /// The drawings of a chart: several for small multiples.
  static func drawings(_ svg: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: svg, as: UTF8.self)
    guard text.hasPrefix("<div") else { return [svg] }
    let inner = text.dropFirst("<div class=\"chart-panels\">".count).dropLast("</div>".count)
    let pieces = inner.split(separator: "<svg class=\"chart-svg").map { "<svg class=\"chart-svg" + $0 }
    return pieces.map { Array($0.utf8) }
  }
}

@Suite("Snapshots of charts")
struct SnapshotTests {
  @Test("a chart is drawn as it was when somebody looked at it", arguments: Snapshot.all)
  func bytes(snapshot: Snapshot) throws {
    let svg = try snapshot.chart().svg(.house)
    let file = Snapshot.folder.appending(path: snapshot.name + ".svg")
    if Snapshot.isRecording { return try Data(svg).write(to: file) }
    #expect(try [UInt8](Data(contentsOf: file)) == svg)
  }

  @Test("there are many of them, of every kind")
  func count() { #expect(Snapshot.all.count >= 60) }

  @Test("no text touches another or leaves the frame, at any width and with other typefaces", arguments: Snapshot.all)
  func labels(snapshot: Snapshot) throws {
    let chart = try snapshot.chart()
    for svg in Snapshot.drawings(chart.svg(.house)) {
      for width in [280.0, 320, 480, 680, 1280] {
        for isStyled in [true, false] {
          for (font, factor) in [(FontMetrics.atkinson, 1.0), (.arial, 1.0), (.atkinson, FontMetrics.reserve)] {
            let drawn = DrawnSVG(svg, width: width, isStyled: isStyled, font: font, factor: factor)
            #expect(drawn.isWellFormed)
            #expect(drawn.faults(width: width) == [], "\(Int(width)) px, style sheet \(isStyled), factor \(factor)")
          }
        }
      }
    }
    for width in [480.0, 640, 900] {
      let svg = chart.svg(.print(width: width, titled: true))
      for factor in [1.0, FontMetrics.reserve] {
        let drawn = DrawnSVG(svg, width: width, isStyled: false, font: .atkinson, factor: factor)
        #expect(drawn.isWellFormed)
        #expect(drawn.faults(width: width) == [], "print, \(Int(width)) px, factor \(factor)")
      }
    }
  }
}
