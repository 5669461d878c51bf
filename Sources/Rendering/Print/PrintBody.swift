import Content
import Markdown
import Site

/// Bodies as data for templates that typeset them, with links that work on paper and off the site.
struct PrintBody {
  let site: Site
  let strings: StringTable
  private let data: PrintData
  /// What stands before the ids of each chapter, by the page's index.
  private let anchors: [Int: String]
  /// The images that bodies show, below the content folder.
  private(set) var images: [String] = []
  /// The texts of footnotes, of all bodies.
  private(set) var footnotes: [JSON] = []
  /// The glossary's entries that bodies use, by index.
  private(set) var terms = Set<Int>()

  private var page: Page
  /// What stands before the ids of the body at hand.
  private var prefix = ""
  private var firstFootnote = 0
  private var expanded = Set<Int>()
  /// The footnotes whose marks have been met.
  private var marked = Set<Int>()

  /// - Parameter chapters: the pages that are parts of one document.
  init(data: PrintData, page: Page, chapters: [Int]) {
    self.data = data
    site = data.site
    strings = data.strings
    self.page = page
    anchors = Dictionary(
      chapters.map { ($0, data.site.pages[$0].address.split(separator: "/").last.map(String.init) ?? "") },
      uniquingKeysWith: { a, _ in a })
  }

  /// The id of a chapter's title.
  func anchor(of index: Int) -> String? { anchors[index] }

  /// A page's body. Its footnotes go behind those of earlier bodies.
  mutating func blocks(of page: Page, index: Int) -> JSON {
    self.page = page
    prefix = anchors[index].map { $0 + "--" } ?? ""
    expanded = []
    let tree = page.document.body.tree()
    firstFootnote = footnotes.count
    // Their places are known before their texts, which may hold marks of others.
    footnotes += tree.footnotes.map { _ in .null }
    let body = blocks(tree.blocks)
    for (number, note) in tree.footnotes.enumerated() { footnotes[firstFootnote + number] = blocks(note) }
    return body
  }

  // MARK: - Blocks

  private mutating func blocks(_ blocks: [DocumentTree.Block]) -> JSON {
    var output: [JSON] = []
    for block in blocks { output.append(self.block(block)) }
    return .list(output)
  }

  private mutating func block(_ block: DocumentTree.Block) -> JSON {
    switch block {
    case .paragraph(let text): return paragraph(text)
    case .heading(let index, let level, let text):
      return [
        "kind": "heading", "level": .number(level), "id": .text(prefix + page.document.body.headings[index].id),
        "text": inlines(text),
      ]
    case .list(let start, let items):
      var written: [JSON] = []
      for item in items {
        written.append(["checked": item.isChecked.map(JSON.bool) ?? .null, "body": blocks(item.blocks)])
      }
      return ["kind": "list", "start": start.map(JSON.number) ?? .null, "items": .list(written)]
    case .quotation(let inner): return ["kind": "quotation", "body": blocks(inner)]
    case .callout(let phrase, let inner):
      return [
        "kind": "callout", "form": .text(phrase.key), "title": .text(strings[phrase.key]), "body": blocks(inner),
      ]
    case .code(let text): return ["kind": "code", "text": .text(text)]
    case .rule: return ["kind": "rule"]
    case .table(let table):
      var rows: [JSON] = []
      for row in table.rows {
        var cells: [JSON] = []
        for cell in row { cells.append(inlines(cell.text)) }
        rows.append(.list(cells))
      }
      var caption = JSON.null
      if let text = table.caption { caption = inlines(text) }
      return [
        "kind": "table", "caption": caption, "rows": .list(rows),
        "align": .list(table.rows.first?.map { .optional($0.alignment?.rawValue) } ?? []),
      ]
    }
  }

  /// A paragraph, or what takes its place: a contact's card, an image.
  private mutating func paragraph(_ text: [DocumentTree.Inline]) -> JSON {
    let body = page.document.body
    if let link = text.first?.link, body.links[link].isAlone, case .contact(let index) = page.links[link] {
      return ["kind": "contact", "contact": Self.contact(site.contacts[index], strings)]
    }
    if text.count == 1, case .image(let index) = text[0].content, body.images[index].isAlone,
      let figure = image(index)
    {
      return figure
    }
    return ["kind": "paragraph", "text": inlines(text)]
  }

  private mutating func image(_ index: Int) -> JSON? {
    let image = page.document.body.images[index]
    switch page.images[index] {
    case .chart(let chart): return data.chart(chart, title: image.alternativeText)
    case .table(let dataset): return data.table(dataset, title: image.alternativeText)
    case .corrections: return data.corrections()
    default: break
    }
    guard case .file(let file) = page.images[index] else { return nil }
    return [
      "kind": "image", "image": .number(number(ofImage: site.media[file].path)),
      "alt": .text(image.alternativeText), "caption": .optional(image.title),
    ]
  }

  /// The number by which the document names an image.
  mutating func number(ofImage path: String) -> Int {
    if let number = images.firstIndex(of: path) { return number }
    images.append(path)
    return images.count - 1
  }

  // MARK: - Running text

  private mutating func inlines(_ text: [DocumentTree.Inline]) -> JSON {
    var output: [JSON] = []
    var position = 0
    while position < text.count {
      guard let link = text[position].link else {
        output += inline(text[position], in: text, at: position)
        position += 1
        continue
      }
      var parts: [JSON] = []
      while position < text.count, text[position].link == link {
        parts += inline(text[position], in: text, at: position)
        position += 1
      }
      output += self.link(link, parts)
    }
    return .list(output)
  }

  private mutating func inline(
    _ inline: DocumentTree.Inline, in text: [DocumentTree.Inline], at position: Int
  ) -> [JSON] {
    switch inline.content {
    case .text(let text): return [piece(text, inline.style)]
    case .lineBreak: return [["kind": "break"]]
    case .footnote(let number):
      let isFirst = marked.insert(firstFootnote + number).inserted
      return [["kind": "footnote", "number": .number(firstFootnote + number), "isFirst": .bool(isFirst)]]
    case .image(let index): return image(index).map { [$0] } ?? []
    case .abbreviationEnd(let index):
      guard let term = page.terms[index] else { return [] }
      terms.insert(term)
      let abbreviation = page.document.body.abbreviations[index]
      guard expanded.insert(term).inserted, !abbreviation.isInParentheses, !abbreviation.isFollowedByParenthesis,
        let words = site.terms[term].expansion(behind: abbreviation.text)
      else { return [] }
      return [piece(words, inline.style)]
    }
  }

  private func piece(_ text: String, _ style: DocumentTree.Inline.Style) -> JSON {
    guard !style.isEmpty else { return .text(text) }
    let marks: [(DocumentTree.Inline.Style, String)] = [
      (.strong, "strong"), (.emphasis, "emphasis"), (.code, "code"), (.deleted, "deleted"),
    ]
    return ["kind": "text", "text": .text(text), "style": .texts(marks.filter { style.contains($0.0) }.map(\.1))]
  }

  private func link(_ index: Int, _ text: [JSON]) -> [JSON] {
    func out(_ address: String) -> [JSON] { [["kind": "link", "url": .text(address), "text": .list(text)]] }
    func inside(_ id: String) -> [JSON] { [["kind": "link", "to": .text(id), "text": .list(text)]] }
    switch page.links[index] {
    case .page(let target, let fragment):
      if let anchor = anchors[target] {
        guard let fragment else { return inside(anchor) }
        let headings = site.pages[target].document.body.headings
        return inside(headings.contains { $0.id == fragment } ? "\(anchor)--\(fragment)" : anchor)
      }
      return out(site.absolute(site.pages[target].address) + (fragment.map { "#" + $0 } ?? ""))
    case .fragment(let fragment):
      // Only headings have their ids on paper.
      guard page.document.body.headings.contains(where: { $0.id == fragment }) else { return text }
      return inside(prefix + fragment)
    case .address(let address): return out(site.absolute(address))
    case .external(let address): return out(URLEscape.escaped(address))
    case .term(let term): return out(site.absolute(Site.glossaryAddress) + "#" + site.terms[term].id)
    case .file(let file): return out(site.absolute(URLEscape.path("/" + site.media[file].path)))
    case .contact(let index):
      let contact = site.contacts[index]
      let number = contact.phone ?? contact.text.map { strings["text_message", ["number": $0]] }
      let name = (contact.phoneAddress ?? contact.web).map(out) ?? text
      return name + (number.map { [.text(" (\($0))")] } ?? [])
    // A number is marked on the web only: there it leads to its data.
    case .figure, .chart, .table, .corrections, .broken: return text
    }
  }

  // MARK: - Contacts

  /// A contact as its card shows it: rows of a term and a text, some with an address.
  static func contact(_ contact: Contact, _ strings: StringTable) -> JSON {
    var rows: [JSON] = []
    func add(_ key: String, _ text: String?, _ address: String? = nil) {
      if let text { rows.append(["term": .text(strings[key]), "text": .text(text), "url": .optional(address)]) }
    }
    add("contact_phone", contact.phone, contact.phoneAddress)
    add("contact_text", contact.text)
    add("contact_for", contact.purpose)
    add("contact_not_for", contact.notFor)
    add("contact_hours", contact.hours)
    add("contact_cost", contact.cost)
    add("contact_email", contact.email, contact.email.map { "mailto:" + $0 })
    add("contact_web", contact.webName, contact.web)
    return [
      "name": .text(contact.name), "rows": .list(rows), "note": .optional(contact.note),
      "isVerified": .bool(contact.verifiedOn != nil),
    ]
  }
}

extension Term {
  /// ` (Serious Case Reviews)` behind `SCRs`; nil where there is nothing to add.
  func expansion(behind token: String) -> String? {
    guard let abbreviation, expansion != token else { return nil }
    let isPlural = token.hasSuffix("s") && !abbreviation.hasSuffix("s") && !expansion.hasSuffix("s")
    return " (\(expansion)\(isPlural ? "s" : ""))"
  }
}
