import Diagnostics
import Markdown

/// A document parsed on its own.
func parsed(_ text: String, path: String = "page.md", bodyStart: Int = 0) async -> MarkdownResult {
  await parseMarkdown([MarkdownSource(path: path, bytes: Array(text.utf8), bodyStart: bodyStart)], workers: 1)[0]
}

/// The body as HTML, holes filled in the plainest way.
func html(_ text: String) async -> String { filled(await parsed(text).document) }

/// Fills the holes of a body in the plainest way; a phrase is its key between braces, an abbreviation is an `<abbr>`.
func filled(_ document: MarkdownDocument) -> String {
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
      write((link.isAlone ? "<p>" : "") + "<a href=\"\(escaped(link.destination))\"\(title)>")
    case .linkClose:
      write(document.links[index].isAlone ? "</a></p>" : "</a>")
    case .image:
      let image = document.images[index]
      let title = image.title.map { " title=\"\(escaped($0))\"" } ?? ""
      let tag = "<img src=\"\(escaped(image.destination))\" alt=\"\(escaped(image.alternativeText))\"\(title)>"
      write(image.isAlone ? "<p>\(tag)</p>" : tag)
    case .headingID: write(" id=\"\(document.headings[index].id)\"")
    case .anchorPrefix: break
    case .abbreviationOpen: write("<abbr>")
    case .abbreviationClose: write("</abbr>")
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
