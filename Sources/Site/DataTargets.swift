import Content
import Datasets
import Diagnostics

/// Links and images that show or quote datasets.
extension TargetFinder {
  static let dataSchemes: Set<String> = ["figure", "chart", "table", "corrections"]

  func data(_ scheme: String, _ rest: String) -> Result<LinkTarget, Problem> {
    if scheme == "figure" {
      guard !isImage else {
        return fail(
          .embedPlace, "a figure is a link, not an image", help: "take the exclamation mark before the bracket away")
      }
      return quoted(rest)
    }
    let noun = scheme == "corrections" ? "list of corrections" : scheme
    guard isImage else {
      return fail(
        .embedPlace, "a \(noun) is shown like an image, not linked to",
        help: "write an exclamation mark before the bracket: ![\(scheme == "chart" ? "The finding" : "The title")]"
          + "(\(scheme):\(rest))")
    }
    guard isAlone else {
      return fail(
        .embedPlace, "this \(noun) does not stand alone in its paragraph",
        help: "put it on a line of its own, with an empty line before and behind it, and not in a list or table")
    }
    switch scheme {
    case "chart":
      if let index = resolver.chartIndex(rest) { return .success(.chart(index)) }
      return fail(
        .unknownChart, "there is no chart \"\(rest)\"",
        help: Suggestion.nearest(to: rest, in: resolver.chartIDs).map { "did you mean \($0)?" }
          ?? "charts are the files of the folder charts: write the file's name without .yml")
    case "table":
      if resolver.content.brokenDatasets.contains(rest) { return .success(.broken) }
      if let index = resolver.datasetIndex(rest) { return .success(.table(index)) }
      return .failure(unknownDataset(rest))
    default:
      return .success(.corrections)
    }
  }

  /// A link to a figure: its text must agree with the dataset.
  private func quoted(_ address: String) -> Result<LinkTarget, Problem> {
    let reference: FigureReference
    do {
      reference = try FigureReference(parsing: address)
    } catch {
      return fail(.figure, error.message, help: error.help)
    }
    if resolver.content.brokenDatasets.contains(reference.dataset) { return .success(.broken) }
    guard let index = resolver.datasetIndex(reference.dataset) else {
      return .failure(unknownDataset(reference.dataset))
    }
    switch resolver.content.datasets[index].figure(reference) {
    case .failure(let problem): return fail(.figure, problem.message, help: problem.help)
    case .success(let found):
      // Only what is written in the front matter has no text.
      let text = figure?.text ?? ""
      guard let problem = checkFigure(text: text, found).problem(text: text) else {
        return .success(.figure(index, row: found.row))
      }
      return .failure(
        Problem(
          diagnostic: Diagnostic(
            .figure, problem.message, at: Place(path: place.path, range: figure?.range ?? place.range),
            help: problem.help)))
    }
  }

  private func unknownDataset(_ id: String) -> Problem {
    Problem(
      diagnostic: Diagnostic(
        .unknownDataset, "there is no dataset \"\(id)\"", at: place,
        help: Suggestion.nearest(to: id, in: resolver.datasetIDs).map { "did you mean \($0)?" }
          ?? "datasets are the files of the folder data: write the file's name without .csv"))
  }
}
