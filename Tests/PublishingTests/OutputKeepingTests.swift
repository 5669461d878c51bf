import Foundation
import Publishing
import Testing

/// What people keep in the output folder is theirs.
@Suite struct OutputKeepingTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  @Test func ownFilesFoldersAndLinksStayTheSameOnes() throws {
    try build(["a/b": "1"], in: place.output)
    try place.write("public/.gitignore", "*")
    try place.write("public/a/mine", "beside a page")
    try place.write("public/own/deep/file", "own")
    try place.write("outside/victim", "untouched")
    let files = FileManager.default
    try files.createDirectory(atPath: place.output + "/own/empty", withIntermediateDirectories: true)
    try files.createSymbolicLink(atPath: place.output + "/link", withDestinationPath: "../outside")
    try #require(mkfifo(place.output + "/pipe", 0o600) == 0)
    try #require(chmod(place.output + "/own/deep", 0o555) == 0)
    let names = [".gitignore", "a/mine", "own", "own/deep", "own/deep/file", "own/empty", "link", "pipe"]
    func stamps() throws -> [String] {
      try names.map {
        let status = try place.status("public/" + $0)
        return "\($0) \(status.st_ino) \(status.st_mode) \(status.st_mtim)"
      }
    }
    let before = try stamps()
    try build(["c": "2"], in: place.output)
    #expect(try stamps() == before)
    try build(["a/b": "3", "link2": "4"], in: place.output)
    #expect(try stamps() == before)
    #expect(try place.text("outside/victim") == "untouched")
    #expect(try place.names() == ["outside", "public"])
  }

  @Test func foldersKeepTheirPermissions() throws {
    try build(["a/b/c": "1", "d": "1"], in: place.output)
    try #require(chmod(place.output + "/a", 0o750) == 0)
    try #require(chmod(place.output, 0o2775) == 0)
    try build(["a/b/c": "2", "d": "1"], in: place.output)
    #expect(try place.status("public/a").st_mode & 0o7777 == 0o750)
    #expect(try place.status("public").st_mode & 0o7777 == 0o2775)
  }

  @Test func namesThatAreNotTextAreKept() throws {
    try build(["a": "1"], in: place.output)
    let name: [CChar] = Array(place.output.utf8CString.dropLast()) + [0x2F, -1, -2, 0]
    let file = open(name, O_WRONLY | O_CREAT, 0o600)
    try #require(file >= 0)
    close(file)
    try build(["a": "2"], in: place.output)
    #expect(access(name, F_OK) == 0)
  }

  /// What is in the folder, the site's files, and which path is in the way.
  @Test(arguments: [
    ("page", "page", "page"), ("page", "page/index.html", "page"), ("page/mine", "page", "page"),
    ("page/deep/mine", "page/deep", "page/deep"),
  ])
  func ownFileInTheWayIsNamedAndNothingChanges(own: String, wanted: String, named: String) throws {
    try build(["old": "1"], in: place.output)
    try place.write("public/" + own, "mine")
    let before = try place.tree()
    let error = #expect(throws: OutputError.self) { try build(["old": "2", wanted: "new"], in: place.output) }
    guard case .occupied(place.output, let paths) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(paths.contains(named))
    #expect(try place.tree() == before)
    #expect(try place.names() == ["public"])
  }

  @Test func messageNamesWhatIsInTheWay() throws {
    try place.write("public/a", "mine")
    let error = #expect(throws: OutputError.self) { try build(["a": "new"], in: place.output) }
    #expect(
      error?.description == "the site would overwrite what somebody else has put into \(place.output): a")
    #expect(error?.help == "move it out of the folder, or give the page another address")
  }

  @Test func ownFileWithTheSameBytesBecomesTheSites() throws {
    try place.write("public/a", "same")
    let inode = try place.status("public/a").st_ino
    #expect(try build(["a": "same"], in: place.output) == OutputSummary(files: 1, bytes: 4, unchanged: 1))
    #expect(try place.status("public/a").st_ino == inode)
    try build([:], in: place.output)
    #expect(try place.texts() == [:])
  }

  @Test func ownLinkIsNeverWrittenThrough() throws {
    try place.write("outside/victim", "untouched")
    try FileManager.default.createDirectory(atPath: place.output, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: place.output + "/folder", withDestinationPath: "../outside")
    try FileManager.default.createSymbolicLink(
      atPath: place.output + "/file", withDestinationPath: "../outside/victim")
    #expect(throws: OutputError.occupied(folder: place.output, paths: ["file", "folder"])) {
      try build(["folder/victim": "x", "file": "untouched"], in: place.output)
    }
    #expect(try place.texts("outside") == ["victim": "untouched"])
  }

  @Test func siteFileThatBecameALinkIsSomebodysOwn() throws {
    try build(["a": "1", "b": "1"], in: place.output)
    try place.write("outside/victim", "untouched")
    try FileManager.default.removeItem(atPath: place.output + "/a")
    try FileManager.default.createSymbolicLink(atPath: place.output + "/a", withDestinationPath: "../outside/victim")
    try build(["b": "1"], in: place.output)
    #expect(try place.texts() == ["a": "-> ../outside/victim", "b": "1"])
    #expect(try place.text("outside/victim") == "untouched")
  }

  @Test func siteFolderThatBecameALinkIsNotEmptiedThroughIt() throws {
    try build(["a/victim": "1", "b": "1"], in: place.output)
    try place.write("outside/victim", "untouched")
    try FileManager.default.removeItem(atPath: place.output + "/a")
    try FileManager.default.createSymbolicLink(atPath: place.output + "/a", withDestinationPath: "../outside")
    try build(["b": "1"], in: place.output)
    #expect(try place.texts() == ["a": "-> ../outside", "b": "1"])
    #expect(try place.texts("outside") == ["victim": "untouched"])
  }

  @Test func outputFolderMayBeALink() throws {
    try FileManager.default.createDirectory(atPath: place.path + "/www/site", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: place.output, withDestinationPath: "www/site")
    try build(["a": "1"], in: place.output)
    try build(["a": "2"], in: place.output + "/")
    #expect(try place.status("public").st_mode & S_IFMT == S_IFLNK)
    #expect(try place.texts("www/site") == ["a": "2"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path + "/www") == ["site"])
  }

  /// A build that was killed between the swap and the removal of the old site, while somebody saved a file.
  @Test func whatWasSavedDuringTheSwapIsBroughtOver() throws {
    try build(["a": "1", "b": "1"], in: place.output)
    try place.write("public/own/notes", "first")
    try FileManager.default.moveItem(atPath: place.output, toPath: place.path + "/aside")
    try build(["a": "2"], in: place.output)
    try FileManager.default.moveItem(atPath: place.path + "/aside", toPath: place.path + "/.public.lscp-new")
    try place.write(".public.lscp-new/late", "saved in time")
    try place.write(".public.lscp-lock", "1 1\n")
    try build(["a": "3"], in: place.output)
    #expect(
      try place.texts() == ["a": "3", "late": "saved in time", "own/": "", "own/notes": "first"])
    #expect(try place.names() == ["public"])
  }

  /// The same left-over, before the swap: what is in it was never published.
  @Test func unfinishedSiteIsRemovedWhole() throws {
    try build(["a": "1"], in: place.output)
    try place.write(".public.lscp-new/late", "never published")
    try place.write(".public.lscp-lock", "1 \(try place.status(".public.lscp-new").st_ino)\n")
    try build(["a": "1"], in: place.output)
    #expect(try place.texts() == ["a": "1"])
    #expect(try place.names() == ["public"])
  }
}
