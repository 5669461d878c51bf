import Diagnostics

/// Draws Vega-Lite's own JSON (or YAML) as Vega-Lite draws it: with its axes, ticks, legends, sizes and colours.
///
/// - Parameters:
///   - bytes: the specification.
///   - path: its name, for messages.
///   - data: the bytes of a file beside the specification, or of what `data: {"name": …}` names; nil where there is none.
/// - Returns: the SVG, or nil with errors. Warnings may come with an SVG.
package func conformSVG(_ bytes: [UInt8], path: String, data: @escaping (String) -> [UInt8]?) -> (
  svg: [UInt8]?, diagnostics: [Diagnostic]
) {
  var diagnostics: [Diagnostic] = []
  guard let node = SpecNode.read(bytes, path: path, into: &diagnostics) else { return (nil, diagnostics) }
  let problems = SpecProblems(path: path)
  let compiled = Compiler.compile(node, problems) { name in data(name).map { .file($0) } }
  var svg: [UInt8]?
  if let compiled, !problems.diagnostics.contains(where: { $0.severity == .error }) {
    svg = compiled.conformSVG(problems)
  }
  let all = (diagnostics + problems.diagnostics).sortedByPlace()
  return (all.contains { $0.severity == .error } ? nil : svg, all)
}

extension CompiledView {
  func conformSVG(_ problems: SpecProblems) -> [UInt8] {
    var layout = ConformLayout(self, problems)
    let block = layout.draw(root)
    var bounds = block.scene.bounds
    bounds.formUnion(Bounds.rect(0, 0, block.width, block.height))
    let (x, y) = ((padding.left - bounds.left).rounded(.up), (padding.top - bounds.top).rounded(.up))
    return SceneWriter.svg(
      block.scene, width: (x + bounds.right + padding.right).rounded(.up),
      height: (y + bounds.bottom + padding.bottom).rounded(.up), background: background, x: x, y: y)
  }
}
