/// What the preview adds to a site: files below `/_preview/`, an address that no page can have.
enum PreviewAssets {
  static let scriptPath = "/_preview/reload.js"
  static let stylesheetPath = "/_preview/overlay.css"
  static let eventsPath = "/_preview/events"

  static let script = Array(scriptText.utf8)
  static let stylesheet = Array(stylesheetText.utf8)

  private static let scriptText = """
    // Reloads the page when there is a newer one, and shows what is wrong with the site over it.
    "use strict";
    {
      const version = new URL(document.currentScript.src).search.slice(1);
      const channel = new BroadcastChannel("lscp-preview");
      let latest, shown, host;

      const hear = (data) => {
        const message = JSON.parse(data);
        if (message.version !== version) location.reload();
        else if (data !== shown) show(message);
        shown = data;
      };

      // Browsers keep six connections to a server. So that many pages can be open, one of them listens to the server
      // and tells the others; when it goes, another takes over.
      const listen = () => new Promise(() => {
        const events = new EventSource("\(eventsPath)");
        events.onmessage = ({ data }) => {
          latest = data;
          channel.postMessage(data);
          hear(data);
        };
      });
      channel.onmessage = ({ data }) => {
        if (data !== "latest?") hear(data);
        else if (latest) channel.postMessage(latest);
      };
      if (navigator.locks) navigator.locks.request("lscp-preview", listen);
      else listen();
      channel.postMessage("latest?");
      // A page that comes back from the browser's memory has heard nothing meanwhile.
      addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

      const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

      const element = (name, className, text = "") => {
        const made = document.createElement(name);
        made.className = className;
        made.textContent = text;
        return made;
      };

      const show = ({ problems, more }) => {
        host?.remove();
        if (!problems.length) return;
        const errors = problems.filter((problem) => problem.severity === "error").length;
        host = document.createElement("lscp-problems");
        const root = host.attachShadow({ mode: "open" });
        const sheet = document.createElement("link");
        sheet.rel = "stylesheet";
        sheet.href = "\(stylesheetPath)";
        const panel = element("section", "overlay");
        panel.setAttribute("aria-label", "Problems of this site");
        panel.setAttribute("role", errors ? "alert" : "status");
        panel.hidden = true;
        sheet.onload = () => { panel.hidden = false; };
        root.append(sheet, panel);
        document.body.append(host);

        const details = element("details", errors ? "error" : "warning");
        details.open = errors > 0;
        const parts = [];
        if (errors) parts.push(count(errors, "error"));
        if (problems.length > errors) parts.push(count(problems.length - errors, "warning"));
        if (more) parts.push(`${more} more in the terminal`);
        const state = errors ? ". You see the site as it was before." : ".";
        details.append(element("summary", "", parts.join(", ") + state));
        const list = document.createElement("ol");
        for (const { severity, ...fields } of problems) {
          const item = element("li", severity);
          for (const [name, text] of Object.entries(fields)) {
            item.append(element(name === "excerpt" ? "pre" : "p", name, text));
          }
          list.append(item);
        }
        details.append(list);
        panel.append(details);
      };
    }

    """

  private static let stylesheetText = """
    :host, :root {
      color-scheme: light dark;
      --text: light-dark(#1a1a1a, #f0f0f0);
      --ground: light-dark(#ffffff, #1c1c1f);
      --line: light-dark(#d0d0d0, #48484c);
      --error: light-dark(#b00020, #ff8a80);
      --warning: light-dark(#7a4d00, #ffcc66);
    }
    .overlay {
      position: fixed;
      inset: auto 0 0 0;
      z-index: 2147483647;
      max-height: 60vh;
      overflow: auto;
      border-top: 4px solid var(--error);
      box-shadow: 0 -4px 24px rgb(0 0 0 / 30%);
    }
    .overlay[role="status"] { border-top-color: var(--warning); }
    .overlay[hidden] { display: none; }
    .overlay, body {
      margin: 0;
      color: var(--text);
      background: var(--ground);
      font: 1rem/1.5 system-ui, sans-serif;
      text-align: start;
    }
    main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
    summary { padding: 0.75rem 1rem; font-weight: bold; cursor: pointer; }
    summary:focus-visible { outline: 3px solid var(--error); outline-offset: -3px; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: 0.75rem 1rem; border-top: 1px solid var(--line); }
    p, pre { margin: 0; overflow-wrap: anywhere; }
    .message { font-weight: bold; }
    .error > .message { color: var(--error); }
    .warning > .message { color: var(--warning); }
    .error > .message::before { content: "Error: "; }
    .warning > .message::before { content: "Warning: "; }
    .place, .excerpt { font: 0.875rem/1.5 ui-monospace, monospace; }
    .excerpt { margin: 0.5rem 0; overflow-x: auto; }
    @media print { .overlay { display: none; } }

    """
}
