import ArgumentParser
import Content
import Fields
import Publishing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The options that say what a site is made of.
struct SiteOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds the pages.", valueName: "folder"))
  var source = "content"

  @Option(help: ArgumentHelp("The theme: a name below the folder \"themes\", or a folder.", valueName: "name"))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      "Build the website as it is on this day, for example 2019-02-04. Without it: as it is today.", valueName: "date"))
  var today: CalendarDate?

  @Option(
    help: ArgumentHelp("How many files are worked on at once. Without it: one for each processor.", valueName: "number")
  )
  var workers: Int?

  func validate() throws {
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 256.")
    }
  }

  /// The clock is read here and nowhere else.
  func buildOptions() throws -> BuildOptions {
    let seconds = Int(time(nil))
    let day = today ?? CalendarDate(daysSince1970: seconds / 86_400)
    guard let day else { throw ValidationError("The clock of this machine is wrong; give the day with --today.") }
    return BuildOptions(
      source: source, theme: theme, today: day, workers: workers ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }
}

extension CalendarDate: ExpressibleByArgument {
  /// Only whole dates.
  public init?(argument: String) {
    guard let date = CalendarDate(argument), date.day != nil else { return nil }
    self = date
  }
}
