"""What the audits ask a page, as JavaScript that runs in it."""

from __future__ import annotations

RECORD_VIOLATIONS = """
window.lscpViolations = [];
document.addEventListener("securitypolicyviolation", event => window.lscpViolations.push([
  `${event.sourceFile || "page"}:${event.lineNumber}`,
  `${event.violatedDirective} blocks ${event.blockedURI} ${event.sample}`]));
"""

LIST_VIOLATIONS = "() => window.lscpViolations"

LIST_STORED = """async () => ({
  cookie: document.cookie ? [document.cookie] : [],
  localStorage: Object.keys(localStorage),
  sessionStorage: Object.keys(sessionStorage),
  indexedDB: (await indexedDB.databases()).map(database => database.name),
})"""

# A short selector that finds the element again: its id, or the way down from the nearest ancestor that has one.
_SELECTOR = """
const selector = element => {
  const steps = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    if (at.id) { steps.unshift("#" + CSS.escape(at.id)); break; }
    const alike = [...at.parentElement.children].filter(child => child.tagName === at.tagName);
    steps.unshift(at.localName + (alike.length > 1 ? `:nth-of-type(${alike.indexOf(at) + 1})` : ""));
  }
  return steps.join(" > ");
};
"""

# Colours as numbers, and the contrast of two (WCAG 2.2, "contrast ratio").
_COLORS = """
  const parse = color => (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
"""

# Names the elements that stick out and hold none that do; if none can be told, the page itself.
FIND_OVERFLOW = (
    "() => {"
    + _SELECTOR
    + """
  const root = document.scrollingElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return [];
  const scrolls = element => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element));
  const innermost = out.filter(element => !out.some(other => other !== element && element.contains(other)));
  const found = innermost.map(element =>
    [selector(element), `ends at ${Math.ceil(element.getBoundingClientRect().right)} of ${width} pixels`]);
  return found.length ? found : [["html", `the page is ${root.scrollWidth} of ${width} pixels wide`]];
}"""
)

# 1.4.10 and 2.4.1: the focused element is a link, can be seen, and leads to the main content.
FAULT_OF_SKIP_LINK = """() => {
  const link = document.activeElement, main = document.querySelector("main");
  if (link.localName !== "a" || !link.hash || link.pathname !== location.pathname)
    return `the first Tab stop is ${link.outerHTML.slice(0, 80)}, not a link to the main content`;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target || !main || !(target.contains(main) || main.contains(target)))
    return `${link.hash} is not the main content`;
  const box = link.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return link.contains(seen) ? null : "the link is focused but cannot be seen";
}"""

# One entry for each piece of text that is shown. A control may need a script to be of use, so it is left out.
LIST_MAIN_TEXT = """() => {
  const main = document.querySelector("main");
  if (!main) return [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.replace(/\\s+/g, " ").trim(), parent = walker.currentNode.parentElement;
    if (!text || parent.closest("button, dialog, [role=status], [role=alert], [aria-live], script, style")) continue;
    if (parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) found.push(text);
  }
  return found;
}"""

# Readers may have text of twice the size (WCAG 1.4.4), or with wide spacing (1.4.12).
LARGE_TEXT = ":root { font-size: 200% !important }"
WIDE_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""

# A style that the policy allows, since no page brings it.
ADOPT_STYLE = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""
DROP_STYLE = "() => { document.adoptedStyleSheets = []; }"

# Text in a box that hides what does not fit; boxes of a pixel hold text for screen readers.
FIND_CLIPPED = (
    "() => {"
    + _SELECTOR
    + """
  const hides = value => value === "hidden" || value === "clip";
  const texts = element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found.filter(text =>
      text.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  };
  const faults = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") || element.clientWidth <= 1 || element.clientHeight <= 1) continue;
    const style = getComputedStyle(element), [across, down] = [hides(style.overflowX), hides(style.overflowY)];
    if (!across && !down) continue;
    const box = element.getBoundingClientRect(), range = document.createRange();
    const cut = texts(element).find(text => {
      range.selectNodeContents(text);
      return [...range.getClientRects()].some(at => at.width > 1 && at.height > 1
        && (across && (at.right > box.right + 1 || at.left < box.left - 1)
          || down && (at.bottom > box.bottom + 1 || at.top < box.top - 1)));
    });
    if (cut) faults.push([selector(element), `“${cut.data.trim().slice(0, 40)}” does not fit`]);
  }
  return faults;
}"""
)

# 1.3.2 and 2.4.3: what is shown in another order than it is written is read and reached in the wrong one.
FIND_REORDERED = (
    "() => {"
    + _SELECTOR
    + """
  return [...document.body.querySelectorAll("*")].filter(element => {
    const style = getComputedStyle(element);
    return style.order !== "0" || style.display.endsWith("flex") && style.flexDirection.endsWith("reverse");
  }).map(element => [selector(element), "is shown in another order than it is written"]);
}"""
)

# Takes the stylesheets away, and opens what readers can open; gives the pictures whose size only they knew.
DROP_STYLESHEETS = (
    "() => {"
    + _SELECTOR
    + """
  for (const sheet of document.styleSheets) sheet.disabled = true;
  for (const details of document.querySelectorAll("details")) details.open = true;
  return [...document.querySelectorAll("svg, img, video")]
    .filter(picture => !picture.parentElement.closest("svg"))
    .filter(picture => !picture.hasAttribute("width") || !picture.hasAttribute("height"))
    .map(picture => [selector(picture), "has no width and height of its own"]);
}"""
)

# Text that its ground swallows, in the colours that are really shown.
FIND_FAINT = (
    "() => {"
    + _SELECTOR
    + _COLORS
    + """
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0.5) return color;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll("*")].filter(element => !element.closest("svg, option")
    && [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && contrast(parse(getComputedStyle(element).color), ground(element)) < 4.5)
    .map(element => [selector(element), `${getComputedStyle(element).color} on ${ground(element)}`]);
}"""
)

# Where the keyboard stands; null at the page's end. A stop must be seen (2.4.7), and nothing may cover it (2.4.11).
DESCRIBE_STOP = (
    "() => {"
    + _SELECTOR
    + _COLORS
    + """
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const seen = window.lscpStops ??= new Set();
  const faults = [], isSecond = seen.has(element);
  seen.add(element);
  if (isSecond) return { where: selector(element), isSecond, faults };
  const isOpaque = color => color.length < 4 || color[3] > 0.5;
  let ground = [255, 255, 255];
  for (let at = element.parentElement; at; at = at.parentElement) {
    const color = parse(getComputedStyle(at).backgroundColor);
    if (isOpaque(color)) { ground = color; break; }
  }
  const style = getComputedStyle(element), marks = [];
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) marks.push(parse(style.outlineColor));
  for (const shadow of style.boxShadow.matchAll(/(rgba?\\([^)]*\\)|color\\([^)]*\\))/g)) marks.push(parse(shadow[0]));
  if (!marks.some(mark => isOpaque(mark) && contrast(mark, ground) >= 3)) faults.push(["focus-visible", "no mark"
    + ` of 3:1 on its ground shows that the focus is here (outline ${style.outline}, ground ${ground})`]);
  const boxes = [...element.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const inside = boxes.filter(box => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
  if (!inside.length) faults.push(["focus-obscured", "has the focus where it cannot be seen"]);
  for (const box of inside.slice(0, 3)) {
    const [left, right] = [Math.max(box.left, 0) + 2, Math.min(box.right, innerWidth) - 2];
    const [top, bottom] = [Math.max(box.top, 0) + 2, Math.min(box.bottom, innerHeight) - 2];
    const spots = [[(left + right) / 2, (top + bottom) / 2], [left, top], [right, top], [left, bottom], [right, bottom]];
    for (const [x, y] of spots) {
      const hit = document.elementFromPoint(x, y);
      if (!hit || element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element) continue;
      if (boxes.length > 1 && hit.contains(element.parentElement)) continue;
      faults.push(["focus-obscured", `is covered by ${selector(hit)}`]);
      break;
    }
  }
  return { where: selector(element), isSecond, faults };
}"""
)

# What the keyboard can reach but has not; of a group of radio buttons it reaches one.
LIST_UNREACHED = (
    "() => {"
    + _SELECTOR
    + """
  const stops = "a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]";
  return [...document.querySelectorAll(stops)].filter(element => !window.lscpStops?.has(element)
    && element.tabIndex >= 0 && !element.disabled && element.type !== "radio" && element.type !== "hidden"
    && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && element.getClientRects().length && !element.closest("[inert]")).map(selector);
}"""
)

RECORD_SHIFTS = """
window.lscpShift = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.lscpShift += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""

# Some frames after all is there.
SHIFT_AFTER_LOADING = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
  return window.lscpShift;
}"""

# The text that paper must show, the menus it must not, and each heading with the first text after it.
LIST_PRINTABLE = """() => {
  const squeezed = node => node.textContent.replace(/\\s+/g, " ").trim();
  const shown = element => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let at = element; at && at.localName !== "main"; at = at.parentElement) {
      const box = at.getBoundingClientRect();  // A box of one pixel holds text for screen readers.
      if ((box.width <= 1 || box.height <= 1) && getComputedStyle(at).overflow !== "visible") return false;
    }
    return true;
  };
  const spared = "nav, form, button, dialog, svg, script, style, noscript, .no-print";
  const main = document.querySelector("main"), headings = [], texts = [];
  const walker = document.createTreeWalker(main || document.createElement("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = squeezed(walker.currentNode), parent = walker.currentNode.parentElement;
    if (!text || parent.closest(spared) || !shown(parent)) continue;
    const heading = parent.closest("h1, h2, h3, h4, h5, h6");
    const last = headings[headings.length - 1];
    if (last && last.element !== heading && last.following === undefined) last.following = text;
    if (heading && (!last || last.element !== heading)) headings.push({ element: heading });
    texts.push(text);
  }
  const menus = [...document.querySelectorAll("nav")].filter(menu => !menu.closest("main"));
  return {
    main: texts,
    navigation: menus.map(menu => [...menu.querySelectorAll("a")].map(squeezed))
      .filter(labels => labels.length > 1).map(labels => labels.join(" ")),
    headings: headings.filter(heading => heading.following)
      .map(heading => [squeezed(heading.element), heading.following]),
  };
}"""
