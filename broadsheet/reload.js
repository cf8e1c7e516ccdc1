// Added to pages by `serve` only; never written into site/.
"use strict";
(() => {
  const place = "broadsheet-scroll " + location.pathname;
  const kept = (work) => { try { return work(sessionStorage); } catch { return null; } };

  const scrolled = kept((store) => store.getItem(place));
  if (scrolled !== null) {
    kept((store) => store.removeItem(place));
    addEventListener("load", () => scrollTo(0, Number(scrolled)));
  }

  const show = (problems) => {
    document.getElementById("broadsheet-problems")?.remove();
    if (problems.length === 0) return;
    const box = document.createElement("section");
    box.id = "broadsheet-problems";
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;z-index:9;" +
      "padding:.75rem 1rem;background:#7a1020;color:#fff;font:0.875rem/1.5 ui-monospace,monospace";
    for (const problem of problems) {
      const line = document.createElement("p");
      line.style.margin = "0";
      line.textContent = problem;
      box.append(line);
    }
    document.body.append(box);
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

  let seen = null;
  let style = null;
  new EventSource("/_broadsheet/events").addEventListener("built", (event) => {
    const built = JSON.parse(event.data);
    if (seen !== null && built.edition !== seen) {
      kept((store) => store.setItem(place, String(scrollY)));
      location.reload();
      return;
    }
    if (style !== null && built.style !== style) restyle(built.style);
    seen = built.edition;
    style = built.style;
    show(built.problems);
  });
})();
