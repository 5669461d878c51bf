"""Browser: every page in a real one, as a phone and a desktop show it, in the light and the dark colour scheme.

What is checked: WCAG 2.2 A and AA and good practice by axe-core; no sideways scrolling, down to 320 pixels (WCAG
1.4.10); nothing on the console, no failed request, none to another host, nothing blocked by the
Content-Security-Policy, nothing stored; the first Tab stop is a link past the navigation (2.4.1); and a page says
without JavaScript all it says with it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

import script
from chromium import chromium, in_turn
from pages import NOT_FOUND, Site
from report import Report
from server import SiteServer

SIZES = ((320, 800), (1280, 900))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
UNKNOWN_ADDRESS = "/no/such/page/"
"""Where the page for an unknown address is looked at, so that it works away from its own folder."""


def audit(site: Site) -> Report:
    """Looks at every page in every view."""
    return asyncio.run(look_at_all(site))


async def look_at_all(site: Site) -> Report:
    """Opens one browser, and goes through the pages with one tab for each processor."""
    report = Report()
    addresses = [page.address for page in site.pages.values() if page.redirect is None]
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:
            plain = await browser.new_context(reduced_motion="reduce", java_script_enabled=False)

            async def look(address: str) -> None:
                await Visit(report, browser, plain, origin, address).look()

            await in_turn(addresses, look)
    return report


@dataclass
class Visit:
    """One page of the site, looked at in all its views."""

    report: Report
    browser: Browser
    plain: BrowserContext
    """Where pages are shown without JavaScript."""
    origin: str
    address: str
    view: str = ""

    def find(self, rule: str, message: str, where: str = "") -> None:
        """Records a fault of the page in the present view."""
        self.report.find(self.address, rule, message, where, self.view)

    @property
    def url(self) -> str:
        """Where the server has the page."""
        return self.origin + (UNKNOWN_ADDRESS if self.address == NOT_FOUND else self.address)

    async def look(self) -> None:
        """All checks of one page, as a reader sees it who has not been here before."""
        tab = await self.browser.new_page(reduced_motion="reduce")
        await tab.add_init_script(script.RECORD_VIOLATIONS)
        self.listen(tab)
        for width, height in SIZES:
            await tab.set_viewport_size({"width": width, "height": height})
            await tab.emulate_media(color_scheme="light")
            self.view = f"{width} light"
            await tab.goto(self.url)
            await self.check_width(tab)
            await self.check_policy(tab)
            await tab.evaluate(AXE.axe_script)
            for scheme in SCHEMES:
                self.view = f"{width} {scheme}"
                self.report.look_at(self.address, self.view)
                await tab.emulate_media(color_scheme=scheme)
                await self.check_accessibility(tab)
            self.view = f"{width} light"
            await self.check_first_stop(tab)
        self.view = "no script"
        self.report.look_at(self.address, self.view)
        await self.check_without_script(tab)
        await tab.close()

    def listen(self, tab: Page) -> None:
        """Records what the browser complains about, as it happens."""
        own_host = urlsplit(self.origin).netloc

        def expected(url: str) -> bool:
            return self.address == NOT_FOUND and url == self.url

        def asked(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own_host:
                self.find("external-request", request.url)

        def answered(response: Response) -> None:
            if response.status >= 400 and not expected(response.url):
                self.find("failed-request", f"{response.url} answers {response.status}")

        def said(message: ConsoleMessage) -> None:
            if not expected(message.location["url"]):
                self.find("console", message.text, message.type)

        tab.on("request", asked)
        tab.on("requestfailed", lambda request: self.find("failed-request", f"{request.url} {request.failure}"))
        tab.on("response", answered)
        tab.on("pageerror", lambda error: self.find("script-error", error.message))
        tab.on("console", said)

    async def check_width(self, tab: Page) -> None:
        """A page must not scroll sideways."""
        for where, message in await tab.evaluate(script.FIND_OVERFLOW):
            self.find("sideways-scroll", message, where)

    async def check_policy(self, tab: Page) -> None:
        """Nothing is blocked by the policy, and nothing is kept in the reader's browser."""
        for where, message in await tab.evaluate(script.LIST_VIOLATIONS):
            self.find("content-security-policy", message, where)
        for kind, names in (await tab.evaluate(script.LIST_STORED)).items():
            if names:
                self.find("storage", ", ".join(names), kind)

    async def check_accessibility(self, tab: Page) -> None:
        """axe-core finds nothing."""
        results = await tab.evaluate("options => axe.run(options)", AXE_OPTIONS)
        for violation in results["violations"]:
            for node in violation["nodes"]:
                reason = (node["any"] + node["all"] + node["none"])[0]["message"]
                self.find(violation["id"], f"{violation['help']}: {reason}", " ".join(map(str, node["target"])))

    async def check_first_stop(self, tab: Page) -> None:
        """The first press of Tab reaches a visible link to the main content."""
        await tab.keyboard.press("Tab")
        problem = await tab.evaluate(script.FAULT_OF_SKIP_LINK)
        if problem:
            self.find("skip-link", problem, ":focus")

    async def check_without_script(self, tab: Page) -> None:
        """All text of the main content is there without JavaScript. Buttons and live regions may need it."""
        bare = await self.plain.new_page()
        if tab.viewport_size:
            await bare.set_viewport_size(tab.viewport_size)
        await bare.goto(self.url)
        wanted, found = [await page.evaluate(script.LIST_MAIN_TEXT) for page in (tab, bare)]
        if not wanted:
            self.find("main", "the page has no text in a main element")
        for text in dict.fromkeys(wanted):
            if text not in found:
                self.find("no-script", f"“{text}” is missing")
        await bare.close()
