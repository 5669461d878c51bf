import Content
import Site

/// Lists in alphabetical order: the glossary and the A to Z of all pages.
enum AlphabetPages {
  /// The entries of the glossary by their first letter.
  static func glossary(_ site: Site) -> [LetterScope] {
    group(site.terms, by: \.name) { letter, terms in
      LetterScope(
        letter: letter,
        terms: terms.map { term in
          TermScope(
            id: term.id, name: term.name, expansion: term.abbreviation == nil ? nil : term.expansion,
            meaning: term.meaning, note: term.note)
        })
    }
  }

  /// Every listed page under its title, and under the other words by which people look for it.
  static func index(_ context: PageContext) -> [LetterScope] {
    var entries: [(name: String, link: LinkScope)] = []
    for (index, page) in context.site.pages.enumerated() where page.isListed && page.kind != .home {
      let link = LinkScope(title: page.title, address: page.address)
      entries.append((page.title, link))
      for synonym in page.frontMatter.synonyms {
        var other = link
        other = LinkScope(title: synonym, address: link.address, summary: context.links[index].title)
        entries.append((synonym, other))
      }
    }
    for (index, dataset) in context.site.data.datasets.enumerated() {
      let address = context.site.data.address(of: index)
      entries.append((dataset.title, LinkScope(title: dataset.title, address: address)))
    }
    let keyed = entries.map { (key: sortKey($0.name), name: $0.name, link: $0.link) }
      .sorted { ($0.key, $0.link.address) < ($1.key, $1.link.address) }
    return group(keyed, by: \.name) { letter, entries in
      LetterScope(letter: letter, links: entries.map(\.link))
    }
  }

  /// Groups neighbours that begin with the same letter; digits and signs come under `#`.
  private static func group<Entry>(
    _ entries: [Entry], by name: (Entry) -> String, make: (String, [Entry]) -> LetterScope
  ) -> [LetterScope] {
    var groups: [(letter: String, entries: [Entry])] = []
    for entry in entries {
      let letter = Self.letter(of: name(entry))
      if let index = groups.firstIndex(where: { $0.letter == letter }) {
        groups[index].entries.append(entry)
      } else {
        groups.append((letter, [entry]))
      }
    }
    return groups.map { make($0.letter, $0.entries) }
  }

  private static func letter(of name: String) -> String {
    guard let first = sortKey(name).first, first.isLetter else { return "0–9" }
    return first.uppercased()
  }

  /// Lower case, and without the quotation marks that a title may begin with.
  private static func sortKey(_ name: String) -> String {
    String(name.lowercased().drop { !$0.isLetter && !$0.isNumber })
  }
}
