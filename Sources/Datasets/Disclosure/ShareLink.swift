/// A column of shares that, row by row, are the counts of another column divided by the same whole: whoever knows a
/// share knows the count.
struct ShareLink {
  /// The column of counts, by index.
  let counts: Int
  /// How many people 100% is.
  let whole: Double

  /// For each column of percentages, the counts that they are shares of, if there are such.
  static func all(in table: PrintedTable) -> [Int: ShareLink] {
    var links: [Int: ShareLink] = [:]
    let numeric = table.columns.indices.filter { !table.keyColumns.contains($0) }
    for shares in numeric where table.columns[shares].kind == .percentage && table.bases[shares] == nil {
      for counts in numeric where table.countsPeople[counts] && links[shares] == nil {
        links[shares] = ShareLink(table, shares: shares, counts: counts)
      }
    }
    return links
  }

  /// Nil where the shares are of something else.
  private init?(_ table: PrintedTable, shares: Int, counts: Int) {
    var rows: [(share: Double, count: Double, unit: Double)] = []
    for row in table.rows.indices {
      guard let share = table.number(row, shares), let count = table.number(row, counts), share.digits > 0,
        count.digits > 0
      else { continue }
      rows.append((share.doubleValue, count.doubleValue, 1 / Decimal.powersOfTen[share.decimals]))
    }
    // The largest share tells the whole most precisely.
    guard rows.count >= 2, let largest = rows.max(by: { $0.share < $1.share }) else { return nil }
    let whole = 100 * largest.count / largest.share
    // Half a unit for its own rounding (a whole one where it was cut off), and what the largest is off.
    let fits = rows.allSatisfy { row in
      abs(row.share - 100 * row.count / whole) <= row.unit * (1 + row.share / largest.share)
    }
    guard fits else { return nil }
    self.counts = counts
    self.whole = whole
  }
}
