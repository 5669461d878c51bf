import Content
import Diagnostics
import Fields
import Site

/// What typesets one download: data only, which no template takes for its own source.
package struct PrintJob: Sendable {
  package let download: Download
  /// A JSON object, on one line. `themes/lscp/print/lib.typ` shows all of its members.
  package let json: [UInt8]
  /// The images that the document shows, below the content folder; the JSON names them by their place here.
  package let images: [String]
  /// The day that the document says it is of: never that of the build, so that the same text gives the same bytes.
  package let date: CalendarDate?
}

/// Makes the data of downloads.
package struct PrintWriter: Sendable {
  private let site: Site
  /// The charts, tables and words of each language of the site.
  private let data: [String: PrintData]
  private let original: PrintData

  package init(site: Site, theme: Theme) {
    self.site = site
    func data(_ theme: Theme) -> PrintData {
      PrintData(site: site, strings: theme.strings, charts: site.data.charts(in: theme.strings))
    }
    original = data(theme)
    self.data = theme.translations.mapValues(data)
  }

  package func job(for download: Download) -> PrintJob {
    let language = site.language(of: site.pages[download.page])
    return PrintDocument(
      download: download, language: language, site: site, data: data[language] ?? original
    ).job()
  }
}

/// The data of one download.
private struct PrintDocument {
  let download: Download
  let language: String
  let site: Site
  let data: PrintData
  private var strings: StringTable { data.strings }

  init(download: Download, language: String, site: Site, data: PrintData) {
    self.download = download
    self.language = language
    self.site = site
    self.data = data
  }

  func job() -> PrintJob {
    let page = site.pages[download.page]
    let chapters = page.publication == download.page ? chapters(of: download.page) : []
    var body = PrintBody(data: data, page: page, chapters: chapters)
    var members: [(name: String, value: JSON)] = [
      ("form", .text(download.form.rawValue)),
      ("language", .text(language)),
      ("direction", .text(PageContext.direction(language))),
      ("brand", .optional(site.configuration.brand.map { "\($0.colour)" })),
      ("accent", .optional(site.configuration.brand?.accent.map { "\($0)" })),
      ("site", .text(site.configuration.name)),
      ("shortName", .text(site.configuration.shortName)),
      ("address", .text(site.absolute(page.address))),
      ("title", .text(page.title)),
      ("summary", .text(page.frontMatter.summary)),
      ("words", words),
      ("notices", .texts(notices(of: page))),
      ("facts", .list(strings.facts(of: page, in: site).map { ["term": .text($0.term), "text": .text($0.text)] })),
      ("help", help(of: [page])),
      ("source", .optional(page.frontMatter.source)),
      ("body", body.blocks(of: page, index: download.page)),
    ]
    members += details(of: page)
    if let logo = site.logo { members.append(("logo", .number(body.number(ofImage: site.media[logo].path)))) }
    if let artwork = page.artwork {
      members.append(("artwork", .number(body.number(ofImage: site.media[artwork].path))))
    }
    if !chapters.isEmpty {
      members.append(("chapters", .list(chapters.map { chapter($0, &body) })))
      members.append(("terms", .list(body.terms.sorted().map(term))))
    }
    members.append(("footnotes", .list(body.footnotes)))
    let pages = [page] + chapters.map { site.pages[$0] }
    return PrintJob(
      download: download, json: JSON.object(members).bytes(), images: body.images,
      date: pages.compactMap { $0.changed ?? $0.frontMatter.reviewed }.max())
  }

  private func chapters(of publication: Int) -> [Int] {
    site.pages[publication].children.filter { site.pages[$0].kind == .chapter }
  }

  private func chapter(_ index: Int, _ body: inout PrintBody) -> JSON {
    let page = site.pages[index]
    return [
      "id": .text(body.anchor(of: index) ?? ""), "title": .text(page.title), "summary": .text(page.frontMatter.summary),
      "help": help(of: [page]), "source": .optional(page.frontMatter.source),
      "body": body.blocks(of: page, index: index),
    ]
  }

  private func term(_ index: Int) -> JSON {
    let term = site.terms[index]
    return [
      "name": .text(term.name), "expansion": .optional(term.abbreviation == nil ? nil : term.expansion),
      "meaning": .optional(term.meaning),
    ]
  }

  /// The words that templates use: those of pages that sheets need too, and all whose names begin with `print_`.
  private var words: JSON {
    let shared = [
      "key_points", "do_now", "key_messages", "key_contacts", "resources", "partners", "amendments", "scope",
      "contents",
      "help", "source", "not_verified", "contact_phone", "contact_text", "contact_email", "contact_web",
      "contact_hours", "contact_cost", "contact_for", "contact_not_for", "consulted", "channels", "owner", "version",
      "reviewed", "review_due",
      "published", "chart_table", "legal_basis",
    ]
    let own = strings.texts.keys.filter { $0.hasPrefix("print_") }
    return .object((shared + own).sorted().map { (name: $0, value: .text(strings[$0])) })
  }

  /// What holds on any day. What only the day of the build brings about (a review overdue, a campaign that has ended)
  /// is not printed: paper cannot know, and its dates tell.
  private func notices(of page: Page) -> [String] {
    var notices: [String] = []
    if let publication = page.publication, let period = PublicationPeriod(site.pages[publication]) {
      notices.append(strings["record", ["period": period.text]])
    } else if let period = page.frontMatter.recordOf {
      notices.append(strings["record", ["period": period]])
    }
    switch page.frontMatter.status {
    case .approved: break
    case .archived: notices.append(strings["archived"])
    case .proposed: notices.append(strings["proposed"])
    case .draft: notices.append(strings["draft"])
    }
    if let other = page.replacedBy { notices.append(strings["replaced_by"] + " " + site.pages[other].title) }
    return notices
  }

  /// The notes and contacts of the sensitive topics of pages, each once; null where there are none.
  private func help(of pages: [Page]) -> JSON {
    var notes: [String] = []
    var contacts: [Int] = []
    for page in pages {
      for topic in page.frontMatter.sensitive {
        if let note = site.configuration.sensitiveTopics[topic.value]?.note, !notes.contains(note) {
          notes.append(note)
        }
      }
      contacts += page.help.filter { !contacts.contains($0) }
    }
    guard !notes.isEmpty else { return .null }
    return ["notes": .texts(notes), "contacts": .list(contacts.map { PrintBody.contact(site.contacts[$0], strings) })]
  }

  private func details(of page: Page) -> [(name: String, value: JSON)] {
    switch page.frontMatter.details {
    case .procedure(let procedure):
      return [
        ("scope", .optional(procedure.scope)), ("steps", .texts(procedure.doNow)),
        ("law", .texts(procedure.legalBasis)),
        (
          "amendments",
          .list(
            procedure.amendments.map { ["date": .text(strings.words($0.date)), "note": .text($0.note)] })
        ),
      ]
    case .guide(let guide):
      return [
        ("points", .texts(guide.keyPoints)),
        ("contacts", contacts(guide.contacts)),
      ]
    case .campaign(let campaign):
      return [
        ("aim", .optional(campaign.aim)), ("messages", .texts(campaign.keyMessages)),
        ("partners", .texts(campaign.partners)), ("channels", .texts(campaign.channels)),
        ("consulted", .optional(campaign.consulted)), ("contacts", contacts(campaign.contacts)),
        ("resources", .list(page.resources.compactMap(resource))),
        ("dates", .optional(campaign.starts.map { strings.words(from: $0, until: campaign.ends) })),
      ]
    default: return []
    }
  }

  private func contacts(_ ids: [Located<String>]) -> JSON {
    .list(ids.compactMap { id in site.contacts.first { $0.id == id.value } }.map { PrintBody.contact($0, strings) })
  }

  private func resource(_ target: LinkTarget) -> JSON? {
    switch target {
    case .page(let index, _):
      return ["title": .text(site.pages[index].title), "url": .text(site.absolute(site.pages[index].address))]
    case .file(let index):
      let path = site.media[index].path
      return [
        "title": .text(path.split(separator: "/").last.map(String.init) ?? path),
        "url": .text(site.absolute(URLEscape.path("/" + path))),
      ]
    case .external(let address):
      return ["title": .text(address), "url": .text(URLEscape.escaped(address))]
    default: return nil
    }
  }
}
