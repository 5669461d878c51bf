"""A built site read from its folder: its files, its pages, and what each page refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

NOT_FOUND = "/404.html"
"""The page a server answers with for an unknown address, whatever the address: nothing links to it."""

# Attributes that hold an address, by element. `link` and `meta` depend on other attributes and are below.
LINKS = {"a": ("href",), "area": ("href",), "form": ("action",), "blockquote": ("cite",), "q": ("cite",)}
RESOURCES = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src",), "image": ("href", "xlink:href"), "img": ("src",),
    "input": ("src",), "object": ("data",), "script": ("src",), "source": ("src",), "track": ("src",),
    "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
FETCHED_RELATIONS = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch",
    "preconnect", "dns-prefetch",
}  # fmt: skip
META_ADDRESSES = {"og:image", "og:url", "twitter:image"}


@dataclass(frozen=True)
class Element:
    """A start tag, with its attributes (a missing value is an empty string) and its line."""

    tag: str
    attributes: dict[str, str]
    line: int

    def __str__(self) -> str:
        for name in ("id", "href", "src", "name", "class"):
            if self.attributes.get(name):
                return f'line {self.line}: {self.tag}[{name}="{self.attributes[name]}"]'
        return f"line {self.line}: {self.tag}"


@dataclass(frozen=True)
class Reference:
    """An address that a page names. A browser fetches a `resource` by itself, and a link when it is followed."""

    url: str
    element: Element
    resource: bool


@dataclass
class Page:
    """An HTML page, with its address on the site: `/guides/` for `guides/index.html`."""

    address: str
    path: Path
    elements: list[Element]
    ids: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = {element.attributes["id"] for element in self.elements if element.attributes.get("id")}

    @property
    def redirect(self) -> str | None:
        """Where the page sends its reader on to, if it does."""
        for element in self.elements:
            if element.tag == "meta" and element.attributes.get("http-equiv", "").lower() == "refresh":
                return re.sub(r"(?i)^[^;,]*[;,]?\s*(url\s*=)?\s*", "", element.attributes.get("content", ""))
        return None

    @property
    def indexable(self) -> bool:
        """Whether a search engine may list the page."""
        if self.address == NOT_FOUND or self.redirect is not None:
            return False
        return not any(
            element.tag == "meta" and element.attributes.get("name", "").lower() == "robots"
            and "noindex" in element.attributes.get("content", "").lower()
            for element in self.elements
        )  # fmt: skip

    @property
    def canonical(self) -> str | None:
        """The published address that the page gives as its own."""
        for element in self.elements:
            if element.tag == "link" and element.attributes.get("rel", "").lower() == "canonical":
                return element.attributes.get("href")
        return None

    def references(self) -> Iterator[Reference]:
        """Every address the page names, in the order of the page."""
        for element in self.elements:
            get = element.attributes.get
            for name in LINKS.get(element.tag, ()):
                if get(name) is not None:
                    yield Reference(get(name, ""), element, resource=False)
            for name in RESOURCES.get(element.tag, ()):
                if get(name) is not None:
                    yield Reference(get(name, ""), element, resource=True)
            for candidate in get("srcset", "").split(","):
                if candidate.strip():
                    yield Reference(candidate.split()[0], element, resource=True)
            if element.tag == "link" and get("href") is not None:
                fetched = not FETCHED_RELATIONS.isdisjoint(get("rel", "").lower().split())
                yield Reference(get("href", ""), element, resource=fetched)
            if element.tag == "meta" and (get("property") or get("name")) in META_ADDRESSES:
                yield Reference(get("content", ""), element, resource=False)
        if self.redirect is not None:
            yield Reference(self.redirect, Element("meta", {"name": "refresh"}, 1), resource=False)


class Tags(HTMLParser):
    """Collects the start tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))


class Site:
    """All files of a built site. `origin` is where it will be published, as its home page says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {
            "/" + path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
        }
        self.pages: dict[str, Page] = {}
        for name, path in self.files.items():
            if name.endswith(".html"):
                parser = Tags()
                parser.feed(path.read_text(encoding="utf-8"))
                address = name.removesuffix("index.html") if name.endswith("/index.html") else name
                self.pages[address] = Page(address, path, parser.elements)
        home = self.pages.get("/")
        parts = urlsplit(home.canonical or "" if home else "")
        self.origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else "https://site.invalid"

    @property
    def readable(self) -> list[str]:
        """The addresses of the pages that readers come to: no redirects, and not the page for unknown addresses."""
        return [page.address for page in self.pages.values() if page.redirect is None and page.address != NOT_FOUND]

    def published(self, address: str) -> str:
        """The full address of a page or file once the site is published."""
        return self.origin + address

    def local(self, url: str, base: str) -> tuple[str, str] | None:
        """The path and the fragment of an address of this site, named on the page `base`; None for any other."""
        parts = urlsplit(urljoin(self.published(base), url))
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return None
        return unquote(parts.path) or "/", unquote(parts.fragment)


def stylesheet_references(css: str) -> Iterator[str]:
    """Every address in a stylesheet: `url(…)` and `@import "…"`, comments aside."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for match in re.finditer(r"""url\(\s*(["']?)(.*?)\1\s*\)|@import\s+(["'])(.*?)\3""", css):
        yield match[2] or match[4] or ""
