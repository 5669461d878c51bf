import Diagnostics
import TestSupport
import Testing

@Suite("Problems in print")
struct DiagnosticPrinterTests {
  private let diagnostic = Diagnostic(
    .value, "100%: \"no\"\u{7}", at: Place(path: "content/a,b:c.md", range: 4..<7), help: "write\u{1B}[2J yes")

  private func print(_ format: DiagnosticPrinter.Format, color: Bool = false) -> String {
    DiagnosticPrinter(format: format, color: color) { _ in Array("one\ntwo\n".utf8) }.print([diagnostic])
  }

  @Test("for people")
  func text() {
    #expect(
      print(.text) == """
        content/a,b:c.md:2:1: error: 100%: "no"\u{FFFD} [value]
            2 | two
              | ^~~
              = write\u{FFFD}[2J yes

        """)
  }

  @Test("in colour, the text is the same")
  func color() {
    var plain = ""
    var rest = print(.text, color: true)[...]
    while let escape = rest.firstIndex(of: "\u{1B}"), let end = rest[escape...].firstIndex(of: "m") {
      plain += rest[..<escape]
      rest = rest[rest.index(after: end)...]
    }
    #expect(plain + rest == print(.text))
    #expect(print(.text, color: true).contains("\u{1B}[31merror:"))
  }

  @Test("for programs")
  func json() {
    #expect(
      print(.json)
        == #"{"path":"content/a,b:c.md","line":2,"column":1,"endLine":2,"endColumn":4,"severity":"error","id":"value","#
        + #""message":"100%: \"no\"\u0007","help":"write\u001b[2J yes"}"# + "\n")
  }

  @Test("for GitHub")
  func github() {
    #expect(
      print(.github)
        == "::error file=content/a%2Cb%3Ac.md,line=2,endLine=2,col=1,endColumn=4,title=value::100%25: \"no\"\u{FFFD}"
        + "%0Awrite\u{FFFD}[2J yes\n")
  }

  @Test("a file that is gone still has its message")
  func missingSource() {
    let printer = DiagnosticPrinter(format: .text) { _ in nil }
    #expect(printer.print([diagnostic]).hasPrefix("content/a,b:c.md: error: 100%"))
  }

  @Test("each problem comes once, in order of its place")
  func order() {
    func make(_ path: String, _ offset: Int?, _ message: String) -> Diagnostic {
      Diagnostic(.value, message, at: Place(path: path, range: offset.map { $0..<$0 + 1 }))
    }
    let sorted = [
      make("a", nil, "x"), make("a", 0, "x"), make("a", 2, "a"), make("a", 2, "b"), make("a", 10, "x"),
      make("b", 0, "x"),
    ]
    var dice = Dice(seed: 4)
    for _ in 0..<20 { #expect((sorted + sorted).shuffled(using: &dice).sortedByPlace() == sorted) }
  }
}
