import Diagnostics
import Parallel

/// Parses many files.
/// - Parameter workers: how many files are parsed at once.
/// - Returns: results in the order of `sources`, the same for any number of workers.
package func parseMarkdown(_ sources: [MarkdownSource], workers: Int) async -> [MarkdownResult] {
  let transform: @Sendable (MarkdownSource) -> MarkdownResult = { parseMarkdown($0) }
  do {
    return try await parallelMap(sources, workers: workers, weight: { $0.bytes.count - $0.bodyStart }, transform)
  } catch {
    // Nothing that runs there throws.
    return sources.map(transform)
  }
}

func parseMarkdown(_ source: MarkdownSource) -> MarkdownResult {
  let cmark = CMark.shared
  return source.bytes.withUnsafeBufferPointer { bytes in
    let start = min(max(0, source.bodyStart), bytes.count)
    let body = UnsafeBufferPointer(rebasing: bytes[start...])
    let result = cmark.withTree(of: body, hasTilde: body.contains(UInt8(ascii: "~"))) { root in
      var writer = HTMLWriter(path: source.path, source: bytes, bodyStart: start, cmark: cmark)
      writer.write(root)
      return writer.finish()
    }
    return result ?? MarkdownResult(document: MarkdownDocument(), diagnostics: [])
  }
}

extension HTMLWriter {
  /// What was written, with the ids of headings, which yield to the ids in the body itself.
  mutating func finish() -> MarkdownResult {
    document.body = html.body
    for index in document.headings.indices {
      let slug = Slug.make(document.headings[index].text)
      document.headings[index].id = names.take(slug.isEmpty ? "section" : slug)
    }
    return MarkdownResult(document: document, diagnostics: diagnostics.sortedByPlace())
  }
}
