import Diagnostics

/// One step of `transform`, read.
enum TransformStep: Sendable {
  case filter(Predicate)
  case calculate(Calculate)
  case aggregate(Aggregate)
  case joinAggregate(JoinAggregate)
  case window(Window)
  case bin(Bin)
  case timeUnit(TimeUnitTransform)
  case fold(Fold)
  case flatten(Flatten)
  case pivot(Pivot)
  case lookup(Lookup)
  case impute(Impute)
  case stack(Stack)
  case density(Density)
  case regression(Regression)
  case loess(Loess)
  case quantile(QuantileTransform)

  func apply(to table: Table) -> Table {
    switch self {
    case .filter(let step): step.apply(to: table)
    case .calculate(let step): step.apply(to: table)
    case .aggregate(let step): step.apply(to: table)
    case .joinAggregate(let step): step.apply(to: table)
    case .window(let step): step.apply(to: table)
    case .bin(let step): step.apply(to: table)
    case .timeUnit(let step): step.apply(to: table)
    case .fold(let step): step.apply(to: table)
    case .flatten(let step): step.apply(to: table)
    case .pivot(let step): step.apply(to: table)
    case .lookup(let step): step.apply(to: table)
    case .impute(let step): step.apply(to: table)
    case .stack(let step): step.apply(to: table)
    case .density(let step): step.apply(to: table)
    case .regression(let step): step.apply(to: table)
    case .loess(let step): step.apply(to: table)
    case .quantile(let step): step.apply(to: table)
    }
  }

  /// Which columns it makes, and as what they count when a definition wants to read them: nothing that is made is read
  /// again as a date or number, but for a time unit's.
  var made: [String] {
    switch self {
    case .calculate(let step): [step.name]
    case .aggregate(let step): step.operations.map(\.name)
    case .joinAggregate(let step): step.operations.map(\.name)
    case .window(let step): step.columns.map(\.name)
    case .bin(let step): [step.startName, step.endName]
    case .timeUnit(let step): [step.name, step.name + "_end"]
    case .fold(let step): [step.keyName, step.valueName]
    case .flatten(let step): step.names.isEmpty ? step.fields : step.names
    case .pivot: []
    case .lookup(let step): step.names.isEmpty ? step.fields : step.names
    case .impute(let step): [step.field]
    case .stack(let step): [step.startName, step.endName]
    case .density(let step): [step.valueName, step.densityName]
    case .regression(let step): step.names
    case .loess(let step): step.names
    case .quantile(let step): [step.shareName, step.valueName]
    case .filter: []
    }
  }

  /// The same step for each group of rows apart.
  func grouped(by fields: [String]) -> TransformStep {
    switch self {
    case .aggregate(var step):
      step.groupBy += fields.filter { !step.groupBy.contains($0) }
      return .aggregate(step)
    case .joinAggregate(var step):
      step.groupBy += fields.filter { !step.groupBy.contains($0) }
      return .joinAggregate(step)
    case .window(var step):
      step.groupBy += fields.filter { !step.groupBy.contains($0) }
      return .window(step)
    case .stack(var step):
      step.groupBy += fields.filter { !step.groupBy.contains($0) }
      return .stack(step)
    default: return self
    }
  }
}
