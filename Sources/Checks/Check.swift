import Diagnostics
import Parallel
import Site

/// Looks over the pages of a site for one kind of fault. One file per check.
protocol Check: Sendable {
  func diagnostics(for page: Page, in site: Site) -> [Diagnostic]
}

/// What every site is checked for before it is rendered.
///
/// - Parameter workers: how many pages are looked at once.
package func checkSite(_ site: Site, workers: Int) async throws -> [Diagnostic] {
  let checks: [any Check] = [
    TypedNumberCheck(), ContactAudienceCheck(), SmallCountCheck(), SensitiveDataCheck(),
  ]
  return try await parallelMap(site.pages, workers: workers) { page in
    checks.flatMap { $0.diagnostics(for: page, in: site) }
  }.flatMap(\.self) + FileConflictCheck().diagnostics(for: site) + UnusedChartCheck().diagnostics(for: site)
}
