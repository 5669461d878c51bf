import Content
import Fields
import Foundation
import Testing

@Suite("Dates as precise as they are known")
struct CalendarDateTests {
  @Test(
    "what is written is read, and printed again",
    arguments: ["2019-02-28", "2020-02-29", "2019-02", "2019", "0001-01-01"])
  func valid(text: String) { #expect(CalendarDate(text)?.description == text) }

  @Test(
    "what is no date is refused",
    arguments: [
      "2019-02-29", "1900-02-29", "2019-13", "2019-00", "2019-01-00", "2019-04-31", "19-01-01", "2019-1-1",
      "2019-01-01-01",
      "2019-", "", "-", "0000", "+019", "2019-01-1x", "２０１９", "2019/01/01", " 2019",
    ])
  func invalid(text: String) { #expect(CalendarDate(text) == nil) }

  @Test("days since 1970 are those of the system's calendar")
  func againstCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: -100_000, through: 400_000, by: 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      let date = try #require(CalendarDate(daysSince1970: days))
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
    }
  }

  @Test("a month or a year begins with its first day and ends with its last")
  func range() throws {
    let february = try #require(CalendarDate("2020-02"))
    #expect(february.firstDay.description == "2020-02-01" && february.lastDay.description == "2020-02-29")
    let year = try #require(CalendarDate("2019"))
    #expect(year.firstDay.description == "2019-01-01" && year.lastDay.description == "2019-12-31")
    let day = try #require(CalendarDate("2019-02-04"))
    #expect(year < february && year < day && day < february)
  }
}
