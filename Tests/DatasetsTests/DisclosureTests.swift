import Datasets
import Diagnostics
import TestSupport
import Testing

@Suite("Small counts and what would reveal them are hidden")
struct DisclosureTests {
  /// The published cells, row by row.
  static func published(_ csv: String, _ columns: String, more: String = "", disclosure: String = "suppress<5") throws
    -> [[String]]
  {
    let dataset = try DatasetFile(
      csv: csv, yaml: DatasetFile.yaml(columns: columns, disclosure: disclosure, more: more)
    ).dataset()
    return dataset.rows.indices.map { row in dataset.columns.indices.map { dataset.text(row: row, column: $0) } }
  }

  static let two = "group: {kind: text, label: Group}\n  n: {kind: integer, label: Children}"
  static let share = two + "\n  share: {kind: percentage, label: Share}"

  @Test("counts from 1 to 4 are hidden; 0 and 5 are shown")
  func primary() throws {
    let cells = try Self.published("group,n\na,0\nb,1\nc,4\nd,5\n", Self.two)
    #expect(cells.map { $0[1] } == ["0", "[c]", "[c]", "5"])
    #expect(try Self.published("group,n\na,1\nb,2\n", Self.two, disclosure: "none").map { $0[1] } == ["1", "2"])
  }

  @Test("a total less the rest does not reveal a hidden part: the smallest other part is hidden too")
  func secondary() throws {
    let cells = try Self.published("group,n\na,40\nb,3\nc,12\nAll,55\n", Self.two, more: "total: All")
    #expect(cells.map { $0[1] } == ["40", "[c]", "[c]", "55"])
  }

  @Test("where too few could be hidden among the parts, the total is hidden")
  func total() throws {
    let cells = try Self.published("group,n\na,4\nb,1\nAll,5\n", Self.two, more: "total: All")
    #expect(cells.map { $0[1] } == ["[c]", "[c]", "[c]"])
    let larger = try Self.published("group,n\na,4\nb,2\nAll,6\n", Self.two, more: "total: All")
    #expect(larger.map { $0[1] } == ["[c]", "[c]", "6"])
  }

  @Test("a small group that the parts leave over is protected as if it had a row")
  func rest() throws {
    let csv = "group,n\n13 to 17,211\n7 to 12,36\nAll,248\n"
    #expect(try Self.published(csv, Self.two, more: "total: All").map { $0[1] } == ["211", "[c]", "248"])
    let known = "total: All\nasserts:\n  - check: sum(n) == n[All]\n    known: The source leaves one out."
    #expect(try Self.published(csv, Self.two, more: known).map { $0[1] } == ["211", "36", "248"])
  }

  @Test("shares and rates of a hidden count are hidden, and all shares where a total is")
  func derived() throws {
    let cells = try Self.published(
      "group,n,share\na,40,73\nb,3,5\nc,12,22\nAll,55,100\n", Self.share, more: "total: All")
    #expect(cells.map { $0[2] } == ["73", "[c]", "[c]", "100"])
    let none = try Self.published("group,n,share\na,4,80\nb,1,20\nAll,5,100\n", Self.share, more: "total: All")
    #expect(none.map { $0[2] } == ["[c]", "[c]", "[c]"])
  }

  @Test("a percentage of a known number of people is hidden where it stands for fewer than 5, or leaves so many over")
  func implied() throws {
    let columns = "group: {kind: text, label: Group}\n  share: {kind: percentage, label: Share, of: 169}"
    let cells = try Self.published("group,share\nTrafficked,1\nOther,98\nGirls,75\nNobody,0\n", columns)
    #expect(cells.map { $0[1] } == ["[c]", "[c]", "75", "0"])
    let rows =
      "group: {kind: text, label: Group}\n  of: {kind: integer, label: All}\n"
      + "  share: {kind: percentage, label: Share, of: of}"
    let own = try Self.published("group,of,share\na,17,76\nb,17,59\nc,200,2\n", rows)
    #expect(own.map { $0[2] } == ["[c]", "59", "[c]"])
  }

  @Test("shares that together are 100% do not reveal each other")
  func wholes() throws {
    let columns = "group: {kind: text, label: Group}\n  share: {kind: percentage, label: Share, of: 169}"
    let cells = try Self.published("group,share\nHigh,60\nMedium,39\nLow,1\n", columns)
    #expect(cells.map { $0[1] } == ["60", "[c]", "[c]"])
  }

  @Test("where shares make 100%, neither they nor the other counts reveal a hidden count")
  func linkedShares() throws {
    let cells = try Self.published("group,n,share\na,60,60\nb,25,25\nc,12,12\nd,3,3\n", Self.share)
    #expect(
      cells == [["a", "60", "60"], ["b", "25", "25"], ["c", "[c]", "[c]"], ["d", "[c]", "[c]"]])
    // Shares of something else tell nothing of the counts.
    let others = try Self.published("group,n,share\na,60,20\nb,25,70\nc,12,5\nd,3,5\n", Self.share)
    #expect(others.map { $0[1] } == ["60", "25", "12", "[c]"])
  }

  @Test("columns that sum to another, and sums in assertions")
  func columns() throws {
    let columns =
      "year: {kind: year, label: Year}\n  girls: {kind: integer, label: Girls}\n"
      + "  boys: {kind: integer, label: Boys}\n  all: {kind: integer, label: All}"
    let cells = try Self.published("year,girls,boys,all\n2017,20,30,50\n2018,3,40,43\n", columns)
    #expect(cells == [["2017", "20", "30", "50"], ["2018", "[c]", "[c]", "43"]])
    let asserted = try Self.published(
      "group,n\nOutcomes,100\nHelped,97\nNot helped,3\n", Self.two,
      more: "asserts:\n  - n[Helped] + n[Not helped] == n[Outcomes]")
    #expect(asserted.map { $0[1] } == ["100", "[c]", "[c]"])
  }

  @Test("a change that an assertion names does not reveal the count before it")
  func change() throws {
    let columns =
      "year: {kind: year, label: Year}\n  n: {kind: integer, label: N}\n  rise: {kind: percentage, label: Rise}"
    let cells = try Self.published(
      "year,n,rise\n2017,4,[x]\n2018,8,100\n2019,16,100\n", columns,
      more: "asserts:\n  - rise[2018] == change(n[2018], n[2017])")
    #expect(cells == [["2017", "[c]", "[x]"], ["2018", "8", "[c]"], ["2019", "16", "100"]])
  }

  @Test("what the source breaks is listed with both numbers as printed, but not where they are hidden")
  func contradictions() throws {
    let dataset = try DatasetFile(
      csv: "group,n,share\na,40,93.10\nb,3,[x]\n",
      yaml: DatasetFile.yaml(
        columns: Self.share, disclosure: "suppress<5",
        more: """
          asserts:
            - check: share[a] == percent(n[a], 43) within 0.005
              known: It was not rounded.
            - check: n[b] == 2
              known: Another chapter has another number.
          """)
    ).dataset()
    #expect(dataset.contradictions.map(\.reason) == ["It was not rounded."])
    #expect(dataset.contradictions.first?.sides?.left == "93.10")
    #expect(dataset.contradictions.first?.sides?.right == "93.0233")
  }

  @Test("numbers that count nobody are shown")
  func notPeople() throws {
    let columns =
      "group: {kind: text, label: G}\n  rate: {kind: integer, label: R, unit: \"per 10,000 children\"}\n"
      + "  visits: {kind: integer, label: V, people: false}"
    #expect(try Self.published("group,rate,visits\na,3,2\n", columns) == [["a", "3", "2"]])
  }

  @Test("a table of areas and sexes with totals both ways")
  func twoWays() throws {
    let columns = "area: {kind: text, label: A}\n  sex: {kind: text, label: S}\n  n: {kind: integer, label: N}"
    let csv = """
      area,sex,n
      East,Girls,2
      East,Boys,20
      East,All,22
      West,Girls,30
      West,Boys,41
      West,All,71
      South,Girls,9
      South,Boys,14
      South,All,23
      All,Girls,41
      All,Boys,75
      All,All,116

      """
    let cells = try Self.published(csv, columns, more: "key: [area, sex]\ntotal: All")
    #expect(
      cells.map { $0[2] } == ["[c]", "[c]", "22", "30", "41", "71", "[c]", "[c]", "23", "41", "75", "116"])
  }
}

@Suite("Random tables: no hidden count can be worked out")
struct DisclosureProperties {
  /// Published cells of a table with totals both ways; nil where hidden. The last row and column are totals.
  struct Grid {
    var cells: [[Int?]]

    /// For each hidden cell the values that it can have, found by trying all: hidden counts are at least 1.
    /// Nil where there would be too many to try.
    func possible(upTo limit: Int) -> [[Int]: Set<Int>]? {
      let (rows, columns) = (cells.count - 1, cells[0].count - 1)
      var open: [(row: Int, column: Int)] = []
      var sums = cells.map { $0.map { $0 ?? 0 } }
      for r in 0...rows { for c in 0...columns where r == rows || c == columns { sums[r][c] = 0 } }
      func add(_ value: Int, _ r: Int, _ c: Int) {
        sums[r][columns] += value
        sums[rows][c] += value
        sums[rows][columns] += value
      }
      for r in 0..<rows {
        for c in 0..<columns {
          if let shown = cells[r][c] { add(shown, r, c) } else { open.append((r, c)) }
        }
      }
      guard open.count <= 4 else { return nil }
      var found: [[Int]: Set<Int>] = [:]
      func search(_ index: Int) {
        guard index < open.count else {
          for r in 0...rows {
            for c in 0...columns { if let shown = cells[r][c], shown != sums[r][c] { return } }
          }
          for r in 0...rows {
            for c in 0...columns where cells[r][c] == nil { found[[r, c], default: []].insert(sums[r][c]) }
          }
          return
        }
        let (r, c) = open[index]
        for value in 1...limit {
          // No sum may pass the total that is shown.
          if let total = cells[r][columns], sums[r][columns] + value > total { break }
          if let total = cells[rows][c], sums[rows][c] + value > total { break }
          sums[r][c] = value
          add(value, r, c)
          search(index + 1)
          add(-value, r, c)
        }
      }
      search(0)
      return found
    }
  }

  @Test("each keeps as many possible values as the threshold, whatever is hidden", arguments: 0..<200)
  func bruteForce(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let below = 3 + dice.below(3)
    let (rows, columns) = (1 + dice.below(3), 2 + dice.below(2))
    var grid = (0..<rows).map { _ in
      (0..<columns).map { _ in dice.below(3) == 0 ? dice.below(below + 1) : dice.below(9) }
    }
    for r in 0..<rows { grid[r].append(grid[r].reduce(0, +)) }
    grid.append((0...columns).map { c in grid.reduce(0) { $0 + $1[c] } })
    var csv = "area,sex,n\n"
    for (r, row) in grid.enumerated() {
      for (c, value) in row.enumerated() {
        csv += "\(r == rows ? "All" : "a\(r)"),\(c == columns ? "All" : "s\(c)"),\(value)\n"
      }
    }
    let cells = try DisclosureTests.published(
      csv, "area: {kind: text, label: A}\n  sex: {kind: text, label: S}\n  n: {kind: integer, label: N}",
      more: "key: [area, sex]\ntotal: All", disclosure: "suppress<\(below)")
    var published: [[Int?]] = []
    for r in 0...rows { published.append((0...columns).map { Int(cells[r * (columns + 1) + $0][2]) }) }
    for r in 0...rows {
      for c in 0...columns {
        #expect(published[r][c] == nil || published[r][c] == grid[r][c])
        #expect((1..<below).contains(grid[r][c]) ? published[r][c] == nil : true)
      }
    }
    guard let possible = Grid(cells: published).possible(upTo: 16) else { return }
    for r in 0...rows {
      for c in 0...columns where published[r][c] == nil {
        let values = possible[[r, c], default: []]
        #expect(values.contains(grid[r][c]) && values.count >= below, "\(csv) \(published) \(r) \(c) \(values)")
      }
    }
  }
}

extension DisclosureProperties {
  @Test(
    "counts with their shares, and no total: what 100% is cannot be used to work out a hidden count", arguments: 0..<200
  )
  func shares(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let counts = (0..<(2 + dice.below(4))).map { _ in dice.below(3) == 0 ? 1 + dice.below(6) : 1 + dice.below(60) }
    let whole = counts.reduce(0, +)
    // Tenths of a per cent, rounded.
    let shares = counts.map { (2000 * $0 + whole) / (2 * whole) }
    let rows = zip(counts, shares).enumerated().map { "r\($0),\($1.0),\($1.1 / 10).\($1.1 % 10)" }
    let cells = try DisclosureTests.published(
      "group,n,share\n" + rows.joined(separator: "\n") + "\n", DisclosureTests.share)
    let hidden = counts.indices.filter { cells[$0][1] == "[c]" }
    #expect(counts.indices.allSatisfy { counts[$0] >= 5 || hidden.contains($0) })
    #expect(hidden.allSatisfy { cells[$0][2] == "[c]" })
    let shown = counts.indices.filter { !hidden.contains($0) }
    guard !hidden.isEmpty, !shown.isEmpty else { return }
    // The wholes that each pair of a count and its share allows.
    let wholes = (1...2000).filter { whole in
      shown.allSatisfy { (2000 * counts[$0] + whole) / (2 * whole) == shares[$0] }
    }
    let sums = wholes.map { $0 - shown.reduce(0) { $0 + counts[$1] } }.filter { $0 >= hidden.count }
    let largest = (sums.max() ?? 0) - hidden.count + 1
    let smallest = hidden.count == 1 ? sums.min() ?? 0 : 1
    #expect(largest - smallest + 1 >= 5, "\(counts) \(shares) \(hidden) \(sums)")
  }
}

@Suite("Small counts of children in prose")
struct SmallCountTests {
  @Test(
    "small counts are found, with the words from the number to the people",
    arguments: [
      ("There were 3 children there.", ["3 children"]),
      ("Two of the girls, and one other baby", ["Two of the girls", "one other baby"]),
      ("four young people", ["four young people"]), ("3 looked-after children", ["3 looked-after children"]),
      ("5 children", []), ("1,234 children", []), ("fewer than 4 children", []), ("1 in 4 children", []),
      ("one in four children", []), ("3 out of 4 children", []), ("2 children's homes", []), ("aged 3. Children", []),
      ("3% of children", []), ("4 people", []), ("the 2018/19 children", []), ("", []),
    ] as [(String, [String])])
  func counts(text: String, found: [String]) {
    let bytes = Array(text.utf8)
    #expect(smallCounts(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) } == found)
  }

  @Test("a dataset that shows what another one hides is an error")
  func audit() throws {
    func load(_ disclosure: String, _ id: String) throws -> LoadedDataset {
      let yaml = DatasetFile.yaml(columns: DisclosureTests.two, disclosure: disclosure, more: "period: 2018/19")
      return try #require(
        loadDataset(
          id: id, csv: Array("group,n\na,3\nb,7\n".utf8), csvPath: id + ".csv", yaml: Array(yaml.utf8),
          yamlPath: id + ".yml"
        ).loaded)
    }
    let problems = auditDisclosure([try load("suppress<5", "one"), try load("none", "two")])
    #expect(problems.map(\.message) == ["this dataset shows the figure \"a\", which \"one\" hides"])
    #expect(problems.map(\.place.path) == ["two.yml"])
    #expect(auditDisclosure([try load("suppress<5", "one"), try load("suppress<5", "two")]).isEmpty)
  }
}
