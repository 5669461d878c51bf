/// One file of the site.
package struct OutputFile: Sendable {
  /// Below the output folder, with `/` between its parts, for example `reports/2018-19/index.html`.
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
