import Content
import Diagnostics

/// What is at each address, and which page each source file became.
struct AddressBook: Sendable {
  private(set) var pages: [Page] = []
  private(set) var redirects: [Redirect] = []
  private var pageByAddress: [String: Int] = [:]
  private var pageBySource: [String: Int] = [:]
  private var absentSources: [String: Lifecycle.Absence] = [:]
  private var redirectByAddress: [String: Int] = [:]
  private var mediaByPath: [String: Int] = [:]

  /// Addresses that the builder fills by itself.
  static let reserved: Set<String> = [
    Site.topicsAddress, Site.glossaryAddress, Site.aToZAddress, Site.dataAddress, Site.searchAddress,
    Site.siteMapAddress, Site.whatsNewAddress,
    "/404/", "/assets/", "/sitemap/",
  ]

  init(_ content: ContentFolder, lifecycle: Lifecycle, into diagnostics: inout [Diagnostic]) {
    var ids: [String: Int] = [:]
    for document in content.documents {
      let address = document.address
      guard Address.isValid(address) else { continue }
      if let absence = lifecycle.absence(of: document) {
        absentSources[document.path] = absence
        continue
      }
      let audience =
        document.frontMatter.audience
        ?? content.configuration.sectionAudiences[Self.section(of: document.path)] ?? [.public]
      pages.append(
        Page(document: document, address: address, audience: audience, state: lifecycle.state(of: document)))
    }
    pages.sort { $0.address.utf8.lexicographicallyPrecedes($1.address.utf8) }
    pageByAddress.reserveCapacity(pages.count)
    pageBySource.reserveCapacity(pages.count)
    for (index, page) in pages.enumerated() {
      pageBySource[page.document.path] = index
      if let other = pageByAddress.updateValue(index, forKey: page.address) {
        diagnostics.append(
          Diagnostic(
            .addressConflict, "this page and \(pages[other].document.displayPath) are both at \(page.address)",
            at: Place(path: page.document.displayPath), help: "rename one of the two files"))
      }
      if Self.reserved.contains(page.address), !page.kind.fillsMadeAddress {
        diagnostics.append(
          Diagnostic(
            .addressConflict, "the address \(page.address) belongs to a page that the builder makes",
            at: Place(path: page.document.displayPath), help: "rename the file"))
      }
      if let id = page.frontMatter.id, let other = ids.updateValue(index, forKey: id.value) {
        diagnostics.append(
          Diagnostic(
            .duplicateID, "the id \"\(id.value)\" is also that of \(pages[other].document.displayPath)", at: id.place,
            help: "give each page an id of its own"))
      }
    }
    for (index, file) in content.media.enumerated() { mediaByPath[file.path] = index }
    for index in pages.indices { addRedirects(of: index, into: &diagnostics) }
    redirects.sort { $0.from.utf8.lexicographicallyPrecedes($1.from.utf8) }
  }

  private mutating func addRedirects(of index: Int, into diagnostics: inout [Diagnostic]) {
    for old in pages[index].frontMatter.redirectFrom {
      let address = old.value.hasSuffix("/") ? old.value : old.value + "/"
      func report(_ message: String, _ help: String) {
        diagnostics.append(Diagnostic(.addressConflict, message, at: old.place, help: help))
      }
      guard Address.isValid(address), address != "/" else {
        report(
          "\"\(old.value)\" is not an address of this site",
          "write the path as it was, in lower case with a slash at both ends, as in /old-address/")
        continue
      }
      if let page = pageByAddress[address] {
        report(
          "there is a page at \(address): \(pages[page].document.displayPath)",
          "remove this old address, or rename that page")
        continue
      }
      if Self.reserved.contains(address) {
        report("the address \(address) belongs to a page that the builder makes", "remove this old address")
        continue
      }
      if let other = redirectByAddress[address] {
        if redirects[other].to != index {
          report(
            "\(pages[redirects[other].to].document.displayPath) redirects from \(address) too",
            "keep it on the page that took its place")
        }
        continue
      }
      redirectByAddress[address] = redirects.count
      redirects.append(Redirect(from: address, to: index))
    }
  }

  /// The page at an address.
  func pageIndex(at address: String) -> Int? { pageByAddress[address] }

  /// The page made of a source file, by its path below the content folder.
  func pageIndex(source path: String) -> Int? { pageBySource[path] }

  /// Why a source file did not become a page.
  func absence(ofSource path: String) -> Lifecycle.Absence? { absentSources[path] }

  /// A file that pages may offer or show, by its path below the content folder.
  func mediaIndex(_ path: String) -> Int? { mediaByPath[path] }

  /// The page that took over an old address.
  func pageIndex(redirectedFrom address: String) -> Int? {
    redirects.first { $0.from == address }?.to
  }

  var sourcePaths: some Sequence<String> { pageBySource.keys }
  var addresses: some Sequence<String> { pageByAddress.keys }
  var mediaPaths: some Sequence<String> { mediaByPath.keys }

  /// The first folder of a path, or nothing for files at the top.
  static func section(of path: String) -> String {
    guard let slash = path.firstIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }
}
