"""Typesets documents with Typst: a line of JSON in, a line of text out, until the input ends.

    python typesetter.py TEMPLATES FONTS FOLDER

A request has the members of `Request`. The answer is one of

    made PAGES
    long PAGES LINES SECTION    more than one side of paper: by so many lines, and the longest section
    failed MESSAGE

The text of a document is data: templates read it as JSON, and nothing in it is ever taken for Typst. Typst sees only a
folder of its own, with copies of the templates and of the document's images; it is given no network.
"""

from __future__ import annotations

import io
import json
import math
import re
import shutil
import sys
import zlib
from collections.abc import Iterator
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

# Part of what a document is made from: other versions may give other bytes.
NEEDED = {"typst": "0.15.2", "pikepdf": "10.18.0"}
STANDARDS = ["ua-1", "a-2a"]
# Points. A document for one side of paper is set in the first size in which it fits.
SIZES = [12, 11.25, 10.5]


def missing() -> str | None:
    """What is wrong with the packages that are installed."""
    for package, needed in NEEDED.items():
        try:
            found = version(package)
        except PackageNotFoundError:
            return f"Python's package {package} is not installed; version {needed} is needed"
        if found != needed:
            return f"Python's package {package} has version {found}, but {needed} is needed"
    return None


if problem := missing():
    print("failed", problem)
    sys.exit(1)

import pikepdf  # noqa: E402
import typst  # noqa: E402


class Request(TypedDict):
    """What one document is made from."""

    template: str
    isOnePage: bool
    date: str
    images: list[str]
    output: str
    document: dict[str, object]


def main() -> int:
    """Answers one request after another."""
    templates, fonts, folder = map(Path, sys.argv[1:])
    typesetter = Typesetter(folder.resolve(), templates=templates, fonts=fonts)
    print("ready", flush=True)
    for line in sys.stdin.buffer:
        print(" ".join(typesetter.answer(json.loads(line)).split()), flush=True)
    return 0


class Typesetter:
    """A compiler that keeps its fonts and templates from document to document."""

    def __init__(self, root: Path, templates: Path, fonts: Path) -> None:
        self.root = root
        for template in templates.glob("*.typ"):
            shutil.copy(template, root)
        # The fonts that Typst brings along are part of its version; those of the machine are not asked for.
        self.fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[fonts])
        self.compiler = typst.Compiler(root=root, font_paths=self.fonts, package_path=root, package_cache_path=root)

    def answer(self, request: Request) -> str:
        """Makes one document."""
        try:
            names = self.stage(request["images"])
            inputs = {"document": json.dumps(request["document"]), "images": json.dumps(names)}
            for size in SIZES if request["isOnePage"] else SIZES[:1]:
                pdf = self.compile(request, inputs | {"size": str(size)})
                pages = count_pages(pdf)
                if pages == 1:
                    break
            finish(pdf, Path(request["output"]))
        except typst.TypstError as error:
            return "failed " + reason(error, request)
        except (OSError, RuntimeError, ValueError) as error:
            return f"failed {error}"
        if request["isOnePage"] and pages > 1:
            lines, section = self.overflow(request, inputs | {"size": str(size)})
            return f"long {pages} {lines} {section}"
        return f"made {pages}"

    def stage(self, images: list[str]) -> list[str]:
        """Copies images to where Typst can see them, and gives their names there."""
        folder = self.root / "images"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        names = []
        for number, image in enumerate(images):
            names.append(f"/images/{number}{Path(image).suffix.lower()}")
            shutil.copy(image, self.root / names[-1][1:])
        return names

    def compile(self, request: Request, inputs: dict[str, str]) -> bytes:
        """Typesets a document that conforms to PDF/UA-1 and PDF/A-2a, or raises what keeps it from that."""
        return self.compiler.compile(
            self.root / f"{request['template']}.typ",
            format="pdf",
            pdf_standards=STANDARDS,
            sys_inputs=inputs,
            timestamp=datetime.fromisoformat(request["date"]).replace(tzinfo=timezone.utc),
        )

    def overflow(self, request: Request, inputs: dict[str, str]) -> tuple[int, str]:
        """By how many lines the document is longer than a page, and which section has the most lines.

        Templates say where each section begins and where the last one ends, as metadata with the label `<place>`.
        """
        main = self.root / f"{request['template']}.typ"
        found = typst.query(main, "<place>", "value", root=self.root, font_paths=self.fonts, sys_inputs=inputs)
        places = json.loads(found)
        end = places[-1]
        longest = max(pairwise(places), key=lambda pair: depth(pair[1]) - depth(pair[0]))[0]
        lines = (depth(end) - (end["bottom"] - end["top"])) / end["line"]
        return max(1, math.ceil(lines)), longest["title"]


def reason(error: typst.TypstError, request: Request) -> str:
    """Why Typst refuses a document, where it is the author's to mend; else in Typst's own words."""
    if missing := re.search(r'the text `"(.+?)"` could not be displayed', error.message):
        return f"the theme's fonts have no sign for {missing[1]}; write it in words"
    if re.search(r"\b(image|SVG)\b", error.message) and request["images"]:
        names = ", ".join(Path(image).name for image in request["images"])
        return f"a picture cannot be read ({names}): {error.message}"
    return "; ".join([error.message, *error.hints])


def depth(place: dict[str, float]) -> float:
    """How far below the top of the first page a place is, in points of text."""
    return (place["page"] - 1) * (place["bottom"] - place["top"]) + place["y"] - place["top"]


def count_pages(pdf: bytes) -> int:
    """How many pages a document has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def finish(pdf: bytes, output: Path) -> None:
    """Writes a document as small as it gets, with what Typst cannot do yet."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        name_rows(document.Root.StructTreeRoot)
        # Archives look for the metadata without unpacking anything.
        document.Root.Metadata.write(document.Root.Metadata.read_bytes())
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                end_soundly(each)
        packed = pack(document)
        for key in ("/MarkInfo", "/ViewerPreferences", "/OutputIntents"):
            if CARRIAGE_RETURN not in packed:
                break
            # One more object of its own: all that are packed together move on by one.
            document.Root[key] = document.make_indirect(document.Root[key])
            packed = pack(document)
        output.write_bytes(packed)


# A stream whose last byte is a carriage return. Its line feed belongs to the file, but some readers, and a validator of
# PDF/A, take both for a line's end and find the stream too short.
CARRIAGE_RETURN = b"\r\nendstream"


def pack(document: pikepdf.Pdf) -> bytes:
    """The bytes of a document: the same for the same document."""
    packed = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    document.save(packed, deterministic_id=True, object_stream_mode=mode, recompress_flate=True)
    return packed.getvalue()


def end_soundly(stream: pikepdf.Stream) -> None:
    """Sees to it that a compressed stream does not end with a carriage return.

    Its last byte is that of the checksum of its content (RFC 1950), which one byte of white space changes.
    """
    if stream.get("/Filter") != "/FlateDecode" or stream.get("/Subtype") == "/Image":
        return
    content = stream.read_bytes()
    if zlib.adler32(content) & 0xFF != ord("\r"):
        return
    if "/Length1" in stream:
        stream.Length1 = int(stream.Length1) + 1
        stream.write(content + b"\0")
    else:
        stream.write(content + b"\n")


def name_rows(root: pikepdf.Dictionary) -> None:
    """Makes the first cell of each row below a table's head the header of its row: Typst marks columns only."""
    names = []
    for table in descendants(root):
        if table.get("/S") == "/TBody":
            for row in elements(table):
                cells = elements(row)
                if len(cells) > 1 and cells[0].S == "/TD" and "/K" in cells[0]:
                    names.append((f"row{len(names):05}", cells[0]))
                    cells[0].S = pikepdf.Name.TH
                    cells[0].ID = pikepdf.String(names[-1][0])
                    for cell in cells:
                        attributes = table_attributes(cell)
                        if cell.get("/ID") == cells[0].ID:
                            attributes.Scope = pikepdf.Name.Row
                        else:
                            attributes.Headers = pikepdf.Array([*attributes.get("/Headers", []), cells[0].ID])
    if names:
        tree = root.IDTree
        known = list(tree.Names)
        entries = sorted([*zip(known[::2], known[1::2], strict=True), *names], key=lambda entry: str(entry[0]))
        tree.Names = pikepdf.Array([part for name, cell in entries for part in (pikepdf.String(str(name)), cell)])
        if "/Limits" in tree:
            del tree.Limits


def descendants(root: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """All elements below one, in the order of the document."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(elements(element))


def elements(parent: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    """The elements directly below one, without its content."""
    children = parent.get("/K", [])
    return [
        child
        for child in (children if isinstance(children, pikepdf.Array) else [children])
        if isinstance(child, pikepdf.Dictionary) and "/S" in child
    ]


def table_attributes(cell: pikepdf.Dictionary) -> pikepdf.Dictionary:
    """The attributes of a cell that are about its table, which Typst always writes."""
    attributes = cell.A if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(each for each in attributes if each.O == "/Table")


if __name__ == "__main__":
    sys.exit(main())
