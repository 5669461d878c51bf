"""Scripts: what a page's scripts do for readers who press keys and buttons, in a real browser.

Leaving a page at once (by its button, and by pressing Shift three times), the menu of a phone, and the sorting of
tables: each on the first page that has it, as readers find it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Page, Route

from chromium import chromium
from pages import Site
from report import Report
from server import SiteServer

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
ELSEWHERE = "<!DOCTYPE html><title>Elsewhere</title><p>Elsewhere"


class Fault(Exception):
    """What a script does not do."""


def audit(site: Site) -> Report:
    """Uses each script on the first page that has it."""
    return asyncio.run(use_all(site))


def first(site: Site, name: str, tag: str) -> str | None:
    """The address of the first page with an element of a class; of a table, of the page with most rows."""
    having = [
        address
        for address in site.readable
        if any(
            element.tag == tag and name in element.attributes.get("class", "").split()
            for element in site.pages[address].elements
        )
    ]
    if tag == "table":
        having.sort(key=lambda address: -sum(element.tag == "tr" for element in site.pages[address].elements))
    return having[0] if having else None


async def use_all(site: Site) -> Report:
    """Opens one browser, and uses one script after another."""
    report = Report()
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:
            for rule, name, tag, use in USES:
                address = first(site, name, tag)
                if address is None:
                    continue
                report.look_at(address, rule)
                try:
                    await use(browser, origin, address)
                except Fault as fault:
                    report.find(address, rule, str(fault), "", rule)
    return report


def expect(holds: bool, fault: str) -> None:
    """Says what is wrong where something does not hold."""
    if not holds:
        raise Fault(fault)


async def opened(browser: Browser, origin: str, address: str, size: dict[str, int]) -> Page:
    """A page after the home page, with a stand-in for all other hosts."""
    tab = await browser.new_page(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]

    async def answer(route: Route) -> None:
        if route.request.url.startswith(origin):
            await route.continue_()
        else:
            await route.fulfill(body=ELSEWHERE, content_type="text/html")

    await tab.route("**/*", answer)
    await tab.goto(origin + "/")
    await tab.goto(origin + address)
    return tab


# Leaving


async def is_gone(tab: Page, target: str) -> bool:
    """Whether the browser is on the page for those who leave."""
    try:
        await tab.wait_for_url(target, timeout=3_000)
    except Exception:  # Playwright's time-out.
        return False
    return True


async def leave(browser: Browser, origin: str, address: str) -> None:
    """By Shift three times and not by other keys, and by the button; the page is not behind the Back button."""
    for how in ("keys", "button"):
        tab = await opened(browser, origin, address, DESKTOP)
        target = await tab.get_attribute(".exit-button", "href") or ""
        status = tab.locator(".exit [role=status]")
        if how == "keys":
            await tab.keyboard.press("Shift")
            expect(bool(await status.count()) and bool(await status.inner_text()), "the first press of Shift is not said")
            await tab.keyboard.press("a")
            for _ in range(2):
                await tab.keyboard.press("Shift")
            await tab.keyboard.press("Shift+b")
            expect(tab.url == origin + address, "other keys do not begin the count anew")
            for _ in range(3):
                await tab.keyboard.press("Shift")
            expect(await is_gone(tab, target), "three presses of Shift do not leave the page")
        else:
            await tab.click(".exit-button")
            expect(await is_gone(tab, target), "the button does not leave the page")
        await tab.go_back()
        expect(tab.url == origin + "/", "the Back button leads to the page again")
        await tab.close()


# The menu of a phone


async def use_menu(browser: Browser, origin: str, address: str) -> None:
    """Closed at first, opened by its button, closed by Escape with the focus on the button; on a desktop always open."""
    tab = await opened(browser, origin, address, PHONE)
    button = tab.get_by_role("button", expanded=False).and_(tab.locator(".menu-button"))
    expect(await button.count() == 1, "there is no button that says that the menu is closed")
    last = tab.locator(".menu li").last
    expect(not await last.is_visible(), "the menu is open at first")
    await button.focus()
    await tab.keyboard.press("Enter")
    expect(await last.is_visible(), "the button does not open the menu")
    expect(await tab.locator(".menu-button").get_attribute("aria-expanded") == "true", "nothing says that it is open")
    await last.get_by_role("link").focus()
    await tab.keyboard.press("Escape")
    expect(not await last.is_visible(), "Escape does not close the menu")
    is_back = await tab.evaluate("() => document.activeElement.classList.contains('menu-button')")
    expect(is_back, "the focus is lost when the menu closes")
    await tab.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    expect(await last.is_visible(), "on a desktop the menu is not open")
    expect(not await tab.locator(".menu-button").is_visible(), "on a desktop there is a button for the menu")
    await tab.close()


# Tables

COLUMN = """table => [...table.tBodies[0].rows].filter(row => !row.classList.contains("total"))
  .map(row => row.cells[row.cells.length - 1]).map(cell => parseFloat(cell.dataset.value))"""


async def sort(browser: Browser, origin: str, address: str) -> None:
    """By the last column, which ascends and then descends, and says so."""
    tab = await opened(browser, origin, address, DESKTOP)
    table = tab.locator("table.sortable").first
    heading = table.locator("thead th").last
    expect(await heading.get_by_role("button").count() == 1, "a heading has no button")
    for order in ("ascending", "descending"):
        await heading.get_by_role("button").click()
        expect(await heading.get_attribute("aria-sort") == order, f"the heading does not say {order}")
        numbers = [number for number in await table.evaluate(COLUMN) if number is not None]
        expect(len(numbers) > 2, "the table has no numbers to sort")
        expect(numbers == sorted(numbers, reverse=order == "descending"), f"the rows are not {order}")
    await tab.close()


USES: tuple[tuple[str, str, str, Callable[[Browser, str, str], Awaitable[None]]], ...] = (
    ("exit", "exit-button", "a", leave),
    ("menu", "menu-button", "a", use_menu),
    ("sort", "sortable", "table", sort),
)
