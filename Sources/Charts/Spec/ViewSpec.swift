import Diagnostics

/// A view as read: one plot, layers over one another, panels of one kind, or views side by side.
struct ViewSpec: Sendable {
  indirect enum Content: Sendable {
    case unit(UnitSpec)
    case layers([ViewSpec])
    case facet(FacetSpec, ViewSpec)
    case concat([ViewSpec])
  }

  enum Size: Sendable, Hashable {
    case pixels(Double)
    /// Pixels for each step of a discrete scale.
    case step(Double, isForPosition: Bool)
    /// As wide as the page.
    case container
  }

  enum Resolution: String, CaseIterable, Sendable {
    case shared, independent
  }

  var content: Content
  var range: Range<Int>
  var title: Properties<TitleProperty>?
  var data: DataSpec?
  var transforms: [SpecNode] = []
  var width: Size?
  var height: Size?
  var view = Properties<ViewProperty>()
  var scaleResolution: [Channel: Resolution] = [:]
  var axisResolution: [Channel: Resolution] = [:]
  var legendResolution: [Channel: Resolution] = [:]
  /// How many views stand side by side before the next row begins.
  var columns: Double?
  var rowSpacing: Double?
  var columnSpacing: Double?
  /// all, each or none.
  var align: (row: String?, column: String?) = (nil, nil)
  var center: (row: Bool, column: Bool) = (false, false)
}

struct UnitSpec: Sendable {
  var mark: MarkType
  var definition: Properties<MarkProperty>
  var encoding: [Channel: [ChannelDef]]
  /// The encoding as written, normalized.
  var node: SpecNode
  /// horizontal or vertical, nil where the mark has no direction.
  var orient: String?
  var stack: StackRule.Stack?
  var range: Range<Int>

  subscript(channel: Channel) -> ChannelDef? { encoding[channel]?.first }

  /// Every definition that has a field, with its channel, in the order of the channels.
  var fieldDefs: [(channel: Channel, def: ChannelDef)] {
    Channel.allCases.flatMap { channel in
      (encoding[channel] ?? []).compactMap { def in def.fieldBearer.map { (channel, $0) } }
    }
  }
}

struct FacetSpec: Sendable {
  var row: ChannelDef?
  var column: ChannelDef?
  var wrapped: ChannelDef?
}

/// Where rows come from.
enum DataSpec: Sendable {
  /// Rows in the specification itself.
  case values([SpecNode], DataFormat)
  /// Text in the specification itself, as in a file.
  case text(String, DataFormat)
  case file(String, DataFormat, range: Range<Int>)
  /// Rows that `datasets` holds, or the caller provides.
  case named(String, range: Range<Int>)
  case sequence(start: Double, stop: Double, step: Double, name: String)
  case none
}

struct DataFormat: Sendable {
  /// csv, tsv, dsv or json; nil: by the file's name.
  var type: String?
  var delimiter: String?
  /// Where in JSON the rows are.
  var property: String?
  /// How columns are to be read; nil: as their use asks. Empty with `parsesNothing`.
  var parse: [(column: String, as: String)] = []
  var parsesNothing = false
}

// MARK: - Reading

struct ViewReader {
  let problems: SpecProblems
  let config: Config
  var datasets: [String: SpecNode] = [:]

  func view(_ node: SpecNode, isRoot: Bool) -> ViewSpec? {
    guard let fields = SpecFields(node, of: "a view", problems) else { return nil }
    if isRoot {
      fields.ignore("$schema", "config", "datasets", "usermeta", "background", "padding", "autosize")
    }
    fields.ignore("name", "description")
    guard let content = content(fields) else { return nil }
    var view = ViewSpec(content: content, range: node.range)
    if let given = fields.present("title") { view.title = title(given) }
    if let given = fields.node("data") { view.data = given.isNull ? DataSpec.none : data(given) }
    view.transforms = fields.list("transform") ?? []
    view.width = size(fields, "width")
    view.height = size(fields, "height")
    if let given = fields.present("view") { view.view = Properties(given, of: "\"view\"", problems) }
    readResolution(fields, &view)
    readLayout(fields, &view)
    fields.finish()
    return view
  }

  private func content(_ fields: SpecFields) -> ViewSpec.Content? {
    if let facet = fields.present("facet"), let child = fields.present("spec") {
      guard let child = view(child, isRoot: false) else { return nil }
      return .facet(facetSpec(facet), child)
    }
    if let layers = fields.list("layer") { return .layers(layers.compactMap { view($0, isRoot: false) }) }
    for key in ["concat", "hconcat", "vconcat"] {
      if let views = fields.list(key) { return .concat(views.compactMap { view($0, isRoot: false) }) }
    }
    return unit(fields).map { .unit($0) }
  }

  private func facetSpec(_ node: SpecNode) -> FacetSpec {
    var facet = FacetSpec()
    if node["row"] != nil || node["column"] != nil, node["field"] == nil {
      guard let fields = SpecFields(node, of: "\"facet\"", problems) else { return facet }
      facet.row = fields.present("row").flatMap { ChannelDef($0, .row, problems) }
      facet.column = fields.present("column").flatMap { ChannelDef($0, .column, problems) }
      fields.finish()
    } else {
      facet.wrapped = ChannelDef(node, .facet, problems)
    }
    return facet
  }

  private func unit(_ fields: SpecFields) -> UnitSpec? {
    guard let mark = fields.present("mark") else { return nil }
    let markNode = mark.fields != nil ? mark : SpecNode(.object([])).setting("type", mark)
    guard let typeNode = markNode["type"] else {
      problems.report(.requiredKey, "this mark has no \"type\"", at: mark.range, help: "write \"type\": \"bar\", say")
      return nil
    }
    guard let typeName = typeNode.text, let type = MarkType(rawValue: typeName) else {
      reportMark(typeNode)
      return nil
    }
    let definition = Properties<MarkProperty>(markNode, of: "a mark", alsoKnown: ["type"], problems)
    var node = fields.present("encoding") ?? .empty
    var encoding: [Channel: [ChannelDef]] = [:]
    guard let channels = SpecFields(node, of: "an encoding", problems) else { return nil }
    for channel in Channel.allCases {
      guard let given = channels.present(channel.rawValue) else { continue }
      if channel.isOffset, let main = node[channel == .xOffset ? "x" : "y"], main.isFieldDef, given.isFieldDef,
        TypeInference.isContinuous(main, channel == .xOffset ? .x : .y)
          || TypeInference.type(of: main, channel) == .quantitative, main["timeUnit"] == nil
      {
        node = node.removing(channel.rawValue)
        continue
      }
      if channel == .angle, type == .arc, node["theta"] == nil {
        if let def = ChannelDef(given, .theta, problems) { encoding[.theta] = [def] }
        continue
      }
      let defs = given.items.compactMap { ChannelDef($0, channel, problems) }
      if !defs.isEmpty { encoding[channel] = defs }
    }
    channels.finish(advice: [
      "time": "a published chart does not move: show the times as panels",
      "url": "pictures inside a chart are not drawn",
    ])
    let orient = Orientation.of(mark: typeName, node, written: definition.text(.orient) ?? configuredOrient(type))
    let stack = StackRule.stack(mark: typeName, orient: orient, node)
    return UnitSpec(
      mark: type, definition: definition, encoding: encoding, node: node, orient: orient, stack: stack,
      range: fields.node.range)
  }

  private func configuredOrient(_ type: MarkType) -> String? {
    config.configuredMark(.orient, Properties(), type)?.text
  }

  private func reportMark(_ node: SpecNode) {
    let name = node.text ?? node.description
    let advice: String? =
      switch name {
      case "geoshape": "maps are not drawn; show areas as sorted bars"
      case "image": "pictures inside a chart are not drawn; use \"point\" with a \"shape\""
      default: nil
      }
    let names = MarkType.allCases.map(\.rawValue) + ["boxplot", "errorbar", "errorband"]
    if let advice {
      problems.report(
        .chartUnsupported, "the mark \"\(name)\" is not part of our chart language", at: node.range, help: advice)
    } else {
      let near = Suggestion.nearest(to: name, in: names).map { "did you mean \($0)? " } ?? ""
      problems.report(
        .value, "\"\(name)\" is not a mark", at: node.range, help: near + "marks are \(names.joined(separator: ", "))")
    }
  }

  func title(_ node: SpecNode) -> Properties<TitleProperty> {
    if node.fields != nil { return Properties(node, of: "a title", problems) }
    var title = Properties<TitleProperty>()
    title[.text] = node
    return title
  }

  private func size(_ fields: SpecFields, _ name: String) -> ViewSpec.Size? {
    guard let node = fields.present(name) else { return nil }
    if let number = node.number { return limited(number, node) ? .pixels(number) : nil }
    if node.text == "container" { return .container }
    if let step = node["step"]?.number {
      return limited(step, node) ? .step(step, isForPosition: node["for"]?.text == "position") : nil
    }
    problems.report(
      .valueType, "\"\(name)\" must be a number of pixels", at: node.range, help: "or write {\"step\": 20}")
    return nil
  }

  private func limited(_ number: Double, _ node: SpecNode) -> Bool {
    if number >= 0, number <= 10_000 { return true }
    problems.report(.value, "a picture cannot be this large", at: node.range, help: "write 0 to 10000 pixels")
    return false
  }

  private func readResolution(_ fields: SpecFields, _ view: inout ViewSpec) {
    guard let resolve = fields.fields("resolve", of: "\"resolve\"") else { return }
    func read(_ key: String) -> [Channel: ViewSpec.Resolution] {
      guard let inner = resolve.fields(key, of: "\"\(key)\" of \"resolve\"") else { return [:] }
      var found: [Channel: ViewSpec.Resolution] = [:]
      for channel in Channel.scaled {
        if let resolution: ViewSpec.Resolution = inner.choice(channel.rawValue) { found[channel] = resolution }
      }
      inner.finish()
      return found
    }
    view.scaleResolution = read("scale")
    view.axisResolution = read("axis")
    view.legendResolution = read("legend")
    resolve.finish()
  }

  private func readLayout(_ fields: SpecFields, _ view: inout ViewSpec) {
    view.columns = fields.number("columns")
    if fields.has("vconcat") { view.columns = 1 }
    if let spacing = fields.present("spacing") {
      view.rowSpacing = spacing.number ?? spacing["row"]?.number
      view.columnSpacing = spacing.number ?? spacing["column"]?.number
    }
    if let align = fields.present("align") {
      view.align = (align.text ?? align["row"]?.text, align.text ?? align["column"]?.text)
    }
    if let center = fields.present("center") {
      view.center = (center.flag ?? center["row"]?.flag ?? false, center.flag ?? center["column"]?.flag ?? false)
    }
    fields.ignore("bounds")
  }

  // MARK: - Data

  func data(_ node: SpecNode) -> DataSpec? {
    guard let fields = SpecFields(node, of: "\"data\"", problems) else { return nil }
    var format = DataFormat()
    if let given = fields.fields("format", of: "a data format") {
      format.type = given.text("type")
      if let type = format.type, !["csv", "tsv", "dsv", "json"].contains(type) {
        problems.report(
          .chartUnsupported, "data of the type \"\(type)\" is not read", at: given.node("type")?.range ?? node.range,
          help: "write the data as CSV or JSON")
        format.type = nil
      }
      format.delimiter = given.text("delimiter")
      format.property = given.text("property")
      if let parse = given.node("parse") {
        format.parsesNothing = parse.isNull
        format.parse = (parse.fields ?? []).compactMap { field in
          field.value.isNull ? nil : field.value.text.map { (field.name, $0) }
        }
      }
      given.finish()
    }
    let name = fields.text("name")
    defer { fields.finish() }
    if let values = fields.present("values") {
      if let list = values.list { return .values(list, format) }
      if let text = values.text { return .text(text, format) }
      if values.fields != nil, let property = format.property {
        return .values(values[path: property]?.list ?? [], format)
      }
      return .values([values], format)
    }
    if let url = fields.present("url") {
      guard let path = url.text else {
        problems.report(.valueType, "\"url\" must be the name of a file", at: url.range)
        return nil
      }
      if path.contains("://") || path.hasPrefix("/") {
        problems.report(
          .chartUnsupported, "data is not fetched from other places", at: url.range,
          help: "put the file beside the chart and write its name")
        return nil
      }
      return .file(path, format, range: url.range)
    }
    if let sequence = fields.fields("sequence", of: "a sequence") {
      let (start, stop) = (sequence.number("start") ?? 0, sequence.number("stop") ?? 0)
      let step = sequence.number("step") ?? 1
      let column = sequence.text("as") ?? "data"
      sequence.finish()
      guard step != 0, (stop - start) / step <= 100_000 else {
        problems.report(.value, "this sequence has no end that fits", at: node.range, help: "at most 100,000 values")
        return nil
      }
      return .sequence(start: start, stop: stop, step: step, name: column)
    }
    if let name { return .named(name, range: node.range) }
    problems.report(
      .requiredKey, "this data names no rows", at: node.range,
      help: "write {\"url\": \"FILE.csv\"} or {\"values\": [ … ]}")
    return nil
  }
}

extension SpecNode {
  /// The value at a path of names, `a.b`.
  subscript(path path: String) -> SpecNode? {
    path.split(separator: ".").reduce(Optional(self)) { node, name in node?[String(name)] }
  }
}
