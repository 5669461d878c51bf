import Content
import Diagnostics
import Markdown

/// Finds what one destination means on one page.
struct TargetFinder {
  let resolver: LinkResolver
  let page: Page
  let place: Place
  let isImage: Bool
  /// Whether the link or image is all there is in its paragraph.
  var isAlone = false
  /// What a link to a figure asserts.
  var figure: FigureText?

  struct Problem: Error {
    let diagnostic: Diagnostic
  }

  func find(_ destination: String) -> Result<LinkTarget, Problem> {
    if destination.isEmpty {
      return fail(.linkTarget, "this \(noun) leads nowhere", help: "write a file, as in ../guides/mace.md")
    }
    if let scheme = Self.scheme(of: destination) { return find(scheme, destination) }
    if destination.hasPrefix("//") {
      return fail(
        .linkScheme, "\"\(destination)\" does not say how to reach that site", help: "begin it with https:")
    }
    let (path, fragment) = Self.split(destination)
    if path.isEmpty { return onSamePage(fragment ?? "") }
    return path.hasPrefix("/") ? atAddress(path, fragment) : atPath(path, fragment)
  }

  private var noun: String { isImage ? "image" : "link" }
  private var verb: String { isImage ? "shows" : "links to" }

  // MARK: - Schemes

  private func find(_ scheme: String, _ destination: String) -> Result<LinkTarget, Problem> {
    let rest = String(destination.dropFirst(scheme.count + 1))
    if Self.dataSchemes.contains(scheme) { return data(scheme, rest) }
    if isImage {
      return fail(
        .linkScheme, "an image must be a file of this site, not \"\(destination)\"",
        help: "put the file next to the page and write its name; readers' browsers never ask another site")
    }
    switch scheme {
    case "https", "http":
      if rest.hasPrefix("//"), rest.utf8.count > 3 { return .success(.external(destination)) }
      return fail(
        .linkTarget, "\"\(destination)\" is not a web address", help: "write it as in https://www.example.org.uk/")
    case "contact":
      if let index = resolver.contactIndex(rest) { return .success(.contact(index)) }
      return .failure(Problem(diagnostic: .unknownContact(rest, at: place, known: resolver.contactIDs)))
    case "term":
      if let index = resolver.termIndex(rest) { return .success(.term(index)) }
      return fail(
        .unknownTerm, "glossary.yml has no term \"\(rest)\"",
        help: Suggestion.nearest(to: rest, in: resolver.termIDs).map { "did you mean \($0)?" }
          ?? "add it to glossary.yml")
    case "mailto", "tel", "sms":
      return fail(
        .typedNumber, "a \(scheme == "mailto" ? "mail address" : "number") is written here",
        help: "add it to contacts.yml and link to it by its id, as in [Childline](contact:childline)")
    default:
      let known = ["https", "contact", "term", "figure"]
      return fail(
        .linkScheme, "\"\(scheme):\" is not a kind of link",
        help: Suggestion.nearest(to: scheme, in: known).map { "did you mean \($0):?" }
          ?? "links begin with https:, contact:, term: or figure:, or name a file")
    }
  }

  /// The scheme before the colon, in lower case. Source: RFC 3986, section 3.1.
  private static func scheme(of destination: String) -> String? {
    var scheme: [UInt8] = []
    for byte in destination.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return scheme.isEmpty ? nil : String(decoding: scheme, as: UTF8.self)
      case 0x61...0x7A: scheme.append(byte)
      case 0x41...0x5A: scheme.append(byte + 0x20)
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if scheme.isEmpty { return nil }
        scheme.append(byte)
      default: return nil
      }
      if scheme.count > 20 { return nil }
    }
    return nil
  }

  private static func split(_ destination: String) -> (path: String, fragment: String?) {
    guard let hash = destination.firstIndex(of: "#") else { return (decoded(destination[...]), nil) }
    return (decoded(destination[..<hash]), decoded(destination[destination.index(after: hash)...]))
  }

  /// Undoes percent-encoding; what is not UTF-8 behind it stays as it is.
  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var i = 0
    while i < source.count {
      if source[i] == UInt8(ascii: "%"), i + 2 < source.count,
        let high = Character(Unicode.Scalar(source[i + 1])).hexDigitValue,
        let low = Character(Unicode.Scalar(source[i + 2])).hexDigitValue
      {
        bytes.append(UInt8(high * 16 + low))
        i += 3
      } else {
        bytes.append(source[i])
        i += 1
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(text)
  }

  // MARK: - Pages and files

  private func onSamePage(_ fragment: String) -> Result<LinkTarget, Problem> {
    if fragment.isEmpty || page.hasAnchor(fragment) { return .success(.fragment(fragment)) }
    return .failure(missing(fragment, on: page))
  }

  private func atAddress(_ path: String, _ fragment: String?) -> Result<LinkTarget, Problem> {
    if let index = resolver.addresses.pageIndex(at: path) { return found(index, fragment) }
    if resolver.isMade(path) {
      return .success(.address(fragment.map { path + "#" + $0 } ?? path))
    }
    if let index = resolver.addresses.mediaIndex(String(path.dropFirst())) { return .success(.file(index)) }
    if let index = resolver.addresses.pageIndex(redirectedFrom: path) {
      return fail(
        .linkTarget, "this page \(verb) \"\(path)\", an old address",
        help: "the page is now at \(resolver.pages[index].address)")
    }
    let source = String(path.dropFirst().dropLast(path.count > 1 && path.hasSuffix("/") ? 1 : 0))
    if let problem = absent([source + ".md", source + "/index.md"], path) { return .failure(problem) }
    let near =
      resolver.addresses.pageIndex(at: path + "/") != nil
      ? path + "/" : Suggestion.nearest(to: path, in: resolver.addresses.addresses)
    return fail(
      .linkTarget, "this page \(verb) \"\(path)\", which does not exist",
      help: near.map { "did you mean \($0)?" } ?? "write the page's source file, as in ../guides/mace.md")
  }

  private func atPath(_ path: String, _ fragment: String?) -> Result<LinkTarget, Problem> {
    guard let full = Self.resolve(path, from: page.document.path) else {
      return fail(
        .linkTarget, "this page \(verb) \"\(path)\", which is outside the content folder",
        help: "there are more ../ in it than folders above the page")
    }
    if let index = resolver.addresses.mediaIndex(full) { return .success(.file(index)) }
    let sources = full.hasSuffix(".md") ? [full] : [full.isEmpty ? "index.md" : full + "/index.md", full + ".md"]
    for source in sources {
      if let index = resolver.addresses.pageIndex(source: source) { return found(index, fragment) }
    }
    if let problem = absent(sources, path) { return .failure(problem) }
    let known =
      isImage
      ? Array(resolver.addresses.mediaPaths) : Array(resolver.addresses.sourcePaths) + resolver.addresses.mediaPaths
    // A file of the same name elsewhere is the likeliest; else the nearest path.
    let name = full.split(separator: "/").last.map(String.init) ?? full
    let sameName = known.filter { $0 == name || $0.hasSuffix("/" + name) }.min()
    let near = sameName ?? Suggestion.nearest(to: full, in: known)
    return fail(
      .linkTarget, "this page \(verb) \"\(path)\", which does not exist",
      help: near.map { "did you mean \(Self.relative($0, from: page.document.path))?" }
        ?? (isImage ? "put the file next to the page" : "write the page's source file, as in ../guides/mace.md"))
  }

  /// Where a source file is there, but not published on this day.
  private func absent(_ sources: [String], _ path: String) -> Problem? {
    guard !isImage, let absence = sources.lazy.compactMap({ resolver.addresses.absence(ofSource: $0) }).first else {
      return nil
    }
    return Problem(
      diagnostic: Diagnostic(
        .linkTarget, "this page links to \"\(path)\", which \(absence.reason)", at: place,
        help: "take the link out, or publish both together"))
  }

  private func found(_ index: Int, _ fragment: String?) -> Result<LinkTarget, Problem> {
    if isImage {
      return fail(.linkTarget, "this image is a page, not a picture", help: "name a picture file, such as poster.svg")
    }
    guard let fragment, !fragment.isEmpty else { return .success(.page(index, fragment: nil)) }
    let target = resolver.pages[index]
    if target.hasAnchor(fragment) || (target.kind == .glossary && resolver.termIndex(fragment) != nil) {
      return .success(.page(index, fragment: fragment))
    }
    return .failure(missing(fragment, on: target))
  }

  private func missing(_ fragment: String, on target: Page) -> Problem {
    let other = target.address == page.address ? "this page" : target.document.displayPath
    let headings = target.document.body.headings.map(\.id)
    return Problem(
      diagnostic: Diagnostic(
        .linkFragment, "\(other) has no heading \"#\(fragment)\"", at: place,
        help: Suggestion.nearest(to: fragment, in: headings).map { "did you mean #\($0)?" }
          ?? (headings.isEmpty
            ? "leave out the part after #"
            : "its headings are \(headings.prefix(8).map { "#" + $0 }.joined(separator: ", "))")))
  }

  func fail(_ id: DiagnosticID, _ message: String, help: String?) -> Result<LinkTarget, Problem> {
    .failure(Problem(diagnostic: Diagnostic(id, message, at: place, help: help)))
  }

  /// A relative path as one below the content folder, or nil where it leads out of it.
  static func resolve(_ path: String, from source: String) -> String? {
    var parts = SiteStructure.folder(of: source).split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// A path below the content folder as seen from a source file.
  static func relative(_ path: String, from source: String) -> String {
    var from = SiteStructure.folder(of: source).split(separator: "/")[...]
    var to = path.split(separator: "/")[...]
    while let a = from.first, let b = to.first, a == b, to.count > 1 {
      from = from.dropFirst()
      to = to.dropFirst()
    }
    return String(repeating: "../", count: from.count) + to.joined(separator: "/")
  }
}

extension Page {
  /// Whether a fragment may name a place of the page's body.
  func hasAnchor(_ fragment: String) -> Bool {
    document.body.headings.contains { $0.id == fragment } || document.body.anchors.contains(fragment)
  }
}
