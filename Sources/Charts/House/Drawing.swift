import Datasets

/// What a chart shows, before anything has a place: names, series, numbers, and how they relate.
///
/// Both the shorthand and Vega-Lite specifications become one of these; the layouts in this folder draw it, and
/// `Describe` puts it in words and in a table.
struct Drawing: Sendable {
  /// The layouts, by their names in the shorthand.
  enum Kind: String, Sendable, CaseIterable {
    case bar, column, line, slope, dots, dumbbell, share, area, heat, number, waffle, pyramid
    /// Points by two numbers, which only full specifications have.
    case scatter = "(scatter)"

    /// Those of the shorthand.
    static let allCases: [Kind] = [
      .bar, .column, .line, .slope, .dots, .dumbbell, .share, .area, .heat, .number, .waffle, .pyramid,
    ]
  }

  /// A line at a value, and what it says.
  struct Rule: Sendable {
    var value: Double
    var label: String
    /// Whether it is the mean of what is shown.
    var isAverage = false
  }

  var kind: Kind
  /// One, or one for each small multiple. All have the same series, and one scale.
  var panels: [Panel]
  var rules: [Rule] = []
  var numbers = NumberStyle()
  /// Whether the series of a name stand on one another.
  var isStacked = false
  /// Whether each number stands at its mark; nil lets the layout decide.
  var hasLabels: Bool?
  /// What the numbers are, for example `Contacts`.
  var valueLabel = ""
  /// What one of the numbers counts, in the plural, for example `contacts`; nil where the label says it.
  var unit: String?
  /// What the names are, for example `Source of contact`.
  var nameLabel = ""
  /// What the series are, for example `Year`.
  var seriesLabel = ""
  /// What the panels are, for example `Area`.
  var panelLabel = ""
  /// Whether the names are periods, in their order.
  var isTime = false

  /// Why numbers of the data are not drawn at all, not even as a sign.
  var leftOut: [Shorthand] = []

  /// What stands in each place without a number.
  var signs: [Shorthand] {
    panels.flatMap { $0.marks.joined().compactMap { $0.value == nil ? $0.missing : nil } }
  }

  /// Whether something is picked out, so that all else is grey.
  var hasHighlight: Bool {
    panels.contains { panel in
      panel.categories.contains(where: \.isHighlighted) || panel.series.contains(where: \.isHighlighted)
    }
  }
}

/// Numbers by name and series.
struct Panel: Sendable {
  /// A row or column of the drawing.
  struct Category: Sendable, Hashable {
    var name: String
    var isHighlighted = false
    /// Whether it is what is left over, which stands last and is hatched.
    var isRest = false
    /// Where it stands on an axis with a scale, for example a time in milliseconds; nil for equal steps.
    var position: Double?
  }

  /// What a line, a colour or a segment stands for.
  struct Series: Sendable, Hashable {
    var name: String
    var isHighlighted = false
    var isRest = false
  }

  /// What stands at a name in a series.
  struct Mark: Sendable, Hashable {
    /// Nil where there is no number.
    var value: Double?
    /// Why there is none; nil with no value where the table has no such row.
    var missing: Shorthand?
    var low: Double?
    var high: Double?
  }

  /// A point of a scatter plot.
  struct Point: Sendable, Hashable {
    var x: Double
    var y: Double
    var series: Int
  }

  /// What distinguishes this panel from the others; nil where there is one.
  var name: String?
  var categories: [Category]
  var series: [Series]
  /// A row for each category, a mark for each series.
  var marks: [[Mark]]
  /// The points of a scatter plot, in place of names and marks.
  var points: [Point] = []

  /// All values, with the ends of their intervals.
  var extent: (low: Double, high: Double)? {
    var low = Double.infinity
    var high = -Double.infinity
    for row in marks {
      for mark in row {
        for value in [mark.value, mark.low, mark.high] {
          guard let value, value.isFinite else { continue }
          low = min(low, value)
          high = max(high, value)
        }
      }
    }
    return low <= high ? (low, high) : nil
  }

  /// The sums of what stands on one another, from the lowest below zero to the highest above.
  var stackedExtent: (low: Double, high: Double) {
    var (low, high) = (0.0, 0.0)
    for row in marks {
      var (below, above) = (0.0, 0.0)
      for mark in row {
        guard let value = mark.value else { continue }
        if value < 0 { below += value } else { above += value }
      }
      low = min(low, below)
      high = max(high, above)
    }
    return (low, high)
  }
}
