import Diagnostics
import Fields

/// An entry of `glossary.yml`: an abbreviation, or a term.
package struct Term: Sendable, Identifiable {
  package let id: String
  /// For example `LSCP`; nil for a term that is not an abbreviation.
  package let abbreviation: String?
  /// The abbreviation's words in full, or the term itself.
  package let expansion: String
  package let meaning: String?
  /// What readers should know of how the term is used.
  package let note: String?
  /// Other spellings that stand for the same.
  package let aliases: [String]
  package let place: Place

  /// What the glossary lists it under.
  package var name: String { abbreviation ?? expansion }

  init?(_ fields: FieldReader) {
    place = fields.place
    abbreviation = fields.text("abbr")?.value
    let term = fields.text("term", required: abbreviation == nil)?.value
    let expansion = fields.text("expansion", required: abbreviation != nil)?.value ?? term
    let given = fields.text("id").flatMap { isSlug($0, "id", fields) ? $0.value : nil }
    let id = given ?? Address.slug(abbreviation ?? term ?? "")
    meaning = fields.text("meaning")?.value
    note = fields.text("note")?.value
    aliases = fields.texts("aliases").map(\.value)
    fields.finish()
    guard let expansion, !id.isEmpty else { return nil }
    self.id = id
    self.expansion = expansion
  }
}
