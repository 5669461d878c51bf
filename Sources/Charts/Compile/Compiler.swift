import Diagnostics

/// Compiles Vega-Lite into what is drawn.
enum Compiler {
  /// - Parameters:
  ///   - node: the specification.
  ///   - provider: the rows of a file beside it, or of a name.
  /// - Returns: nil where there is nothing to draw; problems go to `problems`.
  static func compile(
    _ node: SpecNode, _ problems: SpecProblems, provider: @escaping (String) -> DataBytes?
  ) -> CompiledView? {
    let config = Config(node["config"], problems)
    if let params = node.fields?.first(where: { $0.name == "params" }) {
      problems.reportUnsupported(params, of: "a chart", known: [], advice: nil)
    }
    let base = node.removing("params")
    var normalizer = Normalizer(config: node["config"] ?? .empty, problems: problems)
    guard let normalized = normalizer.normalize(base) else { return nil }
    var root = normalized
    // A unit with panels becomes a new root: what belongs to the whole stays there.
    for key in ["background", "padding", "autosize", "config", "datasets", "usermeta", "$schema"] {
      if let value = base[key], root[key] == nil { root = root.setting(key, value) }
    }
    var reader = ViewReader(problems: problems, config: config)
    for field in node["datasets"]?.fields ?? [] { reader.datasets[field.name] = field.value }
    guard let spec = reader.view(root, isRoot: true) else { return nil }
    let context = CompileContext(config: config, problems: problems, provider: provider)
    context.datasets = reader.datasets
    let model = ViewBuilder(context: context).root(spec)
    model.buildScales()
    model.buildAxes()
    model.buildLegends()
    var finisher = ViewFinisher(context: context)
    let (view, scales) = finisher.finish(model)
    return CompiledView(
      root: view, scales: scales, config: config,
      background: base["background"].map { $0.text } ?? config.background,
      padding: padding(base["padding"] ?? config.padding))
  }

  private static func padding(_ node: SpecNode) -> (Double, Double, Double, Double) {
    func limited(_ number: Double?) -> Double { min(1000, max(0, number ?? 0)) }
    if let number = node.number { return (limited(number), limited(number), limited(number), limited(number)) }
    return (
      limited(node["left"]?.number), limited(node["top"]?.number), limited(node["right"]?.number),
      limited(node["bottom"]?.number)
    )
  }
}
