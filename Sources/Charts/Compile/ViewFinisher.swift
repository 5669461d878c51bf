/// Turns the models of views into what is drawn.
struct ViewFinisher {
  let context: CompileContext
  private var scales: [ScaleView] = []
  private var numbers: [ObjectIdentifier: Int] = [:]
  private var models: [ScaleModel] = []

  init(context: CompileContext) { self.context = context }

  mutating func finish(_ model: ViewModel) -> (view: View, scales: [ScaleView]) {
    let view = view(model)
    return (view, scales)
  }

  private mutating func number(_ scale: ScaleModel) -> Int {
    if let number = numbers[ObjectIdentifier(scale)] { return number }
    numbers[ObjectIdentifier(scale)] = scales.count
    models.append(scale)
    scales.append(scale.resolved(config: context.config))
    return scales.count - 1
  }

  private mutating func view(_ model: ViewModel) -> View {
    var view: View
    switch model.spec.content {
    case .unit:
      view = View(content: .layers([]))
      if let unit = model.unit { view.content = .unit(unitView(unit, model)) }
      view.isCell = model.unit.map { $0.spec[.x] != nil || $0.spec[.y] != nil } ?? false
    case .layers:
      let children = model.children.map { self.view($0) }
      view = View(content: .layers(children))
      view.isCell = children.contains(where: \.isCell)
      if model.spec.title == nil { view.title = children.lazy.compactMap(\.title).first }
    case .concat:
      view = View(content: .concat(model.children.map { self.view($0) }))
    case .facet:
      view = View(content: .concat([]))
      if let facet = model.facet { view.content = .panels(panels(facet, model)) }
    }
    if let title = model.spec.title { view.title = title }
    view.frame = model.spec.view
    setSize(&view, model)
    setLayout(&view, model)
    view.axes = [Channel.x, .y].flatMap { channel in
      (model.axes[channel] ?? []).filter { !$0.isDisabled }.compactMap { axis in
        axisView(axis, model)
      }
    }
    view.legends = legends(model)
    return view
  }

  private mutating func axisView(_ axis: AxisModel, _ model: ViewModel) -> AxisView? {
    // In layers with scales of their own, the axis belongs to the layer that has that scale.
    let owner = axis.owner.reduce(model) { $0.children.indices.contains($1) ? $0.children[$1] : $0 }
    guard let scale = owner.scale(axis.channel) ?? owner.children.lazy.compactMap({ $0.scale(axis.channel) }).first
    else { return nil }
    return AxisView(model: axis, scale: number(scale), style: axis.written.over(axis.configured))
  }

  private mutating func unitView(_ unit: UnitModel, _ model: ViewModel) -> UnitView {
    var numbers: [Channel: Int] = [:]
    for channel in Channel.scaled {
      let hasDef =
        unit.spec[channel]?.scaleBearer != nil
        || channel.secondary.flatMap { unit.spec[$0]?.scaleBearer } != nil
      guard hasDef, !(unit.spec[channel]?.scaleBearer?.isScaleOff ?? false), let scale = model.scale(channel) else {
        continue
      }
      numbers[channel] = number(scale)
    }
    return UnitView(spec: unit.spec, table: unit.main, scales: numbers, leftOut: unit.leftOut)
  }

  // MARK: - Sizes

  private mutating func setSize(_ view: inout View, _ model: ViewModel) {
    switch model.spec.content {
    case .unit, .layers:
      view.width = extent(model, .x)
      view.height = extent(model, .y)
    default: break
    }
  }

  private mutating func extent(_ model: ViewModel, _ channel: Channel) -> View.Extent {
    let settings = context.config.view
    let continuous = settings.number(channel == .x ? .continuousWidth : .continuousHeight) ?? 300
    let written = channel == .x ? model.width : model.height
    if case .pixels(let pixels)? = written { return .pixels(pixels) }
    if case .container? = written { return .pixels(continuous) }
    let scale = model.scale(channel) ?? model.children.lazy.compactMap { $0.scale(channel) }.first
    if let scale {
      guard scale.type.isDiscrete else { return .pixels(continuous) }
      switch scale.range?.value {
      case .step(let step)?: return .steps(step, scale: number(scale))
      case .offsetStep(let step)?: return .steps(offsetStep(step, model, channel, scale), scale: number(scale))
      default:
        if case .pixels(let pixels) = model.configuredDiscreteSize(channel) { return .pixels(pixels) }
        return .pixels(continuous)
      }
    }
    if isArc(model) { return .pixels(continuous) }
    switch model.configuredDiscreteSize(channel) {
    case .pixels(let pixels): return .pixels(pixels)
    case .step(let step, _): return .pixels(step)
    case .container: return .pixels(continuous)
    }
  }

  private func isArc(_ model: ViewModel) -> Bool {
    if let unit = model.unit { return unit.spec.mark == .arc }
    return model.children.contains { isArc($0) }
  }

  /// The step of a position within which marks stand side by side, each with a step of its own.
  private mutating func offsetStep(_ step: Double, _ model: ViewModel, _ channel: Channel, _ position: ScaleModel)
    -> Double
  {
    guard let offset = channel.offset, let scale = offsetScale(model, offset) else { return step }
    let view = scales[number(scale)]
    var count = Double(view.values.count)
    if view.type == .band { count = view.space }
    let inner = scales[number(position)].paddingInner
    return step * count / max(1e-6, 1 - inner)
  }

  private func offsetScale(_ model: ViewModel, _ channel: Channel) -> ScaleModel? {
    model.scale(channel) ?? model.children.lazy.compactMap { self.offsetScale($0, channel) }.first
  }

  private func setLayout(_ view: inout View, _ model: ViewModel) {
    let config = context.config
    let isFacet = model.facet != nil
    let spacing = isFacet ? config.facetSpacing : config.concatSpacing
    view.rowSpacing = model.spec.rowSpacing ?? spacing
    view.columnSpacing = model.spec.columnSpacing ?? spacing
    let columns = model.spec.columns ?? (isFacet ? config.facetColumns : config.concatColumns)
    view.columns = columns.map { Int(max(1, min($0, 1000))) }
    view.align = (model.spec.align.row ?? "each", model.spec.align.column ?? "each")
    view.center = model.spec.center
  }

  // MARK: - Panels

  private mutating func panels(_ facet: FacetModel, _ model: ViewModel) -> Panels {
    var shared: [Channel: AxisView] = [:]
    var panels: [Panels.Panel] = []
    let isWrapped = facet.spec.wrapped != nil
    for cell in facet.cells {
      var view = self.view(cell.view)
      for index in view.axes.indices {
        let channel = view.axes[index].model.channel
        guard model.guideResolution(channel, isAxis: true) == .shared,
          view.axes.filter({ $0.model.channel == channel }).count == 1
        else { continue }
        shared[channel] = shared[channel] ?? view.axes[index]
        view.axes[index].isGridOnly = true
      }
      panels.append(Panels.Panel(row: cell.row, column: cell.column, view: view))
    }
    return Panels(
      panels: panels, rowHeader: header(facet.spec.row, facet.rows, "headerRow", model),
      columnHeader: header(facet.spec.column, facet.columns, "headerColumn", model),
      panelHeader: isWrapped ? header(facet.spec.wrapped, facet.wrapped, "headerFacet", model) : nil,
      rowCount: max(1, facet.rows.count), columnCount: isWrapped ? facet.wrapped.count : max(1, facet.columns.count),
      sharedAxes: shared)
  }

  private func header(_ def: ChannelDef?, _ values: [Value], _ name: String, _ model: ViewModel) -> Panels.Header? {
    guard let def else { return nil }
    let config = context.config
    if def.header.isOff { return Panels.Header(labels: [], title: nil, style: Properties(), showsLabels: false) }
    let written = def.header.properties ?? Properties()
    let style = written.over(config.headers[name] ?? Properties()).over(config.headers["header"] ?? Properties())
    let format = LabelFormat.of(
      def, format: style.text(.format) ?? def.format, formatType: style.text(.formatType), isScaleTime: false,
      config: config, omitsTimeConfig: false, isNormalized: false, context.problems)
    var labels = values.enumerated().map { index, value -> String in
      if def.field?.binning != nil, let name = def.field?.name {
        _ = name
        return binLabel(value, def, model)
      }
      return format.text(value)
    }
    if let text = style.text(.labelExpr) {
      labels = LabelExpression.labels(text, values: values, labels: labels, at: written[.labelExpr], context.problems)
    }
    var title = written.lines(.title) ?? def.title
    if written.isNull(.title) || style.isNull(.title) { title = [] }
    if title == nil { title = [config.fieldTitle(def.node)] }
    return Panels.Header(
      labels: labels, title: title?.isEmpty ?? true ? nil : title, style: style,
      showsLabels: style.flag(.labels) ?? true)
  }

  private func binLabel(_ value: Value, _ def: ChannelDef, _ model: ViewModel) -> String {
    guard let name = def.field?.name else { return value.string }
    for cell in model.facet?.cells ?? [] {
      guard let table = firstTable(cell.view), let column = table.column(name), let index = column.firstIndex(of: value)
      else { continue }
      let end = table.value(name + "_end", row: index)
      let format = NumberFormat(def.format ?? "") ?? NumberFormat(.plain)
      return "\(format.string(value.number)) – \(format.string(end.number))"
    }
    return value.string
  }

  private func firstTable(_ model: ViewModel) -> Table? {
    model.unit?.raw ?? model.children.lazy.compactMap { self.firstTable($0) }.first
  }

  // MARK: - Legends

  /// Legends of one domain are one legend with several channels.
  private mutating func legends(_ model: ViewModel) -> [LegendView] {
    var merged: [LegendView] = []
    for (channel, legend) in model.legends where !legend.isDisabled {
      guard let scale = model.scale(channel) ?? model.children.lazy.compactMap({ $0.scale(channel) }).first else {
        continue
      }
      let index = number(scale)
      let key = scale.domainKey
      if let same = merged.firstIndex(where: { models[$0.channels[0].scale].domainKey == key }) {
        merged[same].channels.append((channel, index))
        var joined = merged[same].model
        joined.title.join(legend.title)
        if legend.isGradient != joined.isGradient { joined.isGradient = false }
        joined.written = joined.written.over(legend.written)
        if joined.symbol != "circle", legend.symbol == "circle" { joined.symbol = legend.symbol }
        merged[same].model = joined
      } else {
        merged.append(LegendView(channels: [(channel, index)], model: legend))
      }
    }
    return merged
  }
}

extension ScaleModel {
  /// Equal for scales whose domains are made of the same columns in the same order.
  fileprivate var domainKey: String {
    domains.map { domain in
      switch domain {
      case .values(let values): values.map(\.string).joined(separator: "\u{1}")
      case .columns(let columns): "\(columns.key) \(columns.column) \(String(describing: columns.sort))"
      }
    }.unique.joined(separator: "\u{0}")
  }
}
