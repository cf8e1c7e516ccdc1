/* Broadsheet: search in the browser; words and postings as in broadsheet/search. */
(() => {
  "use strict";

  const SHOWN = /([\p{L}\p{M}\p{N}]+)/u;
  let stop, letters, marks, word, paired; // the rules of words, as the manifest gives them
  const ruled = (rules) => {
    stop = new Set(rules.stop.split(" "));
    letters = rules.letters;
    marks = new RegExp(rules.marks, "g");
    word = new RegExp(`(?:[\\p{L}\\p{N}]|${rules.vowels})+`, "gu");
    paired = new RegExp(`(${rules.paired}+)`, "u");
  };
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(marks, "").replace(/\P{ASCII}/gu, (c) => letters[c] ?? c).normalize("NFC");
  const pieces = (word) =>
    word.split(paired).flatMap((run, n) => {
      const all = [...run];
      return n % 2 && all[1] ? all.slice(1).map((c, at) => all[at] + c) : run || [];
    });
  const tokens = (text) => (folded(text).match(word) || []).flatMap(pieces);
  const stem = (word) => {
    word = [...word].slice(0, 40).join("");
    if (word.length < 4 || !/[^sui]s$/.test(word)) return word;
    if (/ies$/.test(word)) return word[4] ? word.slice(0, -3) + "y" : word.slice(0, -1);
    return word.slice(0, /(ch|sh|ss|x|z)es$/.test(word) ? -2 : -1);
  };
  const stems = (text) => tokens(text).map(stem);
  const slot = (term, slots) => {
    let value = 0;
    for (const letter of [...term].slice(0, 4)) value = (Math.imul(value, 31) + letter.codePointAt(0)) >>> 0;
    return (value ^ (value >>> 15)) & (slots - 1);
  };
  const decode = (text, bases, take) => {
    let at, value = 0, unit = 1;
    for (const letter of text) {
      const c = letter.charCodeAt(0);
      const digit = c - 32 - (c > 34) - (c > 92);
      if (digit < 12) at = bases[digit];
      else {
        value += ((digit - 12) % 40) * unit;
        unit *= 40;
        if (digit < 52) continue;
        at += value >> 3;
        take(at++, value & 7);
        value = 0;
        unit = 1;
      }
    }
  };
  // `open` is the word that may still go on.
  const question = (text) => {
    text = text.slice(0, 400).replace(/[“”„«»]/g, '"');
    const said = tokens(text);
    const last = said[said.length - 1] || "";
    return {
      said,
      words: [...new Set(said.filter((word) => !stop.has(word)).map(stem))].slice(0, 12),
      open: /["\s]$/.test(text) || !last[3] || paired.test(last) || stop.has(last) ? "" : last,
      phrases: [...text.matchAll(/"([^"]+)"/g)].map((one) => stems(one[1])).filter((words) => words[1]),
    };
  };
  const hits = (word, { words, open }) =>
    pieces(folded(word)).some((one) => words.includes(stem(one)) || (open && one.startsWith(open)));

  if (typeof document === "undefined") return (module.exports = { ruled, tokens, stem, slot, decode, question, hits });
  const form = document.querySelector("form[data-index]");
  if (!form) return;
  const say = form.dataset; // what the page says, in the words of its template

  // ---- the index ----

  const [field, found, results, more, narrow, browse] = ["q", "found", "results", "more", "narrow", "browse"]
    .map((id) => document.getElementById(id));
  const files = {};
  const load = (address, kind, cache = "default") =>
    (files[address] ??= fetch(address, { cache })
      .then((answer) => (answer.ok ? answer[kind]() : Promise.reject()))
      .catch((error) => {
        delete files[address];
        throw error;
      }));
  const part = (name, cache) => load(`${say.index}${name}.json`, "json", cache);
  const nth = (names, n) => names.slice(n * 5, n * 5 + 5);

  let index;
  const opened = async () => ruled((index = await part("index", "no-cache")));
  const monthOf = (article) => index.months.findLast((month) => month.base <= article);
  const row = async (article) => {
    const { base, at, rows } = monthOf(article);
    const n = (article - base) >> 4;
    return (await part(`${at}-${n}-${nth(rows, n)}`)).rows[(article - base) & 15];
  };

  // ---- finding ----

  const holders = async (term, open) => {
    const all = new Map();
    await Promise.all(index.segments.map(async ({ at, terms, bases }) => {
      const n = slot(term, terms.length / 5);
      if (nth(terms, n) === "-----") return;
      const postings = await part(`${at}/${n}-${nth(terms, n)}`);
      for (const key of open ? Object.keys(postings) : Object.hasOwn(postings, term) ? [term] : [])
        if (key === term || key.startsWith(open))
          decode(postings[key], bases, (article, level) =>
            all.set(article, Math.max(all.get(article) || 0, (key === term ? 1 : 0.6) * (0.34 + 0.088 * level))));
    }));
    return all;
  };
  // Articles with all the words, or else with some.
  const ranked = async ({ words, open }) => {
    const lists = await Promise.all(words.map((word) => holders(word, open && stem(open) === word && open)));
    const scores = new Map();
    for (const list of lists) {
      const rarity = Math.log(1 + (index.size - list.size + 0.5) / (list.size + 0.5));
      for (const [article, share] of list) {
        const [score, held] = scores.get(article) || [0, 0];
        scores.set(article, [score + rarity * share, held + 1]);
      }
    }
    const fresh = (article) => 1 + 1.8 / (6 + index.months.length - index.months.indexOf(monthOf(article)));
    const whole = [...scores].filter(([, [, held]]) => held === lists.length);
    const all = (whole[0] ? whole : [...scores]).map(([article, [score]]) => [article, score * fresh(article)]);
    all.sort((a, b) => b[1] - a[1] || b[0] - a[0]);
    return { articles: all.map(([article]) => article), some: !whole[0] };
  };

  // ---- narrowing ----

  const months = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
  const marked = async () => {
    const [offered, ...told] = await Promise.all([
      part(`facets-${index.facets}`),
      ...index.segments.map(({ at, facets }) => part(`${at}/facets-${facets}`)),
    ]);
    const of = [];
    told.flatMap(({ months }) => months).forEach(({ name, day, ...kinds }) => {
      const { base } = index.months.find((month) => month.name === name);
      const year = name.slice(0, 4);
      [...day].forEach((c, at) => {
        const date = `${name}-${String(c.charCodeAt(0) - 48).padStart(2, 0)}`;
        of[base + at] = { date, year: [[year, year]], month: [[name, months.format(new Date(name))]] };
      });
      for (const kind in kinds)
        kinds[kind].split(" ").forEach((all, at) => (of[base + at][kind] = [...all].map((c) => offered[kind][c.codePointAt(0) - 48])));
    });
    return of;
  };
  const fits = (of, wanted) => (article) =>
    wanted.every(([kind, value]) =>
      kind === "from" ? of[article].date >= value
      : kind === "to" ? of[article].date.slice(0, value.length) <= value
      : of[article][kind].some(([slug]) => slug === value));

  // ---- showing ----

  const element = (tag, fields, ...children) => {
    const made = Object.assign(document.createElement(tag), fields);
    made.append(...children);
    return made;
  };
  const highlighted = (text, asked) => {
    const parts = text.split(SHOWN);
    return parts.map((part, n) => (n % 2 && hits(part, asked) ? element("mark", {}, part) : part));
  };
  const prose = async (address) => {
    const page = new DOMParser().parseFromString(await load(address, "text"), "text/html");
    return [...page.querySelectorAll(".prose :is(p, li, h2, h3)")].map((one) => one.textContent.trim());
  };
  // The sentence with most of the words, cut around the first of them.
  const snippet = async (address, lang, asked) => {
    const sentences = new Intl.Segmenter(lang, { granularity: "sentence" });
    let best = "", most = -1;
    for (const text of await prose(address))
      for (const { segment } of sentences.segment(text)) {
        const count = segment.split(SHOWN).filter((part) => hits(part, asked)).length;
        if (count > most) [best, most] = [segment, count];
      }
    const parts = highlighted(best, asked);
    const at = parts.findIndex((part) => part.tagName);
    const start = at > 60 ? at - 30 : 0;
    return [start ? "… " : "", ...parts.slice(start, start + 90), parts[start + 90] ? " …" : ""];
  };
  const seen = new IntersectionObserver((all) => {
    for (const { isIntersecting, target } of all) if (isIntersecting) seen.unobserve(target), target.tell();
  });
  const result = ([title, href, iso, when, source, lang, notes], asked) => {
    const told = notes
      ? element("p", { className: "note" }, element("span", {}, say.note), " " + notes)
      : element("p", { className: "summary", lang, dir: "auto" });
    const item = element("li", { dir: "auto" },
      element("a", { className: "headline", href, lang, dir: "auto" }, ...highlighted(title, asked)), told,
      element("p", { className: "meta" }, source && source + " · ", element("time", { dateTime: iso }, when)));
    item.tell = () => snippet(href, lang, asked).then((text) => told.append(...text)).catch(() => told.remove());
    if (!notes) seen.observe(item);
    return item;
  };
  const facets = (of, articles, wanted) => {
    narrow.replaceChildren();
    for (const kind in index.kinds) {
      const counts = {};
      for (const article of articles) for (const [slug, name] of of[article][kind]) (counts[" " + slug] ??= [slug, name, 0])[2]++;
      const on = ([slug]) => wanted.getAll(kind).includes(slug);
      const late = kind === "year" || kind === "month"; // the latest first; of the others the most frequent
      const all = Object.values(counts).sort((a, b) =>
        on(b) - on(a) || (late ? (a[0] < b[0] ? 1 : -1) : b[2] - a[2] || (a[1] < b[1] ? -1 : 1)));
      if (late && !all[1] && articles.length > 1 && !on(all[0])) continue; // it narrows nothing
      const items = all.slice(0, 8).map((one) => {
        const to = new URLSearchParams(wanted);
        to[on(one) ? "delete" : "append"](kind, one[0]);
        const link = element("a", { href: `?${to}`, ariaCurrent: on(one) || null }, one[1] + (on(one) ? " ×" : ""));
        return element("li", {}, link, element("span", { className: "figure" }, one[2]));
      });
      if (items[0]) narrow.append(element("section", {}, element("h2", {}, index.kinds[kind]), element("ul", { className: "terms" }, ...items)));
    }
  };

  // ---- one search after the other ----

  let turn = 0;
  const blank = (...text) => {
    found.replaceChildren(...text);
    results.replaceChildren();
    narrow.replaceChildren();
    more.hidden = true;
    browse.hidden = false;
  };
  const phrased = async (article, phrases) => {
    const [title, address] = await row(article);
    const all = [title, ...(await prose(address))].map((text) => ` ${stems(text).join(" ")} `);
    return phrases.every((words) => all.some((text) => text.includes(` ${words.join(" ")} `)));
  };
  const show = async (articles, asked, isLast) => {
    let next = 0;
    const ten = async () => {
      more.hidden = true;
      const kept = [], most = next + 50;
      while (kept.length < 10 && next < articles.length && next < most) {
        const some = articles.slice(next, (next += 10 - kept.length));
        const told = await Promise.all(some.map((article) => !asked.phrases[0] || phrased(article, asked.phrases)));
        kept.push(...some.filter((_, n) => told[n]));
      }
      const rows = await Promise.all(kept.map(row));
      if (!isLast()) return;
      const items = rows.map((one) => result(one, asked));
      results.append(...items);
      more.hidden = next >= articles.length;
      return items[0];
    };
    more.onclick = () => ten().then((item) => item?.firstChild.focus()).catch(failed);
    await ten();
  };
  const failed = () => blank(say.failed);
  const search = async () => {
    const mine = ++turn;
    const isLast = () => mine === turn;
    const wanted = new URLSearchParams(location.search);
    const text = wanted.get("q") || "";
    if (![...wanted.values()].join("").trim()) return blank();
    await opened();
    if (!isLast()) return;
    const narrowed = [...wanted].filter(([kind]) => Object.hasOwn(index.kinds, kind) || kind === "from" || kind === "to");
    const asked = question(text);
    if (!asked.words[0] && !narrowed[0]) return blank(asked.said[0] ? say.common : say.missing);
    const all = asked.words[0] ? await ranked(asked) : { articles: [...Array(index.size).keys()].reverse() };
    const articles = narrowed[0] ? all.articles.filter(fits(await marked(), narrowed)) : all.articles;
    if (!isLast()) return;
    if (!articles.length)
      return blank(say.none + " ", element("a", { href: `?q=${encodeURIComponent(text)}` }, say.again));
    const count = `${articles.length} article${articles.length === 1 ? "" : "s"}`;
    blank(all.some ? say.some : "", count, asked.phrases[0] ? say.phrase : "", " ", element("a", { href: "#narrow" }, say.narrow));
    browse.hidden = true;
    await show(articles, asked, isLast);
    const of = await marked();
    if (isLast()) facets(of, articles, wanted);
  };

  // ---- address and keys ----

  const title = document.title;
  const arrive = (event) => {
    const text = new URLSearchParams(location.search).get("q") || "";
    if (event) [field.value, typing] = [text, ""];
    document.title = (text && `${text.slice(0, 60)} · `) + title;
    const mine = turn + 1;
    search().catch(() => mine === turn && failed());
  };
  const travel = (to) => {
    clearTimeout(timer);
    history[typing || "pushState"](null, "", to);
    arrive();
  };
  // A search is one step back, however many letters were typed.
  const ask = (how) => {
    const to = new URLSearchParams(location.search);
    to.set("q", field.value);
    travel(`?${to}`);
    typing = how;
  };
  let timer, typing;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 180, "replaceState");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  narrow.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    typing = "";
    travel(link.href);
    field.focus();
  });
  addEventListener("keydown", (event) => {
    const stops = [field, ...results.querySelectorAll(".headline")];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at < 0 || to === at || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  });
  addEventListener("popstate", arrive);
  arrive(true);
})();
