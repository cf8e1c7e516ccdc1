"""The second look of `docs/themes.md`, tried as a person would: saved, published, looked at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings, Look
from sample_pages import sample_pages

from broadsheet.render import Press

PROJECT = Path(__file__).parents[2]
DOCUMENT = (PROJECT / "docs/themes.md").read_text(encoding="utf-8")
CSS = re.findall(r"```css\n(.*?)```", DOCUMENT, re.DOTALL)[0]
PART = re.findall(r"```jinja\n(.*?)```", DOCUMENT, re.DOTALL)[0]
PAGES = [
    page for page in sample_pages() if page.permalink in {"/", "/2025/07/29/harbour-dredging/"}
]
COLOURS = {"light": "rgb(255, 241, 229)", "dark": "rgb(28, 26, 23)"}


def press(own: Path, files: dict[str, str]) -> Press:
    for name, text in files.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    return Press([own, PROJECT / "templates"])


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A printed site with the theme, word for word from the document."""
    own, out = tmp_path_factory.mktemp("templates"), tmp_path_factory.mktemp("site")
    made = press(own, {"static/theme.css": CSS})
    for artifact in (*map(made.artifact, PAGES), *made.static()):
        path = out / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return out


def test_the_second_look_is_made_in_forty_lines() -> None:
    assert len(CSS.splitlines()) <= 40


def test_a_theme_is_poured_into_the_one_style_sheet(themed: Path) -> None:
    assert not (themed / "static/theme.css").exists()
    sheet = (themed / "static/style.css").read_text(encoding="utf-8")
    assert sheet.index("#fcfbf8") < sheet.index("#fff1e5")


def test_every_property_of_the_document_is_one_of_the_style_sheet() -> None:
    sheet = (PROJECT / "templates/static/style.css").read_text(encoding="utf-8")
    known = set(re.findall(r"^\s+(--[a-z]+):", sheet, re.MULTILINE))
    assert set(re.findall(r"`(--[a-z]+)`", DOCUMENT)) == known
    assert set(re.findall(r"(--[a-z]+):", CSS)) <= known


def test_a_part_of_the_sites_own_stands_in_for_the_default_one(tmp_path: Path) -> None:
    default = (PROJECT / "templates/parts/site.html").read_text(encoding="utf-8")
    changed = re.sub(r"\{% macro imprint.*", lambda _: PART, default, flags=re.DOTALL)
    made = press(tmp_path, {"parts/site.html": changed})
    text = made.artifact(PAGES[0]).data.decode()
    assert "<p>The Vale Broadsheet, read and sorted by hand every morning.</p>" in text
    assert '<nav aria-label="Main">' in text


@pytest.mark.browser
def test_the_second_look_is_seen_by_day_and_by_night(chromium: Any, themed: Path) -> None:
    with page_checks.served(themed) as host, chromium.new_context() as context:
        page = context.new_page()
        for scheme, colour in COLOURS.items():
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{host}/")
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour
            face = page.evaluate("getComputedStyle(document.querySelector('h2')).fontFamily")
            assert face.startswith('"Avenir Next"')


@pytest.mark.browser
def test_the_second_look_is_as_accessible_as_the_first(chromium: Any, themed: Path) -> None:
    looks = [Look("light", 1280), Look("dark", 320)]
    addresses = [page.permalink for page in PAGES]
    assert page_checks.findings(chromium, themed, addresses, looks) == Findings()
