/// HTML with holes for what is known only to the whole site.
package struct Body: Sendable, Equatable {
  package var bytes: [UInt8] = []
  /// In order of offset; several at one offset are to be filled in this order.
  package var holes: [Hole] = []

  package init() {}
}

/// A place in a body's bytes where a renderer writes something.
package struct Hole: Sendable, Equatable {
  package enum Kind: UInt8, Sendable {
    /// The start tag of a link. `index` counts in ``MarkdownDocument/links``.
    case linkOpen
    /// The end tag of that link.
    case linkClose
    /// A whole image. `index` counts in ``MarkdownDocument/images``.
    case image
    /// Inside a heading's start tag, behind its name: the renderer writes ` id="…"`.
    /// `index` counts in ``MarkdownDocument/headings``.
    case headingID
    /// Before an id (or a local fragment, behind the `#`) that the body itself writes: a renderer that puts several
    /// documents on one page writes a prefix. `index` is 0.
    case anchorPrefix
    /// Before an abbreviation. `index` counts in ``MarkdownDocument/abbreviations``.
    case abbreviationOpen
    /// Behind that abbreviation.
    case abbreviationClose
    /// Words in the reader's language. `index` is the raw value of a ``Phrase``. In text or an attribute's value.
    case phrase
  }

  package var offset: Int32
  package var kind: Kind
  package var index: Int32

  package init(offset: Int32, kind: Kind, index: Int32) {
    self.offset = offset
    self.kind = kind
    self.index = index
  }
}

/// Words that a body needs and a theme's language provides.
package enum Phrase: Int32, CaseIterable, Sendable {
  case note, tip, important, warning, caution
  /// The name of the list of footnotes.
  case footnotes
  /// The name of a footnote's mark in the text; its number follows.
  case footnote
  /// The name of the link from a footnote back to its mark; its number follows.
  case backToText
  /// The name of a table without a caption.
  case table

  /// The name of the phrase in a theme's strings.
  package var key: String {
    switch self {
    case .note: "note"
    case .tip: "tip"
    case .important: "important"
    case .warning: "warning"
    case .caution: "caution"
    case .footnotes: "footnotes"
    case .footnote: "footnote"
    case .backToText: "back_to_text"
    case .table: "table"
    }
  }
}
