import Diagnostics

extension Chart {
  /// Something that is wrong with a chart's specification or its data.
  public struct Problem: Sendable, Hashable {
    /// The name of its kind, for example `chart-column`.
    public let kind: String
    /// Whether there is no chart because of it.
    public let isError: Bool
    /// One sentence in plain words, without a full stop.
    public let message: String
    /// What to do about it.
    public let help: String?
    /// The line of the specification, counted from 1; nil where the problem is in its data, or concerns it as a whole.
    public let line: Int?
    /// The column in Unicode scalars, counted from 1; nil as for the line.
    public let column: Int?
  }

  /// Reads a chart, without a site around it.
  ///
  /// - Parameters:
  ///   - name: what ids begin with, for example `contacts-by-source`.
  ///   - specification: the bytes of its YAML, or of Vega-Lite's JSON.
  ///   - words: the words around the numbers.
  ///   - data: what a name in the specification stands for; nil where there is no such data.
  /// - Returns: the chart, or nil where an error says why there is none; and all problems, in the order of their places.
  public static func read(
    name: String, specification: [UInt8], words: ChartWords = .english, data: (String) -> ChartData?
  ) -> (chart: Chart?, problems: [Problem]) {
    let isJSON = specification.first { $0 > 0x20 } == UInt8(ascii: "{")
    let path = name + (isJSON ? ".json" : ".yml")
    let (chart, diagnostics) = load(specification, path: path, words: words, data: data)
    let lines = SourceLines(specification)
    let problems = diagnostics.sortedByPlace().map { diagnostic in
      let spot = diagnostic.place.path == path ? diagnostic.place.range.map(lines.spot) : nil
      return Problem(
        kind: diagnostic.id.rawValue, isError: diagnostic.severity == .error, message: diagnostic.message,
        help: diagnostic.help, line: spot?.line, column: spot?.column)
    }
    return (chart, problems)
  }
}
