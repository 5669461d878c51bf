"""Styles: every stylesheet is valid CSS, and the browser drops nothing of it.

The Nu Html Checker reads the stylesheet, and Chromium says of each declaration and selector whether it knows it. The
checker is behind the standards in a few places, listed below; what stands there is left to the browser alone.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tinycss2

from chromium import chromium
from markup import validate
from pages import Site
from report import Report

MODERN = {
    "size-adjust": "CSS Fonts 5, 7",
    "container-type": "CSS Conditional Rules 5, 5",
    "cqi": "CSS Conditional Rules 5, 6",
    "::details-content": "CSS Pseudo-Elements 4, 4",
    "* 35 /": "CSS Values 4, 10: division by a calculation",
}
"""What the checker does not know: a part of the line, and the standard that defines it. `@layer` (CSS Cascade 5, 6.4)
and `@supports` (CSS Conditional Rules 4, 2) are taken off before it reads."""

DROPS = """items => {
  const sheet = new CSSStyleSheet();
  const keeps = selector => { sheet.replaceSync(`${selector} {}`); return sheet.cssRules.length === 1; };
  return items.filter(([kind, name, value]) => !(kind === "declaration" ? CSS.supports(name, value) : keeps(name)));
}"""
NESTED = {"media", "supports", "layer", "container", "starting-style"}
UNTESTED = {"font-face", "page", "counter-style", "property"}
"""Blocks of descriptors, of which a browser does not say whether it knows them."""


def audit(site: Site) -> Report:
    """Checks the stylesheets of a site."""
    report = Report()
    sheets = {name: path.read_text(encoding="utf-8") for name, path in site.files.items() if name.endswith(".css")}
    for name, css in sheets.items():
        report.look_at(name)
        check_form(report, name, css)
    asyncio.run(ask_browser(report, sheets))
    return report


def check_form(report: Report, name: str, css: str) -> None:
    """Reads a stylesheet with the checker."""
    lines = css.splitlines()
    with TemporaryDirectory() as folder:
        path = Path(folder, "site.css")
        path.write_text(without_groups(css), encoding="utf-8")
        messages = validate([str(path)], "--css")
    for message in messages:
        last = message.get("lastLine", 1)
        excerpt = " ".join(lines[last - 1 : last + 1])
        if any(part in excerpt for part in MODERN):
            continue
        report.find(name, message.get("subType") or message["type"], message["message"], f"line {last}")


def without_groups(css: str) -> str:
    """The stylesheet with spaces in the place of `@layer name {`, `@supports … {` and their ends; all else where it was."""
    text = list(css)
    open_blocks: list[bool] = []
    token = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|@(?:layer|supports)\b[^{;]*[{;]|[{}]""", re.DOTALL)
    for match in token.finditer(css):
        found = match[0]
        if found.startswith("@"):
            blank(text, match.start(), match.end())
            if found.endswith("{"):
                open_blocks.append(True)
        elif found == "{":
            open_blocks.append(False)
        elif found == "}" and open_blocks and open_blocks.pop():
            blank(text, match.start(), match.end())
    return "".join(text)


def blank(text: list[str], start: int, end: int) -> None:
    """Puts spaces in the place of characters, but keeps the lines."""
    text[start:end] = [character if character == "\n" else " " for character in text[start:end]]


async def ask_browser(report: Report, sheets: dict[str, str]) -> None:
    """Reports what the browser would drop."""
    async with chromium() as browser:
        page = await browser.new_page()
        for name, css in sheets.items():
            items = list(parts(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
            lines = {(kind, what, value): line for kind, what, value, line in reversed(items)}
            for kind, what, value in await page.evaluate(DROPS, [list(item) for item in lines]):
                line = lines[(kind, what, value)]
                shown = f"{what}: {value}" if kind == "declaration" else what
                report.find(name, "dropped", f"Chromium does not know “{shown}”", f"line {line}")


def parts(nodes: list[Any]) -> Iterator[tuple[str, str, str, int]]:
    """Every declaration and selector: its kind, its name or text, its value and its line."""
    for node in nodes:
        if node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            yield "selector", selector.replace("&", ":scope"), "", node.source_line
            yield from parts(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "at-rule" and node.lower_at_keyword in NESTED and node.content is not None:
            yield from parts(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "declaration" and not node.name.startswith("--"):
            yield "declaration", node.name, tinycss2.serialize(node.value).strip(), node.source_line
        elif node.type == "at-rule" and node.lower_at_keyword not in NESTED | UNTESTED | {"layer", "charset", "import"}:
            yield "selector", f"@{node.at_keyword}", "", node.source_line
        elif node.type == "error":
            yield "selector", f"{node.message} (not CSS)", "", node.source_line
