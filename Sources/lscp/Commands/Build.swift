import ArgumentParser
import Content
import Diagnostics
import Publishing

/// `lscp build`
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check all pages and write the website.",
    discussion: """
      Every problem is reported in one run, with its place and what to do. The website changes as a whole, and only
      when there is no error: at any other time it stays as it was.
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("The folder that the website is written to.", valueName: "folder"))
  var output = "public"

  @Option(help: ArgumentHelp("How problems are written: for people, for programs, or for GitHub.", valueName: "format"))
  var format = DiagnosticPrinter.Format.text

  @Flag(name: .customLong("no-pdf"), help: "Make no PDFs, and offer none to download.")
  var skipsPrinting = false

  @Flag(name: .customLong("no-search"), help: "Make no search index; the search page then says that it does not work.")
  var skipsSearch = false

  func run() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    let terminal = Terminal()
    let report: BuildReport
    do {
      var options = try site.buildOptions()
      if !skipsPrinting { options.print = PrintOptions() }
      if !skipsSearch { options.search = SearchOptions() }
      report = try await Publishing.build(options, output: output) { terminal.progress($0.text) }
    } catch let error as FileError {
      terminal.fail("\(error)", help: nil)
      throw ExitStatus.problems
    } catch let error as OutputError {
      terminal.fail("\(error)", help: error.help)
      throw ExitStatus.problems
    }
    terminal.endProgress()
    terminal.show(report.diagnostics, format: format)
    let seconds = start.duration(to: clock.now)
    terminal.summarise(report, output: output, seconds: seconds, format: format)
    if report.count(.error) > 0 { throw ExitStatus.problems }
  }
}

extension DiagnosticPrinter.Format: ExpressibleByArgument {}
