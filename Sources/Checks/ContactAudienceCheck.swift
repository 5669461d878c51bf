import Content
import Diagnostics
import Fields
import Site

/// A contact that only professionals may use is never on a page for the public, parents or children.
struct ContactAudienceCheck: Check {
  private static let professionals: [Audience] = [.practitioners, .partners]

  func diagnostics(for page: Page, in site: Site) -> [Diagnostic] {
    guard !page.audience.allSatisfy(Self.professionals.contains) else { return [] }
    var diagnostics: [Diagnostic] = []
    func check(_ contact: Contact, at place: Place) {
      guard contact.users == .practitioners || contact.users == .partners else { return }
      diagnostics.append(
        Diagnostic(
          .contactAudience, "\(contact.name) is only for \(contact.users.rawValue), and this page is for others too",
          at: place, help: "name another contact, or say whom the page is for, as in audience: [practitioners]"))
    }
    for (link, target) in zip(page.document.body.links, page.links) {
      if case .contact(let index) = target {
        check(site.contacts[index], at: Place(path: page.document.displayPath, range: link.range))
      }
    }
    if case .guide(let guide) = page.frontMatter.details {
      for id in guide.contacts {
        if let contact = site.contacts.first(where: { $0.id == id.value }) { check(contact, at: id.place) }
      }
    }
    return diagnostics
  }
}
