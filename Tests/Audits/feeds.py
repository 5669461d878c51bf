"""Feeds and sitemap: a feed reader and a search engine can use what the site gives them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from links import fault
from pages import Site
from report import Report

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def audit(site: Site) -> Report:
    """Checks every XML file of the site, each by its kind."""
    report = Report()
    for name, path in site.files.items():
        if path.suffix not in (".xml", ".atom"):
            continue
        report.look_at(name)
        try:
            root = ElementTree.parse(path).getroot()
        except ElementTree.ParseError as error:
            report.find(name, "xml", f"is not well-formed: {error}")
            continue
        if root.tag == f"{ATOM}feed":
            check_feed(site, name, root, report)
        elif name == "/sitemap.xml":
            check_sitemap(site, root, report)
    check_announced(site, report)
    return report


def check_announced(site: Site, report: Report) -> None:
    """Every feed that a page announces is an Atom feed; that the file exists is a matter for `links`."""
    if "/sitemap.xml" not in site.files:
        report.find("/sitemap.xml", "sitemap", "the site has none")
    for page in site.pages.values():
        for element in page.elements:
            if element.tag != "link" or element.attributes.get("type") != "application/atom+xml":
                continue
            target = site.local(element.attributes.get("href", ""), page.address)
            path = site.files.get(target[0]) if target else None
            if path and not is_feed(path):
                report.find(page.address, "feed", "the file that is announced is no Atom feed", str(element))


def is_feed(path: Path) -> bool:
    """Whether a file is an Atom feed."""
    try:
        return ElementTree.parse(path).getroot().tag == f"{ATOM}feed"
    except ElementTree.ParseError:
        return False


def check_sitemap(site: Site, root: ElementTree.Element, report: Report) -> None:
    """The sitemap lists every page a search engine may list, each once, and nothing else."""
    name = "/sitemap.xml"
    if root.tag != f"{SITEMAP}urlset":
        report.find(name, "sitemap", f"the root element is {root.tag}, not urlset")
    listed = [(element.text or "").strip() for element in root.iter(f"{SITEMAP}loc")]
    wanted = {site.published(page.address) for page in site.pages.values() if page.indexable}
    for address in sorted(wanted - set(listed)):
        report.find(name, "sitemap", f"{address} is missing")
    for address in sorted(set(listed) - wanted):
        report.find(name, "sitemap", f"{address} is no page that may be listed")
    for address in sorted({address for address in listed if listed.count(address) > 1}):
        report.find(name, "sitemap", f"{address} is listed twice")


def check_feed(site: Site, name: str, root: ElementTree.Element, report: Report) -> None:
    """RFC 4287: what a feed and its entries must have. Ids are unique and links of the site lead somewhere."""
    entries = root.findall(f"{ATOM}entry")
    for element in [root, *entries]:
        where = (element.findtext(f"{ATOM}title") or "an entry").strip() if element is not root else "feed"
        for required in ("id", "title", "updated"):
            if not (element.findtext(f"{ATOM}{required}") or "").strip():
                report.find(name, "feed", f"has no {required}", where)
        updated = element.findtext(f"{ATOM}updated")
        if updated and not is_timestamp(updated.strip()):
            report.find(name, "feed", f"“{updated}” is not a date and time with an offset (RFC 3339)", where)
        for link in element.findall(f"{ATOM}link"):
            problem = fault(site, link.get("href", ""), name)
            if problem:
                report.find(name, "link-target", f"“{link.get('href')}” {problem}", where)
    for entry in entries:
        where = (entry.findtext(f"{ATOM}title") or "an entry").strip()
        if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            report.find(name, "feed", "has no author, and the feed has none either", where)
        if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}link") is None:
            report.find(name, "feed", "has neither content nor a link", where)
    ids = [element.findtext(f"{ATOM}id") for element in [root, *entries]]
    for repeated in sorted({id for id in ids if id and ids.count(id) > 1}):
        report.find(name, "feed", f"the id {repeated} is used twice")


def is_timestamp(text: str) -> bool:
    """Whether a text is an RFC 3339 timestamp."""
    try:
        return "T" in text and datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False
