"""The system's Chromium, started without access to any host but the loopback interface."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BUNDLES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

Item = TypeVar("Item")


def executable() -> str:
    """The path of the browser; CHROMIUM in the environment names another one."""
    chosen = os.environ.get("CHROMIUM")
    candidates = [chosen] if chosen else [*map(shutil.which, NAMES), *filter(os.path.exists, MAC_BUNDLES)]
    for candidate in candidates:
        if candidate and Path(candidate).exists():
            return candidate
    raise FileNotFoundError(f"no {chosen or 'Chromium'}: install chromium, or set CHROMIUM to its path")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser that resolves no host name, so that a request to another host cannot leave."""
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run as root with its sandbox on.
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=arguments)
        try:
            yield browser
        finally:
            await browser.close()


async def in_turn(items: Iterable[Item], work: Callable[[Item], Awaitable[None]]) -> None:
    """Does the work for each item, with as many at a time as there are processors."""
    waiting = iter(items)

    async def worker() -> None:
        for item in waiting:
            await work(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(max(2, os.cpu_count() or 2)):
            group.create_task(worker())
