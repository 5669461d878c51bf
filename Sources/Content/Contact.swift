import Diagnostics
import Fields

/// An entry of `contacts.yml`, the only place where a phone number, e-mail address or opening hour is written.
package struct Contact: Sendable, Identifiable {
  /// Who may use a contact.
  package enum Users: String, CaseIterable, Sendable { case anyone, children, practitioners, partners }

  package let id: String
  package let name: String
  package let users: Users
  /// As it is read aloud, in groups: `0808 800 5000`.
  package let phone: String?
  package let text: String?
  package let email: String?
  /// An `https` address.
  package let web: String?
  package let hours: String?
  package let cost: String?
  /// One sentence that says when to use it.
  package let purpose: String
  package let notFor: String?
  package let note: String?
  package let sourceAddress: String?
  /// The day on which a person confirmed it; nil while nobody has.
  package let verifiedOn: CalendarDate?
  package let place: Place

  init?(_ fields: FieldReader) {
    place = fields.place
    let id = fields.text("id", required: true)
    let name = fields.text("name", required: true)?.value
    users = fields.choice("who", required: true) ?? .anyone
    phone = fields.text("phone")?.value
    text = fields.text("text")?.value
    email = fields.text("email")?.value
    web = Self.webAddress("web", fields)
    hours = fields.text("hours")?.value
    cost = fields.text("cost")?.value
    purpose = fields.text("for", required: true)?.value ?? ""
    notFor = fields.text("not_for")?.value
    note = fields.text("note")?.value
    sourceAddress = Self.webAddress("source_url", fields)
    verifiedOn = fields.date("verified_on")
    _ = fields.text("verified_by")
    fields.finish()
    guard let id, isSlug(id, "id", fields), let name else { return nil }
    self.id = id.value
    self.name = name
  }

  private static func webAddress(_ key: String, _ fields: FieldReader) -> String? {
    guard let address = fields.text(key) else { return nil }
    if address.value.hasPrefix("https://") { return address.value }
    fields.report(.value, "\"\(key)\" must begin with https://", at: address.place)
    return nil
  }
}
