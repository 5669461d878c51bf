// What stands about plots: legends and titles.

extension ConformLayout {
  func addLegends(_ view: View, _ block: inout Block) {
    let drawings = allLegends(view).map { legend -> LegendDrawing in
      let plot = plot(view, scale: legend.channels.first?.scale) ?? (block.width, block.height, 20)
      return LegendDrawing(
        legend: legend, compiled: compiled, plotHeight: plot.height, plotWidth: plot.width, step: plot.step,
        problems: problems)
    }
    let scenes = drawings.map { $0.scene() }
    var places = [(x: Double, y: Double)?](repeating: nil, count: scenes.count)
    var bounds = block.scene.bounds
    for orient in ["right", "left", "bottom", "top", "top-right", "top-left", "bottom-right", "bottom-left", "none"] {
      let group = drawings.indices.filter { drawings[$0].orient == orient && !scenes[$0].bounds.isEmpty }
      guard let first = group.first else { continue }
      let style = drawings[first].legend.model.written
      let offset = style.number(.offset) ?? 18
      let isRow = orient == "top" || orient == "bottom"
      let (widths, heights) = (group.map { scenes[$0].bounds.width }, group.map { scenes[$0].bounds.height })
      let (widest, highest) = (widths.max() ?? 0, heights.max() ?? 0)
      let total = heights.reduce(0, +) + 8 * Double(group.count - 1)
      var (x, y) = (hasWideLegends && isRow ? min(0, bounds.left) : 0, 0.0)
      switch orient {
      case "right": x = max(block.width, bounds.right) + offset
      case "left": x = min(0, bounds.left) - offset - widest
      case "bottom": y = max(block.height, bounds.bottom) + offset
      case "top": y = min(0, bounds.top) - offset - highest
      case "top-right": (x, y) = (block.width - widest - offset, offset)
      case "top-left": (x, y) = (offset, offset)
      case "bottom-right": (x, y) = (block.width - widest - offset, block.height - total - offset)
      case "bottom-left": (x, y) = (offset, block.height - total - offset)
      default: (x, y) = (style.number(.legendX) ?? 0, style.number(.legendY) ?? 0)
      }
      for index in group {
        let own = scenes[index].bounds
        places[index] = (x - min(0, own.left), y - min(0, own.top))
        bounds.formUnion(own.moved(x - min(0, own.left), y - min(0, own.top)))
        if isRow { x += own.width + 20 } else { y += own.height + 8 }
      }
    }
    for (scene, place) in zip(scenes, places) {
      if let place { block.scene.add(scene, x: place.x, y: place.y, name: "legend") }
    }
  }

  /// The size of the first plot that uses a scale, and the smaller step of its positions, on which symbols depend.
  private func plot(_ view: View, scale: Int?) -> (width: Double, height: Double, step: Double)? {
    switch view.content {
    case .unit(let unit):
      guard scale.map({ unit.scales.values.contains($0) }) ?? true else { return nil }
      let (width, height) = (length(view.width), length(view.height))
      let step =
        binnedStep(unit, width: width, height: height) ?? min(self.step(view.width), self.step(view.height))
      return (width, height, step)
    case .layers(let views):
      guard let inner = views.lazy.compactMap({ plot($0, scale: scale) }).first else { return nil }
      return (length(view.width), length(view.height), inner.step)
    case .concat(let views): return views.lazy.compactMap { plot($0, scale: scale) }.first
    case .panels(let panels): return panels.panels.lazy.compactMap { plot($0.view, scale: scale) }.first
    }
  }

  private func allLegends(_ view: View) -> [LegendView] {
    guard case .layers(let layers) = view.content else { return view.legends }
    return view.legends + layers.flatMap { allLegends($0) }
  }

  func addTitle(_ view: View, _ block: inout Block) {
    guard let title = view.title else { return }
    let style = title.over(config.title)
    let lines = style.lines(.text) ?? []
    let subtitle = style.lines(.subtitle) ?? []
    guard !lines.isEmpty || !subtitle.isEmpty else { return }
    var isPlot = false
    switch view.content {
    case .unit, .layers: isPlot = true
    default: break
    }
    let anchor = style.text(.anchor) ?? (isPlot ? "middle" : "start")
    let isGroupFrame = style.text(.frame).map { $0 == "group" } ?? (isPlot && anchor == "middle")
    let bounds = block.scene.bounds
    let (left, right) =
      isGroupFrame || bounds.isEmpty ? (0, block.width) : (min(0, bounds.left), max(block.width, bounds.right))
    let share: Double = anchor == "start" ? 0 : anchor == "end" ? 1 : 0.5
    let align = style.text(.align) ?? (anchor == "start" ? "left" : anchor == "end" ? "right" : "center")
    let guide = config.styles["group-title"]
    var look = TextLook(
      color: style.text(.color) ?? guide?.text(.fill) ?? "#000",
      font: style.text(.font) ?? guide?.text(.font) ?? config.font,
      size: style.number(.fontSize) ?? guide?.number(.fontSize) ?? 13,
      weight: (style[.fontWeight] ?? guide?[.fontWeight]).flatMap { $0.text ?? $0.number.map { NumberText.string($0) } }
        ?? "bold",
      style: style.text(.fontStyle), align: align, baseline: "top", limit: style.number(.limit) ?? 0,
      lineHeight: style.number(.lineHeight))
    var small = TextLook(
      color: style.text(.subtitleColor) ?? "#000", font: style.text(.subtitleFont) ?? config.font,
      size: style.number(.subtitleFontSize) ?? config.styles["group-subtitle"]?.number(.fontSize) ?? 12,
      weight: style[.subtitleFontWeight]?.text, style: style.text(.subtitleFontStyle), align: align, baseline: "top",
      limit: style.number(.limit) ?? 0, lineHeight: style.number(.subtitleLineHeight))
    let titleHeight = lines.isEmpty ? 0 : look.size + Double(lines.count - 1) * look.height
    let gap = lines.isEmpty || subtitle.isEmpty ? 0 : style.number(.subtitlePadding) ?? 3
    let height =
      titleHeight + gap + (subtitle.isEmpty ? 0 : small.size + Double(subtitle.count - 1) * small.height)
    let offset = style.number(.offset) ?? 4
    let orient = style.text(.orient) ?? "top"
    var (x, y) = (left + (right - left) * share, 0.0)
    switch orient {
    case "bottom": y = max(block.height, bounds.bottom) + offset
    case "left", "right":
      let isLeft = orient == "left"
      look.angle = isLeft ? -90 : 90
      small.angle = look.angle
      look.baseline = "bottom"
      x = isLeft ? min(0, bounds.left) - offset : max(block.width, bounds.right) + offset
      y = block.height * (isLeft ? 1 - share : share)
    default: y = min(0, bounds.isEmpty ? 0 : bounds.top) - offset - height
    }
    let (dx, dy) = (style.number(.dx) ?? 0, style.number(.dy) ?? 0)
    if !lines.isEmpty { block.scene.add(.text(lines, x: x, y: y, dx: dx, dy: dy, look)) }
    if !subtitle.isEmpty { block.scene.add(.text(subtitle, x: x, y: y + titleHeight + gap, dx: dx, dy: dy, small)) }
  }
}
