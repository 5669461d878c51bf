import Diagnostics
import Fields

extension DrawingBuilder {
  // MARK: - Order

  /// Puts names and series in order: names as `sort` says, series as `order` says; what is left over is last.
  mutating func arrange(_ drawing: inout Drawing) {
    for index in drawing.panels.indices {
      if !fields.order.isEmpty {
        let byName = drawing.panels[index].series.count == 1
        let names = byName ? drawing.panels[index].categories.map(\.name) : drawing.panels[index].series.map(\.name)
        let order = listed(fields.order, names, report: index == 0)
        if byName {
          reorderNames(order, &drawing.panels[index])
        } else {
          let panel = drawing.panels[index]
          drawing.panels[index].series = order.map { panel.series[$0] }
          drawing.panels[index].marks = panel.marks.map { row in order.map { row[$0] } }
        }
        if byName, fields.sort.isEmpty { continue }
      }
      reorderNames(nameOrder(drawing, index), &drawing.panels[index])
    }
  }

  private func reorderNames(_ order: [Int], _ panel: inout Panel) {
    let old = panel
    panel.categories = order.map { old.categories[$0] }
    panel.marks = order.map { old.marks[$0] }
  }

  private mutating func nameOrder(_ drawing: Drawing, _ index: Int) -> [Int] {
    let panel = drawing.panels[index]
    let names = panel.categories.map(\.name)
    let way = fields.sort.first?.value ?? defaultSort(drawing, panel)
    let sorted: [Int]
    switch (way, fields.sort.count) {
    case ("data", 0...1): sorted = Array(names.indices)
    case ("name", 0...1): sorted = names.indices.sorted { (names[$0], $0) < (names[$1], $1) }
    case ("value", 0...1), ("from", 0...1), ("to", 0...1):
      let series = way == "from" ? 0 : way == "to" || panel.series.count == 2 ? panel.series.count - 1 : 0
      let values = panel.marks.map { row in
        drawing.isStacked ? row.compactMap(\.value).reduce(0, +) : row[series].value ?? -.infinity
      }
      let isLast = panel.categories.map(Self.isLast)
      sorted = names.indices.sorted { a, b in
        if isLast[a] != isLast[b] { return isLast[b] }
        return values[a] != values[b] ? values[a] > values[b] : (names[a], a) < (names[b], b)
      }
    default: sorted = listed(fields.sort, names, report: index == 0)
    }
    return sorted.filter { !panel.categories[$0].isRest } + sorted.filter { panel.categories[$0].isRest }
  }

  /// By value, but for periods, which keep their order, and where names on an axis have an order of their own.
  private func defaultSort(_ drawing: Drawing, _ panel: Panel) -> String {
    if drawing.isTime { return "data" }
    switch drawing.kind {
    case .bar, .dots, .dumbbell: return "value"
    case .share, .waffle: return panel.series.count == 1 ? "value" : "data"
    default: return "data"
    }
  }

  /// "Other" is last, whatever its size.
  private static func isLast(_ category: Panel.Category) -> Bool {
    if category.isRest { return true }
    let name = category.name.lowercased()
    return name == "other" || name.hasPrefix("other ") || name.hasPrefix("all other")
      || ["unknown", "not known", "not stated", "not given", "not recorded", "none of these"].contains(name)
  }

  /// The names of a list first, in its order; a name that is not there is reported.
  private mutating func listed(_ list: [Located<String>], _ names: [String], report isReported: Bool) -> [Int] {
    var order: [Int] = []
    for name in list {
      if let index = names.firstIndex(of: name.value) {
        if !order.contains(index) { order.append(index) }
      } else if isReported {
        reportUnknownName(name, names)
      }
    }
    return order + names.indices.filter { !order.contains($0) }
  }

  private mutating func reportUnknownName(_ name: Located<String>, _ names: [String]) {
    let near = Suggestion.nearest(to: name.value, in: names)
    report(
      .chartData, "\"\(name.value)\" is not a name that this chart shows", at: name.place,
      help: near.map { "did you mean \($0)?" } ?? "it shows \(names.prefix(12).joined(separator: ", "))")
  }

  // MARK: - What is picked out

  mutating func highlight(_ drawing: inout Drawing) {
    for name in fields.highlight {
      var isFound = false
      for panel in drawing.panels.indices {
        for index in drawing.panels[panel].categories.indices
        where drawing.panels[panel].categories[index].name == name.value {
          drawing.panels[panel].categories[index].isHighlighted = true
          isFound = true
        }
        for index in drawing.panels[panel].series.indices where drawing.panels[panel].series[index].name == name.value {
          drawing.panels[panel].series[index].isHighlighted = true
          isFound = true
        }
        if drawing.panels[panel].name == name.value { isFound = true }
      }
      if !isFound {
        let panel = drawing.panels.first
        reportUnknownName(name, (panel?.categories.map(\.name) ?? []) + (panel?.series.map(\.name) ?? []))
      }
    }
  }

  mutating func addRules(_ drawing: inout Drawing) {
    for rule in fields.rules {
      if let value = rule.value {
        drawing.rules.append(Drawing.Rule(value: value, label: rule.label ?? drawing.numbers.string(value)))
        continue
      }
      // The mean of what is shown; of two periods, of the later one.
      let values = drawing.panels.flatMap { panel in
        panel.marks.indices.compactMap { row in
          panel.categories[row].isRest
            ? nil : panel.series.count == 2 ? panel.marks[row][1].value : panel.marks[row][0].value
        }
      }
      guard !values.isEmpty else { continue }
      let mean = Self.round(values.reduce(0, +) / Double(values.count))
      drawing.rules.append(
        Drawing.Rule(
          value: mean, label: rule.label ?? "\(words[.average]) \(drawing.numbers.string(mean))",
          isAverage: true))
    }
  }

  // MARK: - Periods

  /// Gives periods their place in time, and the form in which readers see them.
  func namePeriods(_ drawing: inout Drawing, _ roles: Roles) {
    let isSeriesTime = roles.series.map { frame.columns[$0].kind == .time } ?? false
    guard drawing.isTime || isSeriesTime else { return }
    let months = words.months
    for index in drawing.panels.indices {
      if drawing.isTime {
        for place in drawing.panels[index].categories.indices {
          guard let period = PeriodName(drawing.panels[index].categories[place].name, months: months) else { continue }
          drawing.panels[index].categories[place].name = period.text
          drawing.panels[index].categories[place].position = period.position
        }
        guard drawing.kind == .line || drawing.kind == .area else { continue }
        let panel = drawing.panels[index]
        let order = panel.categories.indices.sorted {
          (panel.categories[$0].position ?? 0, $0) < (panel.categories[$1].position ?? 0, $1)
        }
        drawing.panels[index].categories = order.map { panel.categories[$0] }
        drawing.panels[index].marks = order.map { panel.marks[$0] }
      }
      guard isSeriesTime else { continue }
      for place in drawing.panels[index].series.indices {
        guard let period = PeriodName(drawing.panels[index].series[place].name, months: months) else { continue }
        drawing.panels[index].series[place].name = period.text
      }
    }
  }

  // MARK: - Whether it can be drawn

  /// Checks what would mislead; false where it cannot be drawn.
  mutating func check(_ drawing: inout Drawing) -> Bool {
    guard let panel = drawing.panels.first else { return false }
    let count = problems.count
    let series = panel.series.filter { !$0.isRest }.count
    let isByColor = ![.heat, .slope, .dumbbell].contains(drawing.kind) && !drawing.hasHighlight
    if isByColor, series > 6 {
      report(
        .chartSeries, "\(series) series cannot be told apart", at: (fields.split ?? fields.data).place,
        help: "use \"panels\" instead of \"split\", or \"highlight\" one of them")
    } else if isByColor, series > 4 {
      report(
        .chartSeries, "\(series) series are hard to tell apart", at: (fields.split ?? fields.data).place,
        help: "\"panels\" instead of \"split\" gives each a picture of its own", severity: .warning)
    }
    if drawing.kind == .dumbbell || drawing.kind == .pyramid, panel.series.count != 2 {
      report(
        .chartSeries, "a \(drawing.kind.rawValue) needs two series, and there are \(panel.series.count)",
        at: (fields.split ?? fields.data).place,
        help: drawing.kind == .dumbbell
          ? "write from: and to:, or split: by a column with two values"
          : "write split: and a column with two values")
    }
    if drawing.kind == .share || drawing.kind == .waffle { checkShares(&drawing) }
    return !problems[count...].contains { $0.severity == .error }
  }

  /// Columns have equal steps, so their periods should.
  mutating func checkPeriods(_ drawing: Drawing) {
    guard drawing.kind == .column, drawing.isTime, let categories = drawing.panels.first?.categories else { return }
    let times = categories.compactMap(\.position)
    let steps = zip(times, times.dropFirst()).map { $1 - $0 }
    guard times.count == categories.count, let shortest = steps.min(), let longest = steps.max(), shortest > 0 else {
      return
    }
    // Months have 28 to 31 days.
    guard longest > shortest * 1.2, let index = steps.firstIndex(of: longest) else { return }
    report(
      .chartPeriods,
      "these columns stand at equal steps, but from \(categories[index].name) to \(categories[index + 1].name) is longer "
        + "than between others", at: fields.kindPlace,
      help: "write chart: line, or chart: bar, or add the periods between with [x] in the place of the number")
  }

  /// Parts of a whole are not negative, and where they are per cent, sum to 100.
  private mutating func checkShares(_ drawing: inout Drawing) {
    for panel in drawing.panels {
      let groups: [[Panel.Mark]] =
        panel.series.count == 1 ? [panel.marks.map { $0[0] }] : panel.marks
      for (index, marks) in groups.enumerated() {
        let values = marks.compactMap(\.value)
        if values.contains(where: { $0 < 0 }) {
          report(
            .chartSum, "a part of a whole cannot be negative", at: fields.data.place, help: "draw bars instead")
          return
        }
        guard drawing.numbers.suffix == "%", drawing.numbers.factor == 1, values.count == marks.count else { continue }
        let sum = Self.round(values.reduce(0, +))
        if sum < 99 || sum > 101.5 {
          let name = groups.count > 1 && index < panel.categories.count ? " of \"\(panel.categories[index].name)\"" : ""
          report(
            .chartSum, "the parts\(name) sum to \(NumberStyle().string(sum))%, not to 100%", at: fields.data.place,
            help: sum < 99 ? "name what is left over, as in rest: Not stated" : "draw bars instead")
          return
        }
      }
    }
  }
}

extension Drawing {
  /// Makes the two ends of a folded table the places along the axis, and each name a line.
  mutating func transposeIfNamesAreLines(isFolded: Bool) {
    guard isFolded else { return }
    panels = panels.map { panel in
      Panel(
        name: panel.name,
        categories: panel.series.map { Panel.Category(name: $0.name) },
        series: panel.categories.map {
          Panel.Series(name: $0.name, isHighlighted: $0.isHighlighted, isRest: $0.isRest)
        },
        marks: panel.series.indices.map { end in panel.marks.map { $0[end] } })
    }
    isTime = true
  }
}
