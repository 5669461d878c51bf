"""Charts of lscp beside vl-convert and gnuplot, alternating in one run: see README.md.

usage: run.py [--rounds 9] [--bench ../../.build/release/ChartBench]
"""

import argparse
import gzip
import json
import pathlib
import random
import resource
import statistics
import subprocess
import tempfile
import time

import vl_convert

HERE = pathlib.Path(__file__).parent


def csv(rows):
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def charts():
    """Name: CSV rows, our fields, Vega-Lite without its data, a gnuplot command for the CSV file FILE, or WIDE with a
    column a year."""
    dice = random.Random(1)
    areas = ["Leeds", "Bristol", "Sheffield", "Bradford", "Liverpool", "Newcastle", "Manchester", "Birmingham"]
    ten = [["area", "rate"]] + [[name, dice.randint(20, 99)] for name in areas + ["Nottingham", "Derby"]]
    grouped = [["area", "year", "rate"]]
    grouped += [[name, year, dice.randint(20, 99)] for name in areas for year in (2015, 2016, 2017, 2018)]
    line = [["month", "team", "cases"]]
    level = {"North": 120, "East": 100, "South": 60}
    for month in range(60):
        for team in level:
            level[team] = max(5, level[team] + dice.randint(-9, 9))
            line.append([f"{2014 + month // 12}-{month % 12 + 1:02}", team, level[team]])
    scatter = [["x", "y"]] + [[round(dice.gauss(50, 15), 2), round(dice.gauss(50, 15), 2)] for _ in range(5000)]
    number = {"type": "quantitative"}
    return {
        "bars-10": (
            ten,
            "chart: bar\ndata: bars-10.csv\nvalue: rate\nby: area\ntitle: Rates differ between areas\n",
            {"mark": "bar", "encoding": {"y": {"field": "area", "sort": "-x"}, "x": {"field": "rate", **number}}},
            "set style data histogram; set style fill solid; set yrange [0:*]; "
            "plot FILE skip 1 using 2:xtic(1) notitle",
        ),
        "grouped-8x4": (
            grouped,
            "chart: bar\ndata: grouped-8x4.csv\nvalue: rate\nby: area\nsplit: year\ntitle: Rates differ by area\n",
            {
                "mark": "bar",
                "encoding": {
                    "x": {"field": "area"},
                    "xOffset": {"field": "year", "type": "nominal"},
                    "y": {"field": "rate", **number},
                    "color": {"field": "year", "type": "nominal"},
                },
            },
            "set style data histogram; set style fill solid; set yrange [0:*]; set key autotitle columnhead; "
            "plot for [i=2:5] WIDE using i:xtic(1)",
        ),
        "line-3x60": (
            line,
            "chart: line\ndata: line-3x60.csv\nvalue: cases\nby: month\nsplit: team\ntitle: Cases rise and fall\n",
            {
                "mark": "line",
                "encoding": {
                    "x": {"field": "month", "type": "temporal"},
                    "y": {"field": "cases", **number},
                    "color": {"field": "team"},
                },
            },
            "set xdata time; set timefmt '%Y-%m'; set style data lines; plot for [t in 'North East South'] FILE skip 1 "
            "using 1:(stringcolumn(2) eq t ? column(3) : NaN) title t",
        ),
        "scatter-5000": (
            scatter,
            "title: One rises with the other\nvega-lite:\n  data: {url: scatter-5000.csv}\n  mark: point\n  encoding:\n"
            "    x: {field: x, type: quantitative}\n    y: {field: y, type: quantitative}\n",
            {"mark": "point", "encoding": {"x": {"field": "x", **number}, "y": {"field": "y", **number}}},
            "plot FILE skip 1 using 1:2 with points notitle",
        ),
    }


def write(folder):
    """The files that each tool reads."""
    specs = {}
    for name, (rows, fields, spec, plot) in charts().items():
        (folder / f"{name}.csv").write_text(csv(rows))
        (folder / f"{name}.yml").write_text(fields)
        head = rows[0]
        spec = {"data": {"values": [dict(zip(head, row)) for row in rows[1:]]}, **spec}
        (folder / f"{name}.json").write_text(json.dumps(spec))
        specs[name] = (spec, plot.replace("FILE", f"'{folder / name}.csv'").replace("WIDE", f"'{folder / name}.wide'"))
        if name == "grouped-8x4":
            wide = [["area", 2015, 2016, 2017, 2018]]
            wide += [[rows[at][0], *[row[2] for row in rows[at : at + 4]]] for at in range(1, len(rows), 4)]
            (folder / f"{name}.wide").write_text(csv(wide))
    many = folder / "60"
    many.mkdir()
    for index in range(60):
        name = list(specs)[index % 3]
        (many / f"{index:02}.yml").write_text((folder / f"{name}.yml").read_text())
        (many / f"{name}.csv").write_text((folder / f"{name}.csv").read_text())
    return specs


def vega(spec, count):
    start = time.process_time()
    for _ in range(count):
        svg = vl_convert.vegalite_to_svg(spec)
    return (time.process_time() - start) / count, svg.encode()


def children():
    """The processor's time that processes which were started have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def gnuplot(folder, plot):
    """(201 plots - 1 plot) / 200, so that the start of the process does not count."""

    def run(count):
        out = (folder / "gnuplot.svg").as_posix()
        text = "set terminal svg size 600,400; set datafile separator ',';"
        text += f"do for [i=1:{count}] {{ set output '{out}'; {plot} }}"
        start = children()
        subprocess.run(["gnuplot", "-e", text], check=True, stderr=subprocess.DEVNULL)
        return children() - start

    return max(1e-9, run(201) - run(1)) / 200, (folder / "gnuplot.svg").read_bytes()


def ours(bench, folder):
    text = subprocess.run([bench, folder, "0.2"], check=True, capture_output=True, text=True).stdout
    lines = [line.split("\t") for line in text.splitlines()]
    return {(name, style): float(time) / 1e6 for name, style, time, _ in lines}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--bench", default=str(HERE / "../../.build/release/ChartBench"))
    options = parser.parse_args()
    times, sizes = {}, {}

    def note(chart, tool, seconds, svg=None):
        times.setdefault((chart, tool), []).append(seconds)
        if svg is not None:
            sizes[chart, tool] = (len(svg), len(gzip.compress(svg, 9, mtime=0)))

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        specs = write(folder)
        vega(next(iter(specs.values()))[0], 3)
        for _ in range(options.rounds):
            for chart, (spec, plot) in specs.items():
                note(chart, "vl-convert", *vega(spec, 3))
                note(chart, "gnuplot", *gnuplot(folder, plot))
            for (chart, style), seconds in ours(options.bench, folder).items():
                drawn = folder / f"out/{chart}.{style}.svg"
                note(chart, f"lscp {style}", seconds, drawn.read_bytes() if drawn.exists() else None)
            mean = [times[chart, "vl-convert"][-1] for chart in list(specs)[:3]]
            note("60", "vl-convert", sum(mean) * 20)
            mean = [times[chart, "gnuplot"][-1] for chart in list(specs)[:3]]
            note("60", "gnuplot", sum(mean) * 20)
    print("| chart | tool | min | median | bytes | gzip -9 | vl-convert / this, time | bytes |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for chart in [*specs, "60"]:
        for tool in ["vl-convert", "gnuplot", "lscp house", "lscp conform"]:
            if (chart, tool) not in times:
                continue
            least, middle = min(times[chart, tool]), statistics.median(times[chart, tool])
            ratio = min(times[chart, "vl-convert"]) / least
            raw, packed = sizes.get((chart, tool), ("", ""))
            smaller = f"{sizes[chart, 'vl-convert'][0] / raw:.1f}" if raw else ""
            print(
                f"| {chart} | {tool} | {least * 1e3:.3f} ms | {middle * 1e3:.3f} ms | {raw} | {packed} "
                f"| {ratio:.1f} | {smaller} |"
            )


main()
