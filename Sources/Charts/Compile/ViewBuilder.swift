import Diagnostics

/// Builds the models of all views: runs their data, and lays rows out over panels.
struct ViewBuilder {
  let context: CompileContext

  static let maximumPanels = 1_000

  func root(_ spec: ViewSpec) -> ViewModel {
    build(spec, parent: nil, path: "", DataState(table: Table(rowCount: 0)), width: nil, height: nil)
  }

  private func build(
    _ spec: ViewSpec, parent: ViewModel?, path: String, _ inherited: DataState, width: ViewSpec.Size?,
    height: ViewSpec.Size?
  ) -> ViewModel {
    let model = ViewModel(spec, path: path, parent: parent, root: context)
    model.width = spec.width ?? width
    model.height = spec.height ?? height
    var state = inherited
    if let data = spec.data {
      state = DataState(table: context.table(data) ?? Table(rowCount: 0))
      state.identity = "\(path):\(spec.range)"
      if case .values(_, let format) = data { state.parsesNothing = format.parsesNothing }
      if case .file(_, let format, _) = data { state.parsesNothing = format.parsesNothing }
      if !state.parsesNothing {
        for (column, parse) in ImplicitParses.of(spec) { state.table.parse(column, as: parse) }
      }
    }
    if case .unit(let unit) = spec.content {
      model.unit = unitModel(
        unit, spec, &state, isLayer: parent.map { if case .layers = $0.spec.content { true } else { false } } ?? false)
      return model
    }
    run(spec.transforms, &state)
    switch spec.content {
    case .unit: break
    case .layers(let children):
      model.children = children.enumerated().map { index, child in
        build(child, parent: model, path: path + "/\(index)", state, width: model.width, height: model.height)
      }
    case .concat(let children):
      model.children = children.enumerated().map { index, child in
        build(child, parent: model, path: path + "/\(index)", state, width: nil, height: nil)
      }
    case .facet(let facet, let child):
      buildPanels(model, facet, child, state)
    }
    return model
  }

  private func run(_ transforms: [SpecNode], _ state: inout DataState, groupedBy fields: [String] = []) {
    let reader = TransformReader(problems: context.problems) { node in
      ViewReader(problems: context.problems, config: context.config).data(node).flatMap { context.table($0) }
    }
    for node in transforms {
      guard let step = reader.step(node) else { continue }
      if case .fold(let fold) = step, fold.fields.count * state.table.rowCount > Self.maximumRows {
        context.problems.report(.value, "this transform makes more than a million rows", at: node.range)
        state.table = Table(rowCount: 0)
        return
      }
      state.table = (fields.isEmpty ? step : step.grouped(by: fields)).apply(to: state.table)
      state.made.formUnion(step.made)
      state.identity += "|" + node.description
      guard state.table.rowCount <= Self.maximumRows else {
        context.problems.report(.value, "this transform makes more than a million rows", at: node.range)
        state.table = Table(rowCount: 0)
        return
      }
    }
  }

  static let maximumRows = 1_000_000

  // MARK: - Panels

  private func buildPanels(_ model: ViewModel, _ facet: FacetSpec, _ child: ViewSpec, _ inherited: DataState) {
    var state = inherited
    let defs = [facet.row, facet.column, facet.wrapped].compactMap { $0 }
    var bins: [String: Bins] = [:]
    for def in defs { addColumns(def, def.channel, &state, &bins) }
    var result = FacetModel(spec: facet)
    let names = defs.compactMap { $0.field?.name }
    // A unit's rows are aggregated and stacked as a whole, as Vega-Lite does; other views run panel by panel.
    var whole: UnitModel?
    var source = state.table
    if case .unit(let unit) = child.content, child.data == nil {
      var inner = state
      whole = unitModel(unit, child, &inner, isLayer: false, facetFields: names)
      source = whole?.raw ?? source
    } else {
      addBins(ofLayers: child, &state)
    }
    result.rows = facet.row.map { panelValues($0, source) } ?? []
    result.columns = facet.column.map { panelValues($0, source) } ?? []
    result.wrapped = facet.wrapped.map { panelValues($0, source) } ?? []
    let count = max(1, result.rows.count) * max(1, result.columns.count) * max(1, result.wrapped.count)
    context.panelCount += count
    guard context.panelCount <= Self.maximumPanels else {
      context.problems.report(
        .value, "this makes \(context.panelCount) panels; \(Self.maximumPanels) is the most", at: model.spec.range,
        help: "choose a column with fewer values")
      model.facet = result
      return
    }
    func panel(_ row: Value?, _ column: Value?, _ wrapped: Value?) -> ViewModel {
      var conditions: [(String, Value)] = []
      for (def, value) in [(facet.row, row), (facet.column, column), (facet.wrapped, wrapped)] {
        if let name = def?.field?.name, let value { conditions.append((name, value)) }
      }
      let part = conditions.map { $0.1.string }.joined(separator: "\u{0}")
      if let whole {
        let view = ViewModel(child, path: model.path + "/panel", parent: model, root: context)
        var unit = whole
        unit.part = part
        unit.whole = (whole.raw, whole.scaleTable)
        unit.raw = whole.raw.matching(conditions)
        unit.main = whole.main.matching(conditions)
        unit.scaleTable = whole.scaleTable.matching(conditions)
        view.unit = unit
        return view
      }
      var inner = state
      inner.table = state.table.matching(conditions)
      inner.part += "\u{1}" + part
      return build(child, parent: model, path: model.path + "/panel", inner, width: nil, height: nil)
    }
    if facet.wrapped != nil {
      for (index, value) in result.wrapped.enumerated() {
        result.cells.append(FacetModel.Cell(row: 0, column: index, view: panel(nil, nil, value)))
      }
    } else {
      for (row, rowValue) in (result.rows.isEmpty ? [nil] : result.rows.map(Optional.some)).enumerated() {
        for (column, value) in (result.columns.isEmpty ? [nil] : result.columns.map(Optional.some)).enumerated() {
          if facet.row != nil, rowValue == nil { continue }
          if facet.column != nil, value == nil { continue }
          result.cells.append(FacetModel.Cell(row: row, column: column, view: panel(rowValue, value, nil)))
        }
      }
    }
    model.children = result.cells.map(\.view)
    model.facet = result
  }

  /// Makes the bins of layers of all rows, before these are dealt to panels.
  private func addBins(ofLayers view: ViewSpec, _ state: inout DataState) {
    guard view.data == nil, view.transforms.isEmpty else { return }
    switch view.content {
    case .layers(let children): for child in children { addBins(ofLayers: child, &state) }
    case .unit(let unit):
      var bins = state.bins
      for (channel, def) in unit.fieldDefs { addBins(def, channel, &state, &bins) }
      state.bins = bins
    default: break
    }
  }

  /// The values that a panel's definition takes, in the order of the panels.
  private func panelValues(_ def: ChannelDef, _ table: Table) -> [Value] {
    guard let name = def.field?.name else { return [] }
    let columns = { (sort: DomainSort?) in
      [ScaleDomain.columns(ScaleDomain.Columns(key: "panels", tables: [table], column: name, sort: sort))]
    }
    let sort: DomainSort? =
      switch def.sort {
      case .ascending, .none, .encoding: .natural(isDescending: false)
      case .descending: .natural(isDescending: true)
      case .field(let field, let op, let isDescending): .by(op: op ?? "min", field: field, isDescending: isDescending)
      case .list: .by(op: "min", field: def.sortIndexName, isDescending: false)
      }
    return DomainValues.ordered(columns(sort), sort)
  }

  // MARK: - Units

  private func unitModel(
    _ unit: UnitSpec, _ spec: ViewSpec, _ state: inout DataState, isLayer: Bool, facetFields: [String] = []
  ) -> UnitModel {
    var bins: [String: Bins] = [:]
    let defs = unit.fieldDefs
    if isLayer { for (channel, def) in defs { addBins(def, channel, &state, &bins) } }
    run(spec.transforms, &state, groupedBy: facetFields)
    if !state.parsesNothing {
      for (column, parse) in ImplicitParses.of(unit, context.config) where !state.made.contains(column) {
        state.table.parse(column, as: parse)
      }
    }
    for (channel, def) in defs {
      if !isLayer { addBins(def, channel, &state, &bins) }
    }
    for (channel, def) in defs { addColumns(def, channel, &state, &bins, withBins: false) }
    reportUnknownColumns(defs, state)
    let made = defs.compactMap { $0.def.field }.filter { $0.binning != nil || $0.unit != nil }.map(\.name)
    var model = UnitModel(
      spec: unit, raw: state.table, rawIdentity: state.identity + "|" + made.unique.sorted().joined(separator: "|"),
      part: state.part,
      main: state.table, scaleTable: state.table, bins: bins)
    aggregate(&model, facetFields)
    impute(&model)
    stack(&model, facetFields)
    leaveOutInvalid(&model)
    return model
  }

  private func reportUnknownColumns(_ defs: [(channel: Channel, def: ChannelDef)], _ state: DataState) {
    guard state.table.rowCount > 0 else { return }
    for (_, def) in defs {
      guard let field = def.field, !field.isCount, !field.field.isEmpty,
        !state.table.names.contains(field.field)
      else { continue }
      let names = state.table.names.filter { !$0.hasPrefix("__") }
      let near = Suggestion.nearest(to: field.field, in: names)
      context.problems.diagnostics.append(
        Diagnostic(
          .reference, "the data has no column \"\(field.field)\"",
          at: Place(path: context.problems.path, range: def.node["field"]?.range ?? def.node.range),
          help: near.map { "did you mean \($0)?" } ?? "its columns are \(names.prefix(20).joined(separator: ", "))",
          severity: .warning))
    }
  }

  /// Adds the columns of a definition: bins, time unit, and its place in a written order.
  private func addColumns(
    _ def: ChannelDef, _ channel: Channel, _ state: inout DataState, _ bins: inout [String: Bins], withBins: Bool = true
  ) {
    guard let field = def.field else { return }
    if withBins { addBins(def, channel, &state, &bins) }
    if let unit = field.unit?.transform, state.table.column(field.name) == nil {
      state.table.parse(field.field, as: .date(nil))
      state.table = TimeUnitTransform(unit: unit, field: field.field, name: field.name).apply(to: state.table)
    }
    guard case .list(let order) = def.sort else { return }
    let wanted = order.map { field.timeUnit != nil ? $0.asTime(unit: field.timeUnit) : $0 }
    var index: [Value: Int] = [:]
    for (position, value) in wanted.enumerated() where index[value] == nil { index[value] = position }
    let column =
      state.table.column(field.unit != nil ? field.name : field.field)
      ?? [Value](repeating: .null, count: state.table.rowCount)
    state.table.set(def.sortIndexName, column.map { .number(Double(index[$0] ?? wanted.count)) })
  }

  private func addBins(_ def: ChannelDef, _ channel: Channel, _ state: inout DataState, _ bins: inout [String: Bins]) {
    guard let field = def.field, let binning = field.binning else { return }
    if let known = state.bins[field.name] { bins[field.name] = known }
    if bins[field.name] == nil {
      let bin = Bin(field: field.field, options: binning.options, startName: field.name, endName: field.name + "_end")
      bins[field.name] = bin.bins(for: state.table.column(field.field) ?? [])
      state.table = bin.apply(to: state.table)
    }
    guard def.usesBinRange(channel) || channel.isFacet, state.table.column(field.name + "_range") == nil else { return }
    let format = NumberFormat(def.axis.properties?.text(.format) ?? def.format ?? "") ?? NumberFormat(.plain)
    let (starts, ends) = (state.table.column(field.name) ?? [], state.table.column(field.name + "_end") ?? [])
    state.table.set(
      field.name + "_range",
      zip(starts, ends).map { start, end in
        start.finiteNumber == nil
          ? .text("null") : .text("\(format.string(start.number)) – \(format.string(end.number))")
      })
  }

  private func aggregate(_ model: inout UnitModel, _ facetFields: [String]) {
    let defs = model.spec.fieldDefs
    var operations: [Aggregation] = []
    var groupBy = facetFields
    func group(_ name: String) {
      if !groupBy.contains(name), model.raw.names.contains(name) { groupBy.append(name) }
    }
    for (channel, def) in defs {
      guard let field = def.field else { continue }
      if let name = field.aggregate {
        guard let operation = Aggregation.Operation(rawValue: name) else { continue }
        let aggregation =
          field.extremeOf.map { Aggregation(operation, of: $0, as: field.name, result: field.field) }
          ?? Aggregation(operation, of: field.isCount ? nil : field.field, as: field.name)
        if !operations.contains(aggregation) { operations.append(aggregation) }
      } else {
        group(field.name)
        if field.binning != nil || field.timeUnit != nil { group(field.name + "_end") }
        if def.usesBinRange(channel) { group(field.name + "_range") }
      }
    }
    guard !operations.isEmpty else { return }
    model.main = Aggregate(groupBy: groupBy, operations: operations).apply(to: model.main)
  }

  private func impute(_ model: inout UnitModel) {
    guard let x = model.spec[.x], let y = model.spec[.y], let xField = x.field, let yField = y.field,
      let node = x.impute ?? y.impute,
      let fields = SpecFields(node, of: "\"impute\"", context.problems)
    else { return }
    let (field, key) = x.impute != nil ? (xField, yField) : (yField, xField)
    let reader = TransformReader(problems: context.problems) { _ in nil }
    if let step = reader.impute(fields, field.name, key: key.name, groupBy: model.spec.pathGroups(model.main)) {
      model.main = step.apply(to: model.main)
    }
    fields.finish()
  }

  private func stack(_ model: inout UnitModel, _ facetFields: [String]) {
    guard let rule = model.spec.stack, let def = model.spec[rule.channel], let field = def.field else { return }
    var groupBy: [String] = []
    for channel in rule.groupBy {
      guard let other = model.spec[channel]?.fieldBearer?.field else { continue }
      groupBy.append(other.name)
      if other.binning != nil { groupBy.append(other.name + "_end") }
    }
    let stackBy = rule.stackBy.compactMap { model.spec[$0]?.fieldBearer?.field?.name }
    if model.spec.mark.isPath, !(def.node["impute"]?.isNull ?? false), let key = groupBy.first {
      let step = Impute(
        field: field.name, key: key, groupBy: stackBy.unique + facetFields, method: .value(.number(0)))
      let ends =
        model.main.column(key + "_end") != nil
        ? Dictionary(
          zip(model.main.column(key) ?? [], model.main.column(key + "_end") ?? []), uniquingKeysWith: { a, _ in a })
        : [:]
      model.main = step.apply(to: model.main)
      if !ends.isEmpty, let keys = model.main.column(key) {
        model.main.set(key + "_end", keys.map { ends[$0] ?? .null })
      }
    }
    var sort: [SortKey] = []
    if let order = model.spec.encoding[.order], order.contains(where: { $0.field != nil }) {
      for each in order {
        guard let name = each.field?.name else { continue }
        sort.append(SortKey(field: name, isDescending: each.sort.isDescending))
      }
    } else {
      var isDescending = rule.channel == .y
      if let order = model.spec[.order], order.hasSort, order.field == nil { isDescending = order.sort.isDescending }
      for name in stackBy.unique { sort.append(SortKey(field: name, isDescending: isDescending)) }
    }
    // A written order of colours is the order of the stack.
    if model.spec[.order] == nil, let color = model.spec[.color] ?? model.spec[.fill], let colorField = color.field,
      color.type == .nominal, let order = color.scale[.domain]?.list, model.spec[.xOffset] == nil,
      model.spec[.yOffset] == nil
    {
      let name = "_\(colorField.field)_sort_index"
      let known = order.compactMap { DateTimeDef.value($0, context.problems) }
      let places = (model.main.column(colorField.name) ?? []).map { value in
        Value.number(Double(known.firstIndex(of: value) ?? -1))
      }
      model.main.set(name, places)
      sort = [SortKey(field: name, isDescending: model.spec.orient != "horizontal")]
    }
    let stack = Stack(
      field: field.name, groupBy: groupBy + facetFields, sort: sort,
      offset: Stack.Offset(rawValue: rule.offset) ?? .zero,
      startName: field.name + "_start", endName: field.name + "_end")
    model.main = stack.apply(to: model.main)
  }

  /// Leaves out rows that have no place, from marks and scales as "invalid" says.
  private func leaveOutInvalid(_ model: inout UnitModel) {
    let unit = model.spec
    let written = context.config.mark(.invalid, unit.definition, unit.mark)
    if written?.isNull ?? false {
      model.scaleTable = model.main
      return
    }
    let isPath = unit.mark.isPath
    var mode = written?.text ?? "break-paths-show-path-domains"
    if mode == "break-paths-show-path-domains" { mode = isPath ? "break-paths-show-domains" : "filter" }
    let (marksShow, scalesShow): (Bool, Bool) =
      switch mode {
      case "filter": (false, false)
      case "break-paths-show-domains": (isPath, true)
      case "break-paths-filter-domains": (isPath, false)
      default: (true, true)
      }
    let valid = validRows(unit, model.main)
    model.scaleTable = scalesShow ? model.main : model.main.rows(valid)
    guard !marksShow else { return }
    if valid.count < model.main.rowCount, !model.main.shorthands.isEmpty {
      let names = unit.fieldDefs.compactMap { $0.def.type == .quantitative ? $0.def.field?.name : nil }
      let (table, shown) = (model.main, Set(valid))
      for row in 0..<table.rowCount where !shown.contains(row) {
        model.leftOut += names.compactMap { table.shorthand($0, row: row) }.prefix(1)
      }
    }
    model.main = model.main.rows(valid)
  }

  private func validRows(_ unit: UnitSpec, _ table: Table) -> [Int] {
    var isValid = [Bool](repeating: true, count: table.rowCount)
    for (channel, def) in unit.fieldDefs {
      guard channel.main.hasScale, let field = def.field, !field.isCounting,
        let bearer = unit[channel.main]?.scaleBearer ?? unit[channel]?.scaleBearer
      else { continue }
      let hasOffset = channel.offset.map { unit.hasNestedOffset(channel, $0) } ?? false
      guard channel == channel.main, !bearer.isScaleOff,
        ScaleType.of(bearer, unit: unit, hasOffset: hasOffset, config: context.config).hasContinuousDomain,
        def.type == .quantitative || def.type == .temporal, let column = table.column(field.name)
      else { continue }
      for (row, value) in column.enumerated() {
        switch value {
        case .number(let number), .time(let number): if !number.isFinite { isValid[row] = false }
        case .null: isValid[row] = false
        // Empty text counts as 0, as in Vega.
        default: if !value.number.isFinite { isValid[row] = false }
        }
      }
    }
    return isValid.indices.filter { isValid[$0] }
  }
}

extension Table {
  /// The rows that have these values.
  func matching(_ conditions: [(name: String, value: Value)]) -> Table {
    var numbers = Array(0..<rowCount)
    for (name, value) in conditions {
      guard let column = column(name) else { return rows([]) }
      numbers = numbers.filter { column[$0] == value }
    }
    return rows(numbers)
  }
}

extension Array where Element: Hashable {
  /// Each element once, in order.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension String {
  /// A column's name without the brackets and backslashes that paths are written with.
  var unescapedPath: String {
    contains("\\") ? filter { $0 != "\\" } : self
  }
}

extension UnitSpec {
  /// The columns whose values make lines or areas of their own.
  func pathGroups(_ table: Table) -> [String] {
    var names: [String] = []
    let channels: [Channel] = [
      .order, .detail, .key, .size, .color, .fill, .stroke, .opacity, .fillOpacity, .strokeOpacity, .strokeDash,
      .strokeWidth,
    ]
    for channel in channels {
      if channel == .order, mark == .line || mark == .trail { continue }
      if channel == .size, mark == .trail { continue }
      for def in encoding[channel] ?? [] {
        guard let field = def.fieldBearer?.field, field.aggregate == nil else { continue }
        names.append(field.name)
      }
    }
    return names.unique
  }
}
