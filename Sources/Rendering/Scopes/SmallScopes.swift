/// A link to a page, in a menu, a list or a trail.
struct LinkScope: TemplateScope {
  let title: String
  let address: String
  var summary: String?
  var date: DateScope?
  var kind: String?
  var status: String?
  var count: Int?
  /// Of a campaign's picture: where it is and how large, as attributes of an `img` element.
  var artwork: String?
  var isCurrent = false
  var isSection = false
  /// The link as an item of a list, rendered once for all lists it stands in.
  var item = ""

  static let fields: [String: Field<LinkScope>] = [
    "title": .text { $0.title },
    "address": .text { $0.address },
    "summary": .text { $0.summary },
    "date": .object { $0.date },
    "kind": .text { $0.kind },
    "status": .text { $0.status },
    "count": .text { $0.count.map(String.init) },
    "artwork": .html { $0.artwork },
    "isCurrent": .flag { $0.isCurrent },
    "isSection": .flag { $0.isSection },
  ]
}

/// A date for machines and for people.
struct DateScope: TemplateScope {
  let iso: String
  let words: String

  static let fields: [String: Field<DateScope>] = [
    "iso": .text { $0.iso },
    "words": .text { $0.words },
  ]
}

/// One text of a list of texts.
struct ItemScope: TemplateScope {
  let text: String

  static let fields: [String: Field<ItemScope>] = ["text": .text { $0.text }]
}

/// One choice of a list to choose from.
struct OptionScope: TemplateScope {
  let value: String
  let text: String

  static let fields: [String: Field<OptionScope>] = [
    "value": .text { $0.value },
    "text": .text { $0.text },
  ]
}

/// A row of the page's particulars: owner, version, dates.
struct Fact: Sendable {
  let term: String
  let text: String
  /// Where the text is a date: ISO 8601.
  var date: String?

  /// Rows of a description list, each in a `div`.
  static func rows(_ facts: [Fact]) -> String {
    var output: [UInt8] = []
    for fact in facts {
      output.append("<div><dt>")
      HTMLEscape.append(fact.term, to: &output)
      output.append("</dt><dd>")
      if let date = fact.date { output.append("<time datetime=\"", date, "\">") }
      HTMLEscape.append(fact.text, to: &output)
      output.append(fact.date == nil ? "</dd></div>\n" : "</time></dd></div>\n")
    }
    return String(decoding: output, as: UTF8.self)
  }
}

/// What readers must know before they rely on the page.
struct NoticeScope: TemplateScope {
  /// A word for the style: `draft`, `proposed`, `ended`, `overdue`, `archived`, `record`.
  let kind: String
  let text: String
  var link: LinkScope?

  static let fields: [String: Field<NoticeScope>] = [
    "kind": .text { $0.kind },
    "text": .text { $0.text },
    "link": .object { $0.link },
  ]
}

/// Content note and contacts of a sensitive topic.
struct HelpScope: TemplateScope {
  let notes: [ItemScope]
  /// Contact cards.
  let contacts: String

  static let fields: [String: Field<HelpScope>] = [
    "notes": .list { $0.notes },
    "contacts": .html { $0.contacts },
  ]
}

/// A dated change of a procedure.
struct AmendmentScope: TemplateScope {
  let date: DateScope
  let note: String

  static let fields: [String: Field<AmendmentScope>] = [
    "date": .object { $0.date },
    "note": .text { $0.note },
  ]
}

/// Where a list of several pages stands.
struct PaginationScope: TemplateScope {
  let text: String
  let previous: String?
  let next: String?

  static let fields: [String: Field<PaginationScope>] = [
    "text": .text { $0.text },
    "previous": .text { $0.previous },
    "next": .text { $0.next },
  ]
}

/// A letter of the A to Z, or of the glossary, and what it holds.
struct LetterScope: TemplateScope {
  let letter: String
  var links: [LinkScope] = []
  var terms: [TermScope] = []

  static let fields: [String: Field<LetterScope>] = [
    "letter": .text { $0.letter },
    "fragment": .text { "letter-" + $0.letter.lowercased() },
    "links": .list { $0.links },
    "terms": .list { $0.terms },
  ]
}

/// A month, or a year, and the pages of it.
struct PeriodScope: TemplateScope {
  let name: String
  var links: [LinkScope] = []

  static let fields: [String: Field<PeriodScope>] = [
    "name": .text { $0.name },
    "items": .html { $0.links.map(\.item).joined() },
  ]
}

/// An entry of the glossary.
struct TermScope: TemplateScope {
  let id: String
  let name: String
  /// The words of an abbreviation.
  let expansion: String?
  let meaning: String?
  let note: String?

  static let fields: [String: Field<TermScope>] = [
    "id": .text { $0.id },
    "name": .text { $0.name },
    "expansion": .text { $0.expansion },
    "meaning": .text { $0.meaning },
    "note": .text { $0.note },
  ]
}

/// The datasets of a topic.
struct DataGroupScope: TemplateScope {
  let title: String
  let fragment: String
  /// Links as items of a list.
  let items: String

  static let fields: [String: Field<DataGroupScope>] = [
    "title": .text { $0.title },
    "fragment": .text { $0.fragment },
    "items": .html { $0.items },
  ]
}
