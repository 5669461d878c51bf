extension SpecNode {
  /// The object with a field put in place of the one of that name, or behind the others; nil takes the field out.
  func setting(_ name: String, _ value: SpecNode?) -> SpecNode {
    guard case .object(var fields) = content else { return self }
    if let index = fields.firstIndex(where: { $0.name == name }) {
      if let value { fields[index].value = value } else { fields.remove(at: index) }
    } else if let value {
      fields.append(Field(name: name, range: value.range, value: value))
    }
    return SpecNode(.object(fields), range: range)
  }

  func removing(_ names: String...) -> SpecNode {
    guard case .object(let fields) = content else { return self }
    return SpecNode(.object(fields.filter { !names.contains($0.name) }), range: range)
  }

  /// Only some of the fields.
  func picking(_ names: String...) -> SpecNode {
    guard case .object(let fields) = content else { return .empty }
    return SpecNode(.object(fields.filter { names.contains($0.name) }), range: range)
  }

  /// These fields, and those of `other` in place of the ones they share: `{...self, ...other}`.
  func merging(_ other: SpecNode?) -> SpecNode {
    guard case .object(var fields) = content else { return other ?? self }
    guard let others = other?.fields else { return self }
    for field in others {
      if let index = fields.firstIndex(where: { $0.name == field.name }) {
        fields[index] = field
      } else {
        fields.append(field)
      }
    }
    return SpecNode(.object(fields), range: range)
  }

  /// A list's items, or the one value; nothing for null.
  var items: [SpecNode] { isNull ? [] : list ?? [self] }

  /// `value ?? [:]` of JavaScript: an object without fields.
  static let empty = SpecNode(.object([]))

  /// Whether a definition of a channel has a field (or counts rows).
  var isFieldDef: Bool { self["field"] != nil || self["aggregate"]?.text == "count" }
  var isFieldOrDatumDef: Bool { isFieldDef || self["datum"] != nil }
}
