import Content
import Fields

/// Decides what of a document readers see on a day.
struct Lifecycle: Sendable {
  let today: CalendarDate
  let includesDrafts: Bool

  /// Why a document is not part of the site.
  enum Absence: Sendable {
    case draft
    case notYet(CalendarDate)
    case noLonger(CalendarDate)

    /// In a sentence that begins with "this page links to …, which".
    var reason: String {
      switch self {
      case .draft: "is a draft"
      case .notYet(let date): "is not published before \(date)"
      case .noLonger(let date): "is not published after \(date)"
      }
    }
  }

  func absence(of document: Document) -> Absence? {
    guard !includesDrafts else { return nil }
    let fields = document.frontMatter
    if fields.status == .draft { return .draft }
    if let from = fields.publishFrom, today < from.firstDay { return .notYet(from) }
    if case .campaign(let campaign) = fields.details, let starts = campaign.starts, today < starts.firstDay {
      return .notYet(starts)
    }
    if let until = fields.publishUntil, until.lastDay < today { return .noLonger(until) }
    return nil
  }

  func state(of document: Document) -> PageState {
    let fields = document.frontMatter
    switch fields.status {
    case .draft: return .draft
    case .archived: return .archived
    case .proposed: return .proposed
    case .approved: break
    }
    if case .campaign(let campaign) = fields.details {
      if let ends = campaign.ends, ends.lastDay < today { return .ended }
      if campaign.isRunning(on: today) { return .running }
    }
    if let due = fields.reviewDue, due.lastDay < today { return .reviewOverdue }
    return .current
  }
}
