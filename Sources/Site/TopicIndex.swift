import Content

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
  static func addRelated(to pages: inout [Page], topics: [Topic]) {
    var members: [String: [Int]] = [:]
    for topic in topics { members[topic.slug] = topic.pages.sorted() }
    var shared = [Int32](repeating: 0, count: pages.count)
    var touched: [Int] = []
    for index in pages.indices {
      let page = pages[index]
      guard page.related.count < relatedLimit, page.kind != .section, page.kind != .home else { continue }
      for topic in page.frontMatter.topics {
        for other in members[topic.value] ?? [] {
          if shared[other] == 0 { touched.append(other) }
          shared[other] += 1
        }
      }
      var best: [(index: Int, score: Int32, distance: Int)] = []
      for other in touched {
        defer { shared[other] = 0 }
        guard other != index, !page.related.contains(other) else { continue }
        if let publication = page.publication, pages[other].publication == publication { continue }
        // Pages for people at risk of offending, and the like, are never suggested from elsewhere.
        if pages[other].isSensitive, page.audience.contains(.children) { continue }
        let distance = other > index ? other - index : other - index + pages.count
        let entry = (other, shared[other], distance)
        if best.count == relatedLimit - page.related.count, let last = best.last {
          if (entry.1, -entry.2) <= (last.score, -last.distance) { continue }
          best.removeLast()
        }
        let place = best.firstIndex { ($0.score, -$0.distance) < (entry.1, -entry.2) } ?? best.endIndex
        best.insert((entry.0, entry.1, entry.2), at: place)
      }
      touched.removeAll(keepingCapacity: true)
      pages[index].related += best.map(\.index)
    }
  }
}
