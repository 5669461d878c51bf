import Datasets

/// Numbers in the text of a specification.
enum ChartNumber {
  /// For example `55.1`, `1,234` or `90%`, whose sign is left out; nil for anything else.
  static func read(_ text: String) -> Double? {
    Decimal(text.hasSuffix("%") ? text.dropLast() : text[...])?.doubleValue
  }
}
