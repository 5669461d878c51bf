import Diagnostics
import TestSupport
import Testing

@Suite("Places in files, as people read them")
struct SourceLinesTests {
  @Test("lines end in LF, CR LF or CR, and columns count characters", arguments: ["\n", "\r\n", "\r"])
  func positions(ending: String) throws {
    let bytes = Array("one\(ending)zwö\(ending)\(ending)drei".utf8)
    let lines = SourceLines(bytes)
    let last = try #require(bytes.lastIndex(of: UInt8(ascii: "d")))
    let spot = lines.spot(of: last..<last + 4)
    #expect(spot.line == 4 && spot.column == 1 && spot.excerpt == "drei" && spot.underline == "^~~~")
    let o = try #require(bytes.firstIndex(of: 0xC3))
    #expect(lines.spot(of: o..<o + 2).column == 3 && lines.spot(of: o..<o + 2).endColumn == 4)
    #expect(lines.offset(line: 2, column: 3) == o)
    #expect(lines.line(at: o) == 2)
  }

  @Test("each offset has the line and column that counting gives")
  func againstCounting() {
    var generator = Dice(seed: 1)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        [0x61, 0x0A, 0x0D, 0x09].randomElement(using: &generator) ?? 0x61 as UInt8
      }
      let lines = SourceLines(bytes)
      var (line, column) = (1, 1)
      for (offset, byte) in bytes.enumerated() {
        let spot = lines.spot(of: offset..<offset + 1)
        #expect(spot.line == line, "\(bytes) \(offset)")
        if byte != 0x0A, byte != 0x0D { #expect(spot.column == column, "\(bytes) \(offset)") }
        let ends = byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
        (line, column) = ends ? (line + 1, 1) : (line, column + 1)
      }
    }
  }

  @Test("a long line is cut around the place, and the mark stays below it", arguments: [0, 300, 999])
  func longLines(offset: Int) {
    let bytes = Array(repeating: UInt8(ascii: "x"), count: 1000)
    let spot = SourceLines(bytes).spot(of: offset..<offset + 1)
    #expect(spot.column == offset + 1 && spot.excerpt.count <= 112 && spot.underline == "^")
    #expect(spot.indent.count < spot.excerpt.count)
    #expect(spot.excerpt.hasPrefix("…") == (offset > 55) && spot.excerpt.hasSuffix("…") == (offset < 900))
  }

  @Test("ranges outside the file are taken as its end, and control characters are shown as marks")
  func outside() {
    let lines = SourceLines(Array("a\u{1B}[31m\u{202E}b\tc".utf8))
    #expect(lines.spot(of: 0..<1).excerpt == "a\u{FFFD}[31m\u{FFFD}b\tc")
    #expect(lines.spot(of: 90..<99).line == 1)
    #expect(SourceLines([]).spot(of: 5..<7).excerpt == "")
    #expect(SourceLines([]).offset(line: 9, column: 9) == 0)
  }
}
