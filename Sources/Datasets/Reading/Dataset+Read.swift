import Diagnostics

extension Dataset {
  /// Something that is wrong with the files of a dataset.
  public struct Problem: Sendable, Hashable {
    /// The file that the problem is in.
    public enum File: String, Sendable {
      case csv, yaml
    }

    /// Where it is.
    public let file: File
    /// The line, counted from 1; nil where the problem concerns the file as a whole.
    public let line: Int?
    /// The column in Unicode scalars, counted from 1; nil where the problem concerns the file as a whole.
    public let column: Int?
    /// Whether there is no dataset because of it.
    public let isError: Bool
    /// One sentence in plain words, without a full stop.
    public let message: String
    /// What to do about it.
    public let help: String?
  }

  /// Reads a dataset from a CSV file and the YAML file that says what it means.
  ///
  /// Assertions are checked, and small counts are hidden as the field `disclosure` asks.
  ///
  /// - Returns: the dataset, or nil where an error says why there is none; and all problems in the order of the files.
  public static func read(id: String, csv: [UInt8], yaml: [UInt8]) -> (dataset: Dataset?, problems: [Problem]) {
    let (loaded, diagnostics) = loadDataset(
      id: id, csv: csv, csvPath: "\(id).csv", yaml: yaml, yamlPath: "\(id).yml")
    let lines = (csv: SourceLines(csv), yaml: SourceLines(yaml))
    let problems = diagnostics.sortedByPlace().map { diagnostic in
      let isCSV = diagnostic.place.path.hasSuffix(".csv")
      let spot = diagnostic.place.range.map { (isCSV ? lines.csv : lines.yaml).spot(of: $0) }
      return Problem(
        file: isCSV ? .csv : .yaml, line: spot?.line, column: spot?.column, isError: diagnostic.severity == .error,
        message: diagnostic.message, help: diagnostic.help)
    }
    return (loaded?.dataset, problems)
  }
}
