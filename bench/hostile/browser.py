"""A real Chromium opens every page of a site and counts whatever no page should do."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_REFRESH = b'<meta http-equiv="refresh" content="0; url='
_MOST = 25  # of each kind that are told
_AUDIT = r"""
() => {
  const faults = [];
  const odd = new Set(["IFRAME", "FRAME", "OBJECT", "EMBED", "APPLET", "BASE", "STYLE", "PORTAL",
    "MATH", "TEMPLATE", "VIDEO", "AUDIO", "SOURCE", "MARQUEE", "DIALOG", "SELECT", "TEXTAREA"]);
  const ids = new Set();
  for (const e of document.querySelectorAll("*")) {
    const tag = e.tagName.toUpperCase();
    if (odd.has(tag)) faults.push(`<${tag}> stands on the page`);
    for (const { name, value } of e.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^ping$|^srcset$|^target$|^background$/i.test(name))
        faults.push(`${tag} has ${name}=${value.slice(0, 80)}`);
      if (name === "name" && !["META", "INPUT"].includes(tag)) faults.push(`${tag} has a name`);
      if (["href", "src", "action", "xlink:href"].includes(name)) {
        let to;
        try { to = new URL(value, location.href); } catch { faults.push(`${tag} ${name} is no address`); continue; }
        const near = to.origin === location.origin || to.hostname === "localhost";
        const fine = tag === "A" ? ["http:", "https:", "mailto:"].includes(to.protocol)
          : near || (tag === "LINK" && e.rel === "canonical" && /^https?:$/.test(to.protocol));
        if (!fine) faults.push(`${tag} ${name} leads to ${value.slice(0, 80)}`);
      }
    }
    if (tag === "SCRIPT" && !e.src) {
      if (e.type !== "application/ld+json") faults.push("a script stands on the page");
      else try { JSON.parse(e.textContent); } catch { faults.push("the JSON-LD is no JSON"); }
    }
    if (e.id && ids.has(e.id)) faults.push(`the id ${e.id} stands twice`);
    ids.add(e.id);
  }
  const ours = { main: "MAIN", q: "INPUT", found: "P", results: "OL", more: "BUTTON",
    browse: "SECTION", provenance: "H2", points: "H2" };
  for (const id in ours) {
    const e = document.getElementById(id);
    if (e && e.tagName !== ours[id]) faults.push(`#${id} is ${e.tagName}`);
  }
  if (document.querySelectorAll("main").length !== 1) faults.push("there is not one <main>");
  const loose = [...document.querySelectorAll("form")].filter((f) => !f.closest("main") || f.getAttribute("role") !== "search");
  if (loose.length) faults.push("a form stands on the page");
  return faults;
}
"""


@dataclass(slots=True)
class Findings:
    """What happened that should not, each with the page where it did."""

    pages: int = 0
    searches: int = 0
    scripts: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    navigations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def lists(self) -> dict[str, list[str]]:
        names = [name for name in self.__dataclass_fields__ if name not in ("pages", "searches")]
        return {name: getattr(self, name) for name in names}

    @property
    def is_clean(self) -> bool:
        return not any(self.lists.values())

    def __str__(self) -> str:
        lines = [f"{self.pages} pages, {self.searches} searches"]
        for name, all in self.lists.items():
            lines.append(f"  {name}: {len(all)}")
            lines += [f"    {one[:300]!r}" for one in all[:_MOST]]
        return "\n".join(lines)


class _Bare(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; where `bare`, without the policies that the pages bring along."""

    bare = False

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        data = _POLICY.sub(b"", data) if self.bare else data
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a tab that moves on before all has come is no fault."""


@contextmanager
def _served(folder: Path, bare: bool) -> Iterator[str]:
    kind = type("Handler", (_Bare,), {"bare": bare})
    handler = functools.partial(kind, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Watch:
    """One tab, and who listens to what it does."""

    def __init__(self, context: Any, host: str, found: Findings) -> None:
        self.host, self.found, self.at = host, found, ""
        context.expose_function("hit", lambda *_: found.scripts.append(self.at))
        context.route("**/*", self._route)
        self.page = context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: found.console.append(f"{self.at} {error}"))
        self.page.on("popup", lambda _: found.navigations.append(f"{self.at} opens a window"))
        self.page.on("framenavigated", self._navigated)

    def _route(self, route: Any) -> None:
        if route.request.url.startswith(self.host + "/"):
            route.continue_()
        else:
            self.found.foreign.append(f"{self.at} {route.request.url}")
            route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.found.dialogs.append(self.at)
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        where = str((message.location or {}).get("url", ""))
        if "404" in message.text and where.startswith(self.host) and "/static/" not in where:
            return  # a picture beside an article that is not there
        if message.type in ("error", "warning"):
            self.found.console.append(f"{self.at} {message.text}")

    def _navigated(self, frame: Any) -> None:
        if frame.url.partition("#")[0].partition("?")[0] != self.host + self.at:
            self.found.navigations.append(f"{self.at} to {frame.url}")

    def open(self, address: str) -> None:
        self.at = address
        self.found.pages += 1
        try:
            answer = self.page.goto(self.host + address, wait_until="load", timeout=15_000)
            if answer is None or answer.status != 200:
                self.found.unopened.append(f"{address} {answer and answer.status}")
            said = self.page.evaluate(_AUDIT)
        except Exception as error:
            self.found.unopened.append(f"{address} {str(error)[:200]}")
            return
        self.found.faults += [f"{address} {one}" for one in said]

    def search(self, texts: Sequence[str]) -> None:
        self.open("/search/")
        field = self.page.locator("input#q")
        for text in texts:
            self.found.searches += 1
            field.fill(text[:400].replace("\n", " "))
            field.press("Enter")
            self.page.wait_for_timeout(30)
        self.page.wait_for_timeout(300)
        self.found.faults += [f"/search/ {one}" for one in self.page.evaluate(_AUDIT)]


def addresses(site: Path) -> list[str]:
    """Return the address of every page of a published folder, save those that lead on."""
    found = []
    for file in sorted(site.rglob("*.html")):
        if _REFRESH not in file.read_bytes():
            path = file.relative_to(site).as_posix().removesuffix("index.html")
            found.append("/" + quote(path, safe="/~"))
    return found


def visited(
    browser: Any, site: Path, searches: Sequence[str], *, bare: bool, most: int = 0
) -> Findings:
    """Open every page of a folder, or so many, and search for each text; say what happened.

    With `bare` the pages stand without their policy: whatever would run, does.
    """
    found = Findings()
    with _served(site, bare) as host, browser.new_context(service_workers="block") as context:
        watch = _Watch(context, host, found)
        for address in addresses(site)[: most or None]:
            watch.open(address)
        if searches:
            watch.search(searches)
        context.unroute_all(behavior="ignoreErrors")
    return found
