"""Printing: a page on paper has all its main text, none of its navigation, and no heading left alone at a page's foot.

Chromium prints every page to PDF, and Poppler reads the text back. Text inside `nav`, `form`, `button` and anything
of the class `no-print` need not be printed.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from itertools import pairwise

from playwright.async_api import BrowserContext

import script
from chromium import chromium, in_turn
from pages import Site
from report import Report
from server import SiteServer


def audit(site: Site) -> Report:
    """Prints every page but the one for unknown addresses and those that only redirect."""
    return asyncio.run(print_all(site))


async def print_all(site: Site) -> Report:
    """Opens one browser and prints one page for each processor at a time."""
    report = Report()
    with SiteServer(site.folder) as origin:
        async with chromium() as browser:
            context = await browser.new_context(reduced_motion="reduce")

            async def check(address: str) -> None:
                await check_page(report, context, origin, address)

            await in_turn(site.readable, check)
    return report


async def check_page(report: Report, context: BrowserContext, origin: str, address: str) -> None:
    """Prints one page and compares the sheets with what the screen shows."""
    report.look_at(address, "print")
    tab = await context.new_page()
    await tab.goto(origin + address)
    shown = await tab.evaluate(script.LIST_PRINTABLE)
    pdf = await tab.pdf(format="A4", prefer_css_page_size=True)
    await tab.close()
    sheets = await text_of_sheets(pdf)
    squeezed = [squeeze(sheet) for sheet in sheets]
    for text in dict.fromkeys(shown["main"]):
        if not is_printed(squeeze(text), squeezed):
            report.find(address, "print-text", f"“{text}” is not printed", view="print")
    for text in shown["navigation"]:
        if squeeze(text) in "".join(squeezed):
            report.find(address, "print-navigation", f"“{text}” is printed", view="print")
    for heading, following in shown["headings"]:
        if ends_a_sheet(heading, following, sheets):
            report.find(address, "print-heading", f"“{heading}” is the last line of a sheet", view="print")


async def text_of_sheets(pdf: bytes) -> list[str]:
    """The text of each sheet, in the order in which it is painted, which is that of the page."""
    process = await asyncio.create_subprocess_exec(
        "pdftotext", "-raw", "-enc", "UTF-8", "-", "-", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate(pdf)
    if process.returncode != 0:
        raise RuntimeError(f"pdftotext ended with {process.returncode}")
    return output.decode().split("\f")[:-1]


def squeeze(text: str) -> str:
    """A text without what line breaking may change: space, hyphens and ligatures. Case is left to the style."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", unicodedata.normalize("NFKC", text)).casefold()


def is_printed(text: str, sheets: list[str]) -> bool:
    """Whether a text is on a sheet, or begins on one and ends on the next."""
    if any(text in sheet for sheet in sheets):
        return True
    for first, second in pairwise(sheets):
        cut = next((length for length in range(len(text) - 1, 0, -1) if text[:length] in first), 0)
        if cut and text[cut:] in second:
            return True
    return False


def ends_a_sheet(heading: str, following: str, sheets: list[str]) -> bool:
    """Whether a heading is the last line of a sheet, and what follows it is the first of the next.

    Both are asked for, because the text of a heading may also be that of a link or a table cell.
    """
    for first, second in pairwise(sheets):
        before, after = content_lines(first), content_lines(second)
        if not before or not after or not squeeze(heading).endswith(before[-1]):
            continue
        if squeeze(following).startswith(after[0][:20]) or after[0].startswith(squeeze(following)[:20]):
            return True
    return False


def content_lines(sheet: str) -> list[str]:
    """The lines of a sheet, without page numbers in the margin."""
    lines = [squeeze(line) for line in sheet.splitlines()]
    return [line for line in lines if line and not re.fullmatch(r"(page)?\d+((of|/)\d+)?", line)]
