/// Says in plain words what a chart shows, from its numbers.
struct ChartSummary {
  let drawing: Drawing
  let words: ChartWords

  /// The most sentences that anyone listens to.
  static let maximumSentences = 5
  /// The most parts that one sentence lists.
  static let maximumParts = 6

  /// Sentences of what is highest, lowest, picked out, how it changed, and what is missing.
  func sentences() -> [String] {
    let sentences = shown()
    return Array(sentences.prefix(Self.maximumSentences - 1)) + missing().prefix(1)
  }

  private func shown() -> [String] {
    let panels = drawing.panels
    if drawing.kind == .scatter { return scatterSentences() }
    guard panels.contains(where: { $0.extent != nil }) else { return [words[.noNumbers]] }
    if panels.count > 1 { return panelSentences() }
    guard let panel = panels.first else { return [] }
    switch drawing.kind {
    case .share, .waffle, .number: return partSentences(panel)
    case .dumbbell, .slope: return changeSentences(panel) + ruleSentences()
    case .line, .area: return changeSentences(panel) + ruleSentences()
    case .column where drawing.isTime: return changeSentences(panel) + ruleSentences()
    case .heat, .pyramid: return extremes(all(panel))
    default:
      if panel.series.count == 1 { return nameSentences(panel, series: 0) + ruleSentences() }
      if panel.series.count == 2, drawing.paint(panel.categories[0], series: 0, in: panel) == .muted {
        return changeSentences(panel) + ruleSentences()
      }
      return extremes(all(panel)) + ruleSentences()
    }
  }

  // MARK: - One number a name

  private func nameSentences(_ panel: Panel, series: Int) -> [String] {
    var items: [(name: String, value: Double)] = []
    for (category, marks) in zip(panel.categories, panel.marks) where !category.isRest {
      if let value = marks[series].value { items.append((category.name, value)) }
    }
    var sentences: [String] = []
    let sorted = items.map(\.value).sorted(by: >)
    for category in panel.categories where category.isHighlighted {
      guard let item = items.first(where: { $0.name == category.name }), items.count > 1 else { continue }
      let rank = (sorted.firstIndex { text($0) == text(item.value) } ?? 0) + 1
      let values: KeyValuePairs = [
        "name": item.name, "value": value(item.value, isFirst: sentences.isEmpty), "rank": String(rank),
        "count": String(items.count),
      ]
      let isTied = items.filter { text($0.value) == text(item.value) }.count > 1
      if rank == 1, !isTied {
        sentences.append(words(.rankHighest, values))
      } else if rank == items.count, !isTied {
        sentences.append(words(.rankLowest, values))
      } else {
        sentences.append(words(.rank, values))
      }
    }
    let named = Set(panel.categories.filter(\.isHighlighted).map(\.name))
    return sentences + extremes(items, leavingOut: sentences.isEmpty ? [] : named, isFirst: sentences.isEmpty)
  }

  private func all(_ panel: Panel) -> [(name: String, value: Double)] {
    zip(panel.categories, panel.marks).flatMap { category, marks in
      zip(panel.series, marks).compactMap { series, mark in mark.value.map { ("\(category.name), \(series.name)", $0) }
      }
    }
  }

  /// What is highest and lowest; ties are named together, or not at all where they are many.
  private func extremes(
    _ items: [(name: String, value: Double)], leavingOut: Set<String> = [], isFirst: Bool = true
  ) -> [String] {
    guard let high = items.map(\.value).max(), let low = items.map(\.value).min() else { return [] }
    if items.count == 1 { return [words(.single, ["name": items[0].name, "value": value(high, isFirst: isFirst)])] }
    if text(high) == text(low) { return [words(.equal, ["value": value(high, isFirst: isFirst)])] }
    var sentences: [String] = []
    for (end, one, several) in [
      (high, ChartWords.Key.highest, ChartWords.Key.highestTie), (low, .lowest, .lowestTie),
    ] {
      let names = items.filter { text($0.value) == text(end) }.map(\.name)
      if names.count == 1, leavingOut.contains(names[0]) { continue }
      guard names.count <= 3 else { continue }
      let shown = value(end, isFirst: isFirst && sentences.isEmpty)
      sentences.append(
        names.count == 1
          ? words(one, ["name": names[0], "value": shown])
          : words(several, ["names": words.list(names), "value": shown]))
    }
    return sentences
  }

  // MARK: - Change

  /// How each series went from the first to the last of the places along the axis.
  private func changeSentences(_ panel: Panel) -> [String] {
    let isAcross = drawing.kind == .dumbbell || drawing.kind == .bar || drawing.kind == .dots
    var changes: [(name: String, start: String, end: String, from: Double, to: Double, isHighlighted: Bool)] = []
    if isAcross, panel.series.count > 1 {
      for (category, marks) in zip(panel.categories, panel.marks) where !category.isRest {
        guard let from = marks.first?.value, let to = marks.last?.value else { continue }
        changes.append(
          (
            category.name, panel.series[0].name, panel.series[panel.series.count - 1].name, from, to,
            category.isHighlighted
          ))
      }
    } else {
      for (index, series) in panel.series.enumerated() where !series.isRest {
        let given = panel.marks.indices.filter { panel.marks[$0][index].value != nil }
        guard let first = given.first, let last = given.last, first != last,
          let from = panel.marks[first][index].value, let to = panel.marks[last][index].value
        else { continue }
        let name = panel.series.count == 1 ? drawing.valueLabel : series.name
        changes.append(
          (name, panel.categories[first].name, panel.categories[last].name, from, to, series.isHighlighted))
      }
    }
    guard !changes.isEmpty else { return nameSentences(panel, series: 0) }
    func sentence(
      _ change: (name: String, start: String, end: String, from: Double, to: Double, isHighlighted: Bool), isFirst: Bool
    ) -> String {
      let key: ChartWords.Key =
        text(change.from) == text(change.to) ? .unchanged : change.to > change.from ? .rose : .fell
      return words(
        key,
        [
          "name": change.name, "start": change.start, "end": change.end, "from": text(change.from),
          "to": value(change.to, isFirst: isFirst),
        ])
    }
    if changes.count <= 3 {
      var sentences = changes.enumerated().map { sentence($1, isFirst: $0 == 0) }
      if changes.count == 1, panel.categories.count > 3, !isAcross {
        sentences += extremes(
          zip(panel.categories, panel.marks).compactMap { category, marks in marks[0].value.map { (category.name, $0) }
          },
          leavingOut: [changes[0].start, changes[0].end], isFirst: false)
      }
      return sentences
    }
    var sentences = changes.filter(\.isHighlighted).prefix(2).enumerated().map { sentence($1, isFirst: $0 == 0) }
    let rose = changes.filter { $0.to > $0.from && text($0.to) != text($0.from) }.count
    let fell = changes.filter { $0.to < $0.from && text($0.to) != text($0.from) }.count
    sentences.append(
      words(.mostRose, ["rose": String(rose), "fell": String(fell), "count": String(changes.count)]))
    let ends = changes.map { (name: $0.name, value: $0.to) }
    return sentences + extremes(ends, isFirst: sentences.count == 1)
  }

  // MARK: - Parts

  private func partSentences(_ panel: Panel) -> [String] {
    if panel.series.count == 1 {
      let items = zip(panel.categories, panel.marks).compactMap { category, marks in
        marks[0].value.map { (name: category.name, value: $0) }
      }
      if items.count == 1 { return extremes(items) }
      if items.count <= Self.maximumParts { return [words(.parts, ["list": list(items)])] }
      return extremes(items)
    }
    return zip(panel.categories, panel.marks).prefix(3).compactMap { category, marks in
      let items = zip(panel.series, marks).compactMap { series, mark in
        mark.value.map { (name: series.name, value: $0) }
      }
      return items.isEmpty
        ? nil : words(.inRow, ["row": category.name, "list": list(Array(items.prefix(Self.maximumParts)))])
    }
  }

  private func list(_ items: [(name: String, value: Double)]) -> String {
    items.enumerated().map { "\($1.name) \(value($1.value, isFirst: $0 == 0))" }.joined(separator: ", ")
  }

  // MARK: - Points

  private func scatterSentences() -> [String] {
    let points = drawing.panels.flatMap(\.points)
    guard let low = points.map(\.y).min(), let high = points.map(\.y).max() else { return [words[.noNumbers]] }
    return [
      words(
        .points,
        [
          "count": NumberStyle(decimals: 0).string(Double(points.count)), "name": drawing.valueLabel, "low": text(low),
          "high": text(high),
        ])
    ]
  }

  // MARK: - Panels

  private func panelSentences() -> [String] {
    var items: [(name: String, value: Double)] = []
    for panel in drawing.panels {
      for (category, marks) in zip(panel.categories, panel.marks) {
        for (series, mark) in zip(panel.series, marks) {
          guard let value = mark.value else { continue }
          let parts = [panel.name, category.name, panel.series.count > 1 ? series.name : nil].compactMap { $0 }
          items.append((parts.joined(separator: ", "), value))
        }
      }
    }
    return extremes(items)
  }

  // MARK: - What is not there

  private func ruleSentences() -> [String] {
    drawing.rules.prefix(1).map { rule in
      rule.isAverage
        ? words(.averageIs, ["value": text(rule.value)])
        : words(.rule, ["label": rule.label, "value": text(rule.value)])
    }
  }

  private func missing() -> [String] {
    let signs = drawing.signs + drawing.leftOut
    let hidden = signs.count { $0 == .confidential }
    let absent = signs.count { $0 == .notAvailable }
    if hidden > 0 { return [hidden == 1 ? words[.hiddenOne] : words(.hidden, ["count": String(hidden)])] }
    if absent > 0 { return [absent == 1 ? words[.missingOne] : words(.missing, ["count": String(absent)])] }
    return []
  }

  private func text(_ value: Double) -> String { drawing.numbers.string(value) }

  /// A number with its unit at the first mention.
  private func value(_ value: Double, isFirst: Bool) -> String {
    guard isFirst, let unit = drawing.unit, drawing.numbers.suffix.isEmpty, drawing.numbers.prefix.isEmpty else {
      return text(value)
    }
    return "\(text(value)) \(unit)"
  }
}
