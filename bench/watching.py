"""Is every way of saving a file noticed? `python -m bench.watching`

Each pattern saves files as some program does it: in place, by a temporary file renamed over, by
a backup moved aside, by moving whole folders. A save counts as noticed when a build has read
exactly what the disk then holds. Beside the saves: a burst (`--burst` files written, renamed and
removed at once) must end in a build of what is there then, and for `--idle` seconds in which
files are read, and outputs, states and editors' own files are written, nothing may be built.

    pattern                    noticed    median      slowest
    in place                     20/20     90 ms       130 ms
"""

from __future__ import annotations

import argparse
import mmap
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from broadsheet.watch import Watch

WITHIN = 1.0  # seconds in which a save is to be noticed
PATIENCE = 10.0  # seconds after which it is called missed
PART = "content/2026/03/04"
_INPUTS = ("content", "seeds", "templates")

Save = Callable[[Path, str], None]


def in_place(site: Path, text: str) -> None:
    (site / PART / "a.md").write_text(text)


def truncated_then_written(site: Path, text: str) -> None:
    with (site / PART / "a.md").open("w") as file:
        file.flush()
        time.sleep(0.05)
        file.write(text)


def appended(site: Path, text: str) -> None:
    with (site / PART / "a.md").open("a") as file:
        file.write(text)


def mapped(site: Path, text: str) -> None:
    with (site / PART / "long.md").open("r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[: len(text)] = text.encode()


def renamed_over(site: Path, text: str) -> None:
    (site / PART / ".a.md.tmp").write_text(text)
    os.replace(site / PART / ".a.md.tmp", site / PART / "a.md")


def backup_then_new(site: Path, text: str) -> None:
    file = site / PART / "a.md"
    os.replace(file, f"{file}~")
    file.write_text(text)
    os.unlink(f"{file}~")


def moved_in(site: Path, text: str) -> None:
    (site / "elsewhere" / "b.md").write_text(text)
    shutil.move(site / "elsewhere" / "b.md", site / PART / "b.md")


def moved_out(site: Path, text: str) -> None:
    _sown(site / "content/2026/04", text)
    time.sleep(0.3)
    shutil.move(site / "content/2026/04", site / "elsewhere" / text)


def _sown(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in "xyz":
        (folder / f"{name}.md").write_text(f"{name} {text}")


def deleted(site: Path, text: str) -> None:
    file = site / PART / "b.md"
    file.write_text(text)
    time.sleep(0.3)
    file.unlink()


def folder_moved_in(site: Path, text: str) -> None:
    _sown(site / "elsewhere" / text, text)
    shutil.move(site / "elsewhere" / text, site / "content" / text)


def folder_moved_and_edited(site: Path, text: str) -> None:
    os.rename(site / PART, site / "content/2026/03/05")
    (site / "content/2026/03/05/a.md").write_text(text)
    os.rename(site / "content/2026/03/05", site / PART)


def folders_made_and_filled(site: Path, text: str) -> None:
    for day in range(1, 6):
        _sown(site / "content" / text / str(day) / "deep" / "deeper", text)


def folder_deleted(site: Path, text: str) -> None:
    _sown(site / "content/2027/01", text)
    time.sleep(0.3)
    shutil.rmtree(site / "content/2027")


def checkout_of_200(site: Path, text: str) -> None:
    for number in range(200):
        file = site / "content/many" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_text(f"{number} {text}")


def other_case(site: Path, text: str) -> None:
    low, high = site / PART / "case.md", site / PART / "Case.md"
    os.rename(*((low, high) if low.exists() else (high, low)))


def twice_in_ten_milliseconds(site: Path, text: str) -> None:
    in_place(site, f"first {text}")
    time.sleep(0.005)
    in_place(site, text)


def hard_link_swapped(site: Path, text: str) -> None:
    (site / "elsewhere" / "twin.md").write_text(text)
    os.link(site / "elsewhere" / "twin.md", site / PART / ".twin.tmp")
    os.replace(site / PART / ".twin.tmp", site / PART / "a.md")
    os.unlink(site / "elsewhere" / "twin.md")


def same_size_and_time(site: Path, text: str) -> None:
    file = site / PART / "a.md"
    was, size = file.stat(), len(file.read_bytes())
    file.write_text((text * size)[:size])
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))


def sidecar(site: Path, text: str) -> None:
    (site / "seeds/wire.yaml").write_text(f"url: https://example.org/{text}\n")


def template(site: Path, text: str) -> None:
    (site / "templates/parts/card.html").write_text(f"<p>{text}</p>")


def settings(site: Path, text: str) -> None:
    (site / ".broadsheet.yaml.new").write_text(f"title: {text}\n")
    os.replace(site / ".broadsheet.yaml.new", site / "broadsheet.yaml")


def record(site: Path, text: str) -> None:
    (site / "content/entities/vega.md").write_text(f"---\nname: {text}\n---\n")


def topics(site: Path, text: str) -> None:
    (site / "content/topics.yaml").write_text(f"harbour:\n  name: {text}\n")


def log_of_sources(site: Path, text: str) -> None:
    with (site / "sources.log.tsv").open("a") as file:
        file.write(f"{text}\t1\n")


def content_checked_out_again(site: Path, text: str) -> None:
    shutil.copytree(site / "content", site / "elsewhere" / text, symlinks=True)
    shutil.rmtree(site / "content")
    shutil.copytree(site / "elsewhere" / text, site / "content", symlinks=True)
    (site / PART / "a.md").write_text(text)


def content_swapped(site: Path, text: str) -> None:
    shutil.copytree(site / "content", site / "elsewhere" / text, symlinks=True)
    os.rename(site / "content", site / "elsewhere" / f"{text} old")
    os.rename(site / "elsewhere" / text, site / "content")
    (site / PART / "a.md").write_text(text)


def through_a_link(site: Path, text: str) -> None:
    link = site / PART / "link.md"
    if not link.is_symlink():
        link.symlink_to("a.md")
    link.write_text(text)


def link_turned(site: Path, text: str) -> None:
    link = site / PART / ".link"
    link.symlink_to("long.md" if os.readlink(site / PART / "turned.md") == "a.md" else "a.md")
    os.replace(link, site / PART / "turned.md")


def during_a_build(site: Path, text: str) -> None:
    in_place(site, f"before {text}")
    time.sleep(0.08)  # the build of the first save has begun
    in_place(site, text)


PATTERNS: tuple[Save, ...] = (
    in_place,
    truncated_then_written,
    appended,
    mapped,
    renamed_over,
    backup_then_new,
    moved_in,
    moved_out,
    deleted,
    folder_moved_in,
    folder_moved_and_edited,
    folders_made_and_filled,
    folder_deleted,
    checkout_of_200,
    other_case,
    twice_in_ten_milliseconds,
    hard_link_swapped,
    same_size_and_time,
    sidecar,
    template,
    settings,
    record,
    topics,
    log_of_sources,
    content_checked_out_again,
    content_swapped,
    through_a_link,
    link_turned,
    during_a_build,
)


def laid(site: Path) -> Path:
    """Lay out a small site to save files in; return its folder."""
    for folder in (PART, "content/entities", "seeds", "templates/parts", "site", "elsewhere"):
        (site / folder).mkdir(parents=True)
    for name in ("a", "case", "other"):
        (site / PART / f"{name}.md").write_text(f"{name}\n")
    (site / PART / "long.md").write_text("long\n" * 2000)
    (site / PART / "turned.md").symlink_to("a.md")
    (site / "seeds/wire.txt").write_text("news\n")
    (site / "broadsheet.yaml").write_text("title: A paper\n")
    return site


def contents(site: Path) -> dict[str, str]:
    """Return the hash of every input, as a build reads it; a file that goes meanwhile is out."""
    files = [file for file in site.iterdir() if file.is_file()]
    for folder in _INPUTS:
        files += [Path(top) / name for top, _, names in os.walk(site / folder) for name in names]
    found = {}
    for file in files:
        try:
            found[str(file)] = blake2b(file.read_bytes()).hexdigest()
        except OSError:
            continue
    return found


@dataclass
class Reading:
    """Reads all inputs at each build, and remembers what the last build that ended saw."""

    site: Path
    takes: float = 0.0  # seconds that each build lasts beyond its reading
    count: int = 0
    saw: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def __call__(self) -> None:
        seen = contents(self.site)
        time.sleep(self.takes)
        self.saw = seen
        self.count += 1

    def wait(self, patience: float = PATIENCE) -> bool:
        """Wait until a build has read what is there; False where none does."""
        wanted, latest = contents(self.site), time.monotonic() + patience
        while self.saw != wanted:
            if time.monotonic() > latest:
                return False
            time.sleep(0.005)
        return True


@contextmanager
def watched(site: Path, takes: float = 0.0) -> Iterator[Reading]:
    """Watch a site and hand out what its builds read."""
    reading = Reading(site, takes)
    places = [site / folder for folder in _INPUTS]
    watch = Watch(site, places, [site / "site", site / ".broadsheet"], reading.said.append)
    stopped = threading.Event()
    thread = threading.Thread(target=watch.run, args=(reading, stopped))
    reading()
    thread.start()
    try:
        yield reading
    finally:
        watch.stop(stopped)
        thread.join(timeout=PATIENCE)


@dataclass(frozen=True)
class Found:
    """How soon each save by one pattern was noticed, in seconds; None for one that was missed."""

    pattern: str
    waits: tuple[float | None, ...]

    @property
    def noticed(self) -> int:
        return sum(wait is not None and wait <= WITHIN for wait in self.waits)

    def __str__(self) -> str:
        waits = sorted(PATIENCE if wait is None else wait for wait in self.waits)
        figures = f"{median(waits) * 1000:6.0f} ms   {waits[-1] * 1000:6.0f} ms"
        return f"{self.pattern:28} {self.noticed:3}/{len(waits)}   {figures}"


def saves(reading: Reading, save: Save, times: int) -> Found:
    """Save some times by one pattern, each once the former was noticed and all is quiet."""
    waits: list[float | None] = []
    for number in range(times):
        reading.wait()
        time.sleep(0.1)
        save(reading.site, f"{save.__name__} {number}")
        began = time.monotonic()
        waits.append(time.monotonic() - began if reading.wait() else None)
    return Found(save.__name__.replace("_", " "), tuple(waits))


def burst(reading: Reading, files: int) -> tuple[bool, int, float]:
    """Write files, rename and remove a part of them; return whether the last build saw the rest.

    With it the number of builds, and the seconds from the last write to that build's end.
    """
    before = reading.count
    for number in range(files):
        folder = reading.site / "content/burst" / str(number // 500)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.md").write_text(f"{number}\n")
        if number % 10 == 3:
            os.rename(folder / f"{number}.md", folder / f"{number}-renamed.md")
        elif number % 10 == 7:
            (folder / f"{number}.md").unlink()
    began = time.monotonic()
    whole = reading.wait(60 + files / 100)
    return whole, reading.count - before, time.monotonic() - began


def idle(reading: Reading, seconds: float) -> int:
    """Read inputs, write outputs and an editor's own files; return how many builds that made."""
    reading.wait()
    time.sleep(2.0)
    before, until = reading.count, time.monotonic() + seconds
    (reading.site / ".broadsheet").mkdir(exist_ok=True)
    while time.monotonic() < until:
        contents(reading.site)
        (reading.site / "site/index.html").write_text(str(time.monotonic()))
        (reading.site / ".broadsheet/state.db").write_text(str(time.monotonic()))
        (reading.site / PART / ".a.md.swp").write_text(str(time.monotonic()))
        time.sleep(0.25)
    return reading.count - before


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.watching", description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20, help="saves by each pattern [20]")
    parser.add_argument("--burst", type=int, default=30_000, help="files of the burst [30000]")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds of idleness [60]")
    said = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        site = laid(Path(folder) / "paper")
        with watched(site) as quick, watched(site, takes=0.3) as slow:
            found = [
                _told(saves(slow if save is during_a_build else quick, save, said.times))
                for save in PATTERNS
            ]
        noticed, all_saves = sum(one.noticed for one in found), said.times * len(found)
        print(f"noticed within {WITHIN:.0f} s: {noticed} of {all_saves}")
        with watched(site) as reading:
            whole, builds, seconds = burst(reading, said.burst)
            print(
                f"burst of {said.burst}: {'right' if whole else 'WRONG'}, {builds} builds, "
                f"the last one {seconds:.1f} s after the last write"
            )
            made = idle(reading, said.idle)
            print(f"idle for {said.idle:.0f} s: {made} builds")
            print(*reading.said, sep="\n")
    return 0 if noticed == all_saves and whole and not made else 1


def _told(found: Found) -> Found:
    print(found, flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
