/// What browsers see: the last good site, and what is wrong with the newest one.
struct PreviewState: Sendable {
  /// By path without a first slash; nil where no build was without errors yet.
  let files: [String: [UInt8]]?
  /// The version that pages shown now carry; one that carries another is out of date.
  let version: String
  /// What is sent to the browsers, as a server-sent event.
  let event: [UInt8]
  /// Stands in for every page while there is no site.
  let problemPage: [UInt8]

  init(files: [String: [UInt8]]?, version: String, problems: ProblemList) {
    self.files = files
    self.version = version
    // A page of problems alone needs none over it.
    let shown = files == nil ? ProblemList([], failure: nil) : problems
    let message = "{\"version\":\"\(version)\",\"problems\":\(shown.json),\"more\":\(shown.more)}"
    event = Array("retry: 300\ndata: \(message)\n\n".utf8)
    problemPage = files == nil ? Array(Self.page(of: problems, version: version).utf8) : []
  }

  /// What stands at the end of each page.
  static func script(_ version: String) -> String {
    "<script src=\"\(PreviewAssets.scriptPath)?\(version)\" defer></script>"
  }

  private static func page(of problems: ProblemList, version: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>The site cannot be shown yet</title>
    <link rel="stylesheet" href="\(PreviewAssets.stylesheetPath)">
    \(script(version))
    </head>
    <body>
    <main>
    <h1>The site cannot be shown yet</h1>
    <p>It appears here by itself as soon as these problems are solved.</p>
    \(problems.html)
    </main>
    </body>
    </html>

    """
  }
}
