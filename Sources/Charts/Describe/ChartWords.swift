import Datasets

/// Why there is no number.
typealias Sign = Shorthand

/// The words that charts put around numbers, in the reader's language.
public struct ChartWords: Sendable {
  /// What can be said; the raw value is its name in a theme's strings. Words in braces are filled in.
  public enum Key: String, Sendable, CaseIterable, Hashable {
    // Kinds of charts, for accessible names
    case bar = "chart-bar"
    case column = "chart-column"
    case line = "chart-line"
    case slope = "chart-slope"
    case dots = "chart-dots"
    case dumbbell = "chart-dumbbell"
    case share = "chart-share"
    case area = "chart-area"
    case heat = "chart-heat"
    case number = "chart-number"
    case waffle = "chart-waffle"
    case pyramid = "chart-pyramid"
    case scatter = "chart-scatter"
    case picture = "chart-picture"
    case name = "chart-name"
    // Parts of charts
    case count = "chart-count"
    case rest = "chart-rest"
    case average = "chart-average"
    case source = "chart-source"
    case months = "chart-months"
    case low = "chart-low"
    case high = "chart-high"
    case minimum = "chart-minimum"
    case lowerQuartile = "chart-lower-quartile"
    case median = "chart-median"
    case upperQuartile = "chart-upper-quartile"
    case maximum = "chart-maximum"
    // Sentences
    case highest = "chart-highest"
    case highestTie = "chart-highest-tie"
    case lowest = "chart-lowest"
    case lowestTie = "chart-lowest-tie"
    case equal = "chart-equal"
    case single = "chart-single"
    case rank = "chart-rank"
    case rankLowest = "chart-rank-lowest"
    case rankHighest = "chart-rank-highest"
    case rose = "chart-rose"
    case fell = "chart-fell"
    case unchanged = "chart-unchanged"
    case parts = "chart-parts"
    case largestPart = "chart-largest-part"
    case inRow = "chart-in-row"
    case range = "chart-range"
    case points = "chart-points"
    case mostRose = "chart-most-rose"
    case rule = "chart-rule"
    case averageIs = "chart-average-is"
    case missingOne = "chart-missing-one"
    case missing = "chart-missing"
    case hiddenOne = "chart-hidden-one"
    case hidden = "chart-hidden"
    case noNumbers = "chart-no-numbers"
    case ofPart = "chart-of-part"
    case medianOf = "chart-median-of"
    case and = "chart-and"
    // Signs
    case notAvailable = "chart-sign-x"
    case confidential = "chart-sign-c"
    case notApplicable = "chart-sign-z"
    case roundsToZero = "chart-sign-low"
  }

  /// English, as in Leeds.
  public static let english = ChartWords(overriding: [:])

  private let overrides: [String: String]

  /// - Parameter overrides: words by the names in ``Key``; English where a name is not in it.
  public init(overriding overrides: [String: String]) {
    self.overrides = overrides
  }

  subscript(_ key: Key) -> String { overrides[key.rawValue] ?? Self.english(key) }

  /// The English words, for a theme to begin with.
  public static func english(_ key: Key) -> String {
    switch key {
    case .bar: "Bar chart"
    case .column: "Column chart"
    case .line: "Line chart"
    case .slope: "Slope chart"
    case .dots: "Dot plot"
    case .dumbbell: "Dumbbell chart"
    case .share: "Stacked bar of shares"
    case .area: "Area chart"
    case .heat: "Heat map"
    case .number: "Figure"
    case .waffle: "Grid of 100 squares"
    case .pyramid: "Population pyramid"
    case .scatter: "Scatter plot"
    case .picture: "Chart"
    case .name: "{kind}: {subject}"
    case .count: "Count"
    case .rest: "Other"
    case .average: "Average"
    case .source: "Source"
    case .months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    case .low: "Lower end"
    case .high: "Upper end"
    case .minimum: "Lowest"
    case .lowerQuartile: "Lower quartile"
    case .median: "Median"
    case .upperQuartile: "Upper quartile"
    case .maximum: "Highest"
    case .highest: "{name} is highest, at {value}."
    case .highestTie: "{names} are highest, at {value} each."
    case .lowest: "{name} is lowest, at {value}."
    case .lowestTie: "{names} are lowest, at {value} each."
    case .equal: "All are {value}."
    case .single: "{name}: {value}."
    case .rank: "{name}, at {value}, is number {rank} of {count} from the highest."
    case .rankLowest: "{name} is the lowest of {count}, at {value}."
    case .rankHighest: "{name} is the highest of {count}, at {value}."
    case .rose: "{name} rose from {from} in {start} to {to} in {end}."
    case .fell: "{name} fell from {from} in {start} to {to} in {end}."
    case .unchanged: "{name} stayed at {to} from {start} to {end}."
    case .parts: "{list}."
    case .largestPart: "The largest part is {name}, at {value}."
    case .inRow: "{row}: {list}."
    case .range: "Values go from {low} to {high}."
    case .points: "{count} points show {name} from {low} to {high}."
    case .mostRose: "{rose} of {count} rose and {fell} fell."
    case .rule: "A line marks {label}."
    case .averageIs: "The average is {value}."
    case .missingOne: "One value is not given."
    case .missing: "{count} values are not given."
    case .hiddenOne: "One value is hidden so that no person can be identified."
    case .hidden: "{count} values are hidden so that no person can be identified."
    case .noNumbers: "There are no numbers to show."
    case .ofPart: "{name}: {sentence}"
    case .medianOf: "The median of {name}"
    case .and: "{first} and {last}"
    case .notAvailable: "[x] means not available."
    case .confidential: "[c] means hidden so that no person can be identified."
    case .notApplicable: "[z] means not applicable."
    case .roundsToZero: "[low] means rounds to zero, but is not zero."
    }
  }

  /// The words with what stands in braces filled in.
  func callAsFunction(_ key: Key, _ values: KeyValuePairs<String, String>) -> String {
    var text = ""
    var rest = self[key][...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}") else {
        text += "{"
        break
      }
      let name = rest[..<close]
      text += values.first { $0.key == name }?.value ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The short names of the months, from January.
  var months: [String] { self[.months].split(separator: " ").map(String.init) }

  /// `Police, Education and Health`.
  func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return self(.and, ["first": names.dropLast().joined(separator: ", "), "last": last])
  }

  /// The sentence that explains a sign.
  func explanation(_ sign: Sign) -> String {
    switch sign {
    case .notAvailable: self[.notAvailable]
    case .confidential: self[.confidential]
    case .notApplicable: self[.notApplicable]
    case .roundsToZero: self[.roundsToZero]
    }
  }

  /// The name of a kind of chart.
  func name(_ kind: Drawing.Kind) -> String {
    switch kind {
    case .bar: self[.bar]
    case .column: self[.column]
    case .line: self[.line]
    case .slope: self[.slope]
    case .dots: self[.dots]
    case .dumbbell: self[.dumbbell]
    case .share: self[.share]
    case .area: self[.area]
    case .heat: self[.heat]
    case .number: self[.number]
    case .waffle: self[.waffle]
    case .pyramid: self[.pyramid]
    case .scatter: self[.scatter]
    }
  }
}
