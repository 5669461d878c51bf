/// The colours of charts by their part in the drawing.
///
/// House drawings carry class names, whose colours the style sheet sets for light and dark pages, paper and forced
/// colours; drawings for print carry the colours themselves. Source of the categorical colours: Government Analysis
/// Function, "Data visualisation: colours in charts".
package enum Paint: Sendable, Hashable {
  /// The colour of the nth series, from 0.
  case series(Int)
  /// The colour of the nth series with stripes, for surfaces: in shades of grey, the third and fifth series are
  /// like the first, the fourth and sixth like the second.
  case textured(Int)
  /// What is not picked out.
  case muted
  /// The hatching of what is left over.
  case rest
  /// A step of the sequential scale, 0 (least) to 4.
  case step(Int)
  /// Text and marks in the colour of the text around.
  case ink
  case soft
  case grid
  case axis
  /// Text on the colour of a series.
  case onSeries(Int)
  case onStep(Int)
  /// The ground.
  case paper

  /// The nth series as a surface.
  static func surface(_ index: Int) -> Paint {
    index % seriesCount < 2 ? .series(index) : .textured(index % seriesCount)
  }

  package static let seriesCount = 6
  /// How much of the ground's colour the stripes of a series have, so that text on both can be read.
  package static let stripeOpacity = 0.25
  package static let stepCount = 5

  /// For the attribute `class`; nil where the colour is that of the text around.
  package var className: String? {
    switch self {
    case .series(let index): Self.seriesClasses[index % Self.seriesCount]
    case .muted: "cm"
    case .rest: "cr"
    case .textured: nil
    case .step(let index): Self.stepClasses[min(max(index, 0), Self.stepCount - 1)]
    case .ink: nil
    case .soft: "cs"
    case .grid: "cg"
    case .axis: "ca"
    case .onSeries(let index): Self.onSeriesClasses[index % Self.seriesCount]
    case .onStep(let index): Self.onStepClasses[min(max(index, 0), Self.stepCount - 1)]
    case .paper: "cp"
    }
  }

  /// `#rrggbb` on a white ground.
  package var color: String {
    switch self {
    case .series(let index), .textured(let index): Self.lightSeries[index % Self.seriesCount]
    case .muted, .rest: "#8a8a8a"
    case .step(let index): Self.lightSteps[min(max(index, 0), Self.stepCount - 1)]
    case .ink: "#0b0c0c"
    case .soft: "#454b4f"
    case .grid: "#d9dcde"
    case .axis: "#595959"
    case .onSeries(let index): Self.lightOnSeries[index % Self.seriesCount]
    case .onStep(let index): index < 2 ? "#0b0c0c" : "#fff"
    case .paper: "#fff"
    }
  }

  private static let seriesClasses = ["c1", "c2", "c3", "c4", "c5", "c6"]
  private static let onSeriesClasses = ["o1", "o2", "o3", "o4", "o5", "o6"]
  private static let stepClasses = ["h1", "h2", "h3", "h4", "h5"]
  private static let onStepClasses = ["i1", "i2", "i3", "i4", "i5"]

  static let lightSeries = ["#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1"]
  static let lightOnSeries = ["#fff", "#0b0c0c", "#fff", "#0b0c0c", "#fff", "#0b0c0c"]
  static let lightSteps = ["#d3e5f5", "#9cc6ea", "#2b74b8", "#1b5a94", "#12436d"]
}
