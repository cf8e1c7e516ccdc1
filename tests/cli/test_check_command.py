"""What `check` prints: lines that editors read, JSON, and annotations for GitHub."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.cli.checking import annotation
from broadsheet.errors import Problem

#: The pattern of the problem matcher in docs/editors.md.
LINE = re.compile(r"^(.+?):(\d+):(\d+): (.*)$")
FERRY = "content/2025/07/29/ferry.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one mistake, in a folder below the one where we stand."""
    file = tmp_path / "paper" / FERRY
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: Ferry\ndate: 2025-07-29\ntopics: [sprot]\n---\nIt rained.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "paper"


def test_a_line_is_what_problem_matchers_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--site", "paper"]) == 1
    said = capsys.readouterr()
    found = LINE.fullmatch(said.err.strip())
    assert found is not None
    assert found.groups()[:3] == (FERRY, "4", "10")
    assert said.out == "1 problem\n"
    assert (
        str(LINE.pattern).replace("\\", "\\\\")
        in Path(__file__).parents[2].joinpath("docs/editors.md").read_text()
    )


@pytest.mark.parametrize("how", [["--json"], ["--format", "json"]])
def test_json_has_the_parts(
    folder: Path, capsys: pytest.CaptureFixture[str], how: list[str]
) -> None:
    assert main(["check", "--site", "paper", *how]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert list(problem) == ["path", "message", "line", "column", "hint"]
    assert (problem["path"], problem["line"], problem["column"]) == (FERRY, 4, 10)


def test_github_is_told_the_way_from_where_we_stand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--site", "paper", "--format", "github"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    begin = f"::error file=paper/{FERRY},line=4,col=10,title=broadsheet check::unknown topic"
    assert said.out.splitlines()[0].startswith(begin)


HOSTILE = "100% \r\n::error file=x::done\u2028::stop-commands::t\x1b[2J\u202e,line=1"


def test_no_text_can_end_a_command_or_begin_another() -> None:
    said = annotation(Problem(f"content/{HOSTILE}.md", HOSTILE, 3, 1, HOSTILE), "a,b:c/")
    assert said.isprintable()
    assert len(said.splitlines()) == 1
    properties, _, message = said.removeprefix("::error ").partition("::")
    assert [one.partition("=")[0] for one in properties.split(",")] == [
        *("file", "line", "col", "title"),
    ]
    assert "file=a%2Cb%3Ac/content/100%25 " in properties
    assert message.startswith("100%25 \\r\\n::error")


def test_a_problem_is_one_line_whatever_its_file_says() -> None:
    said = str(Problem(HOSTILE, HOSTILE, 1, 1, HOSTILE))
    assert len(said.splitlines()) == 1
    assert said.isprintable()
    assert str(Problem("content/é.md", "مرحبا 日本", 1)) == "content/é.md:1: مرحبا 日本"


def test_a_new_article_takes_a_date_topics_and_a_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--date", "2026-02-03T10:00Z", "--topic", "Sport", "--topic", "health"]
    assert main(["new", "Up: again", *said, "--source", "The Post", "--site", "paper"]) == 0
    path = capsys.readouterr().out.strip()
    assert path == "content/2026/02/03/up-again.md"
    assert (folder / path).read_text() == (
        '---\ntitle: "Up: again"\ndate: 2026-02-03T10:00:00Z\ndraft: true\nsource: The Post\n'
        "topics:\n  - sport\n  - health\n---\n\n"
    )
    assert main(["new", "Up", "--date", "soon", "--site", "paper"]) == 2


def test_the_schema_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["properties"]["title"]
    assert main(["schema", "article", "--out", str(tmp_path / "s.json")]) == 0
    assert (tmp_path / "s.json").read_text() == printed
