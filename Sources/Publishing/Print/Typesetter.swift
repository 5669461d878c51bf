#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a document was not typeset.
enum TypesettingError: Error, Equatable {
  /// The program, or what it needs, is not there.
  case engine(String)
  /// The program ended or said nothing for too long; it is started again for the next document.
  case ended(String)
  /// The document itself is at fault.
  case document(String)

  var reason: String {
    switch self {
    case .engine(let reason), .ended(let reason), .document(let reason): reason
    }
  }
}

/// The program that typesets documents: started once, it is given one document after another.
///
/// It speaks over a socket of its own: a line of JSON goes in, a line of text comes out (`typesetter.py`). Whatever
/// happens to it, a caller waits no longer than the time limit.
///
/// `@unchecked Sendable`: used by one thread at a time; ``TypesetterPool`` sees to that.
final class Typesetter: @unchecked Sendable {
  /// What the program made.
  struct Result: Equatable {
    var pageCount: Int
    /// Where the document is longer than the one side of paper that it may have.
    var overflow: Overflow?
  }

  /// By how many lines a document is too long, and its longest section.
  struct Overflow: Equatable {
    var lines: Int
    var section: String
  }

  private let process: pid_t
  private let socket: Int32
  private let seconds: Int
  private var unread: [UInt8] = []
  /// Where the program keeps its files; it is removed here, since the program may be killed.
  private let folder: String

  /// Starts the program and waits until it is ready.
  /// - Parameters:
  ///   - python: a path, or a name to look for on `PATH`.
  ///   - seconds: how long the start, and each document, may take.
  ///   - temporaryFolder: where it may make a folder of its own.
  init(
    python: String, templates: String, fonts: String, seconds: Int, temporaryFolder: String?
  ) throws(TypesettingError) {
    self.seconds = seconds
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Self.stream, 0, &ends) == 0 else { throw .engine(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    let script = String(decoding: PackageResources.typesetter_py, as: UTF8.self)
    let temporary = getenv("TMPDIR").map { String(cString: $0) }
    var name = Array(((temporaryFolder ?? temporary ?? "/tmp") + "/lscp-print-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      close(ends[0])
      throw .engine("no folder can be made for its files: \(String(cString: strerror(errno)))")
    }
    folder = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let line = [python, "-I", "-B", "-X", "utf8", "-c", script, templates, fonts, folder]
    // Nothing of this process's surroundings changes what a document looks like.
    let surroundings = ["PATH=/usr/bin:/bin"] + (temporary.map { ["TMPDIR=" + $0] } ?? [])
    guard let process = Self.spawn(line, environment: surroundings, socket: ends[1]) else {
      let reason = String(cString: strerror(errno))
      close(ends[0])
      Self.removeFolder(folder)
      throw .engine("\(python) cannot be started: \(reason)")
    }
    self.process = process
    socket = ends[0]
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    do throws(TypesettingError) {
      guard try answer() == "ready" else { throw .engine("\(python) does not do what it should") }
    } catch {
      // Whatever goes wrong before the first document is no document's fault.
      throw .engine(error.reason)
    }
  }

  deinit {
    close(socket)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    Self.removeFolder(folder)
  }

  /// Removes a folder with all that is in it, and follows no link. What cannot be removed stays: nothing depends on it.
  private static func removeFolder(_ path: String) {
    if let folder = try? Directory(path: path) {
      var folders: [OutputPath] = []
      try? folder.walk(enter: { _, _, _ in }) { entry, kind in
        if kind == .folder { folders.append(entry) } else { try folder.remove(entry) }
        return true
      }
      for inner in folders.reversed() { try? folder.removeFolder(inner) }
    }
    rmdir(path)
  }

  /// Makes one document.
  /// - Parameter request: JSON, without a line's end in it.
  func typeset(_ request: [UInt8]) throws(TypesettingError) -> Result {
    try send(request + [UInt8(ascii: "\n")])
    let words = try answer().split(separator: " ", maxSplits: 3).map(String.init)
    if words.first == "made", words.count == 2, let pages = Int(words[1]) { return Result(pageCount: pages) }
    guard words.first == "long", words.count >= 3, let pages = Int(words[1]), let lines = Int(words[2]) else {
      throw .ended("it answered “\(words.joined(separator: " "))”")
    }
    return Result(pageCount: pages, overflow: Overflow(lines: lines, section: words.count > 3 ? words[3] : ""))
  }

  // MARK: - Talking

  private func send(_ bytes: [UInt8]) throws(TypesettingError) {
    var sent = 0
    let deadline = Deadline(seconds: seconds)
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(rest: UnsafeRawBufferPointer(rebasing: $0[sent...])) }
      if count > 0 {
        sent += count
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        try wait(for: Int16(POLLOUT), until: deadline)
      } else {
        throw .ended(lastWords)
      }
    }
  }

  /// Where the program has ended this fails, and raises no signal.
  private func write(rest: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
    #else
      Darwin.send(socket, rest.baseAddress, rest.count, 0)
    #endif
  }

  /// The next line that is an answer. Other lines, from the system or from Python, tell why there is none.
  private func answer() throws(TypesettingError) -> String {
    let deadline = Deadline(seconds: seconds)
    while true {
      while let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        if line.hasPrefix("failed ") { throw .document(String(line.dropFirst("failed ".count))) }
        if line == "ready" || line.hasPrefix("made ") || line.hasPrefix("long ") { return line }
        if line.contains(where: { $0 != " " }) { lastWords = line }
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(socket, &buffer, buffer.count, 0)
      if count > 0 {
        unread += buffer[..<count]
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        try wait(for: Int16(POLLIN), until: deadline)
      } else {
        throw .ended(lastWords)
      }
    }
  }

  /// The last line that was no answer.
  private var lastWords = "it ended without a word"

  private func wait(for events: Int16, until deadline: Deadline) throws(TypesettingError) {
    let milliseconds = deadline.milliseconds
    var descriptor = pollfd(fd: socket, events: events, revents: 0)
    guard milliseconds > 0, poll(&descriptor, 1, milliseconds) != 0 else {
      throw .ended("it took more than \(seconds) seconds")
    }
  }

  /// The time until which something may take.
  private struct Deadline {
    private let end: ContinuousClock.Instant

    init(seconds: Int) { end = ContinuousClock.now + .seconds(seconds) }

    var milliseconds: Int32 {
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      return Int32(max(0, min(left, 1_000_000)))
    }
  }

  // MARK: - Starting

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif

  /// Starts a program that reads from a socket, and writes there both its answers and its complaints.
  private static func spawn(_ line: [String], environment: [String], socket: Int32) -> pid_t? {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in 0...2 { posix_spawn_file_actions_adddup2(&actions, socket, descriptor) }
    var arguments = line.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, line[0], &actions, nil, &arguments, &variables)
    errno = code
    return code == 0 ? process : nil
  }
}
