import Diagnostics

/// Where the cells of a CSV file are (RFC 4180): one pass over its bytes, nothing copied.
///
/// Rows end in CRLF, LF or CR; a byte order mark before the first cell is passed over.
package struct CSVScanner {
  /// A cell's bytes, without the quotation marks around it.
  package struct Cell {
    var start: Int32
    var end: Int32
    /// Whether the cell stood in quotation marks, so that `""` in it is one mark.
    package var isQuoted: Bool

    package var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// What breaks the form, and where.
  package struct Fault {
    package let message: String
    package let range: Range<Int>
    package let help: String
  }

  package private(set) var cells: [Cell] = []
  /// The index of each row's first cell, and behind the last row the number of cells.
  private(set) var rowStarts: [Int] = [0]
  package private(set) var faults: [Fault] = []
  private let separator: UInt8

  /// The number of rows, the header among them.
  package var rowCount: Int { rowStarts.count - 1 }

  /// More faults than this are not told: the rest follows from them.
  package static let maximumFaults = 100

  /// - Parameters:
  ///   - bytes: the file; at most ``Int32.max`` bytes.
  ///   - separator: what stands between cells: a comma, or in TSV files a tab.
  package init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
    bytes.withUnsafeBufferPointer { scan($0) }
    // Lines without anything in them at the end are no rows.
    while rowCount > 0, cells.count - rowStarts[rowCount - 1] == 1, let last = cells.last, last.range.isEmpty,
      !last.isQuoted
    {
      cells.removeLast()
      rowStarts.removeLast()
    }
  }

  /// The indices of a row's cells.
  package func cells(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count
    var i = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    cells.reserveCapacity(count / 8)
    while i < count {
      let start = i
      if bytes[i] == UInt8(ascii: "\"") {
        i = scanQuoted(bytes, from: i)
      } else {
        while i < count, !ends(bytes[i]) {
          if bytes[i] == UInt8(ascii: "\"") { i = reportStray(bytes, at: i) }
          i += 1
        }
        cells.append(Cell(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: i), isQuoted: false))
      }
      guard i < count else { break }
      if bytes[i] == separator {
        i += 1
        // A separator at the very end of the file begins one more cell.
        if i == count {
          cells.append(Cell(start: Int32(truncatingIfNeeded: i), end: Int32(truncatingIfNeeded: i), isQuoted: false))
        }
        continue
      }
      i += bytes[i] == 0x0D && i + 1 < count && bytes[i + 1] == 0x0A ? 2 : 1
      rowStarts.append(cells.count)
    }
    if rowStarts[rowStarts.count - 1] < cells.count { rowStarts.append(cells.count) }
  }

  /// Reads a cell that begins with a quotation mark; gives the offset of what ends it.
  private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>, from open: Int) -> Int {
    let count = bytes.count
    var i = open + 1
    while true {
      while i < count, bytes[i] != UInt8(ascii: "\"") { i += 1 }
      guard i < count else {
        report(
          "this quotation mark is never closed", open..<open + 1,
          "close it at the end of the cell; a quotation mark inside a cell is written twice: \"\"")
        cells.append(
          Cell(start: Int32(truncatingIfNeeded: open + 1), end: Int32(truncatingIfNeeded: i), isQuoted: true))
        return i
      }
      guard i + 1 < count, bytes[i + 1] == UInt8(ascii: "\"") else { break }
      i += 2
    }
    cells.append(Cell(start: Int32(truncatingIfNeeded: open + 1), end: Int32(truncatingIfNeeded: i), isQuoted: true))
    i += 1
    let behind = i
    while i < count, !ends(bytes[i]) { i += 1 }
    if !bytes[behind..<i].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      report(
        "text stands behind the closing quotation mark of this cell", behind..<i,
        "put the whole cell in quotation marks; a quotation mark inside it is written twice: \"\"")
    }
    return i
  }

  /// Reports a quotation mark inside a cell that does not begin with one; gives the offset of the cell's last byte.
  private mutating func reportStray(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    report(
      "a quotation mark stands inside a cell that does not begin with one", offset..<offset + 1,
      "put the whole cell in quotation marks, and write each mark inside it twice: \"say \"\"no\"\"\"")
    var i = offset
    while i + 1 < bytes.count, !ends(bytes[i + 1]) { i += 1 }
    return i
  }

  private mutating func report(_ message: String, _ range: Range<Int>, _ help: String) {
    guard faults.count < Self.maximumFaults else { return }
    faults.append(Fault(message: message, range: range, help: help))
  }

  @inline(__always)
  private func ends(_ byte: UInt8) -> Bool {
    byte == separator || (byte <= 0x0D && (byte == 0x0A || byte == 0x0D))
  }
}
