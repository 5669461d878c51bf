import Datasets
import Diagnostics
import Fields

/// What a chart's field `data` stands for.
public enum ChartData: Sendable {
  /// A dataset, which knows its labels, units and what is hidden.
  case dataset(Dataset)
  /// The bytes of a CSV file, and its path for messages.
  case file([UInt8], path: String)
  /// Rows in memory.
  case table(Table)
}

/// How a chart is drawn.
public enum ChartStyle: Sendable, Hashable {
  /// As wide as its place on a page, in colours that the site's style sheet sets. Text keeps its size.
  case house
  /// A picture of a width in pixels, with its colours, for paper and for those who take it elsewhere; `titled` puts
  /// title, subtitle, notes and source into it.
  case print(width: Double = 640, titled: Bool = false)
}

/// A chart: what it shows, and how that is drawn, told and tabulated.
public struct Chart: Sendable {
  /// The name of its file without the extension; ids begin with it.
  public let name: String
  /// The finding, in a sentence. A page may say it in its own words.
  public var title: String
  /// What is measured, where and when.
  public let subtitle: String?
  /// Where the numbers come from.
  public let source: String?
  /// What readers should know, with the meaning of the signs that the chart shows.
  public let notes: [String]
  /// The dataset or file that it draws.
  public let dataName: String
  /// What it shows in a few sentences: the author's own words, or what the numbers say.
  public let summary: [String]
  /// The figures that its texts quote.
  package let quotations: [Quotation]
  let parts: [ChartPart]
  let words: ChartWords
  let origin: Origin

  /// What the author wrote.
  enum Origin: Sendable {
    case shorthand(ChartFields, Frame)
    /// A full specification, as JSON.
    case vegaLite(String)
  }

  /// The kind of chart and its subject, for people who do not see it.
  public var accessibleName: String {
    let kinds = Set(parts.map { $0.drawing?.kind })
    let kind = kinds.count == 1 ? parts.first?.drawing?.kind : nil
    return words(.name, ["kind": kind.map(words.name) ?? words[.picture], "subject": subtitle ?? title])
  }

  /// The numbers that it draws, in the same order and written the same way: a table for each of its plots, one for all
  /// of its small multiples.
  public var tables: [ChartTable] {
    let caption = [title, subtitle ?? ""].filter { !$0.isEmpty }.joined(separator: ". ")
    return parts.map { $0.table(caption: caption, words: words) }
  }

  /// The Vega-Lite specification that the chart's fields stand for, as JSON on one line.
  public var vegaLite: String {
    switch origin {
    case .vegaLite(let json): return json
    case .shorthand(let fields, let frame):
      guard let drawing = parts.first?.drawing else { return "{}" }
      return VegaLiteLowering(
        fields: fields, frame: frame, drawing: drawing, title: title, subtitle: fields.texts.subtitle
      ).specification().description
    }
  }

  /// An `<svg>` with its accessible name and description; for several plots in house style, a `<div>` with several.
  ///
  /// - Parameter idPrefix: tells several copies on one page apart.
  public func svg(_ style: ChartStyle, idPrefix: String = "") -> [UInt8] {
    let id = idPrefix + "chart-" + name
    let svg = HouseSVG(
      parts: parts, id: id, font: .atkinson, name: accessibleName,
      description: summary.joined(separator: " "), words: words)
    switch style {
    case .house: return svg.fluid()
    case .print(let width, let isTitled):
      let below = isTitled ? notes + (source.map { ["\(words[.source]): \($0)"] } ?? []) : []
      return svg.fixed(
        width: width, title: isTitled ? title : nil, subtitle: isTitled ? subtitle : nil, below: below)
    }
  }
}

extension Chart {
  /// Reads a chart's specification and draws the data that it names into it.
  ///
  /// - Parameters:
  ///   - bytes: YAML: the shorthand, or `vega-lite:` with a specification; or Vega-Lite's own JSON.
  ///   - path: for messages; the file's name gives the chart's.
  ///   - dataNames: what there is to name, for suggestions.
  ///   - data: what a name stands for, or nil.
  /// - Returns: the chart, unless an error stands in its way, and all problems.
  package static func load(
    _ bytes: [UInt8], path: String, words: ChartWords = .english, dataNames: [String] = [],
    data: (String) -> ChartData?
  ) -> (chart: Chart?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    if path.hasSuffix(".json") || bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      guard let node = SpecNode.read(bytes, path: path, into: &diagnostics) else { return (nil, diagnostics) }
      let (chart, problems) = load(node, texts: ChartTexts(node), path: path, words: words, data: data)
      return (chart, diagnostics + problems)
    }
    guard let file = YAMLFile(path: path, bytes: bytes, range: 0..<bytes.count, into: &diagnostics) else {
      return (nil, diagnostics)
    }
    let problems = ProblemList()
    guard let reader = FieldReader(root: file, of: "a chart", place: Place(path: path), problems: problems) else {
      return (nil, problems.diagnostics)
    }
    if let root = file.root, let node = SpecNode(root, in: file)["vega-lite"] {
      _ = reader.fields("vega-lite", of: "a specification")
      let texts = ChartTexts(reader)
      reader.finish()
      if let title = texts.title { problems.diagnostics += TitleCheck.problems(title.value, at: title.place) }
      let (chart, found) = load(
        node, texts: texts.completed(by: ChartTexts(node)), path: path, words: words, data: data)
      let all = problems.diagnostics + found
      return (all.contains { $0.severity == .error } ? nil : chart, all)
    }
    let fields = ChartFields(reader)
    guard let fields, !problems.diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, problems.diagnostics)
    }
    if let title = fields.texts.title { problems.diagnostics += TitleCheck.problems(title.value, at: title.place) }
    guard let source = data(fields.data.value) else {
      let near = Suggestion.nearest(to: fields.data.value, in: dataNames)
      problems.diagnostics.append(
        Diagnostic(
          .chartData, "there is no data with the name \"\(fields.data.value)\"", at: fields.data.place,
          help: near.map { "did you mean \($0)?" } ?? "name a dataset, or a CSV file beside the chart"))
      return (nil, problems.diagnostics)
    }
    var dataset: Dataset?
    let frame: Frame
    switch source {
    case .dataset(let named): (dataset, frame) = (named, Frame(named))
    case .table(let table): frame = Frame(table)
    case .file(let bytes, let path):
      var text = DelimitedText(bytes, path: path)
      frame = Frame(text.typed())
      problems.diagnostics += text.diagnostics
    }
    var builder = DrawingBuilder(fields, frame: frame, words: words)
    let drawing = builder.build()
    problems.diagnostics += builder.problems
    guard let drawing, !problems.diagnostics.contains(where: { $0.severity == .error }) else {
      return (nil, problems.diagnostics)
    }
    let parts = [ChartPart(name: nil, content: .drawing(drawing))]
    return (
      Chart(
        name: Self.name(path), title: fields.texts.title?.value ?? dataset?.finding ?? dataset?.title ?? "",
        subtitle: fields.texts.subtitle ?? dataset?.subtitle, source: fields.texts.source ?? dataset?.source,
        notes: fields.texts.notes + signs(parts, words), dataName: fields.data.value,
        summary: fields.texts.alt.map { [$0] } ?? parts.summary(words),
        quotations: fields.texts.quotations, parts: parts, words: words, origin: .shorthand(fields, frame)),
      problems.diagnostics
    )
  }

  /// The meaning of each sign that is shown.
  static func signs(_ parts: [ChartPart], _ words: ChartWords) -> [String] {
    let shown = parts.reduce(into: Set()) { $0.formUnion($1.signs) }
    return Shorthand.allCases.filter(shown.contains).map(words.explanation)
  }

  /// `contacts-by-source` of `content/charts/contacts-by-source.yml`, with what cannot stand in an id left out.
  static func name(_ path: String) -> String {
    let file = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ""
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
    return String(
      stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : Character("-") })
  }
}
