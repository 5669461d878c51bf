import Foundation
import Testing

/// A site's source in a folder of a test's own, removed with it.
final class SiteFolder: Sendable {
  let path: String

  /// - Parameter files: by path; a site's name and home page are added where they are missing.
  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/lscp-preview-\(UUID().uuidString)"
    let basis = [
      "content/site.yml": "name: Testshire\nshort_name: T\naddress: https://test.example/\nlanguage: en-GB\n",
      "content/index.md": Self.page("Home", "Welcome."),
    ]
    for (name, text) in basis.merging(files, uniquingKeysWith: { $1 }) { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var source: String { path + "/content" }

  static func page(_ title: String, _ text: String, fields: String = "") -> String {
    "---\ntitle: \(title)\nsummary: About this.\n\(fields)---\n\n\(text)\n"
  }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  /// As many editors save: the new file is written beside the old one and takes its place.
  func replace(_ name: String, _ text: String) throws {
    try write(name + "~new", text)
    try #require(rename(path + "/" + name + "~new", path + "/" + name) == 0)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  /// A copy of the repository's theme, which a test may change.
  func addTheme(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/themes", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.theme, toPath: path + "/themes/" + name)
  }

  /// The names directly in the folder.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let theme = repository + "/themes/lscp"
}
