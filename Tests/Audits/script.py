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
