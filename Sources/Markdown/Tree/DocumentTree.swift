/// The body of a page as a tree, for a medium that is not HTML.
///
/// Its links, images, headings and abbreviations are counted as in the ``MarkdownDocument`` that it comes from.
package struct DocumentTree: Sendable, Equatable {
  package internal(set) var blocks: [Block] = []
  /// The text of each footnote, in the order of their numbers.
  package internal(set) var footnotes: [[Block]] = []

  /// What stands on lines of its own. Lists, quotations and callouts hold other blocks, at most
  /// ``TreeReader/maximumDepth`` deep.
  package indirect enum Block: Sendable, Equatable {
    case paragraph([Inline])
    /// `index` counts in ``MarkdownDocument/headings``.
    case heading(index: Int, level: Int, [Inline])
    /// `start` is the first number of an ordered list, nil for a list with bullets.
    case list(start: Int?, [Item])
    case quotation([Block])
    /// The phrase is the callout's kind and its title.
    case callout(Phrase, [Block])
    case code(String)
    case rule
    case table(Table)
  }

  package struct Item: Sendable, Equatable {
    /// Whether the box of a checklist's item is ticked; nil where there is none.
    package internal(set) var isChecked: Bool?
    package internal(set) var blocks: [Block] = []
  }

  package struct Table: Sendable, Equatable {
    package enum Alignment: String, Sendable { case left, center, right }
    package struct Cell: Sendable, Equatable {
      /// Whether the cell names its row or column.
      package internal(set) var isHeading = false
      package internal(set) var alignment: Alignment?
      package internal(set) var text: [Inline] = []
    }
    package internal(set) var caption: [Inline]?
    /// The first is the head; every row has as many cells as that.
    package internal(set) var rows: [[Cell]] = []
  }

  /// A piece of running text.
  package struct Inline: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
      case text(String)
      case lineBreak
      /// `index` counts in ``MarkdownDocument/images``.
      case image(Int)
      /// A footnote's mark; counts in ``DocumentTree/footnotes``.
      case footnote(Int)
      /// The end of the first use of an abbreviation, whose text is before it. Counts in
      /// ``MarkdownDocument/abbreviations``.
      case abbreviationEnd(Int)
    }
    package struct Style: OptionSet, Sendable {
      package let rawValue: UInt8
      package init(rawValue: UInt8) { self.rawValue = rawValue }
      package static let emphasis = Style(rawValue: 1)
      package static let strong = Style(rawValue: 2)
      package static let code = Style(rawValue: 4)
      package static let deleted = Style(rawValue: 8)
    }
    package internal(set) var content: Content
    package internal(set) var style: Style = []
    /// The link that the text belongs to; counts in ``MarkdownDocument/links``.
    package internal(set) var link: Int?
  }
}

extension MarkdownDocument {
  /// The body as a tree.
  package func tree() -> DocumentTree {
    var reader = TreeReader(self)
    return reader.read()
  }
}
