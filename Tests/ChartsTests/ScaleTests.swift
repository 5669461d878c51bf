import TestSupport
import Testing

import Charts

@Suite("Scales place, label and invert as in Vega")
struct ScaleTests {
  private func kind(_ name: String) -> ContinuousScale.Kind? {
    switch name {
    case "linear": .linear
    case "sqrt": .squareRoot
    case "pow": .power(exponent: 2)
    case "symlog": .symlog(constant: 1)
    case "log10": .log(base: 10)
    case "log2": .log(base: 2)
    case "time": .time(isUTC: false)
    case "utc": .time(isUTC: true)
    default: nil
    }
  }

  private func numbers(_ text: some StringProtocol, _ separator: Character) -> [Double] {
    text.split(separator: separator).compactMap { Double($0) }
  }

  @Test("continuous scales: round domains, places, what places mean, ticks and their labels")
  func continuous() throws {
    for line in try GoldenTable.lines("scales.tsv") where line[0] == "scale" {
      let ends = [try #require(Double(line[2])), try #require(Double(line[3]))]
      var scale = ContinuousScale(try #require(kind(line[1])), domain: ends, range: [0, 400])
      if line[4] == "1" { scale.nice() }
      let wanted = line[7].split(separator: ";")
      let domain = scale.domain.map(NumberText.string).joined(separator: ",")
      #expect(zip(scale.domain, numbers(wanted[0], ",")).allSatisfy { near($0, $1) }, "\(line) \(domain)")
      for (number, probe) in zip(numbers(line[6], ";"), wanted.dropFirst()) {
        let places = numbers(probe, "~")
        #expect(near(scale(number), places[0]), "\(line) \(number)")
        // Vega's times are whole milliseconds.
        let tolerance = scale.kind.isTime ? 1 : 1e-9 * abs(scale.domain[1] - scale.domain[0])
        #expect(abs(scale.invert(scale(number)) - places[1]) <= tolerance, "\(line) \(number)")
      }
      let count = try #require(Double(line[5]))
      let format = scale.tickFormat(count: count)
      let ticks = scale.ticks(count).map { "\(format.string($0))@\(NumberText.string($0))" }
      #expect(ticks.joined(separator: "|") == line[8], "\(line.prefix(6))")
    }
  }

  @Test("labels of axes by a format")
  func labels() throws {
    for line in try GoldenTable.lines("scales.tsv") where line[0] == "labels" {
      let ends = [try #require(Double(line[3])), try #require(Double(line[4]))]
      let scale = ContinuousScale(try #require(kind(line[1])), domain: ends, range: [0, 400])
      let count = try #require(Double(line[5]))
      let format = scale.tickFormat(count: count, specifier: line[2].isEmpty ? nil : NumberSpecifier(line[2]))
      let ticks = scale.ticks(count).map { "\(format.string($0))@\(NumberText.string($0))" }
      #expect(ticks.joined(separator: "|") == line[6], "\(line.prefix(6))")
    }
  }

  @Test("bands and points")
  func bands() throws {
    for line in try GoldenTable.lines("scales.tsv") where line[0] == "band" || line[0] == "point" {
      let options = line[1...7].compactMap { Double($0) }
      let domain = DiscreteDomain((0..<Int(options[0])).map { Value.text("k\($0)") })
      let range = (start: options[5], end: options[6])
      let scale =
        line[0] == "band"
        ? BandScale(
          domain, range: range, paddingInner: options[1], paddingOuter: options[2], align: options[3],
          rounds: options[4] == 1)
        : .point(domain, range: range, padding: options[2], align: options[3], rounds: options[4] == 1)
      let places = domain.values.compactMap { scale($0) } + [scale.bandwidth]
      let wanted = numbers(line[8], ",")
      #expect(places.count == wanted.count && zip(places, wanted).allSatisfy { near($0, $1) }, "\(line) \(places)")
    }
  }

  @Test("bins")
  func bins() throws {
    for line in try GoldenTable.lines("scales.tsv") where line[0] == "bin" {
      var options = BinOptions()
      for option in line[3].dropFirst().dropLast().split(separator: ",") {
        let parts = option.split(separator: ":").map { $0.trimmingPrefix(" ") }
        switch parts[0] {
        case "\"maxbins\"": options.maximumCount = try #require(Int(parts[1]))
        case "\"step\"": options.step = Double(parts[1])
        case "\"minstep\"": options.minimumStep = try #require(Double(parts[1]))
        case "\"anchor\"": options.anchor = Double(parts[1])
        default: options.isNice = false
        }
      }
      let ends = (try #require(Double(line[1])), try #require(Double(line[2])))
      let bins = Bins(ends.0...ends.1, options)
      let wanted = line[5].split(separator: ";").map { numbers($0.replacing("Infinity", with: "inf"), ",") }
      #expect(zip([bins.start, bins.stop, bins.step], wanted[0]).allSatisfy { near($0, $1) }, "\(line) \(bins)")
      let starts = numbers(line[4], ";").map(bins.start(of:))
      #expect(zip(starts, wanted[1]).allSatisfy { near($0, $1) }, "\(line) \(starts)")
    }
  }

  private func near(_ a: Double, _ b: Double) -> Bool { a == b || abs(a - b) <= 1e-9 * max(1e-6, abs(a), abs(b)) }

  // MARK: - Properties

  private func anyNumber(_ dice: inout Dice) -> Double {
    let magnitudes: [Double] = [1e-9, 1e-3, 1, 10, 1e3, 1e6, 1e12]
    return (Double(dice.below(2_000_001)) - 1_000_000) / 1_000_000 * magnitudes[dice.below(magnitudes.count)]
  }

  @Test("scales are monotonic, and what they place they find again")
  func monotonic() {
    var dice = Dice(seed: 7)
    let kinds: [ContinuousScale.Kind] = [
      .linear, .squareRoot, .power(exponent: 3), .symlog(constant: 2), .time(isUTC: true),
    ]
    for _ in 0..<3_000 {
      let (a, b) = (anyNumber(&dice), anyNumber(&dice))
      guard a != b, abs(a - b) > 1e-9 * max(abs(a), abs(b)) else { continue }
      var scale = ContinuousScale(kinds[dice.below(kinds.count)], domain: [a, b], range: [0, 300])
      if dice.below(2) == 0 { scale.nice(Double(1 + dice.below(12))) }
      let numbers = (0...8).map { a + (b - a) * Double($0) / 8 }
      let places = numbers.map { scale($0) }
      #expect(places == places.sorted(), "\(scale)")
      for (number, place) in zip(numbers, places) where !scale.kind.isTime {
        let span = abs(scale.domain[1] - scale.domain[0])
        #expect(abs(scale.invert(place) - number) <= 1e-5 * span, "\(scale) \(number)")
      }
    }
  }

  @Test("ticks are exact multiples of the step, inside the domain, ascending, and about as many as asked for")
  func ticks() {
    var dice = Dice(seed: 8)
    for _ in 0..<5_000 {
      let (a, b) = (anyNumber(&dice), anyNumber(&dice))
      let count = Double(1 + dice.below(20))
      guard a != b, abs(a - b) > 1e-9 * max(abs(a), abs(b)) else { continue }
      let ticks = Ticks.values(min(a, b), max(a, b), count: count)
      #expect(ticks == ticks.sorted() && Set(ticks).count == ticks.count)
      #expect(ticks.allSatisfy { $0 >= min(a, b) && $0 <= max(a, b) })
      #expect(Double(ticks.count) <= 2 * count + 2)
      let increment = Ticks.increment(min(a, b), max(a, b), count: count)
      for tick in ticks {
        let multiple = increment < 0 ? tick * -increment : tick / increment
        #expect(abs(multiple - multiple.rounded()) < 1e-6)
        #expect(increment < 0 ? multiple.rounded() / -increment == tick : multiple.rounded() * increment == tick)
      }
      #expect(Ticks.values(max(a, b), min(a, b), count: count) == ticks.reversed())
      let nice = Ticks.nice([min(a, b), max(a, b)], count: count)
      #expect(nice[0] <= min(a, b) && nice[1] >= max(a, b))
    }
  }

  @Test("calendar intervals begin at or before a time, and end after it")
  func intervals() {
    var dice = Dice(seed: 9)
    for _ in 0..<5_000 {
      let unit = CalendarInterval.Unit.allCases[dice.below(9)]
      let interval = CalendarInterval(unit, every: 1 + dice.below(6), isUTC: dice.below(2) == 0)
      let time = Double(dice.below(4_000_000_000_000)) - 2_000_000_000_000
      let floor = interval.floor(time)
      #expect(floor <= time && interval.next(floor) > time, "\(interval) \(time)")
      #expect(interval.floor(floor) == floor, "\(interval) \(time)")
      let ceil = interval.ceil(time)
      #expect(ceil >= time && interval.floor(ceil) == ceil, "\(interval) \(time)")
    }
  }

  @Test("numbers that are none, huge or all the same crash no scale")
  func hostile() {
    let numbers: [Double] = [
      .nan, .infinity, -.infinity, 0, -0.0, 1, -1, .leastNonzeroMagnitude, 1.7976931348623157e308,
      -1.7976931348623157e308, 8.64e15, 0.1,
    ]
    let kinds: [ContinuousScale.Kind] = [
      .linear, .squareRoot, .power(exponent: -2), .power(exponent: 0), .log(base: 10), .log(base: 1), .log(base: 1e9),
      .log(base: -2), .log(base: .nan), .symlog(constant: 0), .symlog(constant: 1), .time(isUTC: false),
      .time(isUTC: true),
    ]
    for kind in kinds {
      for a in numbers {
        for b in numbers {
          var scale = ContinuousScale(kind, domain: [a, b], range: [0, 100], clamps: a == b)
          for count in [0, 7, a == 0 ? 1e9 : 3, .nan] {
            let format = scale.tickFormat(count: count)
            #expect(scale.ticks(count).map(format.string).count <= 20_000)
          }
          for number in numbers { _ = scale.invert(scale(number)) }
          _ = scale.ticks(CalendarInterval(.second, every: 1))
          scale.pad(10)
          scale.nice()
          scale.nice(CalendarInterval(.month, every: 3))
          _ = Bins(min(a.isNaN ? 0 : a, b.isNaN ? 0 : b)...max(a.isNaN ? 0 : a, b.isNaN ? 0 : b), BinOptions()).edges
        }
      }
    }
    for values in [[], [Value.null], [.null, .null], [.number(.nan), .number(.nan), .text("")]] {
      let scale = BandScale(DiscreteDomain(values), range: (0, 100), paddingInner: 2, paddingOuter: -1)
      #expect(scale(.text("unknown")) == nil)
      _ = scale.invert(.nan)
    }
  }

  // MARK: - Discrete scales and colours

  @Test("ten thousand names have bands of their own")
  func manyNames() {
    let scale = BandScale(DiscreteDomain((0..<10_000).map { Value.text("name \($0)") }), range: (0, 300))
    #expect(scale(.text("name 9999")).map { abs($0 + scale.bandwidth - 300) < 1e-9 } == true)
    #expect(scale.invert(150.001) == .text("name 5000"))
  }

  @Test("outputs begin again when they are used up")
  func ordinal() {
    let scale = OrdinalScale(DiscreteDomain([.text("a"), .text("b"), .text("a"), .text("c")]), range: ["x", "y"])
    #expect(["a", "b", "c"].map { scale(.text($0)) } == ["x", "y", "x"])
    #expect(scale(.text("d")) == nil)
    #expect(OrdinalScale<String>(DiscreteDomain([Value.null]), range: [])(.null) == nil)
  }

  @Test("thresholds, equal parts, quantiles and bins")
  func parts() {
    let threshold = ThresholdScale(thresholds: [0, 10], range: ["low", "middle", "high"])
    #expect([-1, 0, 9.9, 10, 1e9].map { threshold($0) } == ["low", "middle", "middle", "high", "high"])
    #expect(threshold(.nan) == nil)
    #expect(ThresholdScale.quantize(0, 100, range: [1, 2, 3, 4]).thresholds == [25, 50, 75])
    #expect(ThresholdScale.quantile([1, 2, 3, 4, .nan, 5], range: [1, 2]).thresholds == [3])
    let bins = BinScale(edges: [0, 10, 20], range: ["a", "b"])
    #expect([-1, 0, 10, 19].map { bins($0) } == [nil, "a", "b", "b"])
  }

  @Test("colours by name, run into each other and sampled as in Vega")
  func colours() {
    #expect(ColorScheme.named("Tableau10")?.colors(3).first?.css == "#4c78a8")
    #expect(ColorScheme.named("af-categorical")?.colors(3).map(\.css).last == "#a285d1")
    #expect(ColorScheme.named("nothing") == nil)
    let blues = ColorScheme.named("blues")
    // vl-convert: the fill of ordinals 0 to 9, and of 0 and 9 on a continuous scale.
    #expect(blues?.colors(10).first?.css == "#c0d9ed")
    #expect(blues?.colors(10).last?.css == "#115aa2")
    #expect(blues?.ramp(0).css == "#cfe1f2")
    #expect(blues?.ramp(1).css == "#0a4a90")
    for name in ColorScheme.names {
      let ramp = ColorScheme.named(name)?.ramp
      #expect(ramp.map { $0(-3).css == $0(0).css && $0(.nan).css.utf8.count == 7 } == true)
    }
    let diverging = SequentialScale(domain: [-10, 0, 40], ramp: ColorRamp([Color(hex: 0), Color(hex: 0xFFFFFF)]))
    #expect(diverging(0)?.css == "#808080")
    #expect(diverging(20)?.css == "#bfbfbf")
    #expect(diverging(.nan) == nil)
  }
}
