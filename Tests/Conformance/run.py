"""Draws every specification with lscp and with vl-convert, and says where the drawings differ.

run.py LSCP [NAME...]: with names, only specifications whose name contains one of them.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import vl_convert

from drawing import Drawing, differences

SPECS = pathlib.Path(__file__).parent / "specs"
VEGA_LITE = "6.4"


def with_rows(node):
    """The specification with the text of its data files in it: vl-convert reads no files beside one."""
    if isinstance(node, list):
        return [with_rows(item) for item in node]
    if not isinstance(node, dict):
        return node
    url = node.get("url")
    if isinstance(url, str):
        form = {"type": url.rsplit(".", 1)[-1], **node.get("format", {})}
        return {"values": (SPECS / url).read_text(), "format": form}
    return {key: with_rows(value) for key, value in node.items()}


def compare(lscp, spec, folder):
    ours = folder / (spec.stem + ".svg")
    run = subprocess.run(
        [lscp, "chart", spec, "--style", "conform", "-o", ours], capture_output=True, text=True, timeout=60)
    if run.returncode or not ours.exists():
        return [f"nothing was drawn: {(run.stderr or run.stdout).strip()[:500]}"]
    theirs = vl_convert.vegalite_to_svg(with_rows(json.loads(spec.read_text())), vl_version=VEGA_LITE)
    return differences(Drawing(ours.read_text()), Drawing(theirs))


def main():
    lscp, names = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    specs = [s for s in sorted(SPECS.glob("*.json")) if not names or any(n in s.stem for n in names)]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for spec in specs:
            found = compare(lscp, spec, pathlib.Path(folder))
            if found:
                failed += 1
                print(f"{spec.name}:")
                for line in found:
                    print(f"    {line}")
    print(f"conformance: {len(specs) - failed} passed, {failed} failed")
    sys.exit(failed > 0 or not specs)


if __name__ == "__main__":
    main()
