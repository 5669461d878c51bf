import Diagnostics

/// Turns what is short for something else into what it stands for: repeated views, panels in an encoding, points on
/// lines, box plots and error bars. The result has units, layers, panels (`facet`) and `concat` only.
///
/// Follows Vega-Lite's `src/normalize`.
struct Normalizer {
  let config: SpecNode
  let problems: SpecProblems
  /// Views made so far: repetition can multiply them.
  private var viewCount = 0

  static let maximumViews = 400
  static let maximumDepth = 24

  /// What a view takes from those around it.
  struct Context {
    var encoding: SpecNode?
    /// What `{"repeat": "row"}` stands for: row, column, layer, repeat.
    var repeater: [String: String] = [:]
    var depth = 0
  }

  init(config: SpecNode, problems: SpecProblems) {
    self.config = config
    self.problems = problems
  }

  mutating func normalize(_ view: SpecNode, _ context: Context = Context()) -> SpecNode? {
    guard view.fields != nil else {
      problems.report(.valueType, "a view must hold fields such as \"mark\" and \"encoding\"", at: view.range)
      return nil
    }
    viewCount += 1
    guard viewCount <= Self.maximumViews, context.depth < Self.maximumDepth else {
      if viewCount == Self.maximumViews + 1 || context.depth == Self.maximumDepth {
        problems.report(.value, "this chart has too many views in one another", at: view.range, help: "draw fewer")
      }
      return nil
    }
    var inner = context
    inner.depth += 1
    if view["facet"] != nil, view["spec"] != nil { return facet(view, inner) }
    if let repeated = view["repeat"] { return self.repeated(view, repeated, inner) }
    for key in ["concat", "hconcat", "vconcat"] where view[key] != nil { return concat(view, key, inner) }
    if view["layer"] != nil { return layer(view, inner) }
    if view["mark"] != nil { return unit(view, inner) }
    problems.report(
      .chartUnsupported, "this view has nothing to draw", at: view.range,
      help: "give it a \"mark\" and an \"encoding\", or \"layer\", \"facet\", \"concat\", \"hconcat\", \"vconcat\"")
    return nil
  }

  private mutating func facet(_ view: SpecNode, _ context: Context) -> SpecNode? {
    guard let spec = view["spec"], let inner = normalize(spec, context) else { return nil }
    var result = view.setting("spec", inner)
    if let facet = view["facet"] { result = result.setting("facet", resolved(facet, isMapping: true, context)) }
    return result
  }

  private mutating func concat(_ view: SpecNode, _ key: String, _ context: Context) -> SpecNode? {
    guard let children = view[key]?.list else {
      problems.report(.valueType, "\"\(key)\" must be a list of views", at: view[key]?.range ?? view.range)
      return nil
    }
    return view.setting(key, SpecNode(.list(children.compactMap { normalize($0, context) })))
  }

  private mutating func layer(_ view: SpecNode, _ context: Context) -> SpecNode? {
    guard let children = view["layer"]?.list else {
      problems.report(.valueType, "\"layer\" must be a list of views", at: view["layer"]?.range ?? view.range)
      return nil
    }
    var inner = context
    let own = view["encoding"].map { repeatedFields($0, context) }
    inner.encoding = merged(parent: context.encoding, own: own, isLayer: true)
    for name in ["row", "column", "facet"] {
      if let place = own?.fields?.first(where: { $0.name == name }) {
        problems.report(
          .chartUnsupported, "layers cannot make panels with \"\(name)\" in their encoding", at: place.range,
          help: "write {\"facet\": …, \"spec\": {\"layer\": …}} around them")
        inner.encoding = inner.encoding?.removing(name)
      }
    }
    return view.removing("encoding").setting("layer", SpecNode(.list(children.compactMap { normalize($0, inner) })))
  }

  // MARK: - Repetition

  private mutating func repeated(_ view: SpecNode, _ names: SpecNode, _ context: Context) -> SpecNode? {
    guard let spec = view["spec"] else {
      problems.report(.requiredKey, "a repeated view needs a \"spec\"", at: view.range)
      return nil
    }
    func texts(_ node: SpecNode?) -> [String?] {
      guard let node else { return [nil] }
      return (node.list ?? []).map(\.text)
    }
    if names.fields != nil, let layers = names["layer"]?.list {
      if names["row"] != nil || names["column"] != nil {
        let inner = SpecNode(.object([])).setting("repeat", SpecNode(.object([])).setting("layer", names["layer"]))
          .setting("spec", spec)
        return repeated(view.setting("spec", inner), names.removing("layer"), context)
      }
      let children = layers.compactMap { name -> SpecNode? in
        var inner = context
        inner.repeater["layer"] = name.text
        return normalize(spec, inner)
      }
      return view.removing("repeat", "spec").setting("layer", SpecNode(.list(children)))
    }
    var children: [SpecNode] = []
    let isList = names.list != nil
    for each in isList ? texts(names) : [nil] {
      for row in isList ? [nil] : texts(names["row"]) {
        for column in isList ? [nil] : texts(names["column"]) {
          var inner = context
          if let each { inner.repeater["repeat"] = each }
          if let row { inner.repeater["row"] = row }
          if let column { inner.repeater["column"] = column }
          guard let child = normalize(spec, inner) else { continue }
          children.append(child.removing("data"))
        }
      }
    }
    let columns = isList ? view["columns"] : SpecNode(.number(Double(names["column"]?.list?.count ?? 1)))
    return SpecNode(.object([]), range: view.range).setting("data", spec["data"] ?? view["data"])
      .setting("align", "all").merging(view.removing("repeat", "spec", "data"))
      .setting("columns", columns).setting("concat", SpecNode(.list(children)))
  }

  /// An encoding with the names that `{"repeat": …}` stands for.
  private func repeatedFields(_ encoding: SpecNode, _ context: Context) -> SpecNode {
    guard !context.repeater.isEmpty, let fields = encoding.fields else { return encoding }
    return SpecNode(
      .object(
        fields.map { field in
          var field = field
          if let list = field.value.list {
            field.value = SpecNode(
              .list(list.map { resolved($0, isMapping: false, context) }), range: field.value.range)
          } else {
            field.value = resolved(field.value, isMapping: false, context)
          }
          return field
        }), range: encoding.range)
  }

  private func resolved(_ def: SpecNode, isMapping: Bool, _ context: Context) -> SpecNode {
    guard def.fields != nil else { return def }
    var result = def
    if isMapping {
      for name in ["row", "column"] {
        if let inner = result[name] { result = result.setting(name, resolved(inner, isMapping: false, context)) }
      }
    }
    for key in ["field", "datum"] {
      guard let name = def[key]?["repeat"]?.text else { continue }
      if let value = context.repeater[name] {
        result = result.setting(key, SpecNode(.text(value), range: def[key]?.range ?? def.range))
        if key == "datum", def["type"] == nil { result = result.setting("type", "nominal") }
      } else {
        problems.report(
          .value, "there is no \"repeat\" for \"\(name)\" around this view", at: def[key]?.range ?? def.range)
      }
    }
    if let sort = result["sort"], sort.fields != nil {
      result = result.setting("sort", resolved(sort, isMapping: false, context))
    }
    if let condition = result["condition"] {
      result = result.setting(
        "condition",
        condition.list.map { SpecNode(.list($0.map { resolved($0, isMapping: false, context) })) }
          ?? resolved(condition, isMapping: false, context))
    }
    return result
  }

  // MARK: - Units

  private mutating func unit(_ view: SpecNode, _ context: Context) -> SpecNode? {
    let own = view["encoding"] ?? .empty
    if ["row", "column", "facet"].contains(where: { own[$0].map { $0.isFieldDef || $0.isNull == false } ?? false }) {
      return facetedUnit(view, own, context)
    }
    var encoding = repeatedFields(own, context)
    if let parent = context.encoding {
      encoding = merged(parent: parent, own: encoding, isLayer: false) ?? .empty
    }
    // Null takes a definition of the layers around away.
    encoding = SpecNode(
      .object((encoding.fields ?? []).filter { !$0.value.isNull }), range: encoding.range)
    let unit = view.setting("encoding", encoding)
    var inner = context
    inner.encoding = nil
    inner.repeater = [:]
    switch unit.markType {
    case "boxplot": return boxPlot(unit).flatMap { normalize($0, inner) }
    case "errorbar": return errorBar(unit).flatMap { normalize($0, inner) }
    case "errorband": return errorBand(unit).flatMap { normalize($0, inner) }
    case "line", "rule", "trail", "area":
      if let layered = pathOverlay(unit) { return normalize(layered, inner) }
      return rangedLine(unit)
    default: return unit
    }
  }

  /// A unit whose encoding has panels, as panels of a unit.
  private mutating func facetedUnit(_ view: SpecNode, _ encoding: SpecNode, _ context: Context) -> SpecNode? {
    let (row, column, facet) = (encoding["row"], encoding["column"], encoding["facet"])
    let child = view.picking("mark", "width", "height", "view", "encoding")
      .setting("encoding", encoding.removing("row", "column", "facet"))
    var result = view.removing("mark", "width", "height", "view", "encoding")
    if row != nil || column != nil {
      var mapping = SpecNode(.object([]), range: encoding.range)
      for (name, def) in [("row", row), ("column", column)] {
        guard let def else { continue }
        for layout in ["align", "center", "spacing"] {
          if let value = def[layout] {
            result = result.setting(layout, (result[layout] ?? .empty).setting(name, value))
          }
        }
        mapping = mapping.setting(name, def.removing("align", "center", "spacing"))
      }
      result = result.setting("facet", mapping)
    } else if let facet {
      for layout in ["align", "center", "spacing", "columns"] {
        if let value = facet[layout] { result = result.setting(layout, value) }
      }
      result = result.setting("facet", facet.removing("align", "center", "spacing", "columns"))
    }
    return normalize(result.setting("spec", child), context)
  }

  /// The encoding of a layer's child: its own definitions over those around it.
  private func merged(parent: SpecNode?, own: SpecNode?, isLayer: Bool) -> SpecNode? {
    guard let parent else { return own }
    var result = SpecNode(.object([]), range: own?.range ?? parent.range)
    for field in own?.fields ?? [] {
      if field.value.isFieldOrDatumDef {
        result = result.setting(field.name, (parent[field.name] ?? .empty).merging(field.value))
      } else if let condition = field.value["condition"], condition.isFieldOrDatumDef {
        result = result.setting(
          field.name, field.value.setting("condition", (parent[field.name] ?? .empty).merging(condition)))
      } else {
        result = result.setting(field.name, field.value)
      }
    }
    for field in parent.fields ?? [] where own?[field.name] == nil {
      let def = field.value
      if isLayer || def["value"] != nil || def.isFieldOrDatumDef || def.list != nil {
        result = result.setting(field.name, def)
      }
    }
    return result
  }

  // MARK: - Lines with points

  /// A line with points, or an area with a line, as layers; nil for other marks.
  private func pathOverlay(_ unit: SpecNode) -> SpecNode? {
    let mark = unit.markNode
    let encoding = unit["encoding"] ?? .empty
    let configured = config[mark["type"]?.text ?? ""]
    let point = overlay(mark["point"], configured?["point"], isImplied: encoding["shape"] != nil, isPoint: true)
    let line =
      mark["type"]?.text == "area" ? overlay(mark["line"], configured?["line"], isImplied: false, isPoint: false) : nil
    guard point != nil || line != nil else { return nil }
    var base = mark.removing("point", "line")
    if base["type"]?.text == "area", base["opacity"] == nil, base["fillOpacity"] == nil {
      base = base.setting("opacity", 0.7)
    }
    // The configuration must not make the layers grow points of their own.
    base = base.setting("point", false)
    if base["type"]?.text == "area" { base = base.setting("line", false) }
    var layers = [
      SpecNode(.object([]), range: unit.range).setting("mark", base)
        .setting("encoding", encoding.removing("shape"))
    ]
    // A stack holds for what lies over it too.
    var overlaid = encoding
    if let stack = StackRule.stack(mark: base["type"]?.text ?? "", orient: mark["orient"]?.text, encoding) {
      overlaid = overlaid.setting(
        stack.channel.rawValue,
        (overlaid[stack.channel.rawValue] ?? .empty).setting("stack", SpecNode(.text(stack.offset))))
    }
    overlaid = overlaid.removing("x2", "y2")
    if let line {
      let definition = SpecNode(.object([])).setting("type", "line")
        .merging(mark.picking("clip", "interpolate", "tension")).merging(line).setting("point", false)
      layers.append(SpecNode(.object([]), range: unit.range).setting("mark", definition).setting("encoding", overlaid))
    }
    if let point {
      let definition = SpecNode(.object([])).setting("type", "point").setting("opacity", 1).setting("filled", true)
        .merging(mark.picking("clip")).merging(point)
      layers.append(SpecNode(.object([]), range: unit.range).setting("mark", definition).setting("encoding", overlaid))
    }
    return unit.removing("mark", "encoding").setting("layer", SpecNode(.list(layers)))
  }

  private func overlay(_ own: SpecNode?, _ configured: SpecNode?, isImplied: Bool, isPoint: Bool) -> SpecNode? {
    if isPoint, own?.text == "transparent" { return SpecNode(.object([])).setting("opacity", 0) }
    if let own { return own.flag == true ? .empty : own.fields == nil ? nil : own }
    if let configured, configured.flag != false { return configured.fields == nil ? .empty : configured }
    return isImplied ? .empty : nil
  }

  /// A line with two ends is a rule.
  private func rangedLine(_ unit: SpecNode) -> SpecNode {
    guard unit.markType == "line", let encoding = unit["encoding"] else { return unit }
    for (main, second) in [("x", "x2"), ("y", "y2")] {
      guard encoding[second] != nil, let def = encoding[main] else { continue }
      if (def.isFieldDef && def["bin"]?.text != "binned") || def["datum"] != nil {
        return unit.setting("mark", unit.markNode.setting("type", "rule"))
      }
    }
    return unit
  }
}

extension SpecNode {
  /// A unit's mark as an object with a type.
  var markNode: SpecNode {
    guard let mark = self["mark"] else { return .empty }
    if mark.fields != nil { return mark }
    return SpecNode(
      .object([Field(name: "type", range: mark.range, value: mark)]), range: mark.range)
  }

  var markType: String { markNode["type"]?.text ?? "" }
}
