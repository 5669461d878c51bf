import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `lscp`: builds a site of Markdown, YAML and CSV.
struct Lscp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lscp",
    abstract: "Turns a folder of text files into a website that is checked before it is published.",
    discussion: """
      You write pages in Markdown in the folder "content". lscp checks all of them, tells you in plain words what is
      wrong and where, and writes the website to the folder "public". If anything is wrong, the website stays as it was.

      To see your pages while you write:   lscp serve
      To make the website:                 lscp build
      To understand a message:             lscp explain link-target

      Exit codes: 0 all is well, 1 problems were found, 2 the command was not understood.
      """,
    version: "lscp 0.1.0",
    subcommands: [Build.self, Serve.self, Figures.self, DrawChart.self, Explain.self])
}

/// Runs the command that the arguments name.
@main
enum Main {
  static func main() async {
    do {
      var command = try Lscp.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      guard Lscp.exitCode(for: error) == .validationFailure else { Lscp.exit(withError: error) }
      // The library's own code for wrong usage is 64; ours is 2, as with most tools.
      Terminal().write(Lscp.fullMessage(for: error) + "\n", to: STDERR_FILENO)
      exit(ExitStatus.usage.rawValue)
    }
  }
}

/// How a run ended, for whoever started it.
enum ExitStatus {
  static let problems = ExitCode(1)
  static let usage = ExitCode(2)
}
