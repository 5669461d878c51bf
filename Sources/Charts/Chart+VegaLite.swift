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
    let found = withoutActuallyEscaping(data) { data -> [ChartPart]? in
      // Each is read once, however often it is asked for.
      var known: [String: DataBytes] = [:]
      func read(_ name: String) -> DataBytes? {
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
      let provider = { (name: String) -> DataBytes? in
        dataName = name
        if known[name] == nil { known[name] = read(name) }
        return known[name]
      }
      return parts(node, problems, words: words, provider: provider)
    }
    guard var parts = found else { return (nil, problems.diagnostics) }
    if let unit = texts.unit {
      for index in parts.indices {
        guard var drawing = parts[index].drawing else { continue }
        if unit == "%" || unit == "per cent" { drawing.numbers.suffix = "%" } else { drawing.unit = unit }
        parts[index].content = .drawing(drawing)
      }
    }
    guard !problems.diagnostics.contains(where: { $0.severity == .error }) else { return (nil, problems.diagnostics) }
    return (
      Chart(
        name: name(path), title: texts.title?.value ?? dataset?.finding ?? dataset?.title ?? "",
        subtitle: texts.subtitle ?? dataset?.subtitle, source: texts.source ?? dataset?.source,
        notes: texts.notes + signs(parts, words), dataName: dataName,
        summary: texts.alt.map { [$0] } ?? parts.summary(words),
        quotations: texts.quotations, parts: parts, words: words, origin: .vegaLite(node.description)),
      problems.diagnostics
    )
  }

  /// What a specification draws; nil with an error where that is nothing.
  private static func parts(
    _ node: SpecNode, _ problems: SpecProblems, words: ChartWords, provider: @escaping (String) -> DataBytes?
  ) -> [ChartPart]? {
    func isSound() -> Bool { !problems.diagnostics.contains { $0.severity == .error } }
    guard let compiled = Compiler.compile(node, problems, provider: provider), isSound() else { return nil }
    let drawn = ChartParts(compiled: compiled, problems: problems, words: words, allowsPictures: false).found()
    guard isSound() else { return nil }
    if let drawn { return drawn }
    // What can only be laid out as Vega-Lite does is compiled again in house style; its problems are known.
    let silent = SpecProblems(path: problems.path)
    return Compiler.compile(node.inHouseStyle, silent, provider: provider).flatMap {
      ChartParts(compiled: $0, problems: silent, words: words, allowsPictures: true).found()
    }
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
