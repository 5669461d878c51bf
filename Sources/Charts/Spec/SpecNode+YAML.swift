import Diagnostics
import Fields
import Yams

extension SpecNode {
  /// A specification's file, JSON where it begins with a bracket and YAML otherwise; nil with a diagnostic where it
  /// cannot be read.
  package static func read(_ bytes: [UInt8], path: String, into diagnostics: inout [Diagnostic]) -> SpecNode? {
    let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), path.hasSuffix(".json") || looksLikeJSON(bytes) {
      return JSONReader.read(bytes, path: path, into: &diagnostics)
    }
    guard let file = YAMLFile(path: path, bytes: bytes, range: 0..<bytes.count, into: &diagnostics) else { return nil }
    guard let root = file.root else {
      diagnostics.append(
        Diagnostic(
          .value, "this chart's file is empty", at: Place(path: path),
          help: "write chart: bar, data: FILE.csv, value: COLUMN and by: COLUMN, a line each"))
      return nil
    }
    return SpecNode(root, in: file)
  }

  /// Whether text that begins with a bracket has a quotation mark (or an end) next, as JSON must.
  private static func looksLikeJSON(_ bytes: [UInt8]) -> Bool {
    var signs = bytes.lazy.filter { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }.dropFirst().makeIterator()
    return [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "{"), UInt8(ascii: "]"), nil].contains(signs.next())
  }

  /// A YAML node, which ``YAMLFile`` keeps from being deep.
  init(_ node: Node, in file: YAMLFile) {
    let range = file.place(node).range ?? 0..<0
    switch node {
    case .scalar(let scalar):
      if scalar.style == .plain || scalar.style == .any {
        self.init(Self.plainContent(scalar.string), range: range, written: scalar.string)
      } else {
        self.init(.text(scalar.string), range: range)
      }
    case .sequence(let sequence):
      self.init(.list(sequence.map { SpecNode($0, in: file) }), range: range)
    case .mapping(let mapping):
      self.init(
        .object(
          mapping.map { key, value in
            Field(
              name: key.scalar?.string ?? "", range: file.place(key).range ?? 0..<0, value: SpecNode(value, in: file))
          }),
        range: range)
    case .alias:
      self.init(.null, range: range)
    }
  }

  /// What a scalar without quotation marks means in JSON's terms (the core schema of YAML 1.2).
  private static func plainContent(_ text: String) -> Content {
    switch text {
    case "", "~", "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      let looksNumeric = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
      if looksNumeric, let number = Double(text), number.isFinite { return .number(number) }
      return .text(text)
    }
  }
}
