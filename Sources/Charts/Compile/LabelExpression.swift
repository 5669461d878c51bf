/// Labels that an expression makes: `datum.label`, `datum.value`, `datum.index`.
enum LabelExpression {
  static func labels(
    _ text: String, values: [Value], labels: [String], at node: SpecNode?, _ problems: SpecProblems
  ) -> [String] {
    switch Expression.parse(text) {
    case .failure(let error):
      problems.report(.value, "this expression cannot be read: \(error.message)", at: node?.range ?? 0..<0)
      return labels
    case .success(let expression):
      let last = Double(max(1, values.count - 1))
      let table = Table(
        names: ["value", "label", "index"],
        columns: [
          values, labels.map { .text($0) }, values.indices.map { .number(Double($0) / last) },
        ])
      return expression.values(in: table).map { value in
        // A list is lines of a label.
        if case .list(let lines) = value { return lines.map(\.string).joined(separator: "\n") }
        return value == .null ? "" : value.string
      }
    }
  }
}

extension LabelFormat {
  /// A single value as text, away from any scale.
  func text(_ value: Value) -> String {
    switch self {
    case .automatic:
      if case .number(let number) = value { return NumberText.string(number) }
      return value.string
    case .plainNumber: return value.isValid ? NumberText.string(value.number) : value.string
    case .number(let specifier):
      if case .text(let text) = value, value.number.isNaN { return text }
      return value == .null ? "null" : NumberFormat(specifier).string(value.number)
    case .time(let format): return format.string(value.asTime(unit: nil).number)
    case .unit(let units): return Self.timeFormat(of: units)?.string(value.asTime(unit: nil).number) ?? value.string
    }
  }
}
