extension DiagnosticID {
  /// Of problems with what other programs make of the pages: PDFs and the search index.
  var printExplanation: Explanation {
    switch self {
    case .searchEngine:
      Explanation(
        title: "the search index cannot be made",
        meaning: """
          The words of all pages are gathered by Pagefind, which a Python program starts. It is missing, or it failed, or
          it took too long. The site stays as it was, its search too.
          """,
        remedy: """
          Run "make site": it installs what is missing. If that is not possible now, "lscp build --no-search" publishes
          the pages; the search page then names other ways to find a page.
          """)
    case .printEngine:
      Explanation(
        title: "the program that makes PDFs is not there",
        meaning: """
          PDFs are typeset by Typst, which a Python program runs. Python, Typst or pikepdf is missing, or has another
          version than the one that gives the same PDF everywhere. The site stays as it was, its PDFs too.
          """,
        remedy: """
          Run "make site": it installs what is missing. If that is not possible now, "lscp build --no-pdf" publishes the
          pages without any PDF to download.
          """)
    case .printLength:
      Explanation(
        title: "a one-minute guide does not fit on one side of A4",
        meaning: """
          A guide is printed and put on a wall or handed round in a meeting, so its PDF should be one page. It is set
          in smaller type first, but no smaller than can be read with ease. The PDF is published with more pages.
          """,
        remedy: "Shorten the guide. The message names its longest section, and by how many lines the whole is too long."
      )
    default:
      Explanation(
        title: "the PDF of a page cannot be made",
        meaning: """
          The program that typesets the page refused it, was stopped, or took too long. The message has the reason, in
          the program's words. The site stays as it was, its PDFs too.
          """,
        remedy: """
          Often a picture is not what its name says, or the theme's fonts lack a character (an emoji, for example): make
          the picture anew, or write a word instead. A page that takes too long must be shorter.
          """)
    }
  }
}
