import Content
import Diagnostics
import Site

/// Telephone numbers are written in `contacts.yml` and nowhere else, so that one edit corrects them everywhere.
///
/// Finds UK numbers as people type them: a 0 and 7 to 10 more digits, in groups with single spaces or hyphens between.
/// Short ones (999, 101, 116 123) cannot be told from other numbers and are left to readers.
struct TypedNumberCheck: Check {
  func diagnostics(for page: Page, in site: Site) -> [Diagnostic] {
    let body = page.document.body.body.bytes
    let fields = page.frontMatter.shownTexts.flatMap { Self.numbers(in: Array($0.utf8)) }
    return (fields + Self.numbers(in: body)).map { diagnostic($0, on: page, site: site) }
  }

  private func diagnostic(_ number: [UInt8], on page: Page, site: Site) -> Diagnostic {
    let digits = number.filter { (0x30...0x39).contains($0) }
    let known = site.contacts.first { contact in
      contact.phone.map { $0.utf8.filter { (0x30...0x39).contains($0) } == digits } ?? false
    }
    var place = Place(path: page.document.displayPath)
    if let source = try? site.tree.read(page.document.path), let start = source.firstIndex(of: number) {
      place.range = start..<start + number.count
    }
    return Diagnostic(
      .typedNumber, "the telephone number \(String(decoding: number, as: UTF8.self)) is typed on this page", at: place,
      help: known.map { "link to the register instead: [\($0.name)](contact:\($0.id))" }
        ?? "add it to contacts.yml and link to it by its id, as in [Childline](contact:childline)")
  }

  /// The numbers in a body's text; tags are passed over.
  static func numbers(in bytes: [UInt8]) -> [[UInt8]] {
    var numbers: [[UInt8]] = []
    var i = 0
    while let start = bytes[i...].firstIndex(of: UInt8(ascii: "0")) {
      i = start + 1
      guard start == 0 || !isWord(bytes[start - 1]) else { continue }
      let end = end(of: bytes, from: start)
      i = end
      let digits = bytes[start..<end].count { (0x30...0x39).contains($0) }
      guard (8...11).contains(digits), !goesOn(bytes, at: end), !isInTag(bytes, start) else {
        continue
      }
      numbers.append(Array(bytes[start..<end]))
    }
    return numbers
  }

  /// Whether a tag was opened before the offset and not closed.
  private static func isInTag(_ bytes: [UInt8], _ offset: Int) -> Bool {
    bytes[..<offset].last { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") } == UInt8(ascii: "<")
  }

  /// Behind the last digit of a run of digits with single spaces or hyphens between them.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var end = start
    var i = start
    while i < bytes.count {
      if (0x30...0x39).contains(bytes[i]) {
        i += 1
        end = i
      } else if bytes[i] == 0x20 || bytes[i] == UInt8(ascii: "-"), i == end {
        i += 1
      } else {
        break
      }
    }
    return end
  }

  /// Whether what stands behind a run of digits makes it something else: `0.12345678x`, `00000000.5`.
  private static func goesOn(_ bytes: [UInt8], at end: Int) -> Bool {
    guard end < bytes.count, isWord(bytes[end]) else { return false }
    // The end of a sentence or a clause is no part of the number.
    guard bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ",") else { return true }
    return end + 1 < bytes.count && (0x30...0x39).contains(bytes[end + 1])
  }

  /// Bytes beside which a 0 does not begin a number: `1.05`, `2019/20`, `£0`.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"),
      UInt8(ascii: "#"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "%"), 0x80...:
      true
    default: false
    }
  }
}
