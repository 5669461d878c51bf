"""Reads an SVG by geometry and text alone, and compares two."""

import math
import re
import xml.etree.ElementTree as ET
from collections import Counter

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray")
OWN = ("opacity", "fill-opacity", "stroke-opacity")
IDENTITY = (1, 0, 0, 1, 0, 0)
NAMES = {"white": "#ffffff", "black": "#000000", "firebrick": "#b22222", "red": "#ff0000"}

# How far apart, in pixels, two places may be and still be the same.
PLACE = 1.1
LABEL = 6
# Panels may be laid out more freely.
PANEL = 60


# Matrices (a, b, c, d, e, f), as in SVG.

def times(m, n):
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f)


def transform(text):
    m = IDENTITY
    for name, written in re.findall(r"(\w+)\(([^)]*)\)", text or ""):
        v = [float(x) for x in re.findall(NUMBER, written)]
        if name == "translate":
            m = times(m, (1, 0, 0, 1, v[0], v[1] if len(v) > 1 else 0))
        elif name == "scale":
            m = times(m, (v[0], 0, 0, v[1] if len(v) > 1 else v[0], 0, 0))
        elif name == "rotate":
            r = math.radians(v[0])
            m = times(m, (math.cos(r), math.sin(r), -math.sin(r), math.cos(r), 0, 0))
    return m


def apply(m, x, y):
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


# Shapes

def arc_points(x0, y0, r, large, sweep, x1, y1):
    dx, dy = x1 - x0, y1 - y0
    d = math.hypot(dx, dy)
    if d == 0 or r == 0:
        return []
    r = max(r, d / 2)
    h = math.sqrt(max(0, r * r - d * d / 4)) * (1 if bool(large) != bool(sweep) else -1)
    cx, cy = (x0 + x1) / 2 - h * dy / d, (y0 + y1) / 2 + h * dx / d
    a, b = math.atan2(y0 - cy, x0 - cx), math.atan2(y1 - cy, x1 - cx)
    if sweep and b < a:
        b += 2 * math.pi
    if not sweep and b > a:
        b -= 2 * math.pi
    return [(cx + r * math.cos(a + (b - a) * k / 8), cy + r * math.sin(a + (b - a) * k / 8)) for k in range(1, 8)]


def path_points(data):
    """The vertices of a path, with points on its curves."""
    tokens = re.findall(r"[A-Za-z]|" + NUMBER, data)
    points, command, i = [], None, 0
    x = y = start_x = start_y = 0.0
    counts = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
        kind = command.upper()
        v = [float(t) for t in tokens[i:i + counts[kind]]]
        i += counts[kind]
        ox, oy = (x, y) if command.islower() else (0, 0)
        if kind == "Z":
            x, y = start_x, start_y
            continue
        if kind == "C":
            ends = [(x, y)] + [(v[k] + ox, v[k + 1] + oy) for k in (0, 2, 4)]
            for t in (0.25, 0.5, 0.75):
                w = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3)
                points.append(tuple(sum(p[axis] * k for p, k in zip(ends, w)) for axis in (0, 1)))
            x, y = ends[3]
        elif kind == "A":
            points += arc_points(x, y, v[0], v[3], v[4], v[5] + ox, v[6] + oy)
            x, y = v[5] + ox, v[6] + oy
        elif kind == "H":
            x = v[0] + ox
        elif kind == "V":
            y = v[0] + oy
        else:
            x, y = v[0] + ox, v[1] + oy
            if kind == "M":
                start_x, start_y = x, y
                command = "l" if command.islower() else "L"
        points.append((x, y))
    return points


def color(value):
    if value in (None, "none", "transparent"):
        return None
    value = NAMES.get(value.strip().lower(), value.strip().lower())
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        value = "#" + "".join(2 * digit for digit in value[1:])
    if value.startswith("#"):
        return tuple(int(value[k:k + 2], 16) for k in (1, 3, 5))
    if value.startswith("rgb"):
        return tuple(round(float(x)) for x in re.findall(NUMBER, value)[:3])
    return value


class Shape:
    """What one element draws: a kind, its points, its look, and for text what it says."""

    def __init__(self, kind, points, look, text=None):
        self.kind, self.points, self.text = kind, points, text
        self.fill, self.stroke = color(look.get("fill")), color(look.get("stroke"))
        self.width = float(look.get("stroke-width", 1))
        if self.width == 0:
            self.stroke = None
        dash = look.get("stroke-dasharray")
        self.dash = None if self.stroke is None or dash in ("", "1,0") else dash
        self.opacity = float(look.get("opacity", 1))
        self.fill_opacity = float(look.get("fill-opacity", 1))

    @property
    def box(self):
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return (min(xs), min(ys), max(xs), max(ys))

    @property
    def size(self):
        left, top, right, bottom = self.box
        return (round(right - left, 1), round(bottom - top, 1))

    @property
    def is_visible(self):
        if self.kind == "text":
            return self.opacity > 0 and self.text.strip() != ""
        return self.opacity > 0 and (self.fill is not None or self.stroke is not None)


def shape(element, m, look):
    kind = element.tag.replace(SVG, "")

    def number(name):
        return float(element.get(name, 0))

    text = None
    if kind == "rect":
        x, y, w, h = (number(n) for n in ("x", "y", "width", "height"))
        points = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    elif kind == "circle":
        x, y, r = (number(n) for n in ("cx", "cy", "r"))
        points = [(x - r, y), (x, y - r), (x + r, y), (x, y + r)]
    elif kind == "line":
        points = [(number("x1"), number("y1")), (number("x2"), number("y2"))]
    elif kind == "path":
        points = path_points(element.get("d") or "")
    elif kind == "text":
        lines = list(element)
        text = " / ".join("".join(line.itertext()) for line in lines) if lines else "".join(element.itertext())
        x = float(lines[0].get("x", 0)) if lines and element.get("x") is None else number("x")
        points = [(x, number("y"))]
    else:
        return None
    return Shape(kind, [apply(m, x, y) for x, y in points], look, text) if points else None


# Drawings

class Drawing:
    """The parts of a drawing by what they are: groups of marks (with their plot's origin), axes, legends, all texts."""

    def __init__(self, svg):
        root = ET.fromstring(svg)
        self.marks, self.axes, self.legends, self.texts = [], [], [], []
        self.is_vega = "marks" in (root.get("class") or "")
        self.plots = set()
        self.visit(root, IDENTITY, {}, (0, 0))

    def visit(self, element, outer, look, origin):
        m = times(outer, transform(element.get("transform")))
        classes = (element.get("class") or "").split()
        own = {**look, **{k: element.get(k) for k in INHERITED if element.get(k) is not None}}
        if element in self.plots:
            origin = (m[4], m[5])
        if "role-frame" in classes or "role-scope" in classes and any(
                c == "cell" or c.endswith(("_cell", "_group")) for c in classes):
            self.plots.update(element)
        is_group = element.tag == SVG + "g"
        if is_group and ("role-mark" in classes and "mark-group" not in classes or classes == ["marks"]):
            place = origin if self.is_vega else (m[4], m[5])
            found = self.shapes(element, outer, look)
            for each in found:
                each.points = [(x - place[0], y - place[1]) for x, y in each.points]
            if found:
                self.marks.append((place, found))
        if is_group and ("role-axis" in classes or classes in (["axis"], ["grid"])):
            self.axes.append(self.shapes(element, outer, look))
        if is_group and ("role-legend" in classes or classes == ["legend"]):
            self.legends.append(self.shapes(element, outer, look))
        if element.tag == SVG + "text":
            found = shape(element, m, {**own, **{k: element.get(k) for k in OWN if element.get(k)}})
            if found and found.is_visible:
                self.texts.append(found.text.strip())
        for child in element:
            self.visit(child, m, own, origin)

    def shapes(self, element, outer, look):
        """What an element and all in it draw."""
        if element.get("class") in ("background", "foreground"):
            return []
        m = times(outer, transform(element.get("transform")))
        inherited = {**look, **{k: element.get(k) for k in INHERITED if element.get(k) is not None}}
        own = {**inherited, **{k: element.get(k) for k in OWN if element.get(k) is not None}}
        found = shape(element, m, own)
        result = [found] if found and found.is_visible else []
        for child in element:
            if element.tag != SVG + "text":
                result += self.shapes(child, m, inherited)
        return result


# Differences

def near(a, b, tolerance=PLACE):
    return abs(a - b) <= tolerance


def same_color(a, b):
    if isinstance(a, tuple) and isinstance(b, tuple):
        return all(near(x, y, 3) for x, y in zip(a, b))
    return a == b


def differences(ours, theirs):
    """Sentences on how one drawing differs from the other; none where they say the same."""
    return (text_differences(ours, theirs) + mark_differences(ours, theirs) + axis_differences(ours, theirs)
            + legend_differences(ours, theirs))


def text_differences(ours, theirs):
    a, b = Counter(ours.texts), Counter(theirs.texts)
    if a == b:
        return []
    return [f"texts: only ours {sorted((a - b).elements())[:12]}, only theirs {sorted((b - a).elements())[:12]}"]


def mark_differences(ours, theirs):
    a = [s for _, group in ours.marks for s in group]
    b = [s for _, group in theirs.marks for s in group]
    if len(a) != len(b):
        return [f"{len(a)} marks for {len(b)}"]
    found = [f"mark {i}: {why}" for i, (p, q) in enumerate(zip(a, b)) if (why := shape_difference(p, q))]
    return found[:3] + ([f"{len(found)} marks of {len(a)} differ"] if len(found) > 3 else [])


def shape_difference(p, q):
    if (p.kind == "text") != (q.kind == "text"):
        return f"{p.kind} for {q.kind}"
    if p.text != q.text:
        return f"text {p.text!r} for {q.text!r}"
    if not all(near(x, y) for x, y in zip(p.box, q.box)):
        return f"box {[round(v, 1) for v in p.box]} for {[round(v, 1) for v in q.box]}"
    if p.kind == q.kind == "path" and len(p.points) == len(q.points):
        for u, v in zip(p.points, q.points):
            if not near(u[0], v[0]) or not near(u[1], v[1]):
                return f"point {u} for {v}"
    if not same_color(p.fill, q.fill) or not same_color(p.stroke, q.stroke):
        return f"colours {p.fill} and {p.stroke} for {q.fill} and {q.stroke}"
    if p.fill and not near(p.opacity * p.fill_opacity, q.opacity * q.fill_opacity, 0.02):
        return f"opacity {p.opacity} for {q.opacity}"
    if p.stroke and p.kind != "text" and (not near(p.width, q.width, 0.1) or p.dash != q.dash):
        return f"stroke {p.width} {p.dash} for {q.width} {q.dash}"
    return None


def axis_differences(ours, theirs):
    """Labels that stand elsewhere, seen from the first plot."""
    def labels(drawing):
        ox, oy = drawing.marks[0][0] if drawing.marks else (0, 0)
        return [(s.text.strip(), s.points[0][0] - ox, s.points[0][1] - oy)
                for shapes in drawing.axes for s in shapes if s.kind == "text"]

    tolerance = LABEL if len(theirs.axes) < 5 else PANEL
    rest, found = labels(theirs), []
    for text, x, y in labels(ours):
        same = [(abs(x - u) + abs(y - v), k) for k, (t, u, v) in enumerate(rest) if t == text]
        if not same:
            continue
        distance, k = min(same)
        if distance > tolerance:
            found.append(f"axis label {text!r} is {distance:.0f} pixels away")
        rest.pop(k)
    return found[:4]


def legend_differences(ours, theirs):
    if len(ours.legends) != len(theirs.legends):
        return [f"{len(ours.legends)} legends for {len(theirs.legends)}"]
    found = []
    for a, b in zip(ours.legends, theirs.legends):
        texts = [sorted(s.text for s in shapes if s.kind == "text") for shapes in (a, b)]
        if texts[0] != texts[1]:
            found.append(f"legend {texts[0]} for {texts[1]}")
            continue
        swatches = [[s for s in shapes if s.kind != "text"] for shapes in (a, b)]
        if len(swatches[1]) == 1 and len(swatches[0]) > 1:
            # A gradient, which we draw in slices.
            continue
        if len(swatches[0]) != len(swatches[1]):
            found.append(f"{len(swatches[0])} swatches for {len(swatches[1])}")
        for p, q in zip(*swatches):
            if not same_color(p.fill, q.fill) or not same_color(p.stroke, q.stroke) or p.dash != q.dash:
                found.append(f"swatch {p.fill} {p.stroke} {p.dash} for {q.fill} {q.stroke} {q.dash}")
            elif not all(near(x, y, 1.5) for x, y in zip(p.size, q.size)) or not near(p.opacity, q.opacity, 0.02):
                found.append(f"swatch of {p.size}, opacity {p.opacity}, for {q.size}, {q.opacity}")
    return found[:4]
