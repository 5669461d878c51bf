import CMarkGFM

/// A node of cmark's tree, read without copying.
///
/// A node lives as long as its tree; none leaves the call that parsed it.
struct Node: Equatable {
  let pointer: UnsafeMutablePointer<cmark_node>

  init(_ pointer: UnsafeMutablePointer<cmark_node>) { self.pointer = pointer }

  private init?(_ pointer: UnsafeMutablePointer<cmark_node>?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var type: UInt32 { UInt32(pointer.pointee.type) }
  var parent: Node? { Node(pointer.pointee.parent) }
  var next: Node? { Node(pointer.pointee.next) }
  var previous: Node? { Node(pointer.pointee.prev) }
  var firstChild: Node? { Node(pointer.pointee.first_child) }

  /// The line in the body, counted from 1; 0 where cmark does not know it.
  var startLine: Int { Int(pointer.pointee.start_line) }
  var endLine: Int { Int(pointer.pointee.end_line) }
  /// In bytes, counted from 1. Reliable for blocks only.
  var startColumn: Int { Int(pointer.pointee.start_column) }

  /// Of text, code and raw HTML, and the label of a footnote definition.
  var literal: UnsafeBufferPointer<UInt8> { Node.buffer(pointer.pointee.as.literal) }
  var codeLiteral: UnsafeBufferPointer<UInt8> { Node.buffer(pointer.pointee.as.code.literal) }
  var codeInfo: UnsafeBufferPointer<UInt8> { Node.buffer(pointer.pointee.as.code.info) }
  var headingLevel: Int { Int(pointer.pointee.as.heading.level) }
  var url: UnsafeBufferPointer<UInt8> { Node.buffer(pointer.pointee.as.link.url) }
  var title: UnsafeBufferPointer<UInt8> { Node.buffer(pointer.pointee.as.link.title) }
  var isTight: Bool { pointer.pointee.as.list.tight }
  var isOrdered: Bool { pointer.pointee.as.list.list_type == CMARK_ORDERED_LIST }
  var listStart: Int { Int(pointer.pointee.as.list.start) }

  /// Of a footnote's reference: its definition, and which of the references to it this is, from 1.
  var footnoteDefinition: Node? { Node(pointer.pointee.parent_footnote_def) }
  var referenceNumber: Int { Int(pointer.pointee.footnote.ref_ix) }
  /// Of a footnote's definition: how many references it has.
  var referenceCount: Int { Int(pointer.pointee.footnote.def_count) }

  private static func buffer(_ chunk: cmark_chunk) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: chunk.data, count: Int(chunk.len))
  }
}

/// The types that cmark itself defines; those of its extensions are in ``CMark``.
enum NodeType {
  static let document = CMARK_NODE_DOCUMENT.rawValue
  static let blockQuote = CMARK_NODE_BLOCK_QUOTE.rawValue
  static let list = CMARK_NODE_LIST.rawValue
  static let item = CMARK_NODE_ITEM.rawValue
  static let codeBlock = CMARK_NODE_CODE_BLOCK.rawValue
  static let htmlBlock = CMARK_NODE_HTML_BLOCK.rawValue
  static let paragraph = CMARK_NODE_PARAGRAPH.rawValue
  static let heading = CMARK_NODE_HEADING.rawValue
  static let thematicBreak = CMARK_NODE_THEMATIC_BREAK.rawValue
  static let footnoteDefinition = CMARK_NODE_FOOTNOTE_DEFINITION.rawValue
  static let text = CMARK_NODE_TEXT.rawValue
  static let softBreak = CMARK_NODE_SOFTBREAK.rawValue
  static let lineBreak = CMARK_NODE_LINEBREAK.rawValue
  static let code = CMARK_NODE_CODE.rawValue
  static let htmlInline = CMARK_NODE_HTML_INLINE.rawValue
  static let emphasis = CMARK_NODE_EMPH.rawValue
  static let strong = CMARK_NODE_STRONG.rawValue
  static let link = CMARK_NODE_LINK.rawValue
  static let image = CMARK_NODE_IMAGE.rawValue
  static let footnoteReference = CMARK_NODE_FOOTNOTE_REFERENCE.rawValue
}
