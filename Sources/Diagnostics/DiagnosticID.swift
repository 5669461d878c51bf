/// The stable name of each kind of problem; `lscp explain NAME` prints its explanation.
package enum DiagnosticID: String, CaseIterable, Sendable {
  // Files
  case encoding = "encoding"
  case unreadableFile = "unreadable-file"
  case fileName = "file-name"
  case yamlSyntax = "yaml-syntax"

  // Front matter and the site's own YAML files
  case frontMatterMissing = "front-matter-missing"
  case unknownKey = "unknown-key"
  case requiredKey = "required-key"
  case valueType = "value-type"
  case value = "value"
  case tooLong = "too-long"
  case duplicateID = "duplicate-id"

  // Markdown
  case rawHTML = "raw-html"
  case headingLevel = "heading-level"
  case imageText = "image-text"
  case linkText = "link-text"
  case footnote = "footnote"
  case markdownLimit = "markdown-limit"

  // Links and addresses
  case linkTarget = "link-target"
  case linkFragment = "link-fragment"
  case linkScheme = "link-scheme"
  case sectionIndex = "section-index"
  case translation = "translation"
  case addressConflict = "address-conflict"
  case unknownContact = "unknown-contact"
  case contactAudience = "contact-audience"
  case unknownTerm = "unknown-term"
  case reference = "reference"
  case typedNumber = "typed-number"

  // Datasets, charts and figures
  case csvSyntax = "csv-syntax"
  case cellValue = "cell-value"
  case assertion = "assertion"
  case disclosure = "disclosure"
  case disclosureReview = "disclosure-review"
  case figure = "figure"
  case dataPair = "data-pair"
  case unknownDataset = "unknown-dataset"
  case unknownChart = "unknown-chart"
  case embedPlace = "embed-place"
  case unusedChart = "unused-chart"
  case sensitiveData = "sensitive-data"
  case smallCount = "small-count"

  // Charts
  case chartData = "chart-data"
  case chartColumn = "chart-column"
  case chartSeries = "chart-series"
  case chartSum = "chart-sum"
  case chartTitle = "chart-title"
  case chartPeriods = "chart-periods"

  // Themes
  case themeFile = "theme-file"
  case templateSyntax = "template-syntax"
  case templateName = "template-name"
  case templateCycle = "template-cycle"
  case missingString = "missing-string"

  // Charts
  case jsonSyntax = "json-syntax"
  case chartUnsupported = "chart-unsupported"

  // PDFs
  case searchEngine = "search-engine"
  case printEngine = "print-engine"
  case printDocument = "print-document"
  case printLength = "print-length"

  package var defaultSeverity: Diagnostic.Severity {
    switch self {
    case .tooLong, .footnote, .disclosureReview, .unusedChart, .smallCount, .chartTitle, .chartPeriods, .printLength:
      .warning
    default: .error
    }
  }
}
