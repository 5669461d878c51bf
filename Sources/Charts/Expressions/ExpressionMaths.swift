#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The functions from numbers to a number, as JavaScript's `Math` has them.
package enum ExpressionMaths {
  /// - Parameter numbers: as many as the function takes.
  package static func value(_ function: ExpressionFunction, _ numbers: [Double]) -> Double {
    let first = numbers.first ?? .nan
    let second = numbers.dropFirst().first ?? .nan
    switch function {
    case .abs: return first.magnitude
    case .acos: return acos(first)
    case .asin: return asin(first)
    case .atan: return atan(first)
    case .atan2: return atan2(first, second)
    case .ceil: return first.rounded(.up)
    case .clamp: return numbers.count == 3 ? max(second, min(numbers[2], first)) : .nan
    case .cos: return cos(first)
    case .exp: return exp(first)
    case .floor: return first.rounded(.down)
    case .hypot: return numbers.reduce(0) { hypot($0, $1) }
    case .log: return log(first)
    case .max: return numbers.reduce(-.infinity) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
    case .min: return numbers.reduce(.infinity) { $0.isNaN || $1.isNaN ? .nan : min($0, $1) }
    case .pow: return pow(first, second)
    case .round: return jsRound(first)
    case .sin: return sin(first)
    case .sqrt: return first.squareRoot()
    case .tan: return tan(first)
    default: return .nan
    }
  }
}
