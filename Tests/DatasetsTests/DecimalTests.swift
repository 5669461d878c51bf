import Datasets
import Testing

@Suite("Numbers as they are written")
struct DecimalTests {
  @Test("what is written is read, and printed again", arguments: ["0", "38.60", "-1.5", "24629", "0.05", "-0.005"])
  func prints(text: String) { #expect(Decimal(text)?.description == text) }

  @Test("commas may separate thousands", arguments: [("1,234", "1234"), ("24,629.50", "24629.50")])
  func separators(written: String, plain: String) { #expect(Decimal(written)?.description == plain) }

  @Test(
    "what is not a number is refused",
    arguments: [
      "", "-", ".", "1.", ".5", "1,23", "12,3456", "1,,234", "1.2.3", "1e3", "٣", "99999999999999999999", "1 2",
    ])
  func refused(text: String) { #expect(Decimal(text) == nil) }
}
