/// What a build did to the output folder.
package struct OutputSummary: Sendable, Hashable {
  /// Files of the site, and their bytes together.
  package var files: Int
  package var bytes: Int
  /// Of these files, those that are new or differ, and those that were there already.
  package var written: Int
  package var unchanged: Int
  /// Files of the last site that are gone.
  package var removed: Int

  package init(files: Int = 0, bytes: Int = 0, written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
    self.files = files
    self.bytes = bytes
    self.written = written
    self.unchanged = unchanged
    self.removed = removed
  }
}
