import Foundation
import Testing

import Charts

/// The custom properties of the theme's style sheet, as each kind of page has them.
private enum Tokens {
  static let css: String = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "themes/lscp/assets/site.css")
    return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
  }()

  /// The declarations of the first `:root` behind a mark in the style sheet.
  static func block(after mark: String) -> [String: String] {
    guard let start = css.range(of: mark), let root = css.range(of: ":root {", range: start.lowerBound..<css.endIndex),
      let end = css.range(of: "}", range: root.upperBound..<css.endIndex)
    else { return [:] }
    var tokens: [String: String] = [:]
    for line in css[root.upperBound..<end.lowerBound].split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      tokens[parts[0].trimmingCharacters(in: .whitespaces)] = parts[1].trimmingCharacters(
        in: CharacterSet(charactersIn: " ;"))
    }
    return tokens
  }

  static let light = block(after: "@layer tokens {")
  static let dark = light.merging(block(after: "@media (prefers-color-scheme: dark)")) { $1 }
  static let print = light.merging(block(after: "@media print")) { $1 }
}

/// The contrast of two colours. Source: Web Content Accessibility Guidelines 2.2, "contrast ratio".
private func contrast(_ a: String, _ b: String) -> Double {
  func luminance(_ color: String) -> Double {
    var digits = color.dropFirst().map { $0 }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...(index + 1)]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
  let (x, y) = (luminance(a), luminance(b))
  return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

/// `share` of the second colour over the first.
private func mixed(_ a: String, _ b: String, share: Double) -> String {
  func parts(_ color: String) -> [Double] {
    var digits = color.dropFirst().map { $0 }
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    return stride(from: 0, to: 6, by: 2).map { Double(Int(String(digits[$0...($0 + 1)]), radix: 16) ?? 0) }
  }
  return "#" + zip(parts(a), parts(b)).map { String(format: "%02x", Int($0 + ($1 - $0) * share)) }.joined()
}

@Suite("The colours of charts can be told apart")
struct PaletteTests {
  static let palettes: [(name: String, tokens: [String: String])] = [
    ("light", Tokens.light), ("dark", Tokens.dark), ("print", Tokens.print),
  ]

  @Test("marks have 3:1 and text 4.5:1 on what they stand on, in light, dark and print", arguments: 0..<3)
  func contrasts(palette: Int) throws {
    let (name, tokens) = Self.palettes[palette]
    func color(_ token: String) throws -> String { try #require(tokens["--" + token], "\(name): \(token)") }
    let ground = try color("chart-ground")
    #expect(try ground == color("raised"))
    for index in 1...6 {
      #expect(try contrast(color("chart-\(index)"), ground) >= 3, "\(name): series \(index)")
      #expect(
        try contrast(color("chart-on-\(index)"), color("chart-\(index)")) >= 4.5, "\(name): text on series \(index)")
    }
    for index in 3...6 {
      let striped = try mixed(color("chart-\(index)"), ground, share: Paint.stripeOpacity)
      #expect(try contrast(color("chart-on-\(index)"), striped) >= 4.5, "\(name): text on the stripes of \(index)")
      #expect(try contrast(color("chart-\(index)"), striped) >= 1.15, "\(name): the stripes of \(index)")
    }
    #expect(try contrast(color("chart-muted"), ground) >= 3, "\(name): muted")
    #expect(try contrast(color("ink"), ground) >= 4.5)
    #expect(try contrast(color("soft"), ground) >= 4.5)
    for index in 1...5 {
      let text = try color(index < 3 ? "chart-on-light-shade" : "chart-on-dark-shade")
      #expect(try contrast(text, color("chart-shade-\(index)")) >= 4.5, "\(name): text on shade \(index)")
    }
    // What is picked out stands out from what is not.
    #expect(try contrast(color("chart-1"), color("chart-muted")) >= 1.3, "\(name): highlight")
  }

  @Test("drawings for paper have the colours of the style sheet")
  func fixedColors() {
    for index in 0..<Paint.seriesCount {
      #expect(Paint.series(index).color == Tokens.light["--chart-\(index + 1)"])
      #expect(Paint.onSeries(index).color == Tokens.light["--chart-on-\(index + 1)"])
    }
    for index in 0..<Paint.stepCount {
      #expect(Paint.step(index).color == Tokens.light["--chart-shade-\(index + 1)"])
      #expect(
        Paint.onStep(index).color == Tokens.light[index < 2 ? "--chart-on-light-shade" : "--chart-on-dark-shade"])
    }
    #expect(Paint.muted.color == Tokens.light["--chart-muted"])
    #expect(Paint.grid.color == Tokens.light["--chart-grid"])
    #expect(Paint.paper.color == Tokens.light["--chart-ground"])
  }

  @Test("the style sheet knows every margin that a drawing can have")
  func margins() {
    for step in 1...28 { #expect(Tokens.css.contains("  .w\(step) {\n    --chart-margin: \(step);")) }
    let steps = Int((Canvas.narrowest - 64) / 8)
    #expect(steps <= 28)
  }
}
