/// Which rows to keep.
indirect enum Predicate: Sendable {
  /// A value to compare: of a field, perhaps of its calendar unit.
  struct Field: Sendable, Hashable {
    var name: String
    var timeUnit: TimeUnit?

    init(_ name: String, timeUnit: TimeUnit? = nil) {
      self.name = name
      self.timeUnit = timeUnit
    }
  }

  case expression(Expression)
  case equal(Field, Value)
  case oneOf(Field, [Value])
  /// Both ends belong to it; nil is no bound.
  case range(Field, low: Double?, high: Double?)
  case less(Field, Value)
  case lessOrEqual(Field, Value)
  case greater(Field, Value)
  case greaterOrEqual(Field, Value)
  /// Whether the value is neither null nor NaN.
  case valid(Field, Bool)
  case and([Predicate])
  case or([Predicate])
  case not(Predicate)
}
