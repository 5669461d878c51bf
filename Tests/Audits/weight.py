"""Weight: what a first visit to each page loads, as a server that compresses sends it, and that nothing moves meanwhile.

The limits are those of a reader on an old phone with a slow connection. Pictures are counted apart: they come last.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from playwright.async_api import Browser

import script
from chromium import chromium, in_turn
from pages import Site
from report import Report
from server import SiteServer

MEDIAN = 45_000
WORST = 100_000
WHOLE = 200_000
"""Of a publication with all its chapters on one page, which readers open to print it or to search in it."""
SCRIPTS = 5_000
STYLES = 12_000
SHIFT = 0.0
"""Cumulative layout shift. Source: web.dev, "Cumulative Layout Shift"."""
SEARCH = "/search/"
"""Where a search engine is loaded, which is no ordinary page."""
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico"}
PACKED = {".woff2", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".pdf", ".zip", ".wasm"}


@dataclass
class Weight:
    """Bytes over the network, by kind."""

    total: int = 0
    """Without pictures."""
    scripts: int = 0
    styles: int = 0
    pictures: int = 0

    def add(self, path: Path) -> None:
        """Counts a file."""
        size = sent(path)
        if path.suffix in PICTURES:
            self.pictures += size
            return
        self.total += size
        if path.suffix == ".js":
            self.scripts += size
        if path.suffix == ".css":
            self.styles += size


@cache
def sent(path: Path) -> int:
    """How many bytes of a file a server sends."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 9, mtime=0))


def audit(site: Site) -> Report:
    """Visits every page for the first time."""
    return asyncio.run(weigh_all(site))


async def weigh_all(site: Site) -> Report:
    """Opens one browser, and a new context for each page, so that nothing is in a cache."""
    report = Report()
    weights: dict[str, Weight] = {}
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:

            async def weigh(address: str) -> None:
                report.look_at(address)
                weights[address], shift = await visit(site, browser, origin, address)
                if shift > SHIFT:
                    report.find(address, "layout-shift", f"the page moves while it loads: {shift:.4f}")

            await in_turn(site.readable, weigh)
    for address, weight in weights.items():
        judge(report, address, weight, WHOLE if is_whole(site, address) else WORST)
    if weights:
        totals = sorted(weight.total for weight in weights.values())
        middle = round(median(totals))
        scripts = max(weight.scripts for address, weight in weights.items() if address != SEARCH)
        print(f"weight: median {middle:,} bytes, worst {totals[-1]:,}, scripts at most {scripts:,}")
        if middle > MEDIAN:
            report.find("/", "median", f"half of the pages load more than {middle:,} bytes; {MEDIAN:,} is the limit")
    return report


async def visit(site: Site, browser: Browser, origin: str, address: str) -> tuple[Weight, float]:
    """What a first visit loads, and by how much the page moves."""
    tab = await browser.new_page(viewport={"width": 320, "height": 800})
    await tab.add_init_script(script.RECORD_SHIFTS)
    names: set[str] = set()

    def loaded(url: str) -> None:
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" == origin:
            path = unquote(parts.path)
            names.add(path + "index.html" if path.endswith("/") else path)

    tab.on("requestfinished", lambda request: loaded(request.url))
    await tab.goto(origin + address, wait_until="networkidle" if address == SEARCH else "load")
    shift: float = await tab.evaluate(script.SHIFT_AFTER_LOADING)
    await tab.close()
    weight = Weight()
    for name in sorted(names & site.files.keys()):
        weight.add(site.files[name])
    return weight, shift


def is_whole(site: Site, address: str) -> bool:
    """Whether a page is a whole publication."""
    return any(
        element.tag == "body" and "kind-publication" in element.attributes.get("class", "").split()
        for element in site.pages[address].elements
    )


def judge(report: Report, address: str, weight: Weight, worst: int) -> None:
    """Holds one page against the limits."""
    if weight.styles > STYLES:
        report.find(address, "styles", f"{weight.styles:,} bytes of stylesheets; {STYLES:,} is the limit")
    if address == SEARCH:
        return
    if weight.total > worst:
        report.find(address, "worst", f"{weight.total:,} bytes without pictures; {worst:,} is the limit")
    if weight.scripts > SCRIPTS:
        report.find(address, "scripts", f"{weight.scripts:,} bytes of scripts; {SCRIPTS:,} is the limit")
