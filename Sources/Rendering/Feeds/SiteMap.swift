import Site

/// The list of addresses for search engines. Source: sitemaps.org, protocol 0.9; Google's `xhtml:link` for translations.
enum SiteMap {
  static func xml(_ site: Site, further addresses: [String]) -> [UInt8] {
    var output: [UInt8] = []
    let hasTranslations = site.pages.contains { !$0.versions.isEmpty }
    output.append(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
      hasTranslations ? " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n" : ">\n")
    for page in site.pages where page.isPublished {
      output.append("<url><loc>", site.absolute(page.address), "</loc>")
      for version in page.versions {
        let other = site.pages[version]
        output.append(
          "<xhtml:link rel=\"alternate\" hreflang=\"", site.language(of: other), "\" href=\"",
          site.absolute(other.address), "\"/>")
      }
      if let changed = page.changed { output.append("<lastmod>", changed.description, "</lastmod>") }
      output.append("</url>\n")
    }
    for address in addresses { output.append("<url><loc>", site.absolute(address), "</loc></url>\n") }
    output.append("</urlset>\n")
    return output
  }

  static func robots(_ site: Site) -> [UInt8] {
    Array("User-agent: *\nAllow: /\n\nSitemap: \(site.absolute("/sitemap.xml"))\n".utf8)
  }
}
