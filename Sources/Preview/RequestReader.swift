import FlyingSocks

/// Reads the heads of requests from a connection.
struct RequestReader {
  /// Browsers send about 1 kB.
  static let maximumHead = 64 << 10

  let socket: AsyncSocket
  /// What has been received and not been used.
  private var received: [UInt8] = []

  init(socket: AsyncSocket) { self.socket = socket }

  /// The next request; nil at the end of the connection.
  /// - Throws: ``RequestError``, or `SocketError` where the connection broke.
  mutating func next() async throws -> RequestHead? {
    // Empty lines before a request mean nothing. Source: RFC 9112, 2.2.
    var lineStart = 0
    var position = 0
    while true {
      while position < received.count {
        defer { position += 1 }
        guard received[position] == UInt8(ascii: "\n") else { continue }
        let line = received[lineStart..<position]
        if line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) {
          if lineStart > 0 {
            let head = received[..<lineStart]
            received.removeSubrange(...position)
            return try RequestHead(head)
          }
          received.removeSubrange(...position)
          position = -1
        } else {
          lineStart = position + 1
        }
      }
      guard received.count <= Self.maximumHead else { throw RequestError.tooLong }
      do {
        received += try await socket.read(atMost: 4096)
      } catch SocketError.disconnected {
        return nil
      }
    }
  }
}

/// Why a request gets no page; the connection ends.
enum RequestError: Error {
  case malformed, tooLong

  var answer: Answer {
    switch self {
    case .malformed: Answer(.badRequest, text: "This request cannot be understood.\n")
    case .tooLong: Answer(.headTooLong, text: "This request is too long.\n")
    }
  }
}

/// The part of a request that matters here. Source: RFC 9112, 2 to 6.
struct RequestHead: Sendable, Equatable {
  let method: String
  /// As it was sent, without the query.
  let target: String
  private(set) var host: String?
  /// Whether another request may follow.
  private(set) var keepsConnection: Bool

  /// - Parameter bytes: lines, the last one with its line feed too.
  /// - Throws: ``RequestError/malformed``.
  init(_ bytes: ArraySlice<UInt8>) throws(RequestError) {
    var lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }[
      ...]
    guard let first = lines.popFirst() else { throw .malformed }
    let words = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, !words[0].isEmpty,
      let version = ["HTTP/1.0", "HTTP/1.1"].firstIndex(where: { words[2].elementsEqual($0.utf8) }),
      let method = String(validating: words[0], as: UTF8.self),
      let target = String(validating: words[1].prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    else { throw .malformed }
    self.method = method
    self.target = target
    keepsConnection = version == 1
    for line in lines {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { throw .malformed }
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      let trimmed = value.drop { $0 == " " || $0 == "\t" }.lowercased()
      switch String(decoding: line[..<colon], as: UTF8.self).lowercased() {
      case "host":
        guard host == nil else { throw .malformed }
        host = trimmed.split(separator: " ").first.map(String.init)
      case "connection":
        if trimmed.contains("close") { keepsConnection = false }
      case "content-length":
        // What comes behind the head is never read.
        if trimmed != "0" { keepsConnection = false }
      case "transfer-encoding": keepsConnection = false
      default: break
      }
    }
  }
}
