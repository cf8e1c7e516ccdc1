"""Work that never ends is stopped, told of with its limit, and the others go on."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from broadsheet import clip, enrich, flow
from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.enrich import Untold
from broadsheet.site import site
from broadsheet.workshop import crowd, documents

PAGE = "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"
TEXT = "<p>The harbour of {0} will be dredged in spring, the council said on Monday.</p>" * 6
DUMP = "{0} closes for winter\n3 November 2025\nThe ferry to {0} stopped on Monday, it was said.\n"


def spin() -> None:
    """Compute for ever, and in code that listens to no exception."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    re.compile(r"(a+)+\Z").match("a" * 64 + "b")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_SECONDS", 0.3)
    monkeypatch.setattr("broadsheet.workshop._SECONDS", 0.3)


def worked(number: int) -> int:
    with crowd.limited(0.2):
        if number == 3:
            spin()
        if number == 5:
            os._exit(9)
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_piece_that_takes_too_long_is_lost_alone(jobs: int) -> None:
    again = partial(crowd.alone, worked, died=lambda piece, why: why)
    found = list(crowd.mapped(worked, range(8), jobs, again))
    assert found == [0, 1, 2, crowd.LATE, 4, crowd.DIED, 6, 7]


def test_one_job_is_done_by_another_process() -> None:
    (at,) = crowd.mapped(own_id, [0], crowd.copies(1), lambda piece: 0)
    assert at != os.getpid()


def own_id(_: int) -> int:
    return os.getpid()


def laid(root: Path) -> Path:
    (root / "seeds").mkdir()
    for name in ("Amble", "Slow", "Brine"):
        text = TEXT.format(name)
        (root / f"seeds/{name}.html").write_text(PAGE.format(f"{name} is dredged", text))
        (root / f"seeds/{name}.txt").write_text(DUMP.format(name))
    return root


def written(root: Path) -> Iterator[str]:
    yield from (path.stem for path in sorted((root / "content").rglob("*.md")))


@pytest.mark.usefixtures("hasty")
def test_a_page_that_takes_too_long_is_a_problem_that_names_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = table.clipped

    def slow(record: Record) -> Clipped:
        if "Slow" in record.seed:
            spin()
        return cut(record)

    slow.__module__, slow.__qualname__ = cut.__module__, cut.__qualname__  # what memos know it by
    monkeypatch.setattr(table, "clipped", slow)
    report = flow.ingest(site(laid(tmp_path)), jobs=1)
    told = "; ".join(map(str, report.problems))
    assert len(report.problems) == 1, told
    assert told.startswith("seeds/Slow.html: took too long to take apart, and was stopped (the")
    assert "s of computing" in told
    names = list(written(tmp_path))
    assert "amble-is-dredged" in names
    assert "brine-is-dredged" in names
    assert "slow-is-dredged" not in names
    assert "slow-closes-for-winter" in names
    monkeypatch.setattr(table, "clipped", cut)
    assert not flow.ingest(site(tmp_path), jobs=1).problems, "it is not tried again"


@pytest.mark.usefixtures("hasty")
def test_a_dump_that_takes_too_long_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = clip.clippings

    def slow(capture: object, furniture: object) -> Clipped:
        if "Slow" in capture.seed:  # type: ignore[attr-defined]
            spin()
        return cut(capture, furniture)  # type: ignore[arg-type]

    slow.__module__, slow.__qualname__ = cut.__module__, cut.__qualname__
    monkeypatch.setattr(clip, "clippings", slow)
    report = flow.ingest(site(laid(tmp_path)), jobs=1)
    assert [p.path for p in report.problems] == ["seeds/Slow.txt"]
    assert "slow-is-dredged" in written(tmp_path)


@pytest.mark.usefixtures("hasty")
def test_a_text_that_takes_too_long_is_published_without_annotations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    understood = enrich.annotated_all

    def slow(texts: list[Untold], *more: object) -> object:
        if any("Slow" in text.title for text in texts):
            spin()
        return understood(texts, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(enrich, "annotated_all", slow)
    report = flow.ingest(site(laid(tmp_path)), jobs=1)
    assert {p.path for p in report.problems} == {"seeds/Slow.html", "seeds/Slow.txt"}
    assert len(list(written(tmp_path))) == 6
