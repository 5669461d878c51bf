/// Where the front matter of a Markdown file stands.
package struct FrontMatterBlock {
  /// The opening `---`.
  let opening: Range<Int>
  /// The YAML between the two lines of hyphens.
  let yaml: Range<Int>
  /// Where the body begins.
  package let bodyStart: Int

  /// Nil where the file does not begin with a line of three hyphens, or no second one follows.
  ///
  /// A byte order mark is passed over; lines may end in LF, CR LF or CR.
  package init?(_ bytes: [UInt8]) {
    var start = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    guard let first = Self.fence(bytes, at: start) else { return nil }
    opening = start..<start + 3
    var line = first
    while line < bytes.count {
      if let end = Self.fence(bytes, at: line) {
        yaml = first..<line
        bodyStart = end
        return
      }
      while line < bytes.count, bytes[line] != 0x0A, bytes[line] != 0x0D { line += 1 }
      line = Self.afterLineEnding(bytes, at: line)
    }
    return nil
  }

  /// The start of the next line where the line at `start` is `---`, spaces at its end ignored.
  private static func fence(_ bytes: [UInt8], at start: Int) -> Int? {
    guard bytes.count >= start + 3, bytes[start..<start + 3].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    var end = start + 3
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return nil }
    return afterLineEnding(bytes, at: end)
  }

  private static func afterLineEnding(_ bytes: [UInt8], at end: Int) -> Int {
    guard end < bytes.count else { return bytes.count }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }
}
