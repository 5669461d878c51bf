import Diagnostics
import Yams

/// A value and where the author wrote it.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  package let value: Value
  package let place: Place

  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

/// The problems of one file, gathered while its fields are read.
package final class ProblemList {
  package var diagnostics: [Diagnostic] = []

  package init() {}
}

/// Reads the fields of one YAML mapping with their types.
///
/// Asking for a field declares it: ``finish()`` reports every key that nobody asked for.
package final class FieldReader {
  /// What the mapping describes, for messages: `a guide`, `a contact`.
  package let subject: String
  /// Where to report what is missing.
  package let place: Place
  private let file: YAMLFile
  private let problems: ProblemList
  private var values: [String: Node] = [:]
  private var keys: [(name: String, node: Node)] = []
  private var asked: [String] = []

  package init(_ mapping: Node.Mapping, of subject: String, in file: YAMLFile, place: Place, problems: ProblemList) {
    self.subject = subject
    self.place = place
    self.file = file
    self.problems = problems
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        problems.diagnostics.append(
          Diagnostic(
            .valueType, "a field's name must be a word", at: file.place(key), help: "write name: value"))
        continue
      }
      keys.append((name, key))
      values[name] = value
    }
  }

  /// A reader of the file's top level, or nil (with a diagnostic) where that is not a mapping.
  package convenience init?(root file: YAMLFile, of subject: String, place: Place, problems: ProblemList) {
    switch file.root {
    case .mapping(let mapping)?:
      self.init(mapping, of: subject, in: file, place: place, problems: problems)
    case nil:
      self.init(Node.Mapping([]), of: subject, in: file, place: place, problems: problems)
    case let node?:
      problems.diagnostics.append(
        Diagnostic(
          .valueType, "these are not fields", at: file.place(node), help: "write one field a line, as in title: A name")
      )
      return nil
    }
  }

  /// Reports keys that no caller asked for.
  package func finish() {
    for (name, node) in keys where !asked.contains(name) {
      let near = Suggestion.nearest(to: name, in: asked)
      report(
        .unknownKey, "\(subject) has no field \"\(name)\"", at: file.place(node),
        help: near.map { "did you mean \($0)?" } ?? "its fields are \(asked.sorted().joined(separator: ", "))")
    }
  }

  // MARK: - Scalars

  /// Text of any scalar; empty text counts as absent.
  package func text(_ key: String, required: Bool = false, limit: Int? = nil) -> Located<String>? {
    guard let node = node(key, required: required) else { return nil }
    guard case .scalar(let scalar) = node else {
      report(.valueType, "\"\(key)\" must be text", at: file.place(node), help: example(key))
      return nil
    }
    guard !isNull(scalar) else {
      if required { reportMissing(key) }
      return nil
    }
    let text = trimmed(scalar.string)
    guard !text.isEmpty else {
      if required { reportMissing(key) }
      return nil
    }
    reportControls(in: text, key, at: node)
    if let limit, text.count > limit {
      report(
        .tooLong, "\"\(key)\" is \(text.count) characters long; \(limit) is the most that lists and searches show",
        at: file.place(node), help: "say it in fewer words")
    }
    return Located(text, at: file.place(node))
  }

  /// A date as precise as is known.
  package func date(_ key: String, required: Bool = false) -> CalendarDate? {
    guard let text = text(key, required: required) else { return nil }
    guard let date = CalendarDate(text.value) else {
      report(
        .value, "\"\(text.value)\" is not a date", at: text.place,
        help: "write the year, month and day with hyphens, as in \(key): 2019-02-04 (or 2019-02, or 2019)")
      return nil
    }
    return date
  }

  package func integer(_ key: String, required: Bool = false, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(key, required: required) else { return nil }
    guard let number = Int(text.value), range.contains(number) else {
      report(
        .value, "\"\(key)\" must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: text.place,
        help: example(key))
      return nil
    }
    return number
  }

  package func flag(_ key: String) -> Bool? {
    guard let text = text(key) else { return nil }
    switch text.value {
    case "true", "yes", "True", "Yes": return true
    case "false", "no", "False", "No": return false
    default:
      report(.value, "\"\(key)\" must be true or false", at: text.place, help: "write \(key): true")
      return nil
    }
  }

  /// One of the raw values of an enumeration.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, required: Bool = false, of type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    text(key, required: required).flatMap { choice($0, key: key) }
  }

  package func choices<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type = Choice.self)
    -> [Choice] where Choice.RawValue == String
  {
    texts(key).compactMap { choice($0, key: key) }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(_ text: Located<String>, key: String) -> Choice?
  where Choice.RawValue == String {
    if let choice = Choice(rawValue: text.value) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: text.value, in: names)
    report(
      .value, "\"\(text.value)\" is not a value of \"\(key)\"", at: text.place,
      help: (near.map { "did you mean \($0)? " } ?? "") + "it is one of \(names.joined(separator: ", "))")
    return nil
  }

  // MARK: - Lists and mappings

  /// A list of texts; a single text counts as a list of one.
  package func texts(_ key: String, required: Bool = false, atMost limit: Int = 200) -> [Located<String>] {
    guard let node = node(key, required: required) else { return [] }
    switch node {
    case .scalar(let scalar):
      reportControls(in: scalar.string, key, at: node)
      return isNull(scalar) ? [] : [Located(trimmed(scalar.string), at: file.place(node))]
    case .sequence(let sequence):
      if sequence.count > limit {
        report(.value, "\"\(key)\" has \(sequence.count) items; \(limit) is the most", at: file.place(node))
      }
      return sequence.compactMap { item in
        guard case .scalar(let scalar) = item, !isNull(scalar) else {
          report(.valueType, "each item of \"\(key)\" must be text", at: file.place(item), help: example(key))
          return nil
        }
        reportControls(in: scalar.string, key, at: item)
        return Located(trimmed(scalar.string), at: file.place(item))
      }
    default:
      report(.valueType, "\"\(key)\" must be a list", at: file.place(node), help: "write \(key): [one, two]")
      return []
    }
  }

  /// A mapping below this one.
  package func fields(_ key: String, of subject: String) -> FieldReader? {
    guard let node = node(key, required: false) else { return nil }
    guard case .mapping(let mapping) = node else {
      if case .scalar(let scalar) = node, isNull(scalar) { return nil }
      report(.valueType, "\"\(key)\" must hold fields of its own", at: file.place(node), help: example(key))
      return nil
    }
    return FieldReader(mapping, of: subject, in: file, place: keyPlace(key), problems: problems)
  }

  /// Whether a field holds fields of its own, for one that may also be plain text.
  package func holdsFields(_ key: String) -> Bool {
    if case .mapping? = values[key] { true } else { false }
  }

  /// A list of mappings below this one.
  package func records(_ key: String, of subject: String) -> [FieldReader] {
    guard let node = node(key, required: false) else { return [] }
    guard case .sequence(let sequence) = node else {
      report(.valueType, "\"\(key)\" must be a list of items", at: file.place(node), help: example(key))
      return []
    }
    return sequence.compactMap { item in
      guard case .mapping(let mapping) = item else {
        report(.valueType, "each item of \"\(key)\" must hold fields", at: file.place(item), help: example(key))
        return nil
      }
      return FieldReader(mapping, of: subject, in: file, place: file.place(item), problems: problems)
    }
  }

  /// An item of a list in which texts and mappings may stand side by side.
  package enum Item {
    case text(Located<String>)
    case fields(FieldReader)
  }

  /// A list of texts and mappings; a single text counts as a list of one.
  package func items(_ key: String, of subject: String) -> [Item] {
    guard let node = node(key, required: false) else { return [] }
    let list: [Node]
    switch node {
    case .sequence(let sequence): list = Array(sequence)
    case .scalar(let scalar): list = isNull(scalar) ? [] : [node]
    default:
      report(.valueType, "\"\(key)\" must be a list of items", at: file.place(node), help: example(key))
      return []
    }
    return list.compactMap { item in
      switch item {
      case .mapping(let mapping):
        return .fields(
          FieldReader(mapping, of: subject, in: file, place: file.place(item), problems: problems))
      case .scalar(let scalar) where !isNull(scalar):
        reportControls(in: scalar.string, key, at: item)
        return .text(Located(trimmed(scalar.string), at: file.place(item)))
      default:
        report(
          .valueType, "each item of \"\(key)\" must be text or hold fields", at: file.place(item), help: example(key))
        return nil
      }
    }
  }

  /// The names of all keys, each a mapping: for tables whose keys the author chooses.
  package func namedFields(of subject: String) -> [(name: String, reader: FieldReader)] {
    keys.compactMap { key in fields(key.name, of: subject).map { (key.name, $0) } }
  }

  /// The texts of all keys, as they are written, for tables whose keys the author chooses; a key without one is reported.
  package func namedTexts() -> [String: String] {
    var texts: [String: String] = [:]
    for (name, _) in keys {
      guard let node = values[name], case .scalar(let scalar) = node, !isNull(scalar) else {
        report(.valueType, "\"\(name)\" must be text", at: keyPlace(name), help: "write \(name): and the words")
        continue
      }
      reportControls(in: scalar.string, name, at: node)
      texts[name] = scalar.string
    }
    return texts
  }

  /// Where a field's name stands, or the mapping's place where the field is absent.
  package func keyPlace(_ key: String) -> Place {
    keys.first { $0.name == key }.map { file.place($0.node) } ?? place
  }

  package func report(_ id: DiagnosticID, _ message: String, at place: Place, help: String? = nil) {
    problems.diagnostics.append(Diagnostic(id, message, at: place, help: help))
  }

  // MARK: - Inside

  private func node(_ key: String, required: Bool) -> Node? {
    asked.append(key)
    if let node = values[key] { return node }
    if required { reportMissing(key) }
    return nil
  }

  /// Characters that no page and no feed can hold, which YAML lets in as escapes. Source: XML 1.0, production 2.
  private func reportControls(in text: String, _ key: String, at node: Node) {
    let isFine = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFFFD, 0x10000...: true
      default: false
      }
    }
    guard !isFine else { return }
    report(
      .value, "\"\(key)\" has a control character in it", at: file.place(node),
      help: "take the escape out, such as \\0 or \\x07")
  }

  private func reportMissing(_ key: String) {
    report(.requiredKey, "\(subject) needs the field \"\(key)\"", at: place, help: example(key))
  }

  private func example(_ key: String) -> String? { FieldGuide.help(for: key) }

  private func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null")
  }

  private func trimmed(_ text: String) -> String {
    var view = text.unicodeScalars[...]
    while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return view.count == text.unicodeScalars.count ? text : String(view)
  }
}
