/// What a text says of a number: `about 39%`, `nearly four in ten`, `1.5 million`, `twice`.
struct WrittenNumber {
  /// How the number is meant.
  enum Bound: Sendable, Hashable {
    case exact
    /// `about`, `around`, `roughly`.
    case about
    /// `nearly`, `almost`, `just under`.
    case nearly
    /// `more than`, `over`; with `just` at most a little.
    case moreThan(isJust: Bool)
    case atLeast
    /// `fewer than`, `less than`, `under`.
    case lessThan
    case atMost
  }

  enum Form: Sendable, Hashable {
    /// In digits: the number, how much its last digit stands for, and what stood behind it.
    case digits(Decimal, scale: Int, Suffix, isMoney: Bool)
    /// A whole number in words.
    case words(Int, Suffix)
    case fraction(Int, Int)
    case multiple(Number)
    case ordinal(Int)
    /// `highest`, `largest`: the first; the number is 1, or 2 for `second highest`.
    case highest(Int)
    case lowest(Int)
  }

  enum Suffix: Sendable, Hashable {
    case none, percent, points
  }

  let bound: Bound
  let form: Form
  /// What the text says of the direction of a change: true for `rose by`, false for `fell by`.
  let isRise: Bool?
  /// The words behind the number, such as `contacts`.
  let unit: String

  private static let qualifiers: [(words: [Substring], bound: Bound)] = [
    (["just", "under"], .nearly), (["just", "below"], .nearly), (["just", "over"], .moreThan(isJust: true)),
    (["just", "above"], .moreThan(isJust: true)), (["just", "more", "than"], .moreThan(isJust: true)),
    (["more", "than"], .moreThan(isJust: false)), (["over"], .moreThan(isJust: false)),
    (["above"], .moreThan(isJust: false)), (["at", "least"], .atLeast), (["fewer", "than"], .lessThan),
    (["less", "than"], .lessThan), (["under"], .lessThan), (["below"], .lessThan), (["at", "most"], .atMost),
    (["up", "to"], .atMost), (["about"], .about), (["around"], .about), (["roughly"], .about),
    (["approximately"], .about), (["some"], .about), (["nearly"], .nearly), (["almost"], .nearly),
    (["exactly"], .exact), (["joint"], .exact), (["the"], .exact),
  ]
  private static let rises: Set<Substring> = ["rose", "risen", "rise", "grew", "grown", "up", "increased", "increase"]
  private static let falls: Set<Substring> = [
    "fell", "fallen", "fall", "dropped", "drop", "down", "decreased", "decrease",
  ]

  /// Reads a text; nil where it is no number.
  init?(_ text: String) {
    guard text.utf8.count <= 200 else { return nil }
    let plain = String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.map { scalar in
          switch scalar {
          case "\u{A0}", "\u{2009}", "\u{202F}", "\n", "\t": " "
          case "\u{2010}", "\u{2011}": "-"
          default: scalar
          }
        }))
    var words = plain.split(separator: " ")[...]
    var direction: Bool?
    if let first = words.first, Self.rises.contains(first) || Self.falls.contains(first) {
      // Not `up to`, which is a bound.
      if !(first == "up" && words.dropFirst().first == "to") {
        direction = Self.rises.contains(first)
        words = words.dropFirst()
        if let next = words.first, next == "by" || next == "of" { words = words.dropFirst() }
      }
    }
    isRise = direction
    var bound = Bound.exact
    while let found = Self.qualifiers.first(where: { words.starts(with: $0.words) }) {
      if found.bound != .exact { bound = found.bound }
      words = words.dropFirst(found.words.count)
    }
    self.bound = bound
    guard let (form, rest) = Self.form(words) else { return nil }
    self.form = form
    unit = rest.joined(separator: " ")
  }

  /// The longest beginning that is a number, and the words behind it.
  private static func form(_ words: ArraySlice<Substring>) -> (Form, ArraySlice<Substring>)? {
    for count in stride(from: min(words.count, 8), to: 0, by: -1) {
      let head = words.prefix(count)
      let rest = words.dropFirst(count)
      if let fraction = NumberWords.fraction(head) {
        return (.fraction(fraction.numerator, fraction.denominator), rest)
      }
      if let multiple = NumberWords.multiple(head) { return (.multiple(multiple), rest) }
      if let extreme = extreme(head) { return (extreme, rest) }
      if let digits = digits(head) { return (digits, rest) }
      let (plain, suffix) = Self.suffix(head)
      if let number = NumberWords.number(plain) { return (.words(number, suffix), rest) }
      if count == 1, let word = head.first, let place = NumberWords.ordinal(word) { return (.ordinal(place), rest) }
    }
    return nil
  }

  /// `highest`, `second lowest`.
  private static func extreme(_ words: ArraySlice<Substring>) -> Form? {
    guard words.count <= 2, let last = words.last else { return nil }
    let place = words.count == 2 ? words.first.flatMap(NumberWords.ordinal) : 1
    guard let place else { return nil }
    switch last {
    case "highest", "largest", "most", "biggest", "greatest": return .highest(place)
    case "lowest", "smallest", "fewest", "least", "last": return .lowest(place)
    default: return nil
    }
  }

  /// The words without a sign of per cent at the end.
  private static func suffix(_ words: ArraySlice<Substring>) -> (ArraySlice<Substring>, Suffix) {
    if words.suffix(2).elementsEqual(["per", "cent"]) { return (words.dropLast(2), .percent) }
    if words.suffix(2).elementsEqual(["percentage", "points"]) { return (words.dropLast(2), .points) }
    if words.suffix(2).elementsEqual(["percentage", "point"]) { return (words.dropLast(2), .points) }
    if words.last == "percent" || words.last == "%" { return (words.dropLast(), .percent) }
    if words.last == "points" { return (words.dropLast(), .points) }
    return (words, .none)
  }

  private static func digits(_ words: ArraySlice<Substring>) -> Form? {
    var (words, suffix) = suffix(words)
    var scale = 0
    switch words.last {
    case "million": (scale, words) = (6, words.dropLast())
    case "thousand": (scale, words) = (3, words.dropLast())
    case "billion": (scale, words) = (9, words.dropLast())
    default: break
    }
    guard words.count == 1, var text = words.first else { return nil }
    let isMoney = text.hasPrefix("£")
    if isMoney { text = text.dropFirst() }
    if text.hasSuffix("%"), suffix == .none {
      suffix = .percent
      text = text.dropLast()
    }
    if scale == 0 {
      if text.hasSuffix("m") { (scale, text) = (6, text.dropLast()) }
      if text.hasSuffix("k") { (scale, text) = (3, text.dropLast()) }
    }
    guard let number = Decimal(text.hasPrefix("\u{2212}") ? "-" + text.dropFirst() : String(text)) else { return nil }
    return .digits(number, scale: scale, suffix, isMoney: isMoney)
  }
}
