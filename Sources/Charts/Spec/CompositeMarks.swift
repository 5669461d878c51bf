// Box plots, error bars and error bands as layers of simple marks. Follows Vega-Lite's `src/compositemark`.

/// What a composite mark's encoding asks to be computed first, and what remains to be drawn.
struct CompositeEncoding {
  var bins: [SpecNode] = []
  var timeUnits: [SpecNode] = []
  var aggregates: [SpecNode] = []
  var groupBy: [SpecNode] = []
  var encoding = SpecNode(.object([]))

  init(_ encoding: SpecNode) {
    for field in encoding.fields ?? [] {
      guard let channel = Channel(rawValue: field.name) else {
        self.encoding = self.encoding.setting(field.name, field.value)
        continue
      }
      for def in field.value.items { add(def, channel, field) }
    }
  }

  private mutating func add(_ def: SpecNode, _ channel: Channel, _ field: SpecNode.Field) {
    guard def.isFieldDef, let name = FieldNaming.name(def) else {
      if encoding[field.name] == nil { encoding = encoding.setting(field.name, field.value) }
      return
    }
    let column = SpecNode(.text(name))
    let source = def["field"] ?? ""
    var drawn = def.removing("aggregate", "bin", "timeUnit").setting("field", column)
    if drawn["type"] == nil {
      drawn = drawn.setting("type", SpecNode(.text(TypeInference.type(of: def, channel).rawValue)))
    }
    if def["title"] == nil { drawn = drawn.setting("title", SpecNode(.text(FieldTitle.title(of: def)))) }
    if let aggregate = def["aggregate"] {
      var operation = SpecNode(.object([])).setting("op", aggregate).setting("as", column)
      if def["field"] != nil { operation = operation.setting("field", source) }
      aggregates.append(operation)
    } else if TypeInference.isBinning(def) {
      groupBy += [column, SpecNode(.text(name + "_end"))]
      bins.append(
        SpecNode(.object([])).setting("bin", def["bin"]).setting("field", source).setting("as", column))
      drawn = drawn.setting("bin", "binned")
      if let second = channel.secondary {
        encoding = encoding.setting(
          second.rawValue, SpecNode(.object([])).setting("field", SpecNode(.text(name + "_end"))))
      }
    } else if let unit = def["timeUnit"] {
      groupBy.append(column)
      timeUnits.append(
        SpecNode(.object([])).setting("timeUnit", unit).setting("field", source).setting("as", column))
    } else {
      groupBy.append(column)
      drawn = def
    }
    encoding = encoding.setting(field.name, drawn)
  }
}

extension Normalizer {
  /// The parts of a composite mark, each made where the mark or the configuration wants it.
  private struct Parts {
    let mark: SpecNode
    let configured: SpecNode
    let axis: String
    let def: SpecNode
    let shared: SpecNode

    func part(
      _ name: String, _ definition: SpecNode, from: String, to: String? = nil, shared own: SpecNode? = nil
    ) -> [SpecNode] {
      let field = def["field"]?.text ?? ""
      var position = SpecNode(.object([])).setting("field", SpecNode(.text("\(from)_\(field)")))
        .setting("type", def["type"] ?? "quantitative")
        .setting("title", def["title"] ?? SpecNode(.text(field)))
      for key in ["scale", "axis"] { if let value = def[key] { position = position.setting(key, value) } }
      var encoding = SpecNode(.object([])).setting(axis, position)
      if let to {
        encoding = encoding.setting(
          axis + "2", SpecNode(.object([])).setting("field", SpecNode(.text("\(to)_\(field)"))))
      }
      return part(
        name, SpecNode(.object([])).setting("mark", definition).setting("encoding", encoding.merging(own ?? shared)))
    }

    func part(_ name: String, _ unit: SpecNode) -> [SpecNode] {
      let wanted = mark[name] ?? configured[name]
      guard let wanted, !wanted.isNull, wanted.flag != false else { return [] }
      var definition = SpecNode(.object([])).merging(configured[name])
      for key in ["clip", "color", "opacity"] {
        if let value = mark[key] { definition = definition.setting(key, value) }
      }
      definition = definition.merging(unit.markNode)
      if let own = mark[name], own.fields != nil { definition = definition.merging(own) }
      return [unit.setting("mark", definition)]
    }
  }

  /// The channel that holds the measure of a composite mark, and the direction.
  private func continuousAxis(_ unit: SpecNode, composite: String) -> (axis: String, orient: String)? {
    let encoding = unit["encoding"] ?? .empty
    let (x, y) = (encoding["x"], encoding["y"])
    if let orient = unit.markNode["orient"]?.text { return (orient == "vertical" ? "y" : "x", orient) }
    switch (TypeInference.isContinuous(x, .x), TypeInference.isContinuous(y, .y)) {
    case (true, true):
      let (xIsOwn, yIsOwn) = (x?["aggregate"]?.text == composite, y?["aggregate"]?.text == composite)
      if xIsOwn != yIsOwn { return xIsOwn ? ("x", "horizontal") : ("y", "vertical") }
      let yIsTime = y.map { TypeInference.type(of: $0, .y) == .temporal } ?? false
      let xIsTime = x.map { TypeInference.type(of: $0, .x) == .temporal } ?? false
      return yIsTime && !xIsTime ? ("x", "horizontal") : ("y", "vertical")
    case (true, false): return ("x", "horizontal")
    case (false, true): return ("y", "vertical")
    case (false, false):
      problems.report(
        .value, "a \(composite) needs numbers along x or y", at: unit["encoding"]?.range ?? unit.range,
        help: "set \"type\": \"quantitative\" where the numbers are")
      return nil
    }
  }

  private func object(_ fields: (String, SpecNode?)...) -> SpecNode {
    fields.reduce(SpecNode(.object([]))) { $1.1 == nil ? $0 : $0.setting($1.0, $1.1) }
  }

  private func text(_ text: String) -> SpecNode { SpecNode(.text(text)) }

  private func datum(_ name: String) -> String { "datum[\(SpecNode(.text(name)))]" }

  // MARK: - Box plots

  func boxPlot(_ unit: SpecNode) -> SpecNode? {
    let mark = unit.markNode
    let encoding = unit["encoding"] ?? .empty
    guard let (axis, orient) = continuousAxis(unit, composite: "boxplot"),
      let def = encoding[axis]?.removing("aggregate"), let field = def["field"]?.text
    else { return nil }
    let configured = defaults("boxplot")
    let extent = mark["extent"] ?? configured["extent"] ?? 1.5
    let composite = CompositeEncoding(encoding.removing(axis, "tooltip"))
    let drawn = composite.encoding
    let plain = drawn.removing("color", "size")
    let ticksOrient = orient == "vertical" ? "horizontal" : "vertical"
    let parts = Parts(mark: mark, configured: configured, axis: axis, def: def, shared: plain)
    let size = mark["size"] ?? configured["size"]
    let quartiles: [SpecNode] = [
      object(("op", "q1"), ("field", text(field)), ("as", text("lower_box_\(field)"))),
      object(("op", "q3"), ("field", text(field)), ("as", text("upper_box_\(field)"))),
    ]
    let isMinMax = extent.text == "min-max"
    let summary =
      quartiles + [
        object(("op", "median"), ("field", text(field)), ("as", text("mid_box_\(field)"))),
        object(
          ("op", "min"), ("field", text(field)), ("as", text((isMinMax ? "lower_whisker_" : "min_") + field))),
        object(
          ("op", "max"), ("field", text(field)), ("as", text((isMinMax ? "upper_whisker_" : "max_") + field))),
      ]
    let transform =
      composite.bins + composite.timeUnits + [
        object(
          ("aggregate", SpecNode(.list(composite.aggregates + summary))),
          ("groupby", SpecNode(.list(composite.groupBy))))
      ]
    let tick = object(("type", "tick"), ("color", "black"), ("opacity", 1), ("orient", text(ticksOrient)))
    let whiskers =
      parts.part("rule", object(("type", "rule")), from: "lower_whisker", to: "lower_box")
      + parts.part("rule", object(("type", "rule")), from: "upper_box", to: "upper_whisker")
      + parts.part("ticks", tick, from: "lower_whisker") + parts.part("ticks", tick, from: "upper_whisker")
    var box = object(("type", "bar"), ("orient", text(orient)))
    var median = object(("type", "tick"), ("orient", text(ticksOrient)))
    if let color = configured["median"]?["color"] { median = median.setting("color", color) }
    if let size {
      box = box.setting("size", size)
      median = median.setting("size", size)
    }
    // Where the box has no height, the median takes its colour.
    let isFlat = "\(datum("lower_box_\(field)")) >= \(datum("upper_box_\(field)"))"
    let boxColor = configured["box"]?["color"] ?? config["mark"]?["color"] ?? "#4c78a8"
    let flat = object(("test", text(isFlat))).merging(drawn["color"] ?? object(("value", boxColor)))
    var sizes = drawn["size"].map { plain.setting("size", $0) } ?? plain
    sizes = sizes.setting("color", object(("condition", flat)))
    let boxes =
      (isMinMax ? whiskers : [])
      + parts.part("box", box, from: "lower_box", to: "upper_box", shared: drawn)
      + parts.part("median", median, from: "mid_box", shared: sizes)
    let outer = unit.removing("mark", "encoding", "transform")
    let before = unit["transform"]?.list ?? []
    if isMinMax {
      return outer.setting("transform", SpecNode(.list(before + transform))).setting("layer", SpecNode(.list(boxes)))
    }
    let (low, high) = (datum("lower_box_\(field)"), datum("upper_box_\(field)"))
    let reach = "\(extent.number ?? 1.5) * (\(high) - \(low))"
    let (least, most) = ("(\(low) - \(reach))", "(\(high) + \(reach))")
    let value = datum(field)
    let within = object(
      (
        "transform",
        SpecNode(
          .list([
            object(("filter", text("(\(least) <= \(value)) && (\(value) <= \(most))"))),
            object(
              (
                "aggregate",
                SpecNode(
                  .list(
                    [
                      object(("op", "min"), ("field", text(field)), ("as", text("lower_whisker_\(field)"))),
                      object(("op", "max"), ("field", text(field)), ("as", text("upper_whisker_\(field)"))),
                      object(
                        ("op", "min"), ("field", text("lower_box_\(field)")), ("as", text("lower_box_\(field)"))),
                      object(
                        ("op", "max"), ("field", text("upper_box_\(field)")), ("as", text("upper_box_\(field)"))),
                    ] + composite.aggregates))
              ), ("groupby", SpecNode(.list(composite.groupBy)))),
          ]))
      ), ("layer", SpecNode(.list(whiskers))))
    var position = object(
      ("field", text(field)), ("type", def["type"] ?? "quantitative"), ("title", def["title"] ?? text(field)))
    for key in ["scale", "axis"] { if let value = def[key] { position = position.setting(key, value) } }
    var outlierEncoding = object((axis, position)).merging(plain)
    if let color = drawn["color"] { outlierEncoding = outlierEncoding.setting("color", color) }
    let outliers = parts.part(
      "outliers",
      object(
        (
          "transform",
          SpecNode(.list([object(("filter", text("(\(value) < \(least)) || (\(value) > \(most))")))]))
        ), ("mark", object(("type", "point"))), ("encoding", outlierEncoding)))
    let joined = object(
      ("joinaggregate", SpecNode(.list(quartiles))), ("groupby", SpecNode(.list(composite.groupBy))))
    let first = composite.bins + composite.timeUnits + [joined]
    let spread =
      outliers.isEmpty
      ? within.setting("transform", SpecNode(.list(first + (within["transform"]?.list ?? []))))
      : object(("transform", SpecNode(.list(first))), ("layer", SpecNode(.list(outliers + [within]))))
    var result = outer
    if !before.isEmpty { result = result.setting("transform", SpecNode(.list(before))) }
    return result.setting(
      "layer",
      SpecNode(
        .list([
          spread, object(("transform", SpecNode(.list(transform))), ("layer", SpecNode(.list(boxes)))),
        ])))
  }

  // MARK: - Error bars and bands

  func errorBar(_ unit: SpecNode) -> SpecNode? {
    guard let base = errorBase(unit, "errorbar") else { return nil }
    let mark = unit.markNode
    let parts = Parts(
      mark: mark, configured: defaults("errorbar"), axis: base.axis, def: base.def,
      shared: base.encoding.removing("size"))
    var tick = object(("type", "tick"), ("orient", text(base.orient == "vertical" ? "horizontal" : "vertical")))
    if let thickness = mark["thickness"] { tick = tick.setting("thickness", thickness) }
    if let size = mark["size"] { tick = tick.setting("size", size) }
    var rule = object(("type", "rule"))
    if let thickness = mark["thickness"] { rule = rule.setting("size", thickness) }
    let layers =
      parts.part("ticks", tick, from: "lower") + parts.part("ticks", tick, from: "upper")
      + parts.part("rule", rule, from: "lower", to: "upper")
    return base.view.setting("layer", SpecNode(.list(layers)))
  }

  func errorBand(_ unit: SpecNode) -> SpecNode? {
    guard let base = errorBase(unit, "errorband") else { return nil }
    let mark = unit.markNode
    let encoding = unit["encoding"] ?? .empty
    let isPlane = encoding["x"] != nil && encoding["y"] != nil
    let parts = Parts(
      mark: mark, configured: defaults("errorband"), axis: base.axis, def: base.def, shared: base.encoding)
    var band = object(("type", isPlane ? "area" : "rect"))
    var border = object(("type", isPlane ? "line" : "rule"))
    if isPlane, let interpolate = mark["interpolate"] {
      band = band.setting("interpolate", interpolate)
      border = border.setting("interpolate", interpolate)
      if let tension = mark["tension"] {
        band = band.setting("tension", tension)
        border = border.setting("tension", tension)
      }
    }
    let layers =
      parts.part("band", band, from: "lower", to: "upper") + parts.part("borders", border, from: "lower")
      + parts.part("borders", border, from: "upper")
    return base.view.setting("layer", SpecNode(.list(layers)))
  }

  private struct ErrorBase {
    /// The unit without mark and encoding, with what is to be computed.
    var view: SpecNode
    var axis: String
    var orient: String
    var def: SpecNode
    /// The encoding without the measure.
    var encoding: SpecNode
  }

  private func errorBase(_ unit: SpecNode, _ composite: String) -> ErrorBase? {
    let mark = unit.markNode
    let encoding = unit["encoding"] ?? .empty
    let hasEnd = encoding["x2"]?.isFieldOrDatumDef ?? false || encoding["y2"]?.isFieldOrDatumDef ?? false
    let hasError =
      encoding["xError"]?.isFieldOrDatumDef ?? false || encoding["yError"]?.isFieldOrDatumDef ?? false
    let place: (axis: String, orient: String)?
    if hasEnd {
      place = encoding["x2"] != nil ? ("x", "horizontal") : ("y", "vertical")
    } else if hasError {
      place = encoding["xError"] != nil ? ("x", "horizontal") : ("y", "vertical")
    } else {
      place = continuousAxis(unit, composite: composite)
    }
    guard let (axis, orient) = place, let def = encoding[axis]?.removing("aggregate"), let field = def["field"]?.text
    else { return nil }
    var aggregates: [SpecNode] = []
    var calculations: [SpecNode] = []
    func operation(_ name: String, as column: String) -> SpecNode {
      object(("op", text(name)), ("field", text(field)), ("as", text("\(column)_\(field)")))
    }
    func calculation(_ expression: String, as column: String) -> SpecNode {
      object(("calculate", text(expression)), ("as", text("\(column)_\(field)")))
    }
    if hasEnd {
      let end = encoding[axis + "2"]?["field"]?.text ?? field
      calculations = [calculation(datum(end), as: "upper"), calculation(datum(field), as: "lower")]
    } else if hasError {
      let error = encoding[axis + "Error"]?["field"]?.text ?? field
      calculations = [calculation("\(datum(field)) + \(datum(error))", as: "upper")]
      if let second = encoding[axis + "Error2"]?["field"]?.text {
        calculations.append(calculation("\(datum(field)) + \(datum(second))", as: "lower"))
      } else {
        calculations.append(calculation("\(datum(field)) - \(datum(error))", as: "lower"))
      }
    } else {
      let written = mark["extent"]?.text
      let center =
        mark["center"]?.text ?? (written.map { $0 == "iqr" ? "median" : "mean" })
        ?? config["errorbar"]?["center"]?.text ?? "mean"
      let extent = written ?? (center == "mean" ? "stderr" : "iqr")
      switch extent {
      case "stderr", "stdev":
        aggregates = [operation(extent, as: "extent"), operation(center, as: "center")]
        // A single value has no spread, and no end.
        let middle = datum("center_\(field)")
        let reach = "(isValid(\(datum("extent_\(field)"))) ? \(datum("extent_\(field)")) : 0 / 0)"
        calculations = [
          calculation("\(middle) + \(reach)", as: "upper"), calculation("\(middle) - \(reach)", as: "lower"),
        ]
      case "iqr":
        aggregates = [operation("q1", as: "lower"), operation("q3", as: "upper"), operation("median", as: "center")]
      case "ci":
        problems.report(
          .chartUnsupported, "the extent \"ci\" draws from random samples, which differ at each run",
          at: mark["extent"]?.range ?? mark.range, help: "use \"stderr\", \"stdev\" or \"iqr\"")
        return nil
      default:
        problems.report(
          .value, "\"\(extent)\" is not a value of \"extent\"", at: mark["extent"]?.range ?? mark.range,
          help: "it is one of stderr, stdev, iqr")
        return nil
      }
    }
    let composite = CompositeEncoding(
      encoding.removing(axis, axis + "2", axis + "Error", axis + "Error2", "tooltip"))
    let all = composite.aggregates + aggregates
    var transform = (unit["transform"]?.list ?? []) + composite.bins + composite.timeUnits
    if !all.isEmpty {
      transform.append(
        object(
          ("aggregate", SpecNode(.list(all))),
          ("groupby", SpecNode(.list(hasEnd || hasError ? [] : composite.groupBy)))))
    }
    transform += calculations
    let view = unit.removing("mark", "encoding", "transform").setting("transform", SpecNode(.list(transform)))
    return ErrorBase(view: view, axis: axis, orient: orient, def: def, encoding: composite.encoding)
  }

  /// A composite mark's part of the configuration over Vega-Lite's defaults.
  private func defaults(_ composite: String) -> SpecNode {
    let base: SpecNode =
      switch composite {
      case "boxplot":
        object(
          ("size", 14), ("extent", 1.5), ("box", .empty), ("median", object(("color", "white"))), ("outliers", .empty),
          ("rule", .empty))
      case "errorbar": object(("center", "mean"), ("rule", true), ("ticks", false))
      default: object(("band", object(("opacity", 0.3))), ("borders", false))
      }
    return base.merging(config[composite])
  }
}
