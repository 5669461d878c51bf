/// Lays views out as Vega does: plots with what stands about them, in rows and columns.
struct ConformLayout {
  let compiled: CompiledView
  let problems: SpecProblems
  /// Whether legends above and below begin where the axis' labels do, and not where the plot does.
  var hasWideLegends = false
  private var clipCount = 0

  init(_ compiled: CompiledView, _ problems: SpecProblems) {
    self.compiled = compiled
    self.problems = problems
  }

  /// A view drawn about its own origin: a plot's top left corner, or that of the first plot.
  struct Block {
    var scene = Scene()
    /// The plot, or all plots together.
    var width = 0.0
    var height = 0.0
  }

  var config: Config { compiled.config }

  mutating func draw(_ view: View) -> Block {
    var block: Block
    switch view.content {
    case .unit, .layers: block = plot(view)
    case .panels(let panels): block = self.panels(panels, view)
    case .concat(let views): block = concat(views, view)
    }
    addLegends(view, &block)
    addTitle(view, &block)
    return block
  }

  // MARK: - Plots

  func length(_ extent: View.Extent) -> Double {
    switch extent {
    case .pixels(let pixels): max(0, pixels)
    case .steps(let step, let scale): min(100_000, compiled.scales[scale].space * step)
    }
  }

  func step(_ extent: View.Extent) -> Double {
    switch extent {
    case .pixels: config.view.number(.step) ?? 20
    case .steps(let step, _): step
    }
  }

  private mutating func plot(_ view: View) -> Block {
    let (width, height) = (length(view.width), length(view.height))
    var block = Block(width: width, height: height)
    let frame = frameLook(view)
    let corner = view.frame.number(.cornerRadius) ?? config.view.number(.cornerRadius) ?? 0
    if frame.fill != nil || frame.stroke != nil {
      block.scene.add(
        .rect(x: 0.5, y: 0.5, width: width, height: height, radii: [corner, corner, corner, corner], frame))
    }
    let axes = allAxes(view).map { ($0, AxisDrawing($0, compiled, width: width, height: height, problems)) }
    func add(_ isFront: Bool) {
      for (axis, drawing) in axes where axis.model.standsInFront == isFront {
        block.scene.add(drawing.grid(), x: 0, y: 0, name: "grid")
      }
      for (axis, drawing) in axes where axis.model.standsInFront == isFront && !axis.isGridOnly {
        block.scene.add(drawing.main(), x: 0, y: 0, name: "axis")
      }
    }
    add(false)
    addMarks(view, width: width, height: height, step: min(step(view.width), step(view.height)), &block.scene)
    add(true)
    return block
  }

  private func allAxes(_ view: View) -> [AxisView] {
    guard case .layers(let layers) = view.content else { return view.axes }
    return view.axes + layers.flatMap { allAxes($0) }
  }

  private mutating func addMarks(_ view: View, width: Double, height: Double, step: Double, _ scene: inout Scene) {
    switch view.content {
    case .unit(let unit):
      let marks = UnitDrawing(
        unit, compiled, width: width, height: height, step: binnedStep(unit, width: width, height: height) ?? step,
        problems: problems
      ).scene()
      guard config.mark(.clip, unit.spec.definition, unit.spec.mark)?.flag ?? false else {
        scene.add(marks, x: 0, y: 0, name: "marks")
        return
      }
      clipCount += 1
      scene.add(.group(marks, x: 0, y: 0, name: "marks", clip: (clipCount, width, height)))
    case .layers(let layers):
      for layer in layers { addMarks(layer, width: width, height: height, step: step, &scene) }
    default: break
    }
  }

  /// The smaller of the steps that bins make.
  func binnedStep(_ unit: UnitView, width: Double, height: Double) -> Double? {
    var steps: [Double] = []
    for (channel, length) in [(Channel.x, width), (.y, height)] {
      guard let index = unit.scales[channel], let bins = compiled.scales[index].bins, bins.step > 0, bins.start.isFinite
      else { continue }
      steps.append(length / max(1, (bins.stop - bins.start) / bins.step))
    }
    guard !steps.isEmpty else { return nil }
    if steps.count == 1 { steps.append(config.view.number(.step) ?? 20) }
    return steps.min()
  }

  private func frameLook(_ view: View) -> Look {
    let cell = config.styles["cell"]
    let own = view.frame
    var look = Look()
    look.fill = own.text(.fill) ?? config.view.text(.fill) ?? cell?.text(.fill)
    if look.fill == "transparent" { look.fill = nil }
    if own.isNull(.stroke) || (own[.stroke] == nil && config.view.isNull(.stroke)) {
      look.stroke = nil
    } else {
      look.stroke =
        own.text(.stroke) ?? config.view.text(.stroke) ?? cell?.text(.stroke) ?? (view.isCell ? "#ddd" : nil)
    }
    if look.stroke == "transparent" { look.stroke = nil }
    look.strokeWidth = own.number(.strokeWidth) ?? config.view.number(.strokeWidth)
    look.strokeDash = own.numbers(.strokeDash) ?? config.view.numbers(.strokeDash)
    look.strokeOpacity = own.number(.strokeOpacity) ?? config.view.number(.strokeOpacity)
    look.fillOpacity = own.number(.fillOpacity) ?? config.view.number(.fillOpacity)
    look.opacity = own.number(.opacity) ?? config.view.number(.opacity)
    return look
  }

  // MARK: - Side by side

  private mutating func concat(_ views: [View], _ view: View) -> Block {
    var grid = PlotGrid(columnSpacing: view.columnSpacing, rowSpacing: view.rowSpacing, isUniform: false)
    let columns = view.columns ?? max(1, views.count)
    for (index, child) in views.enumerated() {
      let block = draw(child)
      grid.add(block, row: index / columns, column: index % columns)
    }
    return grid.arranged()
  }

  // MARK: - Panels

  private mutating func panels(_ panels: Panels, _ view: View) -> Block {
    let isWrapped = panels.panelHeader != nil
    let columns =
      isWrapped ? min(max(1, panels.columnCount), view.columns ?? max(1, panels.columnCount)) : panels.columnCount
    var grid = PlotGrid(columnSpacing: view.columnSpacing, rowSpacing: view.rowSpacing, isUniform: true)
    for (index, panel) in panels.panels.enumerated() {
      var block = draw(panel.view)
      if let header = panels.panelHeader, header.showsLabels, panel.column < header.labels.count {
        addPanelLabel(header.labels[panel.column], header, &block)
      }
      grid.add(
        block, row: isWrapped ? index / columns : panel.row, column: isWrapped ? index % columns : panel.column)
    }
    var block = grid.arranged()
    addSharedAxes(panels, grid, &block)
    addHeaders(panels, grid, &block)
    return block
  }

  private func addSharedAxes(_ panels: Panels, _ grid: PlotGrid, _ block: inout Block) {
    if let axis = panels.sharedAxes[.x] {
      for column in grid.columns {
        let isTop = axis.model.orient == "top"
        let drawing = AxisDrawing(axis, compiled, width: column.length, height: 0, problems)
        block.scene.add(
          drawing.main(), x: column.start, y: isTop ? 0 : block.height, name: "axis")
      }
    }
    if let axis = panels.sharedAxes[.y] {
      for row in grid.rows {
        let drawing = AxisDrawing(axis, compiled, width: 0, height: row.length, problems)
        block.scene.add(
          drawing.main(), x: axis.model.orient == "right" ? block.width : 0, y: row.start, name: "axis")
      }
    }
  }

  private func labelLook(_ header: Panels.Header) -> TextLook {
    let guide = config.styles["guide-label"]
    let style = header.style
    return TextLook(
      color: style.text(.labelColor) ?? guide?.text(.fill) ?? "#000",
      font: style.text(.labelFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.labelFontSize) ?? guide?.number(.fontSize) ?? 10, weight: style[.labelFontWeight]?.text,
      style: style.text(.labelFontStyle), limit: style.number(.labelLimit) ?? 0)
  }

  private func titleLook(_ header: Panels.Header) -> TextLook {
    let guide = config.styles["guide-title"]
    let style = header.style
    return TextLook(
      color: style.text(.titleColor) ?? guide?.text(.fill) ?? "#000",
      font: style.text(.titleFont) ?? guide?.text(.font) ?? config.font,
      size: style.number(.titleFontSize) ?? guide?.number(.fontSize) ?? 11,
      weight: (style[.titleFontWeight] ?? guide?[.fontWeight])?.text ?? "bold", style: style.text(.titleFontStyle),
      limit: style.number(.titleLimit) ?? 0)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func addPanelLabel(_ text: String, _ header: Panels.Header, _ block: inout Block) {
    var look = labelLook(header)
    let padding = header.style.number(.labelPadding) ?? 10
    let anchor = header.style.text(.labelAnchor)
    let share: Double = anchor == "start" ? 0 : anchor == "end" ? 1 : 0.5
    look.align = anchor == "start" ? "left" : anchor == "end" ? "right" : "center"
    let isBottom = (header.style.text(.labelOrient) ?? header.style.text(.orient)) == "bottom"
    look.baseline = isBottom ? "top" : "bottom"
    look.angle = header.style.number(.labelAngle) ?? 0
    let top = min(0, block.scene.bounds.isEmpty ? 0 : block.scene.bounds.top)
    let bottom = max(block.height, block.scene.bounds.isEmpty ? 0 : block.scene.bounds.bottom)
    block.scene.add(
      .text(lines(text), x: block.width * share, y: isBottom ? bottom + padding : top - padding, dx: 0, dy: 0, look))
  }

  private func addHeaders(_ panels: Panels, _ grid: PlotGrid, _ block: inout Block) {
    var bounds = block.scene.bounds
    if let header = panels.columnHeader {
      let isBottom = (header.style.text(.labelOrient) ?? header.style.text(.orient)) == "bottom"
      var edge = isBottom ? max(block.height, bounds.bottom) : min(0, bounds.top)
      let sign: Double = isBottom ? 1 : -1
      if header.showsLabels {
        edge += sign * (header.style.number(.labelPadding) ?? 10)
        var look = labelLook(header)
        let anchor = header.style.text(.labelAnchor)
        let share: Double = anchor == "start" ? 0 : anchor == "end" ? 1 : 0.5
        look.angle = header.style.number(.labelAngle) ?? 0
        look.align =
          header.style.text(.labelAlign) ?? (anchor == "start" ? "left" : anchor == "end" ? "right" : "center")
        look.baseline = isBottom ? "top" : "bottom"
        if let angle = header.style.number(.labelAngle).map(ViewModel.normalizedAngle), angle != 0 {
          look.align = LabelTurn.align(angle, orient: isBottom ? "bottom" : "top", isX: true) ?? look.align
          look.baseline = LabelTurn.baseline(angle, orient: isBottom ? "bottom" : "top", isX: true) ?? look.baseline
        }
        for (index, column) in grid.columns.enumerated() where index < header.labels.count {
          block.scene.add(
            .text(lines(header.labels[index]), x: column.start + column.length * share, y: edge, dx: 0, dy: 0, look))
        }
      }
      bounds = block.scene.bounds
      if let title = header.title {
        var look = titleLook(header)
        look.align = "center"
        let isBelow = (header.style.text(.titleOrient) ?? header.style.text(.orient)) == "bottom"
        look.baseline = isBelow ? "top" : "bottom"
        let padding = header.style.number(.titlePadding) ?? 10
        let y = isBelow ? max(block.height, bounds.bottom) + padding : min(0, bounds.top) - padding
        block.scene.add(.text(title, x: titlePlace(header, block.width, &look), y: y, dx: 0, dy: 0, look))
      }
    }
    bounds = block.scene.bounds
    if let header = panels.rowHeader {
      let isRight = (header.style.text(.labelOrient) ?? header.style.text(.orient)) == "right"
      let angle = header.style.number(.labelAngle) ?? (isRight ? 90 : -90)
      if header.showsLabels {
        var look = labelLook(header)
        look.angle = angle
        let padding = header.style.number(.labelPadding) ?? 10
        let x = isRight ? max(block.width, bounds.right) + padding : min(0, bounds.left) - padding
        if ViewModel.normalizedAngle(angle) == 0 {
          look.align = header.style.text(.labelAlign) ?? (isRight ? "left" : "right")
          look.baseline = "middle"
        } else {
          look.align = header.style.text(.labelAlign) ?? "center"
          look.baseline = "bottom"
        }
        for (index, row) in grid.rows.enumerated() where index < header.labels.count {
          block.scene.add(
            .text(lines(header.labels[index]), x: x, y: row.start + row.length / 2, dx: 0, dy: 0, look))
        }
      }
      bounds = block.scene.bounds
      if let title = header.title {
        var look = titleLook(header)
        let isBehind = (header.style.text(.titleOrient) ?? header.style.text(.orient)) == "right"
        look.angle = header.style.number(.titleAngle) ?? (isBehind ? 90 : -90)
        look.baseline = "bottom"
        look.align = "center"
        let padding = header.style.number(.titlePadding) ?? 10
        let x = isBehind ? max(block.width, bounds.right) + padding : min(0, bounds.left) - padding
        block.scene.add(.text(title, x: x, y: block.height / 2, dx: 0, dy: 0, look))
      }
    }
    if let header = panels.panelHeader, let title = header.title {
      var look = titleLook(header)
      look.align = "center"
      look.baseline = "bottom"
      let y = min(0, block.scene.bounds.top) - (header.style.number(.titlePadding) ?? 10)
      block.scene.add(.text(title, x: titlePlace(header, block.width, &look), y: y, dx: 0, dy: 0, look))
    }
  }

  private func titlePlace(_ header: Panels.Header, _ length: Double, _ look: inout TextLook) -> Double {
    switch header.style.text(.titleAnchor) {
    case "start":
      look.align = "left"
      return 0
    case "end":
      look.align = "right"
      return length
    default: return length / 2
    }
  }
}

/// Plots in rows and columns, each as wide and high as its largest needs.
struct PlotGrid {
  struct Track {
    var start = 0.0
    /// Of the plots in it.
    var length = 0.0
    /// How far things reach before and behind the plots.
    var before = 0.0
    var after = 0.0
  }

  let columnSpacing: Double
  let rowSpacing: Double
  /// Whether all columns, and all rows, keep the same distance.
  let isUniform: Bool
  private(set) var columns: [Track] = []
  private(set) var rows: [Track] = []
  private var cells: [(block: ConformLayout.Block, row: Int, column: Int)] = []

  init(columnSpacing: Double, rowSpacing: Double, isUniform: Bool) {
    self.columnSpacing = columnSpacing
    self.rowSpacing = rowSpacing
    self.isUniform = isUniform
  }

  mutating func add(_ block: ConformLayout.Block, row: Int, column: Int) {
    while columns.count <= column { columns.append(Track()) }
    while rows.count <= row { rows.append(Track()) }
    let bounds = block.scene.bounds
    columns[column].length = max(columns[column].length, block.width)
    rows[row].length = max(rows[row].length, block.height)
    if !bounds.isEmpty {
      columns[column].before = max(columns[column].before, -bounds.left)
      columns[column].after = max(columns[column].after, bounds.right - block.width)
      rows[row].before = max(rows[row].before, -bounds.top)
      rows[row].after = max(rows[row].after, bounds.bottom - block.height)
    }
    cells.append((block, row, column))
    place()
  }

  private mutating func place() {
    func set(_ tracks: inout [Track], _ spacing: Double) {
      var end = 0.0
      let before = tracks.map(\.before).max() ?? 0
      let after = tracks.map(\.after).max() ?? 0
      for index in tracks.indices {
        if index > 0 {
          end += (isUniform ? after : tracks[index - 1].after) + spacing + (isUniform ? before : tracks[index].before)
        }
        tracks[index].start = end
        end += tracks[index].length
      }
    }
    set(&columns, columnSpacing)
    set(&rows, rowSpacing)
  }

  func arranged() -> ConformLayout.Block {
    var block = ConformLayout.Block()
    for cell in cells {
      block.scene.add(cell.block.scene, x: columns[cell.column].start, y: rows[cell.row].start, name: "view")
    }
    block.width = columns.last.map { $0.start + $0.length } ?? 0
    block.height = rows.last.map { $0.start + $0.length } ?? 0
    return block
  }
}
