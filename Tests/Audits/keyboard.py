"""Keyboard: from the top of every page to its end with Tab, on a desktop and at a zoom of 400%.

Each stop must show that it has the focus, by a mark with a contrast of 3:1 (WCAG 2.4.7, 1.4.11), and must not be
covered (2.4.11); no stop may hold the keyboard (2.1.2), and everything that can be used must be reached (2.1.1).
"""

from __future__ import annotations

import asyncio
from typing import Literal

from playwright.async_api import Browser

import script
from chromium import chromium, in_turn
from pages import Site
from report import Report
from server import SiteServer

VIEWS: tuple[tuple[int, int, Literal["light", "dark"]], ...] = ((1280, 900, "light"), (320, 256, "dark"))
LIMIT = 2_000
"""More stops than this are more than any page has."""


def audit(site: Site) -> Report:
    """Walks through every page in every view."""
    return asyncio.run(walk_all(site))


async def walk_all(site: Site) -> Report:
    """Opens one browser, and walks through one page for each processor at a time."""
    report = Report()
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:

            async def walk(address: str) -> None:
                for width, height, scheme in VIEWS:
                    await walk_through(report, browser, origin, address, width, height, scheme)

            await in_turn(site.readable, walk)
    return report


async def walk_through(
    report: Report, browser: Browser, origin: str, address: str, width: int, height: int,
    scheme: Literal["light", "dark"],
) -> None:  # fmt: skip
    """Presses Tab until the keyboard leaves the page."""
    view = f"{width} by {height} {scheme}"
    report.look_at(address, view)
    tab = await browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    await tab.goto(origin + address)
    for _ in range(LIMIT):
        await tab.keyboard.press("Tab")
        stop = await tab.evaluate(script.DESCRIBE_STOP)
        if stop is None or stop["isSecond"]:
            break
        for rule, message in stop["faults"]:
            report.find(address, rule, message, stop["where"], view)
    for where in await tab.evaluate(script.LIST_UNREACHED):
        report.find(address, "keyboard", "Tab does not reach it", where, view)
    await tab.close()
