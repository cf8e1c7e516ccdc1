"""Payloads in every slot of every form, in a real Chromium: `python -m bench.payloads`.

    python -m bench.payloads [--seed N] [--count N] [--keep DIR] [--pages N]

Writes sites of captures and of articles in which each text is a payload, ingests and publishes
them, opens every page twice, with the policy that the page brings along and without it, searches
for payloads, and reads feeds and other files as programs do. Prints what was counted; exits with
1 if a script ran, a page led away, another host was called, a page did not open, or a file was
not well-formed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.hostile.browser import visited
from bench.hostile.files import faults
from bench.hostile.forms import FORMS
from bench.hostile.lists import payloads
from bench.hostile.sites import Shelf, captures, shelves

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_SEARCHES = 40


def built(folder: Path, *commands: str) -> list[str]:
    """Run commands on a site; return what they should not have said."""
    wrong = []
    for command in commands:
        call = [sys.executable, "-m", "broadsheet", command, "--site", str(folder), "--quiet"]
        run = subprocess.run(call, capture_output=True, check=False)
        told = (run.stdout + run.stderr).decode("utf-8", "replace")
        (folder / f"{command}.log").write_text(told, "utf-8")
        if run.returncode not in (0, 1) or "Traceback" in told:
            wrong.append(f"{command} ended with {run.returncode}: {told[-2000:]}")
        if "a fault in Broadsheet itself" in told:
            lines = [one for one in told.splitlines() if "a fault in Broadsheet" in one]
            wrong += [f"{command}: {one}" for one in lines[:20]]
    return wrong


@contextmanager
def chromium() -> Any:
    """A headless Chromium; Debian's own."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def examined(folder: Path, seed: int, browser: Any, most: int = 0) -> bool:
    """Look at a published site from all sides and print what was found; return if it is clean."""
    site = folder / "site"
    odd = list(faults(site))
    print(f"{folder.name}: files for programs: {len(odd)} faults", *odd[:25], sep="\n    ")
    clean = not odd
    searches = payloads(seed)[:_SEARCHES]
    for bare in (False, True):
        found = visited(browser, site, searches, bare=bare, most=most)
        print(f"{folder.name}, {'without' if bare else 'with'} its policy: {found}", flush=True)
        clean = clean and found.is_clean
    return clean


def run(seed: int, count: int, folder: Path, most: int = 0) -> bool:
    """Lay, build and look at the sites of one seed; return whether nothing happened."""
    shelf = Shelf(seed)
    sites: dict[str, tuple[Callable[..., None], int, tuple[str, ...]]] = {
        "captures": (captures, max(1, count * 2 // 3 // len(FORMS)), ("ingest", "publish")),
        "content": (shelves, max(1, count // 3), ("publish",)),
    }
    clean = True
    with chromium() as browser:
        for name, (lay, many, commands) in sites.items():
            lay(folder / name, shelf, many)
            wrong = built(folder / name, *commands)
            articles = len(list((folder / name / "content").rglob("*.md")))
            print(f"{name}: {articles} articles;", f"{len(wrong)} faults", *wrong, sep="\n    ")
            clean = examined(folder / name, seed, browser, most) and clean and not wrong
    told = len(shelf.told)
    print(f"seed {seed}: {told} combinations of payload, slot and form; clean: {clean}")
    return clean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another one, other payloads")
    parser.add_argument("--count", type=int, default=600, help="articles (default 600)")
    parser.add_argument("--pages", type=int, default=0, help="open no more pages of a site")
    parser.add_argument("--keep", type=Path, help="a new folder for the sites, which stay")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="payloads-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        clean = run(given.seed, given.count, folder, given.pages)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
