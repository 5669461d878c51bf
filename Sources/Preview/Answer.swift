/// An answer whose length is known.
struct Answer: Sendable, Equatable {
  enum Status: String, Sendable {
    case ok = "200 OK"
    case movedPermanently = "301 Moved Permanently"
    case badRequest = "400 Bad Request"
    case forbidden = "403 Forbidden"
    case notFound = "404 Not Found"
    case methodNotAllowed = "405 Method Not Allowed"
    case headTooLong = "431 Request Header Fields Too Large"
    case serviceUnavailable = "503 Service Unavailable"
  }

  let status: Status
  let type: String
  let body: [UInt8]
  /// Besides those that all answers have.
  var headers: [String] = []

  init(_ status: Status, _ type: String, _ body: [UInt8]) {
    (self.status, self.type, self.body) = (status, type, body)
  }

  init(_ status: Status, text: String) { self.init(status, ContentType.text, Array(text.utf8)) }

  /// - Parameter closes: whether the connection ends with this answer.
  func head(closes: Bool) -> String {
    let further = ["Content-Length: \(body.count)"] + headers + (closes ? ["Connection: close"] : [])
    return Self.head(status, type, further)
  }

  /// Of the answer that goes on until the connection ends.
  static let eventsHead = head(.ok, ContentType.events, ["Connection: close"])

  /// The headers that the published site is served with; and nothing is kept, for the next change is near.
  private static func head(_ status: Status, _ type: String, _ further: [String]) -> String {
    let lines =
      [
        "HTTP/1.1 \(status.rawValue)",
        "Content-Type: \(type)",
        "Cache-Control: no-store",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        // Drafts are nobody else's: no other site may embed them.
        "Cross-Origin-Resource-Policy: same-origin",
      ] + further
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}
