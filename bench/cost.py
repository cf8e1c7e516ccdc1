"""What one command costs: wall and CPU time, and the most memory it held with its children."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024  # in the kibibytes that the system counts in
EVERY = 0.03  # seconds between two looks at memory
_SHARE = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU time, and MiB of memory at the peak."""

    wall: float
    cpu: float
    memory: float


class FailedError(Exception):
    """A command that ended with another status than 0, with what it said."""


def cost(command: list[str], folder: Path, *, watch_memory: bool = True) -> Cost:
    """Run a command in a folder, and return what it and its children cost.

    Memory is the sum of each process's share (shared pages are divided by those who share them),
    and never less than the largest process ever held. Looking at it costs time, so that it can
    be left out: the largest process counts then.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        with peak(process.pid if watch_memory else None) as most:
            said = process.stdout.read() if process.stdout else b""
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode != 0:
        text = said.decode("utf-8", "replace").strip()[-2000:]
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{text}")
    memory = max(most[0], used.ru_maxrss) / MEBIBYTE
    return Cost(wall, used.ru_utime + used.ru_stime, memory)


@contextmanager
def peak(pid: int | None) -> Iterator[list[int]]:
    """Look at a process and its descendants from time to time; yields [KiB at the peak]."""
    most, done = [0], threading.Event()

    def look(root: int) -> None:
        while not done.is_set():
            most[0] = max(most[0], sum(map(share, family(root))))
            done.wait(EVERY)

    looking = threading.Thread(target=look, args=(pid,), daemon=True) if pid else None
    if looking:
        looking.start()
    try:
        yield most
    finally:
        done.set()
        if looking:
            looking.join()


def family(pid: int) -> Iterator[int]:
    """Yield a process and its descendants, as far as they are alive."""
    children = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            continue
        # The name, in brackets, may hold anything; the parent is the second field behind it.
        children[int(stat.rpartition(")")[2].split()[1])].append(int(folder.name))
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(children[one])


def busy(pid: int) -> float:
    """Return the seconds of CPU time that a process and its descendants have had so far."""
    ticks = 0
    for one in family(pid):
        with suppress(OSError):
            stat = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(stat[11]) + int(stat[12])  # in user mode, in the system
    return ticks / os.sysconf("SC_CLK_TCK")


def share(pid: int) -> int:
    """Return the KiB of a process, shared pages divided; 0 when it has ended."""
    try:
        found = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_bytes())
    except OSError:
        return 0
    return int(found[1]) if found else 0
