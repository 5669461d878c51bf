/// Which columns are read as dates or numbers because of how they are used.
///
/// Follows Vega-Lite's `src/compile/data/formatparse.ts`: dates for what is temporal, numbers for the measure of a path.
enum ImplicitParses {
  /// Those of a view and all below that share its data.
  static func of(_ spec: ViewSpec) -> [(column: String, parse: ParseRule)] {
    var found: [String: ParseRule] = [:]
    var order: [String] = []
    var conflicts: Set<String> = []
    collect(spec, made: [], isTop: true) { column, parse in
      if let known = found[column] {
        if known != parse { conflicts.insert(column) }
      } else {
        found[column] = parse
        order.append(column)
      }
    }
    return order.compactMap { column in conflicts.contains(column) ? nil : found[column].map { (column, $0) } }
  }

  static func of(_ unit: UnitSpec, _ config: Config) -> [(column: String, parse: ParseRule)] {
    var found: [(String, ParseRule)] = []
    collect(unit) { found.append(($0, $1)) }
    return found
  }

  private static func collect(
    _ spec: ViewSpec, made: Set<String>, isTop: Bool, _ add: (String, ParseRule) -> Void
  ) {
    if !isTop, spec.data != nil { return }
    var made = made
    for node in spec.transforms {
      if let filter = node["filter"] { collect(filter) { if !made.contains($0) { add($0, $1) } } }
      if node["timeUnit"] != nil, let field = node["field"]?.text, !made.contains(field) { add(field, .date(nil)) }
      made.formUnion(madeBy(node))
    }
    func addUnmade(_ column: String, _ parse: ParseRule) {
      if !made.contains(column) { add(column, parse) }
    }
    switch spec.content {
    case .unit(let unit): collect(unit, addUnmade)
    case .layers(let children), .concat(let children):
      for child in children { collect(child, made: made, isTop: false, add) }
    case .facet(let facet, let child):
      for def in [facet.row, facet.column, facet.wrapped] {
        if let def { collect(def, addUnmade) }
      }
      collect(child, made: made, isTop: false, add)
    }
  }

  private static func collect(_ unit: UnitSpec, _ add: (String, ParseRule) -> Void) {
    var known: Set<String> = []
    for (_, def) in unit.fieldDefs {
      collect(def) {
        known.insert($0)
        add($0, $1)
      }
    }
    // The end of a range is read as its beginning is.
    for (second, main) in [(Channel.x2, Channel.x), (.y2, .y)] {
      if let end = unit[second]?.field, let start = unit[main], start.type == .temporal, !known.contains(end.field) {
        add(end.field, .date(nil))
      }
    }
    if unit.mark.isPath, unit[.order] == nil {
      let channel: Channel = unit.orient == "horizontal" ? .y : .x
      if let def = unit[channel], let field = def.field, def.type == .quantitative, !known.contains(field.field),
        !field.field.isEmpty
      {
        add(field.field, .number)
      }
    }
  }

  private static func collect(_ def: ChannelDef, _ add: (String, ParseRule) -> Void) {
    guard let field = def.field, !field.field.isEmpty else { return }
    let formatType = def.formatType ?? def.axis.properties?.text(.formatType)
    if formatType == "time" || (formatType == nil && (def.type == .temporal || field.timeUnit != nil)) {
      add(field.field, .date(nil))
    } else if def.type == .quantitative, field.aggregate == "min" || field.aggregate == "max" {
      add(field.field, .number)
    }
  }

  private static func collect(_ filter: SpecNode, depth: Int = 0, _ add: (String, ParseRule) -> Void) {
    guard depth < 32 else { return }
    for key in ["and", "or"] { for item in filter[key]?.list ?? [] { collect(item, depth: depth + 1, add) } }
    if let item = filter["not"] { collect(item, depth: depth + 1, add) }
    guard let field = filter["field"]?.text else { return }
    if filter["timeUnit"] != nil { return add(field, .date(nil)) }
    let value =
      filter["equal"] ?? filter["lte"] ?? filter["lt"] ?? filter["gt"] ?? filter["gte"] ?? filter["range"]?.list?.first
      ?? (filter["oneOf"] ?? filter["in"])?.list?.first
    guard let value else { return }
    if value.fields != nil {
      add(field, .date(nil))
    } else if value.number.map({ $0 != 0 }) ?? false {
      add(field, .number)
    } else if let text = value.text, !text.isEmpty, value.number == nil {
      add(field, .text)
    }
  }

  private static func madeBy(_ node: SpecNode) -> [String] {
    var names = node["as"]?.items.compactMap(\.text) ?? []
    for key in ["aggregate", "joinaggregate", "window"] {
      for item in node[key]?.list ?? [] {
        if let name = item["as"]?.text {
          names.append(name)
        } else if let op = item["op"]?.text {
          names.append(item["field"]?.text.map { "\(op)_\($0)" } ?? op)
        }
      }
    }
    if node["fold"] != nil, node["as"] == nil { names += ["key", "value"] }
    if let from = node["from"]?["fields"]?.items { names += from.compactMap(\.text) }
    if let field = node["impute"]?.text { names.append(field) }
    return names
  }
}
