import Diagnostics

/// Why a figure cannot be found or does not agree, in the words of a diagnostic.
package struct FigureProblem: Error, Sendable, Hashable {
  /// One sentence, lower case at the start, without a full stop.
  package let message: String
  /// What to do.
  package let help: String?
}

/// Which figure the text of a link asserts: `contacts/2018-19?change=2017-18`, the part behind `figure:`.
package struct FigureReference: Sendable, Hashable {
  /// What is worked out from the row.
  enum Form: String, Sendable, Hashable, CaseIterable {
    case value, share, change, difference, ratio, sum, rank, count, mean, min, max
  }

  /// The name of the dataset.
  package let dataset: String
  /// The parts between the dataset and the question mark, in the form of addresses.
  let path: [String]
  let form: Form
  /// What stands behind `=`, each with its keys; empty where nothing does.
  let others: [[String]]

  /// Reads an address; a thrown problem says what is wrong with its form.
  package init(parsing text: String) throws(FigureProblem) {
    let address = text.prefix { $0 != "?" }
    let parts = address.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, !first.isEmpty, parts.dropFirst().allSatisfy({ !$0.isEmpty }) || parts.count == 2
    else {
      throw FigureProblem(
        message: "\"figure:\(text)\" is not the address of a figure",
        help: "write the dataset, the row and, where it has several, the column, as in figure:contacts/2018-19")
    }
    dataset = first
    path = parts.dropFirst().filter { !$0.isEmpty }
    guard address.endIndex < text.endIndex else {
      form = .value
      others = []
      return
    }
    let query = text[text.index(after: address.endIndex)...]
    let name = query.prefix { $0 != "=" }
    guard let form = Form(rawValue: String(name)), form != .value else {
      let names = Form.allCases.dropFirst().map(\.rawValue)
      throw FigureProblem(
        message: "\"?\(query)\" does not say how a figure is worked out",
        help: Suggestion.nearest(to: String(name), in: names).map { "did you mean ?\($0)?" }
          ?? "it is one of \(names.map { "?" + $0 }.joined(separator: ", "))")
    }
    self.form = form
    let value = query.dropFirst(name.count + 1)
    others = value.split(separator: ",").map { $0.split(separator: "/").map(String.init) }
    let isAsked = form == .change || form == .difference || form == .ratio
    guard !isAsked || others.count == 1 else {
      throw FigureProblem(
        message: "\"?\(query)\" must name one other row",
        help: "write the row to compare with, as in figure:contacts/2018-19?\(form.rawValue)=2017-18")
    }
    let isAlone = form == .count || form == .mean || form == .min || form == .max
    guard !isAlone || others.isEmpty, form != .share || others.count <= 1 else {
      throw FigureProblem(
        message: "\"?\(query)\" names too much", help: isAlone ? "write ?\(form.rawValue)" : "name one other row")
    }
    guard form != .rank || others.isEmpty || others == [["lowest"]] || others == [["highest"]] else {
      throw FigureProblem(
        message: "\"?\(query)\" is not a way to rank",
        help: "write ?rank from the largest, ?rank=lowest from the smallest")
    }
  }

  /// The problem that no dataset has the name.
  ///
  /// - Parameter ids: the names that there are.
  package func unknownDataset(among ids: some Sequence<String>) -> FigureProblem {
    let sorted = ids.sorted()
    return FigureProblem(
      message: "there is no dataset \"\(dataset)\"",
      help: Suggestion.nearest(to: dataset, in: sorted).map {
        "did you mean figure:\(([$0] + path).joined(separator: "/"))?"
      }
        ?? (sorted.isEmpty
          ? "datasets are files such as data/contacts.csv and data/contacts.yml"
          : "there is \(sorted.prefix(12).joined(separator: ", "))\(sorted.count > 12 ? " …" : "")"))
  }
}
