import Content
import Site

/// The page of all downloads of a section, and the archive of its guides.
struct DownloadPages: Sendable {
  private let context: PageContext
  private var site: Site { context.site }
  private var strings: StringTable { context.theme.strings }

  init(_ context: PageContext) { self.context = context }

  func page(of section: DownloadIndex.Section) -> (path: String, bytes: [UInt8]) {
    let address = DownloadIndex.address(of: section.index, in: site)
    var scope = context.scope(
      title: strings["downloads_title", ["section": site.pages[section.index].title]], address: address, summary: nil,
      kind: "downloads", section: context.menuEntry(of: section.index))
    scope.breadcrumbs = context.breadcrumbs(below: section.index)
    if let archive = archive(of: section) {
      let count = String(section.archived.count)
      scope.attachments.append(
        AttachmentScope(
          title: strings["download_zip", ["section": site.pages[section.index].title]], address: "/" + archive.path,
          note: strings[
            "download_note",
            [
              "type": "ZIP", "size": strings.words(bytes: archive.bytes.count),
              "pages": strings["download_files", ["n": count]],
            ]]))
    }
    scope.attachments += section.downloads.map(context.documents.attachment)
    return (address.dropFirst() + "index.html", context.render("downloads", scope) { _ in })
  }

  /// All guides of a section in one file, with a list of them; nil where there are none, or one.
  func archive(of section: DownloadIndex.Section) -> (path: String, bytes: [UInt8])? {
    guard !section.archived.isEmpty else { return nil }
    let address = DownloadIndex.address(of: section.index, in: site)
    let name = site.pages[section.index].address.split(separator: "/").last ?? "all"
    var archive = ZipArchive()
    archive.add("contents.txt", Array(contents(of: section).utf8))
    for made in section.archived {
      archive.add(String(made.download.path.split(separator: "/").last ?? ""), made.bytes)
    }
    return (address.dropFirst() + name + ".zip", archive.finish())
  }

  /// A plain list: each guide's file, title, particulars and address.
  private func contents(of section: DownloadIndex.Section) -> String {
    var text = site.configuration.name + "\n" + site.pages[section.index].title + "\n\n"
    text += strings["download_contents"] + "\n"
    for made in section.archived {
      let page = site.pages[made.download.page]
      text += "\n" + (made.download.path.split(separator: "/").last ?? "") + "\n  " + page.title + "\n"
      for fact in strings.facts(of: page, in: site) { text += "  \(fact.term): \(fact.text)\n" }
      text += "  \(site.absolute(page.address))\n"
    }
    return text
  }
}
