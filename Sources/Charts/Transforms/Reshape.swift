/// Makes two columns, names and values, of several, and a row for each: `fold`.
struct Fold: Sendable, Hashable {
  var fields: [String]
  var keyName = "key"
  var valueName = "value"
}

/// Makes a row of each element of lists: `flatten`.
struct Flatten: Sendable, Hashable {
  var fields: [String]
  /// New names for the fields, as many as there are, or none.
  var names: [String] = []
}

/// Makes a column of each value of a field: `pivot`.
struct Pivot: Sendable, Hashable {
  var pivot: String
  var value: String
  var groupBy: [String] = []
  var operation = Aggregation.Operation.sum
  /// How many columns are made at most; 0 is no bound.
  var limit = 0
}

/// Takes columns from another table by a key: `lookup`.
struct Lookup: Sendable {
  var key: String
  var from: Table
  var fromKey: String
  var fields: [String]
  /// New names for the fields, as many as there are, or none.
  var names: [String] = []
  /// For rows whose key the other table does not have.
  var missing: Value = .null
}

/// Adds the rows that are missing, and values for null: `impute`.
struct Impute: Sendable, Hashable {
  /// How a value is found.
  enum Method: Sendable, Hashable {
    case value(Value)
    case mean, median, max, min
  }

  var field: String
  /// Each group has a row for each value of this field.
  var key: String
  /// Values of the key that there must be besides those of the data.
  var keyValues: [Value] = []
  var groupBy: [String] = []
  var method = Method.value(.null)
  /// How many rows of the group before and after a missing one are used; nil has no bound.
  var before: Int?
  var after: Int?
}

/// Adds where each part of a sum begins and ends: `stack`.
struct Stack: Sendable, Hashable {
  /// Where the first part begins.
  enum Offset: String, Sendable, Hashable { case zero, normalize, center }

  var field: String
  var groupBy: [String] = []
  var sort: [SortKey] = []
  var offset = Offset.zero
  /// The names of the two new columns: where a part begins and ends.
  var startName: String
  var endName: String
}
