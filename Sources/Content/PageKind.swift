/// What a page is; the folder of its source file decides.
package enum PageKind: String, CaseIterable, Sendable {
  case home, section, page, procedure, guide, campaign, chapter, learning, tool, strategy, group, news
  /// The glossary, the A to Z and the list of datasets: pages to which the builder adds a list.
  case glossary, aToZ = "a-to-z", data

  /// - Parameter path: the source file below the content folder, with `/` between its parts.
  package init(path: String) {
    let parts = path.split(separator: "/")
    let file = parts.last ?? ""
    switch (parts.count, parts.first ?? "", file) {
    case (1, _, "index.md"): self = .home
    case (1, _, "glossary.md"): self = .glossary
    case (1, _, "a-z.md"): self = .aToZ
    case (2, "data", "index.md"): self = .data
    case (_, _, "index.md"): self = .section
    case (2..., "procedures", _): self = .procedure
    case (2..., "guides", _): self = .guide
    case (2..., "campaigns", _): self = .campaign
    case (2..., "learning", _): self = .learning
    case (2..., "tools", _): self = .tool
    case (2..., "strategies", _): self = .strategy
    case (2..., "news", _): self = .news
    case (3..., "reports", _): self = .chapter
    case (3..., "partnership", _) where parts[1] == "groups" || parts[1] == "partners": self = .group
    default: self = .page
    }
  }

  /// The kind in a sentence: "a guide needs the field …".
  package var subject: String {
    switch self {
    case .home: "the home page"
    case .section: "a section's index.md"
    case .page: "a page"
    case .procedure: "a procedure"
    case .guide: "a guide"
    case .campaign: "a campaign"
    case .chapter: "a report chapter"
    case .learning: "a learning page"
    case .tool: "a tool"
    case .strategy: "a strategy"
    case .group: "a group"
    case .news: "a news page"
    case .glossary: "the glossary page"
    case .aToZ: "the A to Z page"
    case .data: "the page of all datasets"
    }
  }

  /// Kinds that hold the other pages of their folder.
  package var isSection: Bool { self == .section || self == .data }

  /// Kinds at an address that the builder fills itself where no file is written for it.
  package var fillsMadeAddress: Bool { self == .glossary || self == .aToZ || self == .data }

  /// Kinds that say when they were first published.
  var needsPublished: Bool {
    switch self {
    case .home, .section, .page, .glossary, .aToZ, .data: false
    default: true
    }
  }

  /// Kinds that name the group which keeps them right.
  var needsOwner: Bool {
    switch self {
    case .procedure, .guide, .strategy, .tool, .learning: true
    default: false
    }
  }

  /// Kinds whose content practitioners rely on until a stated day.
  var needsReview: Bool { self == .procedure || self == .guide }
}
