"""Builds on a machine that fails: `python -m bench.faults --points 3 --seed 1`.

For each error of the disk and each call that may meet it, builds in which that call fails from
some point on, or once; then signals, damaged states and folders that may not be written. What is
asked of each: no traceback, a plain message and an exit status that is not 0 where something was
not done, no dead link, no input changed, and a next build that gives the bytes of a clean one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from bench.crashes import MEMORY, SCENARIOS, Stage, command, stage, touched, warm
from bench.tracing import Call, Ended, ended, is_here, tampered
from bench.wholeness import dead_links, difference, files, inputs

_WRITING = ("write", "pwrite64", "rename", "link", "mkdir", "openat", "ftruncate", "fdatasync")
ERRORS = {
    "ENOSPC": _WRITING,
    "EDQUOT": ("write", "pwrite64", "mkdir", "openat", "link"),
    "EIO": (*_WRITING, "unlink"),
    "EROFS": ("openat", "rename", "mkdir", "link", "unlink"),
    "EACCES": ("openat", "rename", "mkdir", "link", "unlink", "rmdir"),
    "EMFILE": ("openat",),
    "ENFILE": ("openat",),
    "EPERM": ("link",),
}
SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
_USED = ("first build", "build after edits", "ingest and publish")


def told(done: Ended, statuses: Sequence[int]) -> Iterator[str]:
    """Yield what is wrong with how a command ended."""
    if done.status not in statuses:
        yield f"exit status {done.status}: {done.err[-300:]}"
    if "Traceback" in done.err or "Traceback" in done.out:
        yield f"a traceback: {done.err[-1200:]}"
    if done.status and not done.err.strip():
        yield f"exit status {done.status} without a word"


def left(laid: Stage) -> Iterator[str]:
    """Yield what is wrong with what a build left behind, and with what the next one makes of it."""
    root = laid.place
    if dead := dead_links(root / "site"):
        yield f"{len(dead)} dead links: {dead[0]}"
    if changed := touched(inputs(root), laid.before, laid.after):
        yield f"inputs changed: {changed[:3]}"
    laid.finish()
    if other := difference(files(root / "site"), laid.whole):
        yield f"not healed: {other[:3]}"
    if other := difference(inputs(root), laid.after):
        yield f"inputs not as after an undisturbed build: {other[:3]}"


def failing(laid: Stage, points: int, chance: random.Random) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each case of a call that fails, and what is wrong with it."""
    by_name: dict[str, list[Call]] = {}
    for point in laid.points:
        by_name.setdefault(point.name, []).append(point)
    for error, names in ERRORS.items():
        for name in names:
            every = by_name.get(name, [])
            for point in chance.sample(every, min(points, len(every))):
                # Words are written as well: a disk that stays full is `small_disks`.
                for lasting in ("",) if name == "write" else ("+", ""):
                    said = f"{laid.scenario.name}: {error}{' from' if lasting else ' at'} {point}"
                    yield said, _failed(laid, f"{name}:error={error}:when={point.number}{lasting}")


def _failed(laid: Stage, tampering: str) -> Iterator[str]:
    root = laid.put()
    done = ended(command(root, *laid.scenario.command), tampered(tampering))
    yield from told(done, (0, 1, 2))
    yield from left(laid)


def signalled(
    laid: Stage, points: int, chance: random.Random
) -> Iterator[tuple[str, Iterator[str]]]:
    for name, status in SIGNALS.items():
        for point in chance.sample(list(laid.points), min(points, len(laid.points))):
            yield f"{laid.scenario.name}: {name} at {point}", _stopped(laid, point, name, status)


def _stopped(laid: Stage, point: Call, name: str, status: int) -> Iterator[str]:
    root = laid.put()
    tampering = f"{point.name}:signal={name}:when={point.number}"
    yield from told(ended(command(root, *laid.scenario.command), tampered(tampering)), (status,))
    yield from left(laid)


# ---- states and folders --------------------------------------------------------------------------


def _gone(root: Path) -> None:
    shutil.rmtree(root / ".broadsheet")


def _cut(root: Path) -> None:
    file = root / ".broadsheet" / "state.db"
    file.write_bytes(file.read_bytes()[:5000])


def _noise(root: Path) -> None:
    (root / ".broadsheet" / "state.db").write_bytes(random.Random(0).randbytes(20_000))


def _folder(root: Path) -> None:
    (root / ".broadsheet" / "state.db").unlink()
    (root / ".broadsheet" / "state.db").mkdir()


def _stale_lock(root: Path) -> None:
    (root / ".broadsheet" / "lock").write_text("1")


def _scraps(root: Path) -> None:
    (root / ".broadsheet" / "state.db-wal").write_bytes(b"left by a killed build")
    (root / ".broadsheet" / "scratch").mkdir(exist_ok=True)
    for scrap in ("scratch/.broadsheet-1-1.tmp", ".broadsheet-1.tmp"):
        (root / ".broadsheet" / scrap).write_text("half a page")


def _future(root: Path) -> None:
    for path in (*root.rglob("content/**/*.md"), *root.rglob("site/**/*.html")):
        os.utime(path, (4_102_444_800, 4_102_444_800))


def _past(root: Path) -> None:
    for path in (*root.rglob("content/**/*.md"), *root.rglob("site/**/*.html")):
        os.utime(path, (1, 1))


DAMAGE: tuple[Callable[[Path], None], ...] = (
    *(_gone, _cut, _noise, _folder, _stale_lock, _scraps, _future, _past),
)


def damaged(laid: Stage) -> Iterator[tuple[str, Iterator[str]]]:
    for damage in DAMAGE:
        yield f"{laid.scenario.name}: {damage.__name__[1:]}", _after(laid, damage)


def _after(laid: Stage, damage: Callable[[Path], None]) -> Iterator[str]:
    root = laid.put()
    if (root / ".broadsheet").is_dir():
        damage(root)
    yield from told(ended(command(root, *laid.scenario.command)), (0, 1))
    if scraps := list(root.rglob(".broadsheet-1*")):
        yield f"left behind: {scraps[0].name}"
    yield from left(laid)


def small_disks(laid: Stage) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield builds on disks that soon are full, real ones, where mounting is allowed."""
    blocks = sum(-(-p.lstat().st_size // 4096) + 1 for p in laid.start.rglob("*"))
    for room in (40, 100, 200, 400, 700):
        yield f"{laid.scenario.name}: {room} KB of room", _on_a_disk(laid, blocks * 4 + room)


def _on_a_disk(laid: Stage, kilobytes: int) -> Iterator[str]:
    """Build on a full disk, then on one with room: it is made larger."""
    root = laid.place
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(root)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        root.rmdir()
        return
    try:
        shutil.copytree(laid.start, root, symlinks=True, dirs_exist_ok=True)
        yield from told(ended(command(root, *laid.scenario.command)), (0, 1, 2))
        if dead := dead_links(root / "site"):
            yield f"dead links: {dead[0]}"
        subprocess.run(["mount", "-o", "remount,size=50m", str(root)], check=True)
        yield from left(laid)
    finally:
        subprocess.run(["umount", str(root)], check=True)
        root.rmdir()


def read_only(laid: Stage) -> Iterator[tuple[str, Iterator[str]]]:
    yield f"{laid.scenario.name}: on a disk that may only be read", _on_a_read_only_disk(laid)


def _on_a_read_only_disk(laid: Stage) -> Iterator[str]:
    root = laid.put()
    bind = ["mount", "--bind", str(root), str(root)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        return
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(root)], check=True)
        yield from told(ended(command(root, *laid.scenario.command)), (1, 2))
    finally:
        subprocess.run(["umount", str(root)], check=True)
    yield from left(laid)


@click.command()
@click.option("--points", default=3, show_default=True, help="Of each call and error.")
@click.option("--seed", default=1, show_default=True)
def main(points: int, seed: int) -> None:
    """Build where the machine fails; count what is told or left wrongly."""
    if not is_here():
        raise click.ClickException("strace is missing, or may not trace")
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    chance = random.Random(seed)
    runs = wrong = 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        warm(Path(folder) / "warm")
        for n, scenario in enumerate(one for one in SCENARIOS if one.name in _USED):
            laid = stage(scenario, Path(folder) / str(n), seed, 4)
            every = (damaged, small_disks, read_only)
            cases = [case for kind in every for case in kind(laid)]
            cases += [*signalled(laid, points * 3, chance), *failing(laid, points, chance)]
            for said, faults in cases:
                runs += 1
                if found := list(faults):
                    wrong += 1
                    click.echo(f"{said}\n    " + "\n    ".join(found))
            click.echo(f"{runs} cases, {wrong} of them wrong", err=True)
    click.echo(f"{runs} cases: {wrong} told or left wrongly")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
