extension Dataset {
  /// The table as a CSV file (RFC 4180, UTF-8): what is hidden is `[c]`; notes are in the column `note`, if there are any.
  public func csv() -> [UInt8] {
    var output: [UInt8] = []
    let hasNotes = rows.contains { $0.note != nil }
    func line(_ cells: [String]) {
      for (index, cell) in cells.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.write(cell, into: &output)
      }
      output += [0x0D, 0x0A]
    }
    line(columns.map(\.name) + (hasNotes ? ["note"] : []))
    for row in rows { line(row.cells.map(\.plainText) + (hasNotes ? [row.note ?? ""] : [])) }
    return output
  }

  private static func write(_ cell: String, into output: inout [UInt8]) {
    let needsQuotes =
      cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D } || cell.utf8.first == 0x20
      || cell.utf8.last == 0x20
    guard needsQuotes else {
      output += cell.utf8
      return
    }
    output.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { output.append(0x22) }
      output.append(byte)
    }
    output.append(0x22)
  }
}
