"""Archives in seeds/: their documents become articles, by any number of workers, and only once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial, wraps
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "clip" / "forms"))
from packing import dump, zipped

from broadsheet import disk, flow
from broadsheet.clip import Clipped
from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Record
from broadsheet.disk import inputs
from broadsheet.model import Seed
from broadsheet.printing import silent
from broadsheet.site import site
from broadsheet.workshop.crowd import alone, mapped
from broadsheet.workshop.documents import Documents

PROJECT = Path(__file__).parents[2]
PLACES = [f"Isle {name}" for name in ("Arran", "Bute", "Coll", "Danna", "Eigg", "Fara", "Gigha")]
ROW = {"title": "Row one", "body": "The first row tells of Vey, and of its ferry that stopped."}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "broadsheet.yaml").write_text("title: Digest\nurl: https://digest.example\n")
    return tmp_path


def week(places: list[str]) -> bytes:
    return zipped({f"{n}.txt": dump(place, n + 1) for n, place in enumerate(places)})


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, str(PROJECT / "build.py"), *arguments, "--site", str(root)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def contents(root: Path) -> dict[str, bytes]:
    folder = root / "content"
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_the_command_takes_articles_out_of_an_archive_and_explains_the_rest(root: Path) -> None:
    files = {
        "monday/ferry.txt": dump("Skerrow"),
        "rows.jsonl": json.dumps({**ROW, "date": "2025-11-02"}).encode(),
        "monday/photo.png": b"\x89PNG",
        "../outside.txt": dump("Nowhere"),
    }
    (root / "seeds" / "week.zip").write_bytes(zipped(files))
    done = command(root, "ingest", "--explain")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "seeds/week.zip/../outside.txt: is not read: its name leads out" in done.stderr
    assert "seeds/week.zip/monday/photo.png:1: a picture: photo.png" in done.stdout
    assert "2 articles written" in done.stdout
    (ferry,) = (root / "content").rglob("skerrow*.md")
    assert "seed: seeds/week.zip/monday/ferry.txt#L1-L3" in ferry.read_text()
    before = contents(root)
    assert "0 articles written" in command(root, "ingest").stdout
    assert contents(root) == before


def test_the_clip_filter_prints_the_same_rows_for_any_number_of_workers(root: Path) -> None:
    (root / "seeds" / "week.zip").write_bytes(week(PLACES))
    (root / "seeds" / "plain.txt").write_bytes(dump("Vey"))
    files = [str(root / "seeds" / name) for name in ("week.zip", "plain.txt")]
    printed = [command(root, "clip", *files, "--jobs", jobs).stdout for jobs in ("1", "2")]
    assert printed[0] == printed[1]
    titles = [json.loads(row)["title"] for row in printed[0].splitlines()]
    assert titles == [f"{place} closes for winter" for place in [*PLACES, "Vey"]]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_workers_show_in_no_result(root: Path, jobs: int) -> None:
    for number in range(3):
        (root / "seeds" / f"{number}.zip").write_bytes(week([f"{p} {number}" for p in PLACES]))
    work = Documents("UTC", jobs, silent)
    done = [cut.clippings for _, cut in work.clipped(seeds(root)) if cut.clippings]
    assert [one.title for (one,) in done] == [
        f"{place} {number} closes for winter" for number in range(3) for place in PLACES
    ]


def seeds(root: Path) -> list[Seed]:
    from broadsheet.captures import seeds

    found = disk.listing(root, "seeds").paths
    return list(seeds(root, found, "UTC", []))


class Cut:
    """The documents that were cut, by whatever process, each with that process's id."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.clear()

    def note(self, record: Record) -> None:
        if record.seed.startswith("seeds/"):  # or it is cut to warm up
            with self.file.open("a") as lines:
                lines.write(f"{os.getpid()} {record.seed}\n")

    def clear(self) -> None:
        self.file.write_text("")

    @property
    def seeds(self) -> list[str]:
        return [line.partition(" ")[2] for line in self.file.read_text().splitlines()]

    @property
    def processes(self) -> set[int]:
        return {int(line.partition(" ")[0]) for line in self.file.read_text().splitlines()}


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """Collect what is cut; files are taken as old enough to be known by their look."""
    seen = Cut(tmp_path_factory.mktemp("cut") / "seen")
    real = table.clipped

    @wraps(real)
    def noted(record: Record) -> Clipped:
        seen.note(record)
        return real(record)

    monkeypatch.setattr(table, "clipped", noted)
    monkeypatch.setattr(inputs, "RACY_NS", 0)
    return seen


def test_an_archive_that_has_not_changed_is_not_read_again(
    root: Path, cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "seeds" / "week.zip").write_bytes(zipped({"../a.txt": b"", "b.txt": dump("Bute")}))
    first = flow.ingest(site(root))
    assert len(cut.seeds) == 1

    def unopened(root: Path, path: str) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(disk, "opened", unopened)
    second = flow.ingest(site(root))
    assert (second.written, second.problems) == (0, first.problems)
    assert len(first.problems) == 1
    assert len(cut.seeds) == 1


def test_of_an_archive_that_has_grown_only_what_is_new_is_cut(root: Path, cut: Cut) -> None:
    archive = root / "seeds" / "2025-11-02-week.zip"  # or it was captured when it was written
    archive.write_bytes(week(PLACES[:3]))
    flow.ingest(site(root))
    cut.clear()
    archive.write_bytes(week(PLACES[:4]))
    assert flow.ingest(site(root)).written == 1
    assert cut.seeds == [f"seeds/{archive.name}/3.txt"]


def test_an_archive_is_cut_by_a_process_that_ends_with_it(root: Path, cut: Cut) -> None:
    (root / "seeds" / "week.zip").write_bytes(week(PLACES))
    assert flow.ingest(site(root)).written == len(PLACES)
    (worker,) = cut.processes
    assert worker != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    assert flow.ingest(site(root)).written == 0


def test_a_young_archive_is_read_again(
    root: Path, cut: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "RACY_NS", 10**12)
    (root / "seeds" / "week.zip").write_bytes(week(PLACES[:2]))
    flow.ingest(site(root))
    stamp = (root / "seeds" / "week.zip").stat()
    (root / "seeds" / "week.zip").write_bytes(week([PLACES[0], PLACES[1][::-1]]))
    os.utime(root / "seeds" / "week.zip", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert flow.ingest(site(root)).written == 1


def test_what_a_saved_page_brings_along_is_no_capture(root: Path) -> None:
    folder = root / "seeds"
    (folder / "News_files").mkdir()
    (folder / "News.html").write_text("<html>")
    for name in ("News_files/frame.html", "News_files/a.js", "photo.jpg"):
        (folder / name).write_text("x")
    from broadsheet.captures import seeds

    passed: list[object] = []
    found = seeds(root, disk.listing(root, "seeds").paths, "UTC", [], passed)  # type: ignore[arg-type]
    assert [seed.path for seed in found] == ["seeds/News.html"]
    assert len(passed) == 3


def test_many_problems_alike_are_told_of_as_one(root: Path) -> None:
    files = {f"{n}.bin": bytes(range(256)) * (n + 9) for n in range(60)}
    (root / "seeds" / "week.zip").write_bytes(zipped(files))
    problems = [
        p for _, cut in Documents("UTC", 1, silent).clipped(seeds(root)) for p in cut.problems
    ]
    assert len(problems) == 21
    assert problems[-1].message.startswith("40 more of its documents")


def test_an_archive_that_goes_while_it_is_read_is_a_problem(root: Path) -> None:
    for name in ("a.zip", "b.zip"):
        (root / "seeds" / name).write_bytes(week(PLACES[:2]))
    found = seeds(root)
    (root / "seeds" / "a.zip").unlink()
    done = [cut for _, cut in Documents("UTC", 1, silent).clipped(found)]
    assert [p.path for cut in done for p in cut.problems] == ["seeds/a.zip"]
    assert sum(len(cut.clippings) for cut in done) == 2


def doubled(number: int) -> int:
    if number == 7:
        os._exit(9)
    return 2 * number


def test_a_piece_of_work_that_kills_its_process_costs_only_itself() -> None:
    done = mapped(doubled, range(20), 2, partial(alone, doubled, died=lambda n, why: -n))
    assert list(done) == [-7 if n == 7 else 2 * n for n in range(20)]


def test_little_is_read_ahead_of_the_workers() -> None:
    taken = []

    def source() -> Iterator[int]:
        for number in range(8, 1000):
            taken.append(number)
            yield number

    done = mapped(doubled, source(), 2, lambda number: 0)
    assert next(done) == 16
    assert len(taken) < 10
