/// Moves labels apart along a line.
enum Dodge {
  /// Places as near as can be to where each label wants its middle, in the same order, none touching another.
  ///
  /// Labels that touch move as one, to the mean of what they want: the least sum of squares.
  /// - Parameters:
  ///   - labels: the wanted middle and the size of each, in any order; equal ones keep their order.
  ///   - range: what the labels stay within, as far as they fit.
  static func spread(_ labels: [(middle: Double, size: Double)], within range: ClosedRange<Double>) -> [Double] {
    struct Block {
      var members: [Int]
      var start: Double
      var size: Double
      /// The sum of where each member wants the block to begin.
      var wanted: Double
    }
    let order = labels.indices.sorted { (labels[$0].middle, $0) < (labels[$1].middle, $1) }
    func clamp(_ block: inout Block) {
      block.start = block.wanted / Double(block.members.count)
      block.start = max(range.lowerBound, min(block.start, range.upperBound - block.size))
    }
    var blocks: [Block] = []
    for index in order {
      let label = labels[index]
      var block = Block(members: [index], start: 0, size: label.size, wanted: label.middle - label.size / 2)
      clamp(&block)
      while let last = blocks.last, last.start + last.size > block.start {
        blocks.removeLast()
        block = Block(
          members: last.members + block.members, start: 0, size: last.size + block.size,
          wanted: last.wanted + block.wanted - last.size * Double(block.members.count))
        clamp(&block)
      }
      blocks.append(block)
    }
    var places = [Double](repeating: 0, count: labels.count)
    for block in blocks {
      var y = block.start
      for index in block.members {
        places[index] = y + labels[index].size / 2
        y += labels[index].size
      }
    }
    return places
  }
}
