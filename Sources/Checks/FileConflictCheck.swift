import Diagnostics
import Rendering
import Site

/// Two things of a site cannot be one file, nor can a file be a folder.
///
/// Pages at one address, and at the builder's own, are found with the addresses; here it is what becomes known with
/// the whole site: long lists, feeds, downloads, old addresses that end like files.
struct FileConflictCheck {
  func diagnostics(for site: Site) -> [Diagnostic] {
    var files = Set(madeFiles(of: site))
    var folders = Set(files.flatMap(Self.folders))
    var diagnostics: [Diagnostic] = []

    func claim(_ path: String, at place: Place, help: String) {
      defer {
        files.insert(path)
        folders.formUnion(Self.folders(above: path))
      }
      if files.contains(path) {
        diagnostics.append(
          Diagnostic(.addressConflict, "the site has something else at \(Self.shown(path))", at: place, help: help))
      } else if folders.contains(path) || Self.folders(above: path).contains(where: files.contains) {
        diagnostics.append(
          Diagnostic(
            .addressConflict, "\(Self.shown(path)) would be a file and a folder at once", at: place, help: help))
      }
    }
    var addresses = Set<String>()
    for page in site.pages where addresses.insert(page.address).inserted {
      claim(
        page.address.dropFirst() + "index.html", at: Place(path: page.document.displayPath), help: "rename the file")
    }
    for redirect in site.redirects {
      let page = site.pages[redirect.to]
      let old = page.frontMatter.redirectFrom.first { $0.value == redirect.from || $0.value + "/" == redirect.from }
      claim(
        redirect.from.dropFirst() + "index.html", at: old?.place ?? page.frontMatter.place,
        help: "remove this old address")
    }
    for index in site.usedMedia {
      let path = site.media[index].path
      claim(path, at: Place(path: site.tree.displayPath(path)), help: "rename the file")
    }
    return diagnostics
  }

  /// `/guides/` for `guides/index.html`: what readers see of it.
  private static func shown(_ path: String) -> String {
    "/" + (path.hasSuffix("index.html") ? String(path.dropLast("index.html".count)) : path)
  }

  /// `a` and `a/b` for `a/b/index.html`.
  private static func folders(above path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
