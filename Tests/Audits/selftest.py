"""Proves that each audit can fail: a small site of faulty pages, each with one fault, and sound pages between them.

Every fault must be found, on its own page, by the rule that is meant to find it, and nothing else may be.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from faults import CASES, noise, write_site
from pages import Site
from run import AUDITS


def found_in(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """What the audits find: for each page, the rules (`audit/rule`) with their views."""
    found: dict[str, set[tuple[str, str]]] = {}
    site = Site(folder)
    for name, audit in AUDITS.items():
        for finding in audit(site).findings:
            found.setdefault(finding.page, set()).add((f"{name}/{finding.rule}", finding.view))
    return found


def median_is_found() -> bool:
    """Whether a site of one heavy page has a finding for all of its pages together."""
    heavy = next(case for case in CASES if case.address == "/heavy/")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "index.html").write_bytes(heavy.contents().encode())  # type: ignore[union-attr]
        for name in ("style.css", "heavy.css", "icon.svg"):
            Path(folder, name).write_text(f"/* {noise(150_000)} */", encoding="utf-8")
        return any(finding.rule == "median" for finding in AUDITS["weight"](Site(Path(folder))).findings)


def main() -> int:
    """Audits the site and compares what was found with what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder))
        found = found_in(Path(folder))
    passed = failed = 0
    for case in CASES:
        actual = found.pop(case.address, set())
        rules = {rule for rule, _ in actual}
        views = {view for _, view in actual}
        if rules == case.rules and (case.views is None or views == case.views):
            passed += 1
            continue
        failed += 1
        print(f"{case.address}: expected {sorted(case.rules)} in {case.views or 'any view'}, found {sorted(actual)}")
    for address, actual in sorted(found.items()):
        failed += 1
        print(f"{address}: nothing is wrong there, but found {sorted(actual)}")
    if median_is_found():
        passed += 1
    else:
        failed += 1
        print("weight/median: not found, though half of the pages are too heavy")
    print(f"selftest: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
