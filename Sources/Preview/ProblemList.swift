import Content
import Diagnostics
import Rendering

/// Problems as browsers show them: errors first, with the lines they stand in.
struct ProblemList: Sendable {
  /// The longest list that helps; the terminal has them all.
  static let limit = 100

  /// How many problems are left out.
  let more: Int
  private let problems: [Problem]

  /// - Parameter failure: what the machine could not do.
  init(_ diagnostics: [Diagnostic], failure: String?) {
    let ordered = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity != .error }
    var problems = failure.map { [Problem(message: $0)] } ?? []
    var path: String?
    var lines: SourceLines?
    for diagnostic in ordered.prefix(Self.limit - problems.count) {
      if diagnostic.place.path != path {
        path = diagnostic.place.path
        lines = (try? readFile(diagnostic.place.path)).map(SourceLines.init)
      }
      problems.append(Problem(diagnostic, spot: diagnostic.place.range.flatMap { lines?.spot(of: $0) }))
    }
    more = ordered.count + (failure == nil ? 0 : 1) - problems.count
    self.problems = problems
  }

  /// An array of objects of strings.
  var json: String {
    let objects = problems.map { problem in
      "{" + problem.fields.map { "\"\($0.name)\":" + DiagnosticPrinter.json($0.value) }.joined(separator: ",") + "}"
    }
    return "[" + objects.joined(separator: ",") + "]"
  }

  /// A list, as the script makes it over a page.
  var html: String {
    var html = "<ol>\n"
    for problem in problems {
      html += "<li class=\"\(problem.severity)\">"
      for field in problem.fields where field.name != "severity" {
        let element = field.name == "excerpt" ? "pre" : "p"
        html += "<\(element) class=\"\(field.name)\">\(HTMLEscape.escaped(field.value))</\(element)>"
      }
      html += "</li>\n"
    }
    return html + "</ol>\n" + (more > 0 ? "<p>And \(more) more, which the terminal lists.</p>\n" : "")
  }
}

private struct Problem: Sendable {
  let severity: String
  /// In the order in which they are shown; `excerpt` has two lines.
  let fields: [(name: String, value: String)]

  init(message: String) {
    severity = Diagnostic.Severity.error.rawValue
    fields = [("severity", severity), ("message", DiagnosticPrinter.printable(message))]
  }

  init(_ diagnostic: Diagnostic, spot: SourceLines.Spot?) {
    severity = diagnostic.severity.rawValue
    let place = DiagnosticPrinter.printable(diagnostic.place.path) + (spot.map { ":\($0.line):\($0.column)" } ?? "")
    var fields = [
      ("severity", severity),
      ("message", DiagnosticPrinter.printable(diagnostic.message) + " [\(diagnostic.id.rawValue)]"), ("place", place),
    ]
    if let spot { fields.append(("excerpt", "\(spot.excerpt)\n\(spot.indent)\(spot.underline)")) }
    if let help = diagnostic.help { fields.append(("help", DiagnosticPrinter.printable(help))) }
    self.fields = fields
  }
}
