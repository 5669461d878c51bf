import Datasets
import Diagnostics
import Fields

extension Chart {
  /// A chart from a full specification.
  ///
  /// - Parameter texts: what stands around the specification, or in its `title` and `usermeta`.
  static func load(
    _ node: SpecNode, texts: ChartTexts, path: String, words: ChartWords, data: (String) -> ChartData?
  ) -> (chart: Chart?, diagnostics: [Diagnostic]) {
    let problems = SpecProblems(path: path)
    var dataset: Dataset?
    var dataName = ""
    let compiled = withoutActuallyEscaping(data) { data in
      Compiler.compile(node, problems) { name in
        dataName = name
        switch data(name) {
        case .dataset(let found):
          dataset = found
          return .table(Table(found))
        case .file(let bytes, let path):
          guard path.hasSuffix(".csv") else { return .file(bytes) }
          // Numbers as numbers, and what is missing told from what is zero.
          var text = DelimitedText(bytes, path: path)
          let table = text.typed()
          problems.diagnostics += text.diagnostics
          return .table(table)
        case .table(let table): return .table(table)
        case nil: return nil
        }
      }
    }
    guard let compiled, !problems.diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, problems.diagnostics)
    }
    let found = VegaLiteDrawing(compiled: compiled, problems: problems, words: words).drawing()
    var drawing = found ?? Drawing(kind: .bar, panels: [])
    if let unit = texts.unit {
      if unit == "%" || unit == "per cent" { drawing.numbers.suffix = "%" } else { drawing.unit = unit }
    }
    let picture = found == nil ? ChartPicture(compiled, problems) : nil
    guard !problems.diagnostics.contains(where: { $0.severity == .error }) else { return (nil, problems.diagnostics) }
    return (
      Chart(
        name: name(path), title: texts.title?.value ?? dataset?.finding ?? dataset?.title ?? "",
        subtitle: texts.subtitle ?? dataset?.subtitle, source: texts.source ?? dataset?.source,
        notes: texts.notes + signs(drawing, words), dataName: dataName,
        summary: texts.alt.map { [$0] }
          ?? (found == nil ? [] : ChartSummary(drawing: drawing, words: words).sentences()),
        quotations: texts.quotations, drawing: drawing, words: words,
        origin: .vegaLite(node.description, picture: picture)),
      problems.diagnostics
    )
  }
}

extension ChartTexts {
  /// What a specification says of itself: its title, and what we keep in `usermeta`.
  init(_ node: SpecNode) {
    func lines(_ node: SpecNode?) -> String? {
      node.flatMap { $0.text ?? $0.list.map { $0.compactMap(\.text).joined(separator: " ") } }
    }
    let given = node["title"]
    let place = Place(path: "")
    title = (lines(given) ?? lines(given?["text"])).map { Located($0, at: place) }
    subtitle = lines(given?["subtitle"])
    let meta = node["usermeta"]
    source = meta?["source"]?.text
    notes = meta?["note"]?.list?.compactMap(\.text) ?? meta?["note"]?.text.map { [$0] } ?? []
    alt = meta?["alt"]?.text
    unit = meta?["unit"]?.text
  }

  /// With another's texts where there are none.
  func completed(by other: ChartTexts) -> ChartTexts {
    var texts = self
    texts.title = title ?? other.title
    texts.subtitle = subtitle ?? other.subtitle
    texts.source = source ?? other.source
    if notes.isEmpty { texts.notes = other.notes }
    texts.alt = alt ?? other.alt
    texts.unit = unit ?? other.unit
    return texts
  }
}
