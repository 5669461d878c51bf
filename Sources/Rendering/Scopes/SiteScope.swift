import Mustache
import Site

/// What is the same on every page.
final class SiteScope: TemplateScope {
  let name: String
  let shortName: String
  let origin: String
  let organisation: String
  let about: String?
  let footerText: String?
  let exitAddress: String
  let exitHelp: String?
  let logo: String?
  let formats: String?
  let hasTopics: Bool
  /// Whether a page has a date.
  let hasNews: Bool
  let hasGlossary: Bool
  let hasData: Bool

  init(_ site: Site) {
    let configuration = site.configuration
    name = configuration.name
    shortName = configuration.shortName
    origin = configuration.origin
    organisation = configuration.organisationName
    about = configuration.organisationAbout
    footerText = configuration.footerText
    exitAddress = configuration.exitAddress
    exitHelp = site.exitHelp.map { site.pages[$0].address }
    logo = site.logo.map { URLEscape.path("/" + site.media[$0].path) }
    formats = site.formats.map { site.pages[$0].address }
    hasTopics = !site.topics.isEmpty
    hasNews = NewPages.isNeeded(for: site)
    hasGlossary = !site.terms.isEmpty
    hasData = !site.data.datasets.isEmpty
  }

  static let fields: [String: Field<SiteScope>] = [
    "name": .text { $0.name },
    "shortName": .text { $0.shortName },
    "origin": .text { $0.origin },
    "organisation": .text { $0.organisation },
    "about": .text { $0.about },
    "footerText": .text { $0.footerText },
    "exitAddress": .text { $0.exitAddress },
    "exitHelp": .text { $0.exitHelp },
    "logo": .text { $0.logo },
    "formats": .text { $0.formats },
    "hasTopics": .flag { $0.hasTopics },
    "hasNews": .flag { $0.hasNews },
    "hasGlossary": .flag { $0.hasGlossary },
    "hasData": .flag { $0.hasData },
  ]
}

/// The addresses of the theme's assets, by file name: `site.css` is `site_css`.
struct AssetScope: MustacheParent, Sendable {
  static let name = "assets"

  let addresses: [String: String]

  func child(named name: String) -> Any? { addresses[name].map(TextValue.init) ?? AbsentValue() as Any }

  static func schema(_ addresses: [String: String]) -> ScopeSchema {
    ScopeSchema(name: name, fields: addresses.mapValues { _ in FieldKind.value })
  }
}
