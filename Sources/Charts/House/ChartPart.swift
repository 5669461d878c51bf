import Datasets

/// One of the plots of a chart; views side by side are several.
struct ChartPart: Sendable {
  enum Content: Sendable {
    case drawing(Drawing)
    /// What no layout in this folder draws.
    case picture(ChartPicture)
  }

  /// What distinguishes it from the others; nil where there is one.
  var name: String?
  var content: Content

  var drawing: Drawing? {
    if case .drawing(let drawing) = content { drawing } else { nil }
  }

  /// What is measured, and of what.
  var labels: (measure: String, name: String) {
    switch content {
    case .drawing(let drawing): (drawing.valueLabel, drawing.nameLabel)
    case .picture(let picture): (picture.measureLabel, "")
    }
  }

  /// What stands where there is no number.
  var signs: Set<Shorthand> {
    switch content {
    case .drawing(let drawing): Set(drawing.signs)
    case .picture(let picture): picture.signs
    }
  }

  /// What it shows, in a few sentences.
  func summary(_ words: ChartWords) -> [String] {
    switch content {
    case .drawing(let drawing): ChartSummary(drawing: drawing, words: words).sentences()
    case .picture(let picture): picture.summary(words)
    }
  }

  func table(caption: String, words: ChartWords) -> ChartTable {
    let caption = [caption, name ?? ""].filter { !$0.isEmpty }.joined(separator: ". ")
    return switch content {
    case .drawing(let drawing): ChartTable(drawing, caption: caption, words: words)
    case .picture(let picture): picture.table(caption: caption, words: words)
    }
  }
}

extension [ChartPart] {
  /// What a chart of these shows: of each of several a sentence or two, with its name.
  func summary(_ words: ChartWords) -> [String] {
    if count == 1 { return self[0].summary(words) }
    let each = Swift.max(1, ChartSummary.maximumSentences / Swift.max(count, 1))
    return flatMap { part in
      part.summary(words).prefix(each).enumerated().map { index, sentence in
        guard index == 0, let name = part.name else { return sentence }
        return words(.ofPart, ["name": name, "sentence": sentence])
      }
    }
    .prefix(ChartSummary.maximumSentences).map { $0 }
  }
}

/// Finds the parts of a compiled specification: views side by side one by one, and panels that no layout draws.
struct ChartParts {
  let compiled: CompiledView
  let problems: SpecProblems
  let words: ChartWords
  /// Whether what no layout draws becomes a picture; where not, there are no parts at all.
  let allowsPictures: Bool

  /// Nil where pictures are needed, and not allowed.
  func found() -> [ChartPart]? {
    var root = compiled.root
    root.title = nil
    guard var parts = parts(of: root, name: nil) else { return nil }
    if parts.count > 1 { nameByMeasure(&parts) }
    return parts
  }

  private func parts(of view: View, name: String?) -> [ChartPart]? {
    if let drawing = VegaLiteDrawing(compiled: compiled, problems: problems, words: words).drawing(of: view) {
      return [ChartPart(name: name, content: .drawing(drawing))]
    }
    switch view.content {
    case .concat(let views): return all(views.map { ($0, own($0) ?? name) }, of: view)
    case .panels(let grid):
      return all(
        grid.panels.map { panel in
          var inner = panel.view
          // Axes that stand once a row or column of panels.
          inner.axes = inner.axes.filter { !$0.isGridOnly } + Channel.allCases.compactMap { grid.sharedAxes[$0] }
          return (inner, [name, grid.name(of: panel)].compactMap { $0 }.joined(separator: ", "))
        }, of: view)
    case .unit, .layers:
      guard allowsPictures else { return nil }
      return [ChartPart(name: name, content: .picture(ChartPicture(view, in: compiled)))]
    }
  }

  private func all(_ views: [(view: View, name: String?)], of outer: View) -> [ChartPart]? {
    var parts: [ChartPart] = []
    for (view, name) in views {
      var view = view
      view.title = nil
      // What explains the colours of all.
      view.legends += outer.legends
      guard let inner = self.parts(of: view, name: name) else { return nil }
      parts += inner
    }
    return parts
  }

  private func own(_ view: View) -> String? { view.title?.lines(.text)?.joined(separator: " ") }

  /// Parts without a title are told apart by what they measure.
  private func nameByMeasure(_ parts: inout [ChartPart]) {
    let labels = parts.map(\.labels)
    for index in parts.indices where parts[index].name == nil {
      let (measure, name) = labels[index]
      guard !measure.isEmpty else { continue }
      let isAlone = labels.filter { $0.measure == measure }.count == 1
      parts[index].name = isAlone || name.isEmpty ? measure : measure + ", " + name
    }
  }
}
