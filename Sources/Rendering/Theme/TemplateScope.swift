import Mustache

/// What a template finds under a name.
indirect enum FieldKind: Sendable {
  /// Text, HTML or a flag: a leaf.
  case value
  /// One scope, or none.
  case object(@Sendable () -> ScopeSchema)
  /// Scopes, in order.
  case list(@Sendable () -> ScopeSchema)
}

/// The names that a scope provides, for checking templates before anything is rendered.
struct ScopeSchema: Sendable {
  let name: String
  let fields: [String: FieldKind]
}

/// What a field comes to in one scope, for rendering by shape (``ShapedTemplates``).
enum FieldState: Sendable {
  /// The same in every scope of a build.
  case constant
  /// Nothing: no text, no scope, an empty list.
  case absent
  /// Text as it is written, escaped where it needs to be.
  case text(String)
  case flag(Bool)
  /// A scope, or a list of scopes.
  case nested
}

/// A named value of a scope: what kind it is, and how to get it.
struct Field<Root: Sendable>: Sendable {
  let kind: FieldKind
  let value: @Sendable (Root) -> Any
  let state: @Sendable (Root) -> FieldState

  static func text(_ get: @escaping @Sendable (Root) -> String?) -> Field {
    Field(kind: .value) { root in
      get(root).map(TextValue.init) ?? AbsentValue() as Any
    } state: { root in
      get(root).map { .text(HTMLEscape.escaped($0)) } ?? .absent
    }
  }

  static func html(_ get: @escaping @Sendable (Root) -> String?) -> Field {
    Field(kind: .value) { root in
      get(root).map(HTMLValue.init) ?? AbsentValue() as Any
    } state: { root in
      get(root).map(FieldState.text) ?? .absent
    }
  }

  static func flag(_ get: @escaping @Sendable (Root) -> Bool) -> Field {
    Field(kind: .value) { root in
      get(root)
    } state: { root in
      .flag(get(root))
    }
  }

  static func object<Scope: TemplateScope>(_ get: @escaping @Sendable (Root) -> Scope?) -> Field {
    Field(kind: .object { Scope.schema }) { root in
      get(root) ?? AbsentValue() as Any
    } state: { root in
      get(root) == nil ? .absent : .nested
    }
  }

  static func list<Scope: TemplateScope>(_ get: @escaping @Sendable (Root) -> [Scope]) -> Field {
    Field(kind: .list { Scope.schema }) { root in
      get(root)
    } state: { root in
      get(root).isEmpty ? .absent : .nested
    }
  }

  /// The field with one value for all scopes of a build.
  var constant: Field { Field(kind: kind, value: value) { _ in .constant } }
}

/// A type that gives values to templates. Its fields are declared once, for rendering and for checking.
protocol TemplateScope: MustacheParent, Sendable {
  static var fields: [String: Field<Self>] { get }
}

extension TemplateScope {
  func child(named name: String) -> Any? { Self.fields[name]?.value(self) }

  static var schema: ScopeSchema {
    ScopeSchema(name: String(describing: Self.self), fields: fields.mapValues(\.kind))
  }
}
