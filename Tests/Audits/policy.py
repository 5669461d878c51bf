"""Content policy: a page asks nothing of another host and holds no code or style of its own.

So no other party learns who reads a page, and the site can be served with a Content-Security-Policy that allows
only its own files.
"""

from __future__ import annotations

from pages import Page, Site, stylesheet_references
from report import Report

# A browser reads these blocks as data and never runs them.
DATA_BLOCKS = {"application/ld+json", "application/json"}


def audit(site: Site) -> Report:
    """Checks every page and stylesheet."""
    report = Report()
    for page in site.pages.values():
        report.look_at(page.address)
        check_page(site, page, report)
    for name, path in site.files.items():
        if name.endswith(".css"):
            report.look_at(name)
            for url in stylesheet_references(path.read_text(encoding="utf-8")):
                if site.local(url, name) is None:
                    report.find(name, "external-request", f"“{url}” is not a file of this site")
    return report


def check_page(site: Site, page: Page, report: Report) -> None:
    """Checks one page."""
    for reference in page.references():
        if reference.resource and site.local(reference.url, page.address) is None:
            message = f"“{reference.url}” is not a file of this site"
            report.find(page.address, "external-request", message, str(reference.element))
        if reference.url.strip().lower().startswith("javascript:"):
            report.find(page.address, "inline-script", "a link must not hold code", str(reference.element))
    for element in page.elements:
        attributes = element.attributes
        if element.tag == "script" and "src" not in attributes and attributes.get("type") not in DATA_BLOCKS:
            report.find(page.address, "inline-script", "code belongs in a file of its own", str(element))
        if any(name.startswith("on") for name in attributes):
            report.find(page.address, "inline-script", "an event attribute is code in the page", str(element))
        if element.tag == "style":
            report.find(page.address, "inline-style", "style belongs in the stylesheet", str(element))
        if "style" in attributes:
            report.find(page.address, "inline-style", "a style attribute is blocked by the policy", str(element))
        if element.tag == "base":
            report.find(page.address, "base", "a base element is blocked by the policy", str(element))
