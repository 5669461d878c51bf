import Diagnostics
import Fields
import Yams

/// Reads the YAML files at the top of the content folder.
enum SiteFiles {
  /// `site.yml`, or nil (with a diagnostic) where there is none that can be read.
  static func configuration(in tree: SourceTree, into diagnostics: inout [Diagnostic]) -> SiteConfiguration? {
    guard let yaml = yaml("site.yml", in: tree, required: true, into: &diagnostics) else { return nil }
    let problems = ProblemList()
    defer { diagnostics += problems.diagnostics }
    return FieldReader(
      root: yaml, of: "site.yml", place: Place(path: yaml.path, range: 0..<0), problems: problems
    ).map(SiteConfiguration.init)
  }

  /// A file that is a list of records with distinct ids; none where the file is absent.
  static func records<Record: Identifiable>(
    _ name: String, of subject: String, in tree: SourceTree, into diagnostics: inout [Diagnostic],
    _ make: (FieldReader) -> Record?
  ) -> [Record] where Record.ID == String {
    guard let yaml = yaml(name, in: tree, required: false, into: &diagnostics), let root = yaml.root else { return [] }
    let problems = ProblemList()
    defer { diagnostics += problems.diagnostics }
    guard case .sequence(let sequence) = root else {
      problems.diagnostics.append(
        Diagnostic(
          .valueType, "this file must be a list", at: yaml.place(root),
          help: "begin each entry with a hyphen: - id: name"))
      return []
    }
    var seen: [String: Int] = [:]
    var records: [Record] = []
    for item in sequence {
      let place = yaml.place(item)
      guard case .mapping(let mapping) = item else {
        problems.diagnostics.append(
          Diagnostic(.valueType, "each entry must hold fields", at: place, help: "write - id: name"))
        continue
      }
      guard let record = make(FieldReader(mapping, of: subject, in: yaml, place: place, problems: problems)) else {
        continue
      }
      if seen.updateValue(records.count, forKey: record.id) != nil {
        problems.diagnostics.append(
          Diagnostic(
            .duplicateID, "the id \"\(record.id)\" is given twice", at: place, help: "give each entry an id of its own")
        )
        continue
      }
      records.append(record)
    }
    return records
  }

  private static func yaml(
    _ name: String, in tree: SourceTree, required: Bool, into diagnostics: inout [Diagnostic]
  ) -> YAMLFile? {
    let shown = tree.displayPath(name)
    guard tree.files.contains(where: { $0.path == name }) else {
      if required {
        diagnostics.append(
          Diagnostic(
            .unreadableFile, "this file is missing: every site needs it", at: Place(path: shown),
            help: "write four lines: name, short_name, address and language"))
      }
      return nil
    }
    let bytes: [UInt8]
    do {
      bytes = try tree.read(name)
    } catch {
      diagnostics.append(.unreadable(shown, error))
      return nil
    }
    if let problem = TextEncoding.problem(in: bytes, path: shown) {
      diagnostics.append(problem)
      return nil
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return YAMLFile(path: shown, bytes: bytes, range: start..<bytes.count, into: &diagnostics)
  }
}
