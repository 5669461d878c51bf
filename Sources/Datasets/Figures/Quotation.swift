import Diagnostics
import Fields

/// A link to a figure in a field of a YAML file: its text must agree with the dataset, as in the prose of pages.
package struct Quotation: Sendable, Hashable {
  /// What the sentence says: `Three quarters`.
  package let text: String
  /// What stands behind `figure:`, as ``FigureReference`` reads it.
  package let address: String
  /// The field.
  package let place: Place
}

extension Located where Value == String {
  /// The text as readers see it: `[Three quarters](figure:plans/girls) were girls` without its links to figures, which
  /// go to `quotations`. Other brackets stay as they are.
  package func quoting(into quotations: inout [Quotation]) -> Located<String> {
    guard value.utf8.contains(UInt8(ascii: "[")) else { return self }
    var plain = ""
    var rest = value[...]
    while let open = rest.firstIndex(of: "[") {
      plain += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "]"), rest[close...].hasPrefix("](figure:"),
        let end = rest[close...].firstIndex(of: ")")
      else {
        plain += "["
        rest.removeFirst()
        continue
      }
      let text = rest[rest.index(after: open)..<close]
      plain += text
      quotations.append(
        Quotation(
          text: String(text), address: String(rest[close..<end].dropFirst("](figure:".count)), place: place))
      rest = rest[rest.index(after: end)...]
    }
    return Located(plain + rest, at: place)
  }
}
