import Foundation
import Publishing
import Testing

/// Builds a whole site from texts.
@discardableResult
func build(
  _ files: [String: String], in folder: String, means: OutputBuild.Means = [.swap, .hardLinks]
) throws -> OutputSummary {
  let output = try OutputBuild(folder: folder, means: means)
  for (path, text) in files { try output.add(OutputFile(path: path, bytes: text.utf8Bytes)) }
  return try output.commit()
}

@Suite struct OutputBuildTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  @Test func firstBuildMakesTheFolder() throws {
    let summary = try build(["index.html": "home", "a/b/c.html": "deep", "empty": ""], in: place.output)
    #expect(summary == OutputSummary(files: 3, bytes: 8, written: 3, unchanged: 0, removed: 0))
    #expect(
      try place.texts() == ["index.html": "home", "a/": "", "a/b/": "", "a/b/c.html": "deep", "empty": ""])
    #expect(try place.names() == ["public"])
  }

  @Test func nextBuildWritesWhatDiffersAndKeepsTheRest() throws {
    try build(["same": "1", "changed": "2", "gone/away": "3"], in: place.output)
    let before = try place.status("public/same")
    let summary = try build(["same": "1", "changed": "x", "new/file": "4"], in: place.output)
    #expect(summary == OutputSummary(files: 3, bytes: 3, written: 2, unchanged: 1, removed: 1))
    #expect(try place.texts() == ["same": "1", "changed": "x", "new/": "", "new/file": "4"])
    let after = try place.status("public/same")
    #expect(before.st_ino == after.st_ino)
    #expect(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
    #expect(after.st_nlink == 1)
    #expect(try place.names() == ["public"])
  }

  @Test func buildWithoutAChangeTouchesNothing() throws {
    let files = ["index.html": "home", "a/b.html": "b", "a/c.html": String(repeating: "c", count: 300_000)]
    try build(files, in: place.output)
    func stamps() throws -> [String] {
      try ["public", "public/a", "public/index.html", "public/a/b.html", "public/a/c.html", "public/" + manifestName]
        .map {
          let status = try place.status($0)
          return "\($0) \(status.st_ino) \(status.st_mtim) \(status.st_ctim)"
        }
    }
    let before = try stamps()
    let summary = try build(files, in: place.output)
    #expect(summary == OutputSummary(files: 3, bytes: 300_005, written: 0, unchanged: 3, removed: 0))
    #expect(try stamps() == before)
    #expect(try place.names() == ["public"])
  }

  @Test func nothingIsMadeBesideBeforeTheFirstDifference() throws {
    try build(["a": "1", "b": "2"], in: place.output)
    let output = try OutputBuild(folder: place.output)
    try output.add(OutputFile(path: "a", bytes: "1".utf8Bytes))
    #expect(try place.names() == [".public.lscp-lock", "public"])
    try output.add(OutputFile(path: "b", bytes: "x".utf8Bytes))
    #expect(try place.names() == [".public.lscp-lock", ".public.lscp-new", "public"])
    #expect(try place.texts() == ["a": "1", "b": "2"])
    output.abandon()
    #expect(try place.names() == ["public"])
    #expect(try place.texts() == ["a": "1", "b": "2"])
  }

  @Test func buildThatIsForgottenLeavesNothing() throws {
    do {
      let output = try OutputBuild(folder: place.output)
      try output.add(OutputFile(path: "a/b", bytes: [1]))
      #expect(try place.names() == [".public.lscp-lock", ".public.lscp-new"])
    }
    #expect(try place.names() == [])
  }

  @Test func differenceBehindTheFirstPartOfALargeFileIsSeen() throws {
    var bytes = [UInt8](repeating: 7, count: 1_000_000)
    func build() throws -> Int {
      let output = try OutputBuild(folder: place.output)
      try output.add(OutputFile(path: "large.pdf", bytes: bytes))
      return try output.commit().written
    }
    #expect(try build() == 1)
    #expect(try build() == 0)
    bytes[999_999] = 8
    #expect(try build() == 1)
    #expect(try place.tree() == ["large.pdf": bytes])
  }

  @Test func handMadeChangeInAFileOfTheSiteIsPutRight() throws {
    try build(["a": "right", "b": "right"], in: place.output)
    try place.write("public/a", "wrong")
    #expect(try build(["a": "right", "b": "right"], in: place.output).written == 1)
    #expect(try place.texts() == ["a": "right", "b": "right"])
  }

  @Test func fileAndFolderCanTradePlaces() throws {
    try build(["a": "file", "b/c": "below"], in: place.output)
    try build(["a/c": "below", "b": "file"], in: place.output)
    #expect(try place.texts() == ["a/": "", "a/c": "below", "b": "file"])
  }

  @Test(arguments: [
    ("", "it has no name"), ("/etc/passwd", "it begins with a slash"), ("../x", "it contains \".\" or \"..\""),
    ("a/../../x", "it contains \".\" or \"..\""), ("a/./b", "it contains \".\" or \"..\""),
    ("a//b", "it contains an empty folder name"), ("a/", "it contains an empty folder name"),
    ("a\u{0}b", "it contains a control character"), ("a\nb", "it contains a control character"),
    ("a\\b", "it contains a backslash"), (manifestName, "the list of the site's files is kept there"),
    (String(repeating: "x", count: 256), "it contains a name of more than 255 bytes"),
  ])
  func pathThatCannotBeAFileIsRefused(path: String, reason: String) throws {
    let output = try OutputBuild(folder: place.output)
    #expect(throws: OutputError.path(path, reason: reason)) { try output.add(OutputFile(path: path, bytes: [])) }
  }

  @Test func pathGivenTwiceIsRefused() throws {
    let output = try OutputBuild(folder: place.output)
    try output.add(OutputFile(path: "a", bytes: []))
    #expect(throws: OutputError.givenTwice("a")) { try output.add(OutputFile(path: "a", bytes: [])) }
  }

  @Test func sameNameInTwoEncodingsIsTwoFiles() throws {
    try build(["caf\u{E9}": "one"], in: place.output)
    try place.write("public/cafe\u{301}", "mine")
    try build([:], in: place.output)
    #expect(try place.tree().keys.map { Array($0.utf8) } == [Array("cafe\u{301}".utf8)])
  }

  @Test func fileWithOthersBelowItIsRefusedAndNothingChanges() throws {
    try build(["a": "1"], in: place.output)
    #expect(throws: OutputError.fileAndFolder("a")) { try build(["a": "1", "a/b": "2"], in: place.output) }
    for (first, second) in [("b", "b/c"), ("b/c", "b")] {
      let output = try OutputBuild(folder: place.output)
      try output.add(OutputFile(path: first, bytes: []))
      #expect(throws: OutputError.fileAndFolder(second)) { try output.add(OutputFile(path: second, bytes: [])) }
    }
    #expect(try place.texts() == ["a": "1"])
    #expect(try place.names() == ["public"])
  }

  @Test func endedBuildTakesNothingMore() throws {
    let output = try OutputBuild(folder: place.output)
    _ = try output.commit()
    #expect(throws: OutputError.ended(folder: place.output)) { try output.add(OutputFile(path: "a", bytes: [])) }
    #expect(throws: OutputError.ended(folder: place.output)) { try output.commit() }
  }

  @Test func secondBuildIsRefusedWhileTheFirstRuns() throws {
    let first = try OutputBuild(folder: place.output)
    let refusal = OutputError.busy(folder: place.output, process: getpid())
    #expect(throws: refusal) { try OutputBuild(folder: place.output) }
    #expect(refusal.description == "another build (process \(getpid())) is writing \(place.output)")
    first.abandon()
    try build(["a": "1"], in: place.output)

    let child = try ChildProcess(outputWriter: ["hold", place.output])
    #expect(child.read() == "held")
    #expect(throws: OutputError.busy(folder: place.output, process: child.id)) { try OutputBuild(folder: place.output) }
    child.kill()
    #expect(try place.names() == [".public.lscp-lock", "public"])
    try build(["a": "2"], in: place.output)
    #expect(try place.names() == ["public"])
  }

  @Test(arguments: [OutputBuild.Means(), .swap, .hardLinks])
  func fileSystemThatCannotSwapOrLinkGetsTheSameResult(means: OutputBuild.Means) throws {
    try build(["same": "1", "changed": "2", "gone/x": "3"], in: place.output, means: means)
    try place.write("public/mine/deep/notes.txt", "mine")
    try FileManager.default.createSymbolicLink(
      atPath: place.output + "/mine/link", withDestinationPath: "../nowhere")
    let mine = try place.status("public/mine/deep/notes.txt").st_ino
    try build(["same": "1", "changed": "x"], in: place.output, means: means)
    #expect(
      try place.texts() == [
        "same": "1", "changed": "x", "mine/": "", "mine/deep/": "", "mine/deep/notes.txt": "mine",
        "mine/link": "-> ../nowhere",
      ])
    #expect(try place.status("public/mine/deep/notes.txt").st_ino == mine)
    #expect(try place.names() == ["public"])
  }
}
