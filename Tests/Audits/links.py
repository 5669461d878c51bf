"""Links: a reader who follows any link of the site arrives, and can reach every page from the home page in a few clicks.

External links are not followed: audits run without a network.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection
from urllib.parse import urlsplit

from pages import NOT_FOUND, Site, stylesheet_references
from report import Report

CLICKS = 3
"""How far from the home page a page may be."""

REGISTERS = ("/a-z/", "/topics/")
"""Pages that link to everything: a reader who does not know a page's name gets nowhere by them, so they do not count."""


def audit(site: Site) -> Report:
    """Checks every address named by a page or stylesheet, and that no page is out of reach."""
    report = Report()
    if "/" not in site.pages:
        report.find("/", "home-page", "the site has no index.html")
    for page in site.pages.values():
        report.look_at(page.address)
        for reference in page.references():
            problem = fault(site, reference.url, page.address)
            if problem:
                report.find(page.address, "link-target", f"“{reference.url}” {problem}", str(reference.element))
            elif page.address == NOT_FOUND and not re.match(r"[/#]|[a-z]+:", reference.url):
                message = f"“{reference.url}” is relative, but this page is shown at any address"
                report.find(page.address, "relative-link", message, str(reference.element))
        if page.indexable and page.canonical != site.published(page.address):
            message = f"the canonical address is {page.canonical or 'missing'}, not {site.published(page.address)}"
            report.find(page.address, "canonical", message)
    for name, path in site.files.items():
        if name.endswith(".css"):
            report.look_at(name)
            for url in stylesheet_references(path.read_text(encoding="utf-8")):
                problem = fault(site, url, name)
                if problem:
                    report.find(name, "link-target", f"“{url}” {problem}")
    reached = distances(site, site.pages.keys())
    near = distances(site, {address for address in site.pages if not address.startswith(REGISTERS)})
    for address, page in site.pages.items():
        if address == NOT_FOUND or page.redirect is not None:
            continue
        if address not in reached:
            report.find(address, "orphan", "no path of links leads here from the home page")
        elif not address.startswith(REGISTERS) and near.get(address, CLICKS + 1) > CLICKS:
            distance = f"{near[address]} clicks away" if address in near else "reached only by the registers"
            report.find(address, "clicks", f"{distance} from the home page; {CLICKS} clicks is the most")
    return report


def fault(site: Site, url: str, base: str) -> str | None:
    """What is wrong with an address named on the page or in the file `base`, or None."""
    target = site.local(url, base)
    if target is None:
        return None
    path, fragment = target
    name = path + "index.html" if path.endswith("/") else path
    if name not in site.files:
        return "lacks the final slash" if f"{name}/index.html" in site.files else "is not on the site"
    # A browser goes to the top of the page for these two, and text fragments name no element.
    if fragment in ("", "top") or fragment.startswith(":~:"):
        return None
    if name.endswith(".svg"):
        found = re.search(rf'\bid="{re.escape(fragment)}"', site.files[name].read_text(encoding="utf-8"))
        return None if found else "names an id that is not in the picture"
    page = site.pages.get(path.removesuffix("index.html") if path.endswith("/index.html") else path)
    return "names an id that is not on the page" if page and fragment not in page.ids else None


def distances(site: Site, ways: Collection[str]) -> dict[str, int]:
    """How many clicks the pages are from the home page, by the shortest way that leads over pages of `ways`."""
    found = {"/": 0} if "/" in site.pages else {}
    waiting = deque(found)
    while waiting:
        address = waiting.popleft()
        for reference in site.pages[address].references():
            if reference.element.tag not in ("a", "area") or not urlsplit(reference.url).path:
                continue
            target = site.local(reference.url, address)
            if target and target[0] in site.pages and target[0] not in found:
                found[target[0]] = found[address] + 1
                if target[0] in ways:
                    waiting.append(target[0])
    return found
