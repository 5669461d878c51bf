"""Pictures of pages, for people to look at: `screenshots.py SITE_DIR OUT_DIR [ADDRESS …]`.

Takes the home page, or the pages named, as a phone and a desktop show them, light and dark.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from browser import SCHEMES, SIZES
from chromium import chromium
from server import SiteServer


async def take(site: Path, folder: Path, addresses: list[str]) -> None:
    """Writes one PNG for each page, width and colour scheme, of the whole page."""
    folder.mkdir(parents=True, exist_ok=True)
    with SiteServer(site) as origin:
        async with chromium() as browser:
            tab = await browser.new_page(reduced_motion="reduce")
            for address in addresses:
                for width, height in SIZES:
                    await tab.set_viewport_size({"width": width, "height": height})
                    for scheme in SCHEMES:
                        await tab.emulate_media(color_scheme=scheme)
                        await tab.goto(origin + address)
                        name = address.strip("/").replace("/", "-") or "home"
                        path = folder / f"{name}-{width}-{scheme}.png"
                        await tab.screenshot(path=path, full_page=True)
                        print(path)


def main() -> None:
    """Takes the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description="Takes pictures of pages of a built site.")
    parser.add_argument("site", type=Path, help="the folder that holds the site")
    parser.add_argument("folder", type=Path, help="where to write the pictures")
    parser.add_argument("addresses", nargs="*", default=["/"], help="pages, such as /guides/ (default: /)")
    arguments = parser.parse_args()
    asyncio.run(take(arguments.site, arguments.folder, arguments.addresses))


if __name__ == "__main__":
    main()
