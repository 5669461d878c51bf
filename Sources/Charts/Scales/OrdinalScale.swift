/// A scale from distinct values to outputs of a list, which begins again when it is used up.
package struct OrdinalScale<Output: Sendable>: Sendable {
  package let domain: DiscreteDomain
  package let range: [Output]

  package init(_ domain: DiscreteDomain, range: [Output]) {
    self.domain = domain
    self.range = range
  }

  /// Nil for a value that is not in the domain, and where there is no output at all.
  package func callAsFunction(_ value: Value) -> Output? {
    guard !range.isEmpty, let position = domain.position(value) else { return nil }
    return range[position % range.count]
  }
}
