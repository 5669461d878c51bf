import Diagnostics
import Fields

extension DatasetLoader {
  /// An assertion that could be read.
  struct ReadAssertion {
    let assertion: Assertion
    let text: Located<String>
    let known: String?
  }

  /// Reads the assertions; a problem with one leaves it out.
  mutating func readAssertions(_ fields: DatasetFields, _ printed: PrintedTable, _ yaml: [UInt8]) -> [ReadAssertion] {
    guard !fields.assertions.isEmpty else { return [] }
    var parser = AssertionParser(printed)
    var read: [ReadAssertion] = []
    for entry in fields.assertions {
      do throws(AssertionParser.Fault) {
        read.append(
          ReadAssertion(assertion: try parser.parse(entry.text.value), text: entry.text, known: entry.known?.value))
      } catch {
        report(.assertion, error.message, at: place(error.range, in: entry.text, yaml), help: error.help)
      }
    }
    return read
  }

  /// The place of some bytes of a text, where the YAML file holds it as it is.
  func place(_ range: Range<Int>, in text: Located<String>, _ yaml: [UInt8]) -> Place {
    guard let whole = text.place.range, whole.upperBound <= yaml.count else { return text.place }
    let isQuoted = yaml[whole].first == UInt8(ascii: "\"") || yaml[whole].first == UInt8(ascii: "'")
    let start = whole.lowerBound + (isQuoted ? 1 : 0)
    guard start + text.value.utf8.count <= yaml.count,
      yaml[start..<start + text.value.utf8.count].elementsEqual(text.value.utf8)
    else { return text.place }
    return Place(path: text.place.path, range: start + range.lowerBound..<start + range.upperBound)
  }

  /// Reports what does not hold; gives what is known not to.
  mutating func check(_ assertions: [ReadAssertion], _ printed: PrintedTable, hidden: Set<CellIndex>) -> [Contradiction]
  {
    let evaluator = AssertionEvaluator(table: printed)
    var contradictions: [Contradiction] = []
    for entry in assertions {
      let outcome: AssertionEvaluator.Outcome
      do throws(AssertionEvaluator.Fault) {
        outcome = try evaluator.outcome(of: entry.assertion)
      } catch {
        report(.assertion, error.message, at: entry.text.place, help: error.help)
        continue
      }
      let isConfidential = touches(hidden, entry.assertion)
      switch (outcome, entry.known) {
      case (.holds, nil): break
      case (.holds, _?):
        report(
          .assertion, "this holds, but is listed as known to be broken", at: entry.text.place,
          help: "take known out, and write the assertion alone")
      // What is about hidden figures is not told, not even that it does not hold.
      case (.differs, _?) where isConfidential, (.broken, _?) where isConfidential: break
      case (.differs(let left, let right), let reason?):
        let texts = sides(of: entry.assertion, left, right, printed)
        contradictions.append(
          Contradiction(
            check: entry.text.value, reason: reason, sides: Contradiction.Sides(left: texts.left, right: texts.right)))
      case (.broken, let reason?):
        contradictions.append(Contradiction(check: entry.text.value, reason: reason, sides: nil))
      case (.differs(let left, let right), nil):
        let difference = (left - right).magnitude.text
        let texts = sides(of: entry.assertion, left, right, printed)
        report(
          .assertion,
          isConfidential
            ? "this does not hold"
            : "this does not hold: the left side is \(texts.left), the right side \(texts.right)",
          at: entry.text.place, help: remedy(isConfidential ? nil : "the difference is \(difference)"))
      case (.broken(let what), nil):
        report(
          .assertion, isConfidential ? "this does not hold" : "this does not hold: \(what)", at: entry.text.place,
          help: remedy(nil))
      }
    }
    return contradictions
  }

  /// The two sides as readers see them; a side that is a single cell as it was printed, with the zeros at its end.
  private func sides(of assertion: Assertion, _ left: Number, _ right: Number, _ printed: PrintedTable)
    -> (left: String, right: String)
  {
    func text(_ expression: Expression, _ value: Number) -> String {
      guard case .cell(let cell) = expression, let number = printed.number(cell.row, cell.column) else {
        return value.text
      }
      return number.text()
    }
    guard case .comparison(let a, _, let b, _) = assertion else { return (left.text, right.text) }
    return (text(a, left), text(b, right))
  }

  private func remedy(_ difference: String?) -> String {
    (difference.map { $0 + "; " } ?? "")
      + "correct a figure or, if the source itself is wrong, write check: and known: with the reason"
  }

  private func touches(_ hidden: Set<CellIndex>, _ assertion: Assertion) -> Bool {
    switch assertion {
    case .comparison(let left, _, let right, _):
      !left.cells.isDisjoint(with: hidden) || !right.cells.isDisjoint(with: hidden)
    case .unique(let column), .range(let column, _, _): hidden.contains { $0.column == column }
    }
  }
}
