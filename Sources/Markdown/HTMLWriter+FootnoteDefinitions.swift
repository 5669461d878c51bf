import Diagnostics

extension HTMLWriter {
  /// Reports the footnote definitions that nothing refers to, and those that repeat a label: cmark drops both from its
  /// tree, so they are found by their look, `[^label]:` at the start of a line outside code.
  mutating func checkFootnoteDefinitions(_ source: UnsafeBufferPointer<UInt8>) {
    let labels = Set(footnotes.met.keys.map { HTMLWriter.label($0.literal[...]) })
    let code = codeLines.sorted { $0.lowerBound < $1.lowerBound }[...]
    var nextCode = code.startIndex
    for number in 1...locator.lineCount {
      while nextCode < code.endIndex, code[nextCode].upperBound < number { nextCode += 1 }
      guard nextCode == code.endIndex || code[nextCode].lowerBound > number,
        !footnotes.definitionLines.contains(number),
        let range = HTMLWriter.footnoteDefinition(source, locator.line(number))
      else { continue }
      let text = source[(range.lowerBound + 2)..<(range.upperBound - 2)]
      let label = String(decoding: text, as: UTF8.self)
      if labels.contains(HTMLWriter.label(text)) {
        report(
          .footnote, "the footnote \"\(label)\" is written twice", at: range,
          help: "give one of them another name, in its mark in the text too")
      } else {
        report(
          .footnote, "no mark in the text leads to the footnote \"\(label)\"", at: range,
          help: "write [^\(label)] in the text where it belongs, or remove the footnote")
      }
    }
  }

  /// As footnotes' labels are compared.
  private static func label(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: text, as: UTF8.self).lowercased()
  }

  /// `[^label]:` at the start of a line or behind marks of quotations and lists.
  private static func footnoteDefinition(_ source: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, isSpace(source[start]) || ">-+*".utf8.contains(source[start]) { start += 1 }
    guard start + 1 < line.upperBound, source[start] == UInt8(ascii: "["), source[start + 1] == UInt8(ascii: "^")
    else { return nil }
    var end = start + 2
    while end < line.upperBound, source[end] != UInt8(ascii: "]"), !isSpace(source[end]) { end += 1 }
    guard end > start + 2, end + 1 < line.upperBound, source[end] == UInt8(ascii: "]"),
      source[end + 1] == UInt8(ascii: ":")
    else { return nil }
    return start..<(end + 2)
  }
}
