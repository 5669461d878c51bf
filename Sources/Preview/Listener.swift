import FlyingSocks

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes connections from this machine, at 127.0.0.1 and where there is one at ::1.
///
/// FlyingFox's sockets, but not its server: that (0.27.1) reads a line of a request in a time that grows with the
/// square of its length, and without a limit. Any web page can make a browser ask for an address of 2 MB here.
struct Listener: Sendable {
  let port: UInt16
  private let sockets: [Socket]

  /// - Parameter port: 0 takes any free one.
  /// - Throws: ``PreviewError``.
  init(port: UInt16) throws {
    do {
      let first = try Self.listen(at: .inet(ip4: "127.0.0.1", port: port))
      guard case .ip4(_, let port) = try first.sockname() else { throw SocketError.unsupportedAddress }
      self.port = port
      let second = try? Self.listen(at: .inet6(ip6: "::1", port: port))
      sockets = [first] + (second.map { [$0] } ?? [])
    } catch let SocketError.failed(_, code, _) {
      throw PreviewError(port: port, code: code)
    }
  }

  /// Answers until the task is cancelled.
  func run(_ handler: PageHandler) async throws {
    defer { for socket in sockets { try? socket.close() } }
    let pool = SocketPool.make()
    try await pool.prepare()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      for socket in sockets {
        let listening = try AsyncSocket(socket: socket, pool: pool)
        group.addTask { try await Self.accept(from: listening, handler) }
      }
      try await group.waitForAll()
    }
  }

  private static func accept(from listening: AsyncSocket, _ handler: PageHandler) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        do {
          let socket = try await listening.accept()
          closeInChildren(socket.socket)
          group.addTask { await Connection(socket: socket, handler: handler).run() }
        } catch SocketError.failed {
          // The other side has gone already, or there are too many connections: some will end.
          try await Task.sleep(for: .milliseconds(50))
        }
      }
    }
  }

  private static func listen(at address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    closeInChildren(socket)
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
    } catch {
      try? socket.close()
      throw error
    }
    try socket.listen()
    return socket
  }

  /// A program that a build starts must not keep a port or a connection.
  private static func closeInChildren(_ socket: Socket) { _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC) }
}
