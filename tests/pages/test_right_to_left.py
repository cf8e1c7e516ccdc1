"""A site whose language runs from the right keeps the promises of every other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings, Look
from sample_pages import sample_pages

from broadsheet.model import Page
from broadsheet.render import Press

TEMPLATES = Path(__file__).parents[2] / "templates"
ADDRESSES = ("/", "/2025/07/28/port/", "/keys/")

pytestmark = pytest.mark.browser


def in_arabic(page: Page) -> Page:
    site = replace(page.data.site, language="ar", title="صحيفة الوادي")
    return replace(page, data=replace(page.data, site=site))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    press = Press([TEMPLATES])
    pages = [in_arabic(page) for page in sample_pages() if page.permalink in ADDRESSES]
    for artifact in (*map(press.artifact, pages), *press.static()):
        path = out / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return out


def test_it_is_accessible_and_never_scrolls_sideways(chromium: Any, folder: Path) -> None:
    looks = [Look("light", 320), Look("dark", 1280)]
    assert page_checks.findings(chromium, folder, ADDRESSES, looks) == Findings()


def test_it_begins_at_its_right_edge(chromium: Any, folder: Path) -> None:
    with page_checks.served(folder) as host, chromium.new_context() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(f"{host}/")
        assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 320]
        title = page.evaluate("document.querySelector('.nameplate').getBoundingClientRect().right")
        assert 0 < title <= 320
