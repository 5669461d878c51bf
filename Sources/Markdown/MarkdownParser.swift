import Diagnostics
import Parallel

/// Parses many files.
///
/// Two kinds of files are refused with a diagnostic: bodies beyond one of the ``Limits``, and bodies in which the
/// author made a mistake that would change what readers see (raw HTML, skipped heading levels, links and images
/// without text, footnotes without a partner).
/// - Parameter workers: how many files are parsed at once.
/// - Returns: results in the order of `sources`, the same for any number of workers.
package func parseMarkdown(_ sources: [MarkdownSource], workers: Int) async -> [MarkdownResult] {
  do {
    return try await parallelMap(sources, workers: workers, weight: { $0.bytes.count - $0.bodyStart }) { source in
      parseMarkdown(source)
    }
  } catch {
    // Not reached: nothing that runs there throws.
    return sources.map { parseMarkdown($0) }
  }
}

private func parseMarkdown(_ source: MarkdownSource) -> MarkdownResult {
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
    return cmark.withTree(of: body, hasTilde: body.contains(UInt8(ascii: "~"))) { root in
      var writer = HTMLWriter(path: source.path, source: bytes, bodyStart: start, cmark: cmark)
      writer.write(root)
      return writer.finish(bytes)
    }
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
    return MarkdownResult(document: document, diagnostics: diagnostics.sortedByPlace())
  }
}
