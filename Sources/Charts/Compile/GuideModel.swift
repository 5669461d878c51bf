/// An axis while layers still share it.
struct AxisModel: Sendable {
  var channel: Channel
  /// The layer that has the axis' scale, where layers have several: its place among the layers, and so on downwards.
  var owner: [Int] = []
  var isDisabled = false
  var isDisabledWritten = false
  /// What the specification says.
  var written = Properties<AxisProperty>()
  /// The configuration, which the specification overrides.
  var configured = Properties<AxisProperty>()
  var title: GuideTitle
  var orient: String
  var isOrientWritten: Bool
  var hasGrid: Bool
  var isGridWritten: Bool
  var format: LabelFormat
  var isFormatWritten: Bool
  /// How many pixels a tick has; nil where the scale has no such count.
  var pixelsPerTick: Double?
  /// The least distance of ticks, in the domain.
  var minimumStep: Double?
  var values: [Value]?
  /// Whether labels along x bow to the plot's ends.
  var isFlush: Bool
  /// nil: all labels stay. Otherwise parity or greedy.
  var overlap: String?
  var labelAngle: Double?
  var standsInFront: Bool
}

/// A legend while views still share it.
struct LegendModel: Sendable {
  var channel: Channel
  var isDisabled = false
  var written = Properties<LegendProperty>()
  var title: GuideTitle
  var isGradient: Bool
  var format: LabelFormat
  var values: [Value]?
  /// circle, square, stroke or a shape.
  var symbol: String
  /// Whether symbols are filled with the colour.
  var isFilled: Bool
  /// Whether they are outlined with it too: marks of both kinds share the legend.
  var isOutlined = false
  /// The marks are trails, whose size is the width of a line.
  var isTrail = false
  /// Look of the unit's marks that the legend's symbols share.
  var fill: String?
  var stroke: String?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var opacity: Double?
  var overlap: String?
}

/// A title that several definitions may make together.
struct GuideTitle: Sendable, Equatable {
  /// Default titles, each once.
  var automatic: [String] = []
  /// What is written: nil for nothing, empty for no title.
  var written: [String]?

  /// Both titles' texts where they differ, as Vega-Lite joins them.
  mutating func join(_ other: GuideTitle) {
    switch (written, other.written) {
    case (nil, nil):
      for text in other.automatic where !automatic.contains(text) { automatic.append(text) }
    case (nil, let theirs?): written = theirs
    case (_?, nil): break
    case (let mine?, let theirs?):
      if mine.isEmpty || theirs.isEmpty {
        written = []
      } else if mine != theirs {
        written = [mine.joined(separator: ", ") + ", " + theirs.joined(separator: ", ")]
      }
    }
  }

  var lines: [String]? {
    if let written { return written.isEmpty || written == [""] ? nil : written }
    return automatic.isEmpty ? nil : [automatic.joined(separator: ", ")]
  }
}
