import Content
import Mustache

/// Everything that a layout may show of a page.
struct PageScope: TemplateScope {
  // Shared by all pages of a build.
  let site: SiteScope
  let strings: StringTable
  let assets: AssetScope
  let language: String
  let direction: String
  /// Rendered once per entry of the main menu.
  let header: String
  let footer: String
  let navigation: [LinkScope]

  // The page itself.
  let title: String
  let address: String
  /// The full address; nil on pages that have none of their own, such as “not found”.
  var canonical: String?
  let summary: String?
  /// A word for the style of the body element.
  let kind: String
  var isIndexable = true
  var isSensitive = false
  /// Whether readers may need to leave at once.
  var hasExit = false
  /// The mark at which the page's own content is put in.
  var content: String?
  var structuredData: String?
  var feed: String?
  var previewScript: String?
  /// `link` elements that lead to the page in other languages, and links for readers.
  var alternates: String?
  /// By what a search can be narrowed to the page; nil for pages that no search finds.
  var searchFilters: String?
  /// Other words by which people look for the page.
  var synonyms: String?
  /// On the search page: where the index and its words are, and what the choices are.
  var searchEngine: String?
  var searchWords: String?
  var searchKinds: [OptionScope] = []
  var searchAudiences: [OptionScope] = []
  /// On the site map: nested lists.
  var tree: String?
  var languages: String?
  var source: String?
  var readingTime: String?
  /// In words, and as ISO 8601.
  var updated: String?
  var updatedDate: String?

  /// Rendered once per section.
  var breadcrumbs = ""
  /// Nested lists of links to the page's headings.
  var contents: String?
  /// Rendered, since most pages have none.
  var notices: String?
  var help: HelpScope?
  var facts: [Fact] = []
  var topics: [LinkScope] = []
  var related: [LinkScope] = []
  var children: [LinkScope] = []
  var letters: [LetterScope] = []
  var pagination: PaginationScope?
  /// The report that the page is part of.
  var publication: LinkScope?
  /// The report's chapters as items of a list, the page itself marked; and with their summaries.
  var chapters = ""
  var chapterItems = ""
  /// Where all chapters are on one page.
  var wholeAddress: String?
  var previous: LinkScope?
  var next: LinkScope?
  var redirectTarget: LinkScope?

  // Files to take along.
  var attachments: [AttachmentScope] = []
  /// Where a section's files are all listed.
  var downloadsAddress: String?

  // What only some kinds have.
  var scope: String?
  var aim: String?
  var role: String?
  var contacts: String?
  var consulted: String?
  /// Of a campaign's picture: where it is and how large, as attributes of an `img` element.
  var artwork: String?
  var channels: [ItemScope] = []
  /// On the home page: the campaigns that run today.
  var campaigns: [LinkScope] = []
  /// On the home page: what changed last.
  var recent: [LinkScope] = []
  /// What is new, by month.
  var periods: [PeriodScope] = []
  var steps: [ItemScope] = []
  var keyPoints: [ItemScope] = []
  var messages: [ItemScope] = []
  var partners: [ItemScope] = []
  var themes: [ItemScope] = []
  var learningPoints: [ItemScope] = []
  var practiceChanges: [ItemScope] = []
  var legalBasis: [ItemScope] = []
  var aims: [ItemScope] = []
  var reviewPoints: [AmendmentScope] = []
  var resources: [LinkScope] = []
  var amendments: [AmendmentScope] = []

  // What only the pages of datasets have.
  var groups: [DataGroupScope] = []
  var caveats: [ItemScope] = []
  var contradictions: [ItemScope] = []
  /// The pages that quote the dataset, and its files, as items of lists.
  var citations = ""
  var downloads = ""
  /// Whether the page has a table that readers can sort.
  var hasSorting = false

  static let fields: [String: Field<PageScope>] = [
    "site": .object { $0.site }.constant,
    "language": .text { $0.language },
    "direction": .text { $0.direction },
    "header": .html { $0.header },
    "footer": .html { $0.footer },
    "navigation": .list { $0.navigation }.constant,
    "title": .text { $0.title },
    "address": .text { $0.address },
    "canonical": .text { $0.canonical },
    "summary": .text { $0.summary },
    "kind": .text { $0.kind },
    "isHome": .flag { $0.kind == PageKind.home.rawValue },
    "isIndexable": .flag { $0.isIndexable },
    "isSensitive": .flag { $0.isSensitive },
    "hasExit": .flag { $0.hasExit },
    "content": .html { $0.content },
    "structuredData": .html { $0.structuredData },
    "feed": .text { $0.feed },
    "previewScript": .html { $0.previewScript },
    "searchFilters": .html { $0.searchFilters },
    "synonyms": .text { $0.synonyms },
    "searchEngine": .text { $0.searchEngine },
    "searchWords": .text { $0.searchWords },
    "searchKinds": .list { $0.searchKinds },
    "searchAudiences": .list { $0.searchAudiences },
    "tree": .html { $0.tree },
    "alternates": .html { $0.alternates },
    "languages": .html { $0.languages },
    "source": .text { $0.source },
    "readingTime": .text { $0.readingTime },
    "updated": .text { $0.updated },
    "updatedDate": .text { $0.updatedDate },
    "hasBreadcrumbs": .flag { !$0.breadcrumbs.isEmpty },
    "breadcrumbs": .html { $0.breadcrumbs },
    "hasContents": .flag { $0.contents != nil },
    "contents": .html { $0.contents },
    "notices": .html { $0.notices },
    "help": .object { $0.help },
    "hasFacts": .flag { !$0.facts.isEmpty },
    "facts": .html { Fact.rows($0.facts) },
    "hasTopics": .flag { !$0.topics.isEmpty },
    "topics": .list { $0.topics },
    "topicItems": .html { $0.topics.map(\.item).joined() },
    "hasRelated": .flag { !$0.related.isEmpty },
    "related": .list { $0.related },
    "relatedItems": .html { $0.related.map(\.item).joined() },
    "hasChildren": .flag { !$0.children.isEmpty },
    "children": .list { $0.children },
    "childItems": .html { $0.children.map(\.item).joined() },
    "letters": .list { $0.letters },
    "pagination": .object { $0.pagination },
    "hasPublication": .flag { $0.publication != nil },
    "publicationTitle": .text { $0.publication?.title },
    "publicationAddress": .text { $0.publication?.address },
    "chapters": .html { $0.chapters },
    "chapterItems": .html { $0.chapterItems },
    "wholeAddress": .text { $0.wholeAddress },
    "hasNeighbours": .flag { $0.previous != nil || $0.next != nil },
    "previousTitle": .text { $0.previous?.title },
    "previousAddress": .text { $0.previous?.address },
    "nextTitle": .text { $0.next?.title },
    "nextAddress": .text { $0.next?.address },
    "hasAttachments": .flag { !$0.attachments.isEmpty },
    "attachments": .list { $0.attachments },
    "downloadsAddress": .text { $0.downloadsAddress },
    "redirectTarget": .object { $0.redirectTarget },
    "scope": .text { $0.scope },
    "aim": .text { $0.aim },
    "role": .text { $0.role },
    "contacts": .html { $0.contacts },
    "consulted": .text { $0.consulted },
    "artwork": .html { $0.artwork },
    "hasChannels": .flag { !$0.channels.isEmpty },
    "channels": .list { $0.channels },
    "hasCampaigns": .flag { !$0.campaigns.isEmpty },
    "periods": .list { $0.periods },
    "hasRecent": .flag { !$0.recent.isEmpty },
    "recentItems": .html { $0.recent.map(\.item).joined() },
    "campaignItems": .html { $0.campaigns.map(\.item).joined() },
    "hasSteps": .flag { !$0.steps.isEmpty },
    "steps": .list { $0.steps },
    "hasKeyPoints": .flag { !$0.keyPoints.isEmpty },
    "keyPoints": .list { $0.keyPoints },
    "hasMessages": .flag { !$0.messages.isEmpty },
    "messages": .list { $0.messages },
    "hasPartners": .flag { !$0.partners.isEmpty },
    "partners": .list { $0.partners },
    "hasThemes": .flag { !$0.themes.isEmpty },
    "themes": .list { $0.themes },
    "hasLearningPoints": .flag { !$0.learningPoints.isEmpty },
    "learningPoints": .list { $0.learningPoints },
    "hasPracticeChanges": .flag { !$0.practiceChanges.isEmpty },
    "practiceChanges": .list { $0.practiceChanges },
    "hasLegalBasis": .flag { !$0.legalBasis.isEmpty },
    "legalBasis": .list { $0.legalBasis },
    "hasAims": .flag { !$0.aims.isEmpty },
    "aims": .list { $0.aims },
    "hasReviewPoints": .flag { !$0.reviewPoints.isEmpty },
    "reviewPoints": .list { $0.reviewPoints },
    "hasResources": .flag { !$0.resources.isEmpty },
    "resources": .list { $0.resources },
    "hasAmendments": .flag { !$0.amendments.isEmpty },
    "amendments": .list { $0.amendments },
    "hasGroups": .flag { !$0.groups.isEmpty },
    "groups": .list { $0.groups },
    "hasCaveats": .flag { !$0.caveats.isEmpty },
    "caveats": .list { $0.caveats },
    "hasContradictions": .flag { !$0.contradictions.isEmpty },
    "contradictions": .list { $0.contradictions },
    "hasCitations": .flag { !$0.citations.isEmpty },
    "citations": .html { $0.citations },
    "hasDownloads": .flag { !$0.downloads.isEmpty },
    "downloads": .html { $0.downloads },
    "hasSorting": .flag { $0.hasSorting },
  ]
}

/// A page's scope for the template engine, which copies what it is given again and again.
final class PageModel: MustacheParent, Sendable {
  private let scope: PageScope

  init(_ scope: PageScope) { self.scope = scope }

  func child(named name: String) -> Any? {
    switch name {
    case StringTable.scopeName: scope.strings
    case AssetScope.name: scope.assets
    default: PageScope.fields[name]?.value(scope)
    }
  }
}

/// What the partials that pages get rendered may show: header, footer, breadcrumbs, notices.
struct SharedScope: TemplateScope {
  let site: SiteScope
  let strings: StringTable
  let assets: AssetScope
  let language: String
  let direction: String
  var navigation: [LinkScope]
  let footerLinks: [LinkScope]
  var breadcrumbs: [LinkScope] = []
  var notices: [NoticeScope] = []

  static let fields: [String: Field<SharedScope>] = [
    "site": .object { $0.site },
    "language": .text { $0.language },
    "direction": .text { $0.direction },
    "navigation": .list { $0.navigation },
    "footerLinks": .list { $0.footerLinks },
    "breadcrumbs": .list { $0.breadcrumbs },
    "notices": .list { $0.notices },
  ]

  func child(named name: String) -> Any? {
    switch name {
    case StringTable.scopeName: strings
    case AssetScope.name: assets
    default: Self.fields[name]?.value(self)
    }
  }
}

extension ScopeSchema {
  /// With the words and the assets that the theme has.
  func with(strings: StringTable, assets: [String: String]) -> ScopeSchema {
    let words = strings.schema
    let files = AssetScope.schema(assets)
    let added: [String: FieldKind] = [StringTable.scopeName: .object { words }, AssetScope.name: .object { files }]
    return ScopeSchema(name: name, fields: fields.merging(added) { a, _ in a })
  }
}
