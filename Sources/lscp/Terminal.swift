import Content
import Diagnostics
import Publishing
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the commands write for people: progress on a terminal, problems, a closing line.
final class Terminal: Sendable {
  private let hasProgress = isatty(STDERR_FILENO) == 1
  private let hasColor = isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == nil
  private let isProgressShown = Mutex(false)

  /// One line that is written over; nothing in a pipe.
  func progress(_ text: String) {
    guard hasProgress else { return }
    isProgressShown.withLock { $0 = true }
    write("\r\u{1B}[K\(text)…", to: STDERR_FILENO)
  }

  func endProgress() {
    let wasShown = isProgressShown.withLock { shown in
      defer { shown = false }
      return shown
    }
    if wasShown { write("\r\u{1B}[K", to: STDERR_FILENO) }
  }

  /// Problems: for people on standard error, for programs on standard output.
  func show(_ diagnostics: [Diagnostic], format: DiagnosticPrinter.Format) {
    let printer = DiagnosticPrinter(format: format, color: hasColor) { try? readFile($0) }
    write(printer.print(diagnostics), to: format == .text ? STDERR_FILENO : STDOUT_FILENO)
  }

  func fail(_ message: String, help: String?) {
    endProgress()
    write("lscp: \(DiagnosticPrinter.printable(message))\n", to: STDERR_FILENO)
    if let help { write("      \(DiagnosticPrinter.printable(help))\n", to: STDERR_FILENO) }
  }

  func summarise(_ report: BuildReport, output: String, seconds: Duration, format: DiagnosticPrinter.Format) {
    let stream = format == .text ? STDOUT_FILENO : STDERR_FILENO
    let problems = [(report.count(.error), "error"), (report.count(.warning), "warning")]
      .filter { $0.0 > 0 }.map { Self.count($0.0, $0.1) }.joined(separator: ", ")
    guard let folder = report.output else {
      write("\(problems). \(output) stays as it was.\n", to: stream)
      return
    }
    let changes =
      folder.written + folder.removed == 0
      ? "nothing changed" : "\(folder.written) written, \(folder.unchanged) unchanged, \(folder.removed) removed"
    write(
      "\(Self.count(report.pages, "page")), \(Self.count(folder.files, "file")), \(Self.megabytes(folder.bytes)) in "
        + "\(output) after \(Self.text(seconds)): \(changes)\(problems.isEmpty ? "" : "; " + problems).\n", to: stream)
  }

  func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = systemWrite(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return }
        offset += count
      }
    }
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(grouped(tenths / 10)).\(tenths % 10) MB"
  }

  private static func text(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    let hundredths = Int((milliseconds / 10).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
  }
}

/// `write(2)`, under a name that no method hides.
func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
