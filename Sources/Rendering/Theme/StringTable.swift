import Charts
import Content
import Diagnostics
import Fields
import Mustache

/// The words of a theme in one language: everything that a page says beyond its content.
package struct StringTable: Sendable, MustacheParent {
  static let scopeName = "strings"

  let texts: [String: String]
  /// The names of the twelve months.
  private let months: [String]

  init(texts: [String: String]) {
    self.texts = texts
    months = (texts["months"] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  /// The words that the builder itself writes; templates may use any others that the file has.
  static let required = [
    "language_name", "search_title", "search_summary", "site_map_title", "site_map_summary", "whats_new_title",
    "whats_new_summary", "months", "page_of",
    "topic_title", "topics_title", "glossary_title", "a_to_z_title",
    "not_found_title",
    "moved_title", "ended", "ended_in", "running", "running_in", "status_running", "review_overdue", "archived",
    "proposed", "draft", "record", "replaced_by",
    "owner", "version", "published", "updated", "reviewed", "review_due", "audience", "layer", "jfdi_level",
    "audience_public", "audience_parents", "audience_children", "audience_practitioners", "audience_partners",
    "layer_local", "layer_regional", "layer_national", "campaign_dates", "campaign_from", "method", "period",
    "method_cspr", "method_scr", "method_llr", "method_ai", "method_audit", "method_survey", "method_cdop",
    "status_ended", "status_overdue", "status_archived", "status_proposed", "status_draft", "reading_time", "bytes",
    "kilobytes", "megabytes", "text_message", "feed_title", "closed_on", "source", "data_title", "data_summary",
    "data_other", "data_link", "data_source", "data_place", "data_disclosure", "data_suppressed", "data_not_suppressed",
    "contradiction",
    "note_mark", "shorthand_not_available", "shorthand_confidential", "shorthand_not_applicable", "shorthand_low",
    "download_table", "download_records", "download_metadata", "download_chart", "download_short_table",
    "download_short_chart", "chart_table", "chart_table_of",
    "downloads_title", "download_note", "download_large", "download_one_page", "download_pages", "download_zip",
    "download_contents", "download_files",
  ]

  package func child(named name: String) -> Any? { texts[name].map(TextValue.init) ?? AbsentValue() as Any }

  var schema: ScopeSchema {
    ScopeSchema(name: Self.scopeName, fields: texts.mapValues { _ in FieldKind.value })
  }

  /// A text, with `{name}` replaced by the given values; nothing where the theme has none, which loading reports.
  subscript(key: String, values: KeyValuePairs<String, String>) -> String {
    var text = texts[key] ?? ""
    for (name, value) in values { text = Self.replace("{\(name)}", by: value, in: text) }
    return text
  }

  subscript(key: String) -> String { texts[key] ?? "" }

  private static func replace(_ name: String, by value: String, in text: String) -> String {
    guard let range = text.firstRange(of: name) else { return text }
    return text.replacingCharacters(in: range, with: value)
  }

  /// A date in words, as precise as it is: “31 January 2019”, “January 2019”, “2019”.
  func words(_ date: CalendarDate) -> String {
    guard let month = date.month, months.count == 12 else { return String(date.year) }
    return (date.day.map { "\($0) " } ?? "") + months[month - 1] + " \(date.year)"
  }

  /// The words of charts that the theme has (`chart_highest` for the chart's `chart-highest`); nil where it has none, and
  /// charts speak English.
  var chartWords: ChartWords? {
    var words: [String: String] = [:]
    for key in ChartWords.Key.allCases {
      words[key.rawValue] = texts[String(key.rawValue.map { $0 == "-" ? "_" : $0 })]
    }
    return words.isEmpty ? nil : ChartWords(overriding: words)
  }

  /// A file's size in words.
  func words(bytes: Int) -> String {
    switch bytes {
    case ..<1_000: return self["bytes", ["n": String(bytes)]]
    case ..<1_000_000: return self["kilobytes", ["n": String((bytes + 500) / 1_000)]]
    default:
      let tenths = (bytes + 50_000) / 100_000
      return self["megabytes", ["n": tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"]]
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
