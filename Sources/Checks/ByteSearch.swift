extension [UInt8] {
  /// Where `part` first occurs at or behind an offset.
  func firstIndex(of part: [UInt8], from start: Int = 0) -> Int? {
    guard let first = part.first, count - start >= part.count else { return nil }
    return (start...(count - part.count)).first {
      self[$0] == first && self[$0..<$0 + part.count].elementsEqual(part)
    }
  }
}
