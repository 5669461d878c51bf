/// Where an axis has ticks, and what stands there. Source: Vega's `vega-scale/src/ticks.js`, `AxisTicks.js`.
struct AxisTicks: Sendable {
  struct Tick: Sendable {
    var value: Value
    var place: Double
    var label: String
  }

  var ticks: [Tick] = []

  /// - Parameter length: of the plot along the axis, in pixels.
  init(
    _ axis: AxisView, _ view: ScaleView, _ scale: PlacedScale, length: Double, config: Config, _ problems: SpecProblems
  ) {
    let model = axis.model
    let bandShare = axis.style.number(.bandPosition) ?? 0.5
    switch scale {
    case .bands(let bands):
      let wanted = model.values ?? view.values.values
      let isExtent = axis.style.text(.tickBand) == "extent"
      ticks = wanted.compactMap { value in
        bands(value).map {
          Tick(
            value: value, place: $0 + bands.bandwidth * (isExtent ? 0.5 : bandShare),
            label: Self.text(value, model.format))
        }
      }
    case .continuous(let numbers):
      let (count, interval) = Self.count(axis, view, numbers, length: length)
      var values: [Double]
      if let written = model.values {
        values = Self.valid(written.map(\.number), numbers, count: count)
      } else if let bins = view.bins {
        var edges = bins.edges
        if edges.isEmpty, bins.step > 0, let first = numbers.domain.first, let last = numbers.domain.last {
          let step = bins.step
          let start = (first / step).rounded(.up) * step
          edges = (last - start) / step <= 1000 ? Array(stride(from: start, through: last, by: step)) : []
        }
        values = Self.valid(edges, numbers, count: count.map { max($0, Double(edges.count)) })
      } else if let interval {
        values = numbers.ticks(interval)
      } else {
        values = numbers.ticks(count ?? 10)
      }
      // Of one value, Vega knows the beginning of the domain only.
      if view.isSingleValue { values = values.filter { $0 == numbers.domain.first } }
      if values.count > 1000 { values = Array(values.prefix(1000)) }
      let format = Self.format(
        model.format, view, numbers, count: count ?? 10, isWritten: model.values != nil || view.bins != nil)
      ticks = values.compactMap { number in
        let place = numbers(number)
        guard place.isFinite else { return nil }
        return Tick(
          value: view.type.isTime ? .time(number) : .number(number), place: place, label: format.string(number))
      }
    case .steps: break
    }
    if let text = axis.style.text(.labelExpr) {
      let labels = LabelExpression.labels(
        text, values: ticks.map(\.value), labels: ticks.map(\.label), at: axis.style[.labelExpr], problems)
      for index in ticks.indices { ticks[index].label = labels[index] }
    }
  }

  /// How many ticks there should be about, or at which intervals of the calendar.
  private static func count(
    _ axis: AxisView, _ view: ScaleView, _ scale: ContinuousScale, length: Double
  ) -> (Double?, CalendarInterval?) {
    var count: Double?
    if let node = axis.style[.tickCount] {
      if let number = node.number {
        count = max(0, min(number, 1000))
      } else if let name = node.text ?? node["interval"]?.text {
        let name = name == "date" ? "day" : name
        if view.type.isTime, let interval = CalendarInterval(name: name, step: node["step"]?.number) {
          return (nil, interval)
        }
      }
    } else if let pixels = axis.model.pixelsPerTick {
      count = (length / pixels).rounded(.up)
    }
    if count == nil, let values = axis.model.values { count = Double(values.count) }
    if let least = axis.model.minimumStep, least > 0, let first = scale.domain.first, let last = scale.domain.last {
      let steps = (abs(last - first) / least).rounded(.down)
      count = min(count ?? 10, (steps == 0 ? 1 : steps) + 1)
    }
    return (count, nil)
  }

  /// Those within the range, thinned where they are more than asked for.
  static func valid(_ values: [Double], _ scale: ContinuousScale, count: Double?) -> [Double] {
    guard let first = scale.range.first, let last = scale.range.last else { return [] }
    let (low, high) = (min(first, last).rounded(.down), max(first, last).rounded(.up))
    var kept = values.filter { value in
      let place = scale(value)
      return place >= low && place <= high
    }
    guard let count, count > 0, kept.count > 1 else { return kept }
    let ends = [kept[0], kept[kept.count - 1]]
    while Double(kept.count) > count, kept.count >= 3 {
      kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    }
    return kept.count < 3 ? ends : kept
  }

  static func text(_ value: Value, _ format: LabelFormat) -> String {
    if case .list(let items) = value { return items.map(\.string).joined(separator: ",") }
    return format.text(value)
  }

  /// How the ticks of numbers and times are written.
  static func format(
    _ format: LabelFormat, _ view: ScaleView, _ scale: ContinuousScale, count: Double, isWritten: Bool
  ) -> TickFormat {
    switch format {
    case .time(let time): return .time(time)
    case .unit(let units):
      return LabelFormat.timeFormat(of: units).map { .time($0) } ?? .multipleTime
    case .number(let specifier):
      return scale.tickFormat(count: count, specifier: specifier, labelsAll: isWritten)
    case .automatic, .plainNumber: return scale.tickFormat(count: count, labelsAll: isWritten)
    }
  }
}

/// Which labels stay where they would overlap. Source: Vega's `vega-view-transforms/src/Overlap.js`.
enum LabelOverlap {
  /// - Returns: whether each label is shown.
  static func shown(_ boxes: [Bounds], method: String?, separation: Double) -> [Bool] {
    var isShown = [Bool](repeating: true, count: boxes.count)
    guard let method else { return isShown }
    let source = boxes.indices.filter { boxes[$0].width > 1 && boxes[$0].height > 1 }
    func overlaps(_ a: Bounds, _ b: Bounds) -> Bool {
      separation > max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom)
    }
    func hasOverlap(_ items: [Int]) -> Bool {
      zip(items, items.dropFirst()).contains { overlaps(boxes[$0], boxes[$1]) }
    }
    var items = source
    guard items.count >= 3, hasOverlap(items) else { return isShown }
    repeat {
      var kept: [Int] = []
      for (position, item) in items.enumerated() {
        let keeps: Bool
        if method == "greedy" {
          keeps = kept.last.map { !overlaps(boxes[$0], boxes[item]) } ?? true
        } else {
          keeps = position % 2 == 0
        }
        if keeps { kept.append(item) } else { isShown[item] = false }
      }
      items = kept
    } while items.count >= 3 && hasOverlap(items)
    if items.count < 3, let last = source.last, !isShown[last] {
      if items.count > 1, let hidden = items.last { isShown[hidden] = false }
      isShown[last] = true
    }
    return isShown
  }
}
