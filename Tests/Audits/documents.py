"""Documents: every PDF of the site can be read by anybody, and kept.

Each conforms to PDF/UA-1 and PDF/A-2a. A validator knows only what a document has, not what it should have had: so its
structure is read as well, once with pikepdf and once with Poppler. A one-minute guide is one page, and the PDF of a
publication has all chapters, tables and figures of its pages.
"""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import page as validator
import pikepdf

from pages import Page, Site
from report import Report

PROFILES = {"PDF/UA-1": validator.ValidationProfile.PDF_UA_1, "PDF/A-2a": validator.ValidationProfile.PDF_A_2A}
SCHEMES = {"https", "http", "mailto", "tel"}
# A guide that is sent by mail or loaded on a visit.
GUIDE_BYTES = 60_000


def audit(site: Site) -> Report:
    """Checks every PDF."""
    report = Report()
    for name, path in site.files.items():
        if name.endswith(".pdf"):
            report.look_at(name)
            check(report, site, name, path)
    return report


def check(report: Report, site: Site, name: str, path: Path) -> None:
    """Checks one PDF."""
    for profile, which in PROFILES.items():
        for failure in validator.validate_pdf(str(path), profile=which).failures:
            report.find(name, "conformity", f"{profile}: {failure.message}", failure.rule_id)
    with pikepdf.open(path) as document:
        if "/StructTreeRoot" not in document.Root:
            return
        tags = list(descendants(document.Root.StructTreeRoot))
        check_catalogue(report, name, document)
        check_headings(report, name, path, tags)
        check_tags(report, name, tags)
        check_fonts(report, name, document)
        check_links(report, site, name, document)
        check_contents(report, site, name, document, tags)


# What readers have of a PDF


def descendants(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """All elements of a structure, in order."""
    for child in children(element):
        yield child
        yield from descendants(child)


def children(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """The elements directly below one."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def kinds(tags: list[pikepdf.Dictionary]) -> list[str]:
    """The names of tags: `H1`, `Table` …"""
    return [str(tag.S)[1:] for tag in tags]


def check_catalogue(report: Report, name: str, document: pikepdf.Pdf) -> None:
    """A PDF says what it is called and in which language, shows its title, and has bookmarks where it is long."""
    root = document.Root
    if not str(root.get("/Lang", "")):
        report.find(name, "language", "it does not say in which language it is")
    if not str(document.docinfo.get("/Title", "")).strip():
        report.find(name, "title", "it has no title")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        report.find(name, "title", "its window shows the file's name, not its title")
    if len(document.pages) > 3 and "/First" not in root.get("/Outlines", {}):
        report.find(name, "bookmarks", f"it has {len(document.pages)} pages and no bookmarks")


def check_headings(report: Report, name: str, path: Path, tags: list[pikepdf.Dictionary]) -> None:
    """There is one main heading, no level is skipped, and another reader finds the same headings."""
    found = [kind for kind in kinds(tags) if re.fullmatch(r"H[1-6]", kind)]
    if found.count("H1") != 1:
        report.find(name, "headings", f"it has {found.count('H1')} headings of the first level")
    for first, second in pairwise(["H0", *found]):
        if int(second[1]) > int(first[1]) + 1:
            report.find(name, "headings", f"{second} follows {first}")
    process = subprocess.run(["pdfinfo", "-struct", str(path)], capture_output=True, check=True, text=True)
    seen = re.findall(r"^ *(H[1-6])\b", process.stdout, flags=re.MULTILINE)
    if seen != found:
        report.find(name, "headings", f"Poppler finds {len(seen)} headings, pikepdf {len(found)}")


def check_tags(report: Report, name: str, tags: list[pikepdf.Dictionary]) -> None:
    """Lists have items, tables have rows and named columns and rows, and figures have a text."""
    for tag in tags:
        kind, below = str(tag.S)[1:], kinds(children(tag))
        if kind == "L" and (not below or set(below) - {"LI", "L", "Caption"}):
            report.find(name, "list", f"a list holds {below}")
        if kind == "LI" and "LBody" not in below:
            report.find(name, "list", "an item of a list has no body")
        if kind == "Table":
            check_table(report, name, tag)
        if kind == "Figure" and not str(tag.get("/Alt", "")).strip():
            report.find(name, "figure", "a figure has no text for people who cannot see it")


def check_table(report: Report, name: str, table: pikepdf.Dictionary) -> None:
    """A table has a head that names its columns; where it has several, each row begins with its own name."""
    rows = [tag for tag in descendants(table) if tag.S == "/TR"]
    cells = [children(row) for row in rows]
    if not cells or not all(cell.S == "/TH" for cell in cells[0] if "/K" in cell):
        report.find(name, "table", "a table has no head")
    for row in cells[1:]:
        if len(row) > 1 and "/K" in row[0] and row[0].S != "/TH":
            report.find(name, "table", "a row of a table has no name")
    if len({len(row) for row in cells}) > 1:
        report.find(name, "table", "the rows of a table differ in length")


def check_fonts(report: Report, name: str, document: pikepdf.Pdf) -> None:
    """Every font is in the document."""
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
                report.find(name, "font", f"the font {each.get('/FontName')} is not embedded")


def check_links(report: Report, site: Site, name: str, document: pikepdf.Pdf) -> None:
    """Links to the site lead somewhere, and no link leads to a machine's own files."""
    for sheet in document.pages:
        for note in sheet.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            if not str(note.get("/Contents", "")):
                report.find(name, "link", "a link has no text for people who cannot see it")
            action = note.get("/A", {})
            if action.get("/S") != "/URI":
                continue
            url = str(action.URI)
            if urlsplit(url).scheme not in SCHEMES:
                report.find(name, "link", f"“{url}” is no web address, mail address or telephone number")
            target = site.local(url, "/")
            if target is None:
                continue
            address, fragment = target
            found = site.pages.get(address)
            if found is None and address not in site.files:
                report.find(name, "link-target", f"there is no {address}")
            elif found is not None and fragment and fragment not in found.ids:
                report.find(name, "link-target", f"{address} has no place “{fragment}”")


# What a PDF must have of its page


def check_contents(
    report: Report, site: Site, name: str, document: pikepdf.Pdf, tags: list[pikepdf.Dictionary]
) -> None:
    """A guide is one small page; a publication is whole."""
    offering = site.pages.get(name[: name.rindex("/") + 1])
    if offering is None:
        return
    if kind_of(offering) == "guide" and not name.endswith("-large-print.pdf"):
        if len(document.pages) > 1:
            report.find(name, "guide-length", f"the guide has {len(document.pages)} pages")
        if site.files[name].stat().st_size > GUIDE_BYTES:
            report.find(name, "guide-length", f"the guide has {site.files[name].stat().st_size:,} bytes")
    chapters = [
        page
        for address, page in site.pages.items()
        if kind_of(page) == "chapter" and address.startswith(offering.address) and page.redirect is None
    ]
    if kind_of(offering) != "section" or not chapters:
        return
    texts = [chapter.path.read_text(encoding="utf-8") for chapter in chapters]
    bookmarks = {squeeze(title) for title in outline(document)}
    for chapter, text in zip(chapters, texts, strict=True):
        title = html.unescape(re.sub(r"<[^>]+>", "", text.split("<h1>")[1].split("</h1>")[0]))
        if squeeze(title) not in bookmarks:
            report.find(name, "publication", f"the chapter “{title}” ({chapter.address}) is missing")
    wanted = sum(element.tag == "table" for chapter in chapters for element in chapter.elements)
    if kinds(tags).count("Table") < wanted:
        report.find(name, "publication", f"it has {kinds(tags).count('Table')} tables, its pages {wanted}")
    wanted = sum(
        element.tag == "figure" and "chart" in element.attributes.get("class", "").split()
        for chapter in chapters
        for element in chapter.elements
    )
    if kinds(tags).count("Figure") < wanted:
        report.find(name, "publication", f"it has {kinds(tags).count('Figure')} figures, its pages {wanted}")


def kind_of(page: Page) -> str:
    """What kind of page it is, from the class of its body."""
    for element in page.elements:
        if element.tag == "body":
            found = re.search(r"\bkind-(\S+)", element.attributes.get("class", ""))
            return found[1] if found else ""
    return ""


def outline(document: pikepdf.Pdf) -> Iterator[str]:
    """The titles of all bookmarks."""
    with document.open_outline() as bookmarks:
        waiting = list(bookmarks.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            yield item.title


def squeeze(text: str) -> str:
    """A text without white space and the forms of apostrophes."""
    return re.sub(r"\s+", "", text.replace("\u2019", "'"))
