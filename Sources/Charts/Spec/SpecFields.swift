import Diagnostics

/// The problems of one specification, gathered while it is read and compiled.
final class SpecProblems {
  let path: String
  var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  func report(_ id: DiagnosticID, _ message: String, at range: Range<Int>, help: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: Place(path: path, range: range), help: help))
  }
}

/// Reads the fields of one object of a specification by asking: what nobody asked for is outside the language, and
/// ``finish()`` says so.
final class SpecFields {
  /// What the object describes, for messages: `an axis`, `a scale`.
  let subject: String
  let node: SpecNode
  let problems: SpecProblems
  private var asked: [String] = []

  /// - Returns: nil, with a diagnostic, where the node is not an object.
  init?(_ node: SpecNode, of subject: String, _ problems: SpecProblems) {
    guard node.fields != nil else {
      problems.report(
        .valueType, "\(subject) must hold fields of its own", at: node.range, help: "write {name: value} here")
      return nil
    }
    self.subject = subject
    self.node = node
    self.problems = problems
  }

  /// Any value, null included.
  func node(_ name: String) -> SpecNode? {
    asked.append(name)
    return node[name]
  }

  /// Any value but null.
  func present(_ name: String) -> SpecNode? {
    node(name).flatMap { $0.isNull ? nil : $0 }
  }

  func has(_ name: String) -> Bool { node[name] != nil }

  func text(_ name: String) -> String? {
    present(name).flatMap { problems.text($0, name) }
  }

  func number(_ name: String) -> Double? {
    present(name).flatMap { problems.number($0, name) }
  }

  func flag(_ name: String) -> Bool? {
    present(name).flatMap { problems.flag($0, name) }
  }

  func list(_ name: String) -> [SpecNode]? {
    guard let node = present(name) else { return nil }
    if let list = node.list { return list }
    problems.report(.valueType, "\"\(name)\" must be a list", at: node.range, help: "write [one, two]")
    return nil
  }

  /// A list of texts; one text counts as a list of one.
  func texts(_ name: String) -> [String]? {
    guard let node = present(name) else { return nil }
    return (node.list ?? [node]).compactMap { problems.text($0, name) }
  }

  func fields(_ name: String, of subject: String) -> SpecFields? {
    present(name).flatMap { SpecFields($0, of: subject, problems) }
  }

  /// One of the raw values of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, of type: Choice.Type = Choice.self) -> Choice?
  where Choice.RawValue == String {
    present(name).flatMap { problems.choice($0, name) }
  }

  /// Accepts fields that change nothing in a picture.
  func ignore(_ names: String...) { asked += names }

  /// Reports every field that nobody asked for.
  ///
  /// - Parameter advice: what to do instead, for names of Vega-Lite that are left out on purpose.
  func finish(advice: [String: String] = [:]) {
    for field in node.fields ?? [] where !asked.contains(field.name) {
      problems.reportUnsupported(field, of: subject, known: asked, advice: advice[field.name])
    }
  }
}

extension SpecProblems {
  func reportUnsupported(_ field: SpecNode.Field, of subject: String, known: [String], advice: String?) {
    if let advice = advice ?? refusedProperties[field.name] {
      report(
        .chartUnsupported, "\"\(field.name)\" of \(subject) is not part of our chart language", at: field.range,
        help: advice)
      return
    }
    let near = Suggestion.nearest(to: field.name, in: known)
    let names = Set(known).sorted()
    let some = names.prefix(24).joined(separator: ", ") + (names.count > 24 ? " and \(names.count - 24) more" : "")
    report(
      .chartUnsupported, "\(subject) has no \"\(field.name)\"", at: field.range,
      help: near.map { "did you mean \($0)?" } ?? (names.isEmpty ? nil : "it has \(some)"))
  }

  func text(_ node: SpecNode, _ name: String) -> String? {
    if let text = node.text { return text }
    if let number = node.number { return SpecNode(.number(number)).description }
    report(.valueType, "\"\(name)\" must be text", at: node.range)
    return nil
  }

  func number(_ node: SpecNode, _ name: String) -> Double? {
    if let number = node.number { return number }
    if node["expr"] != nil || node["signal"] != nil {
      report(
        .chartUnsupported, "\"\(name)\" cannot be an expression in a picture that does not move", at: node.range,
        help: "write the number itself")
    } else {
      report(.valueType, "\"\(name)\" must be a number", at: node.range)
    }
    return nil
  }

  func flag(_ node: SpecNode, _ name: String) -> Bool? {
    if let flag = node.flag { return flag }
    report(.valueType, "\"\(name)\" must be true or false", at: node.range)
    return nil
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ node: SpecNode, _ name: String) -> Choice?
  where Choice.RawValue == String {
    guard let text = text(node, name) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: text, in: names)
    report(
      .value, "\"\(text)\" is not a value of \"\(name)\"", at: node.range,
      help: (near.map { "did you mean \($0)? " } ?? "") + "it is one of \(names.joined(separator: ", "))")
    return nil
  }
}

/// Properties of Vega-Lite that a static picture leaves out, and what to do instead.
let refusedProperties: [String: String] = [
  "params": "a published chart does not move: filter in \"transform\", or show the groups as panels",
  "selection": "a published chart does not move: filter in \"transform\", or show the groups as panels",
  "projection": "maps are not drawn; show areas as sorted bars",
  "longitude": "maps are not drawn; show areas as sorted bars",
  "latitude": "maps are not drawn; show areas as sorted bars",
  "url": "pictures inside a chart are not drawn; use \"shape\" or text",
  "href": "links stand in the page's text",
]
