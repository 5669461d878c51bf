import Content
import Markdown
import Site

/// Fills the holes of parsed bodies: links, images, ids, abbreviations, words of the theme's language.
struct BodyWriter: Sendable {
  private let site: Site
  /// One card for each contact, by index.
  private let cards: [[UInt8]]
  /// What stands behind a link to a file: its type and size.
  private let fileNotes: [Int: String]
  /// What stands behind a contact's name inside a sentence: its phone number, or the number for texts.
  private let contactNumbers: [String?]
  /// By the raw value of ``Phrase``.
  private let phrases: [[UInt8]]
  private let pictures: Pictures
  let data: DataWriter

  init(site: Site, strings: StringTable, cards: [[UInt8]], pictures: Pictures, data: DataWriter) {
    self.site = site
    self.pictures = pictures
    self.cards = cards
    self.data = data
    phrases = Phrase.allCases.map { HTMLEscape.bytes(strings[$0.key]) }
    contactNumbers = site.contacts.map { contact in
      contact.phone ?? contact.text.map { strings["text_message", ["number": $0]] }
    }
    var notes: [Int: String] = [:]
    for index in site.usedMedia {
      let file = site.media[index]
      let type = file.path.split(separator: ".").last.map { $0.uppercased() } ?? ""
      notes[index] = " <span class=\"file\">(\(HTMLEscape.escaped(type)), \(strings.words(bytes: file.size)))</span>"
    }
    fileNotes = notes
  }

  /// Several bodies on one page: what stands before the ids of each, by the page's index, and headings one level down.
  struct Gathering: Sendable {
    /// The id of a chapter's section; before the ids inside it stand this and two hyphens.
    let anchors: [Int: String]
  }

  /// Appends a page's body as HTML.
  /// - Parameters:
  ///   - index: the page's, where it is one of a gathering.
  func write(_ page: Page, index: Int? = nil, in gathering: Gathering? = nil, to output: inout [UInt8]) {
    let prefix = index.flatMap { gathering?.anchors[$0] }.map { $0 + "--" } ?? ""
    let body = page.document.body
    let bytes = body.body.bytes
    output.reserveCapacity(output.count + bytes.count + body.body.holes.count * 48)
    var expanded: [Int] = []
    var position = 0
    /// Set while the text of a link is left out because a card takes its place.
    var isReplaced = false
    for hole in body.body.holes {
      let offset = Int(hole.offset)
      if !isReplaced { copy(bytes[position..<offset], isShifted: gathering != nil, to: &output) }
      position = offset
      let index = Int(hole.index)
      switch hole.kind {
      case .linkOpen:
        isReplaced = openLink(body.links[index], page.links[index], prefix: prefix, gathering, &output)
      case .linkClose:
        if !isReplaced { closeLink(body.links[index], page.links[index], &output) }
        isReplaced = false
      case _ where isReplaced: break
      case .image:
        image(body.images[index], page.images[index], prefix: prefix + Self.copyPrefix(of: index, on: page), &output)
      case .headingID:
        if gathering != nil, let digit = output.last { output[output.count - 1] = Self.levelBelow(digit) }
        output.append(" id=\"", prefix, body.headings[index].id, "\"")
      case .anchorPrefix:
        output.append(contentsOf: prefix.utf8)
      case .abbreviationOpen:
        if let term = page.terms[index] { output.append("<a class=\"term\" href=\"", termAddress(term), "\">") }
      case .abbreviationClose:
        guard let term = page.terms[index] else { break }
        output.append("</a>")
        let abbreviation = body.abbreviations[index]
        if !expanded.contains(term), !abbreviation.isInParentheses, !abbreviation.isFollowedByParenthesis {
          HTMLEscape.append(site.terms[term].expansion(behind: abbreviation.text) ?? "", to: &output)
        }
        expanded.append(term)
      case .phrase:
        if phrases.indices.contains(index) { output.append(contentsOf: phrases[index]) }
        if gathering != nil, hole.index == Phrase.footnotes.rawValue {
          // Each list of footnotes is a landmark, and landmarks have names of their own.
          output.append(": ")
          HTMLEscape.append(page.title, to: &output)
        }
      }
    }
    copy(bytes[position...], isShifted: gathering != nil, to: &output)
  }

  /// Copies a run; in a gathering, the end tags of headings go one level down as their start tags do.
  private func copy(_ run: ArraySlice<UInt8>, isShifted: Bool, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: run)
    guard isShifted, output.count - start >= 5 else { return }
    // Text has no `<`, so these can only be tags.
    for i in start..<output.count - 4
    where output[i] == UInt8(ascii: "<") && output[i + 1] == UInt8(ascii: "/") && output[i + 2] == UInt8(ascii: "h")
      && output[i + 4] == UInt8(ascii: ">")
    {
      output[i + 3] = Self.levelBelow(output[i + 3])
    }
  }

  private static func levelBelow(_ digit: UInt8) -> UInt8 {
    (UInt8(ascii: "1")..<UInt8(ascii: "6")).contains(digit) ? digit + 1 : digit
  }

  // MARK: - Links

  /// Returns whether something else stands for the link's text, which is then left out.
  private func openLink(
    _ link: Link, _ target: LinkTarget, prefix: String, _ gathering: Gathering?, _ output: inout [UInt8]
  ) -> Bool {
    if link.isAlone {
      if case .contact(let index) = target {
        output.append(contentsOf: cards[index])
        return true
      }
      output.append("<p>")
    }
    switch target {
    case .page(let index, let fragment) where gathering?.anchors[index] != nil:
      output.append("<a href=\"#", gathering?.anchors[index] ?? "", fragment == nil ? "" : "--")
      HTMLEscape.append(fragment ?? "", to: &output)
    case .page(let index, let fragment):
      output.append("<a href=\"", site.pages[index].address)
      if let fragment {
        output.append("#")
        HTMLEscape.append(fragment, to: &output)
      }
    case .fragment(let fragment):
      output.append("<a href=\"#", prefix)
      HTMLEscape.append(fragment, to: &output)
    case .address(let address):
      output.append("<a href=\"")
      HTMLEscape.append(address, to: &output)
    case .external(let address):
      output.append("<a class=\"external\" href=\"")
      HTMLEscape.append(URLEscape.escaped(address), to: &output)
    case .term(let index):
      output.append("<a class=\"term\" href=\"", termAddress(index))
    case .file(let index):
      output.append("<a href=\"", URLEscape.path("/" + site.media[index].path))
    case .figure(let dataset, let row):
      output.append("<a class=\"figure\" href=\"", site.data.address(of: dataset))
      if let row { output.append("#", DataTable.id(ofRow: row, in: site.data.datasets[dataset])) }
    case .contact(let index):
      guard let address = site.contacts[index].phoneAddress ?? site.contacts[index].web else { return false }
      output.append("<a class=\"contact-link\" href=\"")
      HTMLEscape.append(address, to: &output)
    case .broken, .chart, .table, .corrections:
      output.append("<a class=\"broken\" href=\"#")
    }
    if let title = link.title {
      output.append("\" title=\"")
      HTMLEscape.append(title, to: &output)
    }
    output.append("\">")
    return false
  }

  private func closeLink(_ link: Link, _ target: LinkTarget, _ output: inout [UInt8]) {
    switch target {
    case .contact(let index):
      let contact = site.contacts[index]
      if contact.phoneAddress != nil || contact.web != nil { output.append("</a>") }
      if let number = contactNumbers[index] {
        output.append(" <span class=\"number\">(")
        HTMLEscape.append(number, to: &output)
        output.append(")</span>")
      }
    case .file(let index):
      output.append("</a>", fileNotes[index] ?? "")
    default: output.append("</a>")
    }
    if link.isAlone { output.append("</p>\n") }
  }

  /// Tells a chart or table from those of the same name further up the page.
  private static func copyPrefix(of index: Int, on page: Page) -> String {
    switch page.images[index] {
    case .chart, .table:
      let copies = page.images[..<index].count { $0 == page.images[index] }
      return copies == 0 ? "" : "copy-\(copies)-"
    default: return ""
    }
  }

  private func image(_ image: Image, _ target: LinkTarget, prefix: String, _ output: inout [UInt8]) {
    if data.write(target, title: image.alternativeText, prefix: prefix, to: &output) { return }
    guard case .file(let index) = target else { return }
    if image.isAlone { output.append(image.title == nil ? "<p>" : "<figure>") }
    output.append("<img", pictures.attributes(index, path: site.media[index].path), " alt=\"")
    HTMLEscape.append(image.alternativeText, to: &output)
    output.append("\" loading=\"lazy\" decoding=\"async\">")
    guard image.isAlone else { return }
    if let title = image.title {
      output.append("<figcaption>")
      HTMLEscape.append(title, to: &output)
      output.append("</figcaption></figure>\n")
    } else {
      output.append("</p>\n")
    }
  }

  // MARK: - Glossary

  private func termAddress(_ index: Int) -> String { Site.glossaryAddress + "#" + site.terms[index].id }
}

extension [UInt8] {
  /// Appends texts one after another, as they are.
  mutating func append(_ texts: String...) {
    for text in texts {
      if text.utf8.withContiguousStorageIfAvailable({ append(contentsOf: $0) }) == nil { append(contentsOf: text.utf8) }
    }
  }

  /// Where a text first stands.
  func firstRange(of text: String) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return nil }
    return withUnsafeBufferPointer { bytes in
      for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
        if wanted.indices.allSatisfy({ bytes[start + $0] == wanted[$0] }) { return start..<start + wanted.count }
      }
      return nil
    }
  }
}
