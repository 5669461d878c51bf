import ArgumentParser
import Preview

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `lscp serve`
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the website in a browser while you write.",
    discussion: """
      The website is shown as it would be built, with drafts and with pages of the future and the past. After every
      change of a file it is built again and the browser shows it; problems are shown over the page and here. Nothing is
      written, and only this computer can see it. Ctrl-C ends it.
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "number"))
  var port: UInt16 = 8080

  func run() async throws {
    let terminal = Terminal()
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
    do {
      try await servePreview(try site.buildOptions(), port: port) { event in
        switch event {
        case .listening(let address): terminal.write("Serving \(address)  (Ctrl-C ends it)\n", to: STDOUT_FILENO)
        case .built(let build): terminal.show(build)
        }
      }
    } catch let error as PreviewError {
      terminal.fail("\(error)", help: error.help)
      throw ExitStatus.problems
    }
  }
}

extension Terminal {
  /// The problems of a build, and one line on what it came to.
  fileprivate func show(_ build: PreviewBuild) {
    if let failure = build.failure { fail(failure, help: nil) }
    show(build.diagnostics, format: .text)
    let errors = build.diagnostics.count { $0.severity == .error } + (build.failure == nil ? 0 : 1)
    let warnings = build.diagnostics.count { $0.severity == .warning }
    let problems = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { Self.count($0.0, $0.1) }
      .joined(separator: ", ")
    let milliseconds = Int((build.duration / .milliseconds(1)).rounded())
    let line =
      if build.isShown {
        "\(Self.count(build.pages, "page")) in \(milliseconds) ms" + (problems.isEmpty ? "" : "; \(problems)")
      } else if build.showsSite {
        "\(problems) after \(milliseconds) ms; the browser shows the site as it was before"
      } else {
        "\(problems) after \(milliseconds) ms; there is nothing to show yet"
      }
    write(line + ".\n", to: STDOUT_FILENO)
  }
}
