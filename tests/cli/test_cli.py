"""The command as a person types it: options, exit status, and what is printed where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from broadsheet.cli import command, main

PROJECT = Path(__file__).parents[2]
ARTICLE = "---\ntitle: {title}\ndate: 2025-07-29\n---\n\nThe storm passed over Port Elden.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of one article, where we stand."""
    path = tmp_path / "content" / "2025" / "07" / "29" / "storm.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE.format(title="Storm"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_bare_is_ingest_then_publish_with_one_line_at_the_end(folder: Path, capsys) -> None:
    assert main([]) == 0
    said = capsys.readouterr()
    last = said.out.splitlines()[-1]
    assert last.startswith("0 articles written; ")
    assert " new, 0 changed, 0 removed; " in last
    assert said.err == ""
    assert (folder / "site" / "2025" / "07" / "29" / "storm" / "index.html").exists()


def test_names_to_look_at_are_counted_and_the_first_are_named(folder: Path, capsys) -> None:
    names = "".join(f"  - {name}\n" for name in ("Alb", "Bor", "Cay", "Dun", "Mara Dun"))
    path = folder / "content" / "2025" / "07" / "29" / "storm.md"
    path.write_text(f"---\ntitle: Storm\ndate: 2025-07-29\npeople:\n{names}---\n\nIt blew.\n")
    told = [
        "names to look at: 4 (see /status/)",
        "  Dun: Mara Dun? (content/2025/07/29/storm.md)",
        "  Alb: who? (content/2025/07/29/storm.md)",
        "  Bor: who? (content/2025/07/29/storm.md)",
    ]
    for command_line in ([], ["ingest"]):
        assert main(command_line) == 0
        assert capsys.readouterr().err.splitlines() == told
    assert main(["publish"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["ingest", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["names"]) == 4


def test_options_work_before_and_after_the_command(folder: Path, tmp_path: Path, capsys) -> None:
    other = tmp_path / "other" / "content"
    other.mkdir(parents=True)
    assert main(["--site", str(other.parent), "publish"]) == 0
    assert main(["publish", "--site", str(other.parent), "--quiet"]) == 0
    assert (other.parent / "site" / "index.html").exists()
    assert not (folder / "site").exists()
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_what_stands_after_the_command_wins(folder: Path, capsys) -> None:
    assert main(["--site", "nowhere", "publish", "--site", "."]) == 0


def test_problems_go_to_stderr_and_the_status_is_1(folder: Path, capsys) -> None:
    (folder / "content" / "broken.md").write_text("---\ntitle: [never\n---\n")
    assert main(["publish"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("content/broken.md:")
    assert "content/broken.md" not in said.out
    assert (folder / "site" / "2025" / "07" / "29" / "storm" / "index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        (["publish", "--jobs", "0"], "jobs"),
        (["publish", "--site", "nowhere"], "there is no site here"),
        (["publish", "--config", "nothing.yaml"], "no such file of settings"),
        (["clip"], "Missing argument"),
        (["new", "///"], "has no word in it"),
        (["clip", "--captured", "someday", "a.txt"], "ISO 8601"),
    ],
)
def test_a_mistake_in_usage_is_status_2(folder: Path, capsys, arguments, told) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_a_settings_error_is_status_2_and_names_file_line_and_key(folder: Path, capsys) -> None:
    (folder / "broadsheet.yaml").write_text("title: News\nlist_length: many\n")
    assert main(["publish"]) == 2
    assert capsys.readouterr().err.startswith("broadsheet.yaml:2:")


def test_interrupted_is_status_130(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("broadsheet.flow.publish", interrupted)
    assert main(["publish"]) == 130


def test_explain_prints_one_reason_for_each_file(folder: Path, capsys) -> None:
    main(["publish", "--explain"])
    first = capsys.readouterr().out.splitlines()
    assert "site/2025/07/29/storm/index.html: new" in first
    (folder / "site" / "index.html").write_text("scribbled")
    main(["publish", "--explain"])
    assert capsys.readouterr().out.splitlines()[:-1] == ["site/index.html: file altered"]


def test_json_is_the_whole_report(folder: Path, capsys) -> None:
    (folder / "content" / "broken.md").write_text("---\ntitle: [never\n---\n")
    assert main(["--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["pages"]["new"] > 10
    assert report["problems"][0]["path"] == "content/broken.md"
    assert report["reasons"][0].keys() == {"path", "why"}


def test_check_writes_nothing(folder: Path, capsys) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "0 problems\n"
    assert [entry.name for entry in folder.iterdir()] == ["content"]


def test_new_begins_a_draft_and_never_takes_the_place_of_another(folder: Path, capsys) -> None:
    assert main(["new", "Is it: a storm?"]) == 0
    assert main(["new", "Is it: a storm?"]) == 0
    first, second = capsys.readouterr().out.split()
    assert first.endswith("/is-it-a-storm.md")
    assert second.endswith("/is-it-a-storm-2.md")
    assert "draft: true" in (folder / first).read_text()
    assert main(["check"]) == 0


def test_init_begins_a_site_that_builds(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "mine"
    assert main(["init", str(folder)]) == 0
    names = {entry.name for entry in folder.iterdir()}
    assert names == {".gitignore", "broadsheet.yaml", "content", "seeds", "templates"}
    assert any((folder / "seeds").iterdir())
    assert main(["publish", "--site", str(folder)]) == 0


def test_init_refuses_a_site_and_overwrites_nothing(tmp_path: Path, capsys) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "seeds").mkdir()
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert list((tmp_path / "seeds").iterdir()) == []
    assert main(["init", str(tmp_path)]) == 2
    assert "there is a site here already" in capsys.readouterr().err


# ---- filters ----------------------------------------------------------------------------


def piped(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "broadsheet", *arguments],
        input=data,
        capture_output=True,
        check=False,
        cwd=PROJECT,
    )


def test_clip_prints_json_lines_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    capture = sorted((PROJECT / "seeds").glob("daily8-*.txt"))[0]
    (tmp_path / "empty.txt").write_bytes(b"")
    done = piped(["clip", str(tmp_path / "empty.txt"), str(tmp_path / "none"), str(capture)], b"")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert list(rows[0])[:3] == ["seed", "lines", "title"]
    assert rows[0]["seed"] == str(capture)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.decode().splitlines()] == [
        str(tmp_path / "empty.txt"),
        str(tmp_path / "none"),
    ]


def test_annotate_adds_to_each_row_and_names_a_bad_line() -> None:
    good = {"id": 7, "text": "Mara Lindqvist spoke in Paris. The court ruled on Monday.", "x": [1]}
    lines = [json.dumps(good), "{not json", json.dumps({"id": 8}), json.dumps(good)]
    done = piped(["annotate", "--tagger", "rules"], "\n".join(lines).encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 2
    assert rows[0]["id"] == 7
    assert rows[0]["x"] == [1]
    for mention in rows[0]["mentions"]:
        assert good["text"][mention["start"] : mention["end"]]
    assert done.returncode == 1
    said = done.stderr.decode().splitlines()
    assert said[0].startswith("-:2:")
    assert said[1].startswith("-:3: has no `text`")


def test_stories_do_not_depend_on_the_order_of_rows() -> None:
    ferry = "The ferry between Port Elden and Skerrow was halted after a storm broke the pier."
    rows = [
        {"id": "a", "title": "Ferry halted", "text": ferry, "date": "2025-07-29"},
        {"id": "b", "title": "Ferry to Skerrow halted", "text": ferry, "date": "2025-07-29"},
        {"id": "c", "title": "Budget", "text": "The budget passed.", "date": "2025-01-01"},
    ]
    told = []
    for order in (rows, rows[::-1]):
        data = "\n".join(map(json.dumps, order)).encode()
        done = piped(["stories", "--tagger", "rules"], data)
        assert done.returncode == 0, done.stderr
        told.append({row["id"]: row["story"] for row in map(json.loads, done.stdout.splitlines())})
    assert told[0] == told[1]
    assert told[0]["a"] == told[0]["b"] != told[0]["c"]


# ---- manners ----------------------------------------------------------------------------


def test_every_command_has_a_line_of_help() -> None:
    assert set(command.commands) == {
        *("ingest", "publish", "serve", "check", "new", "init", "ping", "schema"),
        *("clip", "annotate", "stories", "export", "collect", "doctor"),
    }
    for one in command.commands.values():
        assert one.help


def test_help_is_quick_and_loads_no_room() -> None:
    code = (
        "import sys; from broadsheet.cli import main; main(['--help']);"
        "heavy = {'spacy', 'rich', 'jinja2', 'feedgen', 'dateparser', 'watchdog', 'starlette',"
        " 'sqlite3'}; print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_publish_loads_no_model(folder: Path) -> None:
    code = (
        "import sys; from broadsheet.cli import main; status = main(['publish']);"
        "print(status, sorted({'spacy', 'rich', 'watchdog', 'dateparser'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_a_reader_that_stops_early_is_no_error() -> None:
    capture = sorted((PROJECT / "seeds").glob("daily8-*.txt"))[0]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "broadsheet", "clip", str(capture)],
            stdout=closed,
            stderr=subprocess.PIPE,
            cwd=PROJECT,
            check=False,
        )
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_build_that_is_killed_outright_heals(folder: Path) -> None:
    for number in range(30):
        path = folder / "content" / "2025" / "07" / "29" / f"more-{number}.md"
        path.write_text(ARTICLE.format(title=f"More {number}"))
    building = subprocess.Popen([sys.executable, "-m", "broadsheet", "publish"], cwd=folder)
    until = time.monotonic() + 20
    while not (folder / "site" / "static").exists() and time.monotonic() < until:
        time.sleep(0.002)
    building.kill()
    building.wait()
    assert main(["publish", "--quiet"]) == 0
    pages = [path.read_text() for path in (folder / "site").rglob("*.html")]
    assert len(pages) > 30
    assert not any("being printed" in page for page in pages)
