/// Writes diagnostics for a terminal, for programs (JSON lines) or for GitHub.
package struct DiagnosticPrinter: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case text, json, github
  }

  let format: Format
  let color: Bool
  let source: @Sendable (String) -> [UInt8]?

  /// - Parameters:
  ///   - color: whether to use terminal colours (text format only).
  ///   - source: gives the bytes of a file by the path that diagnostics carry, or nil where it cannot be read.
  package init(
    format: Format, color: Bool = false, source: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.format = format
    self.color = color
    self.source = source
  }

  /// All of `diagnostics` in the given order, each ending in a line feed.
  package func print(_ diagnostics: [Diagnostic]) -> String {
    var output = ""
    var path: String?
    var lines: SourceLines?
    for diagnostic in diagnostics {
      if diagnostic.place.path != path {
        path = diagnostic.place.path
        lines = source(diagnostic.place.path).map(SourceLines.init)
      }
      let spot = diagnostic.place.range.flatMap { range in lines?.spot(of: range) }
      switch format {
      case .text: writeText(diagnostic, spot, into: &output)
      case .json: writeJSON(diagnostic, spot, into: &output)
      case .github: writeGitHub(diagnostic, spot, into: &output)
      }
    }
    return output
  }

  private func writeText(
    _ diagnostic: Diagnostic, _ spot: SourceLines.Spot?, into output: inout String
  ) {
    let (bold, red, yellow, dim, reset) =
      color ? ("\u{1B}[1m", "\u{1B}[31m", "\u{1B}[33m", "\u{1B}[2m", "\u{1B}[0m") : ("", "", "", "", "")
    let tint = diagnostic.severity == .error ? red : yellow
    output += bold + Self.printable(diagnostic.place.path)
    if let spot { output += ":\(spot.line):\(spot.column)" }
    output += ": \(tint)\(diagnostic.severity.rawValue):\(reset)\(bold) "
    output += Self.printable(diagnostic.message) + reset + dim + " [\(diagnostic.id.rawValue)]" + reset + "\n"
    if let spot {
      let number = String(spot.line)
      let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
      output += "\(gutter) | \(spot.excerpt)\n"
      output += "      | \(spot.indent)\(tint)\(spot.underline)\(reset)\n"
    }
    if let help = diagnostic.help { output += "      = \(Self.printable(help))\n" }
  }

  private func writeJSON(
    _ diagnostic: Diagnostic, _ spot: SourceLines.Spot?, into output: inout String
  ) {
    output += "{\"path\":" + Self.json(diagnostic.place.path)
    if let spot {
      output += ",\"line\":\(spot.line),\"column\":\(spot.column)"
      output += ",\"endLine\":\(spot.endLine),\"endColumn\":\(spot.endColumn)"
    }
    output += ",\"severity\":\"\(diagnostic.severity.rawValue)\",\"id\":\"\(diagnostic.id.rawValue)\""
    output += ",\"message\":" + Self.json(diagnostic.message)
    if let help = diagnostic.help { output += ",\"help\":" + Self.json(help) }
    output += "}\n"
  }

  /// Source: GitHub's "Workflow commands" (`::error file=…,line=…::message`) and its escapes.
  private func writeGitHub(
    _ diagnostic: Diagnostic, _ spot: SourceLines.Spot?, into output: inout String
  ) {
    output += "::\(diagnostic.severity.rawValue) file=\(Self.property(Self.printable(diagnostic.place.path)))"
    if let spot {
      output += ",line=\(spot.line),endLine=\(spot.endLine),col=\(spot.column),endColumn=\(spot.endColumn)"
    }
    output += ",title=\(diagnostic.id.rawValue)::"
    output +=
      Self.data(
        Self.printable(diagnostic.message) + (diagnostic.help.map { "\n" + Self.printable($0) } ?? "")) + "\n"
  }

  // MARK: - Escapes

  /// Text that cannot move the cursor or change the colours of a terminal, on one line.
  package static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// Control characters, and the marks that reorder text (Unicode's "Trojan Source").
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A JSON string with its quotation marks. Source: RFC 8259, section 7.
  package static func json(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      default:
        if scalar.value < 0x20 || isControl(scalar) {
          let digits = String(scalar.value, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    return output + "\""
  }

  private static func data(_ text: String) -> String {
    escape(text) {
      switch $0 {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: nil
      }
    }
  }

  private static func property(_ text: String) -> String {
    escape(text) {
      switch $0 {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }

  private static func escape(_ text: String, with code: (Unicode.Scalar) -> String?) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      if let escaped = code(scalar) {
        output += escaped
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
