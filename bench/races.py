"""Two builds of one site at once: `python -m bench.races --rounds 50 --seed 1`.

After some edits two processes build the site at the same time. In every other round both wait
for each other; in the rest one of them may go home, with exit status 75 and a word on who
builds. Afterwards every page must have its links and the bytes of a clean build.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from bench.crashes import MEMORY, command, warm
from bench.newsdesk import EDITS, Newsdesk
from bench.promises import copied
from bench.tracing import ended
from bench.wholeness import dead_links, difference, files

# Under another address the links of pages begin with another path: those are looked at elsewhere.
_EDITS = tuple(edit for edit in EDITS if edit is not Newsdesk.change_settings)


def at_once(root: Path, *arguments: str) -> list[tuple[int, str]]:
    """Run the same command in two copies of this process; return how each ended, and its words."""
    running = []
    for number in (1, 2):
        words = root.parent / f"words-{number}"
        child = os.fork()
        if child == 0:
            _live(root, words, arguments)
        running.append((child, words))
    ends = [(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), words) for child, words in running]
    return [(status, words.read_text("utf-8", "replace")) for status, words in ends]


def _live(root: Path, words: Path, arguments: tuple[str, ...]) -> None:
    status = 70
    try:
        handle = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        status = command(root, *arguments)()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def faults(desk: Newsdesk, clean: Path, number: int) -> Iterator[str]:
    """Edit, build twice at once, and yield what is wrong."""
    for edit in desk.random.sample(_EDITS, 3):
        edit(desk)
    desk.mend()
    waits = number % 2 == 0
    ends = at_once(desk.root, "publish", "--jobs", "1", *(["--wait"] if waits else []))
    for status, words in ends:
        if status not in ((0, 1) if waits else (0, 1, 75)):
            yield f"a build ended with {status}: {words}"
        if status == 75 and "is building this site" not in words:
            yield f"nobody was named: {words}"
    if not any(status < 2 for status, _ in ends):
        yield "neither has built"
    if dead := dead_links(desk.root / "site"):
        yield f"dead links: {dead[0]}"
    shutil.rmtree(clean, ignore_errors=True)
    copied(desk.root, clean)
    ended(command(clean, "publish"))
    if told := difference(files(desk.root / "site"), files(clean / "site")):
        yield f"not as a clean build: {told[:3]}"


@click.command()
@click.option("--rounds", default=50, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(rounds: int, seed: int) -> None:
    """Build a site twice at once, again and again."""
    wrong = 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        warm(folder / "warm")
        desk = Newsdesk(folder / "site", seed, 8)
        for number in range(rounds):
            if found := list(faults(desk, folder / "clean", number)):
                wrong += 1
                click.echo(f"round {number}: {found}")
    click.echo(f"{rounds} rounds of two builds at once: {wrong} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
