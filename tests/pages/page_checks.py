"""Checks of a rendered folder in a real browser and a real validator; any folder will do."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
_AXE_RUN = """
async () => {
  const rules = {"target-size": {enabled: true}};
  const found = await axe.run(document, {rules, resultTypes: ["violations", "incomplete"]});
  const told = (all) => all.map((one) =>
    one.id + ": " + one.nodes.map((node) => node.html.slice(0, 160)).join(" | "));
  return {violations: told(found.violations), incomplete: told(found.incomplete)};
}
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.scheme} at {self.width}px"


LOOKS = tuple(Look(scheme, width) for scheme in ("light", "dark") for width in (320, 1280))


@dataclass(slots=True)
class Findings:
    """What was found wrong, each with its address and look."""

    violations: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


def needed(path: str | Path | None, what: str) -> str:
    """Return the path as text; without it skip, but fail where CI promises to have it."""
    if path and Path(path).exists():
        return str(path)
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def findings(
    browser: Any, folder: Path, addresses: Sequence[str], looks: Sequence[Look] = LOOKS
) -> Findings:
    """Open each address in each look, and return all that axe and the browser find wrong."""
    axe = Path(needed(AXE, "axe-core (npm ci)")).read_text(encoding="utf-8")
    found = Findings()
    with served(folder) as host, browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda r: r.url.startswith(host) or found.elsewhere.append(r.url))
        page.on("console", lambda message: found.console.append(message.text))
        for address in addresses:
            page.goto(host + address)
            page.evaluate(axe)
            for look in looks:
                _look(page, address, look, found)
    return found


def _look(page: Any, address: str, look: Look, found: Findings) -> None:
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.sideways.append(f"{address} {look}")
    result = page.evaluate(_AXE_RUN)
    found.violations += [f"{address} {look}: {text}" for text in result["violations"]]
    found.incomplete += [f"{address} {look}: {text}" for text in result["incomplete"]]


def validator_errors(*paths: Path) -> list[str]:
    """Return the errors that the Nu validator finds in pages, or folders of pages, in one run."""
    java = needed(shutil.which("java"), "java (package default-jre-headless)")
    jar = needed(VNU, "the Nu validator (npm ci)")
    command = [java, "-jar", jar, "--skip-non-html", "--format", "json", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    told = json.loads(run.stderr or run.stdout)["messages"]
    return [
        f"{one.get('url', '')}:{one.get('lastLine', '')}: {one['message']}"
        for one in told
        if one["type"] != "info"
    ]
