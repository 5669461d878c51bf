import Diagnostics
import Fields

/// The fields that only some kinds of page have.
package enum KindDetails: Sendable {
  case none
  case procedure(Procedure)
  case guide(Guide)
  case campaign(Campaign)
  case learning(Learning)
  case tool(Tool)
  case strategy(Strategy)
  case group(Group)

  init(_ fields: FieldReader, kind: PageKind) {
    switch kind {
    case .procedure: self = .procedure(Procedure(fields))
    case .guide: self = .guide(Guide(fields))
    case .campaign: self = .campaign(Campaign(fields))
    case .learning: self = .learning(Learning(fields))
    case .tool: self = .tool(Tool(fields))
    case .strategy: self = .strategy(Strategy(fields))
    case .group: self = .group(Group(fields))
    default: self = .none
    }
  }
}

/// A local, regional or national procedure.
package struct Procedure: Sendable {
  package enum Layer: String, CaseIterable, Sendable { case local, regional, national }

  /// One dated change, newest first on the page.
  package struct Amendment: Sendable {
    package let date: CalendarDate
    package let note: String
  }

  package let layer: Layer
  package let scope: String?
  /// The level of the Joint Framework for Dissemination and Implementation, 1 to 3.
  package let disseminationLevel: Int?
  /// At most seven steps to take at once.
  package let doNow: [String]
  /// The acts and statutory guidance on which the procedure rests.
  package let legalBasis: [String]
  package let amendments: [Amendment]
  package let supersedes: Located<String>?

  init(_ fields: FieldReader) {
    layer = fields.choice("layer") ?? .local
    scope = fields.text("scope")?.value
    disseminationLevel = fields.integer("jfdi_level", in: 1...3)
    doNow = fields.texts("do_now", atMost: 7).map(\.value)
    legalBasis = fields.texts("legal_basis").map(\.value)
    amendments = fields.records("amendments", of: "an amendment").compactMap { item in
      let date = item.date("date", required: true)
      let note = item.text("note", required: true)?.value
      item.finish()
      guard let date, let note else { return nil }
      return Amendment(date: date, note: note)
    }.sorted { $0.date > $1.date }
    supersedes = fields.text("supersedes")
  }
}

/// A one-minute guide.
package struct Guide: Sendable {
  package let keyPoints: [String]
  /// Ids of contacts.
  package let contacts: [Located<String>]

  init(_ fields: FieldReader) {
    keyPoints = fields.texts("key_points", atMost: 5).map(\.value)
    contacts = fields.texts("contacts")
  }
}

/// A campaign, which lives by its dates.
package struct Campaign: Sendable {
  package let starts: CalendarDate?
  package let ends: CalendarDate?
  package let aim: String?
  package let keyMessages: [String]
  package let partners: [String]
  /// Files to download or pages, by source path.
  package let resources: [Located<String>]
  /// The campaign's picture, by source path.
  package let artwork: Located<String>?
  /// The ways in which the message was carried: posters, videos, social media.
  package let channels: [String]
  /// Ids of contacts for people whom the campaign concerns.
  package let contacts: [Located<String>]
  /// Whom the campaign asked, and what they said.
  package let consulted: String?
  /// Whether it goes on without a known end.
  package let isOngoing: Bool

  /// Whether it runs on a day; one whose end is not known does not count as running, unless it is ongoing.
  package func isRunning(on day: CalendarDate) -> Bool {
    guard let starts, starts.firstDay <= day else { return false }
    return ends.map { day <= $0.lastDay } ?? isOngoing
  }

  init(_ fields: FieldReader) {
    starts = fields.date("starts", required: true)
    ends = fields.date("ends")
    artwork = fields.text("artwork")
    channels = fields.texts("channels").map(\.value)
    contacts = fields.texts("help")
    consulted = fields.text("consulted")?.value
    isOngoing = fields.flag("ongoing") ?? false
    aim = fields.text("aim")?.value
    keyMessages = fields.texts("key_messages", atMost: 6).map(\.value)
    partners = fields.texts("partners").map(\.value)
    resources = fields.texts("resources")
    inOrder(starts, ends, "starts", "ends", fields)
  }
}

/// What was learnt from reviews, audits and surveys.
package struct Learning: Sendable {
  package enum Method: String, CaseIterable, Sendable {
    case practiceReview = "cspr"
    case seriousCaseReview = "scr"
    case learningLessonsReview = "llr"
    case appreciativeInquiry = "ai"
    case audit, survey
    case childDeathOverview = "cdop"
  }

  package let method: Method?
  package let period: String?
  package let themes: [String]
  package let learningPoints: [String]
  /// What was done differently after it.
  package let practiceChanges: [String]
  /// Published reviews stay on the site for at least a year.
  package let keepUntil: CalendarDate?

  init(_ fields: FieldReader) {
    method = fields.choice("method")
    period = fields.text("period")?.value
    themes = fields.texts("themes").map(\.value)
    learningPoints = fields.texts("learning_points").map(\.value)
    practiceChanges = fields.texts("practice_changes").map(\.value)
    keepUntil = fields.date("keep_until")
  }
}

/// Something that practitioners work with: a toolkit, a checklist, a form.
package struct Tool: Sendable {
  package enum Form: String, CaseIterable, Sendable {
    case toolkit, checklist, assessment, audit, briefing, form, referral, system
  }

  package let form: Form?
  /// In which work it is used.
  package let useWith: String?
  /// What it must not be used for.
  package let notFor: String?
  /// Whether only some staff may use it; it is described and not offered.
  package let isRestricted: Bool

  init(_ fields: FieldReader) {
    form = fields.choice("kind")
    useWith = fields.text("use_with")?.value
    notFor = fields.text("not_for")?.value
    isRestricted = fields.flag("restricted") ?? false
  }
}

/// A strategy, a framework or a plan.
package struct Strategy: Sendable {
  /// What was found when the strategy was looked at again.
  package struct ReviewPoint: Sendable {
    package let date: CalendarDate
    package let finding: String
  }

  package let from: CalendarDate?
  package let to: CalendarDate?
  package let aims: [String]
  /// Newest first.
  package let reviewPoints: [ReviewPoint]

  init(_ fields: FieldReader) {
    from = fields.date("from")
    to = fields.date("to")
    aims = fields.texts("aims").map(\.value)
    reviewPoints = fields.records("review_points", of: "a review point").compactMap { item in
      let date = item.date("date", required: true)
      let finding = item.text("finding", required: true)?.value
      item.finish()
      guard let date, let finding else { return nil }
      return ReviewPoint(date: date, finding: finding)
    }.sorted { $0.date > $1.date }
    inOrder(from, to, "from", "to", fields)
  }
}

/// A group or body of the partnership, or one of its partners.
package struct Group: Sendable {
  package let role: String?
  /// The post that leads it, never a person's name.
  package let chair: String?
  package let closedOn: CalendarDate?
  package let became: Located<String>?

  init(_ fields: FieldReader) {
    role = fields.text("role")?.value
    chair = fields.text("chair")?.value
    closedOn = fields.date("closed_on")
    became = fields.text("became")
  }
}
