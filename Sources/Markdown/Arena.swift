import CMarkGFM

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory of one tree at a time on each thread: handed out from chunks in order, given back all at once.
///
/// cmark asks for memory for every node and piece of text; with malloc that is a fifth of the time a page takes.
enum Arena {
  /// Before the bytes of each chunk.
  private struct Chunk {
    var previous: UnsafeMutablePointer<Chunk>?
    /// In bytes, this header included.
    var capacity: Int
    var used: Int
  }

  private static let ordinaryCapacity = 1 << 20
  /// Blocks and their headers are multiples of this, which suits every C type. The header is the block's size.
  private static let alignment = 16

  /// Holds the chunk in use on each thread. One of ordinary capacity is kept for the next tree.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    // Without a key nothing is kept for the thread, and the first allocation ends the process.
    pthread_key_create(&key) { free($0) }
    return key
  }()

  private static var current: UnsafeMutablePointer<Chunk>? {
    get { pthread_getspecific(key)?.assumingMemoryBound(to: Chunk.self) }
    set { pthread_setspecific(key, newValue) }
  }

  /// For cmark. What it hands out lives until ``reset()`` on the same thread.
  static let allocator = cmark_mem(
    calloc: { count, size in
      let (total, overflow) = count.multipliedReportingOverflow(by: size)
      let block = Arena.allocate(overflow ? .max : total)
      return memset(block, 0, total)
    },
    realloc: { Arena.reallocate($0, $1) },
    free: { _ in })

  /// Gives back everything that was handed out on this thread.
  static func reset() {
    while let chunk = current, chunk.pointee.previous != nil || chunk.pointee.capacity > ordinaryCapacity {
      current = chunk.pointee.previous
      free(chunk)
    }
    current?.pointee.used = MemoryLayout<Chunk>.size.rounded
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    // As cmark's own allocator does: it has no way to report it.
    guard size <= .max / 2 else { abort() }
    let need = alignment + size.rounded
    var chunk = current
    if chunk.map({ $0.pointee.capacity - $0.pointee.used < need }) ?? true {
      let start = MemoryLayout<Chunk>.size.rounded
      let capacity = max(start + need, ordinaryCapacity)
      guard let bytes = malloc(capacity) else { abort() }
      let fresh = bytes.bindMemory(to: Chunk.self, capacity: 1)
      fresh.initialize(to: Chunk(previous: chunk, capacity: capacity, used: start))
      current = fresh
      chunk = fresh
    }
    guard let chunk else { abort() }
    let block = UnsafeMutableRawPointer(chunk) + chunk.pointee.used
    chunk.pointee.used += need
    block.storeBytes(of: size, as: Int.self)
    return block + alignment
  }

  private static func reallocate(_ old: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
    guard let old else { return allocate(size) }
    let header = old - alignment
    let oldSize = header.load(as: Int.self)
    if size <= oldSize { return old }
    // The block handed out last grows in place.
    if let chunk = current, size <= .max / 2,
      old + oldSize.rounded == UnsafeMutableRawPointer(chunk) + chunk.pointee.used
    {
      let more = size.rounded - oldSize.rounded
      if chunk.pointee.capacity - chunk.pointee.used >= more {
        chunk.pointee.used += more
        header.storeBytes(of: size, as: Int.self)
        return old
      }
    }
    let block = allocate(size)
    block.copyMemory(from: old, byteCount: oldSize)
    return block
  }
}

extension Int {
  /// Up to a multiple of the arena's alignment.
  fileprivate var rounded: Int { (self + 15) & ~15 }
}
