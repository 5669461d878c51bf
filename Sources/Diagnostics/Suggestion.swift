/// Finds what an author probably meant.
package enum Suggestion {
  /// The nearest of `candidates` to `word`, or nil where none is near.
  ///
  /// Near means an edit distance of at most a third of the word's length (at least 1, at most 6), case ignored;
  /// of equally near candidates the first in order of bytes wins.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().utf8.prefix(200))
    guard !target.isEmpty else { return nil }
    var best: (distance: Int, name: String)?
    let limit = min(6, max(1, target.count / 3))
    for candidate in candidates {
      let other = Array(candidate.lowercased().utf8.prefix(200))
      guard abs(other.count - target.count) <= limit else { continue }
      let distance = editDistance(target, other, limit: limit)
      guard distance <= limit else { continue }
      if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// The optimal string alignment distance (insert, delete, replace, swap neighbours), or more than `limit`.
  static func editDistance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 0..<a.count {
      current[0] = i + 1
      var rowBest = current[0]
      for j in 0..<b.count {
        var cost = min(
          previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        current[j + 1] = cost
        rowBest = min(rowBest, cost)
      }
      if rowBest > limit { return limit + 1 }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
  }
}
