import FlyingFox
import Foundation

/// Answers requests from what is in memory.
struct PageHandler: HTTPHandler {
  let rebuilder: Rebuilder

  func handleRequest(_ request: HTTPRequest) async -> HTTPResponse {
    guard Self.isLocal(request.headers[.host]) else {
      return Answer(.forbidden, text: "A preview answers only to localhost and 127.0.0.1.\n").response(to: request)
    }
    guard request.method == .GET || request.method == .HEAD else {
      var answer = Answer(.methodNotAllowed, text: "A preview is only read.\n")
      answer.headers = [(HTTPHeader("Allow"), "GET, HEAD")]
      return answer.response(to: request)
    }
    guard let path = RequestPath(request.target.path()) else {
      return Answer(.badRequest, text: "This address cannot be understood.\n").response(to: request)
    }
    switch path.text {
    case PreviewAssets.scriptPath:
      return Answer(.ok, ContentType.script, PreviewAssets.script).response(to: request)
    case PreviewAssets.stylesheetPath:
      return Answer(.ok, ContentType.stylesheet, PreviewAssets.stylesheet).response(to: request)
    case PreviewAssets.eventsPath where request.method == .GET:
      let events = EventBody(states: await rebuilder.states())
      return HTTPResponse(
        statusCode: .ok, headers: Answer.headers(ContentType.events), body: HTTPBodySequence(from: events))
    default:
      guard let state = await rebuilder.current() else {
        return Answer(.serviceUnavailable, text: "The preview has ended.\n").response(to: request)
      }
      return Self.answer(path, in: state).response(to: request)
    }
  }

  private static func answer(_ path: RequestPath, in state: PreviewState) -> Answer {
    guard let files = state.files else { return Answer(.serviceUnavailable, ContentType.html, state.problemPage) }
    switch path.target({ files[$0] != nil }) {
    case .file(let name):
      return Answer(.ok, ContentType.of(name), files[name] ?? [])
    case .folder(let location):
      var answer = Answer(.movedPermanently, text: "The page is at \(location)\n")
      answer.headers = [(.location, location)]
      return answer
    case .nothing:
      return Answer(.notFound, ContentType.html, files["404.html"] ?? [])
    }
  }

  /// Whether a request was meant for this machine.
  ///
  /// A page of another site can have its own name lead to 127.0.0.1 and so read what is served there ("DNS
  /// rebinding"), but the browser still sends that name. The port does not matter, and differs behind a tunnel.
  static func isLocal(_ host: String?) -> Bool {
    guard var name = host?.lowercased()[...] else { return false }
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].utf8.allSatisfy({ 48...57 ~= $0 }) {
      name = name[..<colon]
    }
    return ["localhost", "127.0.0.1", "[::1]"].contains(name)
  }
}

/// An answer whose length is known.
private struct Answer {
  let status: HTTPStatusCode
  let type: String
  let body: [UInt8]
  /// Besides those that all answers have.
  var headers: [(HTTPHeader, String)] = []

  init(_ status: HTTPStatusCode, _ type: String, _ body: [UInt8]) {
    (self.status, self.type, self.body) = (status, type, body)
  }

  init(_ status: HTTPStatusCode, text: String) { self.init(status, ContentType.text, Array(text.utf8)) }

  func response(to request: HTTPRequest) -> HTTPResponse {
    var all = Self.headers(type)
    for (name, value) in headers { all[name] = value }
    all[.contentLength] = String(body.count)
    return HTTPResponse(statusCode: status, headers: all, body: request.method == .HEAD ? Data() : Data(body))
  }

  /// Those that the published site is served with; and nothing is kept, for the next change is near.
  static func headers(_ type: String) -> HTTPHeaders {
    var headers = HTTPHeaders()
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    headers[HTTPHeader("Content-Security-Policy")] =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
      + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    headers[HTTPHeader("Referrer-Policy")] = "no-referrer"
    // Drafts are nobody else's: no other site may embed them.
    headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    return headers
  }
}
