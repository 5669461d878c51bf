import Mustache

/// Text for a template, escaped for HTML once; what a template writes can therefore never be unescaped by mistake.
struct TextValue: MustacheCustomRenderable, MustacheParent, Sendable {
  let renderText: String
  var isNull: Bool { false }

  init(_ text: String) { renderText = HTMLEscape.escaped(text) }

  func child(named: String) -> Any? { nil }
}

/// HTML that the builder itself has made.
struct HTMLValue: MustacheCustomRenderable, MustacheParent, Sendable {
  let renderText: String
  var isNull: Bool { false }

  init(_ html: String) { renderText = html }

  func child(named: String) -> Any? { nil }
}

/// A declared name without a value: writes nothing, and hides its section.
///
/// It stands for nil, at which the template engine would climb to the scopes outside.
struct AbsentValue: MustacheCustomRenderable, Sendable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
