/// A scale from distinct values to outputs of a list, which begins again when it is used up.
struct OrdinalScale<Output: Sendable>: Sendable {
  let domain: DiscreteDomain
  let range: [Output]

  init(_ domain: DiscreteDomain, range: [Output]) {
    self.domain = domain
    self.range = range
  }

  /// Nil for a value that is not in the domain, and where there is no output at all.
  func callAsFunction(_ value: Value) -> Output? {
    guard !range.isEmpty, let position = domain.position(value) else { return nil }
    return range[position % range.count]
  }
}
