"""The sample site itself, as it is published: the same promises as for the invented pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page_checks
import pytest
from page_checks import Findings, Look

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = (
    *("index.html", "20*/*/*/*/index.html", "20*/*/*/index.html", "20*/*/index.html"),
    *("stories/*/index.html", "topics/*/index.html", "people/*/index.html"),
    *("places/*/index.html", "sources/*/index.html", "entities/index.html", "status/index.html"),
)


def largest(site: Path, pattern: str) -> Path:
    """Return the page of that kind that has most to show."""
    files = sorted(site.glob(pattern), key=lambda file: (file.stat().st_size, file.as_posix()))
    assert files, f"the sample site has no {pattern}"
    return files[-1]


def test_the_largest_page_of_each_kind_is_accessible(chromium: Any, demo: Path) -> None:
    site = demo / "site"
    pages = [largest(site, pattern).relative_to(site).as_posix() for pattern in KINDS]
    looks = [Look("light", 1280), Look("dark", 320)]
    assert page_checks.findings(chromium, site, [f"/{page}" for page in pages], looks) == Findings()


def test_the_largest_page_of_each_kind_is_valid(demo: Path) -> None:
    pages = [largest(demo / "site", pattern) for pattern in KINDS]
    assert page_checks.validator_errors(*pages) == []


def test_the_front_page_is_light(demo: Path) -> None:
    assert (demo / "site/index.html").stat().st_size <= 30_720
