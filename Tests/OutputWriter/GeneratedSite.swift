import Publishing

/// A site that a number stands for: the same number, the same files.
package struct GeneratedSite: Sendable {
  package var files: [OutputFile] = []

  /// Site 0 and site 1 share a third of their paths, and of these a third of their bytes.
  package init(_ number: UInt64, count: Int) {
    for index in 0..<count {
      var random = SplitMix(seed: UInt64(index))
      switch index % 9 {
      case 0:
        files.append(OutputFile(path: "shared/\(index)/index.html", bytes: random.bytes(upTo: 9000)))
      case 1, 2:
        random = SplitMix(seed: UInt64(index) &+ number &* 1_000_003)
        files.append(OutputFile(path: "pages/\(index % 7)/\(index).html", bytes: random.bytes(upTo: 9000)))
      default:
        random = SplitMix(seed: UInt64(index) &+ number &* 1_000_003)
        // A file's name in one site is a folder's in the other.
        let path = number % 2 == 0 ? "only/\(index)" : "only/\(index)/index.html"
        files.append(OutputFile(path: path, bytes: random.bytes(upTo: 9000)))
      }
    }
  }
}

/// The generator of Steele, Lea and Flood's "Fast Splittable Pseudorandom Number Generators".
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  package mutating func bytes(upTo limit: Int) -> [UInt8] {
    (0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
