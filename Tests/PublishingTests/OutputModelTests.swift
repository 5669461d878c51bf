import Foundation
import OutputWriter
import Publishing
import TestSupport
import Testing

/// Random builds, and random things that people do in between, against a model of what must be there.
@Suite struct OutputModelTests {
  @Test(arguments: 0..<40)
  func treeEqualsTheModelAfterAnySequence(seed: UInt64) throws {
    let place = try TemporaryFolder()
    var random = Dice(seed: seed)
    var site: [String: [UInt8]] = [:]
    var own: [String: [UInt8]] = [:]
    var inodes: [String: UInt] = [:]
    let means: OutputBuild.Means = seed % 4 == 3 ? [] : [.swap, .hardLinks]
    for _ in 0..<12 {
      // What people do: only where no file of the site is, and never a file where a folder is needed.
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let path = Self.path(&random)
        guard FileManager.default.fileExists(atPath: place.output), !Self.collides(path, with: site),
          !Self.collides(path, with: own) || own[path] != nil
        else { continue }
        if own[path] != nil, Bool.random(using: &random) {
          try FileManager.default.removeItem(atPath: place.output + "/" + path)
          own[path] = nil
          var folder = (place.output + "/" + path as NSString).deletingLastPathComponent
          // An empty folder would be somebody's own, too.
          while folder != place.output, rmdir(folder) == 0 { folder = (folder as NSString).deletingLastPathComponent }
          continue
        }
        let bytes = random.bytes(upTo: 20)
        try place.write("public/" + path, String(decoding: bytes.map { $0 & 0x7F }, as: UTF8.self))
        own[path] = bytes.map { $0 & 0x7F }
        inodes[path] = UInt(try place.status("public/" + path).st_ino)
      }

      var next = site.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let path = Self.path(&random)
        if !Self.collides(path, with: next) || next[path] != nil { next[path] = random.bytes(upTo: 200) }
      }
      let blocked = next.keys.filter { Self.collides($0, with: own) }
      let taken = blocked.filter { own[$0] == next[$0] }
      do {
        let output = try OutputBuild(folder: place.output, means: means)
        for path in next.keys.shuffled(using: &random) {
          try output.add(OutputFile(path: path, bytes: next[path] ?? []))
        }
        guard Int.random(in: 0..<8, using: &random) > 0 else {
          output.abandon()
          try check(place, site, own, inodes)
          continue
        }
        let summary = try output.commit()
        #expect(blocked.count == taken.count, "\(blocked)")
        #expect(summary.files == next.count)
        #expect(summary.written + summary.unchanged == next.count)
        #expect(summary.removed == Set(site.keys).subtracting(next.keys).count)
        site = next
        for path in taken { own[path] = nil }
      } catch let error as OutputError {
        guard case .occupied = error else { throw error }
        #expect(blocked.count > taken.count, "\(error)")
      }
      try check(place, site, own, inodes)
    }
  }

  private func check(
    _ place: TemporaryFolder, _ site: [String: [UInt8]], _ own: [String: [UInt8]], _ inodes: [String: UInt]
  ) throws {
    guard FileManager.default.fileExists(atPath: place.output) else {
      #expect(site.isEmpty && own.isEmpty)
      return
    }
    let files = try place.tree().filter { !$0.key.hasSuffix("/") }
    let model = site.merging(own) { a, _ in a }
    let wrong = Set(files.keys).union(model.keys).filter { files[$0] != model[$0] }
    #expect(wrong.isEmpty)
    for path in own.keys { #expect(UInt(try place.status("public/" + path).st_ino) == inodes[path]) }
    #expect(try place.names() == ["public"])
  }

  /// One of a few hundred paths, so that files meet folders often.
  private static func path(_ random: inout Dice) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      ["a", "b", "c", "d.html", "é", "x y"].randomElement(using: &random) ?? "a"
    }.joined(separator: "/")
  }

  /// Whether a path is one of these files, lies below one or has one below it.
  private static func collides(_ path: String, with files: [String: [UInt8]]) -> Bool {
    files.keys.contains { $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }
  }
}
