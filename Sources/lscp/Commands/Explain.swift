import ArgumentParser
import Diagnostics

/// `lscp explain link-target`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a kind of problem: what it means and how to solve it.",
    discussion: "The name stands in square brackets behind each message. Without a name, all of them are listed.")

  @Argument(help: ArgumentHelp("The name of the problem.", valueName: "name"))
  var name: String?

  func run() throws {
    guard let name else {
      let width = (DiagnosticID.allCases.map(\.rawValue.count).max() ?? 0) + 2
      for id in DiagnosticID.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
        print(id.rawValue + String(repeating: " ", count: width - id.rawValue.count) + id.explanation.title)
      }
      return
    }
    guard let id = DiagnosticID(rawValue: name) else {
      let near = Suggestion.nearest(to: name, in: DiagnosticID.allCases.map(\.rawValue))
      throw ValidationError(
        "There is no problem called \"\(name)\"."
          + (near.map { " Did you mean \($0)?" } ?? " Run lscp explain for a list."))
    }
    print(id.explanation.text(id: id))
  }
}
