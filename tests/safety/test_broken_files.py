"""Broken files, odd names and things that are no files: each is told of, and costs itself alone.

Files too large for the suite, each measured, are in `python -m bench.broken`.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bench.broken import _SLUGS, lay
from bench.hostile.bombs import cases, item, page, rss
from broadsheet import flow
from broadsheet.clip.forms.tree import parsed
from broadsheet.clip.kind import MOST_LINES, text_of
from broadsheet.site import site

PROJECT = Path(__file__).parents[2]
_SMALL = 3_000  # bytes
_PAGE = page("a page with an odd name").decode()


def titled(name: str) -> bytes:
    return _PAGE.replace("Vey", name).encode()


def kept(root: Path) -> set[str]:
    return {path.stem for path in (root / "content").rglob("*.md")}


def command(root: Path, name: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "broadsheet", name, "--site", str(root), "--jobs", "1"]
    return subprocess.run(
        line, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=200
    )


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], str]:
    """A site with all broken files that are small, what is expected of each, and what was said."""
    root = tmp_path_factory.mktemp("broken")
    lay(root)
    expected = {}
    for name, data, what in cases():
        if len(data) < _SMALL:
            (root / "seeds" / name).write_bytes(data)
            expected[name] = what
    done = command(root, "ingest")
    assert done.returncode == 1, done.stderr[-2000:]
    return root, expected, done.stderr


def test_there_are_many(broken: tuple[Path, dict[str, str], str]) -> None:
    assert len(broken[1]) > 100


def test_each_gets_the_problem_that_is_expected(broken: tuple[Path, dict[str, str], str]) -> None:
    _, expected, told = broken
    said: dict[str, str] = {}
    for line in told.splitlines():
        name = re.match(r"seeds/([^:/]+)", line)
        said[name[1] if name else ""] = said.get(name[1] if name else "", "") + line
    wrong = {
        name: (what, said.get(name, ""))
        for name, what in expected.items()
        if what and not re.search(what, said.get(name, ""), re.IGNORECASE)
    }
    assert wrong == {}


def test_none_of_them_is_a_fault_of_ours(broken: tuple[Path, dict[str, str], str]) -> None:
    told = broken[2]
    assert "Traceback" not in told
    assert "fault in Broadsheet" not in told
    assert "died" not in told
    assert told.replace("\n", "").isprintable()


def test_the_good_ones_beside_them_are_published(
    broken: tuple[Path, dict[str, str], str],
) -> None:
    root = broken[0]
    assert set(_SLUGS) <= kept(root)
    assert command(root, "publish").returncode in (0, 1)
    pages = {path.parent.name for path in (root / "site").rglob("index.html")}
    assert set(_SLUGS) <= pages


def test_names_that_mean_harm_cost_themselves_alone(tmp_path: Path) -> None:
    lay(tmp_path)
    seeds = tmp_path / "seeds"
    names = (
        *("two\nlines.html", "turn\u202elmth.html", "\U0001f9c2.html", "n" * 245 + ".html"),
        *("Case.html", "case.html", "-rf.html", "#L1-L2.html", "%00%2e.html", "a'b\"c.html"),
        *("\x1b[31m.html", "{{7*7}}.html", "<script>hit(1)<.html", "con.html", "dot..html"),
    )
    for number, name in enumerate(names):
        (seeds / name).write_bytes(titled(f"Ferry {number}"))
    os.fsencode(seeds)
    Path(os.fsdecode(os.fsencode(seeds) + b"/\xff\xfe.html")).write_bytes(titled("No letters"))
    told = [str(problem) for problem in flow.ingest(site(tmp_path), jobs=1).problems]
    assert set(_SLUGS) <= kept(tmp_path)
    assert len(kept(tmp_path)) >= len(_SLUGS) + len(names) - 4
    assert all(line.isprintable() for line in told)
    assert not any("fault in Broadsheet" in line for line in told)
    flow.publish(site(tmp_path))
    published = {path.name for path in (tmp_path / "site").rglob("*")}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in published)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    lay(tmp_path)
    seeds = tmp_path / "seeds"
    outside = tmp_path.with_name("outside.html")
    outside.write_bytes(titled("A secret"))
    (seeds / "far.html").symlink_to(outside)
    (seeds / "passwords.txt").symlink_to("/etc/passwd")
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "gone.txt").symlink_to("nowhere")
    (seeds / "zero.txt").symlink_to("/dev/zero")
    (seeds / "up").symlink_to(tmp_path)
    (seeds / "folder.html").mkdir()
    (seeds / "good.txt.yaml").mkdir()
    os.mkfifo(seeds / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(seeds)  # the name of a socket may not be long
        one.bind("socket.txt")
        os.chdir(here)
        told = {str(p).split(":")[0] for p in flow.ingest(site(tmp_path), jobs=1).problems}
    assert set(_SLUGS) == kept(tmp_path)
    assert {"seeds/far.html", "seeds/passwords.txt", "seeds/zero.txt", "seeds/pipe.txt"} <= told


def test_a_dump_of_too_many_lines_is_told_the_limit() -> None:
    text, problems = text_of("a.txt", b"a\n" * (MOST_LINES + 1))
    assert text is None
    assert [str(one) for one in problems] == [
        "a.txt: 100,001 lines are too many (at most 100,000; split the file)"
    ]
    assert text_of("a.txt", b"a\n" * MOST_LINES)[0]


def test_a_page_too_deep_is_read_flat_by_every_extractor() -> None:
    root, html = parsed("<div>" * 3000 + "<p>The harbour of Vey.</p>")
    assert root is not None
    assert html.count("<div>") < 300
    assert "The harbour of Vey." in html
    shallow = "<div><p>The harbour of Vey.</p></div>"
    assert parsed(shallow)[1] == shallow


def test_an_entity_that_swells_is_not_swollen(tmp_path: Path) -> None:
    lay(tmp_path)
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE r [<!ENTITY l0 "ha">{levels}]>'
    (tmp_path / "seeds/laughs.rss").write_bytes(rss(item(text="&l9; " + "x " * 100), doctype))
    flow.ingest(site(tmp_path), jobs=1)
    assert set(_SLUGS) <= kept(tmp_path)
    sizes = [path.stat().st_size for path in (tmp_path / "content").rglob("*.md")]
    assert max(sizes) < 20_000
