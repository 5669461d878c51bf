import Content
import Fields
import TestSupport
import Testing

@Suite("Addresses")
struct AddressTests {
  @Test(
    "text becomes a part of an address",
    arguments: [
      ("Was Not Brought", "was-not-brought"), ("It's 100%!", "its-100"), ("--a__b--", "a-b"),
      ("Café au lait", "caf-au-lait"), ("?!", ""),
      ("MACE", "mace"),
    ])
  func slug(text: String, slug: String) { #expect(Address.slug(text) == slug) }

  @Test("a slug is its own slug, and a valid part of an address")
  func slugsAreStable() {
    for scalar in 0..<0x500 {
      guard let scalar = Unicode.Scalar(UInt32(scalar)) else { continue }
      let slug = Address.slug("a \(Character(scalar)) b'c")
      #expect(Address.slug(slug) == slug && Address.isValid("/\(slug)/"))
    }
  }

  @Test("what is an address of a site and what is not")
  func valid() {
    for address in ["/", "/a/", "/a/b-c_d.e/", "/2018-19/"] { #expect(Address.isValid(address), "\(address)") }
    for address in ["", "a/", "//", "/a//b/", "/A/", "/a b/", "/../", "/./", "/.a/", "/ä/", "/a%20b/", "/a\n/", "/\"/"]
    {
      #expect(!Address.isValid(address), "\(address)")
    }
  }

  @Test("the path of a source file gives its address")
  func page() {
    #expect(Address.page(sourcePath: "index.md") == "/" && Address.page(sourcePath: "a.md") == "/a/")
    #expect(Address.page(sourcePath: "a/index.md") == "/a/" && Address.page(sourcePath: "a/b.md") == "/a/b/")
    #expect(Address.page(sourcePath: "my-index.md") == "/my-index/")
  }

  @Test("text is UTF-8 where the system's decoder says so")
  func encoding() {
    var generator = Dice(seed: 2)
    let leads: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0x8F,
      0x90,
    ]
    for _ in 0..<20_000 {
      let bytes =
        Array("aaaaaaa".utf8.prefix(Int.random(in: 0...7, using: &generator)))
        + (0..<Int.random(in: 0...6, using: &generator)).map { _ in leads.randomElement(using: &generator) ?? 0 }
      guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else { continue }
      let isFine = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
      #expect((TextEncoding.problem(in: bytes, path: "a") == nil) == isFine, "\(bytes)")
    }
  }
}
