// Builds sites into a folder, as its own process, so that tests can kill it and a benchmark can be traced.
//
//   OutputWriter alternate FOLDER COUNT [no-swap] [no-links]   site 0, site 1, site 0 … until killed; a dot for each
//   OutputWriter hold FOLDER                       begins a build and waits for the end of its input
//   OutputWriter once FOLDER COUNT                 site 1, and an error instead of a signal at `ulimit -f`
//   OutputWriter bench FOLDER COUNT BYTES          times of a first build, one without a change, one with one change

import Parallel
import Publishing
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func say(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(1, bytes, bytes.count)
}

func build(_ files: [OutputFile], in folder: String, means: OutputBuild.Means = [.swap, .hardLinks]) async throws
  -> OutputSummary
{
  let output = try OutputBuild(folder: folder, means: means)
  _ = try await parallelMap(files, workers: 2) { try output.add($0) }
  return try output.commit()
}

/// The most memory that this process has had, in kB as Linux counts it.
func peak() -> Int {
  var usage = rusage()
  getrusage(0, &usage)
  return usage.ru_maxrss
}

let arguments = CommandLine.arguments
let folder = arguments[2]
do {
  switch arguments[1] {
  case "alternate":
    let sites = (0...1).map { GeneratedSite($0, count: Int(arguments[3]) ?? 0) }
    var means: OutputBuild.Means = [.swap, .hardLinks]
    if arguments.contains("no-swap") { means.remove(.swap) }
    if arguments.contains("no-links") { means.remove(.hardLinks) }
    var turn = 0
    while true {
      _ = try await build(sites[turn % 2].files, in: folder, means: means)
      say(".")
      turn += 1
    }
  case "hold":
    let output = try OutputBuild(folder: folder)
    say("held")
    var byte: UInt8 = 0
    while read(0, &byte, 1) > 0 {}
    output.abandon()
  case "once":
    signal(SIGXFSZ, SIG_IGN)
    _ = try await build(GeneratedSite(1, count: Int(arguments[3]) ?? 0).files, in: folder)
  case "bench":
    let (count, size) = (Int(arguments[3]) ?? 0, Int(arguments[4]) ?? 0)
    var random = Dice(seed: 1)
    var files = (0..<count).map { index in
      OutputFile(
        path: "section-\(index % 20)/page-\(index)/index.html",
        bytes: (0..<size / 8).flatMap { _ in withUnsafeBytes(of: random.next()) { Array($0) } })
    }
    let before = peak()
    for name in ["first", "no change", "one change", "no change", "one change", "all change"] {
      if name == "one change" { files[count / 2].bytes[0] &+= 1 }
      if name == "all change" { for index in files.indices { files[index].bytes[0] &+= 1 } }
      let clock = ContinuousClock()
      let start = clock.now
      let summary = try await build(files, in: folder)
      say("\(name): \(clock.now - start) \(summary)\n")
    }
    say("\(peak() - before) kB more than the files themselves\n")
  default: exit(64)
  }
} catch {
  say("\(error)\n")
  exit(1)
}
