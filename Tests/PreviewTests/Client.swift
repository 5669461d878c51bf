import FlyingSocks
import Foundation
import Testing

/// Speaks to a preview over a socket, also in ways that no browser would.
struct Client: Sendable {
  let port: UInt16

  struct Response: Sendable {
    let status: Int
    /// By name in lower case.
    let headers: [String: String]
    let body: String
  }

  func get(_ path: String, method: String = "GET", host: String = "localhost", more: String = "") async throws
    -> Response
  {
    let request = "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\(more)Connection: close\r\n\r\n"
    return try Self.parse(try await raw(Array(request.utf8)))
  }

  /// Everything that the server sends until it closes the connection.
  func raw(_ bytes: [UInt8]) async throws -> [UInt8] {
    let socket = try await connect()
    defer { try? socket.close() }
    var answer: [UInt8] = []
    // A server that has seen enough closes early.
    try? await socket.write(Data(bytes))
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    while let part = try? await socket.read(atMost: 65_536) { answer += part }
    return answer
  }

  func connect() async throws -> AsyncSocket {
    // The library gives up after five seconds, which is no time where all tests run at once on two processors.
    try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port), timeout: 600)
  }

  static func parse(_ bytes: [UInt8]) throws -> Response {
    let text = String(decoding: bytes, as: UTF8.self)
    let head = try #require(text.range(of: "\r\n\r\n"), "no answer: \(text.prefix(100))")
    let lines = text[..<head.lowerBound].components(separatedBy: "\r\n")
    let words = try #require(lines.first).split(separator: " ")
    try #require(words.count > 1 && words[0] == "HTTP/1.1")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let colon = try #require(line.range(of: ": "))
      headers[line[..<colon.lowerBound].lowercased()] = String(line[colon.upperBound...])
    }
    return Response(
      status: try #require(Int(words[1])), headers: headers, body: String(text[head.upperBound...]))
  }
}

/// What the script of a page hears.
final class EventClient {
  struct Message: Decodable, Equatable {
    struct Problem: Decodable, Equatable {
      var severity: String
      var message: String
      var place: String?
      var excerpt: String?
      var help: String?
    }

    var version: String
    var problems: [Problem]
    var more: Int
  }

  private let socket: AsyncSocket
  private var received = ""

  init(_ client: Client) async throws {
    socket = try await client.connect()
    try await socket.write(Data("GET /_preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
    let head = try await upTo("\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(head.contains("\r\nContent-Type: text/event-stream\r\n"))
  }

  deinit { try? socket.close() }

  func next() async throws -> Message {
    let event = try await upTo("\n\n")
    let data = try #require(event.range(of: "data: "))
    return try JSONDecoder().decode(Message.self, from: Data(event[data.upperBound...].utf8))
  }

  /// The next one that says something new, as the script looks for it.
  func next(after old: Message) async throws -> Message {
    while true {
      let message = try await next()
      if message != old { return message }
    }
  }

  private func upTo(_ end: String) async throws -> String {
    while true {
      if let range = received.range(of: end) {
        defer { received.removeSubrange(..<range.upperBound) }
        return String(received[..<range.lowerBound]) + "\r\n"
      }
      received += String(decoding: try await socket.read(atMost: 65_536), as: UTF8.self)
    }
  }
}
