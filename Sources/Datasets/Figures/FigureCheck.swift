/// Whether a written number agrees with a figure.
package enum FigureVerdict: Sendable, Hashable {
  case agrees
  /// `right` is what to write instead, in the form of what was written. `looksCutOff`: the digits that follow were
  /// dropped where they should have been rounded.
  case wrong(right: String, looksCutOff: Bool)
  /// The text holds no number.
  case notANumber(right: String)
}

/// Holds the text of a link against the figure that it asserts.
///
/// Numbers must agree to as many digits as are written. Words such as `nearly four in ten` agree within the bounds that
/// `docs/datasets.md` states.
package func checkFigure(text: String, _ figure: Figure) -> FigureVerdict {
  guard let written = WrittenNumber(text) else {
    return .notANumber(right: FigureCheck.plain(figure))
  }
  let check = FigureCheck(written: written, figure: figure)
  return check.agrees ? .agrees : .wrong(right: check.right, looksCutOff: check.looksCutOff)
}

extension FigureVerdict {
  /// The verdict in the words of a diagnostic, or nil where the text agrees.
  package func problem(text: String) -> FigureProblem? {
    switch self {
    case .agrees: nil
    case .wrong(let right, let looksCutOff):
      FigureProblem(
        message: "the dataset does not say \"\(text)\"",
        help: "write \(right)" + (looksCutOff ? "; the number looks cut off, not rounded" : ""))
    case .notANumber(let right):
      FigureProblem(
        message: "\"\(text)\" is not a number that can be checked", help: "the dataset says \(right)")
    }
  }
}

struct FigureCheck {
  let written: WrittenNumber
  let figure: Figure

  /// Percentage points, and per cent of other numbers, by which a word may be off.
  private static let width = Number(2)
  private static let relativeWidth = Number(5)
  /// How far below or above a number `nearly` and `just over` may lie: points, or per cent.
  private static let reach = Number(5)

  /// The number without the sign that the sentence tells.
  private var value: Number {
    switch figure.kind {
    case .change, .difference: figure.value.magnitude
    default: figure.value
    }
  }

  private var isPercentage: Bool { figure.kind == .percentage || figure.kind == .change }

  var agrees: Bool {
    guard suits else { return false }
    switch written.form {
    case .digits(let number, let scale, _, _): return agrees(number, scale: scale)
    case .words(let number, _): return agrees(Decimal(number), scale: 0)
    case .fraction(let a, let b):
      let share = Number(numerator: Int128(a), denominator: Int128(b))
      return isPercentage ? agrees(points: Number(100) * share) : agrees(relative: share)
    case .multiple(let times): return agrees(relative: times)
    case .ordinal(let place): return value == Number(place)
    case .highest(let place), .lowest(let place): return agrees(extreme: place)
    }
  }

  /// Whether the form of the text can stand for this kind of figure.
  private var suits: Bool {
    if let isRise = written.isRise {
      guard figure.kind == .change || isDifference, isRise ? !figure.value.isNegative : figure.value.isNegative else {
        return false
      }
    }
    if !written.unit.isEmpty, written.unit != "of" {
      guard let unit = figure.unit?.lowercased(), unit == written.unit || unit == written.unit + "s" else {
        return false
      }
    }
    let isRank = if case .rank = figure.kind { true } else { false }
    switch written.form {
    case .ordinal, .highest, .lowest: return isRank
    case .fraction: return isPercentage || figure.kind == .ratio
    case .multiple: return figure.kind == .ratio || figure.kind == .change
    case .digits(_, _, let suffix, let isMoney):
      guard
        !isMoney || figure.unit == nil || figure.unit?.contains("£") == true || figure.unit?.contains("pound") == true
      else { return false }
      return !isRank && suits(suffix)
    case .words(_, let suffix): return !isRank && suits(suffix)
    }
  }

  private var isDifference: Bool { if case .difference = figure.kind { true } else { false } }

  private func suits(_ suffix: WrittenNumber.Suffix) -> Bool {
    switch suffix {
    case .none: true
    case .percent: isPercentage
    case .points: figure.kind == .difference(inPoints: true)
    }
  }

  // MARK: - Numbers

  /// A number in digits or words: exact to its last digit, or as its qualifier says.
  private func agrees(_ number: Decimal, scale: Int) -> Bool {
    let target = Number(number) * Number(numerator: Number.powersOfTen[scale], denominator: 1)
    switch written.bound {
    case .exact: return isRounded(number, scale)
    case .about: return isRounded(number, scale) || (isPercentage ? agrees(points: target) : agrees(relative: target))
    default: return isPercentage ? agrees(points: target) : agrees(relative: target)
    }
  }

  /// Whether the value, rounded to the digits that are written, is what is written.
  private func isRounded(_ number: Decimal, _ scale: Int) -> Bool {
    guard let scaled = value.divided(by: Number(numerator: Number.powersOfTen[scale], denominator: 1)) else {
      return false
    }
    return scaled.rounded(to: number.decimals) == number
  }

  var looksCutOff: Bool {
    guard suits, case .exact = written.bound, case .digits(let number, let scale, _, _) = written.form,
      let scaled = value.divided(by: Number(numerator: Number.powersOfTen[scale], denominator: 1))
    else { return false }
    return scaled.truncated(to: number.decimals) == number
  }

  // MARK: - Words

  private func agrees(points target: Number) -> Bool {
    within(target, width: Self.width, reach: Self.reach)
  }

  private func agrees(relative target: Number) -> Bool {
    // A change is told by what it is of: doubled is a change of 100%.
    let size = target.magnitude
    let unit = Number(numerator: 1, denominator: 100)
    return within(target, width: size * Self.relativeWidth * unit, reach: size * Self.reach * unit)
  }

  private func within(_ target: Number, width: Number, reach: Number) -> Bool {
    let value =
      if figure.kind == .change, case .multiple = written.form {
        (figure.value + Number(100)).divided(by: Number(100)) ?? figure.value
      } else { self.value }
    let above = value - target
    switch written.bound {
    case .exact: return above.magnitude <= width
    case .about: return above.magnitude <= width + width
    case .nearly: return above < Number(0) && above.magnitude <= reach
    case .moreThan(let isJust): return above > Number(0) && (!isJust || above <= reach)
    case .atLeast: return above >= Number(0)
    case .lessThan: return above < Number(0)
    case .atMost: return above <= Number(0)
    }
  }

  private func agrees(extreme place: Int) -> Bool {
    guard case .rank(let fromLowest, let last) = figure.kind, let own = figure.value.integer else { return false }
    let isLowest = if case .lowest = written.form { true } else { false }
    return own == (isLowest == fromLowest ? place : last + 1 - place)
  }

  // MARK: - What to write

  /// The right text in the form of what was written.
  var right: String {
    switch written.form {
    case .digits(let number, let scale, let suffix, let isMoney) where suits:
      guard let scaled = value.divided(by: Number(numerator: Number.powersOfTen[scale], denominator: 1)),
        let rounded = scaled.rounded(to: number.decimals)
      else { return Self.plain(figure) }
      let name = scale == 0 ? "" : scale == 3 ? " thousand" : scale == 6 ? " million" : " billion"
      return (isMoney ? "£" : "") + Self.grouped(rounded, figure) + name
        + (suffix == .none ? "" : Self.sign(figure, isPercentage: isPercentage))
    case .words(let number, _) where suits && !isPercentage && number <= 20:
      return value.integer.flatMap(NumberWords.word) ?? Self.plain(figure)
    default: return Self.plain(figure)
    }
  }

  /// A figure as it is best written: `39.5%`, `1.8 percentage points`, `second`.
  static func plain(_ figure: Figure) -> String {
    if case .rank(let fromLowest, _) = figure.kind {
      let place = figure.value.integer ?? 1
      let word = fromLowest ? "lowest" : "highest"
      return place == 1 ? word : "\(NumberWords.ordinalText(place)) (from the \(word))"
    }
    let isPercentage = figure.kind == .percentage || figure.kind == .change
    let number =
      switch figure.kind {
      case .change, .difference: figure.value.magnitude
      default: figure.value
      }
    let decimals = figure.decimals ?? (number.integer == nil ? 1 : 0)
    let text = number.rounded(to: decimals).map { grouped($0, figure) } ?? number.text
    if figure.kind == .ratio { return text + " times" }
    let money = figure.unit?.contains("£") == true ? "£" : ""
    return money + text + sign(figure, isPercentage: isPercentage)
  }

  private static func grouped(_ number: Decimal, _ figure: Figure) -> String {
    figure.kind == .year ? number.description : number.text()
  }

  private static func sign(_ figure: Figure, isPercentage: Bool) -> String {
    if isPercentage { return "%" }
    return figure.kind == .difference(inPoints: true) ? " percentage points" : ""
  }
}
