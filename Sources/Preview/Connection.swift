import FlyingSocks
import Foundation

/// One connection of a browser: requests, one after another, and their answers.
struct Connection: Sendable {
  let socket: AsyncSocket
  let handler: PageHandler

  /// Ends when the browser goes, or with the first request that cannot be understood.
  func run() async {
    defer { try? socket.close() }
    var reader = RequestReader(socket: socket)
    do {
      while let request = try await reader.next() {
        switch await handler.reply(to: request) {
        case .events(let states):
          try await socket.write(Data(Answer.eventsHead.utf8))
          for await state in states { try await socket.write(Data(state.event)) }
          return
        case .answer(let answer):
          try await write(answer, isHead: request.method == "HEAD", closes: !request.keepsConnection)
          guard request.keepsConnection else { return await linger() }
        }
      }
    } catch let error as RequestError {
      try? await write(error.answer, isHead: false, closes: true)
      await linger()
    } catch {
      // The browser has gone, or the preview ends.
    }
  }

  private func write(_ answer: Answer, isHead: Bool, closes: Bool) async throws {
    var bytes = Data(answer.head(closes: closes).utf8)
    if !isHead { bytes.append(contentsOf: answer.body) }
    try await socket.write(bytes)
  }

  /// Takes what the other side is still sending, up to 8 MB, before the socket is closed: closed at once, the system
  /// would throw the answer away. Source: RFC 9112, 9.6 "Tear-down".
  private func linger() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var left = 8 << 20
    while left > 0, let bytes = try? await socket.read(atMost: 4096) { left -= bytes.count }
  }
}
