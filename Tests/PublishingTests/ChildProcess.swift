import Foundation
import Testing

/// A process that a test has started, and alone may kill.
final class ChildProcess {
  let id: pid_t
  private let input: Int32
  private let output: Int32
  private var hasEnded = false

  /// Starts the program that is built beside the tests.
  /// - Parameters:
  ///   - limit: the largest file that it may write, in blocks as `ulimit -f` counts them.
  ///   - asNobody: gives root's rights up.
  init(outputWriter arguments: [String], limit: Int? = nil, asNobody: Bool = false) throws {
    let program = (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/OutputWriter"
    try #require(access(program, X_OK) == 0, "\(program) is not there")
    var line = [program] + arguments
    if let limit { line = ["/bin/sh", "-c", "ulimit -f \(limit); exec \"$0\" \"$@\""] + line }
    if asNobody { line = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + line }
    var to: [Int32] = [0, 0]
    var from: [Int32] = [0, 0]
    try #require(pipe(&to) == 0 && pipe(&from) == 0)
    // Other children must not hold these ends open.
    for end in to + from { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, to[0], 0)
    posix_spawn_file_actions_adddup2(&actions, from[1], 1)
    var words = line.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var id: pid_t = 0
    let result = posix_spawn(&id, line[0], &actions, nil, &words, environ)
    close(to[0])
    close(from[1])
    (self.id, input, output) = (id, to[1], from[0])
    try #require(result == 0)
  }

  deinit {
    kill()
    close(input)
    close(output)
  }

  /// What the process writes next; empty at its end.
  func read() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(output, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Everything that the process writes until its end, and its exit code.
  func end() -> (output: String, code: Int32) {
    var all = ""
    while case let part = read(), !part.isEmpty { all += part }
    var status: Int32 = 0
    waitpid(id, &status, 0)
    hasEnded = true
    return (all, status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F))
  }

  func kill() {
    guard !hasEnded else { return }
    Foundation.kill(id, SIGKILL)
    waitpid(id, nil, 0)
    hasEnded = true
  }
}
