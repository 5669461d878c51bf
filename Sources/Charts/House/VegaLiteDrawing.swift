/// Finds in a compiled Vega-Lite specification what a house drawing shows: names, series and numbers.
///
/// Bars, columns, lines, areas, dots, heat maps, arcs (as shares), scatter plots, and layers and panels of these. Layers of
/// text are left out, since house drawings label their marks themselves; rules at one value become ``Drawing/Rule``s.
struct VegaLiteDrawing {
  let compiled: CompiledView
  let problems: SpecProblems
  let words: ChartWords

  /// Nil for what no layout of the house shows.
  func drawing(of view: View) -> Drawing? {
    guard let panels = panels(of: view) else { return nil }
    // Bars between two values (boxes, spans) have no length from zero.
    guard let first = panels.first, !first.units.contains(where: { $0.spec.mark == .bar && Self.isRange($0) }),
      let main = first.units.first(where: Self.isMain), let plan = plan(main)
    else { return nil }
    var drawing = Drawing(kind: plan.kind, panels: [])
    drawing.valueLabel = title(plan.value)
    drawing.nameLabel = plan.name.map(title) ?? ""
    drawing.seriesLabel = plan.series.map(title) ?? ""
    // Series that stand beside one another do not stand on one another as well.
    drawing.isStacked = main.spec.stack != nil && plan.series != nil && Self.offset(main) == nil
    drawing.isTime = plan.name?.type == .temporal
    drawing.numbers = Self.style(Self.format(plan.value, in: first.units))
    for (name, units) in panels {
      guard let unit = units.first(where: Self.isMain), let plan = self.plan(unit) else { continue }
      guard var panel = plan.kind == .scatter ? scatter(unit, plan) : panel(unit, plan) else { return nil }
      drawing.leftOut += unit.leftOut
      for range in units where Self.isRange(range) { addIntervals(of: range, plan, to: &panel) }
      drawing.panels.append(panel)
      drawing.panels[drawing.panels.count - 1].name = name
      if drawing.panels.count == 1 { drawing.rules = rules(units, plan) }
    }
    guard !drawing.panels.isEmpty else { return nil }
    if drawing.numbers.decimals == nil { drawing.numbers.decimals = drawing.neededDecimals }
    return drawing
  }

  // MARK: - What is drawn

  private func panels(of view: View) -> [(name: String?, units: [UnitView])]? {
    switch view.content {
    case .unit, .layers: return Self.units(view).map { [(nil, $0)] }
    case .panels(let grid):
      var panels: [(name: String?, units: [UnitView])] = []
      for panel in grid.panels {
        guard let units = Self.units(panel.view) else { return nil }
        panels.append((grid.name(of: panel), units))
      }
      return panels
    case .concat(let views):
      // Views side by side are small multiples where their marks, their measure and its scale are the same.
      var panels: [(name: String?, units: [UnitView])] = []
      var plans: [Plan] = []
      for view in views {
        guard let title = view.title?.lines(.text), let units = Self.units(view),
          let plan = units.first(where: Self.isMain).flatMap(plan), plan.series == nil
        else { return nil }
        plans.append(plan)
        panels.append((title.joined(separator: " "), units))
      }
      let scales = zip(panels, plans).map { panel, plan in
        panel.units.first(where: Self.isMain)?.scales[plan.value.channel.main]
      }
      guard let first = plans.first, plans.allSatisfy({ $0.kind == first.kind }), scales[0] != nil,
        scales.allSatisfy({ $0 == scales[0] })
      else { return nil }
      return panels
    }
  }

  /// A plot, or the plots over one another; nil for panels and views side by side.
  static func units(_ view: View) -> [UnitView]? {
    switch view.content {
    case .unit(let unit): return [unit]
    case .layers(let views):
      var units: [UnitView] = []
      for view in views {
        guard let inner = self.units(view) else { return nil }
        units += inner
      }
      return units
    case .panels, .concat: return nil
    }
  }

  private static func isMain(_ unit: UnitView) -> Bool {
    unit.spec.mark != .text && unit.spec.mark != .rule && !isRange(unit)
  }

  /// Whether marks go from one number to another: intervals and bands.
  private static func isRange(_ unit: UnitView) -> Bool {
    [Channel.x2, .y2].contains { channel in
      unit[channel]?.field != nil && unit[channel == .x2 ? .x : .y].map { $0.field?.bin == nil } ?? false
    } && unit.spec.stack == nil
  }

  /// The field by which marks of one name stand beside one another.
  private static func offset(_ unit: UnitView) -> ChannelDef? {
    [unit[.xOffset], unit[.yOffset]].lazy.compactMap(\.self).first { $0.field != nil }
  }

  /// Which definitions name marks, and which measure them.
  private struct Plan {
    var kind: Drawing.Kind
    var name: ChannelDef?
    var value: ChannelDef
    var series: ChannelDef?
  }

  private func plan(_ unit: UnitView) -> Plan? {
    let (x, y) = (unit[.x], unit[.y])
    func isNumber(_ def: ChannelDef?) -> Bool {
      guard let def, let field = def.field else { return false }
      return def.type == .quantitative && field.bin == nil
    }
    let color = [Channel.color, .fill, .stroke, .shape, .strokeDash, .detail].lazy.compactMap { unit[$0] }
      .first { $0.field != nil && $0.type.isDiscrete }
    let offset = Self.offset(unit)
    // Stacks beside one another have two sets of series.
    if let offset = offset?.field?.name, let color = color?.field?.name, offset != color { return nil }
    switch unit.spec.mark {
    case .bar:
      if isNumber(x), !isNumber(y) || unit.spec.orient == "horizontal", let x {
        return named(.bar, name: y, value: x, series: color ?? offset)
      }
      guard isNumber(y), let y else { return nil }
      return named(.column, name: x, value: y, series: color ?? offset)
    case .line, .trail, .area:
      guard isNumber(y), let y, x?.field != nil else { return nil }
      return named(unit.spec.mark == .area ? .area : .line, name: x, value: y, series: color)
    case .point, .circle, .square, .tick:
      if isNumber(x), isNumber(y), let y { return Plan(kind: .scatter, name: x, value: y, series: color) }
      if isNumber(x), let x, y?.type.isDiscrete ?? false { return named(.dots, name: y, value: x, series: color) }
      guard isNumber(y), let y, x?.type.isDiscrete ?? false else { return nil }
      return named(.dots, name: x, value: y, series: color)
    case .rect:
      guard let shade = unit[.color] ?? unit[.fill], isNumber(shade), let x, let y, x.field != nil, y.field != nil
      else {
        return nil
      }
      return Plan(kind: .heat, name: y, value: shade, series: x)
    case .arc:
      guard isNumber(unit[.theta]), let value = unit[.theta] else { return nil }
      return Plan(kind: .share, name: color, value: value, series: nil)
    default: return nil
    }
  }

  /// A series of the names themselves tells nothing.
  private func named(_ kind: Drawing.Kind, name: ChannelDef?, value: ChannelDef, series: ChannelDef?) -> Plan {
    let isSame = series?.field != nil && series?.field?.name == name?.field?.name
    return Plan(kind: kind, name: name, value: value, series: isSame ? nil : series)
  }

  private func title(_ def: ChannelDef) -> String { (def.titleText(compiled.config) ?? []).joined(separator: " ") }

  // MARK: - Rows

  private func panel(_ unit: UnitView, _ plan: Plan) -> Panel? {
    guard let value = plan.value.field, let numbers = unit.table.column(value.name) else { return nil }
    let names = order(plan.name, in: unit)
    let series = order(plan.series, in: unit)
    guard names.values.count <= DrawingBuilder.maximumNames, series.values.count <= 40 else { return nil }
    let highlighted = self.highlighted(unit)
    var panel = Panel(
      name: nil,
      categories: zip(names.texts, names.values).map { text, value in
        var category = Panel.Category(name: text)
        if plan.name?.type == .temporal || plan.name?.type == .quantitative { category.position = value.finiteNumber }
        return category
      },
      series: series.texts.map { Panel.Series(name: $0) },
      marks: .init(repeating: .init(repeating: Panel.Mark(), count: series.values.count), count: names.values.count))
    if plan.series == nil, !panel.series.isEmpty { panel.series[0].name = title(plan.value) }
    let nameColumn = plan.name?.field.flatMap { unit.table.column($0.name) }
    let seriesColumn = plan.series?.field.flatMap { unit.table.column($0.name) }
    let (nameDomain, seriesDomain) = (DiscreteDomain(names.values), DiscreteDomain(series.values))
    for row in 0..<unit.table.rowCount {
      let place = nameColumn.map { nameDomain.position($0[row]) } ?? 0
      let kind = seriesColumn.map { seriesDomain.position($0[row]) } ?? 0
      guard let place, let kind else { continue }
      // Several marks at one place: only a picture of each mark shows them.
      guard panel.marks[place][kind] == Panel.Mark() else { return nil }
      if let number = numbers[row].finiteNumber {
        panel.marks[place][kind].value = number
      } else {
        panel.marks[place][kind].missing = unit.table.shorthand(value.name, row: row) ?? .notAvailable
      }
      guard highlighted[row] else { continue }
      if seriesColumn == nil || plan.kind == .bar || plan.kind == .column || plan.kind == .dots {
        panel.categories[place].isHighlighted = true
      } else {
        panel.series[kind].isHighlighted = true
      }
    }
    return panel
  }

  /// The ends of intervals, where names have one each.
  private func addIntervals(of unit: UnitView, _ plan: Plan, to panel: inout Panel) {
    let isAcross = unit[.x2]?.field != nil
    guard panel.series.count == 1, let low = unit[isAcross ? .x : .y]?.field,
      let high = unit[isAcross ? .x2 : .y2]?.field,
      let lows = unit.table.column(low.name), let highs = unit.table.column(high.name),
      let names = plan.name?.field.flatMap({ unit.table.column($0.name) })
    else { return }
    let domain = DiscreteDomain(order(plan.name, in: unit).values)
    for row in 0..<unit.table.rowCount {
      guard let place = domain.position(names[row]), place < panel.marks.count else { continue }
      panel.marks[place][0].low = lows[row].finiteNumber
      panel.marks[place][0].high = highs[row].finiteNumber
    }
  }

  private func scatter(_ unit: UnitView, _ plan: Plan) -> Panel? {
    guard let value = plan.value.field, let ys = unit.table.column(value.name),
      let xs = plan.name?.field.flatMap({ unit.table.column($0.name) })
    else { return nil }
    let series = order(plan.series, in: unit)
    let domain = DiscreteDomain(series.values)
    let kinds = plan.series?.field.flatMap { unit.table.column($0.name) }
    var panel = Panel(
      name: nil, categories: [], series: series.texts.map { Panel.Series(name: $0) }, marks: [])
    for row in 0..<unit.table.rowCount {
      guard let x = xs[row].finiteNumber, let y = ys[row].finiteNumber else { continue }
      panel.points.append(Panel.Point(x: x, y: y, series: kinds.flatMap { domain.position($0[row]) } ?? 0))
    }
    return panel
  }

  /// The values of a definition in the order of its scale, and as readers see them.
  private func order(_ def: ChannelDef?, in unit: UnitView) -> (values: [Value], texts: [String]) {
    guard let def, let field = def.field, let column = unit.table.column(field.name) else { return ([.null], [""]) }
    var values = DiscreteDomain(column).values
    if let scale = unit.scales[def.channel.main].map({ compiled.scales[$0] }), scale.type.isDiscrete {
      let present = Set(values)
      values = scale.values.values.filter(present.contains)
    } else if def.type == .temporal || def.type == .quantitative {
      values.sort { Value.isAscending($0, $1) }
    }
    values.removeAll { $0 == .null }
    if def.type == .temporal { return (values, Self.dates(values.map(\.number))) }
    if field.bin != nil, let ends = unit.table.column(field.name + "_end") {
      let style = NumberStyle()
      let texts = values.map { start in
        let end = column.firstIndex(of: start).map { ends[$0].number } ?? start.number
        return "\(style.string(start.number))–\(style.string(end))"
      }
      return (values, texts)
    }
    return (values, values.map(\.string))
  }

  /// Times as precise as tells them apart.
  static func dates(_ times: [Double]) -> [String] {
    for pattern in ["%Y", "%b %Y", "%-d %b %Y"] {
      guard let format = TimeFormat(pattern) else { continue }
      let texts = times.map(format.string)
      if Set(texts).count == Set(times).count { return texts }
    }
    return times.map { TimeFormat("%-d %b %Y %H:%M")?.string($0) ?? "" }
  }

  /// Which rows a condition of the colour picks out.
  private func highlighted(_ unit: UnitView) -> [Bool] {
    var rows = [Bool](repeating: false, count: unit.table.rowCount)
    guard let color = unit[.color] ?? unit[.fill], color.field == nil, let condition = color.conditions.first,
      condition.def.first?.value != nil
    else { return rows }
    let reader = TransformReader(problems: problems) { _ in nil }
    guard let predicate = reader.predicate(condition.test) else { return rows }
    rows = predicate.matches(in: unit.table)
    return rows.allSatisfy { $0 } ? rows.map { _ in false } : rows
  }

  private func rules(_ units: [UnitView], _ plan: Plan) -> [Drawing.Rule] {
    units.filter { $0.spec.mark == .rule }.compactMap { unit in
      let channel = plan.kind == .bar || plan.kind == .dots ? Channel.x : .y
      guard let def = unit[channel], unit[channel == .x ? .y : .x] == nil else { return nil }
      let value = def.datum?.finiteNumber ?? def.field.flatMap { unit.table.column($0.name)?.first?.finiteNumber }
      guard let value else { return nil }
      let isMean = def.field?.aggregate == "mean" || def.field?.aggregate == "average"
      let label =
        (isMean ? words[.average] + " " : "") + NumberStyle(decimals: nil).string((value * 100).rounded() / 100)
      return Drawing.Rule(value: value, label: label, isAverage: isMean)
    }
  }

  // MARK: - Numbers

  private static func format(_ def: ChannelDef, in units: [UnitView]) -> String? {
    let labels = units.first { $0.spec.mark == .text }?[.text]
    return def.axis.properties?.text(.format) ?? def.format ?? labels?.format
  }

  /// The parts of a d3 format that house numbers have: currency, digits behind the point, per cent.
  static func style(_ format: String?) -> NumberStyle {
    var style = NumberStyle()
    guard let format else { return style }
    if format.contains("$") || format.contains("£") { style.prefix = "£" }
    if let point = format.firstIndex(of: ".") {
      style.decimals = Int(format[format.index(after: point)...].prefix { $0.isNumber })
    } else if format.hasSuffix("d") || format.hasSuffix("%") {
      style.decimals = 0
    }
    if format.hasSuffix("%") {
      style.suffix = "%"
      style.factor = 100
    }
    return style
  }
}

extension Drawing {
  /// As few digits behind the point as show all numbers to three significant digits, three at most.
  var neededDecimals: Int {
    var decimals = 0
    for value in panels.flatMap({ $0.marks.joined().compactMap(\.value) + $0.points.map(\.y) }) {
      guard value.isFinite, decimals < 3 else { continue }
      let limit = value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 3
      for count in decimals...3 where count <= limit {
        let power = NumberStyle.powers[count]
        decimals = count
        if ((value * power).rounded() / power - value).magnitude < 1e-9 { break }
      }
    }
    return decimals
  }
}
