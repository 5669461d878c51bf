import ArgumentParser
import Content
import Diagnostics
import Publishing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `lscp figures`
struct Figures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the numbers in sentences that no dataset holds.",
    discussion: """
      A number is checked where it is the text of a link to a figure, [24,629](figure:contacts/2018-19): the build then \
      compares it with the dataset. This command lists the others, page by page, and says how large a share is checked.

      A number is what is written in digits, and shares in words: two thirds, one in five, twice. Not counted are years, \
      periods, dates and times; ordinals, ages and spans of time (12 months, 24-hour); the base of a rate (per 10,000); \
      the words that hide small counts (fewer than 5); what only names something (page 42, level 3, section 47, S20); \
      and what stands in tables, code, addresses and the texts of images.
      """)

  @OptionGroup var site: SiteOptions

  @Option(
    help: ArgumentHelp(
      "Only this page or folder, as a path below the folder that holds the pages; can be given again.",
      valueName: "path"))
  var page: [String] = []

  @Option(help: ArgumentHelp("How the list is written: text for people, json for programs.", valueName: "format"))
  var format = ListFormat.text

  enum ListFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() async throws {
    let terminal = Terminal()
    let options = try site.buildOptions()
    let wanted = page.map { page in
      page.hasPrefix(options.source + "/") ? String(page.dropFirst(options.source.count + 1)) : page
    }
    let report: FigureReport?
    let diagnostics: [Diagnostic]
    do {
      (report, diagnostics) = try await reportFigures(options) { path in
        wanted.isEmpty || wanted.contains { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
      }
    } catch let error as FileError {
      terminal.fail("\(error)", help: nil)
      throw ExitStatus.problems
    }
    guard let report else {
      terminal.show(diagnostics.filter { $0.severity == .error }, format: .text)
      throw ExitStatus.problems
    }
    terminal.write(format == .json ? json(report) : text(report), to: STDOUT_FILENO)
  }

  private func text(_ report: FigureReport) -> String {
    var text = ""
    for page in report.pages {
      for number in page.unchecked {
        text += "\(page.path):\(number.line):\(number.column): \(number.text)   \(number.context)\n"
      }
    }
    if !text.isEmpty { text += "\n" }
    let width = report.pages.map(\.path.count).max() ?? 0
    for page in report.pages {
      let count = page.checked + page.unchecked.count
      text += page.path + String(repeating: " ", count: width - page.path.count)
      text += "  \(page.checked) of \(count) checked (\(FigureReport.share(page.checked, of: count))%)\n"
    }
    let numbers = Terminal.count(report.count, "number")
    return text + "\(report.checked) of \(numbers) in sentences checked: \(report.share)%\n"
  }

  /// One object: `{"checked":1,"count":2,"pages":[{"path":"…","checked":1,"unchecked":[{"line":3,"column":4,"text":"5"}]}]}`.
  private func json(_ report: FigureReport) -> String {
    let pages = report.pages.map { page in
      let numbers = page.unchecked.map {
        "{\"line\":\($0.line),\"column\":\($0.column),\"text\":\(DiagnosticPrinter.json($0.text)),"
          + "\"context\":\(DiagnosticPrinter.json($0.context))}"
      }
      return "{\"path\":\(DiagnosticPrinter.json(page.path)),\"checked\":\(page.checked),"
        + "\"unchecked\":[\(numbers.joined(separator: ","))]}"
    }
    return "{\"checked\":\(report.checked),\"count\":\(report.count),\"pages\":[\(pages.joined(separator: ",\n"))]}\n"
  }
}
