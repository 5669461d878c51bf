import Datasets

/// A view while it is compiled: its data, and the scales, axes and legends that are still to be shared with others.
final class ViewModel {
  let spec: ViewSpec
  var children: [ViewModel] = []
  let root: CompileContext
  private(set) weak var parent: ViewModel?
  /// The unit's path in the specification, the same for all panels of one kind.
  let path: String
  /// For a unit.
  var unit: UnitModel?
  /// For panels.
  var facet: FacetModel?
  /// Scales that belong to this view: shared by all below, or its own.
  var scales: [Channel: ScaleModel] = [:]
  var scaleResolution: [Channel: ViewSpec.Resolution]
  var axisResolution: [Channel: ViewSpec.Resolution]
  var legendResolution: [Channel: ViewSpec.Resolution]
  var axes: [Channel: [AxisModel]] = [:]
  var legends: [(channel: Channel, legend: LegendModel)] = []
  /// Sizes that the specification or a view around it gives.
  var width: ViewSpec.Size?
  var height: ViewSpec.Size?

  init(_ spec: ViewSpec, path: String, parent: ViewModel?, root: CompileContext) {
    self.spec = spec
    self.path = path
    self.parent = parent
    self.root = root
    scaleResolution = spec.scaleResolution
    axisResolution = spec.axisResolution
    legendResolution = spec.legendResolution
    width = spec.width
    height = spec.height
  }

  var config: Config { root.config }

  /// The scale that a unit's channel uses: its own or one of a view around it.
  func scale(_ channel: Channel) -> ScaleModel? {
    if let scale = scales[channel], !scale.isMerged { return scale }
    return parent?.scale(channel)
  }

  /// Whether a channel's scale is one for all children, where the specification does not say.
  func standardResolution(_ channel: Channel) -> ViewSpec.Resolution {
    switch spec.content {
    case .facet: channel == .theta ? .independent : .shared
    case .concat: channel.isPosition || channel == .theta || channel == .radius ? .independent : .shared
    default: .shared
    }
  }

  /// The same for axes and legends.
  func guideResolution(_ channel: Channel, isAxis: Bool) -> ViewSpec.Resolution {
    if scaleResolution[channel] == .independent { return .independent }
    return (isAxis ? axisResolution : legendResolution)[channel] ?? .shared
  }
}

/// What is the same for all views of a specification.
final class CompileContext {
  let config: Config
  let problems: SpecProblems
  var datasets: [String: SpecNode] = [:]
  /// Rows for a file beside the specification, or for a name.
  let provider: (String) -> DataBytes?
  var sources: [String: Table] = [:]
  /// Panels so far: panels of panels multiply.
  var panelCount = 0

  init(config: Config, problems: SpecProblems, provider: @escaping (String) -> DataBytes?) {
    self.config = config
    self.problems = problems
    self.provider = provider
  }
}

/// What a name of data stands for.
enum DataBytes {
  case file([UInt8])
  case table(Table)
}

/// A unit's rows at the stages at which scales and marks ask for them.
struct UnitModel {
  var spec: UnitSpec
  /// With bins and time units, not yet aggregated.
  var raw: Table
  /// Equal for units that have the same rows at that stage.
  var rawIdentity: String
  /// The panel whose rows these are.
  var part = ""
  /// The rows of all panels, in the data's order, for scales that they share.
  var whole: (raw: Table, scaleTable: Table)?
  /// Aggregated and stacked, as marks are drawn.
  var main: Table
  /// Where scales are to see rows that marks leave out, and the other way round.
  var scaleTable: Table
  /// Why rows that marks leave out have no number, as far as the data says.
  var leftOut: [Shorthand] = []
  /// The bins of a field, by the name of their column.
  var bins: [String: Bins] = [:]
  /// Whether the stack needed places that no row has; with the column of their keys.
  var stackKey: String?
}

/// The values over which panels are laid out.
struct FacetModel {
  struct Cell {
    var row: Int
    var column: Int
    var view: ViewModel
  }

  var spec: FacetSpec
  var rows: [Value] = []
  var columns: [Value] = []
  /// Values of wrapped panels, in order.
  var wrapped: [Value] = []
  var cells: [Cell] = []
}
