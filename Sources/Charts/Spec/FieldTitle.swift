/// The title that a field has by default: "Sum of yield", "date (year-month)".
///
/// Follows `verbalTitleFormatter` of Vega-Lite's `src/channeldef.ts`.
enum FieldTitle {
  static func title(of def: SpecNode, countTitle: String = "Count of Records") -> String {
    let field = def["field"]?.text ?? ""
    let aggregate = def["aggregate"]
    if aggregate?.text == "count" { return countTitle }
    if TypeInference.isBinning(def) { return "\(field) (binned)" }
    if let unit = def["timeUnit"], let name = unit.text ?? unit["unit"]?.text, !name.hasPrefix("binned") {
      let parts = units(in: name)
      return parts.isEmpty ? field : "\(field) (\(parts.joined(separator: "-")))"
    }
    if let aggregate {
      if let of = aggregate["argmax"]?.text { return "\(field) for max \(of)" }
      if let of = aggregate["argmin"]?.text { return "\(field) for min \(of)" }
      if let operation = aggregate.text {
        return operation.prefix(1).uppercased() + operation.dropFirst() + " of \(field)"
      }
    }
    return field
  }

  /// The units that a time unit's name joins: `yearmonth` is year, month.
  static func units(in name: String) -> [String] {
    let known = [
      "year", "quarter", "month", "week", "dayofyear", "day", "date", "hours", "minutes", "seconds", "milliseconds",
    ]
    var rest = name.hasPrefix("utc") ? name.dropFirst(3) : name[...]
    var parts: [String] = []
    while !rest.isEmpty {
      guard let unit = known.first(where: { rest.hasPrefix($0) }) else { return parts }
      parts.append(unit)
      rest = rest.dropFirst(unit.count)
    }
    return parts
  }
}
