"""Browser: every page in a real one, as a phone and a desktop show it, in the light and the dark colour scheme, in
forced colours and at a zoom of 400%.

What is checked: WCAG 2.2 A and AA and good practice by axe-core; no sideways scrolling, down to 320 pixels (WCAG
1.4.10); nothing cut off with text of twice the size (1.4.4) or wide spacing (1.4.12); nothing on the console, no
failed request, none to another host, nothing blocked by the Content-Security-Policy, nothing stored; the first Tab
stop is a link past the navigation (2.4.1); a page says without JavaScript, and without its stylesheet, all it says
with them, in the same order.
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
ZOOMED = (320, 256)
"""A window of 1280 by 1024 pixels at a zoom of 400%."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
AXE_OPTIONS: dict[str, object] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# Nothing but colours is other in the dark.
DARK_OPTIONS = AXE_OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# axe-core reads the colour that a page gives its text, not the one that the reader's system puts in its place.
FORCED_OPTIONS = AXE_OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}
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
                self.look_through(f"{width} {scheme}")
                await tab.emulate_media(color_scheme=scheme)
                await self.check_accessibility(tab, DARK_OPTIONS if scheme == "dark" else AXE_OPTIONS)
            self.view = f"{width} light"
            await self.check_first_stop(tab)
        said = await tab.evaluate(script.LIST_MAIN_TEXT)
        if not said:
            self.find("main", "the page has no text in a main element")
        for where, message in await tab.evaluate(script.FIND_REORDERED):
            self.find("visual-order", message, where)
        await self.check_large_text(tab)
        self.look_through("no style")
        await self.check_without_style(tab, said)
        self.look_through("no script")
        await self.check_without_script(tab, said)
        # Loaded anew: Chromium keeps some colours of a page that is open.
        self.look_through("1280 forced colours")
        await tab.emulate_media(color_scheme="light", forced_colors="active")
        await tab.set_viewport_size({"width": SIZES[1][0], "height": SIZES[1][1]})
        await tab.goto(self.url)
        await tab.evaluate(AXE.axe_script)
        await self.check_accessibility(tab, FORCED_OPTIONS)
        for where, message in await tab.evaluate(script.FIND_FAINT):
            self.find("forced-contrast", message, where)
        await tab.close()

    def look_through(self, view: str) -> None:
        """Goes on to another view, and counts it."""
        self.view = view
        self.report.look_at(self.address, view)

    async def check_large_text(self, tab: Page) -> None:
        """At a zoom of 400%, with text of twice the size, and with wide spacing, nothing is cut off."""
        self.look_through("400% zoom")
        await tab.emulate_media(color_scheme="light")
        await tab.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
        await self.check_width(tab)
        await self.check_accessibility(tab)
        for view, (width, height), style in (
            ("200% text", SIZES[1], script.LARGE_TEXT),
            ("text spacing", SIZES[0], script.WIDE_SPACING),
        ):
            self.look_through(view)
            await tab.set_viewport_size({"width": width, "height": height})
            await tab.evaluate(script.ADOPT_STYLE, style)
            await self.check_width(tab)
            for where, message in await tab.evaluate(script.FIND_CLIPPED):
                self.find("cut-off", message, where)
            await tab.evaluate(script.DROP_STYLE)

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

    async def check_accessibility(self, tab: Page, options: dict[str, object] = AXE_OPTIONS) -> None:
        """axe-core finds nothing."""
        results = await tab.evaluate("options => axe.run(options)", options)
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

    async def check_without_style(self, tab: Page, said: list[str]) -> None:
        """Without the stylesheet the page says the same, and its pictures have sizes of their own."""
        for where, message in await tab.evaluate(script.DROP_STYLESHEETS):
            self.find("picture-size", message, where)
        self.compare(said, await tab.evaluate(script.LIST_MAIN_TEXT), "no-style")

    async def check_without_script(self, tab: Page, said: list[str]) -> None:
        """All text of the main content is there without JavaScript. Buttons and live regions may need it."""
        bare = await self.plain.new_page()
        await bare.set_viewport_size({"width": SIZES[1][0], "height": SIZES[1][1]})
        await bare.goto(self.url)
        self.compare(said, await bare.evaluate(script.LIST_MAIN_TEXT), "no-script")
        await bare.close()

    def compare(self, said: list[str], found: list[str], rule: str) -> None:
        """Records each text that is no longer there."""
        there = set(found)
        for text in dict.fromkeys(said):
            if text not in there:
                self.find(rule, f"“{text}” is missing")
