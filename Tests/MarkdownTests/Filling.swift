import Diagnostics
import Markdown
import Parallel
import Testing

/// Many documents, parsed by several workers at once.
func parseMarkdown(_ sources: [MarkdownSource], workers: Int) async -> [MarkdownResult] {
  do {
    return try await parallelMap(sources, workers: workers, weight: \.bytes.count) { parseMarkdown($0) }
  } catch {
    Issue.record(error)
    return []
  }
}

/// A document parsed on its own.
func parsed(_ text: String, path: String = "page.md", bodyStart: Int = 0) async -> MarkdownResult {
  parseMarkdown(MarkdownSource(path: path, bytes: Array(text.utf8), bodyStart: bodyStart))
}

/// The body as HTML, holes filled in the plainest way.
func html(_ text: String) async -> String { filled(await parsed(text).document) }

/// Fills the holes of a body in the plainest way; a phrase is its key between braces, an abbreviation is an `<abbr>`.
/// - Parameter isPlain: neither ids of headings nor abbreviations, and addresses escaped as cmark does.
func filled(_ document: MarkdownDocument, isPlain: Bool = false) -> String {
  let address = isPlain ? percentEncoded : escaped
  var output: [UInt8] = []
  var copied = 0
  func write(_ text: String) { output.append(contentsOf: text.utf8) }
  for hole in document.body.holes {
    output.append(contentsOf: document.body.bytes[copied..<Int(hole.offset)])
    copied = Int(hole.offset)
    let index = Int(hole.index)
    switch hole.kind {
    case .linkOpen:
      let link = document.links[index]
      let title = link.title.map { " title=\"\(escaped($0))\"" } ?? ""
      write((link.isAlone ? "<p>" : "") + "<a href=\"\(address(link.destination))\"\(title)>")
    case .linkClose:
      write(document.links[index].isAlone ? "</a></p>" : "</a>")
    case .image:
      let image = document.images[index]
      let title = image.title.map { " title=\"\(escaped($0))\"" } ?? ""
      let tag = "<img src=\"\(address(image.destination))\" alt=\"\(escaped(image.alternativeText))\"\(title)>"
      write(image.isAlone ? "<p>\(tag)</p>" : tag)
    case .headingID: if !isPlain { write(" id=\"\(document.headings[index].id)\"") }
    case .anchorPrefix: break
    case .abbreviationOpen: if !isPlain { write("<abbr>") }
    case .abbreviationClose: if !isPlain { write("</abbr>") }
    case .phrase: write("{\(Phrase(rawValue: hole.index)?.key ?? "?")}")
    }
  }
  output.append(contentsOf: document.body.bytes[copied...])
  return String(decoding: output, as: UTF8.self)
}

func escaped(_ text: String) -> String {
  var output = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": output += "&amp;"
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "\"": output += "&quot;"
    default: output.unicodeScalars.append(character)
    }
  }
  return output
}

/// As cmark's `houdini_escape_href`.
func percentEncoded(_ address: String) -> String {
  var output = ""
  for byte in address.utf8 {
    switch byte {
    case UInt8(ascii: "&"): output += "&amp;"
    case UInt8(ascii: "'"): output += "&#x27;"
    case _ where "-_.+!*(),%#@?=;:/,$~".utf8.contains(byte), 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
      output.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      output += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return output
}

/// `#expect` that shows both values where the first is awaited.
func expectEqual<Value: Equatable>(
  _ found: Value, _ wanted: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found == wanted, sourceLocation: sourceLocation)
}
