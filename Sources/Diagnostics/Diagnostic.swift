/// Where a problem stands: a file, and a range of its bytes.
///
/// Lines and columns are worked out only when a diagnostic is printed, so a place costs nothing to carry.
package struct Place: Sendable, Hashable {
  /// The path as the author knows it, for example `content/guides/mace.md`.
  package var path: String
  /// Byte offsets in the file, or nil where the problem concerns the file as a whole.
  package var range: Range<Int>?

  package init(path: String, range: Range<Int>? = nil) {
    self.path = path
    self.range = range
  }
}

/// A problem that an author can fix.
///
/// What the machine could not do (read, write) is a thrown ``FileError`` instead.
package struct Diagnostic: Sendable, Hashable {
  package enum Severity: String, Sendable, Comparable {
    case warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
  }

  package var id: DiagnosticID
  package var severity: Severity
  /// One sentence in plain words, lower case at the start, without a full stop.
  package var message: String
  package var place: Place
  /// What to do about it, or the nearest existing name.
  package var help: String?

  /// - Parameter severity: nil takes the id's default.
  package init(
    _ id: DiagnosticID, _ message: String, at place: Place, help: String? = nil,
    severity: Severity? = nil
  ) {
    self.id = id
    self.severity = severity ?? id.defaultSeverity
    self.message = message
    self.place = place
    self.help = help
  }
}

extension Sequence where Element == Diagnostic {
  /// Each problem once, by path, place, id and message: the same order for any number of workers.
  package func sortedByPlace() -> [Diagnostic] {
    var seen = Set<Diagnostic>()
    return filter { seen.insert($0).inserted }.sorted { a, b in
      if a.place.path != b.place.path { return a.place.path < b.place.path }
      let (x, y) = (a.place.range?.lowerBound ?? -1, b.place.range?.lowerBound ?? -1)
      if x != y { return x < y }
      if a.id != b.id { return a.id.rawValue < b.id.rawValue }
      return a.message < b.message
    }
  }
}
