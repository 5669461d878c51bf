import Charts
import Testing

@Suite("Tables that charts draw")
struct TableTests {
  @Test("a column is found by its name")
  func column() {
    let table = Table(names: ["a", "b"], columns: [[.number(1)], [.text("x")]])
    #expect(table.rowCount == 1)
    #expect(table.column("b") == [.text("x")])
    #expect(table.column("c") == nil)
  }
}
