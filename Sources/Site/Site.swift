import Content
import Diagnostics
import Fields
import Markdown

/// The whole site as an immutable model: what is published on a day, where it is, and what leads where.
///
/// Pages refer to each other by their index in ``pages``.
package struct Site: Sendable {
  package let configuration: SiteConfiguration
  /// The day for which the site is built.
  package let today: CalendarDate
  /// In order of their addresses.
  package let pages: [Page]
  package let home: Int?
  /// The entries of the main menu.
  package let navigation: [Int]
  package let footerLinks: [Int]
  /// The page that tells what the exit button does.
  package let exitHelp: Int?
  /// The mark beside the site's name, by its index in ``media``; nil where the theme's stands.
  package let logo: Int?
  /// The page that tells how to ask for a download in another form.
  package let formats: Int?
  /// The listed pages with a date, the newest first; those of one day by title.
  package let newest: [Int]
  /// In order of their slugs.
  package let topics: [Topic]
  package let redirects: [Redirect]
  package let contacts: [Contact]
  /// In the order of the glossary: by name, letters before case.
  package let terms: [Term]
  /// Files of the content folder that are neither pages nor data.
  package let media: [SourceTree.File]
  /// The files that published pages link to or show, by index in ``media``, in order.
  package let usedMedia: [Int]
  package let data: SiteData
  package let tree: SourceTree

  /// The addresses of the pages that the builder makes by itself.
  package static let topicsAddress = "/topics/"
  package static let glossaryAddress = "/glossary/"
  package static let aToZAddress = "/a-z/"
  package static let dataAddress = "/data/"
  package static let searchAddress = "/search/"
  package static let siteMapAddress = "/site-map/"
  package static let whatsNewAddress = "/whats-new/"

  /// The full address of a page, for feeds and canonical links.
  package func absolute(_ address: String) -> String { configuration.origin + address }

  /// A page in a language, or the page itself where there is no such translation.
  package func version(of index: Int, in language: String) -> Int {
    pages[index].versions.first { self.language(of: pages[$0]) == language } ?? index
  }

  /// The language of a page, as a BCP 47 tag.
  package func language(of page: Page) -> String { page.language ?? configuration.language }
}

/// A published page and its place among the others.
package struct Page: Sendable {
  package let document: Document
  /// With a slash at both ends.
  package let address: String
  package let audience: [Audience]
  /// Dates of the future or the past that change what the page shows.
  package let state: PageState
  /// Where there are translations: the page in each language, this one too, that of the site first.
  package internal(set) var versions: [Int] = []
  /// The nearest section above; nil for the home page.
  package internal(set) var parent: Int?
  /// For sections: pages and sections directly below, in the order of their lists.
  package internal(set) var children: [Int] = []
  /// In a publication of several pages: the page before and behind.
  package internal(set) var previous: Int?
  package internal(set) var next: Int?
  /// The report or other publication that a chapter is part of.
  package internal(set) var publication: Int?
  /// One for each link of the document's body.
  package internal(set) var links: [LinkTarget] = []
  /// One for each image of the document's body.
  package internal(set) var images: [LinkTarget] = []
  /// One for each abbreviation of the document's body: the glossary's term, or nil.
  package internal(set) var terms: [Int?] = []
  package internal(set) var related: [Int] = []
  package internal(set) var replacedBy: Int?
  /// What a campaign offers: pages, files and addresses of other sites.
  package internal(set) var resources: [LinkTarget] = []
  /// A campaign's picture, by its index in ``Site/media``.
  package internal(set) var artwork: Int?
  /// Ids of contacts that stand on the page's help panel, most urgent first.
  package internal(set) var help: [Int] = []

  package var frontMatter: FrontMatter { document.frontMatter }
  package var title: String { frontMatter.title }
  package var kind: PageKind { document.kind }
  /// Whether search engines may know the page.
  package var isPublished: Bool { frontMatter.status != .draft || state == .draft }
  /// Whether lists and feeds name the page; translations stand behind the page that they translate.
  package var isListed: Bool { isPublished && language == nil }
  /// The newest date of the page, for lists of what is new, feeds and the site map.
  package var changed: CalendarDate? { frontMatter.updated ?? frontMatter.published }
  /// Whether it is on the list of what is new.
  var isNews: Bool { isListed && changed != nil }
  /// The language of a translation; nil for pages in the language of the site.
  package var language: String? { document.language }
  package var isSensitive: Bool { !frontMatter.sensitive.isEmpty }
}

/// What the dates of a page mean on the day of the build.
package enum PageState: Sendable {
  case current
  /// A campaign between its first and its last day.
  case running
  /// A campaign behind its last day.
  case ended
  /// Behind the day on which its owner was to review it.
  case reviewOverdue
  case archived
  /// Written, but not approved.
  case proposed
  /// Only in a preview.
  case draft
}

/// Where a link or image leads.
package enum LinkTarget: Sendable, Equatable {
  /// A page of the site, by index, and the id of a place on it.
  case page(Int, fragment: String?)
  /// A place on the same page.
  case fragment(String)
  /// An address that the builder makes: the topics, the A to Z.
  case address(String)
  case external(String)
  case contact(Int)
  case term(Int)
  /// A file of the content folder, by its index in ``Site/media``.
  case file(Int)
  /// A number that agrees with a dataset, by the dataset's index in ``SiteData/datasets`` and, where it stands in one
  /// row, the row's.
  case figure(Int, row: Int?)
  /// A chart to show, by its index in ``SiteData/charts``.
  case chart(Int)
  /// A dataset to show as a table.
  case table(Int)
  /// The list of what the sources of all datasets contradict.
  case corrections
  /// Reported; never reaches readers.
  case broken

  /// The page that a link leads to as a whole, and not a place on it.
  package var wholePage: Int? {
    if case .page(let index, nil) = self { return index }
    return nil
  }
}

/// A subject and its pages.
package struct Topic: Sendable {
  package let slug: String
  /// By title.
  package let pages: [Int]

  package var title: String { Self.title(of: slug) }

  /// The slug as words: `domestic-abuse` is “Domestic abuse”.
  package static func title(of slug: String) -> String {
    let words = slug.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  package var address: String { Site.topicsAddress + slug + "/" }
}

/// An address at which a page used to be.
package struct Redirect: Sendable {
  package let from: String
  package let to: Int
}
