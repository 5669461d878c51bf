/// Answers requests from what is in memory.
struct PageHandler: Sendable {
  let rebuilder: Rebuilder

  enum Reply: Sendable {
    case answer(Answer)
    /// An event for the state now and after each build. Source: WHATWG HTML, 9.2 "Server-sent events".
    case events(AsyncStream<PreviewState>)
  }

  func reply(to request: RequestHead) async -> Reply {
    guard Self.isLocal(request.host) else {
      return .answer(Answer(.forbidden, text: "A preview answers only to localhost and 127.0.0.1.\n"))
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var answer = Answer(.methodNotAllowed, text: "A preview can only be read.\n")
      answer.headers = ["Allow: GET, HEAD"]
      return .answer(answer)
    }
    guard let path = RequestPath(request.target) else {
      return .answer(Answer(.badRequest, text: "This address cannot be understood.\n"))
    }
    switch path.text {
    case PreviewAssets.scriptPath:
      return .answer(Answer(.ok, ContentType.script, PreviewAssets.script))
    case PreviewAssets.stylesheetPath:
      return .answer(Answer(.ok, ContentType.stylesheet, PreviewAssets.stylesheet))
    case PreviewAssets.eventsPath where request.method == "GET":
      return .events(await rebuilder.states())
    default:
      // A request made during the first build waits for its end.
      guard let state = await rebuilder.current() else {
        return .answer(Answer(.serviceUnavailable, text: "The preview has ended.\n"))
      }
      return .answer(Self.answer(path, in: state))
    }
  }

  private static func answer(_ path: RequestPath, in state: PreviewState) -> Answer {
    guard let files = state.files else { return Answer(.serviceUnavailable, ContentType.html, state.problemPage) }
    switch path.target({ files[$0] != nil }) {
    case .file(let name):
      return Answer(.ok, ContentType.of(name), files[name] ?? [])
    case .folder(let location):
      var answer = Answer(.movedPermanently, text: "The page is at \(location)\n")
      answer.headers = ["Location: \(location)"]
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
    guard let host else { return false }
    var name = host[...]
    if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].utf8.allSatisfy({ 48...57 ~= $0 }) {
      name = name[..<colon]
    }
    return ["localhost", "127.0.0.1", "[::1]"].contains(name)
  }
}
