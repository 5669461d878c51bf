"""What Vega says, as tables for the tests beside this folder.

Run by hand where a table is to change: pip install vl-convert-python==1.9.0, then TZ=UTC python3 golden.py.
Each line is a case: what is done, what it is given, and last what Vega (in vl-convert) made of it.
"""

import json
import pathlib
import random

import vl_convert

FOLDER = pathlib.Path(__file__).parent


def texts(scenegraph):
    """The text of every item of text, in the order of drawing."""
    if isinstance(scenegraph, dict):
        if scenegraph.get("marktype") == "text":
            for item in scenegraph["items"]:
                yield item.get("text", "")
        for value in scenegraph.values():
            yield from texts(value)
    elif isinstance(scenegraph, list):
        for value in scenegraph:
            yield from texts(value)


def evaluate(expressions):
    """The values of expressions as texts."""
    found = []
    for start in range(0, len(expressions), 200):
        part = expressions[start : start + 200]
        signals = [{"name": f"s{i}", "update": e} for i, e in enumerate(part)]
        listed = "[" + ",".join(f"''+s{i}" for i in range(len(part))) + "][datum.i]"
        found += texts(
            vl_convert.vega_to_scenegraph(
                {
                    "data": [{"name": "t", "values": [{"i": i} for i in range(len(part))]}],
                    "signals": signals,
                    "marks": [
                        {"type": "text", "from": {"data": "t"}, "encode": {"enter": {"text": {"signal": listed}}}}
                    ],
                }
            )
        )
    return found


def write(name, cases):
    lines = ["\t".join(str(part).replace("\t", " ").replace("\n", "\\n") for part in case) for case in cases]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


# --- Formats, texts and dates

NUMBERS = [
    0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, 0.05, 0.15, 1.005, 1.45, 123.456, 999.95, 999.5, 1000, 1234.5, 12345.678,
    -98765.4321, 1e6, 1e9, 1.5e-7, 0.000123, 1e21, 1.23e25, 1e-20, 24629, 38.6, 0.14283, 42e6, 5e-324,
]  # fmt: skip
FORMATS = [
    "", ",", ",d", "d", ".0f", ".1f", ".2f", ".0%", ".1%", "~s", "s", ".2s", "+", "+,.1f", "$", "$,.2f", "($,.2f", "e",
    ".2e", ".0e", "g", ".3g", "r", ".2r", "p", ".2p", "~%", "n", "b", "o", "x", "X", "#x", "08d", "010,d", "08.2f",
    ",.1f", "~f", "~e", "<10d", "^10d", "=10d", "*^12,.1f", " d", "(d", "c", "+.1~%", ".12~g", "z", "$~s", "_>8d",
    ".30f", ".25g",
]  # fmt: skip
TIMES = [
    "%Y", "%y", "%b", "%B", "%d", "%-d", "%e", "%m", "%-m", "%H", "%I", "%M", "%S", "%L", "%f", "%p", "%j", "%a", "%A",
    "%u", "%w", "%U", "%W", "%V", "%G", "%g", "%q", "%Q", "%s", "%Z", "%c", "%x", "%X", "%%", "%d %b %Y", "%_d",
    "Q%q %Y", "%-I %p",
]  # fmt: skip
MOMENTS = [0, 1546300800000, 1546300799999, 951782400000, -1000000000000, -62135596800000, 253402300799999]
TEXTS = [
    "", "  ", " 12 ", "1e3", "-1.5", "+3", "0x1F", "0b11", "0o17", "1_000", "1,000", "abc", "Infinity", "-Infinity",
    ".5", "5.", "-.5e-3", "1e", "--1", "12px", "1 2", "0x", "NaN", "1e400", "00012", "9007199254740993",
    "123456789.123456789", "1e-400",
]  # fmt: skip
DATES = [
    "2018", "2018-12", "2018-12-17", "2018-12-17T09:30", "2018-12-17T09:30:15Z", "2018-12-17T09:30:15.123Z",
    "2018-12-17T09:30:15+01:00", "2018-12-17 09:30", "Jan 1 2000", "January 2000", "1 Jan 2000", "Jan 1, 2000",
    "Dec 17, 2018 9:30 PM", "12/17/2018", "2018/12/17", "17/12/2018", "2018/19", "2018/12", "1/2/03", "12", "abc",
    "Q1 2018", "2018-13-01", "2018-02-30", "Mon, 17 Dec 2018 09:30:00 GMT", "17 December 2018", "17th December 2018",
    "2018-1-5", "1970/1/1", "Sat Jan 01 2000", "Sept 5 2011", "5 Sept", "20:30", "2018.5", "32 Jan 2018",
    "2018-12-17T24:00", "-000001-01-01", "+012018-01-01", "1999-12-31T23:59:60Z", "Feb 29 2019",
]  # fmt: skip
EXPRESSIONS = (FOLDER / "expressions.txt").read_text(encoding="utf-8").splitlines()


def formats():
    dice = random.Random(7)
    cases, expressions = [], []

    def add(expression, *case):
        cases.append(case)
        expressions.append(expression)

    for form in FORMATS:
        for number in NUMBERS:
            add(f"format({number!r},{json.dumps(form)})", "number", form, repr(float(number)))
    for _ in range(200):
        form = dice.choice(FORMATS)
        number = dice.choice([dice.uniform(-1000, 1000), 10 ** dice.uniform(-30, 30), dice.randint(-99999, 99999) / 8])
        add(f"format({number!r},{json.dumps(form)})", "number", form, repr(number))
    for number in NUMBERS + [10 ** dice.uniform(-30, 30) for _ in range(100)] + [2**53, 1e15, 1e16, 1e20, 1e22, 1e-6]:
        add(f"''+({float(number)!r})", "shortest", repr(float(number)))
    moments = MOMENTS + [dice.randint(-(10**12), 2 * 10**12) for _ in range(8)]
    for form in TIMES:
        for moment in moments:
            add(f"utcFormat({moment},{json.dumps(form)})", "time", form, moment)
    days = [1546300800000 + 86400000 * day for day in range(0, 90, 7)]
    for moment in moments + days + [1546300800000 + 5400999 * part for part in range(9)]:
        add(f"utcFormat({moment})", "multiple", moment)
    for text in TEXTS:
        add(f"''+(+{json.dumps(text)})", "value", text)
        add(f"''+parseFloat({json.dumps(text)})", "leading", text)
    for text in DATES:
        add(f"''+(+toDate({json.dumps(text)}))", "date", text)
    for expression in EXPRESSIONS:
        add(f"({expression})", "expression", expression)
    write("formats.tsv", [case + (value,) for case, value in zip(cases, evaluate(expressions))])


# --- Scales


def axis(scale, counts, probes, form=None):
    """The domain of a scale, where numbers lie and what its places mean; and for each count the labels of an axis."""
    axes = []
    for count in counts:
        label = {"update": {"text": {"signal": "datum.label+'@'+(+datum.value)"}}}
        axes.append({"orient": "bottom", "scale": "s", "labelOverlap": False, "encode": {"labels": label}})
        if count:
            axes[-1]["tickCount"] = count
        if form:
            axes[-1]["format"] = form
    places = [f"''+scale('s',{p!r})+'~'+(+invert('s',scale('s',{p!r})))" for p in probes]
    signal = "join([''+join([+domain('s')[0],+peek(domain('s'))],',')," + ",".join(places) + "],';')"
    scenegraph = vl_convert.vega_to_scenegraph(
        {
            "width": 400,
            "height": 100,
            "scales": [scale],
            "axes": axes,
            "marks": [{"type": "text", "encode": {"update": {"text": {"signal": signal}}}}],
        }
    )
    labels, probe = [], []

    def walk(node):
        if isinstance(node, dict):
            if node.get("role") == "axis-label":
                labels.append("|".join(item["text"] for item in node["items"]))
            elif node.get("marktype") == "text":
                probe.extend(item["text"] for item in node["items"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(scenegraph)
    return probe[-1], labels


def scales():
    dice = random.Random(11)
    cases = []

    def add(kind, low, high, nice, counts, shares, **options):
        probes = [low + (high - low) * share for share in shares]
        scale = {"name": "s", "type": kind, "domain": [low, high], "range": "width", "nice": nice, **options}
        name = kind + str(options.get("base", ""))
        probe, labels = axis(scale, counts, probes)
        for count, label in zip(counts, labels):
            cases.append(
                ("scale", name, repr(low), repr(high), int(nice), count or 10, ";".join(map(repr, probes)), probe, label)
            )

    for _ in range(60):
        low = dice.choice([0, 0, dice.uniform(-100, 100), dice.uniform(0, 1), dice.randint(-1000, 1000)])
        high = low + dice.choice([dice.uniform(0, 1), dice.randint(1, 5000), dice.uniform(0, 1e7), 10 ** dice.randint(-6, 8)])
        if dice.random() < 0.1:
            low, high = high, low
        kind = dice.choice(["linear", "linear", "linear", "sqrt", "pow", "symlog"])
        options = {"exponent": 2} if kind == "pow" else {}
        add(kind, low, high, dice.random() < 0.5, [dice.randint(1, 12), None], (0, 0.25, 0.7, 1.2), zero=False, **options)
    for _ in range(20):
        low = 10 ** dice.uniform(-4, 3)
        high = low * 10 ** dice.uniform(0.2, 7)
        base = dice.choice([10, 10, 2])
        add("log", low, high, dice.random() < 0.5, [dice.randint(1, 12)], (0, 0.25, 1), zero=False, base=base)
    day = 86400000
    for span in [30e3, 300e3, 36e5, 6 * 36e5, day, 3 * day, 7 * day, 20 * day, 60 * day, 200 * day, 999 * day, 9999 * day]:
        for kind in ["time", "utc"]:
            low = dice.randint(0, 1700000000000)
            high = int(low + span * dice.uniform(0.5, 1.8))
            add(kind, low, high, dice.random() < 0.5, [dice.randint(2, 12)], (0, 0.5))
    for form in ["s", "~s", ".2s", "%", ".1%", "d", ",.0f", ".2f", "e", "g", "$,f", "p", "r", ".3", "+"]:
        for low, high in [(0, 1), (0, 2500000), (-5, 5), (0, 0.02), (1000, 1004)]:
            scale = {"name": "s", "type": "linear", "domain": [low, high], "range": "width", "zero": False}
            cases.append(("labels", "linear", form, low, high, 5, axis(scale, [5], [], form)[1][0]))
    for form in ["", "s", "%", ".1f", "d", "e"]:
        for low, high in [(1, 1000), (0.01, 50), (3, 4000)]:
            scale = {"name": "s", "type": "log", "domain": [low, high], "range": "width", "zero": False}
            cases.append(("labels", "log10", form, low, high, 10, axis(scale, [10], [], form)[1][0]))
    for _ in range(40):
        kind = dice.choice(["band", "point"])
        count = dice.randint(0, 9)
        inner, outer, align = dice.choice([0, 0.1, 0.2, 1]), dice.choice([0, 0.05, 0.5, 1]), dice.choice([0.5, 0, 0.3])
        rounds, extent = dice.random() < 0.5, dice.choice([[0, 400], [300, 0], [10, 33]])
        names = [f"k{i}" for i in range(count)]
        scale = {"name": "s", "type": kind, "domain": names, "range": extent, "align": align, "round": rounds}
        scale |= {"paddingInner": inner, "paddingOuter": outer} if kind == "band" else {"padding": outer}
        parts = ",".join([f"''+scale('s','{name}')" for name in names] + ["''+bandwidth('s')"])
        mark = {"type": "text", "encode": {"update": {"text": {"signal": f"join([{parts}],',')"}}}}
        value = list(texts(vl_convert.vega_to_scenegraph({"scales": [scale], "marks": [mark]})))[0]
        cases.append((kind, count, inner, outer, align, int(rounds), *extent, value))
    for _ in range(80):
        low = dice.choice([0, dice.uniform(-100, 100), dice.randint(-1000, 1000)])
        high = low + dice.choice([0, dice.uniform(0, 100), dice.randint(1, 5000), 10 ** dice.randint(-3, 7)])
        options = {"maxbins": dice.choice([1, 2, 6, 10, 20, 100])}
        for name, value in [("step", 2.5), ("nice", False), ("minstep", 1), ("anchor", 1.3)]:
            if dice.random() < 0.15:
                options[name] = value
        numbers = [low + (high - low) * share for share in (0, 0.1, 0.33, 0.5, 0.99, 1, 1.1, -0.1)]
        bin = {"type": "bin", "field": "v", "extent": [low, high], "signal": "bins", **options}
        data = {"name": "t", "values": [{"v": v} for v in numbers], "transform": [bin]}
        signal = "join([''+bins.start,''+bins.stop,''+bins.step],',')+';'+join(pluck(data('t'),'bin0'),',')"
        mark = {"type": "text", "encode": {"update": {"text": {"signal": signal}}}}
        value = list(texts(vl_convert.vega_to_scenegraph({"data": [data], "marks": [mark]})))[0]
        cases.append(("bin", repr(low), repr(high), json.dumps(options), ";".join(map(repr, numbers)), value))
    write("scales.tsv", cases)


# --- Transforms


def rows_of(transforms, values, fields):
    """What Vega-Lite makes of rows: their fields as texts, times with @ before them."""
    tips = [{"field": field, "type": "nominal"} for field in fields]
    spec = {"data": {"values": values}, "transform": transforms, "mark": "point", "encoding": {"tooltip": tips}}
    vega = vl_convert.vegalite_to_vega(spec)
    parts = [
        f"isDate(datum['{f}'])?'@'+(+datum['{f}']):datum['{f}']===null?'null':''+datum['{f}']" for f in fields
    ]
    mark = {
        "type": "text",
        "from": {"data": vega["marks"][0]["from"]["data"]},
        "encode": {"enter": {"text": {"signal": f"join([{','.join(parts)}],'|')"}}},
    }
    return list(texts(vl_convert.vega_to_scenegraph({"data": vega["data"], "marks": [mark]})))


def table(count, seed):
    dice = random.Random(seed)
    return [
        {
            "g": dice.choice("abc"),
            "h": dice.choice("xy"),
            "k": dice.choice([1, 2, 3, 4]),
            "v": dice.choice([None, dice.randint(-20, 50), round(dice.uniform(-5, 30), 2), dice.randint(0, 9)]),
            "w": dice.randint(0, 5),
            "t": 1500000000000 + dice.randint(0, 4 * 10**10),
        }
        for _ in range(count)
    ]


def transforms():
    cases = []
    tables = {"14": table(14, 1), "4": table(4, 3)}
    write("tables.tsv", [(name, json.dumps(rows)) for name, rows in tables.items()])
    cases_of = json.loads((FOLDER / "transforms.json").read_text(encoding="utf-8"))
    for steps, fields, *only in cases_of:
        for name, rows in tables.items():
            # Some say nothing that is well defined of few rows.
            if only and name not in only:
                continue
            cases.append((name, json.dumps(steps), json.dumps(fields), "¶".join(rows_of(steps, rows, fields))))
    write("transforms.tsv", cases)


formats()
scales()
transforms()
