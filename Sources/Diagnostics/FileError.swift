#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the machine could not do with a file or folder. Always carries the path.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The verb of the failed operation, for example `read`, `write`, `create the folder`.
  package var operation: String
  package var path: String
  /// The system's error number.
  package var code: Int32

  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The system's words for the error number, for example `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }

  package var description: String { "cannot \(operation) \(path): \(reason)" }
}

extension Diagnostic {
  /// A file of the author's that cannot be read.
  package static func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      .unreadableFile, "this file cannot be read: \((error as? FileError)?.reason ?? "unknown error")",
      at: Place(path: path), help: "check that you may read it")
  }
}
