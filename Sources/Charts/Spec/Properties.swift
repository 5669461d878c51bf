/// The names of one kind of object of a specification, each with the kind of its values.
protocol PropertyName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  var kind: PropertyKind { get }
}

enum PropertyKind: Sendable {
  case number, text, flag, color
  /// A number or true/false, or one of the words.
  case flagOr([String])
  case numberOr([String])
  case choice([String])
  /// Lines of text; null takes the default away.
  case lines
  case numbers
  /// Values of data, or objects that the user of the property reads.
  case node
}

/// What a specification says for some of the names of one kind of object.
struct Properties<Name: PropertyName>: Sendable {
  private(set) var values: [Name: SpecNode] = [:]

  init() {}

  /// Reads an object; what it has beyond `Name` and `alsoKnown` is reported.
  init(_ node: SpecNode, of subject: String, alsoKnown: [String] = [], _ problems: SpecProblems) {
    for field in node.fields ?? [] {
      if let name = Name(rawValue: field.name) {
        if let value = Self.checked(field, name.kind, problems) { values[name] = value }
      } else if !alsoKnown.contains(field.name) {
        problems.reportUnsupported(
          field, of: subject, known: Name.allCases.map(\.rawValue) + alsoKnown, advice: nil)
      }
    }
  }

  subscript(name: Name) -> SpecNode? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func number(_ name: Name) -> Double? { values[name]?.number }
  func text(_ name: Name) -> String? { values[name]?.text }
  func flag(_ name: Name) -> Bool? { values[name]?.flag }
  func numbers(_ name: Name) -> [Double]? { values[name]?.list?.compactMap(\.number) }
  func lines(_ name: Name) -> [String]? {
    guard let node = values[name], !node.isNull else { return nil }
    if let items = node.list {
      return items.compactMap { $0.text ?? $0.number.map { SpecNode(.number($0)).description } }
    }
    return (node.text ?? node.number.map { SpecNode(.number($0)).description })?.split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }
  func isNull(_ name: Name) -> Bool { values[name]?.isNull ?? false }

  /// These values, and those of `other` for names that have none here.
  func over(_ other: Properties) -> Properties {
    var result = self
    result.values.merge(other.values) { mine, _ in mine }
    return result
  }

  /// A field's value where it is of its kind, otherwise nil with a diagnostic. Null passes.
  private static func checked(
    _ field: SpecNode.Field, _ kind: PropertyKind, _ problems: SpecProblems
  ) -> SpecNode? {
    let node = field.value
    if node.isNull { return node }
    if node["expr"] != nil || node["signal"] != nil {
      problems.report(
        .chartUnsupported, "\"\(field.name)\" cannot be an expression in a picture that does not move", at: node.range,
        help: "write the value itself")
      return nil
    }
    if node["condition"] != nil, case .node = kind {
    } else if node["condition"] != nil {
      problems.report(
        .chartUnsupported, "\"\(field.name)\" cannot depend on a condition", at: node.range,
        help: "write one value for all")
      return nil
    }
    func text(among words: [String]) -> SpecNode? {
      guard let text = node.text, words.contains(text) else {
        problems.report(
          .value, "\(node.description.prefix(60)) is not a value of \"\(field.name)\"", at: node.range,
          help: "it is one of \(words.joined(separator: ", "))")
        return nil
      }
      return SpecNode(.text(text), range: node.range)
    }
    switch kind {
    case .number: return problems.number(node, field.name) == nil ? nil : node
    case .flag: return problems.flag(node, field.name) == nil ? nil : node
    case .text: return problems.text(node, field.name).map { SpecNode(.text($0), range: node.range) }
    case .color:
      if node.fields != nil {
        problems.report(
          .chartUnsupported, "\"\(field.name)\" cannot be a gradient", at: node.range, help: "write one colour")
        return nil
      }
      return problems.text(node, field.name).map { SpecNode(.text($0), range: node.range) }
    case .flagOr(let words): return node.flag != nil || node.number != nil ? node : text(among: words)
    case .numberOr(let words): return node.number != nil ? node : text(among: words)
    case .choice(let words): return text(among: words)
    case .numbers:
      if let items = node.list, items.allSatisfy({ $0.number != nil }) { return node }
      problems.report(.valueType, "\"\(field.name)\" must be a list of numbers", at: node.range)
      return nil
    case .lines:
      if node.list != nil { return node }
      return problems.text(node, field.name) == nil ? nil : node
    case .node: return node
    }
  }
}
