/// Names for fragments, made from text as GitHub makes them.
enum Slug {
  /// Lower case; letters, marks, digits, `_` and `-` stay, each space becomes `-`, everything else goes.
  ///
  /// Source: GitHub's html-pipeline, `TableOfContentsFilter`. May be empty.
  static func make(_ text: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": slug.append(scalar)
      case "A"..."Z": slug.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 32)))
      case " ": slug.append("-")
      case _ where scalar.isASCII: break
      default:
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter:
          slug.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark,
          .decimalNumber, .letterNumber, .connectorPunctuation:
          slug.append(scalar)
        default: break
        }
      }
    }
    return String(slug)
  }
}

/// Gives each name once; later ones get `-1`, `-2` … behind them, as on GitHub.
struct UniqueNames {
  /// Each name that is taken, and how many suffixes have been tried for it.
  private var taken: [String: Int] = [:]

  mutating func take(_ name: String) -> String {
    guard let tried = taken[name] else {
      taken[name] = 0
      return name
    }
    var number = tried
    var candidate: String
    repeat {
      number += 1
      candidate = "\(name)-\(number)"
    } while taken[candidate] != nil
    taken[name] = number
    taken[candidate] = 0
    return candidate
  }
}
