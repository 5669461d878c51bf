import Content
import Site

/// A report or other publication with all of its chapters on one page, for printing and for searching in the browser.
extension PageRenderer {
  /// The page's file, or nil for a page that has none.
  func whole(_ index: Int) -> (path: String, bytes: [UInt8])? {
    let site = context.site
    guard let address = PageContext.wholeAddress(of: index, in: site) else { return nil }
    let publication = site.pages[index]
    let chapters = context.chapters(of: index)
    let anchors = Dictionary(
      uniqueKeysWithValues: chapters.map { chapter in
        (chapter, site.pages[chapter].address.split(separator: "/").last.map(String.init) ?? "")
      })
    var scope = context.scope(
      title: publication.title, address: address, summary: publication.frontMatter.summary, kind: "publication",
      section: context.menuEntry(of: index))
    scope.isIndexable = false
    scope.breadcrumbs = context.breadcrumbs(below: index)
    scope.notices = context.notices(notices(of: publication))
    scope.help = help(of: chapters.map { site.pages[$0] })
    scope.isSensitive = scope.help != nil
    scope.hasExit = scope.isSensitive
    scope.contents = contents(chapters, anchors)
    let gathering = BodyWriter.Gathering(anchors: anchors)
    let bytes = context.render("publication", scope) { output in
      for chapter in chapters {
        let page = site.pages[chapter]
        let anchor = anchors[chapter] ?? ""
        output.append("<section class=\"gathered\" aria-labelledby=\"", anchor, "\">\n<h2 id=\"", anchor, "\">")
        HTMLEscape.append(page.title, to: &output)
        output.append("</h2>\n")
        for topic in page.frontMatter.sensitive {
          guard let note = site.configuration.sensitiveTopics[topic.value]?.note else { continue }
          output.append("<p class=\"content-note\">")
          HTMLEscape.append(note, to: &output)
          output.append("</p>\n")
        }
        context.bodies.write(page, index: chapter, in: gathering, to: &output)
        output.append("</section>\n")
      }
    }
    return (address.dropFirst() + "index.html", bytes)
  }

  private func contents(_ chapters: [Int], _ anchors: [Int: String]) -> String {
    var output: [UInt8] = []
    output.append("<ul>\n")
    for chapter in chapters {
      output.append("<li><a href=\"#", anchors[chapter] ?? "", "\">")
      HTMLEscape.append(context.site.pages[chapter].title, to: &output)
      output.append("</a></li>\n")
    }
    output.append("</ul>")
    return String(decoding: output, as: UTF8.self)
  }
}
