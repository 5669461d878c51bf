"""Audits a built site: `run.py SITE_DIR [--only NAME …]`.

Prints a line for each finding, with the page, the rule and the place, then how many pages and views passed.
Exits with 1 if anything was found, or nothing was looked at.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import browser
import documents
import feeds
import keyboard
import links
import markup
import policy
import printing
import scripts
import search
import styles
import weight
from pages import Site

AUDITS = {
    "links": links.audit,
    "policy": policy.audit,
    "feeds": feeds.audit,
    "markup": markup.audit,
    "documents": documents.audit,
    "styles": styles.audit,
    "weight": weight.audit,
    "browser": browser.audit,
    "keyboard": keyboard.audit,
    "scripts": scripts.audit,
    "printing": printing.audit,
    "search": search.audit,
}


def main() -> int:
    """Runs the audits that the command line asks for."""
    parser = argparse.ArgumentParser(description="Audits a built site.")
    parser.add_argument("site", type=Path, help="the folder that holds the site")
    parser.add_argument("--only", nargs="+", choices=AUDITS, default=list(AUDITS), help="run only these audits")
    arguments = parser.parse_args()
    if not arguments.site.is_dir():
        parser.error(f"{arguments.site} is not a folder")
    site = Site(arguments.site)
    passed = failed = 0
    for name in arguments.only:
        start = time.monotonic()
        report = AUDITS[name](site)
        for finding in sorted(report.findings):
            print(finding)
        seconds = time.monotonic() - start
        print(f"{name}: {report.passed} sound, {report.failed} not, in {seconds:.1f} s", flush=True)
        passed += report.passed
        failed += report.failed
    print(f"audits: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
