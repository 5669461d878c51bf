import Content
import Diagnostics
import Fields

/// Resolves what `site.yml` and front matter name: pages of the menu, related pages, contacts of help panels.
struct SiteReferences {
  private(set) var navigation: [Int]?
  private(set) var footerLinks: [Int] = []
  private(set) var exitHelp: Int?
  /// The mark beside the site's name, by its index in ``Site/media``.
  private(set) var logo: Int?
  private(set) var formats: Int?

  init(content: ContentFolder, pages: [Page], addresses: AddressBook, into diagnostics: inout [Diagnostic]) {
    func page(_ reference: Located<String>) -> Int? {
      let path = reference.value
      let candidates = path.hasSuffix(".md") ? [path] : [path + "/index.md", path + ".md"]
      if let found = candidates.lazy.compactMap({ addresses.pageIndex(source: $0) }).first { return found }
      let names = Array(addresses.sourcePaths).map { $0.hasSuffix("/index.md") ? String($0.dropLast(9)) : $0 }
      diagnostics.append(
        Diagnostic(
          .reference, "there is no section or page \"\(path)\"", at: reference.place,
          help: Suggestion.nearest(to: path, in: names.sorted()).map { "did you mean \($0)?" }
            ?? "write a folder that has an index.md, or a file such as privacy.md"))
      return nil
    }
    navigation = content.configuration.navigation.map { $0.compactMap { page($0) } }
    exitHelp = content.configuration.exitHelp.flatMap { page($0) }
    if let path = content.configuration.brand?.logo {
      logo = addresses.mediaIndex(path.value)
      if logo == nil {
        diagnostics.append(
          Diagnostic(
            .reference, "there is no picture \"\(path.value)\"", at: path.place,
            help: Suggestion.nearest(to: path.value, in: addresses.mediaPaths).map { "did you mean \($0)?" }
              ?? "put it into the content folder and write its path there, as in logo: media/logo.svg"))
      }
    }
    formats = content.configuration.formats.flatMap { page($0) }
    footerLinks = content.configuration.footerLinks.compactMap { page($0) }

    let sections = Set(content.documents.map { AddressBook.section(of: $0.path) }).subtracting([""])
    for section in content.configuration.sections where !sections.contains(section.value) {
      diagnostics.append(
        Diagnostic(
          .reference, "there is no section \"\(section.value)\"", at: section.place,
          help: Suggestion.nearest(to: section.value, in: sections.sorted()).map { "did you mean \($0)?" }
            ?? "write the name of a folder directly below the content folder"))
    }
    if addresses.pageIndex(at: "/") == nil {
      diagnostics.append(
        Diagnostic(
          .sectionIndex, "the site has no home page", at: Place(path: content.tree.displayPath("index.md")),
          help: "write index.md with a title and a summary"))
    }
    let contactIDs = Set(content.contacts.map(\.id))
    for (_, topic) in content.configuration.sensitiveTopics.sorted(by: { $0.key < $1.key }) {
      for contact in topic.contacts where !contactIDs.contains(contact.value) {
        diagnostics.append(.unknownContact(contact.value, at: contact.place, known: contactIDs))
      }
    }
  }
}

extension Diagnostic {
  static func unknownContact(_ id: String, at place: Place, known: some Sequence<String>) -> Diagnostic {
    Diagnostic(
      .unknownContact, "contacts.yml has no contact \"\(id)\"", at: place,
      help: Suggestion.nearest(to: id, in: known.sorted()).map { "did you mean \($0)?" } ?? "add it to contacts.yml")
  }
}
