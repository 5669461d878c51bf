import Foundation
import Testing

/// `lscp serve` as a process of its own, which alone a test may end.
final class Command {
  private let id: pid_t
  private var parts: AsyncStream<[UInt8]>.Iterator
  private let codes: AsyncStream<Int32>
  private var received: [UInt8] = []
  private var hasEnded = false

  init(_ arguments: [String]) throws {
    let program = (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/lscp"
    try #require(access(program, X_OK) == 0, "\(program) is not there")
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    // Other children must not hold these ends open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    var words = ([program, "serve"] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var id: pid_t = 0
    let result = posix_spawn(&id, program, &actions, nil, &words, environ)
    close(ends[1])
    try #require(result == 0)
    self.id = id

    let (parts, partsEnd) = AsyncStream.makeStream(of: [UInt8].self)
    let (codes, codesEnd) = AsyncStream.makeStream(of: Int32.self)
    (self.parts, self.codes) = (parts.makeAsyncIterator(), codes)
    let (child, output) = (id, ends[0])
    // Reads that block have no place among the tasks.
    Thread.detachNewThread {
      var bytes = [UInt8](repeating: 0, count: 4096)
      while case let count = read(output, &bytes, bytes.count), count > 0 { partsEnd.yield(Array(bytes[..<count])) }
      close(output)
      partsEnd.finish()
      var status: Int32 = 0
      waitpid(child, &status, 0)
      codesEnd.yield(status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
      codesEnd.finish()
    }
  }

  deinit { if !hasEnded { kill(id, SIGKILL) } }

  /// What Ctrl-C does.
  func interrupt() { kill(id, SIGINT) }

  /// The next line that `isWanted`.
  func line(_ isWanted: (String) -> Bool) async throws -> String {
    repeat {
      while let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeSubrange(...end)
        if isWanted(line) { return line }
      }
      guard let part = await parts.next() else { break }
      received += part
    } while true
    throw RunningPreview.Missing()
  }

  /// The exit code at the end of the process; less than 0 for a signal.
  func status() async -> Int32? {
    let code = await codes.first { _ in true }
    hasEnded = true
    return code
  }
}
