/// What the name of a page's file says: which page it is, and in which language.
struct SourceName {
  /// Below the content folder: `worried/index.ur.md`.
  let path: String
  /// The same without the language: `worried/index.md`.
  let original: String
  /// Nil where the name has no language, or one that the site does not list.
  let language: String?

  /// - Parameter languages: those that `site.yml` lists besides the site's own.
  init(_ path: String, languages: [String]) {
    self.path = path
    let stem = path.dropLast(".md".count)
    let file = stem.split(separator: "/").last ?? ""
    if let dot = file.lastIndex(of: "."), dot != file.startIndex,
      let language = languages.first(where: { $0 == file[file.index(after: dot)...] })
    {
      original = stem.dropLast(language.utf8.count + 1) + ".md"
      self.language = language
    } else {
      original = path
      language = nil
    }
  }
}
