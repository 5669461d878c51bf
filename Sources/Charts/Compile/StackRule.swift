/// Whether and along which channel a unit stacks its marks. Follows Vega-Lite's `src/stack.ts`.
///
/// It works on the written encoding, since normalization asks before the encoding is read.
enum StackRule {
  private static let stackable: Set<String> = [
    "arc", "bar", "area", "rule", "point", "circle", "square", "line", "text", "tick",
  ]
  private static let stackedByDefault: Set<String> = ["bar", "area", "arc"]
  private static let operations: Set<String> = ["zero", "center", "normalize"]

  struct Stack {
    var channel: Channel
    /// The other position, which groups the stacks.
    var groupBy: [Channel]
    var stackBy: [Channel]
    /// zero, center or normalize.
    var offset: String
  }

  static func stack(mark: String, orient: String?, _ encoding: SpecNode) -> Stack? {
    guard stackable.contains(mark),
      let channel = stackedChannel(encoding, .x, mark: mark, orient: orient)
        ?? stackedChannel(encoding, .theta, mark: mark, orient: orient),
      let def = encoding[channel.rawValue]
    else { return nil }
    let stackField = def.isFieldDef ? fieldName(def) : nil
    let dimension: Channel =
      switch channel {
      case .x: .y
      case .y: .x
      case .theta: .radius
      default: .theta
      }
    var groupBy: [Channel] = []
    var groupFields: Set<String> = []
    var dimensions = [dimension]
    if let offset = dimension.offset { dimensions.append(offset) }
    for each in dimensions {
      if let other = encoding[each.rawValue], other.isFieldDef, let name = fieldName(other), name != stackField {
        groupBy.append(each)
        groupFields.insert(name)
      }
    }
    var stackBy: [Channel] = []
    for each in Channel.nonPosition where each != .tooltip {
      for item in encoding[each.rawValue]?.items ?? [] {
        let field = item.isFieldDef ? item : item["condition"].flatMap { $0.isFieldDef ? $0 : nil }
        guard let field, field["aggregate"] == nil, let name = fieldName(field), !groupFields.contains(name) else {
          continue
        }
        stackBy.append(each)
      }
    }
    var offset: String?
    if let given = def["stack"] {
      offset = given.flag.map { $0 ? "zero" : "" } ?? given.text ?? ""
    } else if stackedByDefault.contains(mark) {
      offset = "zero"
    }
    guard let offset, operations.contains(offset) else { return nil }
    if isAggregated(encoding), stackBy.isEmpty { return nil }
    if let second = channel.secondary, encoding[second.rawValue]?.isFieldOrDatumDef ?? false { return nil }
    return Stack(channel: channel, groupBy: groupBy, stackBy: stackBy, offset: offset)
  }

  private static func isMeasure(_ def: SpecNode?, _ channel: Channel) -> Bool {
    guard let def, def.isFieldDef else { return false }
    let bin = def["bin"]
    let isBinned = bin.map { $0.flag == true || $0.fields != nil || $0.text == "binned" } ?? false
    return TypeInference.type(of: def, channel) == .quantitative && !isBinned
  }

  private static func stackedChannel(_ encoding: SpecNode, _ first: Channel, mark: String, orient: String?) -> Channel?
  {
    let second: Channel = first == .x ? .y : .radius
    let (a, b) = (encoding[first.rawValue], encoding[second.rawValue])
    let isOriented = first == .x && (mark == "bar" || mark == "area")
    switch (isMeasure(a, first), isMeasure(b, second)) {
    case (true, true):
      if let stack = a?["stack"], stack.flag != false, !stack.isNull { return first }
      if let stack = b?["stack"], stack.flag != false, !stack.isNull { return second }
      let (x, y) = (a?["aggregate"] != nil, b?["aggregate"] != nil)
      if x != y { return x ? first : second }
      if isOriented {
        if orient == "vertical" { return second }
        if orient == "horizontal" { return first }
      }
      return nil
    case (true, false):
      if isOriented, orient == "vertical", !(b?.isFieldDef ?? false) { return nil }
      return first
    case (false, true):
      if isOriented, orient == "horizontal", !(a?.isFieldDef ?? false) { return nil }
      return second
    case (false, false): return nil
    }
  }

  static func isAggregated(_ encoding: SpecNode) -> Bool {
    Channel.allCases.contains { channel in
      (encoding[channel.rawValue]?.items ?? []).contains { item in
        (item.isFieldDef ? item : item["condition"])?["aggregate"] != nil
      }
    }
  }

  private static func fieldName(_ def: SpecNode) -> String? { FieldNaming.name(def) }
}
