import Datasets
import Testing

@Suite("Figures in sentences")
struct FigureTests {
  static let contacts = DatasetFile(
    name: "contacts",
    """
    -- data.csv --
    source,contacts,share,cost
    Police,9509,38.60,[x]
    Education,3502,14.22,[c]
    Children's Services,2904,11.79,500
    Other agencies,8714,35.38,5000
    All contacts,24629,99.99,1500000
    -- data.yml --
    title: T
    subtitle: S
    source: R
    disclosure: none
    value: contacts
    total: All contacts
    columns:
      source: {kind: category, label: Source}
      contacts: {kind: integer, label: Contacts, unit: contacts}
      share: {kind: percentage, label: Share}
      cost: {kind: integer, label: Cost, unit: £}
    """)
  static let rates = DatasetFile(
    name: "rates",
    """
    -- data.csv --
    area,year,rate,share,quarter_days
    Leeds,2017,31.2,50,1
    Leeds,2018,31.4,53.5,2
    Bradford,2017,40.0,50,3
    Bradford,2018,44.0,45,4
    Hull,2017,71.7,75,5
    Hull,2018,84.9,20,6
    -- data.yml --
    title: T
    subtitle: S
    source: R
    disclosure: none
    key: [area, year]
    value: rate
    columns:
      area: {kind: text, label: Area}
      year: {kind: year, label: Year}
      rate: {kind: decimal, label: Rate, unit: "per 10,000 children"}
      share: {kind: percentage, label: Share}
      quarter_days: {kind: integer, label: Days}
    """)

  /// `agrees`, `wrong: RIGHT`, `cut off: RIGHT`, `not a number: RIGHT`, or the message of a problem.
  static func verdict(_ text: String, _ address: String) throws -> String {
    do throws(FigureProblem) {
      let reference = try FigureReference(parsing: address)
      let dataset = try? (reference.dataset == "rates" ? rates : contacts).dataset()
      guard let figure = try dataset?.figure(reference).get() else { return "no dataset" }
      switch checkFigure(text: text, figure) {
      case .agrees: return "agrees"
      case .wrong(let right, let looksCutOff): return (looksCutOff ? "cut off: " : "wrong: ") + right
      case .notANumber(let right): return "not a number: " + right
      }
    } catch {
      return error.message + (error.help.map { " | " + $0 } ?? "")
    }
  }

  @Test(
    "numbers agree to as many digits as are written",
    arguments: [
      ("9,509", "contacts/police", "agrees"), ("9509", "contacts/police", "agrees"),
      ("9,508", "contacts/police", "wrong: 9,509"), ("9,509 contacts", "contacts/police", "agrees"),
      ("9,509 children", "contacts/police", "wrong: 9,509"), ("£9,509", "contacts/police", "wrong: 9,509"),
      ("9,500", "contacts/police", "wrong: 9,509"), ("about 9,500", "contacts/police", "agrees"),
      ("9.5 thousand", "contacts/police", "agrees"), ("9.6 thousand", "contacts/police", "wrong: 9.5 thousand"),
      ("38.60%", "contacts/police/share", "agrees"), ("38.6%", "contacts/police/share", "agrees"),
      ("38.6", "contacts/police/share", "agrees"), ("39%", "contacts/police/share", "agrees"),
      ("38%", "contacts/police/share", "cut off: 39%"), ("38.60", "contacts/police?share", "cut off: 38.61"),
      ("38.61 per cent", "contacts/police?share", "agrees"), ("40%", "contacts/police?share", "wrong: 39%"),
      ("39 percentage points", "contacts/police?share", "wrong: 38.6%"),
      ("£500", "contacts/childrens-services/cost", "agrees"), ("£5,000", "contacts/other-agencies/cost", "agrees"),
      ("£1.5 million", "contacts/all-contacts/cost", "agrees"), ("1.5m", "contacts/all-contacts/cost", "agrees"),
      ("£1.4 million", "contacts/all-contacts/cost", "wrong: £1.5 million"),
      ("many", "contacts/police", "not a number: 9,509"), ("", "contacts/police", "not a number: 9,509"),
    ])
  func digits(text: String, address: String, verdict: String) throws {
    let found = try Self.verdict(text, address)
    #expect(found == verdict)
  }

  @Test(
    "derived figures",
    arguments: [
      ("36.8%", "contacts/education?share=police", "agrees"), ("24,629", "contacts?sum", "agrees"),
      ("12,411", "contacts/police?sum=childrens-services", "wrong: 12,413"),
      ("15,915", "contacts/police?sum=education,childrens-services", "agrees"),
      ("four", "contacts?count", "agrees"), ("4", "contacts?count", "agrees"),
      ("five", "contacts?count", "wrong: four"),
      ("0.6%", "rates/leeds/2018?change=2017", "agrees"), ("rose by 0.6%", "rates/leeds/2018?change=2017", "agrees"),
      ("fell by 0.6%", "rates/leeds/2018?change=2017", "wrong: 0.6%"),
      ("0.6%", "rates/leeds/2017?change=leeds/2018", "agrees"),
      ("12.6", "rates/bradford/2018?difference=leeds/2018", "agrees"),
      ("3.5 percentage points", "rates/leeds/2018/share?difference=2017", "agrees"),
      ("3.5%", "rates/leeds/2018/share?difference=2017", "wrong: 3.5 percentage points"),
      ("more than doubled", "rates/hull/2017?change=leeds/2017", "agrees"),
      ("doubled", "rates/hull/2018?change=2017", "wrong: 18.4%"), ("third", "rates/leeds/2018?rank", "agrees"),
      ("lowest", "rates/leeds/2018?rank", "agrees"),
      ("lowest", "rates/leeds/2018?rank=lowest", "agrees"), ("the highest", "rates/hull/2018?rank", "agrees"),
      ("second highest", "rates/bradford/2018?rank", "agrees"), ("2nd", "rates/bradford/2018?rank=lowest", "agrees"),
      ("second", "rates/hull/2018?rank", "wrong: highest"), ("50.5", "rates/rate?mean", "agrees"),
      ("31.2", "rates?min", "agrees"), ("75%", "rates/share?max", "agrees"), ("21", "rates/quarter-days?sum", "agrees"),
    ])
  func derived(text: String, address: String, verdict: String) throws {
    let found = try Self.verdict(text, address)
    #expect(found == verdict)
  }

  @Test(
    "words agree within their bounds",
    arguments: [
      ("four in ten", "contacts/police?share", "agrees"), ("nearly four in ten", "contacts/police?share", "agrees"),
      ("4 in 10", "contacts/police?share", "agrees"), ("nearly 4 in 10", "contacts/police?share", "agrees"),
      ("four out of ten", "contacts/police?share", "agrees"), ("more than a third", "contacts/police?share", "agrees"),
      ("just over a third", "contacts/police?share", "wrong: 38.6%"),
      ("a third", "contacts/police?share", "wrong: 38.6%"),
      ("about a third", "contacts/police?share", "wrong: 38.6%"), ("over a third", "contacts/police?share", "agrees"),
      ("about two-fifths", "contacts/police?share", "agrees"), ("almost half", "contacts/police?share", "wrong: 38.6%"),
      ("less than half", "contacts/police?share", "agrees"), ("at least a third", "contacts/police?share", "agrees"),
      ("half", "rates/leeds/2017/share", "agrees"), ("a half", "rates/leeds/2017/share", "agrees"),
      ("just over half", "rates/leeds/2018/share", "agrees"),
      ("more than half", "rates/leeds/2017/share", "wrong: 50%"),
      ("one in five", "rates/hull/2018/share", "agrees"), ("three quarters", "rates/hull/2017/share", "agrees"),
      ("three-quarters", "rates/hull/2017/share", "agrees"),
      ("nearly nine in ten", "rates/hull/2017/share", "wrong: 75%"),
      ("twenty per cent", "rates/hull/2018/share", "agrees"),
      ("twice", "rates/hull/2018?ratio=bradford/2018", "agrees"),
      ("nearly twice", "rates/hull/2018?ratio=bradford/2018", "agrees"),
      ("almost double", "rates/hull/2018?ratio=bradford/2018", "agrees"),
      ("three times", "rates/hull/2018?ratio=bradford/2018", "wrong: 1.9 times"),
      ("more than 2.5 times", "rates/hull/2018?ratio=leeds/2018", "agrees"),
      ("half", "rates/leeds/2018?ratio=hull/2018", "wrong: 0.4 times"),
      ("nearly 25,000", "contacts/all-contacts", "agrees"), ("more than 24,000", "contacts/all-contacts", "agrees"),
      ("nearly 24,000", "contacts/all-contacts", "wrong: 24,629"),
      ("fewer than 25,000", "contacts/all-contacts", "agrees"),
      ("up to 24,629", "contacts/all-contacts", "agrees"), ("four", "contacts/police", "wrong: 9,509"),
      ("nine thousand five hundred and nine", "contacts/police", "agrees"),
      ("a third", "contacts/police", "wrong: 9,509"),
    ])
  func words(text: String, address: String, verdict: String) throws {
    let found = try Self.verdict(text, address)
    #expect(found == verdict)
  }

  @Test(
    "what is not there is said, with the nearest name",
    arguments: [
      ("contacts/polise", "\"data\" has no row \"polise\" | did you mean police?"),
      (
        "contacts/nobody",
        "\"data\" has no row \"nobody\" | its rows are police, education, childrens-services, other-agencies, all-contacts"
      ),
      ("contacts/police/shar", "\"data\" has no column \"shar\" | did you mean share?"),
      (
        "contacts/police/share/x",
        "\"figure:data/police/share/x\" has too many parts | write the dataset, the row and the column, as in figure:data/police"
      ),
      ("contacts", "\"figure:contacts\" does not say which row it means | write one of figure:data/police"),
      ("rates/leeds", "a row of \"rates\" has 2 keys, but only 1 are named | write one of figure:data/leeds/2017"),
      (
        "contacts/police/cost",
        "the figure \"data/police\" is no number: the dataset has [x] there | leave the number out of the text, or take away the link"
      ),
      (
        "contacts/education/cost",
        "the figure \"data/education\" is not published, so that nobody can be identified | leave the number out of the text"
      ),
      (
        "contacts/cost?sum",
        "the figure \"data/police\" is no number: the dataset has [x] there | leave the number out of the text, or take away the link"
      ),
      ("contacts/police?chnge=x", "\"?chnge=x\" does not say how a figure is worked out | did you mean ?change?"),
      (
        "contacts/police?change",
        "\"?change\" must name one other row | write the row to compare with, as in figure:contacts/2018-19?change=2017-18"
      ),
      (
        "contacts/police?rank=best",
        "\"?rank=best\" is not a way to rank | write ?rank from the largest, ?rank=lowest from the smallest"
      ),
      (
        "/police",
        "\"figure:/police\" is not the address of a figure | write the dataset, the row and, where it has several, the column, as in figure:contacts/2018-19"
      ),
      ("contacts/police?sum=police", "\"police\" is counted twice in this sum | name each row once"),
      (
        "contacts/police/source",
        "the column \"source\" of \"data\" holds no numbers | its numbers are in contacts, share, cost"
      ),
    ])
  func problems(address: String, message: String) throws {
    let found = try Self.verdict("1", address)
    #expect(found == message)
  }

  @Test("an unknown dataset is told with the nearest name")
  func unknownDataset() throws {
    let reference = try FigureReference(parsing: "contcts/police")
    let problem = reference.unknownDataset(among: ["contacts", "rates"])
    #expect(problem.message == "there is no dataset \"contcts\"")
    #expect(problem.help == "did you mean figure:contacts/police?")
  }
}
