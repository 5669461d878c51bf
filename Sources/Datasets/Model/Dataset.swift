/// A table of figures and what it means: a CSV file and the YAML file beside it.
///
/// What ``Disclosure`` hides is hidden here already; the numbers as they were printed are not kept.
public struct Dataset: Sendable {
  /// What a column holds.
  public enum Kind: String, Sendable, CaseIterable {
    case integer, decimal, percentage, date, year, category, text
  }

  /// A column of the table.
  public struct Column: Sendable {
    /// The name in the CSV file's header: lower-case letters, digits and underscores.
    public let name: String
    /// What readers see above the column, for example `Share of contacts`.
    public let label: String
    /// What its cells hold.
    public let kind: Kind
    /// What one of the numbers counts, in the plural, for example `contacts`; nil where the label says it.
    public let unit: String?
    /// How many digits to show behind the point; nil shows each number as printed.
    public let decimals: Int?
    /// For a category: its values in the order in which they are listed and drawn; empty takes the order of rows.
    public let order: [String]

    /// Whether the column holds numbers.
    public var isNumeric: Bool { kind == .integer || kind == .decimal || kind == .percentage }
  }

  /// One line of the table.
  public struct Row: Sendable {
    /// One for each column.
    public internal(set) var cells: [Cell]
    /// What readers should know of this row; from the CSV file's column `note`.
    public let note: String?
    /// Whether the row sums others up, so that charts leave it out.
    public let isTotal: Bool
  }

  /// The name of its files, for example `contacts-by-source`; the last part of its address.
  public let id: String
  /// What it is, for example `Contacts to Duty and Advice by source`.
  public let title: String
  /// What it shows in one line, for example `Police made nearly four in ten contacts`.
  public let finding: String?
  /// Measure, place, period and unit: `Contacts to Duty and Advice by source, Leeds, 2018/19, number and share`.
  public let subtitle: String
  /// Topics, as in the front matter of pages.
  public let topics: [String]
  /// The sensitive topics that bring a help panel, as in the front matter of pages.
  public let sensitive: [String]
  /// Where the figures come from, in words.
  public let source: String
  /// The time that the figures cover, in words, for example `2018/19`.
  public let period: String?
  /// The place that the figures cover, for example `Leeds`.
  public let place: String?
  /// What readers should know before they use the figures.
  public let caveats: [String]
  /// Notes on rounding, in words.
  public let rounding: String?
  /// How its small counts are kept from readers.
  public let disclosure: Disclosure
  /// The columns in the order of the CSV file, without `note`.
  public let columns: [Column]
  /// The rows in the order of the CSV file.
  public let rows: [Row]
  /// The columns whose values together name a row, by index.
  public let keyColumns: [Int]
  /// The column that a figure's address means when it names none; nil where several could be meant.
  public let valueColumn: Int?
  /// What the source contradicts itself in.
  public let contradictions: [Contradiction]
  /// The figures that its finding and its caveats quote, of this dataset or of others.
  package let quotations: [Quotation]

  package init(
    id: String, title: String, finding: String?, subtitle: String, topics: [String], sensitive: [String],
    source: String, period: String?, place: String?, caveats: [String], rounding: String?, disclosure: Disclosure,
    columns: [Column], rows: [Row], keyColumns: [Int], valueColumn: Int?,
    contradictions: [Contradiction] = [], quotations: [Quotation] = []
  ) {
    self.id = id
    self.title = title
    self.finding = finding
    self.subtitle = subtitle
    self.topics = topics
    self.sensitive = sensitive
    self.source = source
    self.period = period
    self.place = place
    self.caveats = caveats
    self.rounding = rounding
    self.disclosure = disclosure
    self.columns = columns
    self.rows = rows
    self.keyColumns = keyColumns
    self.valueColumn = valueColumn
    self.contradictions = contradictions
    self.quotations = quotations
  }
}

/// Something that ought to hold between the figures, but does not in what the source printed.
public struct Contradiction: Sendable, Hashable {
  /// What ought to hold, as written among the assertions: `sum(share) == 100`.
  public let check: String
  /// Why it does not.
  public let reason: String
  /// What its two sides are, as readers see numbers; nil where what should hold is no comparison.
  public let sides: Sides?

  /// The two sides of a comparison.
  public struct Sides: Sendable, Hashable {
    /// The value of the left expression.
    public let left: String
    /// The value of the right expression.
    public let right: String
  }
}

extension Dataset {
  /// A cell as readers see it: `24,629`, `38.6`, `2018/19`, `[c]`; without a sign or unit.
  public func text(row: Int, column: Int) -> String { rows[row].cells[column].text(in: columns[column]) }

  /// The row's part of a figure's address: `police`, or `leeds/2018` where two columns name a row.
  public func address(row: Int) -> String {
    keyColumns.map { Address.slug(rows[row].cells[$0].plainText) }.joined(separator: "/")
  }
}

extension Cell {
  /// As in a CSV file: `24629`, `38.60`, `2018/19`, `[c]`.
  var plainText: String {
    switch self {
    case .number(let number): number.description
    case .text(let text): text
    case .year(let year): year.description
    case .date(let date): date
    case .missing(let shorthand): "[\(shorthand.rawValue)]"
    }
  }

  /// As readers see it in a column; without a sign or unit.
  func text(in column: Dataset.Column) -> String {
    if case .number(let number) = self { number.text(decimals: column.decimals) } else { plainText }
  }
}

/// How a dataset is kept from identifying people.
public enum Disclosure: Sendable, Hashable {
  /// Nothing in it is about so few people that they could be known; the text says why.
  case none(reason: String?)
  /// A person must look at it before it is published: shown, but reported in builds.
  case review
  /// Counts from 1 to below the threshold are hidden, and whatever would reveal them.
  case suppress(below: Int)
}
