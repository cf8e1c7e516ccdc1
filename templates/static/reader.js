// Reading comfort: how the page looks, travel by keys, what is new since the last visit.
// The page is whole without it. All that it remembers stays in this browser.
(() => {
  "use strict";

  const root = document.documentElement;
  const { src } = document.currentScript;
  const home = new URL("..", src).pathname;
  const memory = {};

  // Where storage is refused or full, a choice holds for the page alone.
  const recall = (name) => {
    try {
      return JSON.parse(localStorage.getItem(`${home} ${name}`)) ?? memory[name];
    } catch {
      return memory[name];
    }
  };
  const keep = (name, value) => {
    memory[name] = value;
    try {
      localStorage.setItem(`${home} ${name}`, JSON.stringify(value));
    } catch {}
  };
  const list = (value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

  const element = (tag, fields, ...children) => {
    const made = Object.assign(document.createElement(tag), fields);
    made.append(...children);
    return made;
  };

  // ---- how the page looks: a title, what the page is without us, all choices ----

  const LOOKS = {
    theme: ["Colours", "system", { system: "As the system", light: "Light", dark: "Dark" }],
    size: ["Type", "medium", { small: "Small", medium: "Medium", large: "Large" }],
    width: ["Lines", "normal", { normal: "Normal", wide: "Wide" }],
  };

  const chosen = (name) => {
    const [, usual, values] = LOOKS[name];
    const value = recall(name);
    return Object.hasOwn(values, value) ? value : usual;
  };
  const dress = () => {
    for (const name in LOOKS) {
      const value = chosen(name);
      if (value === LOOKS[name][1]) delete root.dataset[name];
      else root.dataset[name] = value;
    }
  };

  const choice = (name, value, text) => {
    const checked = chosen(name) === value;
    const input = element("input", { type: "radio", name: `look-${name}`, value, checked });
    input.addEventListener("change", () => {
      keep(name, value);
      dress();
    });
    return element("label", {}, input, text);
  };
  const fieldset = (name) => {
    const [title, , values] = LOOKS[name];
    const choices = Object.entries(values).map(([value, text]) => choice(name, value, text));
    return element("fieldset", {}, element("legend", { textContent: title }), ...choices);
  };
  const offerLooks = () => {
    const masthead = document.querySelector(".masthead");
    if (!masthead) return;
    const summary = element("summary", { textContent: "Display" });
    const panel = element("div", {}, ...Object.keys(LOOKS).map(fieldset));
    const menu = element("details", { className: "display" }, summary, panel);
    masthead.prepend(menu);
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      summary.focus();
    });
  };

  // ---- items: the headlines of a list ----

  const items = () =>
    [...document.querySelectorAll("main a.headline")].filter((a) => a.getClientRects().length);
  const mark = (link, kind) => {
    link.previousElementSibling?.matches(".mark") && link.previousElementSibling.remove();
    if (kind) link.before(element("span", { className: "mark", textContent: kind }));
  };

  // ---- what was read, and what is new: known by their addresses ----

  const MOST = 600; // addresses remembered of each
  const PAUSE = 3600e3; // ms without a page: after that it is another visit

  const day = (link) => {
    const boxes = [link.closest("article, li"), link.closest("section"), link.closest("main")];
    const found = boxes.map((box) => box?.querySelector("time[datetime]")).find(Boolean);
    return found ? found.dateTime.slice(0, 10) : "";
  };
  const visit = () => {
    const known = Object(recall("visit"));
    const now = Date.now();
    const other = !(Math.abs(now - known.at) < PAUSE);
    const before = other ? { seen: known.seen, newest: known.newest } : Object(known.before);
    return { ...known, at: now, before, seen: list(known.seen), newest: String(known.newest ?? "") };
  };
  const isNew = (link, { seen, newest }) =>
    newest && day(link) >= newest && !list(seen).includes(link.pathname);

  const tell = (fresh) => {
    const line = document.querySelector("main .dateline .meta");
    const textContent = `${fresh} new since your last visit`;
    if (fresh && line) line.append(element("span", { className: "fresh", textContent }));
  };
  const follow = () => {
    const current = visit();
    if (document.body.classList.contains("on-edition")) {
      const links = items();
      const fresh = links.filter((link) => isNew(link, current.before));
      fresh.forEach((link) => mark(link, "New"));
      tell(fresh.length);
      const seen = [...current.seen, ...links.map((link) => link.pathname)];
      current.seen = [...new Set(seen)].slice(-MOST);
      current.newest = links.map(day).reduce((a, b) => (a > b ? a : b), current.newest);
    }
    keep("visit", current);
    const read = list(recall("read"));
    for (const link of items()) if (read.includes(link.pathname)) mark(link, "Read");
  };
  const toggleRead = (link) => {
    const read = list(recall("read"));
    const was = read.includes(link.pathname);
    const others = read.filter((path) => path !== link.pathname);
    keep("read", (was ? others : [...others, link.pathname]).slice(-MOST));
    mark(link, was ? "" : "Read");
  };

  // ---- travel by keys: listed at /keys/, and switched off there ----

  const go = (selector) => document.querySelector(selector)?.click();
  const current = () => items().find((link) => link === document.activeElement);
  const move = (step) => {
    const all = items();
    if (!all.length) return go(`main a[rel="${step > 0 ? "next" : "prev"}"]`);
    const at = all.indexOf(document.activeElement);
    const below = all.findIndex((link) => link.getBoundingClientRect().top > 0);
    const next = all[at < 0 ? Math.max(0, below) : at + step];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "center" });
  };
  const search = () => {
    const field = document.querySelector("main input[type=search]");
    if (field) field.focus();
    else go('a[href$="/search/"]');
  };
  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    o: () => current()?.click(),
    m: () => current() && toggleRead(current()),
    "/": search,
    "?": () => go('a[href$="/keys/"]'),
  };
  const press = (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const meant = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    if (typing || meant || event.defaultPrevented || recall("keys") === false) return;
    if (!Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  };
  const offerSwitch = () => {
    const place = document.getElementById("key-switch");
    if (!place) return;
    const input = element("input", { type: "checkbox", checked: recall("keys") !== false });
    input.addEventListener("change", () => keep("keys", input.checked));
    place.append(element("label", {}, input, "Single keys are on"));
  };

  const sheet = element("link", { rel: "stylesheet", href: new URL("reader.css", src).href });
  document.currentScript.before(sheet); // a theme's own sheet comes after it
  dress(); // before anything is painted
  addEventListener("storage", dress); // chosen in another tab
  addEventListener("keydown", press);
  addEventListener("DOMContentLoaded", () => {
    offerLooks();
    offerSwitch();
    follow();
  });
})();
