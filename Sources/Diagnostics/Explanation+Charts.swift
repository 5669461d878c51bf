extension DiagnosticID {
  /// What is wrong between a chart and its data.
  var chartDataExplanation: Explanation {
    switch self {
    case .chartData:
      Explanation(
        title: "a chart does not fit its data",
        meaning:
          "A chart draws rows of a dataset (or of a CSV file). The one it names is not there, no row is left, several rows "
          + "have the same name, or a name in the chart is not in the data.",
        remedy:
          "Check the chart's fields \"data\", \"where\", \"by\" and \"highlight\" against the rows of the dataset.")
    case .chartColumn:
      Explanation(
        title: "a chart names a column that its data does not have",
        meaning:
          "Fields such as \"value\", \"by\" and \"split\" name columns of the dataset, as they are written in the first line of its CSV file.",
        remedy: "Write the name as it stands in the CSV file; the message lists the columns there are.")
    case .chartSeries:
      Explanation(
        title: "a chart shows more than readers can tell apart",
        meaning:
          "Up to four colours can be told apart at a glance, and with dashes and labels up to six. A chart with thousands of "
          + "names cannot be read at all.",
        remedy:
          "Give each series a picture of its own with \"panels\", pick out the one that matters with \"highlight\", or choose "
          + "rows with \"where\".")
    case .chartPeriods:
      Explanation(
        title: "columns stand at equal steps for unequal periods",
        meaning:
          "Readers take the distance of two columns for the time between them. Where years are missing, the change looks "
          + "faster than it was.",
        remedy:
          "Write chart: line, which leaves room for the time between, or chart: bar, which says nothing of time. To keep the "
          + "columns, add the periods without a figure, with [x] in the place of the number.")
    case .chartSum:
      Explanation(
        title: "parts of a whole do not add up",
        meaning:
          "A bar of shares says that its parts are everything. Where they sum to less, stretching them to 100% would show "
          + "numbers that nobody measured; where they sum to more, some are counted twice.",
        remedy: "Name what is left over with \"rest\", or draw plain bars, which claim no whole.")
    default:
      Explanation(
        title: "a chart's title does not tell the finding",
        meaning:
          "Readers look at the title first. A short sentence with a verb tells what the chart shows; what is measured, where "
          + "and when belongs in the subtitle.",
        remedy: "Write at most 15 words with a verb, as in Police make nearly four in ten contacts.")
    }
  }
}
