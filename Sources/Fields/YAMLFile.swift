import Diagnostics
import Yams

/// YAML text inside a file, composed, with the way back from its marks to bytes of the file.
package struct YAMLFile {
  /// The path to show.
  package let path: String
  /// The file up to the end of the YAML.
  package let lines: SourceLines
  /// How many lines of the file stand before the YAML.
  package let linesBefore: Int
  package let root: Node?

  /// YAML deeper than this is refused: its composer recurses.
  package static let maximumDepth = 40
  package static let maximumBytes = 4 << 20
  /// A few aliases of aliases stand for more than any memory holds, and the composer compares keys in full.
  package static let maximumAliases = 10

  /// Composes the YAML that a byte range of a file holds.
  ///
  /// Problems with the text go to `diagnostics`, and the file is nil.
  package init?(path: String, bytes: [UInt8], range: Range<Int>, into diagnostics: inout [Diagnostic]) {
    self.path = path
    lines = SourceLines(Array(bytes[..<range.upperBound]))
    linesBefore = lines.line(at: range.lowerBound) - 1
    let whole = Place(path: path, range: range.lowerBound..<min(range.lowerBound + 1, range.upperBound))
    guard range.count <= Self.maximumBytes else {
      diagnostics.append(
        Diagnostic(
          .yamlSyntax, "this YAML is larger than 4 MB", at: whole, help: "move what is not a field elsewhere"))
      return nil
    }
    if let offset = Self.tooDeep(bytes[range]) {
      diagnostics.append(
        Diagnostic(
          .yamlSyntax, "this YAML is nested more than \(Self.maximumDepth) levels deep",
          at: Place(path: path, range: offset..<offset + 1),
          help: "fields are at most a few levels deep; is a bracket left open?"))
      return nil
    }
    if let offset = Self.tooManyAliases(bytes[range]) {
      diagnostics.append(
        Diagnostic(
          .yamlSyntax, "this YAML has more than \(Self.maximumAliases) aliases (*name)",
          at: Place(path: path, range: offset..<offset + 1), help: "write out what they stand for"))
      return nil
    }
    do {
      // Values keep the form in which they were written; what they mean is for the field to say.
      root = try Yams.compose(yaml: String(decoding: bytes[range], as: UTF8.self), .basic, .default, .utf8)
    } catch let error as YamlError {
      diagnostics.append(Self.diagnostic(error, path: path, lines: lines, linesBefore: linesBefore, whole: whole))
      return nil
    } catch {
      diagnostics.append(Diagnostic(.yamlSyntax, "this is not valid YAML", at: whole))
      return nil
    }
  }

  /// The place of a node: from its mark to the end of its first line at most.
  package func place(_ node: Node) -> Place {
    guard let mark = node.mark else { return Place(path: path) }
    var length = 1
    if case .scalar(let scalar) = node {
      length = scalar.string.utf8.count + (scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0)
    }
    return place(line: mark.line, column: mark.column, length: length)
  }

  /// The place of `length` bytes from a line and column of the YAML (both from 1), cut at the line's end.
  package func place(line: Int, column: Int, length: Int) -> Place {
    let start = lines.offset(line: line + linesBefore, column: column)
    let end = lines.range(ofLine: line + linesBefore).upperBound
    return Place(path: path, range: start..<max(start, min(start + max(1, length), end)))
  }

  /// The offset where brackets, list dashes and indentation together pass the limit; quotes are not looked at.
  private static func tooDeep(_ bytes: ArraySlice<UInt8>) -> Int? {
    var brackets = 0
    var dashes = 0
    var lineStart = true
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      case 0x0A, 0x0D: (lineStart, dashes) = (true, 0)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): if lineStart { dashes += 1 }
      case 0x20: if lineStart, dashes > 0 || brackets > 0 { break }
      default: lineStart = false
      }
      if brackets + dashes > maximumDepth { return index }
    }
    return nil
  }

  /// The offset of an alias too many, where the text has anchors (`&name`) at all; quotes are not looked at.
  private static func tooManyAliases(_ bytes: ArraySlice<UInt8>) -> Int? {
    var hasAnchor = false
    var aliases: [Int] = []
    var previous: UInt8 = 0x0A
    for (index, byte) in zip(bytes.indices, bytes) {
      defer { previous = byte }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), previous <= 0x20 || ",[{:".utf8.contains(previous),
        index + 1 < bytes.endIndex, bytes[index + 1] > 0x20
      else { continue }
      if byte == UInt8(ascii: "&") { hasAnchor = true } else { aliases.append(index) }
    }
    return hasAnchor && aliases.count > maximumAliases ? aliases[maximumAliases] : nil
  }

  /// Where a key that a mapping has twice stands for the second time; the composer tells only where the mapping begins.
  private static func secondPlace(of key: String, from start: Int, in bytes: [UInt8]) -> Range<Int>? {
    let name = Array(key.utf8)
    var isFirst = true
    var i = start
    while i + name.count < bytes.count {
      let ahead = bytes[i..<i + name.count]
      if bytes[i + name.count] == UInt8(ascii: ":"),
        i == 0 || bytes[i - 1] <= 0x20 || ",{\"'".utf8.contains(bytes[i - 1]),
        ahead.elementsEqual(name)
      {
        if !isFirst { return i..<i + name.count }
        isFirst = false
      }
      i += 1
    }
    return nil
  }

  private static func diagnostic(
    _ error: YamlError, path: String, lines: SourceLines, linesBefore: Int, whole: Place
  ) -> Diagnostic {
    func at(_ mark: Mark) -> Place {
      let offset = lines.offset(line: mark.line + linesBefore, column: mark.column)
      let end = lines.range(ofLine: mark.line + linesBefore).upperBound
      return Place(path: path, range: offset..<min(offset + 1, max(offset, end)))
    }
    let hint = "put text that contains \": \" or begins with a sign such as [ { * & ! > | % @ in quotation marks"
    switch error {
    case .scanner(_, let problem, let mark, _) where problem.contains("tab"):
      return Diagnostic(
        .yamlSyntax, "this is not valid YAML: \(problem)", at: at(mark), help: "use spaces here, not a tab")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(.yamlSyntax, "this is not valid YAML: \(problem)", at: at(mark), help: hint)
    case .reader(let problem, _, _, _):
      return Diagnostic(
        .yamlSyntax, "this is not valid YAML: \(problem)", at: whole, help: "remove control characters")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.sorted().first ?? ""
      var place = at(context.mark)
      if let start = place.range?.lowerBound, let second = secondPlace(of: key, from: start, in: lines.bytes) {
        place.range = second
      }
      return Diagnostic(
        .yamlSyntax, "the field \"\(key)\" is given twice", at: place, help: "keep one of the two")
    default:
      return Diagnostic(.yamlSyntax, "this is not valid YAML", at: whole, help: hint)
    }
  }
}
