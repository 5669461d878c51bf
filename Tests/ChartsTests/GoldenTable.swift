import Foundation

/// What Vega says, from the folder `Golden`; `golden.py` there writes it.
enum GoldenTable {
  static func lines(_ name: String) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).replacing("\\n", with: "\n") }
    }
  }

  /// Whether two texts are the same, or two numbers but for their last bits.
  static func agree(_ a: some StringProtocol, _ b: some StringProtocol, tolerance: Double = 1e-9) -> Bool {
    if a == b { return true }
    guard let x = Double(a), let y = Double(b) else { return false }
    return abs(x - y) <= tolerance * max(1e-9, abs(x), abs(y))
  }
}
