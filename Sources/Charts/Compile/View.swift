import Datasets

/// A specification with its data, scales, axes and legends worked out: what every style draws.
struct CompiledView: Sendable {
  var root: View
  /// By the numbers that views have for their channels.
  var scales: [ScaleView]
  var config: Config
  var background: String?
  var padding: (left: Double, top: Double, right: Double, bottom: Double)
}

struct View: Sendable {
  indirect enum Content: Sendable {
    case unit(UnitView)
    case layers([View])
    case panels(Panels)
    case concat([View])
  }

  /// How long one side of a plot is.
  enum Extent: Sendable, Hashable {
    case pixels(Double)
    /// As many of these as the scale with a number has steps.
    case steps(Double, scale: Int)
  }

  var content: Content
  var width = Extent.pixels(300)
  var height = Extent.pixels(300)
  var title: Properties<TitleProperty>?
  var frame = Properties<ViewProperty>()
  /// Whether the frame's outline is drawn: a plot with an axis.
  var isCell = true
  var axes: [AxisView] = []
  var legends: [LegendView] = []
  // Of panels and views side by side.
  var columns: Int?
  var rowSpacing = 20.0
  var columnSpacing = 20.0
  var align: (row: String, column: String) = ("each", "each")
  var center: (row: Bool, column: Bool) = (false, false)
}

struct UnitView: Sendable {
  var spec: UnitSpec
  /// The rows to draw, with the columns that ``FieldDef/name`` names.
  var table: Table
  /// The numbers of the scales of its channels.
  var scales: [Channel: Int]
  /// Why rows that are not drawn have no number, as far as the data says.
  var leftOut: [Shorthand] = []

  subscript(channel: Channel) -> ChannelDef? { spec[channel] }
}

/// Small views of the same kind, one for each value.
struct Panels: Sendable {
  struct Panel: Sendable {
    var row: Int
    var column: Int
    var view: View
  }

  struct Header: Sendable {
    var labels: [String]
    var title: [String]?
    var style: Properties<HeaderProperty>
    var showsLabels: Bool
  }

  var panels: [Panel]
  var rowHeader: Header?
  var columnHeader: Header?
  /// Over each panel, where panels are wrapped.
  var panelHeader: Header?
  var rowCount: Int
  var columnCount: Int
  /// Axes that all panels share, drawn once a row or column; the panels keep their grids.
  var sharedAxes: [Channel: AxisView]

  /// What the headers say of a panel; nil where there are none.
  func name(of panel: Panel) -> String? {
    var names: [String] = []
    // Over wrapped panels the column is the panel's number.
    for (header, index) in [(panelHeader, panel.column), (rowHeader, panel.row), (columnHeader, panel.column)] {
      if let header, index < header.labels.count { names.append(header.labels[index]) }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}

struct AxisView: Sendable {
  var model: AxisModel
  var scale: Int
  var title: [String]? { model.title.lines }
  /// The written properties over the configured ones.
  var style: Properties<AxisProperty>
  /// Whether ticks, labels and title are drawn with the panels' headers instead.
  var isGridOnly = false
}

struct LegendView: Sendable {
  /// The channels that the legend explains at once, with their scales.
  var channels: [(channel: Channel, scale: Int)]
  var model: LegendModel
  var title: [String]? { model.title.lines }
}
