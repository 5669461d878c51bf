import Content
import Diagnostics
import Parallel
import Rendering
import Site
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How PDFs are made.
package struct PrintOptions: Sendable {
  /// The Python that has Typst; nil looks for `.venv-site/bin/python`, here or beside the content, then for `python3`.
  package var python: String?
  /// The folder of documents that were made before; nil takes `.lscp-cache/print` beside the content.
  package var cache: String?
  /// How long one document may take.
  package var seconds = 60
  /// Where files stand while documents are made; nil takes the system's folder for such files.
  package var temporaryFolder: String?

  package init() {}
}

/// The downloads of a site, and what their authors should know.
struct DownloadResult: Sendable {
  var made: [MadeDownload] = []
  var diagnostics: [Diagnostic] = []
}

/// Makes the PDFs that a site offers. Those that were made before, of the same text and theme, are taken from the cache.
struct DownloadMaker: Sendable {
  let site: Site
  let theme: Theme
  /// The theme's.
  let folder: String
  let options: PrintOptions
  let build: BuildOptions
  /// Told how many documents are done, of how many that have to be made.
  let progress: @Sendable (Int, Int) -> Void

  /// - Throws: ``FileError`` where the theme, an image or the cache cannot be read or written.
  func run() async throws -> DownloadResult {
    let downloads = site.downloads().filter { theme.printTemplates.contains($0.template) }
    guard !downloads.isEmpty else { return DownloadResult() }
    let cache = try PrintCache(folder: options.cache ?? SourceTree.parent(of: build.source) + ".lscp-cache/print")
    let common = try fingerprintOfTheme()
    let writer = PrintWriter(site: site, theme: theme)
    let jobs = try await parallelMap(downloads, workers: build.workers) { download in
      let job = writer.job(for: download)
      return (job: job, name: try name(of: job, common))
    }
    var entries: [String: PrintCache.Entry] = [:]
    for job in jobs { entries[job.name] = cache.entry(job.name) }
    let missing = jobs.filter { entries[$0.name] == nil }
    let pool = TypesetterPool(python: python, folder: folder, options: options)
    let done = Mutex(0)
    let results = try await parallelMap(missing, workers: build.workers, weight: { $0.job.json.count }) { job in
      let result = try make(job.job, job.name, pool, cache)
      progress(
        done.withLock {
          $0 += 1; return $0
        }, missing.count)
      return result
    }
    var result = DownloadResult()
    var problems: [(PrintJob, TypesettingError)] = []
    for (job, made) in zip(missing, results) {
      switch made {
      case .success(let entry): entries[job.name] = entry
      case .failure(let error): problems.append((job.job, error))
      }
    }
    result.diagnostics = diagnostics(problems)
    for job in jobs {
      guard let entry = entries[job.name] else { continue }
      result.made.append(MadeDownload(download: job.job.download, pageCount: entry.pageCount, bytes: entry.pdf))
      if let overflow = entry.overflow { result.diagnostics.append(tooLong(job.job.download, overflow)) }
    }
    if problems.isEmpty { cache.removeAll(except: Set(jobs.map(\.name))) }
    return result
  }

  private var python: String { pythonOfTools(options.python, build: build) }

  // MARK: - Names

  /// The templates, the fonts and the program: what all documents are made with.
  private func fingerprintOfTheme() throws -> [UInt8] {
    var fingerprint = Fingerprint()
    fingerprint.add(PackageResources.typesetter_py)
    for file in theme.printFiles {
      fingerprint.add(file)
      fingerprint.add(try readFile(folder + "/" + file))
    }
    return Array(fingerprint.text.utf8)
  }

  private func name(of job: PrintJob, _ common: [UInt8]) throws -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(common)
    fingerprint.add(job.request(output: "", site: site))
    for image in job.images { fingerprint.add(try site.tree.read(image)) }
    return fingerprint.text
  }

  // MARK: - Making

  private func make(
    _ job: PrintJob, _ name: String, _ pool: TypesetterPool, _ cache: PrintCache
  ) throws -> Result<PrintCache.Entry, TypesettingError> {
    let result = pool.with { typesetter throws(TypesettingError) in
      try typesetter.typeset(job.request(output: cache.part(name), site: site))
    }
    switch result {
    case .success(let made): return .success(try cache.keep(name, made))
    case .failure(let error): return .failure(error)
    }
  }

  // MARK: - Problems

  private func place(_ download: Download) -> Place {
    site.pages[download.page].frontMatter.place
  }

  private func tooLong(_ download: Download, _ overflow: Typesetter.Overflow) -> Diagnostic {
    let lines = overflow.lines == 1 ? "1 line" : "\(overflow.lines) lines"
    return Diagnostic(
      .printLength, "this guide is \(lines) too long for one side of A4", at: place(download),
      help: overflow.section.isEmpty ? "shorten it" : "shorten its longest section, “\(overflow.section)”")
  }

  private func diagnostics(_ problems: [(job: PrintJob, error: TypesettingError)]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var missing: (job: PrintJob, reason: String, count: Int)?
    for (job, error) in problems {
      switch error {
      case .engine(let reason): missing = (missing?.job ?? job, missing?.reason ?? reason, (missing?.count ?? 0) + 1)
      case .ended(let reason):
        diagnostics.append(
          Diagnostic(
            .printDocument, "the PDF \(job.download.path) cannot be made: the program that typesets it was stopped",
            at: place(job.download), help: "\(reason); try again, and if it stays so, shorten or divide the page"))
      case .document(let reason):
        diagnostics.append(
          Diagnostic(
            .printDocument, "the PDF \(job.download.path) cannot be made", at: place(job.download), help: reason))
      }
    }
    if let missing {
      let others = missing.count > 1 ? ", nor \(missing.count - 1) more" : ""
      diagnostics.append(
        Diagnostic(
          .printEngine, "the PDF \(missing.job.download.path) cannot be made\(others): \(missing.reason)",
          at: place(missing.job.download), help: "run make site, which installs it, or build with --no-pdf"))
    }
    return diagnostics
  }
}

extension PrintJob {
  /// What the typesetting program is asked for: JSON, on one line.
  fileprivate func request(output: String, site: Site) -> [UInt8] {
    let members: [(name: String, value: JSON)] = [
      ("template", .text(download.template)), ("isOnePage", .bool(download.isOnePage)),
      ("date", .text((date?.firstDay).map { "\($0)" } ?? "1970-01-01")),
      ("images", .texts(images.map { site.tree.displayPath($0) })), ("output", .text(output)),
    ]
    // The document is JSON already.
    return JSON.object(members).bytes().dropLast() + Array(#","document":"#.utf8) + json + [UInt8(ascii: "}")]
  }
}

/// Programs that are started when they are needed and used again, each by one thread at a time.
private final class TypesetterPool: Sendable {
  private let python: String
  private let folder: String
  private let options: PrintOptions
  private let idle = Mutex<[Typesetter]>([])
  /// Why the program cannot be started; it is not tried again.
  private let failure = Mutex<TypesettingError?>(nil)

  init(python: String, folder: String, options: PrintOptions) {
    (self.python, self.folder, self.options) = (python, folder, options)
  }

  func with<Output: Sendable>(
    _ work: (Typesetter) throws(TypesettingError) -> Output
  ) -> Result<Output, TypesettingError> {
    do throws(TypesettingError) {
      let typesetter = try take()
      do throws(TypesettingError) {
        let output = try work(typesetter)
        idle.withLock { $0.append(typesetter) }
        return .success(output)
      } catch {
        // One that has ended is not used again.
        if case .document = error { idle.withLock { $0.append(typesetter) } }
        throw error
      }
    } catch {
      return .failure(error)
    }
  }

  private func take() throws(TypesettingError) -> Typesetter {
    if let typesetter = idle.withLock({ $0.popLast() }) { return typesetter }
    if let error = failure.withLock({ $0 }) { throw error }
    do throws(TypesettingError) {
      return try Typesetter(
        python: python, templates: folder + "/print", fonts: folder + "/fonts", seconds: options.seconds,
        temporaryFolder: options.temporaryFolder)
    } catch {
      failure.withLock { $0 = error }
      throw error
    }
  }
}

/// The Python that has the tools of a build: the one that is asked for, that of `.venv-site`, here or beside the content,
/// or the system's.
func pythonOfTools(_ wanted: String?, build: BuildOptions) -> String {
  let own = ".venv-site/bin/python"
  let places = [own, SourceTree.parent(of: build.source) + own]
  return wanted ?? places.first { access($0, X_OK) == 0 } ?? "python3"
}
