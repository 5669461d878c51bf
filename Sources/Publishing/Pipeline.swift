import Checks
import Content
import Crypto
import Diagnostics
import Fields
import Rendering
import Site

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a build is made of, and for which day.
package struct BuildOptions: Sendable {
  package var source: String
  /// A name (`lscp` is the folder `themes/lscp`) or a folder; nil takes the one that `site.yml` names.
  package var theme: String?
  package var today: CalendarDate
  /// Whether drafts, and pages of the future or past, are part of the site.
  package var includesDrafts = false
  /// How many files are worked on at once.
  package var workers: Int
  /// HTML at the end of each page, in a preview.
  package var previewScript: String?
  /// How the PDFs to download are made; nil makes and offers none.
  package var print: PrintOptions?
  /// How the search index is made; nil makes none.
  package var search: SearchOptions?

  package init(source: String, theme: String?, today: CalendarDate, workers: Int) {
    self.source = source
    self.theme = theme
    self.today = today
    self.workers = workers
  }
}

/// A stage of a build, for a progress line.
package enum BuildStage: Sendable {
  case reading, linking
  /// How many of the PDFs that have to be made are done.
  case printing(Int, of: Int)
  case rendering, indexing, writing

  package var text: String {
    switch self {
    case .reading: "Reading"
    case .linking: "Linking"
    case .printing(let done, let count): "Making PDFs: \(done) of \(count)"
    case .rendering: "Rendering"
    case .indexing: "Indexing"
    case .writing: "Writing"
    }
  }
}

/// What a build came to.
package struct BuildReport: Sendable {
  /// In order of place; where one is an error, nothing was written.
  package var diagnostics: [Diagnostic]
  /// Pages that authors have written.
  package var pages = 0
  /// Words of these pages.
  package var words = 0
  /// Nil where an error kept the site from being published.
  package var output: OutputSummary?

  package func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }
}

/// A site that can be rendered, or the reasons why it cannot.
package struct PreparedSite: Sendable {
  package var diagnostics: [Diagnostic]
  /// Nil where an error stands in the way.
  package var site: Site?
  package var theme: Theme?
  /// Where the theme is; nil where `site.yml`, which may name it, cannot be used.
  package var themeFolder: String?
}

/// Reads a content folder and publishes it as a site: content → site → checks → pages → folder.
///
/// - Parameter output: the folder to publish to; it changes as a whole or not at all.
/// - Throws: ``FileError`` or ``OutputError``, what the machine could not do; the folder is then as it was.
package func build(
  _ options: BuildOptions, output: String, progress: @escaping @Sendable (BuildStage) -> Void = { _ in }
) async throws -> BuildReport {
  let prepared = try await prepare(options, progress: progress)
  var report = BuildReport(diagnostics: prepared.diagnostics)
  guard let site = prepared.site, let theme = prepared.theme else { return report }
  report.pages = site.pages.count
  report.words = site.pages.reduce(0) { $0 + $1.document.body.wordCount }

  var downloads: [MadeDownload] = []
  if let print = options.print, let themeFolder = prepared.themeFolder {
    var made = try await DownloadMaker(
      site: site, theme: theme, folder: themeFolder, options: print, build: options,
      progress: { progress(.printing($0, of: $1)) }
    ).run()
    made.diagnostics.setSeverities(site.configuration)
    report.diagnostics = (report.diagnostics + made.diagnostics).sortedByPlace()
    guard report.count(.error) == 0 else { return report }
    downloads = made.made
  }

  progress(.rendering)
  let folder = try OutputBuild(folder: output)
  let searched = SearchedPages(isWanted: options.search != nil)
  try await renderSite(
    site, theme: theme, documents: downloads, previewScript: options.previewScript, workers: options.workers
  ) { path, bytes in
    try folder.add(path, bytes.span.bytes)
    searched.take(path, bytes)
  }
  if let search = options.search, !searched.isEmpty {
    progress(.indexing)
    switch try await SearchIndexer(options: search, build: options).files(of: searched.pages) {
    case .success(let files): for (path, bytes) in files { try folder.add(path, bytes.span.bytes) }
    case .failure(let error):
      var problems = [error.diagnostic]
      problems.setSeverities(site.configuration)
      report.diagnostics = (report.diagnostics + problems).sortedByPlace()
      guard report.count(.error) == 0 else { return report }
    }
  }
  progress(.writing)
  report.output = try folder.commit()
  return report
}

/// The stages before rendering. All problems are found in one run.
package func prepare(
  _ options: BuildOptions, progress: @Sendable (BuildStage) -> Void = { _ in }
) async throws -> PreparedSite {
  progress(.reading)
  var (content, diagnostics) = try await loadContent(root: options.source, workers: options.workers)
  guard let parsed = content else { return PreparedSite(diagnostics: diagnostics.sortedByPlace()) }
  content = nil

  progress(.linking)
  let (site, problems) = await buildSite(
    parsed, today: options.today, includesDrafts: options.includesDrafts, workers: options.workers)
  diagnostics += problems
  diagnostics += try await checkSite(site, workers: options.workers)

  let folder = themeFolder(options, configured: parsed.configuration.theme)
  let (theme, faults) = try loadTheme(
    folder: folder, content: parsed.tree, configuration: parsed.configuration, fingerprint: { fingerprint($0) })
  diagnostics += faults

  // What keeps a theme from being used at all stays an error, whatever the site thinks of it.
  for index in diagnostics.indices where theme != nil || index < diagnostics.count - faults.count {
    if let severity = parsed.configuration.severities[diagnostics[index].id] { diagnostics[index].severity = severity }
  }
  let sorted = diagnostics.sortedByPlace()
  let isSound = !sorted.contains { $0.severity == .error }
  return PreparedSite(
    diagnostics: sorted, site: isSound ? site : nil, theme: isSound ? theme : nil, themeFolder: folder)
}

/// Where a theme is: a folder as it is given, a name below `themes`, here or beside the content.
/// - Parameter configured: what `site.yml` names.
package func themeFolder(_ options: BuildOptions, configured: String? = nil) -> String {
  let theme = options.theme ?? configured ?? "lscp"
  if theme.contains("/") { return theme }
  let beside = SourceTree.parent(of: options.source) + "themes/" + theme
  return isFolder(beside) ? beside : "themes/" + theme
}

private func isFolder(_ path: String) -> Bool {
  var information = stat()
  return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
}

/// The first 10 hexadecimal digits of the SHA-256 of an asset: a name that changes with its content.
private func fingerprint(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in SHA256.hash(data: bytes).prefix(5) {
    text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
  return String(decoding: text, as: UTF8.self)
}

extension [Diagnostic] {
  /// As `site.yml` says.
  fileprivate mutating func setSeverities(_ configuration: SiteConfiguration) {
    for index in indices {
      if let severity = configuration.severities[self[index].id] { self[index].severity = severity }
    }
  }
}
