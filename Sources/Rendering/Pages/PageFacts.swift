import Content
import Fields
import Site

extension StringTable {
  /// What is to be known of a page beside its text: owner, version, dates.
  func facts(of page: Page, in site: Site) -> [Fact] {
    let fields = page.frontMatter
    var facts: [Fact] = []
    func add(_ key: String, _ text: String?) {
      if let text { facts.append(Fact(term: self[key], text: text)) }
    }
    func add(_ key: String, _ date: CalendarDate?) {
      if let date { facts.append(Fact(term: self[key], text: words(date), date: date.description)) }
    }
    switch fields.details {
    case .procedure(let procedure):
      add(
        "layer",
        site.configuration.layers[procedure.layer.rawValue] ?? self["layer_" + procedure.layer.rawValue])
      add("jfdi_level", procedure.disseminationLevel.map(String.init))
    case .learning(let learning):
      add("method", learning.method.map { self["method_" + $0.rawValue] })
      add("period", learning.period)
    case .tool(let tool):
      add("tool_kind", tool.form.map { self["tool_kind_" + $0.rawValue] })
      add("use_with", tool.useWith)
      add("not_for", tool.notFor)
      if tool.isRestricted { add("access", self["restricted"]) }
    case .strategy(let strategy):
      add("period_from", strategy.from)
      add("period_to", strategy.to)
    case .group(let group):
      add("chair", group.chair)
      add("closed_on", group.closedOn)
    default: break
    }
    // A report's chapters have these on the report's own page.
    guard page.kind != .chapter else { return facts }
    if page.kind != .page, page.kind != .section, page.kind != .home, !page.audience.isEmpty {
      add("audience", page.audience.map { self["audience_" + $0.rawValue] }.joined(separator: ", "))
    }
    add("owner", fields.owner)
    add("version", fields.version)
    add("published", fields.published)
    add("updated", fields.updated)
    add("reviewed", fields.reviewed)
    add("review_due", fields.reviewDue)
    return facts
  }

  /// The days of a campaign.
  func words(from start: CalendarDate, until end: CalendarDate?) -> String {
    let from = words(start)
    if start == end { return from }
    return end.map { self["campaign_dates", ["from": from, "until": words($0)]] }
      ?? self["campaign_from", ["from": from]]
  }
}

extension Page {
  /// The words that a reader of the page has before them: those of the body, and of the lists that stand before it.
  var wordCount: Int {
    let texts: [String] =
      switch frontMatter.details {
      case .guide(let guide): guide.keyPoints
      case .procedure(let procedure): procedure.doNow + [procedure.scope ?? ""]
      case .campaign(let campaign): campaign.keyMessages + [campaign.aim ?? ""]
      case .learning(let learning): learning.learningPoints + learning.themes
      default: []
      }
    return document.body.wordCount + texts.reduce(0) { $0 + $1.split(separator: " ").count }
  }
}
