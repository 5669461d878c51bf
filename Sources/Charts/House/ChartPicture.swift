/// A specification that only a drawing of a fixed size shows: drawn as Vega-Lite draws it, and scaled to its place.
struct ChartPicture: Sendable {
  /// The rows of its first plot.
  let table: Table
  private let drawing: [UInt8]
  private let width: Double
  private let height: Double

  init(_ compiled: CompiledView, _ problems: SpecProblems) {
    drawing = compiled.conformSVG(problems)
    let tag = String(decoding: drawing.prefix(400), as: UTF8.self)
    width = Self.number("width", in: tag) ?? 640
    height = Self.number("height", in: tag) ?? 400
    table = Self.table(compiled.root) ?? Table(names: [], columns: [])
  }

  private static func number(_ name: String, in tag: String) -> Double? {
    let parts = RowFilter.split(tag, at: " \(name)=\"")
    return parts.count > 1 ? Double(String(parts[1].prefix { $0 != "\"" })) : nil
  }

  private static func table(_ view: View) -> Table? {
    switch view.content {
    case .unit(let unit): return unit.table
    case .layers(let views), .concat(let views): return views.lazy.compactMap { table($0) }.first
    case .panels(let grid): return grid.panels.lazy.compactMap { table($0.view) }.first
    }
  }

  /// The picture with its accessible name and description.
  func svg(id: String, name: String, description: String, isFluid: Bool) -> [UInt8] {
    var svg = SVGWriter(capacity: drawing.count + 512)
    svg.open("svg")
    if isFluid { svg.attribute("class", "chart-svg") } else { svg.attribute("xmlns", "http://www.w3.org/2000/svg") }
    svg.attribute("role", "img")
    svg.attribute("aria-labelledby", "\(id)-t \(id)-d")
    svg.attribute("viewBox", "0 0 \(SVGWriter.formatted(width)) \(SVGWriter.formatted(height))")
    svg.attribute("preserveAspectRatio", "xMinYMin meet")
    if isFluid { svg.attribute("width", "100%") } else { svg.attribute("width", width) }
    svg.attribute("height", height)
    for (element, suffix, text) in [("title", "t", name), ("desc", "d", description)] {
      svg.open(element)
      svg.attribute("id", "\(id)-\(suffix)")
      svg.text(text)
      svg.close()
    }
    svg.markup(drawing)
    svg.close()
    return svg.bytes
  }
}
