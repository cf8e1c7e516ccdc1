"""`/status/` tells how it stands with what is collected; it is an input like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet import flow
from broadsheet.content.followed import Followed, followed, log
from broadsheet.site import site

LOG = "sources.log.tsv"
ROWS = (
    "https://ellery.example/feed.xml?key=secret\tThe <b>Post</b>\t2025-07-29T09:12:00+00:00"
    "\t2025-07-29T09:12:00+00:00\tok\t\n"
    "https://gull.example/\tThe Gull\t\t2025-07-29T09:12:00+00:00\tfailed\tanswers 404\n"
)
ARTICLE = (
    "---\ntitle: A ferry is late\ndate: 2025-07-29\nsource: The Ellery Post\n---\nIt is late.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "content/2025/07/29"
    folder.mkdir(parents=True)
    (folder / "ferry.md").write_text(ARTICLE)
    return tmp_path


def publish(root: Path, clean: bool = False) -> dict[str, bytes]:
    report = flow.publish(site(root), clean=clean)
    assert not report.problems
    out = root / "site"
    files = (file for file in out.rglob("*") if file.is_file())
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in files}


def status(root: Path) -> str:
    return publish(root)["status/index.html"].decode()


def test_the_page_tells_what_went_well_and_what_did_not(root: Path) -> None:
    assert "Sources collected" not in status(root)
    (root / LOG).write_text(ROWS)
    told = status(root)
    assert "Sources collected" in told
    assert "answers 404" in told
    assert "not fetched yet" in told
    assert "The &lt;b&gt;Post&lt;/b&gt;" in told
    assert "secret" not in told


def test_an_incremental_build_is_a_clean_one(root: Path) -> None:
    publish(root)
    for text in (ROWS, ROWS.replace("404", "500"), None):
        (root / LOG).write_text(text) if text else (root / LOG).unlink()
        incremental = publish(root)
        assert publish(root, clean=True) == incremental
    assert "Sources collected" not in incremental["status/index.html"].decode()


def test_an_edited_body_leaves_the_sources_on_the_page(root: Path) -> None:
    (root / LOG).write_text(ROWS)
    publish(root)
    publish(root)
    article = root / "content/2025/07/29/ferry.md"
    article.write_text(ARTICLE.replace("It is late.", ""))
    incremental = publish(root)
    assert "answers 404" in incremental["status/index.html"].decode()
    assert publish(root, clean=True) == incremental


def test_a_line_that_is_none_is_a_problem_and_left_out(root: Path) -> None:
    (root / LOG).write_text(ROWS + "nonsense\n")
    report = flow.publish(site(root))
    assert [str(one)[:17] for one in report.problems] == ["sources.log.tsv:3"]
    assert "answers 404" in (root / "site/status/index.html").read_text()


def test_the_log_is_read_as_it_was_written() -> None:
    rows, problems = followed(ROWS)
    assert not problems
    assert followed(log(rows)) == (rows, ())
    odd = Followed("https://a.example/", "Tab\there\nand there", state="failed", fault="a\tb")
    assert followed(log([odd]))[0][0].title == "Tab here and there"
