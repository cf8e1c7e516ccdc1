"""What builds cost: `python -m bench.run [--articles 1000 --articles 10000]`.

Each build is a process of its own, as a person would run it. Wall time is from start to exit,
CPU time and peak memory are what the system counted for the process and its children; every
figure is the median of three runs. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import write

RUNS = 3


@dataclass(frozen=True)
class Cost:
    """One build: seconds of wall and CPU time, peak memory in MiB, its last line."""

    wall: float
    cpu: float
    memory: float
    said: str


def built(folder: Path) -> Cost:
    """Publish a site in a process of its own, and return what it cost."""
    command = [sys.executable, "-m", "broadsheet", "publish", "--site", str(folder)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        raise SystemExit(f"the build of {folder} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip())


def clean(folder: Path) -> None:
    """Leave nothing of former builds."""
    for name in ("site", ".broadsheet"):
        shutil.rmtree(folder / name, ignore_errors=True)


def untouched(folder: Path) -> None:
    """Change nothing."""


def one_body_edited(folder: Path) -> None:
    """Add a paragraph to the body of one article in the middle of the archive."""
    articles = sorted((folder / "content").glob("2*/*/*/*.md"))
    article = articles[len(articles) // 2]
    article.write_text(f"{article.read_text('utf-8')}\nOne more paragraph.\n", "utf-8")


BUILDS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("clean", clean),
    ("unchanged", untouched),
    ("one body edited", one_body_edited),
)


def measured(folder: Path, prepare: Callable[[Path], None]) -> Cost:
    """Return the medians of three builds, each after the same preparation."""
    costs = []
    for _ in range(RUNS):
        prepare(folder)
        costs.append(built(folder))
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.memory for cost in costs),
        costs[-1].said,
    )


def rows(articles: int, seed: int) -> list[str]:
    """Return the rows of the table for one size."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        write(folder, articles, seed)
        found = []
        for label, prepare in BUILDS:
            cost = measured(folder, prepare)
            figures = f"{cost.wall:.2f} s | {cost.cpu:.2f} s | {cost.memory:.0f} MiB"
            found.append(f"| {articles:,} | {label} | {figures} | {cost.said} |")
            print(found[-1], file=sys.stderr, flush=True)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}.")
    print()
    print("| articles | build | wall | CPU | peak memory | the build's own summary |")
    print("|---:|---|---:|---:|---:|---|")
    for articles in given.articles or [1000, 10_000]:
        print("\n".join(rows(articles, given.seed)), flush=True)


if __name__ == "__main__":
    main()
