import Diagnostics
import Foundation
import Markdown
import Testing

/// cmark's extensions share a table between threads: what goes wrong there goes wrong silently, in a few per cent of
/// the documents.
@Suite struct ParallelTests {
  @Test func `thousands of documents come out the same with 1, 4 and 8 workers`() async {
    var generator = Generator(seed: 20_181_217)
    var expected: [(deletions: Int, addresses: Int)] = []
    let sources = (0..<6_000).map { index in
      let text = generator.document()
      expected.append((generator.deletions, generator.addresses))
      return MarkdownSource(path: "\(index).md", bytes: Array(text.utf8))
    }
    let serial = await parseMarkdown(sources, workers: 1)
    for (index, result) in serial.enumerated() {
      let document = result.document
      let wanted = expected[index]
      #expect(
        document.links.filter(\.isAutolink).count == wanted.addresses, "\(index)")
      #expect(occurrences(of: "<del>", in: document.body.bytes) == wanted.deletions, "\(index)")
    }
    #expect(expected.contains { $0.deletions > 0 } && expected.contains { $0.addresses > 3 })
    for workers in [4, 8] {
      let parallel = await parseMarkdown(sources, workers: workers)
      #expect(parallel == serial)
    }
  }

  @Test func `callers at the same time do not disturb each other`() async {
    var generator = Generator(seed: 7)
    let sources = (0..<400).map { MarkdownSource(path: "\($0)", bytes: Array(generator.document().utf8)) }
    let serial = await parseMarkdown(sources, workers: 1)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<6 { group.addTask { await parseMarkdown(sources, workers: 2) == serial } }
      for await isEqual in group { #expect(isEqual) }
    }
  }

  @Test func `every range of a generated document lies in the file`() async {
    var generator = Generator(seed: 99)
    for _ in 0..<500 {
      let text = generator.document()
      let document = await parsed(text).document
      for link in document.links {
        let written = String(decoding: Array(text.utf8)[link.range], as: UTF8.self)
        #expect(link.destination.hasSuffix(written), "\(text)")
      }
    }
  }

  private func occurrences(of text: String, in bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: text).count - 1
  }
}
