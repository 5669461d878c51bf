// swift-tools-version:6.2
import PackageDescription

/// Warnings are errors in our own targets; dependencies keep their own settings.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "lscp",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lscp", targets: ["lscp"]),
    .library(name: "Charts", targets: ["Charts"]),
    .library(name: "Datasets", targets: ["Datasets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The Markdown reference parser, from the system.
    .systemLibrary(
      name: "CMarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
        .brew(["cmark-gfm"]),
      ]
    ),
    // Calls of Linux that Swift's Glibc leaves out.
    .systemLibrary(name: "CFileSystem"),

    // One target a stage; an arrow in ARCHITECTURE.md is the only direction in which it may import.
    // Each lists every stage that it rests on, however indirectly: the layout of their types is compiled into it, and
    // the build system compiles it anew only when something in its list has changed.
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Parallel", swiftSettings: settings),
    .target(
      name: "Markdown", dependencies: ["CMarkGFM", "Diagnostics"], swiftSettings: settings),
    .target(name: "Fields", dependencies: ["Diagnostics", "Yams"], swiftSettings: settings),
    .target(name: "Datasets", dependencies: ["Fields", "Diagnostics", "Yams"], swiftSettings: settings),
    .target(name: "Charts", dependencies: ["Datasets", "Fields", "Diagnostics", "Yams"], swiftSettings: settings),
    .target(
      name: "Content",
      dependencies: ["Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel", "Yams"],
      swiftSettings: settings),
    .target(
      name: "Site",
      dependencies: ["Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel"],
      swiftSettings: settings),
    .target(
      name: "Rendering",
      dependencies: [
        "Site", "Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: settings),
    .target(
      name: "Checks",
      dependencies: [
        "Site", "Rendering", "Content", "Markdown", "Charts", "Datasets", "Fields", "Diagnostics", "Parallel",
      ],
      swiftSettings: settings),
    .target(
      name: "Publishing",
      dependencies: [
        "CFileSystem", "Rendering", "Checks", "Site", "Content", "Markdown", "Charts", "Datasets", "Fields",
        "Diagnostics", "Parallel",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      // The program that typesets documents, in Python; it becomes part of the command.
      resources: [.embedInCode("Print/typesetter.py")],
      swiftSettings: settings),
    .target(
      name: "Preview",
      dependencies: [
        "Publishing", "Rendering", "Checks", "Site", "Content", "Markdown", "Charts", "Datasets", "Fields",
        "Diagnostics", "Parallel", .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "lscp",
      dependencies: [
        "Publishing", "Preview", "Rendering", "Checks", "Site", "Content", "Markdown", "Charts", "Datasets", "Fields",
        "Diagnostics", "Parallel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Only measures: bench/charts/README.md.
    .executableTarget(
      name: "ChartBench", dependencies: ["Charts", "Datasets", "Fields", "Diagnostics"],
      path: "bench/charts/ChartBench", swiftSettings: settings),

    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "Diagnostics", "Parallel", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "PublishingTests", dependencies: ["Publishing", "OutputWriter", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "ContentTests", dependencies: ["Content", "Fields", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "DatasetsTests", dependencies: ["Datasets", "Fields", "Diagnostics", "TestSupport"],
      exclude: ["Faults", "Golden"], swiftSettings: settings),
    .testTarget(
      name: "ChartsTests", dependencies: ["Charts", "Datasets", "Fields", "Diagnostics", "TestSupport"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "SiteTests",
      dependencies: ["Publishing", "Rendering", "Content", "Fields", "Diagnostics", "TestSupport", "lscp"],
      exclude: ["Faults", "Golden", "Inventory.txt"],
      swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    // Built again and again by the tests, and killed at any moment.
    .executableTarget(
      name: "OutputWriter", dependencies: ["Publishing", "TestSupport"], path: "Tests/OutputWriter",
      swiftSettings: settings),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Preview", "Publishing", "Fields", "lscp", "TestSupport",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: settings),
  ]
)
