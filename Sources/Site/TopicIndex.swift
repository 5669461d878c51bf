import Content
import Parallel

/// Topics and what they bring together.
enum TopicIndex {
  /// Every topic of a listed page, in order of slugs; pages by title.
  static func topics(of pages: [Page]) -> [Topic] {
    var members: [String: [Int]] = [:]
    for (index, page) in pages.enumerated() where page.isListed {
      for topic in page.frontMatter.topics where members[topic.value]?.last != index {
        members[topic.value, default: []].append(index)
      }
    }
    return members.sorted { $0.key < $1.key }.map { slug, members in
      Topic(
        slug: slug,
        pages: members.sorted { (pages[$0].title, pages[$0].address) < (pages[$1].title, pages[$1].address) })
    }
  }

  /// How many pages a page names as related.
  static let relatedLimit = 3

  /// Adds to each page those that share most of its topics; pages of its own publication are left to the contents list.
  ///
  /// Of equally near pages those that follow the page in order of address come first, so that they differ from page to page.
  static func addRelated(to pages: inout [Page], topics: [Topic], workers: Int) async {
    var members: [String: [Int]] = [:]
    for topic in topics { members[topic.slug] = topic.pages.sorted() }
    let finder = RelatedFinder(pages: pages, members: members)
    let parts = stride(from: 0, to: pages.count, by: 500).map { $0..<min($0 + 500, pages.count) }
    // Nothing in it throws.
    let found = (try? await parallelMap(parts, workers: workers) { finder.related(of: $0) }) ?? []
    for (part, related) in zip(parts, found) {
      for (index, more) in zip(part, related) { pages[index].related += more }
    }
  }
}

/// Finds the pages that share most topics with others.
private struct RelatedFinder: Sendable {
  let pages: [Page]
  /// The pages of each topic, in order.
  let members: [String: [Int]]
  /// The publication of each page, or -1.
  private let publications: [Int]

  init(pages: [Page], members: [String: [Int]]) {
    self.pages = pages
    self.members = members
    publications = pages.map { $0.publication ?? -1 }
  }

  /// For each page of a range, those to add to the related pages that its author names.
  func related(of range: Range<Int>) -> [[Int]] {
    var shared = [Int32](repeating: 0, count: pages.count)
    var touched: [Int] = []
    return range.map { index in
      let page = pages[index]
      let limit = TopicIndex.relatedLimit - page.related.count
      guard limit > 0, page.kind != .section, page.kind != .home, page.language == nil else { return [] }
      for topic in page.frontMatter.topics {
        for other in members[topic.value] ?? [] {
          if shared[other] == 0 { touched.append(other) }
          shared[other] += 1
        }
      }
      var best: [(index: Int, score: Int32, distance: Int)] = []
      for other in touched {
        let score = shared[other]
        shared[other] = 0
        let distance = other > index ? other - index : other - index + pages.count
        if best.count == limit, let last = best.last, (score, -distance) <= (last.score, -last.distance) { continue }
        guard isSuggested(other, on: index) else { continue }
        if best.count == limit { best.removeLast() }
        let place = best.firstIndex { ($0.score, -$0.distance) < (score, -distance) } ?? best.endIndex
        best.insert((other, score, distance), at: place)
      }
      touched.removeAll(keepingCapacity: true)
      return best.map(\.index)
    }
  }

  private func isSuggested(_ other: Int, on index: Int) -> Bool {
    if other == index || pages[index].related.contains(other) { return false }
    if publications[index] >= 0, publications[index] == publications[other] { return false }
    // Pages about sensitive topics are never suggested to children.
    return !(pages[other].isSensitive && pages[index].audience.contains(.children))
  }
}
