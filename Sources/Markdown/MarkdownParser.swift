import Diagnostics

/// Parses a file; may be called from any number of threads, with the same result.
///
/// Reports what its author should correct: a body beyond one of the ``Limits``, which is not parsed, and mistakes that
/// would change what readers see (raw HTML, skipped heading levels, links and images without text, footnotes without a
/// partner).
package func parseMarkdown(_ source: MarkdownSource) -> MarkdownResult {
  source.bytes.withUnsafeBufferPointer { bytes in
    let start = min(max(0, source.bodyStart), bytes.count)
    let body = UnsafeBufferPointer(rebasing: bytes[start...])
    if let excess = Limits.firstExcess(in: body) {
      let range = (excess.range.lowerBound + start)..<(excess.range.upperBound + start)
      return MarkdownResult(
        document: MarkdownDocument(),
        diagnostics: [
          Diagnostic(.markdownLimit, excess.message, at: Place(path: source.path, range: range), help: excess.help)
        ])
    }
    let cmark = CMark.shared
    let result = cmark.withTree(of: body, hasTilde: body.contains(UInt8(ascii: "~"))) { root in
      var writer = HTMLWriter(path: source.path, source: bytes, bodyStart: start, cmark: cmark)
      writer.write(root)
      return writer.finish(bytes)
    }
    let unread = Diagnostic(
      .unreadableFile, "this page cannot be parsed", at: Place(path: source.path), help: "divide it into several pages")
    return result ?? MarkdownResult(document: MarkdownDocument(), diagnostics: [unread])
  }
}

extension HTMLWriter {
  /// What was written, with the ids of headings, which yield to the ids in the body itself.
  mutating func finish(_ source: UnsafeBufferPointer<UInt8>) -> MarkdownResult {
    if mayHaveFootnotes { checkFootnoteDefinitions(source) }
    endAbbreviation()
    document.body = html.body
    for index in document.headings.indices {
      let slug = Slug.make(document.headings[index].text)
      document.headings[index].id = names.take(slug.isEmpty ? "section" : slug)
    }
    // Kept until the site is rendered, so without room to grow.
    document.body.bytes = Array(document.body.bytes[...])
    document.body.holes = Array(document.body.holes[...])
    return MarkdownResult(document: document, diagnostics: diagnostics.sortedByPlace())
  }
}
