"""Search: a real one, in a real browser, from the box in the header to the page that is found.

A site that has a search page finds each page by the other words that the page gives for itself, finds it with a slip
of one letter in the word, says so where a word is nowhere, and asks no other host and nothing that its
Content-Security-Policy forbids.
"""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode, urlsplit

from playwright.async_api import Browser, Page

import script
from chromium import chromium
from pages import Site
from report import Report
from server import SiteServer

SEARCH = "/search/"
NOWHERE = "zzqxjvk"
SAMPLE = 12
"""How many pages are searched for by their synonyms."""


def audit(site: Site) -> Report:
    """Searches for a sample of the site's pages; a site without a search page has nothing to look at."""
    report = Report()
    if SEARCH in site.pages:
        asyncio.run(search_all(site, report))
    return report


def synonyms(site: Site) -> list[tuple[str, str]]:
    """Pages and the first of the other words that each gives for itself, spread over the site."""
    found = [
        (page.address, element.attributes["data-synonyms"].split(",")[0].strip())
        for page in site.pages.values()
        for element in page.elements
        if element.attributes.get("data-synonyms")
    ]
    step = max(1, len(found) // SAMPLE)
    return found[::step][:SAMPLE]


def slip(word: str) -> str:
    """The word without its fourth letter."""
    return word[:3] + word[4:]


async def search_all(site: Site, report: Report) -> None:
    """Opens one browser and searches, one query after another."""
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:
            await from_the_header(browser, origin, report)
            for address, word in synonyms(site):
                report.look_at(address, f"search “{word}”")
                found = await results(browser, origin, word, report)
                if address not in found:
                    report.find(address, "not-found", f"a search for “{word}” does not find it", "", f"search “{word}”")
            await with_a_slip(browser, site, origin, report)
            report.look_at(SEARCH, "nothing")
            if await results(browser, origin, NOWHERE, report):
                report.find(SEARCH, "found-nothing", f"a search for “{NOWHERE}” finds pages", "", "nothing")


async def open_search(browser: Browser, origin: str, query: str, report: Report) -> Page:
    """The search page for a query, when its answer is there."""
    tab = await browser.new_page(reduced_motion="reduce")
    await tab.add_init_script(script.RECORD_VIOLATIONS)
    host = urlsplit(origin).netloc
    view = f"search “{query}”"

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc != host:
            report.find(SEARCH, "external-request", url, "", view)

    tab.on("request", lambda request: asked(request.url))
    tab.on("pageerror", lambda error: report.find(SEARCH, "script-error", str(error), "", view))
    tab.on("console", lambda message: report.find(SEARCH, "console", message.text, message.type, view))
    await tab.goto(f"{origin}{SEARCH}?{urlencode({'q': query})}")
    await answered(tab, report, view)
    return tab


async def answered(tab: Page, report: Report, view: str) -> None:
    """Waits until the page says how many pages it found, to those who see it and to those who hear it."""
    try:
        await tab.wait_for_function(
            "() => /\\d|found|nothing/i.test(document.querySelector('#results [role=status]')?.textContent || '')",
            timeout=10_000,
        )
    except Exception as error:  # Playwright's time-out, or the page is gone.
        report.find(SEARCH, "no-answer", str(error).splitlines()[0], "", view)


async def results(browser: Browser, origin: str, query: str, report: Report) -> list[str]:
    """The addresses of the pages that a query finds, in order."""
    tab = await open_search(browser, origin, query, report)
    links = await tab.eval_on_selector_all("#results ol a", "all => all.map(link => new URL(link.href).pathname)")
    await tab.close()
    return list(links)


async def from_the_header(browser: Browser, origin: str, report: Report) -> None:
    """With the keyboard alone: from the home page's box to the answer."""
    report.look_at(SEARCH, "keyboard")
    tab = await browser.new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    await tab.goto(origin + "/")
    box = tab.locator("header input[type=search]")
    if await box.count() != 1:
        report.find(SEARCH, "header-box", "the header has no search box", "", "keyboard")
    else:
        await box.focus()
        await tab.keyboard.type("child")
        await tab.keyboard.press("Enter")
        await tab.wait_for_url("**/search/?*")
        await answered(tab, report, "keyboard")
        if not await tab.locator("#results ol a").count():
            report.find(SEARCH, "found-nothing", "a search for “child” from the header finds nothing", "", "keyboard")
    await tab.close()


async def with_a_slip(browser: Browser, site: Site, origin: str, report: Report) -> None:
    """A word of a page's other words, with one letter missing, still finds something."""
    words = [word for _, text in synonyms(site) for word in text.split() if len(word) > 6 and word.isalpha()]
    for word in words[:3]:
        view = f"slip “{slip(word)}”"
        report.look_at(SEARCH, view)
        if not await results(browser, origin, slip(word), report):
            report.find(SEARCH, "slip", f"a search for “{slip(word)}” finds nothing, where “{word}” was meant", "", view)
