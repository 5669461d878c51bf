extension FontMetrics {
  /// Breaks text into lines no wider than `width`, each as full as it can be.
  ///
  /// Lines break at spaces and behind hyphens and slashes; a word that is wider than a line breaks anywhere, with a
  /// hyphen. What does
  /// not fit in `maximumLines` ends in an ellipsis. Text without a visible character is one empty line.
  func wrap(
    _ text: String, width: Double, size: Double, bold: Bool = false, maximumLines: Int = .max
  ) -> [String] {
    if self.width(text, size: size, bold: bold) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    var lineWidth = 0.0
    let hyphen = self.width("-", size: size, bold: bold)
    let space = self.width(" ", size: size, bold: bold)
    for part in Self.parts(of: text) {
      var word = part.text
      var wordWidth = self.width(word, size: size, bold: bold)
      let gap = line.isEmpty || part.isGlued ? 0 : space
      if lineWidth + gap + wordWidth <= width {
        if gap > 0 { line += " " }
        line += word
        lineWidth += gap + wordWidth
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while wordWidth > width, word.count > 1 {
        var head = ""
        var headWidth = 0.0
        for character in word {
          let next = self.width(String(character), size: size, bold: bold)
          if !head.isEmpty, headWidth + next + hyphen > width { break }
          head.append(character)
          headWidth += next
        }
        lines.append(head.last?.isLetter ?? false ? head + "-" : head)
        word.removeFirst(head.count)
        wordWidth = self.width(word, size: size, bold: bold)
        if lines.count > maximumLines { break }
      }
      (line, lineWidth) = (word, wordWidth)
      if lines.count > maximumLines { break }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    guard lines.count > maximumLines, maximumLines > 0 else { return lines }
    lines.removeLast(lines.count - maximumLines)
    lines[maximumLines - 1] = shorten(lines[maximumLines - 1] + "…", width: width, size: size, bold: bold)
    return lines
  }

  /// Text that is at most so wide: itself, or its beginning and an ellipsis.
  func shorten(_ text: String, width: Double, size: Double, bold: Bool = false) -> String {
    if self.width(text, size: size, bold: bold) <= width { return text }
    var left = width - self.width("…", size: size, bold: bold)
    var short = ""
    for character in text where character != "…" {
      left -= self.width(String(character), size: size, bold: bold)
      if left < 0 { break }
      short.append(character)
    }
    while short.last == " " { short.removeLast() }
    return short + "…"
  }

  /// The width of the longest piece of text that is not broken unless it must be.
  func longestPart(_ text: String, size: Double, bold: Bool = false) -> Double {
    Self.parts(of: text).map { width($0.text, size: size, bold: bold) }.max() ?? 0
  }

  /// Words, and the pieces of words behind which a line may break.
  private static func parts(of text: String) -> [(text: String, isGlued: Bool)] {
    var parts: [(text: String, isGlued: Bool)] = []
    var current = ""
    var isGlued = false
    var previousIsLetter = false
    func flush(glueNext: Bool) {
      if !current.isEmpty { parts.append((current, isGlued)) }
      current = ""
      isGlued = glueNext
    }
    for character in text {
      if character == " " || character == "\n" || character == "\t" {
        flush(glueNext: false)
        previousIsLetter = false
      } else {
        current.append(character)
        if character == "-" || character == "/" || character == "–", previousIsLetter { flush(glueNext: true) }
        previousIsLetter = character.isLetter
      }
    }
    flush(glueNext: false)
    return parts
  }
}
