"""Promise P1 at scale: `python -m bench.promises --builds 1600 --seed 1`.

Histories of random edits, each history on a site of its own. After every step the site is
brought up to date and held against a clean build of the same inputs in an empty folder; every
byte of every file counts. Between two builds there are one to four edits; a build may be cut
off half way before the one that counts, any number of workers may print, and clocks and file
times may jump. `--environments` builds the same inputs in eight environments, each another
process, and in a network namespace of its own, and holds their digests against each other.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bench import quick
from bench.newsdesk import ACCIDENTS, EDITS, Newsdesk
from bench.wholeness import Files, difference, files
from broadsheet import flow
from broadsheet.printing import workers
from broadsheet.site import site

PROJECT = Path(__file__).parent.parent
MEMORY = Path("/dev/shm")
_STEPS = 20  # of one history
_CALLS = ("link", "replace", "unlink", "mkdir", "rmdir", "open")  # at which a build may be cut off


class CutOffError(BaseException):
    """Not an Exception: nothing may catch it and go on."""


@contextmanager
def cut_off(after: int) -> Iterator[None]:
    """End what runs at a call of the system, as `kill -9` would, and go on behind it."""
    left = [after]

    def cutting(real: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise CutOffError
            return real(*args, **options)

        return call

    real = {name: getattr(os, name) for name in _CALLS}
    try:
        for name, function in real.items():
            setattr(os, name, cutting(function))
        yield
    except CutOffError:
        pass
    finally:
        for name, function in real.items():
            setattr(os, name, function)


@contextmanager
def clock(offset_ns: int) -> Iterator[None]:
    """Let the clock be ahead or behind for a while; the disk's own is as it was."""
    real = time.time_ns
    vars(time)["time_ns"] = lambda: real() + offset_ns
    try:
        yield
    finally:
        vars(time)["time_ns"] = real


@dataclass(slots=True)
class History:
    """A site, and what was done to it since it was last held against a clean build."""

    desk: Newsdesk
    clean: Path
    done: list[str]

    def step(self) -> list[str]:
        """Edit, build, compare; return the differences."""
        chance = self.desk.random
        self.done.clear()
        for _ in range(chance.randint(1, 4)):
            self._edit()
        if chance.random() < 0.15:
            self._ingest()
        if chance.random() < 0.25:
            self._build_and_be_cut_off()
        self.desk.mend()
        jobs = chance.choice((1, 1, 1, 2, 4))
        offset = chance.choice((0, 0, 0, 0, -3600, -86400 * 400)) * 10**9
        self.done.append(f"publish with {jobs} jobs, the clock off by {offset // 10**9} s")
        with clock(offset):
            flow.publish(site(self.desk.root), jobs=jobs)
        return difference(files(self.desk.root / "site"), self._clean_build())

    def _edit(self) -> None:
        chance = self.desk.random
        edit = chance.choice(ACCIDENTS if chance.random() < 0.15 else EDITS)
        edit(self.desk)
        self.done.append(edit.__name__)
        if chance.random() < 0.1:
            flow.publish(site(self.desk.root))
            self.done.append("publish")

    def _ingest(self) -> None:
        flow.ingest(site(self.desk.root))
        self.done.append("ingest")

    def _build_and_be_cut_off(self) -> None:
        after = self.desk.random.randint(1, 120)
        with cut_off(after):
            flow.publish(site(self.desk.root))
        self.done.append(f"a build cut off at call {after}")

    def _clean_build(self) -> Files:
        shutil.rmtree(self.clean, ignore_errors=True)
        copied(self.desk.root, self.clean)
        flow.publish(site(self.clean))
        return files(self.clean / "site")


def copied(root: Path, into: Path) -> None:
    """Copy the inputs of a site, without the times of its files."""
    into.mkdir()
    for path in root.iterdir():
        if path.is_dir() and path.name not in ("site", ".broadsheet"):
            shutil.copytree(path, into / path.name, copy_function=shutil.copyfile)
        elif path.is_file():
            shutil.copyfile(path, into / path.name)


# ---- environments --------------------------------------------------------------------------------

_ENVIRONMENTS: dict[str, dict[str, str]] = {
    "as it is": {},
    "another folder": {},
    "another time zone": {"TZ": "Pacific/Auckland"},
    "another locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "another umask": {},
    "another order of files": {},
    "another year": {},
    "four workers": {},
    "no network": {},
}


def digest(name: str, source: Path, folder: Path, seed: int) -> str | None:
    """Return the hash of a build in an environment; None where this machine has none such."""
    root = folder / ("a much longer name, with blänks" if name == "another folder" else "site")
    shutil.rmtree(root, ignore_errors=True)
    copied(source, root)
    if name == "another order of files":
        _shuffle(root, seed)
    if name == "another year":
        _age(root)
    jobs = "4" if name == "four workers" else "1"
    command = [sys.executable, "-m", "broadsheet", "publish", "--quiet", "--jobs", jobs]
    if name == "no network":
        command = ["unshare", "-n", *command]
        if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode:
            return None
    run = subprocess.run(
        [*command, "--site", str(root)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": "0", **_ENVIRONMENTS[name]},
        umask=0o077 if name == "another umask" else 0o022,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(f"{name}: {run.stderr.decode()}")
    whole = hashlib.blake2b(digest_size=16)
    for path, data in files(root / "site").items():
        whole.update(f"{path}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _shuffle(root: Path, seed: int) -> None:
    """Write every file anew, in another order, so that folders list them in another."""
    found = files(root)
    names = sorted(found)
    random.Random(seed).shuffle(names)
    shutil.rmtree(root)
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(found[name])


def _age(root: Path) -> None:
    for path in root.rglob("*"):
        os.utime(path, (915_148_800, 915_148_800))  # the first day of 1999


# ---- the command ---------------------------------------------------------------------------------


def histories(builds: int, seed: int, articles: int, folder: Path) -> int:
    """Make so many builds; return how many were no clean ones."""
    failed = 0
    made = 0
    for number in range(-(-builds // _STEPS)):
        root = folder / str(number)
        history = History(Newsdesk(root, seed * 100_003 + number, articles), folder / "clean", [])
        flow.publish(site(root))
        for _ in range(min(_STEPS, builds - made)):
            made += 1
            if told := history.step():
                failed += 1
                click.echo(f"history {number}, build {made}: {told[:4]} after {history.done}")
                break
        shutil.rmtree(root)
        if number % 5 == 4:
            click.echo(f"{made} of {builds}: {failed} not as a clean build", err=True)
    return failed


def environments(seed: int, articles: int, folder: Path) -> int:
    """Build in every environment; return how many gave other bytes than the first."""
    source = folder / "source"
    Newsdesk(source, seed, articles)
    found = {name: digest(name, source, folder, seed) for name in _ENVIRONMENTS}
    for name, told in found.items():
        click.echo(f"{name}: {told or 'not possible on this machine'}")
    return len({one for one in found.values() if one}) - 1


@click.command()
@click.option("--builds", default=1600, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--articles", default=30, show_default=True)
@click.option("--environments", "around", is_flag=True, help="Build in other environments as well.")
def main(builds: int, seed: int, articles: int, around: bool) -> None:
    """Hold incremental builds against clean ones."""
    quick.install()
    vars(workers)["FEW"] = 1  # let workers take part in so small a site
    failed = 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        if builds:
            failed += histories(builds, seed, articles, Path(name))
            click.echo(f"{builds} incremental builds: {failed} not as a clean build")
        if around:
            other = environments(seed, articles, Path(name))
            click.echo(f"{len(_ENVIRONMENTS)} environments: {other + 1} digests")
            failed += other
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
