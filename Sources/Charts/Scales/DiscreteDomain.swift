/// Distinct values in order, which say at once where a value stands.
package struct DiscreteDomain: Sendable {
  package let values: [Value]
  /// Only for many values: few are compared faster one after another.
  private let index: [Value: Int]

  /// - Parameter values: repeated ones count once.
  package init(_ values: some Sequence<Value>) {
    var seen: [Value: Int] = [:]
    var distinct: [Value] = []
    for value in values where seen[value] == nil {
      seen[value] = distinct.count
      distinct.append(value)
    }
    self.values = distinct
    index = distinct.count > 8 ? seen : [:]
  }

  package var count: Int { values.count }

  package func position(_ value: Value) -> Int? { index.isEmpty ? values.firstIndex(of: value) : index[value] }
}
