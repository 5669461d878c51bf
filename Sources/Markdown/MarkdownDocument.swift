import Diagnostics

/// A file to parse.
package struct MarkdownSource: Sendable {
  /// The path that diagnostics carry.
  package var path: String
  /// The whole file: valid UTF-8, lines ending in LF, CR LF or CR.
  package var bytes: [UInt8]
  /// The offset at which the Markdown begins, behind the front matter.
  package var bodyStart: Int

  package init(path: String, bytes: [UInt8], bodyStart: Int = 0) {
    self.path = path
    self.bytes = bytes
    self.bodyStart = bodyStart
  }
}

/// A parsed file and what its author should correct in it, in order of place.
package struct MarkdownResult: Sendable, Equatable {
  package var document: MarkdownDocument
  package var diagnostics: [Diagnostic]
}

/// The body of a page, and everything in it that the site resolves, names or checks.
///
/// All ranges are byte ranges of the file, not of the body.
package struct MarkdownDocument: Sendable, Equatable {
  package var body = Body()
  package var headings: [Heading] = []
  /// Those in the text, and figures in the text of images, which have no holes.
  package var links: [Link] = []
  package var images: [Image] = []
  package var abbreviations: [Abbreviation] = []
  /// Words of the running text: headings, paragraphs, lists, tables and footnotes, but not blocks of code.
  package var wordCount = 0
  /// The ids besides those of headings that a fragment may name: footnotes and the captions of tables.
  package var anchors: [String] = []

  package init() {}
}

package struct Heading: Sendable, Equatable {
  /// 1 to 6.
  package var level: Int
  /// Unique in the document, never empty: the text in GitHub's manner, lower case with hyphens.
  package var id: String
  /// The text without markup.
  package var text: String
  /// The line of the heading with its `#` marks, without white space around it.
  package var range: Range<Int>
}

package struct Link: Sendable, Equatable {
  /// As written, but with character references and backslash escapes resolved; `mailto:` or `http://` is added to bare
  /// e-mail addresses and `www.` addresses.
  package var destination: String
  package var title: String?
  /// The destination in the file; for a reference link the destination in its definition.
  /// Where it cannot be found, the paragraph that holds the link.
  package var range: Range<Int>
  /// Whether the destination itself is the text: `<https://…>` or a bare address.
  package var isAutolink: Bool
  /// Whether the link is all there is in its paragraph. The body then has no `<p>` around it.
  package var isAlone: Bool
  /// What the link asserts where its destination begins with `figure:`; nil for any other link.
  package var figure: FigureText?
}

/// The text of a link to a figure: what must agree with the data.
package struct FigureText: Sendable, Equatable {
  /// Between the brackets, without markup.
  package var text: String
  /// Between the brackets in the file; where that cannot be found, the range of the destination.
  package var range: Range<Int>
}

package struct Image: Sendable, Equatable {
  package var destination: String
  /// The text between the brackets, without markup.
  package var alternativeText: String
  package var title: String?
  /// As for ``Link``.
  package var range: Range<Int>
  /// Whether the image is all there is in its paragraph. The body then has no `<p>` around it.
  package var isAlone: Bool
}

/// The first use of a token that looks like an abbreviation, for example `LSCP`, `CP-IS`, `CiN`, `S28`, `SCRs`.
package struct Abbreviation: Sendable, Equatable {
  /// As written, a plural's `s` included.
  package var text: String
  /// `(LSCP)`: the author has just written it in full.
  package var isInParentheses: Bool
  /// `LSCP (`: the author writes it in full now.
  package var isFollowedByParenthesis: Bool
}
