"""What several rooms' tests share: the printed sample site, and a real browser."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import PROJECT, broadsheet, demand

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, made once from the project's own seeds, for all test workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            folder.mkdir()
            for name in ("seeds", "broadsheet.yaml"):
                source = PROJECT / name
                (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
            for name in ("entities", "topics.yaml"):
                source = PROJECT / "content" / name
                if source.is_dir():
                    shutil.copytree(source, folder / "content" / name)
                elif source.exists():
                    shutil.copy(source, folder / "content" / name)
            run = broadsheet("--site", str(folder))
            assert run.returncode == 0, run.stderr
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium, driven through Playwright; Debian's own, nothing downloaded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    demand(path, "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
