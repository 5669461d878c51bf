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
      return .failure(resolver.unknownDataset(rest, at: place))
    default:
      return .success(.corrections)
    }
  }

  /// A link to a figure: its text must agree with the dataset.
  private func quoted(_ address: String) -> Result<LinkTarget, Problem> {
    // Only what is written in the front matter has no text.
    let written = Place(path: place.path, range: figure?.range ?? place.range)
    return resolver.quoted(address, text: figure?.text ?? "", at: written, addressAt: place)
  }
}

extension LinkResolver {
  /// What datasets and charts say of figures in their own fields, where it does not hold.
  func problemsOfQuotations() -> [Diagnostic] {
    let quotations = content.datasets.flatMap(\.quotations) + content.charts.flatMap { $0.chart?.quotations ?? [] }
    return quotations.compactMap { quotation in
      switch quoted(quotation.address, text: quotation.text, at: quotation.place, addressAt: quotation.place) {
      case .success: nil
      case .failure(let problem): problem.diagnostic
      }
    }
  }

  /// The row that an address means, where `text` agrees with its figure.
  ///
  /// - Parameters:
  ///   - address: what stands behind `figure:`.
  ///   - place: where the text stands.
  ///   - addressPlace: where the address stands.
  fileprivate func quoted(_ address: String, text: String, at place: Place, addressAt addressPlace: Place)
    -> Swift.Result<LinkTarget, TargetFinder.Problem>
  {
    do throws(FigureProblem) {
      let reference = try FigureReference(parsing: address)
      if content.brokenDatasets.contains(reference.dataset) { return .success(.broken) }
      guard let index = datasetIndex(reference.dataset) else {
        return .failure(unknownDataset(reference.dataset, at: addressPlace))
      }
      let figure = try content.datasets[index].figure(reference).get()
      guard let problem = checkFigure(text: text, figure).problem(text: text) else {
        return .success(.figure(index, row: figure.row))
      }
      return .failure(.init(diagnostic: Diagnostic(.figure, problem.message, at: place, help: problem.help)))
    } catch {
      return .failure(.init(diagnostic: Diagnostic(.figure, error.message, at: addressPlace, help: error.help)))
    }
  }

  fileprivate func unknownDataset(_ id: String, at place: Place) -> TargetFinder.Problem {
    TargetFinder.Problem(
      diagnostic: Diagnostic(
        .unknownDataset, "there is no dataset \"\(id)\"", at: place,
        help: Suggestion.nearest(to: id, in: datasetIDs).map { "did you mean \($0)?" }
          ?? "datasets are the files of the folder data: write the file's name without .csv"))
  }
}
