"""What `serve` shows of mistakes and drafts reads well for everyone, in every look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.broken import lay
from tests import running
from tests.pages import page_checks
from tests.pages.page_checks import LOOKS, Findings

pytestmark = pytest.mark.browser

_DRAFT = "---\ntitle: Not yet\ndate: 2025-07-29\ndraft: true\n---\nIt is written.\n"
_HOSTILE = "---\ntitle: [\n'<img src=x onerror=hit(1)>': \"\\u202e\n---\nx\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `serve` of a site with two mistakes and a draft."""
    folder = tmp_path_factory.mktemp("shown")
    lay(folder)
    day = folder / "content/2025/07/29"
    (day / "broken.md").write_text(_HOSTILE)
    (day / f"{'a-long-name-' * 15}.md").write_text("---\ntitle: [\n---\n")
    (day / "draft.md").write_text(_DRAFT)
    with running.served(folder) as url:
        yield url


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_bar_of_problems_has_no_fault_that_axe_knows(
    chromium: Any, served: str, look: page_checks.Look
) -> None:
    axe = Path(page_checks.needed(page_checks.AXE, "axe-core (npm ci)")).read_text("utf-8")
    found = Findings()
    with chromium.new_context() as context:
        page = context.new_page()
        context.expose_function("hit", lambda *_: found.console.append("a script ran"))
        page.goto(f"{served}/2025/07/29/kept/")
        page.get_by_role("alert").wait_for(timeout=30_000)
        page.get_by_role("navigation", name="Drafts").wait_for(timeout=30_000)
        page.evaluate(axe)
        page_checks._look(page, "/kept/", look, found)
        shown = page.get_by_role("region", name="Problems").inner_text()
    assert "broken.md" in shown
    assert found == Findings()


def test_axe_looks_into_the_bar(chromium: Any, served: str) -> None:
    axe = Path(page_checks.needed(page_checks.AXE, "axe-core (npm ci)")).read_text("utf-8")
    found = Findings()
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{served}/2025/07/29/kept/")
        page.get_by_role("alert").wait_for(timeout=30_000)
        page.evaluate(
            "document.getElementById('broadsheet-desk').shadowRoot"
            ".querySelector('section').append(document.createElement('img'))"
        )
        page.evaluate(axe)
        page_checks._look(page, "/kept/", LOOKS[0], found)
    assert any("image-alt" in one for one in found.violations)
