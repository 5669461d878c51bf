import Diagnostics
import Fields
import Markdown
import Parallel

/// Reads and parses a content folder.
///
/// - Parameters:
///   - root: the folder, as the user wrote it.
///   - workers: how many files are read and parsed at once.
/// - Returns: the content and the problems found; content is nil where `site.yml` cannot be used at all.
/// - Throws: ``FileError`` where the folder itself cannot be listed.
package func loadContent(root: String, workers: Int) async throws -> (
  content: ContentFolder?, diagnostics: [Diagnostic]
) {
  let tree = try SourceTree(root: root)
  var diagnostics: [Diagnostic] = []
  let configuration = SiteFiles.configuration(in: tree, into: &diagnostics)
  let contacts = SiteFiles.records("contacts.yml", of: "a contact", in: tree, into: &diagnostics, Contact.init)
  let terms = SiteFiles.records("glossary.yml", of: "a glossary entry", in: tree, into: &diagnostics, Term.init)

  let languages = configuration?.languages.map(\.value) ?? []
  let pages = tree.files.filter { $0.path.hasSuffix(".md") }
  let files = try await parallelMap(pages, workers: workers, weight: \.size) { file in
    PageFile(file, in: tree, languages: languages)
  }
  diagnostics += files.flatMap(\.diagnostics)
  let documents = files.compactMap(\.document)
  let topics = Set(configuration?.sensitiveTopics.keys.map(\.self) ?? [])
  let data = try await DataFolder(tree, topics: topics, workers: workers)
  diagnostics += data.diagnostics
  guard let configuration else { return (nil, diagnostics) }
  let content = ContentFolder(
    configuration: configuration, documents: documents, contacts: contacts, terms: terms,
    datasets: data.datasets, charts: data.charts, brokenDatasets: data.brokenDatasets,
    media: tree.files.filter { isMedia($0.path) }, tree: tree)
  return (content, diagnostics)
}

/// Files that are neither pages nor the builder's own input.
private func isMedia(_ path: String) -> Bool {
  ![".md", ".yml", ".yaml", ".csv"].contains(where: path.hasSuffix)
}

/// A page's file, read and parsed; its bytes are not kept.
private struct PageFile: Sendable {
  /// Nil where the file cannot be a page.
  private(set) var document: Document?
  private(set) var diagnostics: [Diagnostic] = []

  /// A page larger than this is a mistake; a whole annual report is 0.2 MB.
  static let maximumBytes = 32 << 20

  init(_ file: SourceTree.File, in tree: SourceTree, languages: [String]) {
    let path = file.path
    let name = SourceName(path, languages: languages)
    let kind = PageKind(path: name.original)
    let shown = tree.displayPath(path)
    if !Address.isValid(Address.page(sourcePath: name.original)) {
      diagnostics.append(
        Diagnostic(
          .fileName, "this file's name cannot be an address", at: Place(path: shown),
          help: "use lower-case letters, digits and hyphens: \(Self.suggestedName(path))"))
      return
    }
    guard file.size <= Self.maximumBytes else {
      diagnostics.append(
        Diagnostic(
          .unreadableFile, "this page is larger than 32 MB", at: Place(path: shown), help: "split it into several pages"
        )
      )
      return
    }
    let bytes: [UInt8]
    do {
      bytes = try tree.read(path)
    } catch {
      diagnostics.append(.unreadable(shown, error))
      return
    }
    if let problem = TextEncoding.problem(in: bytes, path: shown) {
      diagnostics.append(problem)
      return
    }
    guard let block = FrontMatterBlock(bytes) else {
      diagnostics.append(
        Diagnostic(
          .frontMatterMissing, "this page does not begin with its fields", at: Place(path: shown, range: 0..<0),
          help: "begin the file with a line of three hyphens, then title: and summary:, then three hyphens again"))
      return
    }
    let opening = Place(path: shown, range: block.opening)
    var frontMatter = FrontMatter(place: Place(path: shown))
    let problems = ProblemList()
    if let yaml = YAMLFile(path: shown, bytes: bytes, range: block.yaml, into: &diagnostics),
      let fields = FieldReader(root: yaml, of: kind.subject, place: opening, problems: problems)
    {
      frontMatter = FrontMatter(fields, kind: kind)
    }
    let result = parseMarkdown(MarkdownSource(path: shown, bytes: bytes, bodyStart: block.bodyStart))
    diagnostics += problems.diagnostics + result.diagnostics
    document = Document(name: name, displayPath: shown, kind: kind, frontMatter: frontMatter, body: result.document)
  }

  private static func suggestedName(_ path: String) -> String {
    path.dropLast(3).split(separator: "/").map { Address.slug(String($0)) }.joined(separator: "/") + ".md"
  }
}
