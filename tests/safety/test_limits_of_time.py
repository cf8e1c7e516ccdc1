"""Work that never ends is stopped, told of with its limit, and the others go on."""

from __future__ import annotations

import io
import os
import re
import signal
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from broadsheet import clip, flow
from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.enrich import annotating
from broadsheet.enrich.reading import Untold
from broadsheet.render.markdown import html
from broadsheet.site import site
from broadsheet.text import sentences
from broadsheet.workshop import crowd, documents

PAGE = "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"
TEXT = "<p>The harbour of {0} will be dredged in spring, the council said on Monday.</p>" * 6
FEED = (
    '<rss version="2.0"><channel><title>A</title><item><title>Vey</title>'
    "<author>{}</author><description>It stops.</description></item></channel></rss>"
)
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


def read(text: str) -> str:
    with crowd.limited(3.0):
        sentences(text)
        table.clipped(Record("a.rss", FEED.format(text).encode()))
        html(text)
    return "read"


@pytest.mark.parametrize(
    "text", ["." * 200_000 + "x", "J. R. " * 40_000 + "x", "a" * 200_000, "> a\n\n" * 40_000]
)
def test_what_is_repeated_is_not_read_in_the_square_of_its_length(text: str) -> None:
    again = partial(crowd.alone, read, died=lambda piece, why: why)
    read("The ferry stops.")  # loads what reads
    assert list(crowd.mapped(read, [text], 1, again)) == ["read"]


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
    understood = annotating.annotated_all

    def slow(texts: list[Untold], *more: object) -> object:
        if any("Slow" in text.title for text in texts):
            spin()
        return understood(texts, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(annotating, "annotated_all", slow)
    report = flow.ingest(site(laid(tmp_path)), jobs=1)
    assert {p.path for p in report.problems} == {"seeds/Slow.html", "seeds/Slow.txt"}
    assert len(list(written(tmp_path))) == 6


def test_a_file_whose_documents_take_too_long_together_is_left_and_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Amble", "Brine", "Cove", "Dray", "Eyot", "Frith", "Goole", "Hythe", "Inver", "Jura")
    (tmp_path / "seeds").mkdir()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names * 4:
            number = len(archive.namelist())
            page = PAGE.format(f"{name} is dredged, part {number}", TEXT.format(f"{name} {number}"))
            archive.writestr(f"{number}.html", page)
    (tmp_path / "seeds/week.zip").write_bytes(into.getvalue())
    monkeypatch.setattr(documents, "_SECONDS_A_SEED", 0.0)
    monkeypatch.setattr(documents, "_SECONDS_A_MB", 0.0)
    (problem,) = flow.ingest(site(tmp_path), jobs=1).problems
    assert re.fullmatch(r"its documents take too long: \d+ s for 0.0 MB of them", problem.message)
    begun = len(list(written(tmp_path)))
    assert 0 < begun < 40
    monkeypatch.setattr(documents, "_SECONDS_A_SEED", 6.0)
    assert not flow.ingest(site(tmp_path), jobs=1).problems
    assert len(list(written(tmp_path))) == 40
