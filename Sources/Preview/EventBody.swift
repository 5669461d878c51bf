import FlyingSocks

/// The body of an answer that never ends: an event for the state now, and one after each build.
///
/// Source: WHATWG HTML, 9.2 "Server-sent events".
struct EventBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let states: AsyncStream<PreviewState>

  func makeAsyncIterator() -> Iterator { Iterator(states: states.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var states: AsyncStream<PreviewState>.Iterator
    /// What is left of the event that is being sent.
    private var rest: ArraySlice<UInt8> = []

    init(states: AsyncStream<PreviewState>.Iterator) { self.states = states }

    mutating func next() async -> UInt8? { await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async -> ArraySlice<UInt8>? {
      if rest.isEmpty {
        guard let state = await states.next() else { return nil }
        rest = state.event[...]
      }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
  }
}
