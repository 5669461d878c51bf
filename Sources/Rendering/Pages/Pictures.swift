import Site

/// The pictures that pages show: where they are, and how large.
struct Pictures: Sendable {
  /// By the file's index in ``Site/media``.
  private let sizes: [Int: PictureSize]
  private let addresses: [Int: String]

  private static let endings = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"]

  /// - Throws: `FileError` where a picture cannot be read.
  init(_ site: Site) throws {
    var sizes: [Int: PictureSize] = [:]
    var addresses: [Int: String] = [:]
    for index in site.usedMedia {
      let path = site.media[index].path
      let lower = path.lowercased()
      guard Self.endings.contains(where: lower.hasSuffix) else { continue }
      addresses[index] = URLEscape.path("/" + path)
      if let size = PictureSize(try site.tree.read(path)) { sizes[index] = size }
    }
    self.sizes = sizes
    self.addresses = addresses
  }

  /// An `img` element's attributes for where the picture is and how large: ` src="…" width="…" height="…"`.
  func attributes(_ index: Int, path: String) -> String {
    let size = sizes[index].map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? ""
    return " src=\"" + (addresses[index] ?? URLEscape.path("/" + path)) + "\"" + size
  }
}
