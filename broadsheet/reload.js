// Added to pages by `serve` only; never written into site/.
"use strict";
(() => {
  const place = "broadsheet-scroll " + location.pathname;
  const closed = "broadsheet-closed";
  const { edition: served, build } = document.currentScript?.dataset ?? {};
  const isDraft = build !== undefined;
  const kept = (work) => { try { return work(sessionStorage); } catch { return null; } };

  let scrolled = kept((store) => store.getItem(place));
  if (scrolled !== null) {
    kept((store) => store.removeItem(place));
    addEventListener("load", () => {
      scrollTo(0, Number(scrolled));
      scrolled = null;
    });
  }

  const made = (name, text, more) => {
    const node = Object.assign(document.createElement(name), more);
    if (text) node.textContent = text;
    return node;
  };

  // In a tree of its own, so that neither the page's styles nor its names reach it.
  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647;
      color-scheme: light dark; pointer-events: none; }
    section, nav { pointer-events: auto; }
    section { max-height: 40vh; overflow: auto; box-sizing: border-box; padding: .5rem 1rem .75rem;
      border-top: 3px solid #a6192e; background: #f3f1ea; color: #1a1a19;
      font: .875rem/1.5 system-ui, sans-serif; }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem;
      padding-bottom: .375rem; }
    h2 { margin: 0; font: inherit; font-weight: 700; color: #a6192e; }
    ul { margin: 0; padding: 0; list-style: none; }
    li { padding: .375rem 0; border-top: 1px solid #d5d2c8; overflow-wrap: anywhere; }
    a, code { font: .8125rem/1.5 ui-monospace, monospace; }
    a { color: #0a4f9e; }
    p { margin: 0; }
    nav { box-sizing: border-box; width: fit-content; margin-inline-start: auto;
      border: solid #a6192e; border-width: 1px 0 0 3px; background: #f3f1ea;
      font: .875rem/1.5 system-ui, sans-serif; }
    nav a { display: block; padding: .25rem .75rem; font: inherit; }
    small { font-size: inherit; color: #5a5853; }
    button { flex: none; white-space: nowrap; min-width: 1.75rem; min-height: 1.75rem;
      padding: .125rem .5rem; font: inherit;
      color: inherit; background: none; border: 1px solid currentColor; border-radius: 3px;
      cursor: pointer; }
    li button { min-height: 1.5rem; padding: 0 .375rem; margin-left: .5rem; font-size: .8125rem; }
    :focus-visible { outline: 3px solid #0a4f9e; outline-offset: 2px; }
    @media (prefers-color-scheme: dark) {
      section, nav { background: #1e2023; color: #e7e5df; border-color: #ff8f8f; }
      h2 { color: #ff8f8f; }
      li { border-top-color: #3a3d42; }
      a { color: #8fbcf5; }
      small { color: #a8a59c; }
      :focus-visible { outline-color: #8fbcf5; }
    }
    @media print { :host { display: none; } }`;

  const copier = (text) => {
    const button = made("button", "Copy", { type: "button" });
    button.setAttribute("aria-label", "Copy " + text);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch { button.textContent = "Cannot copy"; }
    });
    return button;
  };

  const entry = (problem) => {
    const line = made("li");
    const where = problem.address
      ? made("a", problem.place, { href: problem.address })
      : made("code", problem.place);
    const what = made("p", problem.message);
    if (problem.hint) what.append(made("small", " (" + problem.hint + ")"));
    line.append(where, copier(problem.place), what);
    return line;
  };

  const heading = (count) =>
    (count === 1 ? "1 problem" : count + " problems") + " · broken files show as they last were";

  const bar = (problems, end) => {
    const box = made("section", "", { tabIndex: 0 });
    box.setAttribute("aria-label", "Problems");
    const head = made("header");
    const title = made("h2");
    const said = made("span", heading(problems.length));
    said.setAttribute("role", "alert");
    title.append(said);
    const close = made("button", "Close", { type: "button" });
    close.addEventListener("click", end);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
    const list = made("ul");
    list.append(...problems.map(entry));
    head.append(title, close);
    box.append(head, list);
    return box;
  };

  const way = (drafts) => {
    const box = made("nav");
    box.setAttribute("aria-label", "Drafts");
    const text = drafts === 1 ? "1 draft" : drafts + " drafts";
    box.append(made("a", text, { href: "/_broadsheet/drafts/" }));
    return box;
  };

  // What stands at the bottom, before the page; what it covers can be scrolled out from under it.
  const put = (boxes) => {
    document.getElementById("broadsheet-desk")?.remove();
    document.getElementById("broadsheet-room")?.remove();
    if (boxes.length === 0) return;
    const host = made("div", "", { id: "broadsheet-desk" });
    const room = made("div", "", { id: "broadsheet-room" });
    const shade = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    shade.adoptedStyleSheets = [sheet];
    shade.append(...boxes);
    document.body.append(room, host);
    new ResizeObserver(() => { room.style.height = host.offsetHeight + "px"; }).observe(host);
  };

  let shown = "";
  const show = (problems, drafts) => {
    const told = JSON.stringify([problems, drafts]);
    if (told === shown) return;
    shown = told;
    const these = JSON.stringify(problems);
    if (problems.length === 0) kept((store) => store.removeItem(closed));
    const isOpen = problems.length > 0 && kept((store) => store.getItem(closed)) !== these;
    const ways = drafts > 0 && !isDraft ? [way(drafts)] : [];
    const end = () => {
      kept((store) => store.setItem(closed, these));
      put(ways);
    };
    put(isOpen ? [...ways, bar(problems, end)] : ways);
  };

  // Takes the style sheets anew while the page stands; the old ones stay until the new are there.
  const restyle = (version) => {
    document.querySelectorAll("link[data-coming]").forEach((late) => late.remove());
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const fresh = old.cloneNode();
      const address = new URL(old.href);
      address.searchParams.set("style", version);
      fresh.href = address.href;
      fresh.dataset.coming = "";
      fresh.addEventListener("load", () => { old.remove(); delete fresh.dataset.coming; });
      old.after(fresh);
    }
  };

  let seen = build ?? served ?? null;
  let sheets = null;
  const hear = (built) => {
    const edition = isDraft ? built.build : built.edition;
    if (seen !== null && edition !== seen) {
      kept((store) => store.setItem(place, scrolled ?? String(scrollY)));
      location.reload();
      return;
    }
    if (sheets !== null && built.style !== sheets) restyle(built.style);
    seen = edition;
    sheets = built.style;
    show(built.problems, built.drafts);
  };

  // A browser keeps six lines to one server: a page that nobody looks at gives its own up, and
  // asks how things stand when it is looked at again.
  let line = null;
  const listen = () => {
    if (document.visibilityState === "hidden") {
      line?.close();
      line = null;
    } else if (line === null) {
      line = new EventSource("/_broadsheet/events");
      line.addEventListener("built", (event) => hear(JSON.parse(event.data)));
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => { line?.close(); line = null; });
  addEventListener("pageshow", listen);
  listen();
})();
