#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A colour by hue, chroma and lightness (CIE LCh(ab), white D50).
///
/// Source: d3-color, `lab.js`; d3-interpolate, `hcl.js`.
struct HCLColor {
  /// Degrees; NaN for greys.
  var hue: Double
  var chroma: Double
  var lightness: Double

  init(_ color: Color) {
    func linear(_ share: Double) -> Double {
      share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    func bend(_ share: Double) -> Double {
      share > 216.0 / 24389 ? cbrt(share) : (share * 24389 / 27 + 16) / 116
    }
    let (red, green, blue) = (linear(color.red / 255), linear(color.green / 255), linear(color.blue / 255))
    let y = bend(0.2225045 * red + 0.7168786 * green + 0.0606169 * blue)
    var (x, z) = (y, y)
    if red != green || green != blue {
      x = bend((0.4360747 * red + 0.3850649 * green + 0.1430804 * blue) / 0.96422)
      z = bend((0.0139322 * red + 0.0971045 * green + 0.7141733 * blue) / 0.82521)
    }
    lightness = 116 * y - 16
    let (a, b) = (500 * (x - y), 200 * (y - z))
    if a == 0, b == 0 {
      hue = .nan
      chroma = lightness > 0 && lightness < 100 ? 0 : .nan
    } else {
      let degrees = atan2(b, a) * 180 / .pi
      hue = degrees < 0 ? degrees + 360 : degrees
      chroma = (a * a + b * b).squareRoot()
    }
  }

  var color: Color {
    let (h, c) = (hue.isNaN ? 0 : hue * .pi / 180, chroma.isNaN ? 0 : chroma)
    let (a, b) = (cos(h) * c, sin(h) * c)
    func unbend(_ t: Double) -> Double { t > 6.0 / 29 ? t * t * t : (116 * t - 16) * 27 / 24389 }
    func display(_ share: Double) -> Double {
      let value = share <= 0.0031308 ? 12.92 * share : 1.055 * pow(share, 1 / 2.4) - 0.055
      return min(255, max(0, 255 * (value.isNaN ? 0 : value)))
    }
    let middle = (lightness + 16) / 116
    let x = 0.96422 * unbend(middle + a / 500)
    let y = unbend(middle)
    let z = 0.82521 * unbend(middle - b / 200)
    return Color(
      red: display(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
      green: display(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
      blue: display(0.0719453 * x - 0.2289914 * y + 1.4052427 * z))
  }

  static func interpolate(_ start: Color, _ end: Color, _ share: Double) -> Color {
    let (a, b) = (HCLColor(start), HCLColor(end))
    func mix(_ x: Double, _ y: Double) -> Double { x.isNaN ? y : y.isNaN ? x : x + (y - x) * share }
    var turn = b.hue - a.hue
    if turn > 180 || turn < -180 { turn -= 360 * (turn / 360).rounded() }
    var result = a
    result.hue = a.hue.isNaN ? b.hue : turn.isNaN ? a.hue : a.hue + turn * share
    result.chroma = mix(a.chroma, b.chroma)
    result.lightness = mix(a.lightness, b.lightness)
    return result.color
  }
}
