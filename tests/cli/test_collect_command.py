"""The command that collects, as a person runs it. Nothing is asked of any server here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from running import PROJECT, broadsheet

SOURCES = "sources:\n  - {url: 'http://127.0.0.1:9/feed.xml', title: Here}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def test_a_private_address_is_refused_and_nothing_is_published(root: Path) -> None:
    (root / "sources.yaml").write_text(SOURCES)
    run = broadsheet("collect", "--site", str(root))
    assert run.returncode == 1
    assert "sources.yaml:2: Here: leads to 127.0.0.1, which is no public address" in run.stderr
    assert "0 stored, 0 unchanged, 1 refused" in run.stdout
    assert not (root / "site").exists()


def test_the_report_as_json(root: Path) -> None:
    (root / "sources.yaml").write_text(SOURCES)
    told = orjson.loads(broadsheet("collect", "--json", "--site", str(root)).stdout)
    assert told["refused"] == 1
    assert told["sources"][0]["refused"][0]["url"] == "http://127.0.0.1:9/feed.xml"


def test_a_dry_run_says_what_would_be_asked(root: Path) -> None:
    (root / "sources.yaml").write_text(SOURCES)
    run = broadsheet("collect", "--dry-run", "--site", str(root))
    assert (run.returncode, run.stdout) == (0, "1 source to ask, 0 not due; 0 pages to fetch\n")
    assert "Here: to be asked" in run.stderr
    assert not (root / ".broadsheet").exists()


@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        (None, (), "there is nothing to follow"),
        ("sources:\n  - url: nonsense\n", (), "sources.yaml:2:5: `url: nonsense`"),
        (SOURCES, ("Heer",), "names no source `Heer` (did you mean `Here`?)"),
        (SOURCES, ("none.opml",), "none.opml: cannot be read"),
    ],
)
def test_what_cannot_be_followed_is_told(
    text: str | None, more: tuple[str, ...], told: str, root: Path
) -> None:
    if text:
        (root / "sources.yaml").write_text(text)
    run = broadsheet("collect", "--site", str(root), *more)
    assert run.returncode == 2
    assert told in run.stderr


def test_publishing_and_serving_load_nothing_that_could_call_anybody() -> None:
    code = (
        "import sys, broadsheet.cli, broadsheet.flow, broadsheet.serve, broadsheet.keeping\n"
        "callers = {'httpx', 'httpcore', 'h2', 'protego', 'broadsheet.collect'}\n"
        "sys.exit(str(callers & sys.modules.keys()) if callers & sys.modules.keys() else 0)"
    )
    asked = [sys.executable, "-c", code]
    run = subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
