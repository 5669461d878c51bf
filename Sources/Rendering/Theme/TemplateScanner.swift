/// Finds the tags of a Mustache template and how they nest, to check them before anything is rendered.
///
/// Source: the Mustache specification, with inheritance (`{{<parent}}`, `{{$block}}`).
struct TemplateScanner {
  indirect enum Node {
    /// A variable, escaped or not.
    case variable(Name)
    /// `{{#name}}` and `{{^name}}`.
    case section(Name, inverted: Bool, [Node])
    /// `{{>name}}` and `{{<name}}…{{/name}}`; the nodes are the blocks given to the parent.
    case partial(Name, [Node])
    /// `{{$name}}…{{/name}}`.
    case block(Name, [Node])
  }

  /// A name in a tag, and where it stands.
  struct Name: Hashable {
    let text: String
    let range: Range<Int>

    static func == (a: Name, b: Name) -> Bool { a.text == b.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  struct Fault: Error {
    let message: String
    let range: Range<Int>
    let help: String
  }

  static func scan(_ bytes: [UInt8]) -> Result<[Node], Fault> {
    var stack: [(sigil: UInt8, name: Name, nodes: [Node])] = []
    var nodes: [Node] = []
    var i = 0
    while let open = find("{{", in: bytes, from: i) {
      let triple = open + 2 < bytes.count && bytes[open + 2] == UInt8(ascii: "{")
      guard let close = find(triple ? "}}}" : "}}", in: bytes, from: open + 2) else {
        return .failure(
          Fault(message: "this tag is not closed", range: open..<min(open + 20, bytes.count), help: "end it with }}"))
      }
      let inner = trim(bytes, open + (triple ? 3 : 2)..<close)
      i = close + (triple ? 3 : 2)
      guard let sigil = inner.first.map({ bytes[$0] }), !triple else {
        if inner.isEmpty {
          return .failure(Fault(message: "this tag is empty", range: open..<i, help: "write a name in it"))
        }
        nodes.append(.variable(name(bytes, inner)))
        continue
      }
      let rest = trim(bytes, inner.lowerBound + 1..<inner.upperBound)
      let named = name(bytes, rest)
      if "#^/><$&".utf8.contains(sigil), rest.isEmpty {
        return .failure(Fault(message: "this tag is empty", range: open..<i, help: "write a name in it"))
      }
      switch sigil {
      case UInt8(ascii: "!"), UInt8(ascii: "%"): break
      case UInt8(ascii: "="):
        return .failure(
          Fault(message: "themes keep the delimiters {{ and }}", range: open..<i, help: "take this tag out"))
      case UInt8(ascii: "&"): nodes.append(.variable(named))
      case UInt8(ascii: ">"): nodes.append(.partial(named, []))
      case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "<"), UInt8(ascii: "$"):
        stack.append((sigil, named, nodes))
        nodes = []
        if stack.count > 60 {
          return .failure(
            Fault(message: "sections are nested more than 60 deep", range: open..<i, help: "is one left open?"))
        }
      case UInt8(ascii: "/"):
        guard let (sigil, opening, outer) = stack.popLast(), opening == named else {
          return .failure(
            Fault(
              message: "{{/\(named.text)}} closes a section that is not open here", range: open..<i,
              help: "close sections in the opposite order of their opening"))
        }
        let node: Node =
          switch sigil {
          case UInt8(ascii: "<"): .partial(opening, nodes)
          case UInt8(ascii: "$"): .block(opening, nodes)
          default: .section(opening, inverted: sigil == UInt8(ascii: "^"), nodes)
          }
        nodes = outer + [node]
      default: nodes.append(.variable(name(bytes, inner)))
      }
    }
    if let (_, name, _) = stack.last {
      return .failure(
        Fault(
          message: "the section \"\(name.text)\" is not closed", range: name.range,
          help: "end it with {{/\(name.text)}}"))
    }
    return .success(nodes)
  }

  private static func find(_ text: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = text.withUTF8Buffer(Array.init)
    guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
    var i = start
    while i <= bytes.count - wanted.count {
      if bytes[i] == wanted[0], bytes[i..<i + wanted.count].elementsEqual(wanted) { return i }
      i += 1
    }
    return nil
  }

  private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, max(range.lowerBound, range.upperBound))
    while low < high, bytes[low] <= 0x20 { low += 1 }
    while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }

  private static func name(_ bytes: [UInt8], _ range: Range<Int>) -> Name {
    Name(text: String(decoding: bytes[range], as: UTF8.self), range: range)
  }
}
