/// Files in one, as they are: PDFs would not get smaller. The same files give the same bytes.
///
/// Source: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; names are UTF-8 (bit 11), the date is the
/// format's first, 1 January 1980.
struct ZipArchive {
  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// - Parameter name: with `/` between its parts, and not added before.
  mutating func add(_ name: String, _ bytes: [UInt8]) {
    let offset = files.count
    let common = header(name, bytes)
    files += number(0x0403_4B50, 4) + common + Array(name.utf8) + bytes
    // Made by version 2.0 on a system without attributes; no comment, disk 0.
    directory += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2 + 2 + 2 + 4) + number(offset, 4)
    directory += Array(name.utf8)
    count += 1
  }

  /// The whole archive.
  func finish() -> [UInt8] {
    let end = number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
    return files + directory + end + number(directory.count, 4) + number(files.count, 4) + number(0, 2)
  }

  /// What a file's own header and its entry in the directory have in common.
  private func header(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    // Version 2.0 is needed; UTF-8; stored; midnight of 1980-01-01.
    number(20, 2) + number(1 << 11, 2) + number(0, 2) + number(0, 2) + number(0x21, 2)
      + number(Int(Self.checksum(bytes)), 4) + number(bytes.count, 4) + number(bytes.count, 4)
      + number(name.utf8.count, 2) + number(0, 2)
  }

  /// Little-endian.
  private func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }

  /// CRC-32, as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }
}
