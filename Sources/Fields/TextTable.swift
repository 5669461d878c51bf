import Diagnostics

/// Reads a YAML file of names and texts, such as a theme's words in one language.
///
/// - Parameters:
///   - path: the path to show.
///   - subject: what the file is, for messages.
/// - Returns: the texts by name, or nil where a diagnostic says why the file cannot be used.
package func readTexts(_ bytes: [UInt8], path: String, of subject: String, into diagnostics: inout [Diagnostic])
  -> [String: String]?
{
  if let problem = TextEncoding.problem(in: bytes, path: path) {
    diagnostics.append(problem)
    return nil
  }
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let problems = ProblemList()
  defer { diagnostics += problems.diagnostics }
  guard let yaml = YAMLFile(path: path, bytes: bytes, range: start..<bytes.count, into: &diagnostics),
    let fields = FieldReader(root: yaml, of: subject, place: Place(path: path), problems: problems)
  else { return nil }
  let texts = fields.namedTexts()
  return problems.diagnostics.isEmpty ? texts : nil
}
