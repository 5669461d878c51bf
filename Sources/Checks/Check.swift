import Diagnostics
import Site

/// Looks over a whole site for one kind of fault. One file per check.
protocol Check: Sendable {
  func diagnostics(for site: Site) -> [Diagnostic]
}

/// What every site is checked for before it is rendered.
package func checkSite(_ site: Site) -> [Diagnostic] {
  let checks: [any Check] = [TypedNumberCheck()]
  return checks.flatMap { $0.diagnostics(for: site) } + FileConflictCheck().diagnostics(for: site)
}
