extension DiagnosticID {
  /// Of problems with datasets, charts and the figures that pages quote.
  var dataExplanation: Explanation {
    switch self {
    case .dataPair:
      Explanation(
        title: "a dataset lacks one of its two files",
        meaning:
          "A dataset is a table, data/NAME.csv, and a file beside it that says what its figures mean, data/NAME.yml.",
        remedy: "Write the missing file, or correct its name.")
    case .unknownDataset:
      Explanation(
        title: "a page names a dataset that is not there",
        meaning: "Datasets are called by the names of their files in the folder data, without .csv.",
        remedy: "Correct the name, or add the dataset.")
    case .unknownChart:
      Explanation(
        title: "a page shows a chart that is not there",
        meaning: "Charts are called by the names of their files in the folder charts, without .yml.",
        remedy: "Correct the name, or add the chart.")
    case .embedPlace:
      Explanation(
        title: "a chart, a table of data or a figure is written in the wrong place or form",
        meaning:
          "Charts and tables are written like images and stand alone in a paragraph. Figures are written like links.",
        remedy:
          "A chart: ![The finding](chart:NAME) on a line of its own. A figure: [24,629](figure:NAME/ROW) in a sentence."
      )
    case .unusedChart:
      Explanation(
        title: "no page shows a chart",
        meaning: "The file is in the folder charts, but no page has ![…](chart:NAME).",
        remedy: "Show it on the page that tells its story, or remove the file.")
    default:
      Explanation(
        title: "a page shows figures on a sensitive topic without offering help",
        meaning:
          "Figures about harm to children can hurt those who read them. Pages that show them first say who to talk to.",
        remedy: "Add the topic to the page's fields, as in sensitive: [self-harm].")
    }
  }
}
