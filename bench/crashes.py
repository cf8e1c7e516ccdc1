"""Builds killed at calls of the system: `python -m bench.crashes --points 500 --seed 1`.

Each scenario is laid out once. Its build runs under strace, which tells every call that touches
the site; then points are drawn from them, and for each a fresh copy of the site is built by a
process of its own that is killed as it makes that call. What is left must be whole:

- no page has a dead link (fragments are left out: a page being printed has no paragraphs yet);
- no input differs from what it was, but for files that the build itself writes there: each of
  those is as it was, or as the undisturbed build leaves it, or not there yet;
- one more build, undisturbed, gives the bytes of a clean build of the same inputs.

The sites lie in memory, where there is such a folder. The exit status is 1 if anything is not.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import click

from bench import quick
from bench.newsdesk import Newsdesk
from bench.tracing import Call, calls, ended, is_here, tampered
from bench.wholeness import Files, dead_links, difference, files, inputs
from broadsheet import cli

MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A build to kill: how the site comes to be, what is done to it, and which halves run."""

    name: str
    prepare: Callable[[Newsdesk], None]
    command: tuple[str, ...]
    captures: int = 0


def first(desk: Newsdesk) -> None:
    """Leave a site that was never built."""


def after_edits(desk: Newsdesk) -> None:
    """Leave a built site with edits of every kind."""
    build(desk.root)
    for edit in (desk.edit_title, desk.edit_slug, desk.rename_article, desk.move_article):
        edit()
    for more in (desk.add_article, desk.write_record, desk.edit_topics, desk.edit_story):
        more()


def after_one_edit(desk: Newsdesk) -> None:
    """Leave a built site with one sentence more, for the short way of building."""
    build(desk.root)
    desk.add_sentence()


def after_deletions(desk: Newsdesk) -> None:
    """Leave a built site from which half of the articles are gone."""
    build(desk.root)
    for path in sorted((desk.root / "content").glob("2*/*/*/*.md"))[::2]:
        path.unlink()
    desk.delete_record()


def after_captures(desk: Newsdesk) -> None:
    """Leave a built site with captures that were never looked at."""
    build(desk.root, "publish")


SCENARIOS = (
    Scenario("first build", first, ("publish", "--jobs", "1")),
    Scenario("build after edits", after_edits, ("publish", "--jobs", "1")),
    Scenario("build after one sentence", after_one_edit, ("publish", "--jobs", "1")),
    Scenario("build after deletions", after_deletions, ("publish", "--jobs", "1")),
    Scenario("clean build", after_edits, ("publish", "--clean", "--jobs", "1")),
    Scenario("ingest", after_captures, ("ingest",), captures=2),
    Scenario("ingest and publish", first, ("--jobs", "1"), captures=1),
)


def warm(folder: Path) -> None:
    """Load in this process, once, what every build of a copy would load."""
    desk = Newsdesk(folder, 0, 1, captures=1)
    quick.install()
    cli.main(["--quiet", "--site", str(desk.root)])


def command(root: Path, *arguments: str) -> Callable[[], int]:
    """Return what runs the command line in this process."""
    return partial(cli.main, [*arguments, "--site", str(root)])


def build(root: Path, *arguments: str) -> None:
    """Build undisturbed; raise RuntimeError where that is not done."""
    done = ended(command(root, *(arguments or ("publish",))))
    if done.status != 0:
        raise RuntimeError(f"the build ended with {done.status}: {done.err}")


@dataclass(slots=True)
class Stage:
    """A scenario laid out in a folder: where each run starts, and where it should end."""

    scenario: Scenario
    folder: Path
    points: Sequence[Call] = ()
    before: Files = field(default_factory=dict)
    after: Files = field(default_factory=dict)  # the inputs as the build leaves them
    whole: Files = field(default_factory=dict)  # the site, by a clean build

    @property
    def start(self) -> Path:
        return self.folder / "start"

    @property
    def place(self) -> Path:
        """Where every run takes place: the very same path, as the look at inputs has it."""
        return self.folder / "here"

    def put(self) -> Path:
        """Lay the site out anew, with the times that its files had."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.start, self.place, symlinks=True)
        return self.place

    def finish(self) -> None:
        """Do what follows the build in this scenario, until site/ is up to date."""
        if "publish" not in self.scenario.command:
            build(self.place, *self.scenario.command)
        build(self.place, "publish")


def stage(scenario: Scenario, folder: Path, seed: int, articles: int) -> Stage:
    """Lay a scenario out, and learn what its build does and leaves."""
    laid = Stage(scenario, folder)
    desk = Newsdesk(laid.place, seed, articles, scenario.captures)
    scenario.prepare(desk)
    laid.place.rename(laid.start)
    laid.before = inputs(laid.start)
    laid.put()
    laid.points = calls(command(laid.place, *scenario.command), laid.place)
    laid.finish()
    laid.after = inputs(laid.place)
    left = files(laid.place / "site")
    for made in ("site", ".broadsheet"):
        shutil.rmtree(laid.place / made)
    build(laid.place, "publish")
    laid.whole = files(laid.place / "site")
    if told := difference(left, laid.whole):
        raise RuntimeError(f"{scenario.name}: undisturbed, it is not a clean build: {told[:3]}")
    return laid


def touched(now: Files, before: Files, after: Files) -> list[str]:
    """Return the inputs that are neither as they were nor as an undisturbed build leaves them."""
    found = []
    for path in now.keys() | before.keys():
        had, has = before.get(path), now.get(path)
        if has != had and (has is None or has != after.get(path)):
            found.append(path)
    return sorted(found)


def faults(laid: Stage, tampering: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong after a build that was tampered with, and after the next one."""
    root = laid.put()
    ended(command(root, *laid.scenario.command), tampered(tampering))
    if dead := dead_links(root / "site"):
        yield "dead", f"{len(dead)} dead links: {dead[0]}"
    if changed := touched(inputs(root), laid.before, laid.after):
        yield "inputs", f"inputs changed: {changed[:3]}"
    laid.finish()
    if told := difference(files(root / "site"), laid.whole):
        yield "unhealed", f"not healed: {told[:3]}"
    if told := difference(inputs(root), laid.after):
        yield "unhealed", f"inputs not as after an undisturbed build: {told[:3]}"
    left = [path.name for path in root.rglob(".broadsheet-*")]
    if left:
        yield "leftovers", f"left behind: {left[0]}"


def drawn(stages: Sequence[Stage], points: int, seed: int) -> list[tuple[Stage, Call]]:
    """Return points of all scenarios, as evenly as they have them; all where that is fewer."""
    chance = random.Random(seed)
    found: list[tuple[Stage, Call]] = []
    share = -(-points // len(stages))
    for laid in stages:
        some = chance.sample(list(laid.points), min(share, len(laid.points)))
        found += [(laid, point) for point in some]
    rest = [(laid, p) for laid in stages for p in laid.points if (laid, p) not in found]
    found += chance.sample(rest, max(0, min(points - len(found), len(rest))))
    return chance.sample(found, min(points, len(found)))


@click.command()
@click.option("--points", default=500, show_default=True, help="Kills in all scenarios together.")
@click.option("--seed", default=1, show_default=True)
@click.option("--articles", default=5, show_default=True, help="Of the site that is built.")
@click.option("--scenario", "only", multiple=True, help="Only these, by name.")
def main(points: int, seed: int, articles: int, only: tuple[str, ...]) -> None:
    """Kill builds at calls of the system; count what is left broken."""
    if not is_here():
        raise click.ClickException("strace is missing, or may not trace")
    wanted = [one for one in SCENARIOS if not only or one.name in only]
    counts = dict.fromkeys(("dead", "inputs", "unhealed", "leftovers"), 0)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        warm(Path(folder) / "warm")
        stages = []
        for n, one in enumerate(wanted):
            stages.append(stage(one, Path(folder) / str(n), seed, articles))
            click.echo(f"{one.name}: {len(stages[-1].points)} calls that touch the site")
        runs = drawn(stages, points, seed)
        for done, (laid, point) in enumerate(runs, 1):
            for kind, told in faults(laid, f"{point.name}:signal=KILL:when={point.number}"):
                counts[kind] += 1
                click.echo(f"{laid.scenario.name}, killed at {point}: {told}")
            if done % 50 == 0:
                click.echo(f"{done} of {len(runs)}: {counts}", err=True)
    healed = len(runs) - counts["unhealed"]
    click.echo(
        f"{len(runs)} kills: {counts['dead']} sites with a dead link, {healed} healed, "
        f"{counts['inputs']} with an input changed, {counts['leftovers']} with leftovers"
    )
    sys.exit(any(counts.values()))


if __name__ == "__main__":
    main()
