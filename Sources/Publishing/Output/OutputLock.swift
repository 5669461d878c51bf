import Diagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file beside the output folder that one build at a time holds, and that says what a killed build has left.
///
/// The lock is the system's own (`flock`), so it ends with its process. The file holds the process number and, once
/// there is one, the inode of the folder in which the next site is being put together.
final class OutputLock: Sendable {
  private let parent: Directory
  private let path: OutputPath
  /// Nil once it is released.
  private let descriptor: Mutex<Int32?>
  /// What the build before this one was putting together when it was killed.
  let unfinished: ino_t?

  /// Throws `OutputError.busy` where another build holds the lock.
  /// - Parameter folder: the output folder, for messages.
  init(_ path: OutputPath, in parent: Directory, folder: String) throws {
    self.parent = parent
    self.path = path
    while true {
      let file = path.withCString {
        openat(parent.descriptor, $0, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      }
      guard file >= 0 else { throw FileError("write", parent.name(of: path)) }
      let held = Self.words(file)
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(file)
        guard code == EWOULDBLOCK else { throw FileError("lock", parent.name(of: path), code: code) }
        throw OutputError.busy(folder: folder, process: held.first.flatMap { Int32($0) })
      }
      // A build that ended meanwhile has removed the file: what is locked then is nobody's.
      var status = stat()
      guard fstat(file, &status) == 0, try parent.status(path)?.st_ino == status.st_ino else {
        close(file)
        continue
      }
      let words = Self.words(file)
      unfinished = words.count > 1 ? ino_t(words[1]) : nil
      descriptor = Mutex(file)
      return
    }
  }

  /// The file stays: only `release` knows that it has nothing to say any more.
  deinit { release(removingFile: false) }

  /// Writes down what the next build has to remove, should this one be killed. A full disk does not matter: without the
  /// second number, whatever is found counts as unfinished.
  func record(unfinished: ino_t?) {
    descriptor.withLock { file in
      guard let file else { return }
      let line = Array("\(getpid())\(unfinished.map { " \($0)" } ?? "")\n".utf8)
      _ = ftruncate(file, 0)
      _ = pwrite(file, line, line.count, 0)
    }
  }

  /// Gives the lock back, after removing the file, so that nobody else's file is removed.
  /// - Parameter removingFile: false where the next build still has something to remove.
  func release(removingFile: Bool) {
    descriptor.withLock { file in
      guard let held = file else { return }
      if removingFile { try? parent.remove(path) }
      close(held)
      file = nil
    }
  }

  private static func words(_ file: Int32) -> [Substring] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(file, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split { $0 == " " || $0 == "\n" }
  }
}
