/// Chooses which of many labels along an axis are written.
enum TickThinning {
  /// Every nth label, the last one and if it can be the first among them, so that none touches another at the narrowest.
  static func thin(
    _ shares: [Double], _ names: [[String]], on canvas: Canvas, size: Double = 14
  ) -> [(lines: [String], index: Int)] {
    let widths = names.map { ($0.map { canvas.reserve($0, size: size) }.max() ?? 0) + 10 }
    guard !names.isEmpty else { return [] }
    func fits(_ shown: [Int]) -> Bool {
      var end = -Double.infinity
      for index in shown {
        let place = canvas.left + shares[index] * canvas.plotWidth
        let start = max(0, min(place - widths[index] / 2, canvas.width - widths[index]))
        if start < end { return false }
        end = start + widths[index]
      }
      return true
    }
    func every(_ step: Int) -> [Int] { stride(from: names.count - 1, through: 0, by: -step).reversed() }
    guard let step = (1...names.count).first(where: { fits(every($0)) }) else { return [] }
    // A slightly larger step that also shows the first label is better.
    let better = (step...min(step * 2, names.count)).first { (names.count - 1) % $0 == 0 && fits(every($0)) }
    return every(better ?? step).map { (names[$0], $0) }
  }
}
