"""What a search costs on the wire: `python -m bench.search SITE [--query "two words"]...`.

SITE is a published folder. A plain static server hands its files to a real Chromium, text
compressed by gzip, and counts: the search page with what it loads, then all that each query asks
for until results, snippets and narrowing stand. Every search starts with an empty cache.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

QUERIES = ("harbour", "harbour strike", '"harbour plan"')
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml")


@dataclass(slots=True)
class Meter:
    """What was served since the last reset: files, bytes as sent, bytes as they are."""

    files: list[str] = field(default_factory=list)
    sent: int = 0
    raw: int = 0

    def reset(self) -> None:
        self.files, self.sent, self.raw = [], 0, 0

    def take(self, path: str, sent: int, raw: int) -> None:
        self.files.append(path)
        self.sent += sent
        self.raw += raw


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves files, text compressed, and tells the meter."""

    def __init__(self, *arguments: object, meter: Meter, **more: object) -> None:
        self.meter = meter
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        raw = file.read_bytes()
        is_text = file.suffix in TEXT
        data = gzip.compress(raw, 6, mtime=0) if is_text else raw
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.meter.take(urlsplit(self.path).path, len(data), len(raw))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, meter: Meter) -> Iterator[str]:
    """Serve a folder on loopback and yield its address."""
    handler = functools.partial(Server, directory=str(folder), meter=meter)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def costs(folder: Path, queries: tuple[str, ...], settle: int = 1500) -> Iterator[str]:
    """Yield a table's row for each query: what it found, and what was sent for it."""
    from playwright.sync_api import sync_playwright

    meter = Meter()
    with served(folder, meter) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for query in ("", *queries):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            meter.reset()
            page.goto(f"{host}/search/?q={quote(query)}", wait_until="networkidle")
            page.wait_for_timeout(settle)
            found = page.inner_text("#found") if query else "the page alone"
            sent, raw, files = meter.sent / 1000, meter.raw / 1000, len(meter.files)
            yield f"| {query or '–'} | {found} | {files} | {sent:.0f} KB | {raw:.0f} KB |"
            context.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a published folder")
    parser.add_argument("--query", action="append", help="what to search for")
    given = parser.parse_args()
    index = [path for path in (given.site / "search").rglob("*.json") if path.is_file()]
    size = sum(path.stat().st_size for path in index) / 1e6
    print(f"The index: {len(index):,} files, {size:.1f} MB.\n")
    print("| query | found | files | gzip | raw |")
    print("|---|---|---:|---:|---:|")
    for row in costs(given.site, tuple(given.query or QUERIES)):
        print(row, flush=True)


if __name__ == "__main__":
    main()
