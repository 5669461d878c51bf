import Diagnostics
import Fields

/// Where a page stands in its life.
package enum PageStatus: String, CaseIterable, Sendable {
  case draft, proposed, approved, archived
}

/// Who a page is for.
package enum Audience: String, CaseIterable, Sendable {
  case `public`, parents, children, practitioners, partners
}

/// The fields that every kind of page may have, and those of its kind.
package struct FrontMatter: Sendable {
  package var title = ""
  package var summary = ""
  package var published: CalendarDate?
  package var updated: CalendarDate?
  package var owner: String?
  package var reviewed: CalendarDate?
  package var reviewDue: CalendarDate?
  package var version: String?
  package var status = PageStatus.approved
  /// Nil where the section's default applies.
  package var audience: [Audience]?
  package var topics: [Located<String>] = []
  package var sensitive: [Located<String>] = []
  package var author: String?
  package var approvedBy: String?
  package var publishFrom: CalendarDate?
  package var publishUntil: CalendarDate?
  package var redirectFrom: [Located<String>] = []
  package var replacedBy: Located<String>?
  package var related: [Located<String>] = []
  package var synonyms: [String] = []
  package var id: Located<String>?
  /// Where the content comes from, in words.
  package var source: String?
  /// The period that the page describes, where that is not today: `2018/19`.
  package var recordOf: String?
  /// The place among its neighbours; chapters must have it, other pages may.
  package var order: Int?
  package var details = KindDetails.none
  /// Where the front matter stands.
  package var place: Place

  init(place: Place) { self.place = place }
}

extension FrontMatter {
  /// Reads and checks the fields of a page.
  init(_ fields: FieldReader, kind: PageKind) {
    self.init(place: fields.place)
    title = fields.text("title", required: true, limit: 90)?.value ?? ""
    summary = fields.text("summary", required: true, limit: 160)?.value ?? ""
    status = fields.choice("status") ?? .approved
    recordOf = fields.text("record_of", limit: 40)?.value
    // A proposal gets its dates with its approval, and the date of a record is its period.
    let isInForce = status != .proposed && recordOf == nil
    published = fields.date("published", required: kind.needsPublished && isInForce)
    updated = fields.date("updated")
    owner = fields.text("owner", required: kind.needsOwner)?.value
    reviewed = fields.date("reviewed", required: kind.needsReview && isInForce)
    reviewDue = fields.date("review_due", required: kind.needsReview && isInForce)
    version = fields.text("version", required: kind == .procedure && isInForce)?.value
    let audience: [Audience] = fields.choices("audience")
    self.audience = audience.isEmpty ? nil : audience
    topics = fields.texts("topics").filter { isSlug($0, "topics", fields) }
    sensitive = fields.texts("sensitive")
    author = fields.text("author")?.value
    approvedBy = fields.text("approved_by")?.value
    publishFrom = fields.date("publish_from")
    publishUntil = fields.date("publish_until")
    redirectFrom = fields.texts("redirect_from")
    replacedBy = fields.text("replaced_by")
    related = fields.texts("related")
    synonyms = fields.texts("synonyms").map(\.value)
    id = fields.text("id")
    source = fields.text("source")?.value
    order = fields.integer("order", required: kind == .chapter, in: 0...1_000_000)
    details = KindDetails(fields, kind: kind)

    inOrder(published, updated, "published", "updated", fields)
    inOrder(reviewed, reviewDue, "reviewed", "review_due", fields)
    inOrder(publishFrom, publishUntil, "publish_from", "publish_until", fields)
    if let author, author == approvedBy {
      fields.report(
        .value, "\(author) cannot both write and approve the page", at: fields.keyPlace("approved_by"),
        help: "a second person approves")
    }
    fields.finish()
  }
}

extension FrontMatter {
  /// The sentences of the front matter that readers see on the page or in lists.
  package var shownTexts: [String] {
    let own: [String] =
      switch details {
      case .none: []
      case .procedure(let procedure):
        [procedure.scope].compactMap(\.self) + procedure.doNow + procedure.legalBasis + procedure.amendments.map(\.note)
      case .guide(let guide): guide.keyPoints
      case .campaign(let campaign):
        [campaign.aim, campaign.consulted].compactMap(\.self) + campaign.keyMessages + campaign.channels
      case .learning(let learning): learning.themes + learning.learningPoints + learning.practiceChanges
      case .tool(let tool): [tool.useWith, tool.notFor].compactMap(\.self)
      case .strategy(let strategy): strategy.aims + strategy.reviewPoints.map(\.finding)
      case .group(let group): [group.role, group.chair].compactMap(\.self)
      }
    return [title, summary, source].compactMap(\.self) + own
  }
}

/// Reports a pair of dates that stand the wrong way round.
func inOrder(
  _ first: CalendarDate?, _ last: CalendarDate?, _ firstKey: String, _ lastKey: String, _ fields: FieldReader
) {
  guard let first, let last, last.lastDay < first.firstDay else { return }
  fields.report(
    .value, "\"\(lastKey)\" (\(last)) is before \"\(firstKey)\" (\(first))", at: fields.keyPlace(lastKey),
    help: "check both dates")
}

/// Whether a text can be part of an address: lower-case letters, digits and single hyphens. Reports it where not.
func isSlug(_ text: Located<String>, _ key: String, _ fields: FieldReader) -> Bool {
  let slug = Address.slug(text.value)
  if slug == text.value, !slug.isEmpty { return true }
  fields.report(
    .value, "\"\(text.value)\" is not a name for \"\(key)\"", at: text.place,
    help: slug.isEmpty
      ? "use lower-case letters, digits and hyphens" : "use lower-case letters, digits and hyphens: \(slug)")
  return false
}
