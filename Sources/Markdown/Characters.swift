// Classes of characters in UTF-8.

func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (byte >= 0x09 && byte <= 0x0D)
}

func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

/// Whether a character from U+2000 to U+207F begins at `i`: dashes, quotation marks and spaces.
func isGeneralPunctuation(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
  i + 1 < text.count && text[i] == 0xE2 && (text[i + 1] == 0x80 || text[i + 1] == 0x81)
}
