import Diagnostics

/// A JSON value whose members keep their order, so that the same data gives the same bytes.
enum JSON {
  case text(String)
  /// A number as it is written, such as `38.60`.
  case number(String)
  case flag(Bool)
  case null
  case list([JSON])
  case object([(String, JSON)])

  /// A text, or nothing at all where there is none.
  static func member(_ name: String, _ text: String?) -> [(String, JSON)] { text.map { [(name, .text($0))] } ?? [] }

  /// A list of texts, or nothing at all where it is empty.
  static func member(_ name: String, _ texts: [String]) -> [(String, JSON)] {
    texts.isEmpty ? [] : [(name, .list(texts.map { .text($0) }))]
  }

  /// UTF-8, indented by two spaces, with a line feed at the end. Lists and objects of single values stand on one line.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    write(into: &output, indent: 0)
    output.append(UInt8(ascii: "\n"))
    return output
  }

  private var isSingle: Bool {
    switch self {
    case .list(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  private func write(into output: inout [UInt8], indent: Int) {
    switch self {
    case .text(let text): output += Array(DiagnosticPrinter.json(text).utf8)
    case .number(let number): output += Array(number.utf8)
    case .flag(let flag): output += Array((flag ? "true" : "false").utf8)
    case .null: output += Array("null".utf8)
    case .list(let items):
      Self.write(items.map { (nil, $0) }, "[", "]", into: &output, indent)
    case .object(let members):
      Self.write(members.map { ($0.0, $0.1) }, "{", "}", into: &output, indent)
    }
  }

  private static func write(
    _ items: [(name: String?, value: JSON)], _ open: Character, _ close: Character, into output: inout [UInt8],
    _ indent: Int
  ) {
    let isOneLine = items.allSatisfy { $0.value.isSingle }
    output += Array(String(open).utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { output += Array((isOneLine ? ", " : ",").utf8) }
      if !isOneLine { output += [UInt8(ascii: "\n")] + [UInt8](repeating: 0x20, count: 2 * (indent + 1)) }
      if let name = item.name { output += Array((DiagnosticPrinter.json(name) + ": ").utf8) }
      item.value.write(into: &output, indent: indent + 1)
    }
    if !isOneLine { output += [UInt8(ascii: "\n")] + [UInt8](repeating: 0x20, count: 2 * indent) }
    output += Array(String(close).utf8)
  }
}
