import Foundation
import Testing

/// The built program, run as a process of its own.
enum Program {
  /// What a finished process left.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  /// `lscp` lies beside the tests.
  static var path: String {
    get throws {
      let path = (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/lscp"
      try #require(access(path, X_OK) == 0, "\(path) is not there")
      return path
    }
  }

  /// - Parameters:
  ///   - seconds: a process that takes longer hangs; it is ended, and its code is that of the signal, negative.
  static func run(_ arguments: [String], in folder: SiteFolder, seconds: Double = 60) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    // Files, not pipes: whatever the length of the output, nobody waits for a reader.
    let names = ["/.output-\(UUID().uuidString)", "/.errors-\(UUID().uuidString)"].map { folder.path + $0 }
    defer { names.forEach { unlink($0) } }
    for name in names { try #require(FileManager.default.createFile(atPath: name, contents: nil)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names[0]))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let ended = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < ended { usleep(2_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    let texts = names.map { String(decoding: FileManager.default.contents(atPath: $0) ?? Data(), as: UTF8.self) }
    let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Run(code: code, output: texts[0], errors: texts[1])
  }
}
