import Mustache
import Synchronization

/// Renders templates by shape: pages that have the same parts differ only in the texts of these parts.
///
/// The *shape* of a scope is which of its fields are there and which flags are set. For each shape the engine renders the
/// template once, with a mark in the place of each text; after that a page is its marks replaced. A scope with scopes
/// inside (a report's neighbours, a help panel) has no shape, and is rendered by the engine as it is.
final class ShapedTemplates<Scope: TemplateScope>: Sendable {
  private struct Shape: Hashable {
    let template: String
    let states: [UInt8]
  }

  /// A rendered template without its texts.
  private struct Skeleton: Sendable {
    var bytes: [UInt8] = []
    /// Where a text goes, and which field's it is.
    var holes: [(offset: Int, field: Int)] = []
  }

  private typealias NamedField = (name: String, field: Field<Scope>)

  private let library: MustacheLibrary
  /// The fields that each template asks for, however deep in its partials.
  private let fields: [String: [NamedField]]
  private let skeletons = Mutex<[Shape: Skeleton]>([:])

  /// - Parameter templates: those that are rendered often; others are rendered by the engine.
  init(_ theme: Theme, templates: [String]) {
    library = theme.library
    let ordered = Scope.fields.sorted { $0.key < $1.key }
    fields = Dictionary(
      uniqueKeysWithValues: templates.map { template in
        let names = theme.names[template] ?? []
        return (template, ordered.filter { names.contains($0.key) }.map { ($0.key, $0.value) })
      })
  }

  /// - Parameters:
  ///   - model: the scope as the engine takes it.
  ///   - content: writes what stands for the field `content`.
  /// - Returns: nil where the engine must render the scope as it is.
  func render(
    _ template: String, _ scope: Scope, model: any MustacheParent & Sendable,
    content: (inout [UInt8]) -> Void = { _ in }
  ) -> [UInt8]? {
    guard let fields = fields[template] else { return nil }
    var states: [UInt8] = []
    var texts: [String] = []
    states.reserveCapacity(fields.count)
    texts.reserveCapacity(fields.count)
    for (_, field) in fields {
      var text = ""
      switch field.state(scope) {
      case .nested: return nil
      case .constant: states.append(0)
      case .absent: states.append(1)
      case .flag(let isSet): states.append(isSet ? 2 : 3)
      case .text(let written):
        states.append(4)
        text = written
      }
      texts.append(text)
    }
    let shape = Shape(template: template, states: states)
    if let known = skeletons.withLock({ $0[shape] }) { return fill(known, texts, fields, content) }
    let made = skeleton(shape, fields, model: model)
    skeletons.withLock { $0[shape] = made }
    return fill(made, texts, fields, content)
  }

  private func fill(
    _ skeleton: Skeleton, _ texts: [String], _ fields: [NamedField], _ content: (inout [UInt8]) -> Void
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(skeleton.bytes.count + 16_384)
    var position = 0
    for (offset, field) in skeleton.holes {
      output.append(contentsOf: skeleton.bytes[position..<offset])
      position = offset
      if fields[field].name == "content" { content(&output) } else { output.append(texts[field]) }
    }
    output.append(contentsOf: skeleton.bytes[position...])
    return output
  }

  private func skeleton(_ shape: Shape, _ fields: [NamedField], model: any MustacheParent & Sendable) -> Skeleton {
    var marks: [String: String] = [:]
    for (index, field) in fields.enumerated() where shape.states[index] == 4 {
      marks[field.name] = "\u{0}\(index)\u{0}"
    }
    let text = library.render(MarkedModel(model: model, marks: marks), withTemplate: shape.template) ?? ""
    var skeleton = Skeleton()
    var rest = Array(text.utf8)[...]
    while let open = rest.firstIndex(of: 0) {
      skeleton.bytes += rest[..<open]
      let behind = rest[(open + 1)...]
      guard let close = behind.firstIndex(of: 0), let field = Int(String(decoding: behind[..<close], as: UTF8.self)),
        fields.indices.contains(field)
      else { break }
      skeleton.holes.append((skeleton.bytes.count, field))
      rest = rest[(close + 1)...]
    }
    skeleton.bytes += rest
    return skeleton
  }
}

/// A scope whose texts are marks.
private struct MarkedModel: MustacheParent, Sendable {
  let model: any MustacheParent & Sendable
  let marks: [String: String]

  func child(named name: String) -> Any? { marks[name].map(HTMLValue.init) ?? model.child(named: name) }
}
