import Diagnostics
import Fields

/// What `site.yml` says: four lines are needed, everything else has a default.
package struct SiteConfiguration: Sendable {
  /// What readers are told, and offered, on pages about a sensitive topic.
  package struct SensitiveTopic: Sendable {
    package let note: String
    /// Ids of contacts, most urgent first.
    package let contacts: [Located<String>]
  }

  package var name = ""
  package var shortName = ""
  /// With a scheme and without a slash at the end: `https://www.example.org.uk`.
  package var origin = ""
  /// A BCP 47 language tag, for example `en-GB`.
  package var language = "en-GB"
  /// The other languages in which there are pages, each as in the names of their files: `ur` for `index.ur.md`.
  package var languages: [Located<String>] = []
  /// Section folders or source files; nil takes the sections there are.
  package var navigation: [Located<String>]?
  package var organisationName = ""
  package var organisationAbout: String?
  package var footerLinks: [Located<String>] = []
  package var footerText: String?
  package var theme: String?
  package var brand: Brand?
  /// The places that the layers of procedures stand for, by the layer's name; the theme's words where there is none.
  package var layers: [String: String] = [:]
  package var sectionAudiences: [String: [Audience]] = [:]
  /// The sections for which there are defaults.
  package var sections: [Located<String>] = []
  package var sensitiveTopics: [String: SensitiveTopic] = [:]
  package var severities: [DiagnosticID: Diagnostic.Severity] = [:]
  /// Where a reader who must leave quickly is sent.
  package var exitAddress = "https://www.bbc.co.uk/weather"
  /// The page that tells what leaving does, and does not do.
  package var exitHelp: Located<String>?
  /// The page that tells how to ask for a download in another form.
  package var formats: Located<String>?

  init(_ fields: FieldReader) {
    name = fields.text("name", required: true)?.value ?? ""
    shortName = fields.text("short_name", required: true)?.value ?? name
    if let address = fields.text("address", required: true) { origin = Self.origin(address, fields) }
    if let language = fields.text("language", required: true) {
      if Self.isLanguageTag(language.value) {
        self.language = language.value
      } else {
        fields.report(
          .value, "\"\(language.value)\" is not a language code", at: language.place,
          help: "write a code such as en-GB, cy or ur")
      }
    }
    for other in fields.texts("languages") {
      if other.value == language {
        fields.report(
          .value, "\"\(other.value)\" is the language of the site itself", at: other.place,
          help: "languages lists only the others")
      } else if !Self.isLanguageTag(other.value) || other.value != other.value.lowercased() {
        fields.report(
          .value, "\"\(other.value)\" is not a language code in small letters", at: other.place,
          help: "write a code such as cy, ur or pl, as in the names of files: index.ur.md")
      } else {
        languages.append(other)
      }
    }
    let navigation = fields.texts("navigation")
    self.navigation = navigation.isEmpty ? nil : navigation
    theme = fields.text("theme")?.value
    brand = fields.fields("brand", of: "the brand").flatMap(Brand.init)
    if let layers = fields.fields("layers", of: "the layers") {
      for layer in Procedure.Layer.allCases { self.layers[layer.rawValue] = layers.text(layer.rawValue)?.value }
      layers.finish()
    }
    formats = fields.text("formats")
    if let exit = fields.fields("exit", of: "the exit button") {
      if let address = exit.text("address") {
        if address.value.hasPrefix("https://") {
          exitAddress = address.value
        } else {
          exit.report(.value, "the exit button's address must begin with https://", at: address.place)
        }
      }
      exitHelp = exit.text("help")
      exit.finish()
    }
    organisationName = name
    if let organisation = fields.fields("organisation", of: "the organisation") {
      organisationName = organisation.text("name")?.value ?? name
      organisationAbout = organisation.text("about")?.value
      organisation.finish()
    }
    if let footer = fields.fields("footer", of: "the footer") {
      footerLinks = footer.texts("links")
      footerText = footer.text("text")?.value
      footer.finish()
    }
    for (section, reader) in fields.fields("sections", of: "the sections")?.namedFields(of: "a section") ?? [] {
      sections.append(Located(section, at: reader.place))
      sectionAudiences[section] = reader.choices("audience")
      reader.finish()
    }
    for (topic, reader) in fields.fields("sensitive", of: "the topics")?.namedFields(of: "a sensitive topic") ?? [] {
      let note = reader.text("note", required: true)?.value ?? ""
      sensitiveTopics[topic] = SensitiveTopic(note: note, contacts: reader.texts("contacts", atMost: 5))
      reader.finish()
    }
    readSeverities(fields)
    fields.finish()
  }

  /// `severity: {too-long: error}`.
  private mutating func readSeverities(_ fields: FieldReader) {
    guard let severities = fields.fields("severity", of: "the list of severities") else { return }
    for id in DiagnosticID.allCases {
      if let severity: Diagnostic.Severity = severities.choice(id.rawValue) { self.severities[id] = severity }
    }
    severities.finish()
  }

  private static func origin(_ address: Located<String>, _ fields: FieldReader) -> String {
    var text = address.value
    while text.hasSuffix("/") { text.removeLast() }
    let scheme = ["https://", "http://"].first(where: text.hasPrefix) ?? ""
    let host = text.utf8.dropFirst(scheme.utf8.count)
    let fine = host.allSatisfy {
      (0x2D...0x2E).contains($0) || (0x30...0x3A).contains($0) || (0x61...0x7A).contains($0)
    }
    if scheme.isEmpty || host.isEmpty || !fine {
      fields.report(
        .value, "\"\(address.value)\" is not the address of a site", at: address.place,
        help: "write it in full and without a path, as in address: https://www.example.org.uk/")
    }
    return text
  }

  private static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return (2...3).contains(parts.first?.count ?? 0)
      && parts.allSatisfy { part in
        (1...8).contains(part.count)
          && part.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      }
  }
}

extension Diagnostic.Severity: CaseIterable {
  package static let allCases: [Diagnostic.Severity] = [.warning, .error]
}
