import Foundation
import OutputWriter
import Publishing
import TestSupport
import Testing

/// A build may end at any moment, and not only by its own will.
@Suite struct OutputKillTests {
  static let count = 300

  /// What the folder holds after a build of each of the two sites.
  static let trees = (0...1).map { number in
    var tree: [String: [UInt8]] = ["own/": [], "own/link": Array("-> notes".utf8), "own/notes": Array("mine".utf8)]
    tree[".gitignore"] = Array("*".utf8)
    for file in GeneratedSite(UInt64(number), count: count).files {
      tree[file.path] = file.bytes
      var parts = file.path.split(separator: "/").dropLast()
      while !parts.isEmpty {
        tree[parts.joined(separator: "/") + "/"] = []
        parts.removeLast()
      }
    }
    return tree
  }

  private func prepared() throws -> TemporaryFolder {
    // Files in memory, where there are some: more builds, and so more kinds of moments, in the same time.
    let place = try TemporaryFolder(in: access("/dev/shm", W_OK) == 0 ? "/dev/shm" : nil)
    let output = try OutputBuild(folder: place.output)
    for file in GeneratedSite(0, count: Self.count).files { try output.add(file) }
    _ = try output.commit()
    try place.write("public/.gitignore", "*")
    try place.write("public/own/notes", "mine")
    try FileManager.default.createSymbolicLink(atPath: place.output + "/own/link", withDestinationPath: "notes")
    return place
  }

  @Test func killedBuildLeavesTheOldSiteOrTheNewOne() throws {
    let place = try prepared()
    let inode = try place.status("public/own/notes").st_ino
    var random = Dice(seed: 20_190_204)
    var found = [0, 0]
    var leftOvers = 0
    for round in 0..<100 {
      let child = try ChildProcess(outputWriter: ["alternate", place.output, "\(Self.count)"])
      // From the first build on, anywhere in this one or in those after it.
      if round % 4 != 0 { _ = child.read() }
      usleep(.random(in: 0..<60_000, using: &random))
      child.kill()

      let tree = try place.tree()
      let site = try #require(Self.trees.firstIndex(of: tree), "a mixture after kill \(round)")
      found[site] += 1
      #expect(try place.status("public/own/notes").st_ino == inode)
      if try place.names().contains(".public.lscp-new") { leftOvers += 1 }
      // Half of the left-overs are left to the next child.
      if round % 2 == 0 {
        try OutputBuild(folder: place.output).abandon()
        #expect(try place.names() == ["public"])
        #expect(try place.tree() == tree)
      }
    }
    // Otherwise the kills have met nothing.
    #expect(found[0] > 0 && found[1] > 0 && leftOvers > 0, "\(found), \(leftOvers)")
  }

  /// There the folder can be missing for a moment; the next build brings it back before it does anything else.
  @Test(arguments: ["no-swap", "no-links"])
  func killedBuildIsRepairedWhereTheFileSystemLacks(means: String) throws {
    let place = try prepared()
    var random = Dice(seed: 7)
    for round in 0..<30 {
      let child = try ChildProcess(
        outputWriter: ["alternate", place.output, "\(Self.count)", means])
      _ = child.read()
      usleep(.random(in: 0..<60_000, using: &random))
      child.kill()
      try OutputBuild(folder: place.output).abandon()
      #expect(try place.names() == ["public"])
      #expect(Self.trees.contains(try place.tree()), "a mixture after kill \(round)")
    }
  }

  @Test func killedBetweenTheTwoRenamesGetsTheOldSiteBack() throws {
    let place = try prepared()
    try FileManager.default.moveItem(atPath: place.output, toPath: place.path + "/.public.lscp-old")
    try place.write(".public.lscp-new/index.html", "unfinished")
    try OutputBuild(folder: place.output).abandon()
    #expect(try place.names() == ["public"])
    #expect(try place.tree() == Self.trees[0])
  }
}
