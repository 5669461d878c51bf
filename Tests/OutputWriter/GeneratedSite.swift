import Publishing
import TestSupport

/// A site that a number stands for: the same number, the same files.
package struct GeneratedSite: Sendable {
  package var files: [OutputFile] = []

  /// Site 0 and site 1 share a third of their paths, and of these a third of their bytes.
  package init(_ number: UInt64, count: Int) {
    for index in 0..<count {
      var random = Dice(seed: UInt64(index))
      switch index % 9 {
      case 0:
        files.append(OutputFile(path: "shared/\(index)/index.html", bytes: random.bytes(upTo: 9000)))
      case 1, 2:
        random = Dice(seed: UInt64(index) &+ number &* 1_000_003)
        files.append(OutputFile(path: "pages/\(index % 7)/\(index).html", bytes: random.bytes(upTo: 9000)))
      default:
        random = Dice(seed: UInt64(index) &+ number &* 1_000_003)
        // A file's name in one site is a folder's in the other.
        let path = number % 2 == 0 ? "only/\(index)" : "only/\(index)/index.html"
        files.append(OutputFile(path: path, bytes: random.bytes(upTo: 9000)))
      }
    }
  }
}

extension Dice {
  package mutating func bytes(upTo limit: Int) -> [UInt8] {
    (0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
