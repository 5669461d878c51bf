import Diagnostics
import Foundation
import OutputWriter
import Publishing
import Testing

/// What the machine refuses is said with its path, and changes nothing.
@Suite struct OutputFailureTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  /// Without the right to mount, the test of the largest file size below has the same path through the code.
  static let canMount = run(["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"])

  private static func run(_ command: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test(.enabled(if: canMount, "mounting needs root; a limited file size stands in"))
  func fullDiskLeavesTheOldSite() throws {
    let disk = place.path + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    try #require(Self.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk]))
    defer { #expect(Self.run(["umount", disk])) }
    let folder = disk + "/site"
    try build(["a": "old"], in: folder)
    let error = #expect(throws: FileError.self) {
      let output = try OutputBuild(folder: folder)
      for index in 0..<40 {
        try output.add(OutputFile(path: "pages/\(index)", bytes: [UInt8](repeating: 1, count: 50_000)))
      }
    }
    #expect(error?.description.hasPrefix("cannot write \(folder)/pages/") == true)
    #expect(error?.reason == "No space left on device")
    #expect(try place.texts("disk/site") == ["a": "old"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["site"])
    // With room for it again, the site goes in.
    try build(["a": "new"], in: folder)
    #expect(try place.texts("disk/site") == ["a": "new"])

    #expect(throws: OutputError.mountPoint(disk)) { try OutputBuild(folder: disk) }
  }

  @Test(.enabled(if: canMount, "mounting needs root"))
  func fileSystemMountedInsideTheFolderIsLeftAlone() throws {
    try build(["a": "1", "page/b": "1"], in: place.output)
    let inside = place.output + "/page/disk"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    try #require(Self.run(["mount", "-t", "tmpfs", "none", inside]))
    defer { #expect(Self.run(["umount", inside])) }
    try place.write("public/page/disk/own", "mine")
    #expect(throws: OutputError.mountPoint(inside)) { try build(["a": "2"], in: place.output) }
    #expect(try place.text("public/page/disk/own") == "mine")
    #expect(try place.texts()["a"] == "1")
    #expect(try place.names() == ["public"])
  }

  @Test func failedWriteLeavesTheOldSite() throws {
    let output = try OutputBuild(folder: place.output)
    for file in GeneratedSite(0, count: 60).files { try output.add(file) }
    _ = try output.commit()
    let before = try place.tree()
    // 8 blocks of 512 bytes or of 1 KiB; site 1 has files of 9 kB.
    let child = try ChildProcess(outputWriter: ["once", place.output, "60"], limit: 8)
    let (text, code) = child.end()
    #expect(code == 1)
    #expect(text.hasPrefix("cannot write \(place.output)/"))
    #expect(text.hasSuffix(": File too large\n"))
    #expect(try place.tree() == before)
    #expect(try place.names() == ["public"])
  }

  @Test func buildWithAFailedFileCannotBeCommitted() throws {
    try build(["a": "1"], in: place.output)
    let output = try OutputBuild(folder: place.output)
    let long = Array(repeating: String(repeating: "x", count: 250), count: 20).joined(separator: "/")
    let error = #expect(throws: FileError.self) { try output.add(OutputFile(path: long, bytes: [1])) }
    #expect(error?.reason == "File name too long")
    #expect(throws: OutputError.incomplete(long)) { try output.commit() }
    #expect(try place.texts() == ["a": "1"])
    #expect(try place.names() == ["public"])
  }

  @Test func refusedFolderIsNamed() throws {
    // Root may write anywhere; a folder that no longer exists refuses everybody.
    #expect(throws: FileError("open the folder", place.path + "/missing", code: ENOENT)) {
      try OutputBuild(folder: place.path + "/missing/public")
    }
    try FileManager.default.createSymbolicLink(atPath: place.path + "/loose", withDestinationPath: "missing")
    #expect(throws: FileError("open the folder", place.path + "/loose", code: ENOENT)) {
      try OutputBuild(folder: place.path + "/loose")
    }
    try place.write("file", "")
    let error = OutputError.notAFolder(place.path + "/file")
    #expect(throws: error) { try OutputBuild(folder: place.path + "/file") }
    #expect(error.description == "\(place.path)/file is not a folder")
    #expect(throws: OutputError.mountPoint("/")) { try OutputBuild(folder: "/") }
    #expect(try place.names() == ["file", "loose"])
  }

  @Test func folderWithoutPermissionIsNamed() throws {
    try build(["a": "1"], in: place.output)
    try #require(chmod(place.path, 0o555) == 0)
    defer { chmod(place.path, 0o755) }
    let child = try ChildProcess(outputWriter: ["once", place.output, "9"], asNobody: geteuid() == 0)
    let (text, code) = child.end()
    #expect(code == 1)
    #expect(text == "cannot write \(place.path)/.public.lscp-lock: Permission denied\n")
    #expect(try place.texts() == ["a": "1"])
  }

  @Test func folderThatWasReplacedDuringTheBuildIsNotSwapped() throws {
    try build(["a": "1"], in: place.output)
    let output = try OutputBuild(folder: place.output)
    try output.add(OutputFile(path: "a", bytes: [2]))
    try FileManager.default.moveItem(atPath: place.output, toPath: place.path + "/moved")
    try place.write("public/mine", "mine")
    #expect(throws: OutputError.replaced(folder: place.output)) { try output.commit() }
    #expect(try place.texts() == ["mine": "mine"])
    #expect(try place.texts("moved") == ["a": "1"])
    #expect(try place.names() == ["moved", "public"])
  }
}
