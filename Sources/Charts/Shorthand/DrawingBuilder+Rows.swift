import Datasets
import Diagnostics
import Fields

extension DrawingBuilder {
  /// More names than any reader can take in, and than a drawing has room for.
  static let maximumNames = 2_000

  /// Puts each of the frame's rows that `rows` names at its name, series and panel.
  mutating func gather(_ rows: [Int], _ roles: Roles, into drawing: inout Drawing) -> Bool {
    let isFolded = fields.from != nil && roles.values.count == 2
    let series = isFolded ? nil : roles.series.map { distinct($0, rows) }
    let seriesNames: [String] =
      isFolded
      ? zip([fields.from, fields.to], roles.values).map { end, column in end?.label ?? frame.columns[column].label }
      : series?.names ?? [drawing.valueLabel]
    let panels = roles.panel.map { distinct($0, rows) }
    let panelNames = panels?.names
    let name = roles.name.map { distinct($0, rows) }
    let names = name?.names ?? [drawing.valueLabel]
    guard names.count <= Self.maximumNames, (panelNames?.count ?? 1) <= 60 else {
      report(
        .chartSeries, "\(names.count) names and \((panelNames?.count ?? 1)) panels are more than a chart can hold",
        at: (fields.by ?? fields.data).place, help: "choose rows with \"where\", or sum them with \"total\"")
      return false
    }
    if seriesNames.count > 40 {
      report(
        .chartSeries, "\(seriesNames.count) series are more than a chart can hold",
        at: (fields.split ?? fields.data).place,
        help: "choose rows with \"where\"")
      return false
    }

    let blank = [Panel.Mark](repeating: Panel.Mark(), count: seriesNames.count)
    let template = Panel(
      name: nil, categories: names.map { Panel.Category(name: $0) }, series: seriesNames.map { Panel.Series(name: $0) },
      marks: .init(repeating: blank, count: names.count))
    drawing.panels =
      panelNames.map {
        $0.map { name in
          var panel = template; panel.name = name; return panel
        }
      } ?? [template]
    var counts: [[[Int]]] = drawing.panels.map { _ in
      .init(repeating: .init(repeating: 0, count: seriesNames.count), count: names.count)
    }
    let isAggregate = fields.total != nil || fields.average != nil
    let folds = isFolded ? roles.values.map { [$0] } : [roles.values]
    for (index, row) in rows.enumerated() {
      let panel = panels?.places[index] ?? 0
      let name = name?.places[index] ?? 0
      for (position, values) in folds.enumerated() {
        let series = isFolded ? position : series?.places[index] ?? 0
        counts[panel][name][series] += 1
        let seen = counts[panel][name][series]
        if seen > 1, !isAggregate {
          report(
            .chartData, "several rows have the name \"\(names[name])\"", at: (fields.by ?? fields.data).place,
            help: "choose rows with \"where\", tell them apart with \"split\" or \"panels\", or add them with \"total\""
          )
          return false
        }
        add(row, values.first, roles, to: &drawing.panels[panel].marks[name][series])
      }
    }
    if fields.average != nil {
      for panel in drawing.panels.indices {
        for name in names.indices {
          for series in seriesNames.indices {
            guard let sum = drawing.panels[panel].marks[name][series].value else { continue }
            drawing.panels[panel].marks[name][series].value = sum / Double(max(counts[panel][name][series], 1))
          }
        }
      }
    }
    dropEmptyNames(&drawing)
    return true
  }

  /// In panels, names that one panel does not have; in all, names without a single row stay as they are.
  private func dropEmptyNames(_ drawing: inout Drawing) {
    guard drawing.panels.count > 1, drawing.kind == .bar || drawing.kind == .waffle || drawing.kind == .number else {
      return
    }
    for index in drawing.panels.indices {
      let panel = drawing.panels[index]
      let kept = panel.marks.indices.filter { panel.marks[$0].contains { $0.value != nil || $0.missing != nil } }
      drawing.panels[index].categories = kept.map { panel.categories[$0] }
      drawing.panels[index].marks = kept.map { panel.marks[$0] }
    }
  }

  private func add(_ row: Int, _ value: Int?, _ roles: Roles, to mark: inout Panel.Mark) {
    guard let value else {
      mark.value = (mark.value ?? 0) + 1
      return
    }
    switch frame.items[value][row] {
    case .number(let number): if mark.missing == nil { mark.value = (mark.value ?? 0) + number }
    case .missing(let sign): (mark.value, mark.missing) = (nil, sign)
    case .text: (mark.value, mark.missing) = (nil, .notAvailable)
    }
    if let low = roles.low, case .number(let number) = frame.items[low][row] { mark.low = number }
    if let high = roles.high, case .number(let number) = frame.items[high][row] { mark.high = number }
    if mark.value == nil { (mark.low, mark.high) = (nil, nil) }
  }

  private func text(_ item: Frame.Item) -> String {
    switch item {
    case .text(let text): text
    case .number(let number): NumberStyle().plain(number)
    case .missing(let sign): "[\(sign.rawValue)]"
    }
  }

  /// The values of a column in the order in which they first occur, or in the category's own; and the place of each
  /// row's value among them.
  private func distinct(_ column: Int, _ rows: [Int]) -> (names: [String], places: [Int]) {
    let items = frame.items[column]
    var index: [String: Int] = [:]
    var names: [String] = []
    var places: [Int] = []
    places.reserveCapacity(rows.count)
    for row in rows {
      let name = text(items[row])
      // Tables go on with the same value, or begin again with the first.
      let place: Int
      if let last = places.last, names[last] == name {
        place = last
      } else if let last = places.last, names[(last + 1) % names.count] == name {
        place = (last + 1) % names.count
      } else if let known = index[name] {
        place = known
      } else {
        place = names.count
        index[name] = place
        names.append(name)
      }
      places.append(place)
    }
    let order = frame.columns[column].order
    guard !order.isEmpty else { return (names, places) }
    var newPlaces = [Int](repeating: 0, count: names.count)
    var sorted: [String] = []
    for name in order + names {
      guard let place = index.removeValue(forKey: name) else { continue }
      newPlaces[place] = sorted.count
      sorted.append(name)
    }
    return (sorted, places.map { newPlaces[$0] })
  }

  // MARK: - Disclosure

  /// Hides small counts where the chart asks for more than its data: whatever the threshold hides, and where that
  /// leaves one gap in a series, the next smallest, so that a total does not give it away.
  mutating func suppress(_ drawing: inout Drawing) {
    guard let rule = fields.suppress else { return }
    if rule.value.hasPrefix("none") { return }
    let prefix = "under-"
    guard rule.value.hasPrefix(prefix), let threshold = Int(rule.value.dropFirst(prefix.count)),
      (2...1000).contains(threshold)
    else {
      report(
        .value, "\"\(rule.value)\" is not a rule of \"suppress\"", at: rule.place,
        help: "write under-5 or another threshold, or none: and the reason")
      return
    }
    for panel in drawing.panels.indices {
      for series in drawing.panels[panel].series.indices {
        var hidden = 0
        for name in drawing.panels[panel].marks.indices {
          let mark = drawing.panels[panel].marks[name][series]
          if mark.missing == .confidential { hidden += 1 }
          guard let value = mark.value, value > 0, value < Double(threshold), value == value.rounded() else { continue }
          drawing.panels[panel].marks[name][series] = Panel.Mark(missing: .confidential)
          hidden += 1
        }
        guard hidden == 1 else { continue }
        let next = drawing.panels[panel].marks.indices.filter {
          (drawing.panels[panel].marks[$0][series].value ?? 0) > 0
        }.min {
          (drawing.panels[panel].marks[$0][series].value ?? 0) < (drawing.panels[panel].marks[$1][series].value ?? 0)
        }
        if let next { drawing.panels[panel].marks[next][series] = Panel.Mark(missing: .confidential) }
      }
    }
  }

  // MARK: - What is left over

  mutating func complete(_ drawing: inout Drawing) {
    if let sum = fields.total?.sum {
      guard let whole = ChartFields.number(sum.value) else {
        report(.value, "\"\(sum.value)\" is not a number", at: sum.place, help: "write is: 715")
        return
      }
      addRest(fields.total?.rest ?? words[.rest], whole: whole, place: sum, to: &drawing)
    } else if drawing.kind == .share || drawing.kind == .waffle, let rest = fields.rest {
      addRest(rest, whole: 100, place: fields.data, to: &drawing)
    }
  }

  /// Adds what the parts lack of the whole: a name, or where the parts are series, a series.
  private mutating func addRest(_ name: String, whole: Double, place: Located<String>, to drawing: inout Drawing) {
    for index in drawing.panels.indices {
      var panel = drawing.panels[index]
      if panel.series.count == 1 {
        guard !panel.marks.contains(where: { $0[0].missing == .confidential }) else { continue }
        let rest = whole - panel.marks.compactMap { $0[0].value }.reduce(0, +)
        guard rest > -whole * 0.011 else { return reportSurplus(-rest, whole, place) }
        guard rest > whole * 0.0005 else { continue }
        panel.categories.append(Panel.Category(name: name, isRest: true))
        panel.marks.append([Panel.Mark(value: Self.round(rest))])
      } else {
        panel.series.append(Panel.Series(name: name, isRest: true))
        for row in panel.marks.indices {
          let isHidden = panel.marks[row].contains { $0.missing == .confidential }
          let rest = whole - panel.marks[row].compactMap(\.value).reduce(0, +)
          guard rest > -whole * 0.011 else { return reportSurplus(-rest, whole, place) }
          panel.marks[row].append(
            isHidden ? Panel.Mark(missing: .confidential) : Panel.Mark(value: max(Self.round(rest), 0)))
        }
        if panel.marks.allSatisfy({ ($0.last?.value ?? 0) <= whole * 0.0005 }) {
          panel.series.removeLast()
          for row in panel.marks.indices { panel.marks[row].removeLast() }
        }
      }
      drawing.panels[index] = panel
    }
  }

  private mutating func reportSurplus(_ surplus: Double, _ whole: Double, _ place: Located<String>) {
    let style = NumberStyle()
    report(
      .chartSum, "the parts are \(style.string(Self.round(surplus))) more than the whole, \(style.string(whole))",
      at: place.place, help: "check the numbers, or \"is\" and \"rest\"")
  }

  /// Without what binary fractions add.
  static func round(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
