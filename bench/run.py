"""Compare Broadsheet with Hugo, Eleventy and Pelican: `python -m bench.run`.

Every press is given the same articles and templates that print the same pages. All are built in
turn in one run, each build a process of its own. Tables go to the terminal and, with a plot and
every single figure, to a folder. `make bench` installs the peers and runs this; as it stands it
takes about a quarter of an hour. `bench/README.md` says what is compared and what is not equal.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import table
from bench.builds import Series, series
from bench.edits import Shelf
from bench.laying import shelves
from bench.plot import plot
from bench.presses import HUGO, OURS, PRESSES, Press
from bench.presses.press import BENCH, versions
from bench.ripples import Left, ripples
from bench.serving import Waits, waits

PARTS = ("builds", "ripples", "serve")
PAIR = frozenset({OURS.name, HUGO.name})


def options() -> argparse.ArgumentParser:
    """Return the options of the command, with what each does."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.run")
    add = parser.add_argument
    add("--part", action="append", choices=PARTS, help="what to measure (default: all three)")
    _add_builds(add)
    _add_others(add)
    add("--seed", type=int, default=1, metavar="N", help="another one, other articles (default 1)")
    add(
        "--out",
        type=Path,
        default=BENCH / "out",
        metavar="DIR",
        help="where the report goes (default bench/out)",
    )
    add(
        "--work",
        type=Path,
        default=None,
        metavar="DIR",
        help="where the sites lie while they are built (default: the system's temporary folder)",
    )
    return parser


def _add_builds(add: Callable[..., object]) -> None:
    """Add the options of the timed builds."""
    add(
        "--articles",
        action="append",
        type=int,
        metavar="N",
        help="a size to build; may be repeated (default 1000 and 10000)",
    )
    add(
        "--runs",
        type=int,
        default=3,
        metavar="N",
        help="timed runs of Broadsheet and Hugo, after one that looks at memory (default 3); "
        "1 times that one",
    )
    add(
        "--all-runs",
        action="store_true",
        help="the other presses take part in every run, and not only in the first",
    )
    add(
        "--press",
        action="append",
        choices=[press.name for press in PRESSES],
        help="who takes part, at every size; may be repeated (default: Broadsheet and Hugo at "
        "any size, Eleventy up to 10,000 articles, Pelican up to 1,000)",
    )


def _add_others(add: Callable[..., object]) -> None:
    """Add the options of the ripples and of serving."""
    add(
        "--ripple-articles",
        type=int,
        default=200,
        metavar="N",
        help="the size at which builds are held against clean ones (default 200)",
    )
    add(
        "--serve-articles",
        action="append",
        type=int,
        metavar="N",
        help="a size to serve; may be repeated (default 1000)",
    )
    add("--saves", type=int, default=50, metavar="N", help="saves while serving (default 50)")


class Bench:
    """One run of the benchmark: what was asked for, and what has been found so far."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self.series: list[Series] = []
        self.left: list[Left] = []
        self.waits: list[Waits] = []

    def run(self) -> None:
        """Measure all parts that were asked for."""
        parts = self._given.part or PARTS
        if "ripples" in parts:
            with self._shelves(self._given.ripple_articles, self._presses(0)) as laid:
                self.left.extend(ripples(laid, tell))
        if "serve" in parts:
            for articles in self._given.serve_articles or [1000]:
                with self._shelves(articles, self._pair()) as laid:
                    self.waits.extend(waits(laid, self._given.saves, tell))
        if "builds" in parts:
            for articles in self._given.articles or [1000, 10_000]:
                with self._shelves(articles, self._presses(articles)) as laid:
                    self._build(laid)

    def _build(self, laid: Sequence[Shelf]) -> None:
        names = {shelf.press.name for shelf in laid}
        once = frozenset() if self._given.all_runs else frozenset(names - PAIR)
        self.series.extend(series(laid, self._given.runs, once, tell))

    def _presses(self, articles: int) -> list[Press]:
        """Return who takes part at a size, ours always; the missing are told."""
        if wanted := self._given.press:
            chosen = [one for one in PRESSES if one.name in {*wanted, OURS.name}]
        else:
            chosen = [one for one in PRESSES if articles <= one.largest]
        for one in chosen:
            if not one.installed():
                tell(f"{one.name} is not installed (`make bench` installs it): left out")
        return [one for one in chosen if one.installed()]

    def _pair(self) -> list[Press]:
        return [one for one in self._presses(0) if one.name in PAIR]

    @contextmanager
    def _shelves(self, articles: int, presses: Sequence[Press]) -> Iterator[list[Shelf]]:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=self._given.work) as folder:
            tell(f"{articles:,} articles for {', '.join(press.name for press in presses)}")
            yield shelves(Path(folder), presses, articles, self._given.seed)

    def report(self) -> str:
        """Return all tables, with the machine they were made on."""
        system = f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()}"
        parts = [
            f"Python {platform.python_version()}, {versions()}; {system}; seed {self._given.seed}."
        ]
        for title, lines in (
            ("What is printed", table.extents(self.series) if self.series else ()),
            ("What builds cost", table.costs(self.series, OURS.name) if self.series else ()),
            ("What builds leave wrong", table.ripples(self.left) if self.left else ()),
            ("From save to page", table.waits(self.waits) if self.waits else ()),
        ):
            if rows := list(lines):
                parts.append(f"## {title}\n\n" + "\n".join(rows))
        return "\n\n".join(parts) + "\n"

    def write(self, folder: Path) -> None:
        """Write the report, the plot, and every figure."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.md").write_text(self.report(), "utf-8")
        if self.series:
            (folder / "builds.svg").write_text(plot(self.series), "utf-8")
        figures = {
            "builds": [asdict(one) for one in self.series],
            "ripples": [asdict(one) for one in self.left],
            "serve": [asdict(one) for one in self.waits],
        }
        (folder / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")


def tell(line: str) -> None:
    """Say how far the run is, beside the report."""
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    given = options().parse_args()
    bench = Bench(given)
    try:
        bench.run()
    finally:  # what was found before an interrupt, or before a press that failed, is kept
        bench.write(given.out)
        print(bench.report())


if __name__ == "__main__":
    main()
