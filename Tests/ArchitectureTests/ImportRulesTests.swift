import Foundation
import Testing

/// The stages of a build and what each may import, as ARCHITECTURE.md draws them.
private let allowedImports: [String: Set<String>] = [
  "Diagnostics": [],
  "Parallel": [],
  "Fields": ["Diagnostics", "Yams"],
  "Datasets": ["Fields", "Diagnostics", "Yams"],
  "Charts": ["Datasets", "Fields", "Diagnostics", "Yams"],
  "Markdown": ["CMarkGFM", "Diagnostics"],
  "Content": ["Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel", "Yams"],
  "Site": ["Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel"],
  "Rendering": ["Site", "Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel", "Mustache"],
  "Checks": ["Site", "Rendering", "Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel"],
  "Publishing": [
    "Rendering", "Checks", "Site", "Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel",
    "Crypto", "Subprocess", "CFileSystem",
  ],
  "Preview": ["Publishing", "Rendering", "Content", "Site", "Fields", "Diagnostics", "FlyingSocks"],
  "lscp": ["Publishing", "Preview", "Content", "Charts", "Datasets", "Fields", "Diagnostics", "ArgumentParser"],
]

/// Modules of the system, which every stage may use; `Foundation` only where it says so.
private let systemModules: Set<String> = ["Synchronization", "Glibc", "Darwin"]
private let mayUseFoundation: Set<String> = ["Preview"]

@Suite("The house: which stage may import which")
struct ImportRulesTests {
  @Test("every source file imports only what its stage may", arguments: allowedImports.keys.sorted())
  func importsStayWithinTheRules(target: String) throws {
    let files = try swiftFiles(below: repository.appending(path: "Sources/\(target)"))
    #expect(!files.isEmpty)
    for file in files {
      let allowed = allowedImports[target, default: []].union(systemModules)
        .union(mayUseFoundation.contains(target) ? ["Foundation"] : [])
      for module in try imports(of: file) {
        #expect(allowed.contains(module), "\(file.lastPathComponent) in \(target) imports \(module)")
      }
    }
  }

  @Test("Package.swift has no target that the table does not know")
  func everyTargetIsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: repository.appending(path: "Sources").path)
    let systemLibraries: Set<String> = ["CMarkGFM", "CFileSystem"]
    #expect(Set(folders).subtracting(systemLibraries) == Set(allowedImports.keys))
  }

  @Test("the package manifest gives each target what it rests on, all of it and nothing else")
  func manifestFollowsTheTable() throws {
    let manifest = try String(contentsOf: repository.appending(path: "Package.swift"), encoding: .utf8)
    for (target, allowed) in allowedImports {
      let found = dependencies(of: target, in: manifest)
      let declared = try #require(found, "\(target) is not in Package.swift")
      let stages = stages(below: target)
      let forbidden = declared.subtracting(allowed).subtracting(stages)
      #expect(forbidden.isEmpty, "\(target) depends on \(forbidden)")
      // A target that is not listed can change without this one being compiled anew.
      let missing = stages.subtracting(declared)
      #expect(missing.isEmpty, "\(target) does not list \(missing)")
    }
  }

  /// The targets that a target imports, what these import, and so on.
  private func stages(below target: String) -> Set<String> {
    var found: Set<String> = []
    var waiting = [target]
    while let next = waiting.popLast() {
      for stage in allowedImports[next, default: []] where allowedImports[stage] != nil {
        if found.insert(stage).inserted { waiting.append(stage) }
      }
    }
    return found
  }

  @Test("no file of ours is longer than 500 lines")
  func filesAreShort() throws {
    for folder in ["Sources", "Tests"] {
      for file in try swiftFiles(below: repository.appending(path: folder)) {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 501, "\(file.lastPathComponent) has \(lines.count) lines")
      }
    }
  }

  @Test("nothing that input can reach ends the process")
  func nothingTraps() throws {
    let forbidden = ["try!", "fatalError(", "as!", "preconditionFailure(", "unsafeBitCast("]
    for file in try swiftFiles(below: repository.appending(path: "Sources")) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in forbidden { #expect(!text.contains(word), "\(file.lastPathComponent) uses \(word)") }
    }
  }

  // MARK: - Reading the repository

  private var repository: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  private func swiftFiles(below folder: URL) throws -> [URL] {
    let names = FileManager.default.enumerator(atPath: folder.path)
    return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
      .map { folder.appending(path: $0) }
  }

  private func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ ["package", "public", "internal", "private", "@preconcurrency"].contains($0) })
      else { return nil }
      return words[index + 1].split(separator: ".").first.map(String.init)
    }
  }

  /// The names of what a target depends on, from the text of its declaration.
  private func dependencies(of target: String, in manifest: String) -> Set<String>? {
    // The product and the package have the name of a target too.
    let heads = [".target(", ".target(\n      ", ".executableTarget(\n      "].map { $0 + "name: \"\(target)\"," }
    guard let start = heads.lazy.compactMap({ manifest.range(of: $0) }).first else { return nil }
    let rest = manifest[start.upperBound...]
    let end = ["resources: [", "swiftSettings"].compactMap { rest.range(of: $0)?.lowerBound }.min()
    let declaration = rest[..<(end ?? rest.endIndex)]
    guard let list = declaration.range(of: "dependencies: [") else { return [] }
    var text = String(declaration[list.upperBound...])
    // `.product(name: "Mustache", package: "swift-mustache")`: only the product's name counts.
    while let package = text.range(of: "package: \"") {
      let end = text[package.upperBound...].firstIndex(of: "\"") ?? text.endIndex
      text.removeSubrange(package.lowerBound..<min(text.index(after: end), text.endIndex))
    }
    return Set(
      text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
        String($0.element)
      })
  }
}
