/// Compares text of the tree with its source, where backslash escapes and character references stand for it.
struct RawText {
  private let source: UnsafeBufferPointer<UInt8>

  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// The end of what stands for `text` at `start`, or nil if something else stands there.
  func matches(_ text: UnsafeBufferPointer<UInt8>, at start: Int, upTo limit: Int) -> Int? {
    var (i, j) = (start, 0)
    while j < text.count {
      guard i < limit else { return nil }
      if source[i] == UInt8(ascii: "\\"), i + 1 < limit, isPunctuation(source[i + 1]), source[i + 1] == text[j] {
        (i, j) = (i + 2, j + 1)
      } else if source[i] == UInt8(ascii: "&"), let reference = reference(at: i, limit), !isLiteral(reference, text, j)
      {
        guard let length = decodedLength(reference, text, j, limit) else { return nil }
        (i, j) = (reference.upperBound, j + length)
      } else if source[i] == text[j] {
        (i, j) = (i + 1, j + 1)
      } else {
        return nil
      }
    }
    return i
  }

  /// `&name;` or `&#number;` at `start`.
  private func reference(at start: Int, _ limit: Int) -> Range<Int>? {
    var i = start + 1
    while i < min(limit, start + 34) {
      if source[i] == UInt8(ascii: ";") { return i > start + 1 ? start..<(i + 1) : nil }
      guard source[i] == UInt8(ascii: "#") || (source[i] | 0x20) &- UInt8(ascii: "a") < 26 || source[i] &- 0x30 < 10
      else { return nil }
      i += 1
    }
    return nil
  }

  /// Whether what looks like a reference stands in the text as it is.
  private func isLiteral(_ reference: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ j: Int) -> Bool {
    j + reference.count <= text.count && text[j..<(j + reference.count)].elementsEqual(source[reference])
  }

  /// How many bytes of `text` at `j` a reference stands for: as many as make what follows it match, at most 8.
  private func decodedLength(
    _ reference: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ j: Int, _ limit: Int
  ) -> Int? {
    // A reference gives one or two characters: whole scalars.
    var length = 0
    while length < 8, j + length < text.count {
      length += 1
      while j + length < text.count, text[j + length] & 0xC0 == 0x80 { length += 1 }
      if j + length == text.count { return length }
      let next = reference.upperBound < limit ? source[reference.upperBound] : 0
      if next == text[j + length] || next == UInt8(ascii: "&") || next == UInt8(ascii: "\\") { return length }
    }
    return nil
  }
}
