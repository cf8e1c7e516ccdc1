"""Every kind of page in a real browser: readable by all, calling nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings, Look
from sample_pages import sample_pages

from broadsheet.render import Press

TEMPLATES = Path(__file__).parents[2] / "templates"
RICH = [page.permalink for page in sample_pages() if page.kind != "redirect"]
FULL = [address for address in RICH if not address.startswith("/empty/")]
EMPTY = [address for address in RICH if address.startswith("/empty/")]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    press = Press([TEMPLATES])
    for artifact in (*map(press.artifact, sample_pages()), *press.static()):
        path = out / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.data)
    return out


@pytest.fixture(scope="module")
def found(chromium: Any, folder: Path) -> Findings:
    return page_checks.findings(chromium, folder, FULL)


@pytest.fixture(scope="module")
def found_on_empty(chromium: Any, folder: Path) -> Findings:
    return page_checks.findings(chromium, folder, EMPTY, [Look("light", 320)])


def test_no_page_breaks_a_rule_of_accessibility(found: Findings) -> None:
    assert found.violations == []


def test_nothing_is_left_for_a_person_to_decide(found: Findings) -> None:
    assert found.incomplete == []


def test_no_page_scrolls_sideways(found: Findings) -> None:
    assert found.sideways == []


def test_no_page_asks_another_host(found: Findings) -> None:
    assert found.elsewhere == []


def test_the_console_stays_silent(found: Findings) -> None:
    assert found.console == []


def test_empty_pages_keep_the_same_promises(found_on_empty: Findings) -> None:
    assert found_on_empty == Findings()


def test_a_moved_address_leads_to_the_new_one(chromium: Any, folder: Path) -> None:
    with page_checks.served(folder) as host, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{host}/old/", wait_until="commit")
        page.wait_for_url(f"{host}/2025/07/29/harbour-dredging/")


def test_every_page_is_valid_html(folder: Path) -> None:
    assert page_checks.validator_errors(folder) == []


def test_the_checks_see_what_is_wrong(chromium: Any, tmp_path: Path) -> None:
    bad = (
        "<!doctype html><html><head><title>x</title></head><body>"
        "<img src='http://127.0.0.2:9/pixel.png'><h3>Grey</h3>"
        "<p>" + "x" * 400 + "<div></p></body></html>"
    )
    (tmp_path / "index.html").write_text(bad, encoding="utf-8")
    seen = page_checks.findings(chromium, tmp_path, ["/"], [Look("light", 320)])
    assert any("image-alt" in text for text in seen.violations)
    assert any("html-has-lang" in text for text in seen.violations)
    assert seen.sideways == ["/ light at 320px"]
    assert seen.elsewhere == ["http://127.0.0.2:9/pixel.png"]
    assert page_checks.validator_errors(tmp_path)
