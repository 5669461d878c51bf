/// A number that a dataset gives, or that is worked out from it.
package struct Figure: Sendable, Hashable {
  /// What kind of number it is, which decides how it may be written.
  enum Kind: Sendable, Hashable {
    /// A count, a rate, a sum of money.
    case quantity
    /// A percentage: `39%`, `four in ten`.
    case percentage
    /// A change in per cent, whose sign the sentence tells.
    case change
    /// A difference, whose sign the sentence tells; between percentages it is in percentage points.
    case difference(inPoints: Bool)
    /// How many times another number: `twice`.
    case ratio
    /// A place in order: `second`. The number is 1 for the first; `last` is the number of rows.
    case rank(fromLowest: Bool, last: Int)
    /// A year, which has no commas.
    case year
  }

  let value: Number
  let kind: Kind
  /// What the number counts, such as `contacts`.
  package let unit: String?
  /// How many decimals the number was printed with; nil for one that is worked out.
  let decimals: Int?
  /// The row that the address names; nil for a figure about the whole table.
  package var row: Int?

  /// The nearest binary number.
  package var doubleValue: Double { value.doubleValue }
}
