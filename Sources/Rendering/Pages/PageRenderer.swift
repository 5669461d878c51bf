import Content
import Fields
import Site

/// Renders the pages that authors have written.
struct PageRenderer: Sendable {
  let context: PageContext
  private var site: Site { context.site }
  private var strings: StringTable { context.theme.strings }

  init(_ context: PageContext) { self.context = context }

  /// The page's file, and for long sections the files of its further pages.
  func render(_ index: Int) -> [(path: String, bytes: [UInt8])] {
    let page = site.pages[index]
    let scope = scope(of: index)
    let lists = page.kind == .section || page.kind == .home ? listed(on: page) : []
    let pages = ListPages(count: lists.count, address: page.address, strings: strings)
    return pages.numbers.map { number in
      var scope = scope
      scope.children = pages.items(lists, on: number)
      scope.pagination = pages.scope(of: number)
      let file = pages.file(of: number)
      if number > 1 {
        scope = pages.continued(scope, number: number, site: site)
        return (file, context.render(page.kind.rawValue, scope) { _ in })
      }
      return (file, context.render(page.kind.rawValue, scope) { context.bodies.write(page, to: &$0) })
    }
  }

  /// The children that a list shows: chapters are on the contents list of their publication, and a section whose text
  /// leads to a page in words of its own need not list it again.
  private func listed(on page: Page) -> [LinkScope] {
    let linked = page.kind == .section ? Set(page.links.compactMap(\.wholePage)) : []
    let shown = page.children.filter { site.pages[$0].kind != .chapter && !linked.contains($0) }
    // The doors of the home page are those of the menu; what is not on it lies behind one of them.
    return (page.kind == .home ? site.navigation.filter(shown.contains) : shown).map { context.links[$0] }
  }

  /// How many of the newest pages the home page names.
  private static let recentCount = 5

  // MARK: - The scope of a page

  private func scope(of index: Int) -> PageScope {
    let page = site.pages[index]
    let fields = page.frontMatter
    var scope = context.scope(
      title: page.title, address: page.address, summary: fields.summary, kind: page.kind.rawValue,
      section: context.menuEntry(of: index))
    scope.breadcrumbs = context.breadcrumbs(below: page.parent)
    scope.contents = contents(of: page)
    scope.notices = context.notices(notices(of: page))
    scope.isSensitive = page.isSensitive
    scope.hasExit = page.isSensitive || page.audience.contains(.children) || page.audience.contains(.parents)
    scope.facts = strings.facts(of: page, in: site)
    scope.source = fields.source
    scope.updated = fields.updated.map(strings.words)
    scope.updatedDate = fields.updated?.description
    if page.kind != .home, page.kind != .section {
      // 200 words a minute: a usual rate for adults reading on screen.
      let minutes = max(1, (page.wordCount + 100) / 200)
      scope.readingTime = strings["reading_time", ["minutes": String(minutes)]]
    }
    scope.help = help(of: [page])
    if page.kind == .home {
      scope.campaigns = site.pages.indices.filter { site.pages[$0].state == .running }.map { context.links[$0] }
      scope.recent = NewPages(context).newest(Self.recentCount)
    }
    scope.topics = fields.topics.compactMap { context.topicLinks[$0.value] }
    scope.related = page.related.map { context.links[$0] }
    if let publication = page.publication {
      scope.publication = context.links[publication]
      scope.chapters = chapters(of: publication, current: index)
      if publication == index {
        scope.wholeAddress = PageContext.wholeAddress(of: index, in: site)
        scope.chapterItems = context.chapters(of: publication).map { context.links[$0].item }.joined()
      }
    }
    scope.previous = page.previous.map { context.links[$0] }
    scope.next = page.next.map { context.links[$0] }
    scope.attachments = context.documents.attachments(of: index)
    scope.downloadsAddress = context.documents.address(ofSection: index)
    if FeedWriter.hasFeed(index, in: site) { scope.feed = page.address + FeedWriter.fileName }
    if page.kind == .glossary { scope.letters = AlphabetPages.glossary(site) }
    if page.kind == .aToZ { scope.letters = AlphabetPages.index(context) }
    if page.kind == .data { scope.groups = DataPages.groups(context) }
    addDetails(of: index, to: &scope)
    scope.searchFilters = page.searchFilters
    if !fields.synonyms.isEmpty { scope.synonyms = fields.synonyms.joined(separator: ", ") }
    scope.alternates = alternates(of: page)
    scope.languages = languages(of: page)
    scope.structuredData = StructuredData.json(for: page, breadcrumbs: context.trail(to: page.parent), site: site)
    return scope
  }

  /// Headings of level 2 and below them those of level 3; nil where there are too few to need a list.
  private func contents(of page: Page) -> String? {
    let headings = page.document.body.headings
    guard headings.count(where: { $0.level == 2 }) > 2 else { return nil }
    var output: [UInt8] = []
    var level = 1
    for heading in headings where heading.level == 2 || (heading.level == 3 && level > 1) {
      if heading.level > level {
        output.append("<ul>\n")
      } else {
        output.append("</li>\n")
        if heading.level < level { output.append("</ul>\n</li>\n") }
      }
      level = heading.level
      output.append("<li><a href=\"#", heading.id, "\">")
      HTMLEscape.append(heading.text, to: &output)
      output.append("</a>")
    }
    output.append(level == 3 ? "</li>\n</ul>\n</li>\n</ul>" : "</li>\n</ul>")
    return String(decoding: output, as: UTF8.self)
  }

  func notices(of page: Page) -> [NoticeScope] {
    var notices: [NoticeScope] = []
    if let publication = page.publication, let period = PublicationPeriod(site.pages[publication]) {
      notices.append(NoticeScope(kind: "record", text: strings["record", ["period": period.text]]))
    } else if let period = page.frontMatter.recordOf {
      notices.append(NoticeScope(kind: "record", text: strings["record", ["period": period]]))
    }
    switch page.state {
    case .current: break
    case .running:
      if case .campaign(let campaign) = page.frontMatter.details, let ends = campaign.ends {
        notices.append(
          NoticeScope(
            kind: "running", text: strings[ends.day == nil ? "running_in" : "running", ["date": strings.words(ends)]]))
      }
    case .ended:
      if case .campaign(let campaign) = page.frontMatter.details, let ends = campaign.ends {
        notices.append(
          NoticeScope(
            kind: "ended", text: strings[ends.day == nil ? "ended_in" : "ended", ["date": strings.words(ends)]]))
      }
    case .reviewOverdue:
      let due = page.frontMatter.reviewDue.map(strings.words) ?? ""
      notices.append(NoticeScope(kind: "overdue", text: strings["review_overdue", ["date": due]]))
    case .archived: notices.append(NoticeScope(kind: "archived", text: strings["archived"]))
    case .proposed: notices.append(NoticeScope(kind: "proposed", text: strings["proposed"]))
    case .draft: notices.append(NoticeScope(kind: "draft", text: strings["draft"]))
    }
    if let other = page.replacedBy {
      notices.append(NoticeScope(kind: "archived", text: strings["replaced_by"], link: context.links[other]))
    }
    return notices
  }

  /// The notes and contacts of the sensitive topics of pages, each once.
  func help(of pages: [Page]) -> HelpScope? {
    var topics: [String] = []
    var contacts: [Int] = []
    for page in pages {
      topics += page.frontMatter.sensitive.map(\.value).filter { !topics.contains($0) }
      contacts += page.help.filter { !contacts.contains($0) }
    }
    return help(topics: topics, contacts: contacts)
  }

  /// The help panel for topics of which no page names more contacts.
  func help(topics: [String]) -> HelpScope? {
    var contacts: [Int] = []
    for topic in topics {
      for contact in site.configuration.sensitiveTopics[topic]?.contacts ?? [] {
        let index = site.contacts.firstIndex { $0.id == contact.value }
        if let index, !contacts.contains(index) { contacts.append(index) }
      }
    }
    return help(topics: topics, contacts: contacts)
  }

  private func help(topics: [String], contacts: [Int]) -> HelpScope? {
    guard !topics.isEmpty else { return nil }
    return HelpScope(
      notes: topics.compactMap { site.configuration.sensitiveTopics[$0].map { ItemScope(text: $0.note) } },
      contacts: String(decoding: contacts.flatMap { context.cards[$0] }, as: UTF8.self))
  }

  /// The chapters of a publication as items of a list.
  private func chapters(of publication: Int, current: Int) -> String {
    var output: [UInt8] = []
    for chapter in context.chapters(of: publication) {
      output.append(
        "<li><a href=\"", context.links[chapter].address, chapter == current ? "\" aria-current=\"page\">" : "\">")
      HTMLEscape.append(context.links[chapter].title, to: &output)
      output.append("</a></li>\n")
    }
    return String(decoding: output, as: UTF8.self)
  }

  func date(_ date: CalendarDate) -> DateScope { DateScope(iso: date.description, words: strings.words(date)) }

  // MARK: - What only some kinds have

  /// A page by its title, a file by its name, another site by its address.
  private func resource(_ target: LinkTarget) -> LinkScope? {
    switch target {
    case .page(let index, _): return context.links[index]
    case .file(let index):
      let file = site.media[index]
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return LinkScope(
        title: name, address: URLEscape.path("/" + file.path), summary: strings.words(bytes: file.size))
    case .external(let address): return LinkScope(title: address, address: URLEscape.escaped(address))
    default: return nil
    }
  }

  /// The cards of contacts, by their ids; nil where there are none.
  private func cards(_ ids: [Located<String>]) -> String? {
    let cards = ids.flatMap { id in
      site.contacts.firstIndex { $0.id == id.value }.map { context.cards[$0] } ?? []
    }
    return cards.isEmpty ? nil : String(decoding: cards, as: UTF8.self)
  }

  private func addDetails(of index: Int, to scope: inout PageScope) {
    let page = site.pages[index]
    func items(_ texts: [String]) -> [ItemScope] { texts.map(ItemScope.init) }
    switch page.frontMatter.details {
    case .none: break
    case .procedure(let procedure):
      scope.scope = procedure.scope
      scope.steps = items(procedure.doNow)
      scope.legalBasis = items(procedure.legalBasis)
      scope.amendments = procedure.amendments.map { AmendmentScope(date: date($0.date), note: $0.note) }
    case .guide(let guide):
      scope.keyPoints = items(guide.keyPoints)
      scope.contacts = cards(guide.contacts)
    case .campaign(let campaign):
      scope.aim = campaign.aim
      scope.messages = items(campaign.keyMessages)
      scope.partners = items(campaign.partners)
      scope.resources = page.resources.compactMap(resource)
      scope.channels = items(campaign.channels)
      scope.consulted = campaign.consulted
      scope.contacts = cards(
        campaign.contacts.filter { id in !page.help.contains { site.contacts[$0].id == id.value } })
      scope.artwork = context.links[index].artwork
      if let starts = campaign.starts {
        let text = strings.words(from: starts, until: campaign.ends)
        scope.facts.insert(Fact(term: strings["period"], text: text), at: 0)
      }
    case .learning(let learning):
      scope.themes = items(learning.themes)
      scope.learningPoints = items(learning.learningPoints)
      scope.practiceChanges = items(learning.practiceChanges)
    case .tool: break
    case .strategy(let strategy):
      scope.aims = items(strategy.aims)
      scope.reviewPoints = strategy.reviewPoints.map { AmendmentScope(date: date($0.date), note: $0.finding) }
    case .group(let group): scope.role = group.role
    }
  }
}

/// The years that a report covers, from its folder: `reports/2018-19/` is “2018/19”.
struct PublicationPeriod {
  let text: String

  init?(_ page: Page) {
    guard let folder = page.address.split(separator: "/").last else { return nil }
    let parts = folder.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isNumber = parts.allSatisfy { $0.allSatisfy { (0x30...0x39).contains($0) } }
    guard isNumber, parts.first?.count == 4 else { return nil }
    switch parts.count {
    case 1: text = String(folder)
    case 2 where parts[1].count == 2: text = folder.prefix(4) + "/" + folder.suffix(2)
    default: return nil
    }
  }
}
