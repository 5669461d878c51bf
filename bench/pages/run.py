"""Pages of a built site on a slow phone: see README.md.

usage: run.py SITE_DIR [--visits 5] [--only "kind-a-to-z kind-data"]
"""

import argparse
import asyncio
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "Tests/Audits"))

from chromium import chromium  # noqa: E402
from pages import Site  # noqa: E402
from server import SiteServer  # noqa: E402

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
PROCESSOR = 4

RECORD = """
window.measured = { paint: 0, shift: 0, blocked: 0 };
const watch = (type, use) => new PerformanceObserver(list => list.getEntries().forEach(use))
  .observe({ type, buffered: true });
watch("largest-contentful-paint", entry => { measured.paint = entry.startTime; });
watch("layout-shift", entry => { measured.shift += entry.value; });
watch("longtask", entry => { measured.blocked += Math.max(0, entry.duration - 50); });
"""


def sample(site):
    """The first page of each kind, as its `body` names it."""
    kinds = {}
    for address in site.readable:
        body = next((element for element in site.pages[address].elements if element.tag == "body"), None)
        kinds.setdefault(body.attributes.get("class", "").split(" ")[0] if body else "", address)
    return sorted(kinds.items())


async def visit(browser, url):
    """One first visit: milliseconds to the largest paint, layout shift, milliseconds blocked."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)
    page = await context.new_page()
    await page.add_init_script(RECORD)
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", NETWORK)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    await page.goto(url, wait_until="load")
    await page.wait_for_timeout(700)
    found = await page.evaluate("() => measured")
    await context.close()
    return found["paint"], found["shift"], found["blocked"]


async def measure(folder, visits, only):
    """Prints a line for each kind of page."""
    print("| kind | page | LCP ms | shift | TBT ms |")
    print("| --- | --- | --- | --- | --- |")
    with SiteServer(folder, compresses=True) as origin:
        async with chromium() as browser:
            for kind, address in sample(Site(folder)):
                if only and kind not in only:
                    continue
                found = [await visit(browser, origin + address) for _ in range(visits)]
                paint, shift, blocked = (statistics.median(values) for values in zip(*found))
                print(f"| {kind} | {address} | {paint:.0f} | {shift:.4f} | {blocked:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--only", type=str.split, default=[], help="kinds of pages, as body names them")
    options = parser.parse_args()
    asyncio.run(measure(options.site, options.visits, options.only))


main()
