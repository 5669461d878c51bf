import Foundation
import Publishing
import Testing

@Suite struct OutputManifestTests {
  let place: TemporaryFolder

  init() throws { place = try TemporaryFolder() }

  @Test func manifestListsFilesByPath() throws {
    try build(["b": "b\n", "a/x": "", "a-b": "1"], in: place.output)
    #expect(
      try place.text("public/" + manifestName) == """
        # lscp 1: 3 files; to check them here: sha256sum -c .lscp-manifest.sha256
        6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a-b
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/x
        0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f  b

        """)
  }

  @Test func sha256sumVerifiesASite() throws {
    try build(["b": "b\n", "a/with space": "", "é": "1"], in: place.output)
    func verify() throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "cd \"$0\" && sha256sum -c --strict --status \(manifestName)", place.output]
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try verify() == 0)
    try place.write("public/b", "other")
    #expect(try verify() == 1)
  }

  static let hash = String(repeating: "0", count: 64)

  @Test(arguments: [
    ("", 1), ("{}", 1), ("# lscp 1: 1 files; to check them here: sha256sum -c \(manifestName)\n", 1),
    ("# lscp 2: 0 files; to check them here: sha256sum -c \(manifestName)\n", 1),
    (head(1) + "\(hash)  a", 2), (head(1) + "\(hash)  ../victim\n", 2), (head(1) + "\(hash)  /etc/passwd\n", 2),
    (head(1) + "\(hash) a\n", 2), (head(1) + "\(hash.dropLast())  a\n", 2), (head(1) + "\(hash)  \n", 2),
    (head(1) + "\(hash.dropLast())G  a\n", 2), (head(2) + "\(hash)  b\n\(hash)  a\n", 3),
    (head(2) + "\(hash)  a\n\(hash)  a\n", 3), (head(1) + "\(hash)  a\u{0}\n", 2),
  ])
  func damagedManifestStopsTheBuildAndNothingIsRemoved(text: String, line: Int) throws {
    try build(["a": "1", "b": "2"], in: place.output)
    try place.write("victim", "untouched")
    try place.write("public/" + manifestName, text)
    let error = OutputError.damagedManifest(path: place.output + "/" + manifestName, line: line)
    #expect(throws: error) { try build(["a": "1"], in: place.output) }
    #expect(error.description == "\(place.output)/\(manifestName) is damaged at line \(line)")
    #expect(try place.texts() == ["a": "1", "b": "2"])
    #expect(try place.names() == ["public", "victim"])
  }

  static func head(_ count: Int) -> String {
    "# lscp 1: \(count) files; to check them here: sha256sum -c \(manifestName)\n"
  }

  @Test func lostManifestMakesEveryFileSomebodysOwn() throws {
    try build(["a": "1", "b": "2", "c": "3"], in: place.output)
    try FileManager.default.removeItem(atPath: place.output + "/" + manifestName)
    #expect(throws: OutputError.occupied(folder: place.output, paths: ["b"])) {
      try build(["a": "1", "b": "x"], in: place.output)
    }
    // Equal bytes are taken in; what the site does not want stays.
    #expect(try build(["a": "1", "b": "2"], in: place.output).written == 0)
    #expect(try place.texts() == ["a": "1", "b": "2", "c": "3"])
    try build([:], in: place.output)
    #expect(try place.texts() == ["c": "3"])
  }
}
