"""The faulty site that `selftest.py` audits."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass, field
from pathlib import Path

import typst

ORIGIN = "https://site.example"


def noise(length: int) -> str:
    """Letters that do not compress well, always the same."""
    return "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=length))


STYLE = """
body { color: #111; background: #fff; font: 1rem/1.5 sans-serif; margin: 1rem }
a { color: #00449e }
:focus-visible { outline: 3px solid #00449e }
.skip:not(:focus), .away { position: absolute; left: -99rem }
nav a, li a { display: inline-block; padding: .5rem }
.pale { color: #bbb }
.wide { width: 40rem }
.tiny { display: inline-block; font-size: 6px; line-height: 6px }
.spacer { height: 20cm }
.clipped { height: 24px; overflow: hidden }
.backwards { display: flex; flex-direction: row-reverse }
.drawn { width: 2rem; height: 2rem }
.revealed { display: block }
.faint:focus-visible { outline: none }
.under { position: relative }
.over { position: absolute; top: 0; right: 0; bottom: 0; left: 0; background: #fff }
@media (max-height: 300px) { .squat { width: 40rem } }
@media (forced-colors: active) { .forced { color: #bbb; background: #fff; forced-color-adjust: none } }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #111 }
  a { color: #9cf }
  :focus-visible { outline-color: #9cf }
  .dim { color: #444 }
}
@media print {
  nav, .skip { display: none }
  .menu-on-paper nav { display: block }
  .screen-only { display: none }
  .new-sheet { break-before: page }
}
"""

SCRIPTS = {
    "noise.js": "console.error('a fault in a script');",
    "broken.js": "undefinedFunction();",
    "fetch.js": "fetch('/missing.json');",
    "store.js": "localStorage.setItem('visited', 'yes');",
    "write.js": "document.querySelector('main').append('Only with a script.');",
    "trap.js": "document.querySelector('main a').addEventListener('keydown', event => event.preventDefault());",
    "move.js": """let frames = 0;
function wait() {
  frames += 1;
  if (frames < 3) requestAnimationFrame(wait);
  else document.querySelector('main').before(Object.assign(document.createElement('p'), { className: 'spacer' }));
}
requestAnimationFrame(wait);""",
    "long.js": f"/* {noise(15_000)} */",
}

FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>tag:site.example:news</id>
<updated>2019-02-04T00:00:00Z</updated><author><name>Site</name></author>
<entry><title>Sound</title><id>tag:site.example:1</id>{updated}<link href="{link}"/></entry></feed>
"""

PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width">
<link rel="canonical" href="{canonical}"><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/style.css">
{head}</head>
<body{body}>{skip}<header><nav aria-label="Main"><a href="/">Home</a> <a href="/list/">All pages</a></nav></header>
<main id="main"><h1>{title}</h1><p>A paragraph that is sound.</p>{main}</main></body></html>
"""


SHEET = """
#set document(title: "A sheet", date: datetime(year: 2019, month: 2, day: 4))
#set text(lang: "en", region: "GB")
"""


@dataclass(frozen=True)
class Case:
    """A page or file, what is wrong with it, and the rules that must say so. `views` are all views they say it in."""

    address: str
    rules: set[str] = field(default_factory=set)
    views: set[str] | None = None
    main: str = ""
    head: str = ""
    body: str = ""
    canonical: str | None = None
    skip: str = '<a class="skip" href="#main">Skip to main content</a>'
    text: str | None = None
    """The whole text of the file, where the page above does not fit."""
    typst: str | None = None
    """What a PDF is made from."""
    standards: tuple[str, ...] = ("ua-1", "a-2a")
    """What it then conforms to."""

    def contents(self) -> str | bytes:
        """What is in the file."""
        if self.typst is not None:
            return typst.compile((SHEET + self.typst).encode(), format="pdf", pdf_standards=list(self.standards))
        if self.text is not None:
            return self.text
        title = self.address.strip("/").replace("-", " ").capitalize() or "Home"
        canonical = ORIGIN + self.address if self.canonical is None else self.canonical
        return PAGE.format(
            title=title, canonical=canonical, head=self.head, body=self.body, skip=self.skip, main=self.main
        )


def script(name: str) -> str:
    """The tag that runs one of the scripts above."""
    return f'<script src="/{name}" defer></script>'


def everywhere(*schemes: str) -> set[str]:
    """The views of both widths in some colour schemes."""
    return {f"{width} {scheme}" for width in (320, 1280) for scheme in schemes}


CASES = [
    Case("/"),
    Case("/sound/", main='<p><a href="/list/#main">A link</a> to <a href="https://other.example/">others</a>.</p>'),
    Case("/moved/", text='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
         '<meta http-equiv="refresh" content="0; url=/sound/"></head><body><main><h1>Moved</h1></main></body></html>'),
    Case("/404.html", {"links/relative-link"}, main='<p><a href="list/">All pages</a></p>'),
    # links
    Case("/dead-link/", {"links/link-target"}, main='<p><a href="/nowhere/">A link</a></p>'),
    Case("/dead-fragment/", {"links/link-target"}, main='<p><a href="/sound/#nowhere">A link</a></p>'),
    Case("/no-slash/", {"links/link-target"}, main='<p><a href="/sound">A link</a></p>'),
    Case("/dead-redirect/", {"links/link-target"}, text='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
         '<title>Moved</title><meta http-equiv="refresh" content="0; url=/nowhere/"></head><body></body></html>'),
    Case("/orphan/", {"links/orphan"}),
    Case("/deep/", main='<p><a href="/deeper/">On</a></p>'),
    Case("/deeper/", main='<p><a href="/deepest/">On</a></p>'),
    Case("/deepest/", {"links/clicks"}),
    Case("/a-z/", main='<p><a href="/registered/">A page</a></p>'),
    Case("/registered/", {"links/clicks"}),
    Case("/wrong-canonical/", {"links/canonical"}, canonical=f"{ORIGIN}/sound/"),
    Case("/dead.css", {"links/link-target"}, text="p { background: url(nowhere.png) }"),
    # policy
    Case("/inline-script/", {"policy/inline-script", "browser/console", "browser/content-security-policy"},
         head="<script>document.title = 'x';</script>"),
    Case("/event-attribute/", {"policy/inline-script", "browser/console", "browser/content-security-policy"},
         main='<p onclick="x()">Text</p>'),
    Case("/inline-style/", {"policy/inline-style", "browser/console", "browser/content-security-policy"},
         main='<p style="margin: 0">Text</p>'),
    Case("/external-image/", {"policy/external-request", "browser/external-request", "browser/failed-request",
                              "browser/console", "browser/content-security-policy"},
         main='<p><img src="https://other.example/a.png" alt="A" width="9" height="9"></p>'),
    Case("/external.css", {"policy/external-request"}, text='@import "https://other.example/a.css";'),
    # feeds
    Case("/sitemap.xml", {"feeds/sitemap"}),
    Case("/broken.xml", {"feeds/xml"}, text="<feed>"),
    Case("/undated.xml", {"feeds/feed"}, text=FEED.format(updated="", link="/sound/")),
    Case("/vague.xml", {"feeds/feed"}, text=FEED.format(updated="<updated>2019-02-04</updated>", link="/sound/")),
    Case("/astray.xml", {"feeds/link-target"},
         text=FEED.format(updated="<updated>2019-02-04T00:00:00Z</updated>", link="/nowhere/")),
    Case("/no-feed/", {"feeds/feed"},
         head='<link rel="alternate" type="application/atom+xml" title="News" href="/sitemap.xml">'),
    # markup
    Case("/invalid/", {"markup/error"}, main="<p>Text</div>"),
    Case("/needless/", {"markup/warning"}, main='<section><p>Text</p></section>'),
    # browser
    Case("/missing-alt/", {"markup/error", "browser/image-alt"},
         main='<p><img src="/icon.svg" width="9" height="9"></p>'),
    Case("/pale/", {"browser/color-contrast"}, everywhere("light") | {"400% zoom"},
         main='<p class="pale">Text</p>'),
    Case("/dim/", {"browser/color-contrast"}, everywhere("dark"), main='<p class="dim">Text</p>'),
    Case("/wide/", {"browser/sideways-scroll"}, {"320 light", "400% zoom", "200% text", "text spacing"},
         main='<p class="wide">Text</p>'),
    Case("/tiny/", {"browser/target-size"}, everywhere("light") | {"1280 forced colours", "400% zoom"},
         main='<div><a class="tiny" href="/">One</a><a class="tiny" href="/list/">Two</a></div>'),
    Case("/skipped-heading/", {"markup/error", "browser/heading-order"}, main="<h4>Text</h4><p>Text</p>"),
    Case("/noise/", {"browser/console"}, head=script("noise.js")),
    Case("/broken/", {"browser/script-error"}, head=script("broken.js")),
    Case("/fetch/", {"browser/failed-request", "browser/console"}, head=script("fetch.js")),
    Case("/store/", {"browser/storage"}, head=script("store.js")),
    Case("/no-skip-link/", {"browser/skip-link"}, skip=""),
    Case("/hidden-skip-link/", {"browser/skip-link", "keyboard/focus-obscured"},
         skip='<a class="away" href="#main">Skip</a>'),
    Case("/needs-script/", {"browser/no-script"}, {"no script"}, head=script("write.js")),
    Case("/forced/", {"browser/forced-contrast"}, {"1280 forced colours"}, main='<p class="forced">Text</p>'),
    Case("/squat/", {"browser/sideways-scroll"}, {"400% zoom"}, main='<p class="squat">Text</p>'),
    Case("/clipped/", {"browser/cut-off"}, {"200% text", "text spacing"},
         main='<p class="clipped">Some text that needs more than its line, when it is large or wide.</p>'),
    Case("/backwards/", {"browser/visual-order"}, main='<p class="backwards"><b>One</b><b>Two</b></p>'),
    Case("/drawn/", {"browser/picture-size"}, {"no style"},
         main='<p><svg class="drawn" role="img" aria-label="A" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg></p>'),
    Case("/revealed/", {"browser/no-style"}, {"no style"}, main='<p class="revealed" hidden>Text</p>'),
    # keyboard
    Case("/faint/", {"keyboard/focus-visible"}, main='<p><a class="faint" href="/">A link</a></p>'),
    Case("/covered/", {"keyboard/focus-obscured"},
         main='<p class="under"><a href="/">A link</a><span class="over"></span></p>'),
    Case("/trap/", {"keyboard/keyboard"}, head=script("trap.js"),
         main='<p><a href="/">A link</a> and <a href="/list/">another</a></p>'),
    # scripts
    Case("/dead-exit/", {"scripts/exit"},
         main='<section class="exit" aria-label="Leave"><a class="exit-button" href="https://other.example/">Leave</a>'
         '<p role="status"></p></section>'),
    Case("/dead-menu/", {"scripts/menu"}, main='<p><a class="menu-button" href="/">Menu</a></p>'),
    Case("/dead-sort/", {"scripts/sort"},
         main='<table class="sortable"><thead><tr><th scope="col">Number</th></tr></thead><tbody><tr>'
         '<td data-value="3">3</td></tr></tbody></table>'),
    # weight
    Case("/moving/", {"weight/layout-shift"}, head=script("move.js")),
    Case("/scripted/", {"weight/scripts"}, head=script("long.js")),
    Case("/heavy/", {"weight/worst", "weight/styles"}, head='<link rel="stylesheet" href="/heavy.css">'),
    Case("/whole/", {"weight/styles"}, body=' class="kind-publication"',
         head='<link rel="stylesheet" href="/heavy.css">'),
    Case("/heavy.css", text=f"/* {noise(150_000)} */\n{STYLE}"),
    # styles
    Case("/faulty.css", {"styles/error", "styles/dropped"}, text="p { colour: red }"),
    # documents
    Case("/sound.pdf", typst='= Title\n== Below\n- One\n- Two\n#table(columns: 1, table.header[A], [B])\n'
         '#link("https://site.example/sound/#main")[A link]'),
    Case("/plain.pdf", {"documents/conformity", "documents/title"}, typst="= Title", standards=()),
    Case("/two-titles.pdf", {"documents/headings"}, typst="= Title\n= Title"),
    Case("/no-title.pdf", {"documents/headings"}, typst="Text"),
    Case("/no-head.pdf", {"documents/table"}, typst="= Title\n#table(columns: 1)[A][B]"),
    Case("/nameless-rows.pdf", {"documents/table"}, typst="= Title\n#table(columns: 2, table.header[A][B])[C][D]"),
    Case("/no-bookmarks.pdf", {"documents/bookmarks"},
         typst="#set heading(bookmarked: false, outlined: false)\n= Title\n#for _ in range(3) { pagebreak() }"),
    Case("/dead-link.pdf", {"documents/link-target"}, typst='= Title\n#link("https://site.example/nowhere/")[It]'),
    Case("/dead-place.pdf", {"documents/link-target"}, typst='= Title\n#link("https://site.example/sound/#no")[It]'),
    Case("/own-file.pdf", {"documents/link"}, typst='= Title\n#link("file:///etc/passwd")[A file]'),
    Case("/long-guide/", body=' class="kind-guide"'),
    Case("/long-guide/long-guide.pdf", {"documents/guide-length"}, typst="= Title\n#pagebreak()\nText"),
    Case("/long-guide/long-guide-large-print.pdf", typst="= Title\n#pagebreak()\nText"),
    Case("/report/", body=' class="kind-section"'),
    Case("/report/chapter/", body=' class="kind-chapter"',
         main='<table><caption>A</caption><thead><tr><th scope="col">B</th></tr></thead></table>'),
    Case("/report/report.pdf", {"documents/publication"}, typst="= Title"),
    # printing
    Case("/foot/", {"printing/print-heading"}, main='<div class="spacer"></div><h2>Alone at the foot of a sheet</h2>'
         '<p class="new-sheet">What the heading is for.</p>'),
    Case("/menu/", {"printing/print-navigation"}, body=' class="menu-on-paper"'),
    Case("/screen/", {"printing/print-text"}, main='<p class="screen-only">Text that paper lacks.</p>'),
]  # fmt: skip


FAR = {"/orphan/", "/deeper/", "/deepest/", "/registered/"}
"""Pages that the list page does not link to."""


def write_site(folder: Path) -> None:
    """Writes the faulty site. Its list page links to the pages that are not meant to be far away; its sitemap has
    one page too few and one too many."""
    pages = [case.address for case in CASES if case.address.endswith("/")]
    listed = "".join(f'<li><a href="{address}">{address}</a></li>' for address in pages if address not in FAR)
    moved = {"/moved/", "/dead-redirect/"}
    mapped = [*(address for address in pages if address not in moved | {"/", "/sound/"}), "/list/", "/404.html"]
    urls = "".join(f"<url><loc>{ORIGIN}{address}</loc></url>" for address in ["/", *mapped])
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M1 1h7v7z"/></svg>'
    files = {"/style.css": STYLE, "/icon.svg": icon} | {f"/{name}": text for name, text in SCRIPTS.items()}
    for case in [*CASES, Case("/list/", main=f"<ul>{listed}</ul>")]:
        name = case.address + "index.html" if case.address.endswith("/") else case.address
        files[name] = sitemap if case.address == "/sitemap.xml" else case.contents()
    for name, text in files.items():
        path = folder / name.removeprefix("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
