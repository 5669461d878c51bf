/// What each front matter field is for, in words for the people who fill it in.
package enum FieldGuide {
  /// The meaning of a field and an example, or nil for a field that explains itself.
  package static func help(for key: String) -> String? {
    meanings[key].map { "it is \($0.meaning), for example \(key): \($0.example)" }
  }

  private static let meanings: [String: (meaning: String, example: String)] = [
    "title": ("the page's name, in lists and at its top", "Bruising in babies who cannot yet move"),
    "summary": ("one sentence that says what the page is about", "What to do when you see a bruise."),
    "published": ("the day on which the page was first published", "2019-01-31"),
    "updated": ("the day of the last change that readers should know of", "2019-03-01"),
    "owner": ("the group that keeps the page right", "Policy and Procedures Sub Group"),
    "reviewed": ("the day on which the owner last checked the page", "2019-01-31"),
    "review_due": ("the day by which the owner checks it again", "2021-01-31"),
    "version": ("the edition's number, in quotation marks", "\"2.1\""),
    "starts": ("the first day of the campaign", "2019-02-04"),
    "ends": ("the last day of the campaign", "2019-03-01"),
    "order": ("the page's place in its report, a whole number", "10"),
    "status": ("where the page stands in its life", "approved"),
    "audience": ("who the page is for", "[practitioners]"),
    "topics": ("what the page is about, in lower-case words with hyphens", "[bruising, health]"),
    "sensitive": ("the sensitive topics that bring a help panel", "[self-harm]"),
    "related": ("pages to read next, by their source files", "[../guides/mace.md]"),
    "redirect_from": ("addresses at which the page used to be", "[/old-address/]"),
    "replaced_by": ("the page that takes the place of this one", "../procedures/other.md"),
    "synonyms": ("other words by which people look for the page", "[FNP]"),
    "scope": ("what the procedure covers and whom it binds", "All staff who work with babies."),
    "layer": ("whose procedure it is", "local"),
    "jfdi_level": ("the level of dissemination from 1 to 3", "2"),
    "do_now": ("at most seven steps to take at once", "[Call the duty team, Record what you saw]"),
    "key_points": ("the three to five things to remember", "[Ask the child, Record it]"),
    "contacts": ("ids of contacts.yml", "[childline, nspcc]"),
    "aim": ("what the campaign is to change", "Parents talk with their child about online life."),
    "method": ("how the learning was found", "audit"),
    "name": ("the name that readers see", "Leeds Safeguarding Children Partnership"),
    "short_name": ("the name in short", "LSCP"),
    "address": ("the web address of the site", "https://www.leedsscp.org.uk/"),
    "language": ("the language of the site as a code", "en-GB"),
    "navigation": ("sections and pages of the menu, in order", "[worried, reports, contacts.md]"),
    "id": ("a permanent short name", "BRU"),
    "who": ("who may use the contact", "anyone"),
    "for": ("one sentence that says when to use the contact", "Children who want to talk."),
    "expansion": ("the words that the abbreviation stands for", "Multi-Agency Child Exploitation"),
    "organisation": ("the body that publishes the site, with fields of its own", "{name: A partnership}"),
    "exit": ("the button to leave a page at once", "{help: staying-safe-online.md}"),
    "footer": ("what stands at the foot of every page", "{links: [privacy.md]}"),
    "sections": ("defaults for each section", "{children: {audience: [children]}}"),
    "amendments": ("a list of dated changes", "[{date: 2019-01-31, note: Links added.}]"),
  ]
}
