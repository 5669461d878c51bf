import CMarkGFM

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libcmark-gfm with the extensions for tables, strikethrough, bare links and task lists, and footnotes.
///
/// The library keeps the characters that its extensions treat as special in one table for the whole process: each
/// parser puts its extensions' characters there when it begins and takes them out when it ends, and so switches them
/// off for every parser that runs beside it, silently. Two measures make parallel parsing correct:
/// - The special characters of *autolink* are put into the table once, and the extension's own list of them is then
///   emptied, so that no parser ever takes them out.
/// - *Strikethrough* cannot be treated so (with an empty list the parser never ends). It is attached only to bodies
///   that contain a `~`, and those are parsed while nothing else is.
///
/// Writing a tree reads only that tree, and needs no such care.
///
/// `@unchecked Sendable`: the extensions and types are written by `init` alone, which the runtime runs once, before any
/// use of `shared`; afterwards the library only reads the extensions. The lock is made to be shared.
struct CMark: @unchecked Sendable {
  static let shared = CMark()

  /// The node types of the extensions, which they number when they are registered.
  let tableType: UInt32
  let tableRowType: UInt32
  let tableCellType: UInt32
  let strikethroughType: UInt32

  private let always: [OpaquePointer]
  private let strikethrough: OpaquePointer?
  private let tasklist: OpaquePointer?
  /// Held for reading while a body without `~` is parsed, for writing while one with `~` is.
  private let lock: UnsafeMutablePointer<pthread_rwlock_t>

  private init() {
    lock = .allocate(capacity: 1)
    pthread_rwlock_init(lock, nil)
    cmark_gfm_core_extensions_ensure_registered()
    let autolink = cmark_find_syntax_extension("autolink")
    let table = cmark_find_syntax_extension("table")
    strikethrough = cmark_find_syntax_extension("strikethrough")
    tasklist = cmark_find_syntax_extension("tasklist")
    always = [table, autolink, tasklist].compactMap(\.self)

    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    cmark_parser_attach_syntax_extension(parser, autolink)
    cmark_manage_extensions_special_characters(parser, 1)
    cmark_syntax_extension_set_special_inline_chars(autolink, nil)
    cmark_parser_free(parser)

    // Only a tree can tell how the types are numbered.
    let sample = Array("| ~~a~~ |\n|---|\n".utf8)
    let root = sample.withUnsafeBufferPointer { [always, strikethrough] in
      CMark.parse($0, extensions: always + [strikethrough].compactMap(\.self), cmark_get_default_mem_allocator())
    }
    let tableNode = root?.firstChild
    let row = tableNode?.firstChild
    let cell = row?.firstChild
    tableType = tableNode?.type ?? 0
    tableRowType = row?.type ?? 0
    tableCellType = cell?.type ?? 0
    strikethroughType = cell?.firstChild?.type ?? 0
    if let root { cmark_node_free(root.pointer) }
  }

  /// Parses a body and gives the root of its tree to `read`. The tree ends with the call.
  func withTree<Output>(of body: UnsafeBufferPointer<UInt8>, hasTilde: Bool, _ read: (Node) -> Output) -> Output? {
    var memory = Arena.allocator
    if hasTilde { pthread_rwlock_wrlock(lock) } else { pthread_rwlock_rdlock(lock) }
    let extensions = hasTilde ? always + [strikethrough].compactMap(\.self) : always
    // Nothing here or in `read` suspends, so the tree is made, read and given back on one thread.
    defer { Arena.reset() }
    return withUnsafeMutablePointer(to: &memory) { memory in
      let root = CMark.parse(body, extensions: extensions, memory)
      pthread_rwlock_unlock(lock)
      return root.map(read)
    }
  }

  /// Whether a list item begins with `[ ]` or `[x]`.
  func isTask(_ item: Node) -> Bool {
    guard let tasklist else { return false }
    return item.pointer.pointee.extension == tasklist
  }

  private static func parse(
    _ body: UnsafeBufferPointer<UInt8>, extensions: [OpaquePointer], _ memory: UnsafeMutablePointer<cmark_mem>?
  ) -> Node? {
    let parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, memory)
    defer { cmark_parser_free(parser) }
    for each in extensions { cmark_parser_attach_syntax_extension(parser, each) }
    if let start = body.baseAddress {
      start.withMemoryRebound(to: CChar.self, capacity: body.count) { cmark_parser_feed(parser, $0, body.count) }
    }
    return cmark_parser_finish(parser).map(Node.init)
  }
}
