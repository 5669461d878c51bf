import Site

/// The list of addresses for search engines. Source: sitemaps.org, protocol 0.9.
enum SiteMap {
  static func xml(_ site: Site, further addresses: [String]) -> [UInt8] {
    var output: [UInt8] = []
    output.append(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for page in site.pages where page.isListed {
      output.append("<url><loc>", site.absolute(page.address), "</loc>")
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
