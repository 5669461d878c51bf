import Synchronization

/// Maps a function over `items` with several workers; results come in the order of the items.
///
/// Workers take the next item as they become free, in the order that `largestFirst` gives, so a large item never
/// waits for the end. With one worker nothing runs beside the caller.
/// - Parameters:
///   - workers: how many items are worked on at once; values below 1 count as 1.
///   - weight: a measure of an item's work, for example its size in bytes; nil keeps the given order.
package func parallelMap<Item: Sendable, Output: Sendable>(
  _ items: [Item], workers: Int, weight: ((Item) -> Int)? = nil,
  _ transform: @Sendable @escaping (Item) throws -> Output
) async throws -> [Output] {
  guard workers > 1, items.count > 1 else { return try items.map(transform) }
  var order = Array(items.indices)
  if let weight {
    let weights = items.map(weight)
    order.sort { (weights[$0], $1) > (weights[$1], $0) }
  }
  let sequence = order
  let next = Counter()
  return try await withThrowingTaskGroup(of: [(Int, Output)].self) { group in
    for _ in 0..<min(workers, items.count) {
      group.addTask {
        var mine: [(Int, Output)] = []
        while true {
          let position = next.take()
          guard position < sequence.count else { return mine }
          let index = sequence[position]
          mine.append((index, try transform(items[index])))
        }
      }
    }
    var results = [Output?](repeating: nil, count: items.count)
    for try await part in group {
      for (index, output) in part { results[index] = output }
    }
    return results.compactMap(\.self)
  }
}

/// Hands out 0, 1, 2 … to any number of threads.
private final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
