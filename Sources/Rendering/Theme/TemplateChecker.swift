import Diagnostics

/// A template's source, its name in the theme and its tags.
struct TemplateSource {
  /// The path below the theme without its extension: `partials/header`.
  let name: String
  let displayPath: String
  let nodes: [TemplateScanner.Node]
}

/// Finds names that no scope provides, partials that do not exist, and partials that contain themselves.
struct TemplateChecker {
  let templates: [String: TemplateSource]
  private(set) var diagnostics: [Diagnostic] = []
  private var visited: Set<String> = []
  private var skipped: Set<String> = []

  init(_ templates: [TemplateSource]) {
    self.templates = Dictionary(templates.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// Checks the partials of all templates; where one contains itself, nothing can be rendered.
  mutating func checkPartials() {
    for name in templates.keys.sorted() {
      var path: [String] = []
      checkPartials(of: name, path: &path)
    }
  }

  private mutating func checkPartials(of name: String, path: inout [String]) {
    guard let template = templates[name] else { return }
    path.append(name)
    defer { path.removeLast() }
    for partial in Self.partials(in: template.nodes) {
      let place = Place(path: template.displayPath, range: partial.range)
      if templates[partial.text] == nil {
        diagnostics.append(
          Diagnostic(
            .themeFile, "the theme has no template \"\(partial.text)\"", at: place,
            help: Suggestion.nearest(to: partial.text, in: templates.keys.sorted()).map { "did you mean \($0)?" }))
      } else if path.contains(partial.text) {
        let ring = path.drop { $0 != partial.text } + [partial.text]
        diagnostics.append(
          Diagnostic(
            .templateCycle, "this template contains itself: \(ring.joined(separator: " → "))", at: place,
            help: "take one of these tags out"))
      } else if visited.insert(partial.text).inserted {
        checkPartials(of: partial.text, path: &path)
      }
    }
  }

  /// Checks the names of a template, and of what it includes, against the scope that it is rendered with.
  /// - Parameter partials: these are rendered by themselves, with a scope of their own.
  mutating func checkNames(of name: String, scope: ScopeSchema, except partials: [String] = []) {
    guard let template = templates[name] else { return }
    skipped = Set(partials)
    check(template.nodes, in: template, scopes: [scope], depth: 0)
  }

  private mutating func check(
    _ nodes: [TemplateScanner.Node], in template: TemplateSource, scopes: [ScopeSchema], depth: Int
  ) {
    guard depth < 80 else { return }
    for node in nodes {
      switch node {
      case .variable(let name):
        _ = kind(of: name, in: template, scopes: scopes)
      case .section(let name, let inverted, let inner):
        switch kind(of: name, in: template, scopes: scopes) {
        case .object(let schema)?, .list(let schema)?:
          check(inner, in: template, scopes: inverted ? scopes : scopes + [schema()], depth: depth + 1)
        case .value?: check(inner, in: template, scopes: scopes, depth: depth + 1)
        case nil: break
        }
      case .block(_, let inner):
        check(inner, in: template, scopes: scopes, depth: depth + 1)
      case .partial(let name, let blocks):
        check(blocks, in: template, scopes: scopes, depth: depth + 1)
        if let partial = templates[name.text], !skipped.contains(name.text) {
          check(partial.nodes, in: partial, scopes: scopes, depth: depth + 1)
        }
      }
    }
  }

  /// The field that a name means; reports a name that no scope provides.
  private mutating func kind(
    of name: TemplateScanner.Name, in template: TemplateSource, scopes: [ScopeSchema]
  ) -> FieldKind? {
    if name.text == "." { return .value }
    if let open = name.text.firstIndex(of: "("), name.text.hasSuffix(")") {
      let inner = name.text[name.text.index(after: open)...].dropLast()
      return transform(String(name.text[..<open]), of: String(inner), name, in: template, scopes: scopes)
    }
    let parts = name.text.split(separator: ".").map(String.init)
    guard let first = parts.first, var found = scopes.reversed().lazy.compactMap({ $0.fields[first] }).first else {
      report(name, parts.first ?? name.text, in: template, scopes: scopes)
      return nil
    }
    for part in parts.dropFirst() {
      guard case .object(let schema) = found, let next = schema().fields[part] else {
        var inner: [ScopeSchema] = []
        if case .object(let schema) = found { inner = [schema()] }
        report(name, part, in: template, scopes: inner)
        return nil
      }
      found = next
    }
    return found
  }

  /// What the template engine can say of an item's place in its list, and what it can do to a list. It can do nothing
  /// to a text: values are escaped already.
  private static let positions = ["first", "last", "index", "even", "odd"]
  private static let transforms = ["count", "empty", "first", "last", "reversed"]

  /// What `first()` or `count(children)` gives.
  private mutating func transform(
    _ function: String, of list: String, _ name: TemplateScanner.Name, in template: TemplateSource,
    scopes: [ScopeSchema]
  ) -> FieldKind? {
    let known = list.isEmpty ? Self.positions : Self.transforms
    guard known.contains(function) else {
      diagnostics.append(
        Diagnostic(
          .templateName, "there is no function \"\(function)\" here",
          at: Place(path: template.displayPath, range: name.range),
          help: "the functions \(list.isEmpty ? "in" : "of") a list are \(known.joined(separator: ", "))"))
      return nil
    }
    guard !list.isEmpty else { return .value }
    let inner = TemplateScanner.Name(text: list, range: name.range)
    switch kind(of: inner, in: template, scopes: scopes) {
    case .list(let schema)?:
      switch function {
      case "first", "last": return .object(schema)
      case "reversed": return .list(schema)
      default: return .value
      }
    case nil: return nil
    default:
      diagnostics.append(
        Diagnostic(
          .templateName, "\"\(list)\" is not a list, so there is no \(function) of it",
          at: Place(path: template.displayPath, range: name.range), help: "take the function out"))
      return nil
    }
  }

  private mutating func report(
    _ name: TemplateScanner.Name, _ part: String, in template: TemplateSource, scopes: [ScopeSchema]
  ) {
    let known = Set(scopes.flatMap(\.fields.keys)).sorted()
    let isString = scopes.count == 1 && scopes[0].name == StringTable.scopeName
    diagnostics.append(
      Diagnostic(
        isString ? .missingString : .templateName,
        isString ? "the theme's strings have no \"\(part)\"" : "nothing provides the name \"\(part)\" here",
        at: Place(path: template.displayPath, range: name.range),
        help: Suggestion.nearest(to: part, in: known).map { "did you mean \($0)?" }
          ?? (isString
            ? "add it to every file in strings/"
            : known.isEmpty
              ? "only objects have names behind a dot; open a list with {{#…}}"
              : "the names here are \(known.joined(separator: ", "))")))
  }

  private static func partials(in nodes: [TemplateScanner.Node]) -> [TemplateScanner.Name] {
    nodes.flatMap { node -> [TemplateScanner.Name] in
      switch node {
      case .variable: []
      case .section(_, _, let inner), .block(_, let inner): partials(in: inner)
      case .partial(let name, let blocks): [name] + partials(in: blocks)
      }
    }
  }
}
