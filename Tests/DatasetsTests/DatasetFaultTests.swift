import Diagnostics
import Foundation
import Testing

/// A faulty dataset and what its author is told: a file of the folder Faults.
///
/// With `LSCP_RECORD=1` in the environment the messages are written anew, for people to read.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Faults")
private let isRecording = ProcessInfo.processInfo.environment["LSCP_RECORD"] != nil
private let faults: [DatasetFile] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  .map { name in
    let text = FileManager.default.contents(atPath: folder.appending(path: name).path) ?? Data()
    return DatasetFile(name: name, String(decoding: text, as: UTF8.self))
  }

@Suite("A faulty dataset is refused, and its author is told what to do")
struct DatasetFaultTests {
  @Test("each fault has its exact messages", arguments: faults)
  func messages(fault: DatasetFile) throws {
    let messages = fault.messages()
    if isRecording {
      let path = folder.appending(path: fault.name)
      let text = try String(contentsOf: path, encoding: .utf8)
      let before = text.range(of: "-- messages --\n").map { text[..<$0.lowerBound] } ?? text[...]
      try (before + "-- messages --\n" + messages).write(to: path, atomically: true, encoding: .utf8)
      return
    }
    #expect(messages == fault.parts["messages"])
    #expect(!messages.isEmpty)
  }

  @Test("there are many faults")
  func thereAreFaults() { #expect(faults.count >= 23) }
}
