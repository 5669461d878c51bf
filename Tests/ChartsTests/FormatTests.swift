import TestSupport
import Testing

import Charts

@Suite("Numbers, times and texts are written and read as in Vega")
struct FormatTests {
  @Test("all that the golden table holds")
  func golden() throws {
    for line in try GoldenTable.lines("formats.tsv") {
      let wanted = try #require(line.last)
      let made =
        switch line[0] {
        case "number": NumberFormat(line[1]).flatMap { format in Double(line[2]).map(format.string) }
        case "shortest": Double(line[1]).map(NumberText.string)
        case "time": TimeFormat(line[1]).flatMap { format in Double(line[2]).map(format.string) }
        case "multiple": Double(line[1]).map(TimeFormat.multiple.string)
        case "value": NumberText.string(NumberText.value(line[1]))
        case "leading": NumberText.string(NumberText.leadingValue(line[1]))
        case "date": NumberText.string(DateText.milliseconds(line[1]))
        case "expression":
          (try? Expression.parse(line[1]).get()).map { $0.evaluate(row: 0, in: Table(rowCount: 1)).string }
        default: Optional("unknown kind")
        }
      #expect(made == wanted, "\(line.dropLast())")
    }
  }

  @Test(
    "what is no format is refused",
    arguments: ["1.", ".", ".x", "abc", "%%", "--", ",,", "0 ", "~~", "£", "d d"])
  func notAFormat(text: String) { #expect(NumberFormat(text) == nil) }

  @Test("a width is padded to only within reason")
  func width() { #expect(NumberFormat("99999999999999999999d")?.string(1).count == NumberSpecifier.maximumWidth) }

  @Test("the sign for money is that of the place")
  func currency() {
    #expect(NumberFormat("$,.2f", locale: .unitedKingdom)?.string(-1234.5) == "−£1,234.50")
    #expect(NumberFormat("$,.0f")?.string(1234.5) == "$1,235")
  }

  @Test("decimals are rounded from the exact value, and halves up")
  func decimals() {
    #expect(DecimalDigits.fixed(1.005, decimals: 2) == "1.00")
    #expect(DecimalDigits.fixed(2.5, decimals: 0) == "3")
    #expect(DecimalDigits.fixed(0.000001, decimals: 20) == "0.00000100000000000000")
    #expect(DecimalDigits.fixed(8.345, decimals: 2) == "8.35")
    #expect(DecimalDigits.fixed(1.45, decimals: 1) == "1.4")
  }

  @Test("the shortest text of a number reads as the number")
  func roundTrip() {
    var dice = Dice(seed: 1)
    for _ in 0..<5_000 {
      let number = Double(bitPattern: dice.next())
      guard number.isFinite else { continue }
      #expect(NumberText.value(NumberText.string(number)) == number)
    }
  }

  @Test("a number of fixed decimals is never further off than half of the last")
  func fixedIsNear() throws {
    var dice = Dice(seed: 2)
    for _ in 0..<2_000 {
      let number = Double(dice.below(2_000_000_000)) / Double(1 + dice.below(10_000)) - 100_000
      let decimals = dice.below(7)
      let text = try #require(NumberFormat(".\(decimals)f")).string(number).replacing("−", with: "-")
      let read = try #require(Double(text))
      let half = 0.5 / NumberText.powersOfTen[decimals]
      #expect(abs(read - number) <= half * (1 + 1e-9) + abs(number) * 1e-15)
    }
  }

  @Test("a date that a format writes is read by it")
  func timeRoundTrip() throws {
    var dice = Dice(seed: 3)
    let formats = [
      "%Y-%m-%dT%H:%M:%S.%L", "%d %B %Y %H:%M:%S.%L", "%b %e, %Y, %I:%M:%S %p %L", "%Q", "%Y %j %H %M %S %L",
    ]
    for text in formats {
      let format = try #require(TimeFormat(text))
      for _ in 0..<300 {
        let time = Double(dice.below(4_000_000_000_000)) - 2_000_000_000_000
        guard text != "%Q" || time >= 0 else { continue }
        #expect(format.milliseconds(format.string(time)) == time, "\(text)")
      }
    }
    #expect(TimeFormat("%d/%m/%Y")?.milliseconds("17/12/2018") == 1_545_004_800_000)
    #expect(TimeFormat("%d/%m/%Y")?.milliseconds("17-12-2018") == nil)
    #expect(TimeFormat("%k") == nil)
    #expect(TimeFormat("%") == nil)
  }

  @Test("no text crashes what reads formats, numbers and dates")
  func anyText() {
    var dice = Dice(seed: 4)
    let alphabet = Array("0123456789.,-+~$#%<>=^ dfegsrpbox:/TZaJn1é€\u{0}\u{301}😀'\"")
    for _ in 0..<20_000 {
      let text = String((0..<dice.below(12)).map { _ in alphabet[dice.below(alphabet.count)] })
      let number = Double(bitPattern: dice.next())
      _ = NumberFormat(text)?.string(number)
      _ = TimeFormat("%" + text)?.string(number)
      _ = TimeFormat("%Y" + text)?.milliseconds(text)
      _ = NumberText.value(text)
      _ = NumberText.leadingValue(text)
      _ = DateText.milliseconds(text)
      _ = TimeUnit(text)
      _ = ParseRule(text)
    }
  }
}
