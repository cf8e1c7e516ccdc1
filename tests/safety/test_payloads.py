"""Payloads in every slot of every form, opened in a real Chromium: nothing of them happens.

The large version, with thousands of them, is `python -m bench.payloads`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.hostile.browser import visited
from bench.hostile.files import faults
from bench.hostile.forms import FORMS
from bench.hostile.lists import KINDS, payloads
from bench.hostile.sites import Shelf, captures, shelves
from broadsheet import flow
from broadsheet.site import site

_EACH = 3
_MANY = 24
_PAGES = 45  # opened of a site, its articles first

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("payloads")
    shelf = Shelf(seed=7)
    captures(root, shelf, _EACH)
    shelves(root, shelf, _MANY)
    assert len(shelf.told) > 600
    told = [*flow.ingest(site(root)).problems, *flow.publish(site(root)).problems]
    assert not [str(one) for one in told if "fault in Broadsheet" in str(one)]
    return root / "site"


@pytest.mark.parametrize("bare", [False, True], ids=["with its policy", "without its policy"])
def test_no_page_runs_leads_away_or_calls_anybody(chromium: Any, folder: Path, bare: bool) -> None:
    searches = payloads(7)[:8]
    found = visited(chromium, folder, searches, bare=bare, most=_PAGES)
    assert found.pages > _PAGES
    assert found.is_clean, str(found)


def test_feeds_and_other_files_are_whole(folder: Path) -> None:
    assert list(faults(folder)) == []


def test_the_browser_sees_what_happens(chromium: Any, tmp_path: Path) -> None:
    bad = (
        "<!doctype html><title>x</title><main id=found><p id=q>a</p></main>"
        "<script>hit(1); alert(1)</script><img src=//evil.example/p.png onerror=hit(1)>"
        "<a href=javascript:hit(1)>x</a><form></form><script>open('/b.html')</script>"
    )
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    (tmp_path / "index.html").write_text(bad)
    (tmp_path / "b.html").write_text(policy + bad)
    found = visited(chromium, tmp_path, (), bare=False)
    assert {name for name, all in found.lists.items() if not all} <= {"unopened", "navigations"}
    assert len(visited(chromium, tmp_path, (), bare=True).scripts) > len(found.scripts)


def test_the_files_are_seen_for_what_they_are(tmp_path: Path) -> None:
    entry = '<entry><link href="javascript:hit(1)"/><content type="html">&lt;b onclick=x&gt;'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}&lt;/b&gt;</content></entry></feed>'
    (tmp_path / "feed.atom").write_text(feed)
    (tmp_path / "feed.rss").write_text("<rss><channel>")
    (tmp_path / "feed.json").write_text("{")
    (tmp_path / "a b.html").write_text("51317")
    assert len(list(faults(tmp_path))) >= 6


def test_every_kind_of_payload_comes_round_in_every_form() -> None:
    shelf = Shelf(seed=1)
    every = payloads(1)
    for form in FORMS:
        for _ in range(len(every) * 2):
            shelf.said(form)
    told = {(payload, form) for payload, _, form in shelf.told}
    assert len(told) == len(set(every)) * len(FORMS)
    assert {kind for kind, some in KINDS.items() if set(some) <= set(every)} == set(KINDS)
    assert set(payloads(1)) != set(payloads(2))
